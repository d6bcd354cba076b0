from collections.abc import Iterator
from datetime import UTC, date, datetime

import duckdb
import pytest

from tests.transforms.storage.building import a_mention, a_post, write_run
from transforms.elements import Event, EventPost, Kind, Mention, ResolvedMention, Status
from warehouse.connection import open_published
from warehouse.errors import RefusedError
from warehouse.sides import find_sides, whereabouts

_RUN = "20310305T080000Z-abc123"


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a run in which one post has two main mentions, one has two and none main, and one has none at all."""
    output = tmp_path_factory.mktemp("sides") / "out"
    posts = [
        a_post("po_late", published_on=date(2031, 3, 4)),
        a_post("po_early", published_at=datetime(2031, 3, 3, 23, tzinfo=UTC), published_on=date(2031, 3, 4)),
        a_post("po_undated"),
        a_post("po_silent"),
    ]
    mentions = [
        a_mention("me_a", "po_late"),
        a_mention("me_b", "po_late", ordinal=1),
        a_mention("me_c", "po_early"),
        a_mention("me_d", "po_undated", is_main=False),
        a_mention("me_e", "po_undated", ordinal=1, is_main=False),
    ]
    homes = {"me_a": "ev_one", "me_b": "ev_two", "me_c": "ev_one", "me_d": "ev_one", "me_e": "ev_two"}
    links = [
        EventPost(homes[each.mention_id], each.post_id, each.mention_id, each.genre, each.status) for each in mentions
    ]
    resolved = [ResolvedMention(homes[each.mention_id], each) for each in mentions]
    events = [_event(event_id, mentions, homes) for event_id in ("ev_one", "ev_two")]
    write_run(output / "runs" / _RUN, [*posts, *resolved, *links, *events], _RUN)
    (output / "CURRENT").write_text(_RUN + "\n")
    with open_published(output) as opened:
        yield opened


def _event(event_id: str, mentions: list[Mention], homes: dict[str, str]) -> Event:
    own = tuple(each.mention_id for each in mentions if homes[each.mention_id] == event_id)
    return Event(
        event_id=event_id,
        kind=Kind.BILATERAL_MEETING,
        name=f"Talks {event_id}",
        status=Status.HELD,
        mention_ids=own,
        post_count=len(own),
        source_count=1,
    )


def test_an_event_stands_by_all_its_mentions_the_one_that_was_published_first_before_the_others(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    one, two = find_sides(connection, "ev_one", "ev_two")
    assert (one.mention_ids, one.event_id, one.event) == (("me_c", "me_a", "me_d"), "ev_one", "Talks ev_one")
    assert two.mention_ids == ("me_b", "me_e")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("po_late", "po_late tells of 2 events, and 2 are main"),
        ("po_undated", "po_undated tells of 2 events, and none"),
    ],
)
def test_a_post_of_several_events_does_not_stand_for_one(
    connection: duckdb.DuckDBPyConnection, given: str, said: str
) -> None:
    with pytest.raises(RefusedError, match=said) as caught:
        find_sides(connection, "me_c", given)
    assert "(visit: Talks ev_two)" in caught.value.hint


def test_a_post_that_tells_of_nothing_cannot_be_judged(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(RefusedError, match="po_silent tells of no event"):
        find_sides(connection, "po_silent", "me_c")


@pytest.mark.parametrize(
    ("one", "other", "mentions"),
    [
        ("po_early", "ev_one", (("me_c",), ("me_a", "me_d"))),
        ("ev_one", "me_d", (("me_c", "me_a"), ("me_d",))),
        ("ev_two", "me_d", (("me_b", "me_e"), ("me_d",))),
        ("me_d", "me_a", (("me_d",), ("me_a",))),
    ],
)
def test_what_is_named_beside_its_own_event_stands_against_the_rest_of_it(
    connection: duckdb.DuckDBPyConnection, one: str, other: str, mentions: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    left, right = find_sides(connection, one, other)
    assert (left.mention_ids, right.mention_ids) == mentions


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("po_early", "me_c", "one mention, me_c, stands for both sides \\(po_early and me_c\\)"),
        ("me_c", "me_c", "one mention, me_c, stands for both sides \\(me_c\\)"),
        ("ev_one", "ev_one", "one event, ev_one, stands for both sides \\(ev_one\\)"),
    ],
)
def test_nothing_stands_for_both_sides(connection: duckdb.DuckDBPyConnection, one: str, other: str, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        find_sides(connection, one, other)


def test_only_what_is_published_is_somewhere(connection: duckdb.DuckDBPyConnection) -> None:
    found = whereabouts(connection, ["me_a", "me_gone", "me_a"])
    assert {name: row["event_id"] for name, row in found.items()} == {"me_a": "ev_one"}
