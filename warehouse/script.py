"""The script that opens the published run: the same text for the DuckDB shell and for the Python client."""

from importlib.resources import files
from itertools import groupby
from pathlib import Path

from transforms.gazetteer.countries import Country, countries
from transforms.storage.runs import TABLE_NAMES

_HEADER = """\
-- Communiqué: opens the published run in DuckDB. From any folder: duckdb -init <this file>
-- -init takes the place of your own start file, ~/.duckdbrc; to have both, write `.read <this file>` into that one.
-- A new run does not change an open session; read this file again to see it.
SET TimeZone = 'UTC';
"""

# The run is pinned by variables: its folder never changes, so a session never mixes two runs. Folder names may hold
# signs that a pattern of files reads as wildcards; a file that is not there has no rows.
_PIN = r"""SET VARIABLE communique_root = coalesce(getvariable('communique_folder'), {root});
SET VARIABLE communique_pattern = regexp_replace(getvariable('communique_root'), '([\[*?])', '[\1]', 'g');
-- A shell does not tell a script where the script stands. The folder named here is the one in which this file was
-- written if the init.sql there is of the same run. Otherwise the folder was copied or moved: any folder near that
-- holds the run gives the same answers, since a run has an id of its own and never changes; the nearest is taken.
SET VARIABLE communique_stands = getvariable('communique_folder') IS NOT NULL OR EXISTS (
    FROM read_text(getvariable('communique_pattern') || '/init.sql') WHERE contains(content, {run_id})
);
RESET VARIABLE communique_folder;
SET VARIABLE communique_found = (
    SELECT file FROM glob(CASE WHEN getvariable('communique_stands') THEN [] ELSE list_transform(
        ['.', '*', '*/*', '..', '../*', getvariable('communique_pattern'),
            parse_dirpath(getvariable('communique_pattern')) || '/*'],
        lambda near: near || '/runs/' || {run_id} || '/*'
    ) END) ORDER BY length(file), file LIMIT 1
);
SET VARIABLE communique_root = CASE WHEN getvariable('communique_stands') THEN getvariable('communique_root')
    WHEN getvariable('communique_found') IS NOT NULL
    THEN coalesce(nullif(regexp_replace(getvariable('communique_found'), '/?runs/[^/]*/[^/]*$', ''), ''), '.')
    ELSE error(
        'run ' || {run_id} || ' is not in ' || getvariable('communique_root') || ' any more: this folder was moved, or '
        'copied and the original gone. Run: communique shell --output FOLDER; or go to the folder and run: '
        'duckdb -init init.sql. The next communique run there writes init.sql anew.'
    ) END;
SET VARIABLE communique_pattern = regexp_replace(getvariable('communique_root'), '([\[*?])', '[\1]', 'g');
SET VARIABLE communique_run_id = CASE WHEN getvariable('communique_stands') THEN coalesce((
    SELECT trim(content, chr(10) || chr(13) || ' ') FROM read_text(getvariable('communique_pattern') || '/CURRENT')
), error('nothing is published in ' || getvariable('communique_root'))) ELSE {run_id} END;
"""


def init_script(output: Path, run_id: str) -> str:
    """Return the text of `init.sql` for the output folder, which may have any name.

    The script reads CURRENT when it runs, not when it is written. It holds SQL alone, no commands of the shell. Whoever
    sets the variable `communique_folder` before it says which folder to open. Otherwise it is that for which the script
    was written; once that was moved, or went on while this is a copy, the run that was published then is opened,
    wherever near it is found, and no other.

    Args:
        output: The folder.
        run_id: The run that is published there when the script is written.

    Raises:
        ValueError: The name of the folder is no Unicode text, so that no script can hold it.
    """
    root = str(output.absolute())
    try:
        root.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"the name of the output folder is not UTF-8: {root!r}") from error
    pins = "".join(_pin_table(table) for table in TABLE_NAMES)
    tables = "".join(_view_files(table) for table in TABLE_NAMES)
    return (
        f"{_HEADER}{_PIN.format(root=literal(root), run_id=literal(run_id))}{pins}\n{tables}\n"
        f"{questions()}\n{comments()}"
    )


def questions() -> str:
    """Return the statements that make views and macros on top of the tables."""
    return "\n".join((_read("views.sql"), _country_names(), _read("macros.sql")))


def comments() -> str:
    """Return the statements that say of every view and column what it shows."""
    return _read("comments.sql")


def literal(words: str) -> str:
    """Return the words as a SQL expression on one line, whatever signs they hold."""
    parts = ["".join(run) for _, run in groupby(words, key=str.isprintable)]
    return " || ".join(_part(part) for part in parts) or "''"


def _part(words: str) -> str:
    if words.isprintable():
        return "'" + words.replace("'", "''") + "'"
    return " || ".join(f"chr({ord(letter)})" for letter in words)


def _country_names() -> str:
    lines = ",\n".join(
        f"    ({literal(country.code)}, {literal(';'.join(_names(country)))})" for country in countries().values()
    )
    return f"CREATE OR REPLACE VIEW country_list AS FROM (VALUES\n{lines}\n) AS listed(code, names);\n"


def _names(country: Country) -> tuple[str, ...]:
    spelled = (name.strip("~*^") for name in (country.name, *country.names, *country.demonyms))
    return country.alpha2, country.code, *spelled


def _pin_table(table: str) -> str:
    file = f"getvariable('communique_pattern') || '/runs/' || getvariable('communique_run_id') || '/{table}.parquet'"
    inside = f"CASE WHEN EXISTS (FROM glob({file} || '/*.parquet')) THEN '/*.parquet' ELSE '' END"
    return f"SET VARIABLE communique_{table} = {file} || {inside};\n"


def _view_files(table: str) -> str:
    source = f"read_parquet(getvariable('communique_{table}'), hive_partitioning = false)"
    return f"CREATE OR REPLACE VIEW {table} AS FROM {source};\n"


def _read(name: str) -> str:
    return (files("warehouse") / name).read_text(encoding="utf-8")
