import os
from pathlib import Path

import pytest

from transforms.elements import Reject
from transforms.formats.files import find_seeds


def _make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The envoy came.")


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    _make(tmp_path, "b.txt", "a/z.jsonl", "a/b/c.txt", "c d.txt")
    seeds, rejects = find_seeds([tmp_path])
    assert [seed.relative_to(tmp_path).as_posix() for seed in seeds] == ["b.txt", "c d.txt", "a/z.jsonl", "a/b/c.txt"]
    assert rejects == ()


def test_unfinished_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt", ".hidden", "a.txt~", "#a.txt#", "b.tmp", "c.part", "d.bak", ".a.txt.swp", ".git/config")
    assert find_seeds([tmp_path])[0] == (tmp_path / "a.txt",)


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path: Path) -> None:
    _make(tmp_path, "b.tmp")
    assert find_seeds([tmp_path / "b.tmp"]) == ((tmp_path / "b.tmp",), ())


def test_each_file_is_found_once_under_the_path_given_first(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    seeds, _ = find_seeds([tmp_path / "link.txt", tmp_path, tmp_path / "a.txt"])
    assert seeds == (tmp_path / "link.txt",)


def test_paths_stay_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _make(tmp_path, "seeds/a.txt")
    monkeypatch.chdir(tmp_path)
    assert find_seeds([Path("seeds")]) == ((Path("seeds/a.txt"),), ())


def test_a_path_that_gives_no_seed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    named = ["none.txt", "empty", "dangling", "pipe"]
    seeds, rejects = find_seeds([tmp_path / name for name in named])
    assert seeds == ()
    assert rejects == tuple(
        Reject((tmp_path / name).as_posix(), "", "read", reason)
        for name, reason in zip(
            named,
            [
                "there is no such file or folder",
                "no seed files in this folder",
                "there is no such file or folder",
                "this is neither a file nor a folder",
            ],
            strict=True,
        )
    )


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("The envoy came.")
    seeds, [reject] = find_seeds([tmp_path])
    assert seeds == ()
    assert reject.reason == "the name of this file is not UTF-8"
    assert reject.file.endswith("caf\\udce9.txt")


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert find_seeds([tmp_path])[0] == (tmp_path / "a.txt",)
