"""Talking to the terminal: two consoles, hostile text made harmless, and the ways a command ends."""

import errno
import os
import sys
import unicodedata
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, NoReturn, ParamSpec, TextIO

import typer
from rich.console import Console
from rich.markup import escape

from commands.paths import path

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_REJECTS = 3
EXIT_LOCKED = 4
EXIT_INTERRUPTED = 130

_PIPE_WIDTH = 10_000
# What writing can meet; an error of a file that is opened or read names the file.
_UNWRITTEN = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
# Line and tab, and the two joiners, without which emoji and Persian words fall apart.
_KEPT = frozenset("\n\t\u200c\u200d")

Args = ParamSpec("Args")


OutputFolder = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        help="Folder in which runs are published.",
        envvar="COMMUNIQUE_OUTPUT",
        show_default=True,
        parser=path,
        metavar="<path>",
    ),
]


def out() -> Console:
    """Return the console for data: standard output, whole lines where it is not a terminal."""
    return _console(sys.stdout.isatty(), stderr=False)


def err() -> Console:
    """Return the console for progress, hints and errors: standard error."""
    return _console(sys.stderr.isatty(), stderr=True)


class _Console(Console):
    """A console that falls silent where the reader of standard error has gone; the work goes on."""

    def on_broken_pipe(self) -> None:
        if not self.stderr:
            super().on_broken_pipe()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _console(terminal: bool, *, stderr: bool) -> Console:
    bare = bool(os.environ.get("NO_COLOR"))
    return _Console(
        stderr=stderr,
        width=None if terminal else _PIPE_WIDTH,
        highlight=False,
        force_terminal=terminal,  # whatever FORCE_COLOR says: a pipe gets no colours
        soft_wrap=not terminal,
        no_color=bare or None,
        # Without it rich leaves out the colours alone, and bold letters are escape codes too.
        color_system=None if bare else "auto",
    )


def visible(text: str) -> str:
    """Return a text with every sign that could steer a terminal written out, and markup taken literally."""
    return escape(plain(text))


def in_line(text: str) -> str:
    """Return a text as `visible` does, its ends of lines and tabs written out too."""
    return visible(text.replace("\n", "\\n").replace("\t", "\\t"))


def plain(text: str) -> str:
    """Return a text with every sign that could steer a terminal written out; markup is left as it is."""
    if text.isprintable():
        return text
    return "".join(_visible(sign) if is_hidden(sign) else sign for sign in text)


def is_hidden(sign: str) -> bool:
    """Say whether a sign has no shape of its own: controls, marks of direction, private use."""
    return sign not in _KEPT and unicodedata.category(sign) in _HIDDEN


def _visible(sign: str) -> str:
    if ord(sign) < 256:  # noqa: PLR2004  # one byte
        return f"\\x{ord(sign):02x}"
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"  # noqa: PLR2004  # two bytes


def fail(reason: str, hint: str | None = None, code: int = EXIT_FAILED) -> NoReturn:
    """Say in one line what went wrong, in another what to do about it, and end.

    Raises:
        Exit: Always, with the code.
    """
    console = err()
    console.print(f"[red]error:[/red] {in_line(reason)}")
    if hint:
        console.print(f"[dim]hint:[/dim] {in_line(hint)}")
    raise typer.Exit(code)


def ends_quietly(command: Callable[Args, None]) -> Callable[Args, None]:
    """Let a command end without a word when the reader of its output has gone, and with 130 on Ctrl-C.

    Where standard output cannot be written, as its disk is full, it ends with 1 and one line.
    """

    @wraps(command)
    def run(*args: Args.args, **kwargs: Args.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            _let_go(sys.stdout)
        except OSError as error:
            if error.errno not in _UNWRITTEN or error.filename is not None:
                raise
            _let_go(sys.stdout)
            fail(f"standard output cannot be written: {error.strerror}")
        except KeyboardInterrupt:
            raise typer.Exit(EXIT_INTERRUPTED) from None

    return run


def _let_go(stream: TextIO) -> None:
    """Send to nowhere what Python still wants to flush at exit, as it has nowhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
