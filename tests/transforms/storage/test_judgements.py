import os
from pathlib import Path

import pytest

from transforms.errors import UnusableError
from transforms.storage import judgements as module
from transforms.storage.judgements import NAME, read_text, replace_text


def test_where_nothing_was_judged_there_is_no_text(tmp_path: Path) -> None:
    assert read_text(tmp_path) == ""
    assert read_text(tmp_path / "nowhere") == ""


def test_what_is_written_is_read_and_nothing_else_is_left(tmp_path: Path) -> None:
    replace_text(tmp_path, "old\n")
    replace_text(tmp_path, "né\n")
    assert read_text(tmp_path) == "né\n"
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_what_a_killed_writer_left_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / f".{NAME}.partial").write_text("half of a much longer te")
    replace_text(tmp_path, "whole\n")
    assert read_text(tmp_path) == "whole\n"


def test_a_text_from_another_system_is_read_alike(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    assert read_text(tmp_path) == "one\ntwo\n"


def test_what_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(UnusableError, match="line 2: it is not in UTF-8"):
        read_text(tmp_path)


def test_a_file_that_no_people_wrote_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 4)
    (tmp_path / NAME).write_bytes(b"12345")
    with pytest.raises(UnusableError, match="more than 4 bytes"):
        read_text(tmp_path)


def test_what_is_no_file_is_not_waited_for_and_not_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    with pytest.raises(OSError, match="not a regular file"):
        read_text(tmp_path)
    os.mkfifo(tmp_path / f".{NAME}.partial")
    replace_text(tmp_path, "# none\n")
    assert read_text(tmp_path) == "# none\n"
