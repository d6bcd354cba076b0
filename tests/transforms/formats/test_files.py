import os
from pathlib import Path

import pytest

from transforms.elements import Reject
from transforms.formats.files import OUTSIDE, find_seeds


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


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """Return a folder with links to what is beside it."""
    _make(tmp_path, "seeds/a.txt", "seeds/.at/b.txt", "beside/c.txt", "beside/d/e.txt", "f.txt")
    seeds = tmp_path / "seeds"
    (seeds / "b.txt").symlink_to(".at/b.txt")
    (seeds / "chain.txt").symlink_to("hop")
    (seeds / "hop").symlink_to(tmp_path / "f.txt")
    (seeds / "far").symlink_to(tmp_path / "beside")
    (tmp_path / "beside" / "back").symlink_to(seeds)
    (tmp_path / "beside" / "again").symlink_to(tmp_path / "beside")
    return seeds


def test_links_that_lead_out_of_the_named_folders_are_told_and_not_followed(linked: Path) -> None:
    seeds, rejects = find_seeds([linked])
    assert seeds == (linked / "a.txt", linked / "b.txt")
    assert rejects == tuple(Reject(str(linked / name), "", "read", OUTSIDE) for name in ("chain.txt", "hop", "far"))


def test_they_are_followed_where_that_is_asked_for_and_each_file_is_found_once(linked: Path) -> None:
    names = ("a.txt", "b.txt", "chain.txt", "far/c.txt", "far/d/e.txt")
    assert find_seeds([linked], follow_links=True) == (tuple(linked / name for name in names), ())


def test_links_to_what_is_named_too_lead_nowhere_out(linked: Path) -> None:
    seeds, rejects = find_seeds([linked, linked.parent / "beside", linked.parent / "f.txt"])
    names = ("seeds/a.txt", "seeds/b.txt", "seeds/chain.txt", "beside/c.txt", "beside/d/e.txt")
    assert (seeds, rejects) == (tuple(linked.parent / name for name in names), ())


def test_a_link_that_is_named_itself_is_followed(linked: Path) -> None:
    assert find_seeds([linked / "hop"]) == ((linked / "hop",), ())
    far = linked / "far"
    assert find_seeds([far]) == (
        (far / "c.txt", far / "d" / "e.txt"),
        (Reject(str(far / "back"), "", "read", OUTSIDE),),
    )


def test_of_an_export_only_the_posts_are_found(tmp_path: Path) -> None:
    _make(
        tmp_path, "messages.html", "messages2.html", "css/style.css", "js/script.js", "images/back.png", "photos/1.jpg"
    )
    _make(tmp_path, "page.html", "page_files/advert.html", "notes/js/a.txt")
    seeds = [seed.relative_to(tmp_path).as_posix() for seed in find_seeds([tmp_path])[0]]
    assert seeds == ["messages.html", "messages2.html", "page.html", "notes/js/a.txt"]
