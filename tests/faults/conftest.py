"""A feed of two days: the first is published, the second arrives, and the run that takes it in is disturbed."""

import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.faults.program import Program, warm
from tests.faults.whole import Tables, published_tables
from transforms.storage.runs import current_run, read_manifest, run_folder

_MEETING = "the Foreign Minister of Portugal Ana Sousa {} the Foreign Minister of Kenya Grace Otieno in Lisbon."
_CALL = "the Foreign Minister of Chile Rosa Fuentes held a telephone conversation with the Foreign Minister of Peru."
_MONDAY = {
    "1": ("2021-03-08", "On 10 March 2021, " + _MEETING.format("will meet with")),
    "2": ("2021-03-08", "On 8 March 2021, " + _CALL),
}
_TUESDAY = {
    "3": ("2021-03-10", "On 10 March 2021, " + _MEETING.format("met with") + " They signed an agreement on fisheries."),
    "4": ("2021-03-11", "On 11 March 2021, the Foreign Minister of Chile Rosa Fuentes arrived in Lima."),
}


@dataclass(frozen=True)
class Undisturbed:
    """What runs do that nobody disturbs.

    Attributes:
        before: A folder with the seeds of both days, and five runs published of which the last is of the first day.
        tables: What is published there.
        after: What is published once the second day is in.
        written: What the pipeline writes for the second day.
        changes: What that run changes in its output folder, in its order.
        seconds: How long that run takes.
    """

    before: Path
    tables: Tables
    after: Tables
    written: Path
    changes: tuple[str, ...]
    seconds: float


@pytest.fixture(scope="package")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="package")
def temporary(scratch: Path) -> Path:
    """Return the folder in which the program makes what is temporary."""
    return scratch / "temporary"


@pytest.fixture(scope="package")
def program(scratch: Path) -> Iterator[Program]:
    with warm(scratch) as program:
        yield program


@pytest.fixture(scope="package")
def undisturbed(program: Program, scratch: Path) -> Undisturbed:
    before = scratch / "before"
    _feed(before, "monday", _MONDAY)
    assert program.run(before).code == 0
    _age(before / "output")
    _feed(before, "tuesday", _TUESDAY)
    after, written = scratch / "after", scratch / "written"
    shutil.copytree(before, after)
    began = time.monotonic()
    ended = program.run(after, capture=written)
    seconds = time.monotonic() - began
    assert ended.code == 0
    tables = [published_tables(folder / "output") for folder in (before, after)]
    assert tables[0]["events"] != tables[1]["events"]
    return Undisturbed(before, tables[0], tables[1], written, ended.changes, seconds)


@pytest.fixture
def disturbed(undisturbed: Undisturbed, tmp_path: Path) -> Path:
    """Return a folder of its own in which the second day is to be taken in."""
    return Path(shutil.copytree(undisturbed.before, tmp_path / "work"))


def _feed(folder: Path, name: str, posts: dict[str, tuple[str, str]]) -> None:
    lines = [
        json.dumps({"id": native, "source": "Harbour News", "published": day, "text": text})
        for native, (day, text) in posts.items()
    ]
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    (folder / "seeds" / f"{name}.jsonl").write_text("\n".join(lines) + "\n")


def _age(output: Path) -> None:
    """Give the published run four elder ones, so that the next publication removes one."""
    run_id = current_run(output)
    assert run_id is not None
    for year in range(4):
        elder = f"2010010{year + 1}T000000Z-000000"
        shutil.copytree(run_folder(output, run_id), run_folder(output, elder))
        manifest = replace(read_manifest(output, run_id), run_id=elder)
        (run_folder(output, elder) / "manifest.json").write_text(manifest.to_json())
