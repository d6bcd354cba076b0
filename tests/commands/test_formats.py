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
