import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from transforms.elements import Notice, Post, Reject
from transforms.formats.reading import read_file


def _message(number: int, **fields: object) -> dict[str, object]:
    return {
        "id": number,
        "type": "message",
        "date": "2024-06-04T01:30:00",
        "date_unixtime": "1717453800",
        "text": "The envoy came.",
    } | fields


def _chat(*messages: dict[str, object], name: str | None = "MFA") -> dict[str, object]:
    return {"name": name, "type": "public_channel", "id": 7, "messages": list(messages)}


def _read(folder: Path, content: object) -> tuple[list[Post], list[Reject], list[str]]:
    path = folder / "result.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1))
    found = list(read_file(str(path)))
    return (
        [each for each in found if isinstance(each, Post)],
        [each for each in found if isinstance(each, Reject)],
        [each.message for each in found if isinstance(each, Notice)],
    )


def test_the_day_is_that_of_the_computer_which_exported(tmp_path: Path) -> None:
    [post], _, _ = _read(tmp_path, _chat(_message(1)))
    assert (post.published_on, post.published_at) == (date(2024, 6, 4), datetime(2024, 6, 3, 22, 30, tzinfo=UTC))


def test_a_text_in_pieces_is_one_and_its_hidden_links_are_links(tmp_path: Path) -> None:
    text = ["They met ", {"type": "text_link", "text": "here", "href": "https://example.org/a"}, " in #Oslo"]
    [post], _, _ = _read(tmp_path, _chat(_message(1, text=text)))
    assert (post.text, post.links, post.hashtags) == ("They met here in #Oslo", ("https://example.org/a",), ("Oslo",))


def test_what_is_no_post_is_counted(tmp_path: Path) -> None:
    posts, rejects, notices = _read(
        tmp_path,
        _chat(
            {"id": -1, "type": "service", "action": "create_channel", "text": ""},
            _message(1, text="", photo="a.jpg"),
            _message(2, forwarded_from="Other", edited="2024-06-05T00:00:00"),
        ),
    )
    assert ([post.native_id for post in posts], rejects) == (["2"], [])
    assert notices == [
        "1 service message passed over",
        "1 message without a text, such as photos, passed over",
        "1 message forwarded from other chats, read as posts of this one",
    ]


def test_escapes_that_json_does_not_know_are_mended_and_told(tmp_path: Path) -> None:
    broken = json.dumps(_chat(_message(1, text="one@two"), _message(2, text="a\\b"))).replace("@", r"\x0b\q\'")
    posts, rejects, notices = _read(tmp_path, broken)
    assert ([post.text for post in posts], rejects) == (["one\x0b\\q\\'two", "a\\b"], [])
    assert notices == ["1 message had escapes that JSON does not know, which were mended"]


def test_each_chat_of_an_account_is_a_source(tmp_path: Path) -> None:
    account = {
        "about": "Here is the data you requested. Remember: Telegram is ad free.",
        "personal_information": {"user_id": 1, "bio": "text"},
        "contacts": {"list": [{"first_name": "A", "date": "2024-01-01T00:00:00"}]},
        "chats": {"about": "…", "list": [_chat(_message(1)), _chat(_message(1), name=None)]},
        "left_chats": {"about": "…", "list": [_chat(_message(1), name="Left")]},
    }
    posts, rejects, _ = _read(tmp_path, account)
    assert ([post.source for post in posts], rejects) == (["MFA", "chat 7", "Left"], [])
    assert len({post.post_id for post in posts}) == 3


def test_without_the_moment_in_seconds_the_time_is_taken_as_utc_and_told(tmp_path: Path) -> None:
    [post], _, notices = _read(tmp_path, _chat(_message(1, date_unixtime=None)))
    assert post.published_at == datetime(2024, 6, 4, 1, 30, tzinfo=UTC)
    assert notices == ["1 message without `date_unixtime`; the times were taken as UTC"]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("text", 5, "text is int, not text"),
        ("text", [5], "text is int, not text"),
        ("text", {"text": ["x"]}, "text is list, not text"),
        ("text", "a\x00b", "text holds a NUL character"),
        ("date_unixtime", "9" * 20, "'" + "9" * 20 + "' is no date"),
        ("date", "tomorrow", None),
    ],
)
def test_a_message_that_cannot_be_read_is_refused_alone(
    tmp_path: Path, field: str, value: object, reason: str | None
) -> None:
    posts, rejects, _ = _read(tmp_path, _chat(_message(1), _message(2, **{field: value}), _message(3)))
    assert len(posts) == (2 if reason else 3)
    assert [reject.reason[: len(reason or "")] for reject in rejects] == ([reason] if reason else [])


def test_an_export_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    whole = json.dumps(_chat(_message(1), _message(2)), indent=1)
    posts, [reject], _ = _read(tmp_path, whole[: whole.rindex("The envoy")])
    assert [post.native_id for post in posts] == ["1"]
    assert reject.reason == "no JSON: a record without an end, and what follows cannot be read"
