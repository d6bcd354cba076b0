import os
from pathlib import Path

import pytest

from transforms.regular import open_regular, read_regular


def test_a_file_is_read_whole_and_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntwo\n" * 50_000)
    assert read_regular(path, 1 << 20) == path.read_bytes()
    with open_regular(path) as file:
        assert (file.readline(), file.read(3), file.seek(1), file.read(5)) == (b"one\n", b"two", 1, b"ne\ntw")
        assert file.read() == path.read_bytes()[6:]


def test_a_file_ends_where_it_ended_when_it_was_opened(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b"one\n")
    with open_regular(path) as file:
        with path.open("ab") as writer:
            writer.write(b"two\n")
        assert (list(file), file.seek(0), file.read()) == ([b"one\n"], 0, b"one\n")


@pytest.mark.skipif(not Path("/proc/kmsg").exists(), reason="only Linux has it")
def test_what_has_no_size_has_no_content(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/proc/self/status")
    assert read_regular(tmp_path / "link", 1 << 20) == b""


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(OSError, match="not a regular file"):
            open_regular(path)
    with pytest.raises(IsADirectoryError):
        open_regular(tmp_path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"12345")
    assert read_regular(tmp_path / "large", 5) == b"12345"
    with pytest.raises(OSError, match="File too large"):
        read_regular(tmp_path / "large", 4)
