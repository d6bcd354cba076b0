import pytest

from transforms.segmentation.marks import Mark
from transforms.segmentation.shapes import shape


@pytest.mark.parametrize(
    "line",
    [
        "12",
        "3.1K",
        "1,204",
        "👁 1.2K   10:14",
        "👁 890 edited 09:02",
        "413 votes",
        "12 replies 48 reposts 3.1K views",
        "Views: 77",
    ],
)
def test_counts_that_copying_left_are_the_foot_of_a_post(line: str) -> None:
    found = shape(1, line)
    assert Mark.COUNTS in found.marks
    assert found.furniture


@pytest.mark.parametrize(
    "line", ["2025", "12.02", "10:30", "12 ministers", "3 May", "1. Ecology", "12 votes were cast."]
)
def test_years_days_hours_and_sentences_are_no_counts(line: str) -> None:
    assert Mark.COUNTS not in shape(1, line).marks


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("@MissionGeneva · Feb 3", Mark.ACCOUNT),
        ("Mission in Geneva @MissionGeneva · 3h", Mark.ACCOUNT),
        ("Forwarded from Port Authority", Mark.SHARED),
        ("Mission in Geneva reposted", Mark.SHARED),
        ("RT @Mission: Talks went on.", Mark.SHARED),
    ],
)
def test_accounts_and_what_they_pass_on_are_known(line: str, mark: Mark) -> None:
    assert mark in shape(1, line).marks


@pytest.mark.parametrize("line", ["Thanks to @MissionGeneva on May 3", "The file was forwarded from Port Authority."])
def test_names_within_sentences_are_neither(line: str) -> None:
    assert shape(1, line).marks.isdisjoint({Mark.ACCOUNT, Mark.SHARED})
