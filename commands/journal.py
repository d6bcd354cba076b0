"""What a run or a watch says on standard error: lines for people, or one JSON object a line for programs."""

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NoReturn

import typer

from commands.terminal import EXIT_FAILED, err, in_line, plain


class LogFormat(StrEnum):
    """How a journal is written."""

    TEXT = "text"
    JSON = "json"


class Level(StrEnum):
    """How much an entry matters."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_ORDER = tuple(Level)
_COLOURS = {Level.WARNING: "yellow", Level.ERROR: "red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Where a command says what it does.

    Attributes:
        form: Text, or JSON objects with `ts` (UTC), `level`, `event`, `message` and fields that depend on the event.
        least: What matters less than this is not said.
        dated: That lines of text begin with the time of day, as those of a command that never ends should.
    """

    form: LogFormat = LogFormat.TEXT
    least: Level = Level.INFO
    dated: bool = False

    def says(self, level: Level) -> bool:
        """Return whether an entry of that level is written."""
        return _ORDER.index(level) >= _ORDER.index(self.least)

    def say(
        self, level: Level, event: str, message: str, *, label: str = "", hint: str | None = None, **fields: object
    ) -> None:
        """Write an entry.

        Args:
            level: How much it matters.
            event: What happened, in a word for programs.
            message: The same in a line for people; signs that steer terminals are written out.
            label: What stands coloured before a line of text.
            hint: What the user can do about it.
            fields: What programs may want to know, as JSON has it.
        """
        if not self.says(level):
            return
        now = datetime.now(UTC)
        if self.form is LogFormat.JSON:
            stamp = now.isoformat(timespec="milliseconds")
            entry = {"ts": stamp, "level": level.value, "event": event, "message": plain(message)}
            _write(entry | ({"hint": hint} if hint else {}) | fields)
            return
        console = err()
        stamp = f"[dim]{now.astimezone():%Y-%m-%d %H:%M:%S}[/dim] " if self.dated else ""
        colour = _COLOURS.get(level, "bold")
        console.print(f"{stamp}{f'[{colour}]{label}:[/{colour}] ' if label else ''}{in_line(message)}")
        if hint:
            console.print(f"{stamp}[dim]hint:[/dim] {in_line(hint)}")

    def fail(
        self, event: str, reason: str, hint: str | None = None, code: int = EXIT_FAILED, **fields: object
    ) -> NoReturn:
        """Say what went wrong and what to do about it, and end.

        Raises:
            Exit: Always, with the code.
        """
        self.say(Level.ERROR, event, reason, label="error", hint=hint, exit_code=code, **fields)
        raise typer.Exit(code)


def _write(entry: dict[str, object]) -> None:
    """Write one line; it is lost where the reader of standard error has gone, and the work goes on."""
    try:
        sys.stderr.write(json.dumps(entry, ensure_ascii=True, default=str) + "\n")
        sys.stderr.flush()
    except BrokenPipeError:
        err().on_broken_pipe()
