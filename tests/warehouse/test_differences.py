from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.transforms.storage.building import a_mention, a_post, an_event, write_run
from transforms.elements import Alias, Basis, DateRange, Event, Participant, Precision, ResolvedMention, Status
from warehouse.differences import Differences, compare_runs
from warehouse.errors import NotPublishedError

Told = Mapping[str, tuple[str, ...]]
"""Mentions by event."""


def _event(event_id: str, mention_ids: tuple[str, ...], **fields: Any) -> Event:  # noqa: ANN401  # fields of any type
    return an_event(event_id, mention_ids, **({"name": f"Event {event_id}"} | fields))


def _write(output: Path, run_id: str, told: Told, *others: Any, **fields: dict[str, Any]) -> None:  # noqa: ANN401
    """Write a run of a post for each mention; fields are those of the events of these names."""
    mentions = [(event_id, mention_id) for event_id, mention_ids in told.items() for mention_id in mention_ids]
    posts = [a_post(f"p {mention_id}") for _, mention_id in mentions]
    resolved = [
        ResolvedMention(event_id, a_mention(mention_id, f"p {mention_id}")) for event_id, mention_id in mentions
    ]
    events = [_event(event_id, mention_ids, **fields.get(event_id, {})) for event_id, mention_ids in told.items()]
    write_run(output / "runs" / run_id, [*posts, *resolved, *events, *others], run_id)


def _alias(alias_id: str, event_id: str) -> Alias:
    return Alias(alias_id=alias_id, event_id=event_id, reason="merged")


def _ids(found: Differences) -> dict[str, list[object]]:
    return {name: [row["event_id"] for row in rows] for name, rows in found.sections.items() if rows}


def _compared(output: Path, before: Told, after: Told, aliases: Iterable[Alias] = ()) -> Differences:
    _write(output, "r1", before)
    _write(output, "r2", after, *aliases)
    return compare_runs(output, "r1", "r2")


def test_a_run_differs_in_nothing_from_itself(tmp_path: Path) -> None:
    _write(tmp_path, "r1", {"a": ("1", "2"), "b": ("3",)})
    found = compare_runs(tmp_path, "r1", "r1")
    assert _ids(found) == {}
    assert set(found.counts.values()) == {0, 2}


def test_events_of_new_mentions_were_added_and_those_without_any_removed(tmp_path: Path) -> None:
    found = _compared(tmp_path, {"a": ("1",), "b": ("2",)}, {"a": ("1",), "c": ("3",)})
    assert _ids(found) == {"added": ["c"], "removed": ["b"]}
    assert found.posts == {"old": 2, "new": 2, "added": 1, "removed": 1, "edited": 0}


def test_an_event_that_went_into_another_was_merged(tmp_path: Path) -> None:
    before, after = {"a": ("1",), "b": ("2",)}, {"a": ("1", "2")}
    found = _compared(tmp_path, before, after, [_alias("b", "a")])
    assert _ids(found) == {"merged": ["b"], "changed": ["a"]}
    assert found.sections["merged"][0]["into_event_id"] == "a"
    assert found.sections["changed"][0]["changes"] == [{"field": "mention_count", "before": "1", "after": "2"}]


def test_aliases_are_followed_to_what_lives(tmp_path: Path) -> None:
    found = _compared(tmp_path, {"a": ("1",)}, {"c": ("9",)}, [_alias("a", "b"), _alias("b", "c")])
    assert _ids(found)["renamed"] == ["a"]
    assert found.sections["renamed"][0]["new_event_id"] == "c"


def test_where_no_alias_tells_most_mentions_do(tmp_path: Path) -> None:
    found = _compared(tmp_path, {"a": ("1", "2", "3")}, {"x": ("1", "2"), "y": ("3",)})
    assert _ids(found) == {"renamed": ["a"], "split": ["a"], "changed": ["x"]}


def test_an_event_of_which_the_mentions_are_in_several_was_split(tmp_path: Path) -> None:
    found = _compared(tmp_path, {"a": ("1", "2", "3")}, {"a": ("1", "2"), "b": ("3", "4")})
    assert _ids(found) == {"split": ["a"], "changed": ["a"]}
    assert found.sections["split"][0]["parts"] == [
        {"event_id": "a", "name": "Event a", "mentions": 2},
        {"event_id": "b", "name": "Event b", "mentions": 1},
    ]


def test_fields_are_told_before_and_after(tmp_path: Path) -> None:
    day = DateRange(start=date(2031, 3, 3), end=date(2031, 3, 3), precision=Precision.DAY, basis=Basis.EXPLICIT)
    person = Participant(person_id="p", name="Ana Sousa", role="Foreign Minister", country="PRT")
    told = {"a": ("1",), "b": ("2",)}
    _write(tmp_path, "r1", told, a={"status": Status.PLANNED})
    _write(tmp_path, "r2", told, a={"dates": day, "participants": (person,), "parent_event_id": "b"})
    (changed,) = compare_runs(tmp_path, "r1", "r2").sections["changed"]
    assert changed["changes"] == [
        {"field": "parent_event_id", "before": None, "after": "b"},
        {"field": "status", "before": "planned", "after": "held"},
        {"field": "date_start", "before": None, "after": "2031-03-03"},
        {"field": "date_end", "before": None, "after": "2031-03-03"},
        {"field": "date_precision", "before": None, "after": "day"},
        {"field": "participants", "before": None, "after": "Ana Sousa, Foreign Minister, PRT"},
    ]


def test_a_parent_that_was_only_renamed_is_no_change(tmp_path: Path) -> None:
    _write(tmp_path, "r1", {"a": ("1",), "b": ("2",)}, a={"parent_event_id": "b"})
    _write(tmp_path, "r2", {"a": ("1",), "c": ("2",)}, _alias("b", "c"), a={"parent_event_id": "c"})
    assert _ids(compare_runs(tmp_path, "r1", "r2")).get("changed", []) == ["c"]


def test_edited_posts_are_counted(tmp_path: Path) -> None:
    write_run(tmp_path / "runs" / "r1", [a_post("p1"), a_post("p2")])
    write_run(tmp_path / "runs" / "r2", [a_post("p1", text="Other words."), a_post("p2")])
    assert compare_runs(tmp_path, "r1", "r2").posts["edited"] == 1


def test_only_so_many_are_told_but_all_are_counted(tmp_path: Path) -> None:
    _write(tmp_path, "r1", {})
    _write(tmp_path, "r2", {f"e{number}": (str(number),) for number in range(5)})
    found = compare_runs(tmp_path, "r1", "r2", limit=2)
    assert (_ids(found), found.counts["added"]) == ({"added": ["e0", "e1"]}, 5)


def test_a_run_that_is_not_whole_is_one_clear_error(tmp_path: Path) -> None:
    _write(tmp_path, "r1", {"a": ("1",)})
    with pytest.raises(NotPublishedError, match=r"the run r2 in .* cannot be read"):
        compare_runs(tmp_path, "r1", "r2")
