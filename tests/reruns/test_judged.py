"""What people judge decides in the next run and in every one after it, and can be taken back."""

from pathlib import Path

from pipelines.judging import judge, take_back
from tests.reruns.feeds import Entry, run, write_feed
from tests.reruns.tables import differing, history_faults, living, resolved, rows
from transforms.identity.judgements import Judgement, Ruling
from transforms.storage.judgements import NAME
from warehouse.connection import open_published
from warehouse.identify import find_event
from warehouse.sides import find_sides

_MEETING = "the Foreign Minister of Portugal Ana Sousa met with the Foreign Minister of Kenya Grace Otieno in Lisbon."
_FEED = (
    Entry("1", "2021-03-10", "On 10 March 2021, " + _MEETING),
    Entry("2", "2021-03-10", "On 10 March 2021, " + _MEETING.replace("Foreign Minister of Kenya ", "")),
    Entry("3", "2021-03-14", "On 14 March 2021, the Foreign Minister of Kenya Grace Otieno arrived in Lima."),
    Entry("4", "2021-03-20", "On 19 March 2021, the Foreign Minister of Peru Ivo Sanz paid a visit to Kenya."),
)
_LATER = Entry("5", "2021-03-15", "On 14 March 2021, Grace Otieno arrived in Lima, the ministry of Kenya said.")

_ALONE = "the Foreign Minister of Portugal Ana Sousa held talks in Lisbon."
_AGAIN = _MEETING.replace("Lisbon", "Nairobi")
# Of many sources, so that none is taken for that of a country, which needs no second side.
_TWO = (
    Entry("1", "2021-03-10", "On 10 March 2021, " + _MEETING, "One"),
    Entry("2", "2021-03-10", "Talks. On 10 March 2021, " + _MEETING, "Two"),
    Entry("3", "2021-03-11", "On 10 March 2021, " + _ALONE, "Three"),
    Entry("4", "2021-03-12", "On 12 March 2021, " + _AGAIN, "Four"),
    Entry("5", "2021-03-13", "Talks. On 12 March 2021, " + _AGAIN, "Five"),
)
_MORE = (
    Entry("6", "2021-03-14", "Once more: on 10 March 2021, " + _MEETING, "Six"),
    Entry("7", "2021-03-14", "Once more: on 12 March 2021, " + _AGAIN, "Seven"),
    Entry("8", "2021-03-14", "Once more: on 12 March 2021, " + _ALONE.replace("Lisbon", "Nairobi"), "Eight"),
    Entry("9", "2021-03-14", "Once more: on 10 March 2021, " + _ALONE, "Nine"),
)


def _events(output: Path) -> dict[str, str]:
    """Return the event of every post that tells of one."""
    numbers = {row["post_id"]: row["native_id"] for row in rows(output, "posts")}
    return {numbers[row["post_id"]]: row["event_id"] for row in rows(output, "mentions")}


def _mentions(output: Path) -> dict[str, str]:
    numbers = {row["post_id"]: row["native_id"] for row in rows(output, "posts")}
    return {numbers[row["post_id"]]: row["mention_id"] for row in rows(output, "mentions")}


def test_judgements_hold_through_runs_until_they_are_taken_back(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write_feed(tmp_path / "feed" / "a.jsonl", _FEED)
    run(tmp_path)
    before, mentions = _events(output), _mentions(output)
    assert before["1"] == before["2"]
    assert len({before["1"], before["3"], before["4"]}) == 3

    judge(output, Ruling.SAME, ((mentions["3"],), before["3"]), ((mentions["4"],), before["4"]))
    judge(output, Ruling.DIFFERENT, ((mentions["1"],), before["1"]), ((mentions["2"],), before["2"]))
    run(tmp_path)
    judged = _events(output)
    assert judged["3"] == judged["4"]
    assert judged["1"] != judged["2"]
    pinned = {row["decision"] for row in rows(output, "decisions") if mentions["3"] in row.values()}
    assert "pinned" in pinned

    write_feed(tmp_path / "feed" / "b.jsonl", [_LATER])
    run(tmp_path)
    assert _events(output)["3"] == _events(output)["4"] == judged["3"]
    assert _events(output)["1"] != _events(output)["2"]

    take_back(output, "2")
    take_back(output, "1")
    run(tmp_path)
    after = _events(output)
    assert {number: after[number] for number in before} == before
    assert {*before.values(), *judged.values()} <= resolved(output).keys()
    assert set(after.values()) == living(output)
    assert history_faults(output) == []


def _judge(output: Path, ruling: Ruling, one: str, other: str) -> Judgement:
    """Judge what is published, as the command does."""
    with open_published(output) as connection:
        left, right = find_sides(connection, one, other)
    sides = (left.mention_ids, left.event_id), (right.mention_ids, right.event_id)
    return judge(output, ruling, *sides)[0]


def _by_event(output: Path) -> list[str]:
    """Return the posts of each event."""
    found: dict[str, list[str]] = {}
    for native_id, event_id in sorted(_events(output).items()):
        found.setdefault(event_id, []).append(native_id)
    return sorted("".join(posts) for posts in found.values())


def test_two_events_judged_the_same_are_one_with_all_their_mentions_and_those_to_come(tmp_path: Path) -> None:
    output, fresh = tmp_path / "once" / "output", tmp_path / "fresh"
    feed = tmp_path / "once" / "feed"
    write_feed(feed / "a.jsonl", _TWO)
    run(tmp_path / "once")
    before = _events(output)
    assert _by_event(output) == ["123", "45"]

    _judge(output, Ruling.SAME, before["1"], before["4"])
    run(tmp_path / "once")
    assert _by_event(output) == ["12345"]
    assert resolved(output) == {before["1"]: before["1"], before["4"]: before["1"]}

    write_feed(feed / "b.jsonl", _MORE)
    run(tmp_path / "once")
    assert _by_event(output) == ["123456789"]
    write_feed(fresh / "feed" / "a.jsonl", _TWO)
    write_feed(fresh / "feed" / "b.jsonl", _MORE)
    (fresh / "output").mkdir()
    (fresh / "output" / NAME).write_bytes((output / NAME).read_bytes())
    run(fresh)
    assert differing(output, fresh / "output") == {}

    take_back(output, "1")
    run(tmp_path / "once")
    assert _by_event(output) == ["12369", "4578"]
    after = _events(output)
    assert {number: after[number] for number in before} == before
    assert resolved(output) == {event_id: event_id for event_id in before.values()}
    with open_published(output) as connection:
        assert find_event(connection, before["4"]) == before["4"]
    assert history_faults(output) == []
