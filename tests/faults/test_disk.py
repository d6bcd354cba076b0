"""The disk is full, or cannot be written to, from some moment of a run on."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import Undisturbed
from tests.faults.program import PROGRAM, Program
from tests.faults.whole import faults, published_tables, remains
from transforms.storage.runs import current_run

_SAID = {errno.ENOSPC: "the disk of output is full", errno.EROFS: "output cannot be written to"}


@pytest.mark.parametrize("error", list(_SAID))
def test_wherever_the_disk_fails_there_is_one_clear_error_and_the_run_before_stands(
    error: int, program: Program, undisturbed: Undisturbed, temporary: Path, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    shutil.copytree(undisturbed.before, work)
    before, output = current_run(work / "output"), work / "output"
    changes = program.run(work, replay=undisturbed.written).changes
    places = range(1 + error % 2, len(changes) + 1, 5)
    codes, found = [], []
    for place in places:
        shutil.rmtree(work)
        shutil.copytree(undisturbed.before, work)
        ended = program.run(work, at=place, error=error, replay=undisturbed.written)
        codes.append(ended.code)
        wrong = faults(output)
        if ended.code:  # what a published run could not remove is left to the next
            wrong += [each for each in remains(output, temporary) if "status" not in each]
        if (current_run(output) == before) != bool(ended.code):
            wrong.append("published in spite of it, or not")
        if ended.code and f"\nerror: {_SAID[error]}\nhint: " not in f"\n{ended.said}":
            wrong.append(ended.said)
        found += [f"from {changes[place - 1]} on: {each}" for each in wrong]
    assert found == []
    assert codes == sorted(codes, reverse=True), "once it is published, nothing is left to fail"
    assert {*codes} == {0, 1}


_FULL = """
set -e
mount -t tmpfs -o size=$1 tmpfs full
cp -r before/output full/output
ln -s "$PWD/before/seeds" full/seeds
cd full
set +e
"$2" run seeds --model none 2> ../said
echo $? > ../code
set -e
dd if=/dev/zero of=filler bs=1k 2> ../filled || true
rm filler
cp -r output ../output
"""


def _may_mount(folder: Path) -> bool:
    """Return whether this user may mount a small disk that nobody else sees."""
    tried = ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", str(folder)]
    return (
        shutil.which("unshare") is not None and not subprocess.run(tried, check=False, capture_output=True).returncode
    )


@pytest.mark.slow
@pytest.mark.parametrize("room", [12, 40, 90])
def test_a_small_disk_that_becomes_full_is_one_clear_error(room: int, undisturbed: Undisturbed, tmp_path: Path) -> None:
    if sys.platform != "linux" or not _may_mount(tmp_path):
        pytest.skip("only root on Linux may mount a small disk, so a disk that is truly full was NOT tried")
    (tmp_path / "full").mkdir()
    shutil.copytree(undisturbed.before, tmp_path / "before")
    size = sum(-(-path.stat().st_size // 4096) * 4 for path in (tmp_path / "before/output").rglob("*")) + room
    command = ["unshare", "--mount", "sh", "-c", _FULL, "sh", f"{size}k", str(PROGRAM)]
    subprocess.run(command, cwd=tmp_path, check=True, env=os.environ)
    said = (tmp_path / "said").read_text()
    assert (tmp_path / "code").read_text() == "1\n"
    assert said.splitlines()[-2] == "error: the disk of output is full"
    assert "Traceback" not in said
    assert faults(tmp_path / "output") == []
    assert published_tables(tmp_path / "output") == undisturbed.tables
    assert not (tmp_path / "output" / ".staging").exists()
