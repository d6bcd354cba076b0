from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.formats.dumps import DUMPS, Dump
from transforms.formats.lines import fold_newlines
from transforms.formats.segment import segment

_SEED_STARTS = [
    1,
    4,
    7,
    9,
    17,
    20,
    28,
    34,
    46,
    49,
    52,
    55,
    58,
    71,
    84,
    87,
    90,
    92,
    101,
    114,
    119,
    124,
    133,
    135,
    138,
    141,
    143,
    147,
    162,
]
_PIECES = st.sampled_from(
    [
        "",
        " ",
        "#Tag #Other",
        "***",
        "-----",
        "🔴 Live",
        "🇫🇷🇩🇪 Ministers of France and Germany hold talks",
        "📍 Bonn, 3 May 2025",
        "💬 We agree.",
        "Read more",
        "The Minister spoke. He left.",
        "https://example.org/a",
        "Channel, [01.02.2025 10:00]",
        "• item",
        "A TITLE IN CAPITAL LETTERS",
        "👁 1.2K 10:14",
        "@Mission · Feb 3",
    ]
)
_DUMP_LINES = st.lists(_PIECES | st.text(st.characters(exclude_characters="\n"), max_size=40), max_size=40)


@pytest.mark.parametrize("dump", DUMPS, ids=[dump.name for dump in DUMPS])
def test_the_posts_of_a_dump_are_found(dump: Dump) -> None:
    assert tuple((post.first_line, post.last_line) for post in segment(dump.lines)) == dump.spans


def test_the_posts_of_the_seed_dump_are_found() -> None:
    lines = (
        Path(__file__).parents[3].joinpath("seeds", "001_7b047579cdab763a.txt").read_text(encoding="utf-8").split("\n")
    )
    assert [post.first_line for post in segment(lines)] == _SEED_STARTS


@given(_DUMP_LINES)
def test_no_line_is_lost_or_doubled(lines: list[str]) -> None:
    """Every line with letters lies in exactly one post, and posts follow each other."""
    posts = segment(lines)
    covered = [number for post in posts for number in range(post.first_line, post.last_line + 1)]
    assert covered == sorted(set(covered))
    worded = {number for number, line in enumerate(lines, 1) if any(sign.isalpha() for sign in line)}
    assert worded <= set(covered)


@given(_DUMP_LINES)
def test_every_boundary_has_a_confidence_and_signals(lines: list[str]) -> None:
    for post in segment(lines):
        assert 0.5 <= post.confidence <= 1.0
        assert post.signals


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("dump", DUMPS[:6], ids=[dump.name for dump in DUMPS[:6]])
def test_the_kind_of_newline_does_not_matter(dump: Dump, newline: str) -> None:
    lines = fold_newlines(newline.join(dump.lines)).split("\n")
    assert segment(lines) == segment(dump.lines)


@pytest.mark.parametrize("dump", DUMPS, ids=[dump.name for dump in DUMPS])
def test_the_variation_selector_does_not_matter(dump: Dump) -> None:
    with_selector = [line.replace("⚡", "⚡\ufe0f").replace("🎙", "🎙\ufe0f").replace("▪️", "▪") for line in dump.lines]
    spans = [(post.first_line, post.last_line) for post in segment(with_selector)]
    assert tuple(spans) == dump.spans


def test_an_empty_dump_has_no_posts() -> None:
    assert segment(["", "  ", "\u200b"]) == ()


def test_a_run_of_one_sign_is_one_post() -> None:
    lines = ["The talks are over.", "🔴 Live at six: the ministers face the press", "🔴 Our website", "🔴 Our player"]
    assert [(post.first_line, post.last_line) for post in segment(lines)] == [(1, 1), (2, 4)]


def test_stars_inside_a_post_do_not_part_it() -> None:
    lines = ["🎙 Remarks by the Minister at the museum", "We are glad.", "***", "🤝 We thank the hosts.", "#Museum"]
    assert [(post.first_line, post.last_line) for post in segment(lines)] == [(1, 5)]


def test_signals_against_a_boundary_are_named_as_such() -> None:
    lines = ["#Tag", "🎙 He spoke at the museum", "Well.", "#Tag", "🎙 They met again", "Yes.", "#Tag"]
    assert "not: words that point back" in segment(lines)[1].signals


def test_a_dump_of_many_lines_takes_linear_time() -> None:
    lines = ["🇫🇷🇩🇪 Ministers of France and Germany hold talks", "They spoke.", "#FranceGermany"] * 1000
    assert len(segment(lines)) == 1000


@pytest.mark.parametrize(
    "line", ["#" * 300_000, "#a " * 100_000, "🇫🇷" * 100_000, "-" * 300_000, "a." * 150_000, "A " * 150_000]
)
def test_a_hostile_line_is_read_in_time(line: str) -> None:
    assert len(segment([line, line])) in {0, 1, 2}


def test_a_label_in_capitals_stays_with_its_title() -> None:
    lines = [
        "PRESS RELEASE",
        "",
        "Ministers of Ghana and Togo meet in Aneho",
        "",
        "Aneho, 4 March 2025",
        "",
        "They met.",
    ]
    assert [(post.first_line, post.last_line) for post in segment(lines)] == [(1, 7)]
