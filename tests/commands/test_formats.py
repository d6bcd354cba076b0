import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.formats import Format, print_rows, to_json
from commands.terminal import is_hidden
from tests.commands.conftest import Call

_HEADS = ("word", "number")
_ROWS = (("a b", 1), ("é\n🇳🇴", 20), (None, None))

words = st.text(st.characters(codec="utf-8"), max_size=20)


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        (Format.TABLE, "word  number\na b        1\né 🇳🇴      20\n\n"),
        (
            Format.JSON,
            '[\n{"word": "a b", "number": 1},\n{"word": "é\\n🇳🇴", "number": 20},\n{"word": null, "number": null}\n]\n',
        ),
        (
            Format.JSONL,
            '{"word": "a b", "number": 1}\n{"word": "é\\n🇳🇴", "number": 20}\n{"word": null, "number": null}\n',
        ),
        (Format.CSV, 'word,number\na b,1\n"é\n🇳🇴",20\n,\n'),
        (Format.MD, "| word | number |\n| --- | --- |\n| a b | 1 |\n| é 🇳🇴 | 20 |\n|  |  |\n"),
    ],
)
def test_rows_are_printed_in_every_format(capsys: pytest.CaptureFixture[str], form: Format, printed: str) -> None:
    assert print_rows(_HEADS, iter(_ROWS), form) == 3
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        (Format.TABLE, ""),
        (Format.JSON, "[]\n"),
        (Format.JSONL, ""),
        (Format.CSV, "word,number\n"),
        (Format.MD, "| word | number |\n| --- | --- |\n"),
    ],
)
def test_no_rows_are_printed_in_every_format(capsys: pytest.CaptureFixture[str], form: Format, printed: str) -> None:
    assert print_rows(_HEADS, (), form) == 0
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\n-1"])
def test_csv_cells_that_a_spreadsheet_would_run_are_quoted_by_an_apostrophe(
    capsys: pytest.CaptureFixture[str], cell: str
) -> None:
    print_rows(("a", "b"), [(cell, -1), ([cell], -1.5)], Format.CSV)
    _, first, second = csv.reader(io.StringIO(capsys.readouterr().out))
    assert first == ["'" + cell, "-1"]
    assert second == ["'" + cell, "-1.5"]


@given(st.lists(st.tuples(words, words), max_size=4))
def test_no_format_prints_a_sign_that_steers_the_terminal(rows: list[tuple[str, str]]) -> None:
    for form in Format:
        stream = io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdout", stream)
            print_rows(("a", "b"), rows, form)
        assert [sign for sign in stream.getvalue() if is_hidden(sign)] == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | words, lambda inner: st.lists(inner) | st.dictionaries(words, inner)
    )
)
def test_json_gives_back_what_it_was_made_from(value: object) -> None:
    assert json.loads(to_json(value)) == value
    assert json.loads(to_json(value, indent=2)) == value


_COMMANDS = (
    ["events"],
    ["timeline", "Halvorsen"],
    ["sql", "SELECT kind, name FROM events"],
    ["stats"],
    ["doctor"],
    ["status"],
    ["runs"],
    ["diff", "published", "published"],
    ["judge", "list"],
)


@pytest.mark.parametrize("command", _COMMANDS, ids=" ".join)
def test_a_format_means_the_same_in_every_command(call: Call, command: list[str]) -> None:
    rows = json.loads(call(*command, "-f", "json").stdout)
    assert [json.loads(line) for line in call(*command, "-f", "jsonl").stdout.splitlines()] == rows
    head, *cells = csv.reader(io.StringIO(call(*command, "-f", "csv").stdout))
    assert len(set(head)) == len(head)
    assert {len(each) for each in cells} <= {len(head)}
    marked = call(*command, "-f", "md").stdout.splitlines()
    assert marked[1] == "|" + " --- |" * len(head)
    assert bool(cells) == bool(rows) == bool(call(*command).stdout)
    assert call(*command, "-f", "text").exit_code == 2


@given(words)
def test_json_is_json_where_standard_output_knows_few_signs(text: str) -> None:
    held = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        stream = io.TextIOWrapper(held, encoding="ascii", errors="backslashreplace")
        patch.setattr("sys.stdout", stream)
        print_rows(("a",), [(text,), ({"b": [text]},)], Format.JSON)
        stream.flush()
    assert json.loads(held.getvalue()) == [{"a": text}, {"a": {"b": [text]}}]


def test_a_name_with_a_comma_is_not_taken_for_two(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("a",), [(["x", "y"],), (["Halvorsen, Ingrid", "y"],)], Format.TABLE)
    assert capsys.readouterr().out == "a\nx, y\nHalvorsen, Ingrid; y\n"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (date(2031, 3, 1), "2031-03-01"),
        (datetime(2031, 3, 1, 12, 30, tzinfo=UTC), "2031-03-01T12:30:00+00:00"),
        (float("nan"), None),
        (float("-inf"), None),
        (b"\x00\xff", "00ff"),
        (Decimal("1.50"), "1.50"),
        (timedelta(days=2), "2 days, 0:00:00"),
        ({1: (2, 3)}, {"1": [2, 3]}),
        ("\x1b\u202e\U000e0001", "\x1b\u202e\U000e0001"),
    ],
)
def test_what_json_does_not_know_goes_as_text(value: object, read: object) -> None:
    printed = to_json(value)
    assert not any(is_hidden(sign) for sign in printed)
    assert json.loads(printed) == read
