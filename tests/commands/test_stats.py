import json

import pytest

from tests.commands.conftest import Call
from tests.warehouse.harbour import RUN_ID


def test_stats_count_everything(call: Call) -> None:
    figures = json.loads(call("stats", "--format", "json").stdout)
    assert figures["run"] == [
        {
            "run": RUN_ID,
            "posts": 6,
            "mentions": 7,
            "events": 5,
            "people": 3,
            "documents": 1,
            "rejects": 1,
            "first_day": "2031-03-03",
            "last_day": "2031-03-20",
        }
    ]
    assert figures["statuses"] == [{"status": "held", "events": 3}, {"status": "planned", "events": 2}]
    assert figures["countries"][0] == {"country": "NOR", "events": 4}
    assert figures["decisions"] == [{"decision": "merged", "pairs": 2}, {"decision": "vetoed", "pairs": 1}]


def test_stats_show_the_first_of_long_lists(call: Call) -> None:
    said = call("stats", "--top", "1").stdout
    assert "PEOPLE\nname              countries  events  first_date  last_date\nIngrid Halvorsen  NOR" in said
    assert "Wójcik" not in said


def test_stats_in_markdown_have_a_heading_for_each_table(call: Call) -> None:
    assert "## kinds\n\n| kind | events |\n| --- | --- |\n| bilateral_meeting | 2 |" in call("stats", "-f", "md").stdout


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_stats_are_several_tables(call: Call, form: str) -> None:
    called = call("stats", "--format", form)
    assert (called.exit_code, called.stdout) == (2, "")
