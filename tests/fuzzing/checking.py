"""What must be true of the reading of any file."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from transforms.elements import Notice, Post, Reject
from transforms.formats.lines import fold_newlines
from transforms.formats.options import ReadOptions
from transforms.formats.reading import read_file, taken_for
from transforms.formats.source import LONGEST_POST, Found
from transforms.segmentation.marks import RULE

LONGEST_SECONDS = 5.0
_NEWLINE = re.compile(r"\r\n|\r|\n")


class HangError(BaseException):
    """Reading took too long; no reader that handles exceptions can swallow it."""


def check_file(path: Path, options: ReadOptions | None = None) -> list[Found]:
    """Read a file and return what came out of it.

    Raises:
        AssertionError: Something was lost, or is not as it must be.
        HangError: It took more than LONGEST_SECONDS of processor time.
    """
    with _at_most(LONGEST_SECONDS):
        found = list(read_file(str(path), options))
        form, _ = taken_for(str(path), options)
    posts = [each for each in found if isinstance(each, Post)]
    assert found, "nothing came out, not even a reject"
    for post in posts:
        _check_post(post, str(path))
    for each in found:
        if isinstance(each, Reject):
            assert each.reason.isprintable(), each.reason
            assert len(each.snippet) <= 200, each.snippet
        elif isinstance(each, Notice):
            assert each.message.isprintable(), each.message
    assert [post.ordinal for post in posts] == sorted({post.ordinal for post in posts}), "ordinals come twice"
    _check_count(path, form, found)
    return found


def _check_post(post: Post, file: str) -> None:
    post.text.encode()
    assert post.text.strip(), "a post without a text"
    assert len(post.text) <= LONGEST_POST
    assert "\0" not in post.text
    assert post.file.startswith(file)
    assert 1 <= post.first_line <= post.last_line
    assert post.lang.isalpha()
    assert post.dateline is None or post.text[post.dateline.start : post.dateline.stop] == post.dateline.text


def _check_count(path: Path, form: str | None, found: list[Found]) -> None:
    """Check that posts and rejects account for all that a file holds, where its records can be counted from outside."""
    rows = [each for each in found if not isinstance(each, Notice)]
    if any(isinstance(each, Reject) and not each.position.startswith("line") for each in rows):
        return  # the rest of the file is refused as a whole
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    if form == "jsonl":
        assert len(rows) == sum(bool(line.strip()) for line in _NEWLINE.split(text))
    elif form == "dump":
        lines = fold_newlines(text).split("\n")
        covered = {number for post in rows if isinstance(post, Post) for number in _lines(post)}
        refused = {int(each.position.split()[1]) for each in rows if isinstance(each, Reject)}
        left = [line for number, line in enumerate(lines, 1) if number not in covered and _is_said(line)]
        assert not left or refused, left[:3]


def _lines(post: Post) -> range:
    return range(post.first_line, post.last_line + 1)


def _is_said(line: str) -> bool:
    return any(map(str.isalnum, line)) and not RULE.fullmatch(line.strip())


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise HangError where the block takes more processor time."""

    def stop(_signal: int, frame: FrameType | None) -> None:
        where = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "nowhere"
        raise HangError(f"more than {seconds} s, at {where}")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
