"""`communique alerts`: what became of the events that a user wants to hear of, each change told once."""

import shlex
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from commands.asking import answering, published
from commands.formats import AnyFormat, Format, print_rows
from commands.paths import path
from commands.terminal import EXIT_LOCKED, EXIT_USAGE, OutputFolder, ends_quietly, err, fail
from transforms.counts import counted

if TYPE_CHECKING:
    from warehouse.alerting.ledger import Alert

_COLUMNS = ("rule", "change", "date_start", "name", "source", "told_on", "event_id")
_WHOLE = (
    "id", "rule", "change", "before", "event_id", "name", "kind", "status", "date_start", "date_end", "city", "country",
    "told_on", "source", "url", "run_id",
)  # fmt: skip


@ends_quietly
def alerts(
    rules: Annotated[Path, typer.Argument(parser=path, metavar="<path>", help="A TOML file of rules.")],
    command: Annotated[
        str | None,
        typer.Option("--exec", help="A command that gets the new alerts on standard input, one object of JSON a line."),
    ] = None,
    form: AnyFormat = Format.TABLE,
    output: OutputFolder = Path("output"),
) -> None:
    """Tell what became of events since the last call, by the rules of a file; each change is told once.

    Everything told stands in alerts.jsonl and alerts.atom of the output folder.

    Example: communique alerts rules.toml --exec "mail -s Communiqué desk@example.org"
    """
    from pipelines.lock import LockedError, locked  # noqa: PLC0415  # --help answers without it

    try:
        with answering(), locked(output, datetime.now(UTC)):
            new = _tell(rules, command, output)
    except FileNotFoundError:
        fail(f"nothing is published in {output}", f"publish a run first: communique run seeds --output {output}")
    except LockedError as error:
        fail(str(error), "call it again when the run has ended", EXIT_LOCKED)
    columns = _WHOLE if form is not Format.TABLE else _COLUMNS
    print_rows(columns, ([getattr(alert, column) for column in columns] for alert in new), form)
    if not new:
        err().print("nothing new")


def _tell(rules: Path, command: str | None, output: Path) -> Sequence["Alert"]:
    """Return the new alerts, once they are handed to the command and written down."""
    from transforms.storage.runs import replace_text  # noqa: PLC0415  # as above
    from warehouse.alerting.changes import find_alerts  # noqa: PLC0415  # as above
    from warehouse.alerting.feed import atom  # noqa: PLC0415  # as above
    from warehouse.alerting.ledger import read_ledger, write_ledger  # noqa: PLC0415  # as above
    from warehouse.alerting.rules import read_rules  # noqa: PLC0415  # as above
    from warehouse.connection import run_asked  # noqa: PLC0415  # as above

    wanted = read_rules(rules)
    with published(output) as connection:
        ledger = read_ledger(output, run_asked(connection))
        new = find_alerts(connection, wanted, ledger)
    if new and command:
        _hand_over(new, command)
    ledger = msgspec.structs.replace(ledger, alerts=(*ledger.alerts, *new))
    write_ledger(output, ledger)
    replace_text(output / "alerts.atom", atom(ledger.alerts))
    return new


def _hand_over(new: Sequence["Alert"], command: str) -> None:
    """Give alerts to the command of the user; where it fails they are not told, and come again."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        fail(f"--exec is no command: {error}", None, EXIT_USAGE)
    if not words:
        fail("--exec is empty", None, EXIT_USAGE)
    lines = b"".join(msgspec.json.encode(alert) + b"\n" for alert in new)
    try:
        ended = subprocess.run(words, input=lines, check=False)  # noqa: S603  # the user's own command, without a shell
    except OSError as error:
        fail(f"{words[0]} cannot be started: {error.strerror}", "the alerts come again with the next call")
    if ended.returncode:
        said = f"{words[0]} ended with {ended.returncode}; {counted(len(new), 'alert')} not told"
        fail(said, "they come again with the next call")
