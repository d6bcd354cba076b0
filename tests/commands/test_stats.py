import csv
import io
import json

import pytest

from tests.commands.conftest import Call
from tests.warehouse.harbour import RUN_ID

_HEAD = ["counted", "by", "name", "count", "countries", "first_day", "last_day"]


@pytest.fixture
def counts(call: Call) -> list[tuple[str, ...]]:
    head, *rows = csv.reader(io.StringIO(call("stats", "--format", "csv").stdout))
    assert head == _HEAD
    return [tuple(row) for row in rows]


def test_stats_count_all_of_the_run_first(counts: list[tuple[str, ...]]) -> None:
    assert counts[:6] == [
        ("posts", "run", RUN_ID, "6", "", "2031-03-01", "2031-03-06"),
        ("mentions", "run", RUN_ID, "7", "", "", ""),
        ("events", "run", RUN_ID, "5", "", "2031-03-03", "2031-03-20"),
        ("people", "run", RUN_ID, "3", "", "", ""),
        ("documents", "run", RUN_ID, "1", "", "", ""),
        ("rejects", "run", RUN_ID, "1", "", "", ""),
    ]


@pytest.mark.parametrize(
    "row",
    [
        ("posts", "source", "Harbour News", "6", "", "2031-03-01", "2031-03-06"),
        ("events", "source", "Harbour News", "5", "", "2031-03-03", "2031-03-20"),
        ("events", "kind", "visit", "1", "", "2031-03-03", "2031-03-04"),
        ("events", "status", "planned", "2", "", "2031-03-03", "2031-03-20"),
        ("events", "person", "Ingrid Halvorsen", "4", "NOR", "2031-03-03", "2031-03-20"),
        ("events", "country", "POL", "2", "", "2031-03-10", "2031-03-20"),
        ("events", "place", "Accra", "2", "GHA", "2031-03-03", "2031-03-04"),
        ("pairs", "decision", "merged", "2", "", "", ""),
    ],
)
def test_stats_count_by(counts: list[tuple[str, ...]], row: tuple[str, ...]) -> None:
    assert row in counts


def test_stats_show_the_first_of_long_lists_and_all_of_short_ones(call: Call) -> None:
    rows = [json.loads(line) for line in call("stats", "--top", "1", "-f", "jsonl").stdout.splitlines()]
    assert [row["name"] for row in rows if row["by"] == "person"] == ["Ingrid Halvorsen"]
    assert len([row for row in rows if row["by"] == "kind"]) == 4
