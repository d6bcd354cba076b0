from datetime import UTC, datetime
from pathlib import Path

import pytest

from transforms.storage.manifest import Input, Manifest, fingerprint
from transforms.storage.runs import (
    SHARDS,
    current_run,
    discard,
    new_run_id,
    point_to,
    publish,
    read_manifest,
    remove_run,
    replace_text,
    retain,
    run_folder,
    run_ids,
    stage,
)

NOW = datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)


def _publish(output: Path, run_id: str) -> None:
    (stage(output, run_id) / "posts.parquet").write_text(run_id)
    publish(output, run_id)
    point_to(output, run_id)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (None, "20210304T050607Z-ab"),
        ("20210304T050606Z-ff", "20210304T050607Z-ab"),
        ("20210304T050607Z-ff", "20210304T050608Z-ab"),
        ("20220101T000000Z-ff", "20220101T000001Z-ab"),
    ],
)
def test_a_run_id_sorts_after_the_one_before(after: str | None, expected: str) -> None:
    assert new_run_id(NOW, "ab", after) == expected


def test_a_published_run_is_the_current_one_and_alone(tmp_path: Path) -> None:
    folder = stage(tmp_path, "r1")
    (folder / SHARDS).mkdir()
    assert (current_run(tmp_path), run_ids(tmp_path)) == (None, [])
    publish(tmp_path, "r1")
    assert (current_run(tmp_path), run_ids(tmp_path)) == (None, ["r1"])
    point_to(tmp_path, "r1")
    assert current_run(tmp_path) == "r1"
    assert list(run_folder(tmp_path, "r1").iterdir()) == []


def test_a_run_is_never_published_over_another(tmp_path: Path) -> None:
    _publish(tmp_path, "r1")
    stage(tmp_path, "r1").joinpath("posts.parquet").write_text("other")
    with pytest.raises(OSError, match="not empty"):
        publish(tmp_path, "r1")
    assert (run_folder(tmp_path, "r1") / "posts.parquet").read_text() == "r1"


def test_the_newest_runs_are_kept(tmp_path: Path) -> None:
    for number in range(6):
        _publish(tmp_path, f"r{number}")
    retain(tmp_path, 3)
    assert run_ids(tmp_path) == ["r3", "r4", "r5"]


def test_the_published_run_is_kept_whatever_its_age(tmp_path: Path) -> None:
    for number in range(4):
        _publish(tmp_path, f"r{number}")
    point_to(tmp_path, "r0")
    retain(tmp_path, 2)
    assert run_ids(tmp_path) == ["r0", "r3"]


def test_discarding_removes_what_was_not_published(tmp_path: Path) -> None:
    _publish(tmp_path, "r1")
    stage(tmp_path, "r2")
    publish(tmp_path, "r2")
    stage(tmp_path, "r3")
    discard(tmp_path, "r2")
    assert run_ids(tmp_path) == ["r1"]
    assert not (tmp_path / ".staging").exists()


@pytest.mark.parametrize("name", ["r1", "../r1", "nothing", "", None])
def test_discarding_spares_what_is_published(name: str | None, tmp_path: Path) -> None:
    _publish(tmp_path, "r1")
    discard(tmp_path, name)
    assert run_ids(tmp_path) == ["r1"]


def test_a_link_in_place_of_the_staging_folder_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "letter.txt").write_text("mine")
    (tmp_path / ".staging").symlink_to(elsewhere)
    discard(tmp_path, None)
    assert (elsewhere / "letter.txt").read_text() == "mine"


def test_removing_a_run_that_is_gone_does_nothing(tmp_path: Path) -> None:
    remove_run(tmp_path, "r1")
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_cannot_be_replaced_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_text(tmp_path / "CURRENT", "r1\n")

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        replace_text(tmp_path / "CURRENT", "r2\n")
    assert (tmp_path / "CURRENT").read_text() == "r1\n"


def test_a_manifest_comes_back(tmp_path: Path) -> None:
    manifest = Manifest(
        run_id="r1",
        created_at="2021-03-04T05:06:07+00:00",
        inputs=(Input("é.txt", "00ff", 3, "dump"),),
        versions={"tool": "1"},
        counts={"posts": 2},
        timings={"running": 0.5},
        previous_run="r0",
    )
    run_folder(tmp_path, "r1").mkdir(parents=True)
    (run_folder(tmp_path, "r1") / "manifest.json").write_text(manifest.to_json(), encoding="utf8")
    assert read_manifest(tmp_path, "r1") == manifest


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"inputs": [{"name": 1}]}', '{"inputs": []}', "[" * 200_000, "\x00"])
def test_a_text_that_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"manifest|Expected|missing|truncated|malformed"):
        Manifest.from_json(text)


def test_a_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert fingerprint(tmp_path / "a.txt", "a.txt", None) == Input("a.txt", digest, 3, None)
