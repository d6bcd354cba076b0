"""What a reader of an output folder must find whatever happened to the runs."""

from pathlib import Path

import duckdb

from tests.golden.tables import table_lines
from transforms.storage.runs import current_run, read_manifest, run_folder, run_ids
from transforms.storage.schemas import TABLES
from transforms.storage.status import Attempt, read_status
from transforms.storage.tables import count_rows, table_path
from transforms.storage.validation import problems

Tables = dict[str, list[str]]

_AT_REST = frozenset((".lock", "CURRENT", "init.sql", "runs", "status.json"))
_IN_A_RUN = frozenset((*(f"{table.name}.parquet" for table in TABLES), "manifest.json"))
_VIEWS = ("overview", "papers", "published")


def published_tables(output: Path) -> Tables:
    """Return all published rows, without the runs that they name."""
    return {table.name: table_lines(output, table.name) for table in TABLES}


def faults(output: Path) -> list[str]:
    """Return what is wrong with what is published: broken references, false counts, files that a kept run lacks."""
    published, kept = current_run(output), run_ids(output)
    found = [] if published in kept else [f"CURRENT names {published}, and there are {kept}"]
    found += [f"{run_id} is no whole run" for run_id in kept if _files(output, run_id) != _IN_A_RUN]
    return found or _broken(output, published or "")


def unreadable(output: Path) -> list[str]:
    """Return what keeps a reader from opening the published run in DuckDB."""
    with duckdb.connect() as client:
        try:
            client.execute((output / "init.sql").read_text(encoding="utf8"))
            for name in (*(table.name for table in TABLES), *_VIEWS):
                client.execute(f"SELECT count(*) FROM {name}").fetchall()  # noqa: S608  # a name of our own
            run_id = client.execute("SELECT getvariable('communique_run_id')").fetchone()
        except (duckdb.Error, OSError) as error:
            return [f"init.sql: {error}"]
    return [] if run_id == (current_run(output),) else [f"init.sql opens {run_id}"]


def remains(output: Path, temporary: Path) -> list[str]:
    """Return what lies about where no run works: in the output folder, in the folder for temporary files."""
    found = [path.name for path in output.iterdir() if path.name not in _AT_REST]
    found += [path.name for path in temporary.iterdir()]
    status = read_status(output)
    if status is None or status.outcome not in {Attempt.PUBLISHED, Attempt.NOTHING_NEW}:
        found.append(f"status {status}")
    elif status.run_id != current_run(output):
        found.append(f"status of {status.run_id}, but {current_run(output)} is published")
    if len(run_ids(output)) > 5:
        found.append(f"{len(run_ids(output))} runs")
    return found


def _files(output: Path, run_id: str) -> set[str]:
    return {path.name for path in run_folder(output, run_id).iterdir()}


def _broken(output: Path, run_id: str) -> list[str]:
    folder, manifest = run_folder(output, run_id), read_manifest(output, run_id)
    counts = {table.name: count_rows(table_path(folder, table.name)) for table in TABLES}
    told = {name: manifest.counts[name] for name in counts}
    return [*problems(folder), *([] if counts == told else [f"holds {counts}, but says {told}"])]
