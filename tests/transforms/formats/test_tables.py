import io
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from transforms.elements import Notice, Post, Reject
from transforms.formats.options import ReadOptions
from transforms.formats.reading import read_file
from transforms.formats.source import LONGEST_LINE

_Seen = tuple[list[tuple[str | None, str]], list[tuple[str, str]]]


def _read(folder: Path, content: str | bytes, name: str = "a.csv", options: ReadOptions | None = None) -> _Seen:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(read_file(str(path), options))
    return (
        [(each.native_id, each.text) for each in found if isinstance(each, Post)],
        [(each.position, each.reason) for each in found if isinstance(each, Reject)],
    )


@pytest.mark.parametrize(
    ("content", "posts"),
    [
        ("id,text\n1,One\n2,Two\n", [("1", "One"), ("2", "Two")]),
        ('id;text\n1;"One; two\nthree"\n', [("1", "One; two\nthree")]),
        ('id\tbody\r\n1\t"He said ""yes"""\r\n', [("1", 'He said "yes"')]),
        ('id,text\n1,"He said \\"yes\\", then left"\n', [("1", 'He said "yes", then left')]),
        ("id,text,date\n\n1,One\n,,\n", [("1", "One")]),
        ("ID,Message\n1,One\n", [("1", "One")]),
    ],
)
def test_the_dialect_of_a_table_is_found(tmp_path: Path, content: str, posts: list[tuple[str, str]]) -> None:
    assert _read(tmp_path, content, "posts.txt") == (posts, [])


def test_columns_are_named_by_the_user(tmp_path: Path) -> None:
    content = "nr,words,am\n1,One,04.03.2022\n"
    refused = "no column is known for texts: name it with --map text=COLUMN; there are nr, words, am"
    assert _read(tmp_path, content) == ([], [("", refused)])
    path = tmp_path / "a.csv"
    options = ReadOptions(columns=(("text", "words"), ("native_id", "nr"), ("published", "am")), day_first=True)
    [post] = [each for each in read_file(str(path), options) if isinstance(each, Post)]
    assert (post.native_id, post.text, post.published_on) == ("1", "One", date(2022, 3, 4))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2,a,b", "3 cells, where the header names 2"),
        ("2", "no text"),
        ("2,a\0b", "text holds a NUL character"),
        ('2,"' + "a" * (LONGEST_LINE + 9) + '"', f"no row of a table: field larger than field limit ({LONGEST_LINE})"),
        ('2,"Two', "no row of a table: unexpected end of data"),
    ],
    ids=lambda value: value[:20],
)
def test_a_broken_row_is_refused_and_the_rest_goes_on(tmp_path: Path, row: str, reason: str) -> None:
    assert _read(tmp_path, f"id,text\n1,One\n{row}\n3,Three\n") == (
        [("1", "One"), ("3", "Three")],
        [("line 3", reason)],
    )


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    [(native_id, text)], rejects = _read(
        tmp_path, "Message, date and text came late\nThe envoy, they said, came.\n", "a.txt"
    )
    assert (native_id, rejects) == (None, [])
    assert text.startswith("Message, date")


def _parquet(**columns: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def test_rows_of_parquet_are_posts(tmp_path: Path) -> None:
    content = _parquet(id=[1, 2, 3], content=["One", None, "Three"], day=[date(2024, 6, 3)] * 3)
    assert _read(tmp_path, content, "posts") == ([("1", "One"), ("3", "Three")], [("line 2", "the text is empty")])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PAR1 and no more PAR1", "no Parquet that can be read: "),
        (_parquet(id=[1]), "no column is known for texts: name it with --map text=COLUMN; there are id"),
        (_parquet(id=[1], text=["x" * 5_000])[:-60] + b"PAR1", "no Parquet that can be read: "),
    ],
)
def test_parquet_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    posts, [(position, said)] = _read(tmp_path, content)
    assert (posts, position, said[: len(reason)]) == ([], "", reason)


def test_columns_without_use_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text,views\n1,One,5\n2,Two,6\n")
    assert [each.message for each in read_file(str(path)) if isinstance(each, Notice)] == [
        "keys that are not read: views"
    ]
