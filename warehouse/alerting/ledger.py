"""What was told already: a line of JSON for each alert, in the output folder."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from transforms.regular import read_regular
from transforms.storage.runs import replace_text
from warehouse.errors import NotPublishedError

NAME = "alerts.jsonl"
_LARGEST = 1 << 30  # bytes


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """A change of an event that a rule asks for; `id` is the same whenever it is found."""

    id: str
    rule: str
    change: str
    before: str | None
    event_id: str
    name: str | None
    kind: str
    status: str
    date_start: date | None
    date_end: date | None
    city: str | None
    country: str | None
    told_on: date | None
    source: str | None
    url: str | None
    run_id: str


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """All that was told: what runs before `since` changed is never told."""

    since: str
    alerts: tuple[Alert, ...] = ()


class _Since(msgspec.Struct, frozen=True):
    since: str


def read_ledger(output: Path, run_id: str) -> Ledger:
    """Return what was told of an output folder; where nothing ever was, telling begins with the run that is named.

    Raises:
        NotPublishedError: The file is not one that `write_ledger` wrote.
    """
    path = output / NAME
    try:
        first, *others = read_regular(path, _LARGEST).splitlines()
        since = msgspec.json.decode(first, type=_Since).since
        return Ledger(since=since, alerts=tuple(msgspec.json.decode(line, type=Alert) for line in others))
    except FileNotFoundError:
        return Ledger(since=run_id)
    except (OSError, ValueError) as error:
        raise NotPublishedError(f"{path} cannot be read: {error}", "move it away; telling then begins anew") from error


def write_ledger(output: Path, ledger: Ledger) -> None:
    """Replace the file as a whole: a crash leaves the old one or the new one."""
    lines: Iterable[msgspec.Struct] = (_Since(ledger.since), *ledger.alerts)
    replace_text(output / NAME, "".join(msgspec.json.encode(line).decode() + "\n" for line in lines))
