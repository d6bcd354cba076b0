from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.transforms.storage.building import a_post, a_run, write_run
from transforms.elements import Alias, Event, PersonName, Reject, Seen
from transforms.storage.published import (
    alias_runs,
    has_counts,
    known_posts,
    newest_day,
    post_states,
    post_texts,
    published_aliases,
    published_events,
    published_ids,
    published_names,
    published_sightings,
    standing_rejects,
    troubled_files,
)
from transforms.storage.rows import StoredPost, StoredReject
from transforms.storage.settling import Carry, known_post

KEEPING = Carry(kept=frozenset({"b.txt"}))


@pytest.mark.parametrize(
    ("carry", "read", "known"),
    [
        (Carry(), (), ["p1", "p2", "p3"]),
        (KEEPING, (), ["p1", "p3"]),
        (KEEPING, ("p2", "p9"), ["p1", "p2", "p3"]),
        (Carry(kept=frozenset({"a.txt", "b.txt"})), ("p3",), ["p3"]),
        (replace(KEEPING, trusted=False), (), ["p1", "p2", "p3"]),
    ],
)
def test_posts_come_that_may_not_stand_and_the_others_are_counted(
    carry: Carry, read: Sequence[str], known: list[str], tmp_path: Path
) -> None:
    posts = {"p1": a_post("p1"), "p2": a_post("p2", file="b.txt"), "p3": a_post("p3")}
    write_run(tmp_path, posts.values())
    found, others = known_posts(tmp_path, carry, read)
    assert list(found) == [known_post(StoredPost(posts[each], "run1"), carry) for each in known]
    assert others == len(posts) - len(known)


def test_of_some_posts_the_words_and_the_states_are_read(tmp_path: Path) -> None:
    write_run(tmp_path, [a_post("p1", states=("KEN", "NOR")), a_post("p2", text="Other words."), a_post("p3")])
    assert post_texts(tmp_path, {"p2", "p3", "p9"}) == {"p2": "Other words.", "p3": "Words."}
    assert list(post_states(tmp_path, {"p1", "p2"})) == [("Harbour News", ("KEN", "NOR")), ("Harbour News", ())]
    assert [states for _, states in post_states(tmp_path)] == [("KEN", "NOR"), (), ()]


@pytest.mark.parametrize(
    ("without", "day"), [((), date(2031, 3, 9)), (("p2",), date(2031, 3, 4)), (("p1", "p2"), None)]
)
def test_the_last_day_is_that_of_the_posts_that_stay(without: Iterable[str], day: date | None, tmp_path: Path) -> None:
    days = {"p1": date(2031, 3, 4), "p2": date(2031, 3, 9), "p3": None}
    write_run(tmp_path, [a_post(post_id, published_on=each) for post_id, each in days.items()])
    assert newest_day(tmp_path, frozenset(without)) == day


def test_events_come_with_the_ids_of_their_mentions(tmp_path: Path) -> None:
    write_run(tmp_path, a_run())
    events = [record for record in a_run() if isinstance(record, Event)]
    assert list(published_events(tmp_path, {"ev1", "ev2"})) == events
    assert list(published_events(tmp_path, {"ev1", "ev9"})) == events[:1]
    assert list(published_events(tmp_path, set())) == []


def test_ids_are_those_of_events_and_of_aliases(tmp_path: Path) -> None:
    write_run(tmp_path, a_run())
    assert published_ids(tmp_path) == {"ev0", "ev1", "ev2"}
    assert list(published_aliases(tmp_path)) == [Alias(alias_id="ev0", event_id="ev1", reason="merged")]
    assert alias_runs(tmp_path) == {"ev0": "run1"}


def test_names_and_sightings_come_as_they_were_counted(tmp_path: Path) -> None:
    write_run(tmp_path, a_run())
    assert list(published_names(tmp_path)) == [PersonName("per_1", "PRT", "Ana Sousa", "foreign minister", 1)]
    assert list(published_sightings(tmp_path)) == [Seen("posts|Harbour News", "", 2)]


def test_posts_of_an_earlier_version_name_no_states(tmp_path: Path) -> None:
    write_run(tmp_path, [a_post(states=("KEN",))])
    path = tmp_path / "posts.parquet"
    pq.write_table(pq.read_table(path).drop_columns("states"), path)
    assert list(post_states(tmp_path, {"p1"})) == list(post_states(tmp_path)) == [("Harbour News", ())]


def test_a_run_of_an_earlier_version_has_no_names_and_sightings(tmp_path: Path) -> None:
    write_run(tmp_path, a_run())
    assert has_counts(tmp_path)
    (tmp_path / "persons.parquet").unlink()
    (tmp_path / "sightings.parquet").unlink()
    assert (list(published_names(tmp_path)), list(published_sightings(tmp_path))) == ([], [])
    assert not has_counts(tmp_path)


def test_a_reject_stands_while_its_file_is_not_read_again(tmp_path: Path) -> None:
    refused = Reject("b.txt", "line 3", "read", "no text")
    write_run(tmp_path, [refused])
    assert list(standing_rejects(tmp_path, KEEPING)) == [StoredReject(refused, "run1")]
    assert list(standing_rejects(tmp_path, Carry())) == []


def test_what_was_refused_after_reading_stands_only_under_the_same_rules(tmp_path: Path) -> None:
    refused = Reject("b.txt", "line 3", "extract", "too long")
    write_run(tmp_path, [refused])
    assert list(standing_rejects(tmp_path, KEEPING)) == [StoredReject(refused, "run1")]
    assert list(standing_rejects(tmp_path, replace(KEEPING, trusted=False))) == []


def test_files_with_posts_that_were_refused_after_reading(tmp_path: Path) -> None:
    write_run(
        tmp_path, [Reject("a.txt", "line 3", "read", "no text"), Reject("b.txt", "line 3", "extract", "too long")]
    )
    assert troubled_files(tmp_path) == {"b.txt"}
