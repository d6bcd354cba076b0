from collections.abc import Sequence
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection

from tests.transforms.outcome import outcome_of
from tests.transforms.storage.building import a_post, a_run, write_run
from transforms.elements import Alias, Edit, Post, Reject
from transforms.published import ReadStanding, SettlePosts
from transforms.storage.rows import StoredPost, StoredReject
from transforms.storage.settling import Carry

NOTHING: dict[str, list[Any]] = {"posts": [], "fresh": [], "left": [], "retold": [], "edits": []}
KEEPING_Z = Carry(kept=frozenset({"z.txt"}))


def _standing(folder: Path | None, carry: Carry) -> dict[str, list[Any]]:
    def build(root: Pipeline) -> dict[str, PCollection[Any]]:
        return (root | ReadStanding(str(folder) if folder else None, carry))._asdict()

    return outcome_of(build)


def _settled(read: Sequence[Post], folder: Path | None, carry: Carry) -> dict[str, list[Any]]:
    def build(root: Pipeline) -> dict[str, PCollection[Any]]:
        posts = root | "Read" >> beam.Create(read).with_output_types(Post)
        given = root | "Given" >> beam.Create(sorted({post.file for post in read})).with_output_types(str)
        return ((posts, given) | SettlePosts(str(folder) if folder else None, carry))._asdict()

    return outcome_of(build)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a run that read `a.txt` with four posts, and `z.txt` with one."""
    folder = tmp_path_factory.mktemp("before")
    posts = (a_post("same"), a_post("moved"), a_post("edited", text="Old words."), a_post("gone"))
    write_run(folder, [*posts, a_post("elsewhere", file="z.txt")])
    return folder


def test_a_first_run_has_nothing_before_it() -> None:
    assert _standing(None, Carry()) == {"aliases": [], "rejects": []}


def test_what_stands_of_the_run_before_is_read_as_the_values_it_was_made_from(tmp_path: Path) -> None:
    write_run(tmp_path, a_run())
    assert _standing(tmp_path, Carry(kept=frozenset({"b.txt"}))) == {
        "aliases": [Alias(alias_id="ev0", event_id="ev1", reason="merged")],
        "rejects": [StoredReject(Reject("b.txt", "line 3", "read", "no text"), "run1")],
    }


def test_in_a_first_run_every_post_is_new_and_says_which_states_it_names() -> None:
    named = a_post("p1", text="Kenya thanks Norway.", states=("KEN", "NOR"))
    assert _settled([a_post("p1", text="Kenya thanks Norway.")], None, Carry()) == NOTHING | {
        "posts": [named],
        "fresh": [named],
    }


def test_a_post_in_another_language_is_stored_and_not_extracted() -> None:
    posts = [a_post("p1", lang="ru"), a_post("p2", lang="und")]
    assert _settled(posts, None, Carry()) == NOTHING | {"posts": posts, "fresh": [posts[1]]}


def test_a_post_that_goes_on_in_another_language_loses_its_mentions(before: Path) -> None:
    edited = a_post("edited", text="Old words.", lang="ru")
    settled = _settled([a_post("same"), a_post("moved"), a_post("gone"), edited], before, KEEPING_Z)
    assert settled == NOTHING | {"posts": [edited], "left": ["edited"], "retold": ["edited"]}


def test_posts_that_are_as_they_were_give_nothing_at_all(before: Path) -> None:
    read = [a_post("same"), a_post("moved"), a_post("edited", text="Old words."), a_post("gone")]
    assert _settled(read, before, KEEPING_Z) == NOTHING


def test_what_changed_of_a_file_is_all_that_is_given(before: Path) -> None:
    moved, edited = a_post("moved", first_line=9, last_line=10), a_post("edited", text="Words on Peru.")
    told = a_post("edited", text="Words on Peru.", states=("PER",))
    assert _settled([a_post("same"), moved, edited], before, KEEPING_Z) == {
        "posts": [told, StoredPost(moved, "run1")],
        "fresh": [told],
        "left": ["edited", "gone", "moved"],
        "retold": ["edited", "gone"],
        "edits": [Edit("edited", "Old words.", "Words on Peru.")],
    }


def test_a_file_that_gives_nothing_any_more_takes_nothing_back(before: Path) -> None:
    assert _settled([], before, KEEPING_Z) == NOTHING


def test_new_rules_extract_what_is_stored_and_write_it_anew(before: Path) -> None:
    carry = Carry(kept=frozenset({"a.txt", "z.txt"}), trusted=False)
    stored = [a_post("edited", text="Old words."), a_post("gone"), a_post("moved"), a_post("same")]
    again = [*stored, a_post("elsewhere", file="z.txt")]
    settled = _settled([a_post("new", text="Words on Peru.")], before, carry)
    new = a_post("new", text="Words on Peru.", states=("PER",))
    assert settled == NOTHING | {
        "posts": sorted([new, *(StoredPost(post, "run1") for post in again)], key=repr),
        "fresh": sorted([*again, new], key=repr),
        "left": ["edited", "elsewhere", "gone", "moved", "same"],
        "retold": ["edited", "elsewhere", "gone", "moved", "same"],
    }
