import json
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.transforms.formats.dumps import DUMPS, Dump
from transforms.elements import Notice, Post, Reject
from transforms.formats.options import ReadOptions
from transforms.formats.reading import read_file
from transforms.formats.recognition import FORMAT_NAMES
from transforms.formats.source import LONGEST_LINE, LONGEST_POST, Found
from transforms.segmentation.segment import segment

_STORY = (
    " date 2023-02-05 ASTANA, February 5. /KAZ/. The envoy of Peru came to Astana.\n\n"
    '"We are glad," he said.\n\nHe recalled that ties date from 1992.\n'
)


def _write(folder: Path, content: str | bytes, name: str = "seed.txt") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def _read(folder: Path, content: str | bytes, name: str = "seed.txt", input_format: str | None = None) -> list[Found]:
    return list(read_file(_write(folder, content, name), ReadOptions(form=input_format)))


def _posts(found: list[Found]) -> list[Post]:
    return [row for row in found if isinstance(row, Post)]


def _refused(found: list[Found]) -> list[tuple[str, str]]:
    return [(row.position, row.reason) for row in found if isinstance(row, Reject)]


def _line(**fields: object) -> str:
    return json.dumps({"id": "1", "source": "mfa", "text": "The envoy came."} | fields) + "\n"


def test_the_names_for_as_are_listed() -> None:
    assert " ".join(FORMAT_NAMES[:9]) == "parquet feed telegram telegram-html telegram-page page json-feed mastodon x"
    assert " ".join(FORMAT_NAMES[9:]) == "json jsonl csv markdown article dump"


def test_a_line_of_json_becomes_a_post(tmp_path: Path) -> None:
    line = _line(
        id=17, url="https://example.org/17", published="2024-07-18T23:30:00-05:00", lang="fr", text="⚡️ Talks #Peru"
    )
    [post] = _posts(_read(tmp_path, "\n" + line, "feed.jsonl"))
    assert post == Post(
        post_id=post.post_id,
        source="mfa",
        native_id="17",
        url="https://example.org/17",
        lang="fr",
        file=str(tmp_path / "feed.jsonl"),
        first_line=2,
        last_line=2,
        ordinal=1,
        published_at=datetime(2024, 7, 19, 4, 30, tzinfo=UTC),
        published_on=date(2024, 7, 18),
        heading="Talks #Peru",
        text="⚡️ Talks #Peru",
        hashtags=("Peru",),
    )


def test_a_line_without_source_has_that_of_its_file(tmp_path: Path) -> None:
    assert [post.source for post in _posts(_read(tmp_path, '{"text": "Talks"}', "oslo.jsonl"))] == ["oslo"]


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ('{"id": 7, "text": "Talks"}', 2),
        ('{"id": 7, "source": "oslo", "text": "Talks"}', 1),
        ('{"text": "Talks"}', 1),
    ],
)
def test_a_post_with_an_id_is_the_same_in_two_files_only_where_its_source_is_given(
    tmp_path: Path, line: str, ids: int
) -> None:
    posts = [post for name in ("may.jsonl", "june.jsonl") for post in _posts(_read(tmp_path, line, name))]
    assert len({post.post_id for post in posts}) == ids


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "no JSON: Expecting property name enclosed in double quotes, column 2"),
        ("not json at all", "no JSON: Expecting value, column 1"),
        ('["text"]', "JSON, but no object with a text"),
        ('{"id": "1"}', "no text"),
        ('{"text": 5}', "text is int, not text"),
        ('{"text": " \\n"}', "the text is empty"),
        ('{"text": null}', "the text is empty"),
        ('{"text": "a\\ud800b"}', "text holds half of a character (a lone surrogate)"),
        ('{"text": "a\\u0000b"}', "text holds a NUL character"),
        ('{"text": "a", "id": ["x"]}', "id is list, not text"),
        ('{"text": "a", "id": true}', "id is bool, not text"),
        ('{"text": "a", "published": 7}', "'7' is no date that is known"),
        ('{"text": "a", "published": [7]}', "published is list, not text"),
        ('{"text": "a", "published": "2024-02-30"}', "'2024-02-30' does not exist"),
        ('{"text": "a", "published": "soon"}', "'soon' is no date that is known"),
        ("[" * 100_000, "JSON nested too deeply"),
        ('{"text": "a", "n": ' + "1" * 5_000 + "}", "no JSON: a number of too many digits"),
    ],
)
def test_a_broken_line_is_refused_and_the_rest_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    found = _read(tmp_path, f"{_line()}{line}\n{_line(id='2')}", "feed.jsonl")
    assert _refused(found) == [("line 2", reason)]
    assert [post.native_id for post in _posts(found)] == ["1", "2"]


def test_odd_json_is_read_all_the_same(tmp_path: Path) -> None:
    line = '{"text": "old", "text": "new", "big": 1e999, "nan": NaN, "junk": {"a": [{"b": null}]}, "id": 12.0}'
    assert [(post.text, post.native_id) for post in _posts(_read(tmp_path, line))] == [("new", "12")]


def test_undecodable_bytes_refuse_their_line_of_json(tmp_path: Path) -> None:
    found = _read(tmp_path, _line().encode() + b'{"text": "\xff"}\n' + _line(id="2").encode())
    assert _refused(found) == [("line 2", "bytes that are not UTF-8")]
    assert len(_posts(found)) == 2


def test_json_lines_that_are_all_broken_are_still_json_lines(tmp_path: Path) -> None:
    found = _read(tmp_path, '{"text": \n{"text": 1}\n')
    assert [position for position, _ in _refused(found)] == ["line 1", "line 2"]
    assert _posts(found) == []


def test_separators_inside_a_json_string_end_no_line(tmp_path: Path) -> None:
    line = '{"text": "one\u2028two\x85three"}\n'
    assert [post.text for post in _posts(_read(tmp_path, line))] == ["one\u2028two\x85three"]


def test_a_story_gives_its_dateline(tmp_path: Path) -> None:
    [post] = _posts(_read(tmp_path, _STORY))
    assert post.text == _STORY
    assert (post.source, post.published_on, post.heading) == (
        "KAZ",
        date(2023, 2, 5),
        "The envoy of Peru came to Astana.",
    )
    assert post.dateline is not None
    assert post.text[post.dateline.start : post.dateline.stop] == post.dateline.text == "ASTANA"
    assert (post.first_line, post.last_line) == (1, 5)


def test_a_headline_may_stand_above_the_dateline(tmp_path: Path) -> None:
    text = "Peru sends envoy to Kazakhstan\n\nBy Our Correspondent\n\nASTANA, Feb 5 (Reuters) - The envoy came.\n"
    [post] = _posts(_read(tmp_path, text))
    assert (post.heading, post.source, post.published_on) == ("Peru sends envoy to Kazakhstan", "Reuters", None)


def test_a_story_without_dateline_is_told_by_its_quotations(tmp_path: Path) -> None:
    text = "The envoy of Peru arrived on Sunday.\n\n“We are glad,” he said.\n\nHe noted that trade had grown.\n"
    assert [(post.first_line, post.last_line) for post in _posts(_read(tmp_path, text))] == [(1, 5)]


def test_a_header_of_a_day_that_does_not_exist_refuses_the_story(tmp_path: Path) -> None:
    found = _read(tmp_path, _STORY.replace("02-05", "02-30"))
    assert _refused(found) == [("line 1", "the header is dated 2023-02-30, a day that does not exist")]


def test_several_stories_in_a_file_are_several_posts(tmp_path: Path) -> None:
    other = _STORY.replace("02-05", "02-06").replace("February 5", "February 6").replace("ASTANA", "LIMA")
    posts = _posts(_read(tmp_path, _STORY + "\n" + other))
    assert [(post.published_on, post.dateline and post.dateline.text) for post in posts] == [
        (date(2023, 2, 5), "ASTANA"),
        (date(2023, 2, 6), "LIMA"),
    ]


@pytest.mark.parametrize("dump", DUMPS, ids=[dump.name for dump in DUMPS])
def test_a_dump_is_recognised_and_read(tmp_path: Path, dump: Dump) -> None:
    lines = dump.lines
    spans = tuple((post.first_line, post.last_line) for post in segment(lines))
    posts = _posts(_read(tmp_path, "\n".join(lines)))
    assert tuple((post.first_line, post.last_line) for post in posts) == spans
    assert [post.text for post in posts] == ["\n".join(lines[first - 1 : last]) for first, last in spans]


def test_time_stamps_of_an_export_are_the_publication(tmp_path: Path) -> None:
    [dump] = [dump for dump in DUMPS if dump.name == "export_with_stamps"]
    posts = _posts(_read(tmp_path, "\n".join(dump.lines)))
    assert posts[0].published_at == datetime(2025, 5, 27, 10, 14, tzinfo=UTC)
    assert {post.reference_year for post in posts} == {None}


def test_the_posts_of_a_dump_share_a_reference_year(tmp_path: Path) -> None:
    text = "🎙 Talks in Bern begin\n📍 Bern, 3 May 2022\n#Bern\n🎙 Talks in Bern end\nOn May 4.\n#Bern\n"
    assert [post.reference_year for post in _posts(_read(tmp_path, text))] == [2022, 2022]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("content", [_STORY, _line(), "🎙 Talks in Bern begin\n#Bern\n🎙 Talks in Bern end\n#Bern"])
def test_a_byte_order_mark_changes_nothing(tmp_path: Path, encoding: str, content: str) -> None:
    assert _read(tmp_path, content.encode(encoding)) == _read(tmp_path, content.encode())


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize(
    "content", [_STORY, _line() + _line(id="2"), "🎙 Talks in Bern begin\n#Bern\n🎙 Talks end\n#Bern\n"]
)
def test_newlines_of_other_systems_change_nothing(tmp_path: Path, newline: str, content: str) -> None:
    assert _read(tmp_path, content.replace("\n", newline)) == _read(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "position", "reason"),
    [
        (b"", "", "the file is empty"),
        (b" \r\n\t\n\xe2\x80\xa8", "", "the file holds nothing but whitespace"),
        (b" \n" * 100_000, "", "the file holds nothing but whitespace"),
        ("Талл".encode() + b"\xe9", "byte 8", "not UTF-8: byte 0xe9 cannot be decoded; save the file as UTF-8"),
        (b"one\ntwo\0three", "line 2", "holds NUL bytes, so it is no text"),
        (
            b"\x89\0\0\0\rIHDR",
            "byte 0",
            "not UTF-8: byte 0x89 cannot be decoded and it holds NUL bytes, so it is no text; save the file as UTF-8",
        ),
        (b"\xff\xfea\0\xff", "byte 4", "not UTF-16: byte 0xff cannot be decoded; save the file as UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes, position: str, reason: str) -> None:
    assert _refused(_read(tmp_path, content)) == [(position, reason)]


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "none.txt")
    assert list(read_file(path)) == [Reject(path, "", "read", "cannot be opened: No such file or directory")]


@pytest.mark.parametrize("head", ["", '{"text": "'])
def test_a_line_of_fifty_megabytes_is_refused_within_bounds(tmp_path: Path, head: str) -> None:
    path = _write(tmp_path, head.encode() + b"a" * 50_000_000)
    tracemalloc.start()
    found = list(read_file(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    limit = f"{LONGEST_LINE:,}" if head else f"{LONGEST_POST:,}"
    [(position, reason)] = _refused(found)
    assert position == "line 1"
    assert limit in reason
    assert peak < 400_000_000


def test_the_lines_after_one_too_long_are_read(tmp_path: Path) -> None:
    found = _read(tmp_path, _line() + '{"text": "' + "a" * (LONGEST_LINE + 9) + '"}\n' + _line(id="2"), "feed.jsonl")
    assert _refused(found) == [("line 2", f"a line of more than {LONGEST_LINE:,} characters")]
    assert [post.first_line for post in _posts(found)] == [1, 3]


def test_a_snippet_is_short_and_shows_what_is_hidden(tmp_path: Path) -> None:
    [reject] = _read(tmp_path, b"{\x1b[31m\xe2\x80\xae" + b"x" * 500, "feed.jsonl")
    assert isinstance(reject, Reject)
    assert reject.snippet.startswith("{\\x1b[31m\\u202exxx")
    assert len(reject.snippet) <= 200


def test_a_named_format_is_taken(tmp_path: Path) -> None:
    assert (
        len(_posts(_read(tmp_path, "🎙 Talks in Bern begin\n#Bern\n🎙 Talks end\n#Bern\n", input_format="article"))) == 1
    )


def test_a_format_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no input format 'xml'; there are parquet, "):
        _read(tmp_path, _STORY, input_format="xml")


@pytest.mark.parametrize("input_format", [None, *FORMAT_NAMES])
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_no_bytes_make_reading_raise(tmp_path: Path, input_format: str | None, content: bytes) -> None:
    """Every file gives posts or a reject, and every text can be encoded and shown."""
    found = _read(tmp_path, content, input_format=input_format)
    assert found
    for row in found:
        if isinstance(row, Reject):
            assert (row.reason + row.snippet + row.position).isprintable() or "\u200d" in row.snippet
            assert len(row.snippet) <= 200
        elif isinstance(row, Notice):
            assert row.message.isprintable()
        else:
            row.text.encode()
            assert row.dateline is None or row.text[row.dateline.start : row.dateline.stop] == row.dateline.text
