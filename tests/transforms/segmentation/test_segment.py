from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.formats.dumps import DUMPS, Dump
from transforms.formats.lines import fold_newlines
from transforms.segmentation.segment import segment

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
_FEWEST_EXACT = 0.95
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


def test_the_posts_of_dumps_of_many_kinds_are_found() -> None:
    """The weights were learned from these dumps too; the figure falls when what is seen of them does."""
    scores = [_exact_f1(dump) for dump in DUMPS]
    assert fmean(scores) >= _FEWEST_EXACT


def _exact_f1(dump: Dump) -> float:
    found = {(post.first_line, post.last_line) for post in segment(dump.lines)}
    return 2 * len(found & set(dump.spans)) / (len(found) + len(dump.spans))


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
        assert 0.0 <= post.confidence <= 1.0
        assert post.signals


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("dump", DUMPS[:6], ids=[dump.name for dump in DUMPS[:6]])
def test_the_kind_of_newline_does_not_matter(dump: Dump, newline: str) -> None:
    lines = fold_newlines(newline.join(dump.lines)).split("\n")
    assert segment(lines) == segment(dump.lines)


@pytest.mark.parametrize("dump", DUMPS[::6], ids=[dump.name for dump in DUMPS[::6]])
def test_the_variation_selector_does_not_matter(dump: Dump) -> None:
    with_selector = [line.replace("⚡", "⚡\ufe0f").replace("🎙", "🎙\ufe0f").replace("▪️", "▪") for line in dump.lines]
    assert _spans(with_selector) == _spans(dump.lines)


def _spans(lines: Sequence[str]) -> list[tuple[int, int]]:
    return [(post.first_line, post.last_line) for post in segment(lines)]


def test_an_empty_dump_has_no_posts() -> None:
    assert segment(["", "  ", "\u200b"]) == ()


def test_a_dump_of_many_lines_takes_linear_time() -> None:
    lines = ["🇫🇷🇩🇪 Ministers of France and Germany hold talks", "They spoke.", "#FranceGermany"] * 1000
    assert len(segment(lines)) == 1000


@pytest.mark.parametrize(
    "line", ["#" * 300_000, "#a " * 100_000, "🇫🇷" * 100_000, "-" * 300_000, "a." * 150_000, "A " * 150_000]
)
def test_a_hostile_line_is_read_in_time(line: str) -> None:
    assert len(segment([line, line])) in {0, 1, 2}


_SUBJECTS = ("ports", "grain", "visas", "rail links", "fisheries", "water", "students", "energy", "trade", "culture")
_PLACES = ("Lima", "Oslo", "Accra", "Hanoi", "Quito", "Dakar", "Sofia", "Tunis", "Riga", "Doha")
_WAYS = {
    "hashtags end posts": ("The Minister met the envoy from {place}.", "They spoke of {subject}.", "#{place} #Talks"),
    "links end posts": ("Ministers meet in {place} to speak of {subject}", "https://news.example.org/{place}"),
    "every line is a post": ("Delegates discuss {subject} in {place} this week. https://t.co/{place}",),
    "stamps begin posts": (
        "Press Office, [{number:02}.03.2024 10:1{number}]",
        "The Minister spoke of {subject} in {place}.",
    ),
    "titles begin posts": (
        "Ministers discuss {subject} in {place}",
        "The foreign ministers met in {place} on Monday and reviewed how work on {subject} has advanced since autumn.",
        "They agreed to meet again next year and thanked the hosts for a warm welcome at the old town hall.",
    ),
}


def _in_a_way(way: str, between: Sequence[str] = ()) -> tuple[list[str], list[tuple[int, int]]]:
    """Return a dump of twenty posts that follow one way, and their lines."""
    lines: list[str] = []
    spans: list[tuple[int, int]] = []
    for number, (subject, place) in enumerate([*zip(_SUBJECTS, _PLACES, strict=True)] * 2):
        lines.extend(between if lines else ())
        spans.append((len(lines) + 1, len(lines) + len(_WAYS[way])))
        lines.extend(line.format(subject=subject, place=place, number=number % 10) for line in _WAYS[way])
    return lines, spans


@pytest.mark.parametrize("between", [(), ("",), ("---",)], ids=["nothing between", "blank lines", "rules"])
@pytest.mark.parametrize("way", _WAYS)
def test_a_file_is_cut_in_its_own_way(way: str, between: tuple[str, ...]) -> None:
    lines, spans = _in_a_way(way, between)
    assert _spans(lines) == spans


@pytest.mark.parametrize("table", [["3.04.2024", "9.05.2024", "1.06.2024"], ["2024-04-03 10:00", "2024-05-09 11:30"]])
def test_a_table_of_dates_is_no_way_of_the_file(table: list[str]) -> None:
    """A few dated lines in one post leave the other posts as they were."""
    lines, spans = _in_a_way("hashtags end posts")
    found = _spans([*lines[:2], *table, *lines[2:]])
    assert [(first - len(table), last - len(table)) for first, last in found[-18:]] == spans[-18:]
