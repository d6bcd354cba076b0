from datetime import date
from typing import Any

from commands.tree import MOST_LINES, tree_lines


def _row(event_id: str, name: str, step: int = 0, day: date | None = None, last: date | None = None) -> dict[str, Any]:
    shared = {"event_id": event_id, "name": name, "step": step, "kind": "visit", "status": "held"}
    return {**shared, "date_start": day, "date_end": last or day}


def test_each_event_stands_under_what_it_is_part_of() -> None:
    week, visit, day = _row("ev_1", "Week", day=date(2031, 3, 4), last=date(2031, 3, 8)), _row("ev_2", "Visit"), 5
    parts = [_row("ev_3", "Session", 1, date(2031, 3, day)), _row("ev_4", "Talks", 2), _row("ev_5", "Arrival", 1)]
    assert list(tree_lines([week], visit, parts)) == [
        "ev_1  2031-03-04 to 2031-03-08  visit, held  Week",
        "└─ ev_2  no date  visit, held  Visit  ← this one",
        "   └─ ev_3  2031-03-05  visit, held  Session",
        "      └─ ev_4  no date  visit, held  Talks",
        "   └─ ev_5  no date  visit, held  Arrival",
    ]


def test_a_long_tree_is_cut_and_says_so() -> None:
    parts = [_row(f"ev_{place}", "Talks", 1) for place in range(2000)]
    lines = list(tree_lines([], _row("ev_v", "Visit"), parts))
    assert len(lines) == MOST_LINES
    assert lines[-1] == "… and 1,952 more: FROM inside('ev_v')"
    assert len(list(tree_lines([], _row("ev_v", "Visit"), parts[: MOST_LINES - 1]))) == MOST_LINES


def test_signs_that_steer_a_terminal_are_spelled_out() -> None:
    (line,) = tree_lines([], _row("ev_v", "Vi\x1b[31msit"), [])
    assert line == "ev_v  no date  visit, held  Vi\\x1b[31msit  ← this one"
