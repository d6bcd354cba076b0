from dataclasses import replace
from pathlib import Path

from tests.transforms.storage.building import a_post, a_run, write_run
from transforms.elements import Alias, Event, Identity, Post, Reject, ResolvedMention
from transforms.storage.published import (
    alias_runs,
    published_aliases,
    published_events,
    published_identities,
    published_posts,
    standing_rejects,
    troubled_files,
)
from transforms.storage.rows import StoredPost, StoredReject
from transforms.storage.settling import Carry, PublishedPost

KEEPING = Carry(kept=frozenset({"b.txt"}))


def test_posts_come_with_their_mentions(tmp_path: Path) -> None:
    write_run(tmp_path, a_run())
    posts = [record for record in a_run() if isinstance(record, Post)]
    told = [record.mention for record in a_run() if isinstance(record, ResolvedMention)]
    assert list(published_posts(tmp_path)) == [
        PublishedPost(StoredPost(posts[0], "run1"), (told[0],)),
        PublishedPost(StoredPost(posts[1], "run1"), (told[1], told[2])),
    ]


def test_a_post_without_mentions_is_read_between_others(tmp_path: Path) -> None:
    write_run(tmp_path, [*a_run(), a_post("p0"), a_post("p1a"), a_post("p9")])
    found = {each.stored.post.post_id: len(each.mentions) for each in published_posts(tmp_path)}
    assert found == {"p0": 0, "p1": 1, "p1a": 0, "p2": 2, "p9": 0}


def test_events_come_with_the_ids_of_their_mentions(tmp_path: Path) -> None:
    write_run(tmp_path, a_run())
    assert list(published_events(tmp_path)) == [record for record in a_run() if isinstance(record, Event)]


def test_identities_and_aliases(tmp_path: Path) -> None:
    write_run(tmp_path, a_run())
    assert list(published_identities(tmp_path)) == [Identity("m1", "ev1"), Identity("m2", "ev1"), Identity("m3", "ev2")]
    assert list(published_aliases(tmp_path)) == [Alias(alias_id="ev0", event_id="ev1", reason="merged")]
    assert alias_runs(tmp_path) == {"ev0": "run1"}


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
