import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipelines.environment import temporaries_in

_MAKE = "import tempfile; print(tempfile.mkdtemp())"


def test_this_process_and_those_it_starts_make_their_temporary_files_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "folder"
    with temporaries_in(folder):
        here = Path(tempfile.mkdtemp())
        there = Path(subprocess.run([sys.executable, "-c", _MAKE], capture_output=True, text=True, check=True).stdout)
    assert (here.parent, there.parent) == (folder, folder)
    assert not folder.exists()


@pytest.mark.parametrize("given", [None, "/var/tmp"])  # noqa: S108  # nothing is written there
def test_afterwards_all_is_as_it_was(given: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", given)
    monkeypatch.delenv("TMPDIR", raising=False)
    if given:
        monkeypatch.setenv("TMPDIR", given)
    with pytest.raises(KeyboardInterrupt), temporaries_in(tmp_path / "folder"):
        raise KeyboardInterrupt
    assert (tempfile.tempdir, os.environ.get("TMPDIR")) == (given, given)
    assert not (tmp_path / "folder").exists()
