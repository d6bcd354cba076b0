import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing.checking import HangError, check_file
from tests.fuzzing.documents import DOCUMENTS, posts
from tests.fuzzing.mutations import TOKENS, mutations
from transforms.elements import Post, Reject

_NAMES = tuple(DOCUMENTS)


def _failing(folder: Path, number: int, seed: int) -> list[tuple[str, str]]:
    failing = []
    for place, content in mutations([DOCUMENTS[name].write(posts()) for name in _NAMES], number, seed):
        path = folder / _NAMES[place]
        path.write_bytes(content)
        try:
            check_file(path)
        except (Exception, HangError) as error:  # noqa: BLE001  # all that fail are told together
            failing.append((path.name, repr(error)))
    return failing


def test_no_damage_makes_reading_fail_hang_or_lose_a_record(tmp_path: Path) -> None:
    assert _failing(tmp_path, 360, seed=7) == []


@pytest.mark.slow
def test_ten_thousand_mutations(tmp_path: Path) -> None:
    assert _failing(tmp_path, 10_000, seed=1) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(_NAMES), st.lists(st.sampled_from(TOKENS) | st.binary(max_size=20), max_size=8))
def test_no_bytes_under_any_name_make_reading_fail(tmp_path: Path, name: str, pieces: list[bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(b"".join(pieces))
    check_file(path)


def test_what_a_reject_quotes_of_a_file_is_harmless(tmp_path: Path) -> None:
    """The names of columns stand in the reason of the reject."""
    path = tmp_path / "posts.csv"
    path.write_text("id,source,\x1b[31mred\u202e,published\n1,mfa,The envoy came.,2024-03-04\n" * 3)
    [reject] = check_file(path)
    assert isinstance(reject, Reject)
    assert "\\x1b[31mred\\u202e" in reject.reason


@pytest.mark.parametrize(
    "broken",
    [
        b"<rss><channel><item><description>&#x110000;",
        b"<rss><channel><item><title><b></title><description></item>&#x110000;</rss>",
        b'{"version": "https://jsonfeed.org/version/1.1", "entries": []}',
        b'{"version": "https://jsonfeed.org/version/1.1", "title": x, "items": [{"content_text": 1e5, "id": {}}]}',
    ],
)
def test_what_fuzzing_found_is_a_reject(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "feed"
    path.write_bytes(broken)
    assert [type(each) for each in check_file(path)] == [Reject]


def test_losses_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks would fail if a reader lost a line."""
    path = tmp_path / "posts.jsonl"
    path.write_text("".join(json.dumps({"id": each, "text": "The envoy came."}) + "\n" for each in range(3)))
    found = check_file(path)
    assert len([each for each in found if isinstance(each, Post)]) == 3
    monkeypatch.setattr("tests.fuzzing.checking.read_file", lambda *_: iter(found[:2]))
    with pytest.raises(AssertionError):
        check_file(path)
