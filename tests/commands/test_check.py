import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app

_ENGLISH = "The Foreign Minister received the Ambassador of Peru."
_RUSSIAN = "Министр иностранных дел принял посла Перу."
_DUMP = "".join(
    f"{post}\n----------\n" for post in (_ENGLISH, "The envoy of Chad left Oslo.", "Norway thanks Kenya for its aid.")
)


def _check(*arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)], input=given)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    posts = [
        {"id": 1, "text": _ENGLISH, "published": "2024-03-04"},
        {"id": 2, "text": _RUSSIAN, "published": "2024-03-02"},
    ]
    path = tmp_path / "feed.jsonl"
    path.write_text("".join(json.dumps(post) + "\n" for post in posts))
    return path


def test_a_file_is_told_in_full(feed: Path) -> None:
    checked = _check(feed)
    assert (checked.exit_code, checked.stdout.splitlines()) == (
        0,
        [
            str(feed),
            "  format     jsonl",
            "  because    its first line is a JSON object",
            "  posts      2",
            "  days       2024-03-02 to 2024-03-04",
            "  languages  1 in English, 1 in Russian",
            "  not read   1 post in Russian was not read",
        ],
    )


def test_what_would_be_rejected_is_told_and_ends_with_1(feed: Path) -> None:
    with feed.open("a") as file:
        file.write("no json\n" * 12)
    checked = _check(feed)
    lines = [line for line in checked.stdout.splitlines() if line.startswith("  rejected")]
    assert (checked.exit_code, len(lines), lines[-1]) == (1, 11, "  rejected   and 2 more")
    assert lines[0].startswith(f"  rejected   {feed}, line 3: no JSON")


def test_a_dump_shows_where_posts_begin(tmp_path: Path) -> None:
    path = tmp_path / "channel.txt"
    path.write_text(_DUMP)
    checked = _check(path)
    assert checked.exit_code == 0
    found = [line.split(maxsplit=3) for line in checked.stdout.splitlines() if line.startswith("  line")]
    assert [(number, words) for _, number, _, words in found] == [
        ("3", "The envoy of Chad left Oslo."),
        ("5", "Norway thanks Kenya for its aid."),
    ]


def test_json_has_whole_records(feed: Path, tmp_path: Path) -> None:
    dump = tmp_path / "channel.txt"
    dump.write_text(_DUMP)
    first, second, third = json.loads(_check(feed, dump, tmp_path / "none.txt", "-f", "json").stdout)
    assert (first["file"], first["rejected"], first["rejects"][0]["reason"]) == (
        str(tmp_path / "none.txt"),
        1,
        "there is no such file or folder",
    )
    assert (second["format"], second["first_day"], second["languages"]) == ("jsonl", "2024-03-02", {"en": 1, "ru": 1})
    assert [each["line"] for each in third["boundaries"]] == [3, 5]
    assert all(each["signals"] for each in third["boundaries"])


@pytest.mark.parametrize("form", ["csv", "md", "jsonl"])
def test_every_form_has_a_row_a_file(feed: Path, form: str) -> None:
    checked = _check(feed, "-f", form)
    assert (checked.exit_code, sum(str(feed) in line for line in checked.stdout.splitlines())) == (0, 1)


def test_standard_input_is_read_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    checked = _check("-", given=_DUMP.encode())
    assert (checked.exit_code, "  posts      3" in checked.stdout.splitlines()) == (0, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("content", "code"), [("", 1), ("\n\n", 1), (_ENGLISH, 0)])
def test_a_file_without_posts_ends_with_1(tmp_path: Path, content: str, code: int) -> None:
    path = tmp_path / "a.txt"
    path.write_text(content)
    assert _check(path).exit_code == code


def test_an_unknown_format_is_wrong_usage(feed: Path) -> None:
    assert _check(feed, "--as", "telegraph").exit_code == 2


def test_what_a_file_holds_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m.txt"
    path.write_text(f"{_ENGLISH}\n----------\n\x1b]0;title\x07 The \u202eenvoy left.\n----------\n")
    assert not any(sign in _check(path).stdout for sign in "\x1b\x07\u202e")
