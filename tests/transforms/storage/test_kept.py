from pathlib import Path

import pytest

from transforms.storage.kept import Kept, UnknownRunError, find_run, kept_runs
from transforms.storage.manifest import Manifest
from transforms.storage.runs import last_run, point_to, retain, run_folder, run_ids

_R1, _R2, _R3, _R4 = (f"2031030{day}T080000Z-abc" for day in range(1, 5))


def _keep(output: Path, run_id: str, previous: str | None = None) -> Manifest:
    manifest = Manifest(run_id=run_id, created_at="t", inputs=(), versions={}, previous_run=previous)
    run_folder(output, run_id).mkdir(parents=True)
    (run_folder(output, run_id) / "manifest.json").write_text(manifest.to_json())
    return manifest


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Return a folder with four runs, one on the other, the third published after a rollback."""
    for run_id, previous in ((_R1, None), (_R2, _R1), (_R3, _R2), (_R4, _R3)):
        _keep(tmp_path, run_id, previous)
    point_to(tmp_path, _R3)
    return tmp_path


def test_kept_runs_are_told_oldest_first_with_the_published_one_marked(tmp_path: Path) -> None:
    first = _keep(tmp_path, _R1)
    run_folder(tmp_path, _R2).mkdir()
    point_to(tmp_path, _R1)
    assert kept_runs(tmp_path) == [Kept(_R1, is_published=True, manifest=first), Kept(_R2, False, None)]


@pytest.mark.parametrize(
    ("given", "found"),
    [(_R1, _R1), ("20310302", _R2), ("published", _R3), ("previous", _R2)],
)
def test_a_run_is_found_by_id_beginning_or_role(output: Path, given: str, found: str) -> None:
    assert find_run(output, given) == found


@pytest.mark.parametrize(
    ("given", "said"),
    [("2031", "could be any of 4 runs"), ("2032", "no run that is kept"), ("", "no run that is kept")],
)
def test_what_is_no_run_or_several_is_told(output: Path, given: str, said: str) -> None:
    with pytest.raises(UnknownRunError, match=said):
        find_run(output, given)


def test_previous_is_the_run_on_which_the_published_one_stands_not_the_one_before_it_in_time(tmp_path: Path) -> None:
    for run_id, previous in ((_R1, None), (_R2, _R1), (_R3, _R1)):
        _keep(tmp_path, run_id, previous)
    point_to(tmp_path, _R3)
    assert find_run(tmp_path, "previous") == _R1


def test_where_nothing_is_published_nothing_is_previous(tmp_path: Path) -> None:
    _keep(tmp_path, _R1)
    for given in ("published", "previous"):
        with pytest.raises(UnknownRunError):
            find_run(tmp_path, given)


def test_the_next_run_sorts_after_one_that_was_rolled_back(output: Path) -> None:
    (output / "runs" / "lost+found").mkdir()
    assert last_run(output) == _R4


def test_a_run_that_was_rolled_back_goes_before_those_on_which_the_published_one_stands(output: Path) -> None:
    retain(output, 3)
    assert run_ids(output) == [_R1, _R2, _R3]
    retain(output, 2)
    assert run_ids(output) == [_R2, _R3]
    retain(output, 1)
    assert run_ids(output) == [_R3]
