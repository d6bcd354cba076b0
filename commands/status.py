"""`communique status`: how the published run stands, for people and for monitoring."""

import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from commands.durations import duration, told
from commands.formats import AnyFormat, Format, print_rows, to_json
from commands.outcomes import describe_reject
from commands.switches import OUTPUT
from commands.terminal import EXIT_FAILED, OutputFolder, ends_quietly, fail
from transforms.counts import counted
from transforms.languages import unread

if TYPE_CHECKING:
    from pipelines.standing import Standing

MaxAge = Annotated[
    timedelta | None,
    typer.Option(
        parser=duration, metavar="TIME", help="Exit with 1 where no run ended well for longer: 30s, 15m, 2h or 1d."
    ),
]


@ends_quietly
def status(
    max_age: MaxAge = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for monitoring.")] = False,
    form: AnyFormat = Format.TABLE,
    output: OutputFolder = OUTPUT,
) -> None:
    """Say what is published, how the last run ended and whether one runs now; exit 1 where something is wrong.

    Example: communique status --max-age 2h
    """
    from pipelines.standing import look, problems  # noqa: PLC0415  # --help answers without it

    now = datetime.now(UTC)
    try:
        standing = look(output)
    except OSError as error:
        fail(f"{output} cannot be read: {error.strerror or error}", "name the output folder of a run")
    wrong = list(problems(standing, now, max_age))
    if as_json:
        sys.stdout.write(to_json(_record(standing, wrong, now, max_age), indent=2) + "\n")
    else:
        print_rows(("what", "found"), _rows(standing, wrong, now), form, wraps=True)
    if wrong:
        raise typer.Exit(EXIT_FAILED)


def _record(standing: "Standing", wrong: list[str], now: datetime, max_age: timedelta | None) -> dict[str, object]:
    """Return what monitoring reads; the names of the keys stay."""
    attempt, published, holder = standing.attempt, standing.published, standing.holder
    return {
        "ok": not wrong,
        "problems": wrong,
        "rejects": [asdict(reject) for reject in standing.rejects],
        "state": standing.state,
        "running": {"pid": holder.pid, "since": holder.since} if holder else None,
        "succeeded_at": _iso(standing.succeeded_at),
        "succeeded_age_seconds": _age(standing.succeeded_at, now),
        "max_age_seconds": max_age.total_seconds() if max_age else None,
        "published": {
            "run_id": published.run_id,
            "created_at": published.created_at,
            "age_seconds": _age(_moment(published.created_at), now),
            "counts": dict(published.counts),
            "languages": dict(published.languages),
        }
        if published
        else None,
        "attempt": {
            "run_id": attempt.run_id,
            "started_at": attempt.started_at,
            "finished_at": attempt.finished_at,
            "counts": dict(attempt.counts),
            "timings": dict(attempt.timings),
            "metrics": dict(attempt.metrics),
            "error": attempt.error,
            "hint": attempt.hint,
        }
        if attempt
        else None,
    }


def _rows(standing: "Standing", wrong: list[str], now: datetime) -> list[tuple[str, str]]:
    failed = standing.attempt.hint if standing.attempt and standing.state == "failed" else None
    hints = dict.fromkeys(filter(None, (standing.hint, failed)))
    said = {"rejected": map(describe_reject, standing.rejects), "problem": wrong, "hint": hints}
    return [*_lines(standing, now), *((what, each) for what, found in said.items() for each in found)]


def _lines(standing: "Standing", now: datetime) -> list[tuple[str, str]]:
    from transforms.storage.wholeness import shown  # noqa: PLC0415  # --help answers without it

    attempt, published, holder = standing.attempt, standing.published, standing.holder
    lines = [("published", f"run {shown(standing.run_id)}, which cannot be read" if standing.run_id else "nothing")]
    if published:
        counts = ", ".join(counted(published.counts.get(f"{noun}s", 0), noun) for noun in ("post", "mention", "event"))
        rejected = published.counts.get("rejects", 0)
        made = _ago(_moment(published.created_at), now)
        lines = [
            ("published", f"run {published.run_id}, {made}"),
            ("holds", f"{counts}, {rejected:,} rejected" if rejected else counts),
        ]
        lines.extend(("not read", sentence) for sentence in unread(published.languages))
        if defects := published.counts.get("defects"):
            lines.append(("defects", f"{counted(defects, 'reject')} by a fault of this program; see the table rejects"))
    if attempt:
        when = _ago(_moment(attempt.finished_at or attempt.started_at), now)
        lines.append(("last run", f"{standing.state.replace('_', ' ')}, {when}"))
    if standing.succeeded_at:
        lines.append(("ended well", _ago(standing.succeeded_at, now)))
    since = f", since {holder.since}" if holder and holder.since else ""
    lines.append(("running now", f"process {holder.pid or 'unknown'}{since}" if holder else "no"))
    return lines


def _ago(when: datetime | None, now: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M:%S} UTC, {told(now - when)} ago" if when else "nobody knows when"


def _age(when: datetime | None, now: datetime) -> float | None:
    return round((now - when).total_seconds(), 1) if when else None


def _iso(when: datetime | None) -> str | None:
    return when.isoformat(timespec="seconds") if when else None


def _moment(text: str | None) -> datetime | None:
    from pipelines.standing import moment  # noqa: PLC0415  # --help answers without it

    return moment(text)
