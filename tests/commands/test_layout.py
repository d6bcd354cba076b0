import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from commands.layout import lay_out

_HEADS = ("event_id", "date", "name", "posts")
_ROWS = (
    ("ev_dfa5b4da807728a5", "2031-05", "Ingrid Halvorsen – Łukasz Wójcik, Lima, 20 Mar 2031", "12"),
    ("ev_2ec277a0e7ebe433", "", "gala dinner", "1"),
)
_NUMERIC = (False, False, False, True)

tables = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(st.text("a é漢,…", max_size=60), min_size=width, max_size=width), min_size=1)
)


def test_a_pipe_gets_whole_lines() -> None:
    shown = lay_out(_HEADS, _ROWS, _NUMERIC, None)
    assert (shown.head, *shown.lines) == (
        "event_id             date     name                                                 posts",
        "ev_dfa5b4da807728a5  2031-05  Ingrid Halvorsen – Łukasz Wójcik, Lima, 20 Mar 2031     12",
        "ev_2ec277a0e7ebe433           gala dinner                                              1",
    )
    assert (shown.hidden, shown.is_cut) == ((), False)


@pytest.mark.parametrize(
    ("room", "line", "hidden", "is_cut"),
    [
        (88, "ev_dfa5b4da807728a5  2031-05  Ingrid Halvorsen – Łukasz Wójcik, Lima, 20 Mar 2031     12", (), False),
        (80, "ev_dfa5b4da807728a5  2031-05  Ingrid Halvorsen – Łukasz Wójcik, Lima, 20…     12", (), True),
        (71, "ev_dfa5b4da807728a5  2031-05  Ingrid Halvorsen – Łukasz Wójcik…      12", (), True),
        (60, "ev_dfa5b4da807728a5  2031-05  Ingrid Halvorsen – Łukasz Wój…", ("posts",), True),
        (50, "ev_dfa5b4da807728a5  2031-05", ("name", "posts"), False),
        (10, "ev_dfa5b4da807728a5", ("date", "name", "posts"), False),
    ],
)
def test_a_narrow_terminal_cuts_long_texts_and_hides_the_last_columns(
    room: int, line: str, hidden: tuple[str, ...], is_cut: bool
) -> None:
    shown = lay_out(_HEADS, _ROWS, _NUMERIC, room)
    assert (shown.lines[0], shown.hidden, shown.is_cut) == (line, hidden, is_cut)


@given(tables, st.integers(24, 200))
def test_no_line_is_longer_than_the_terminal_and_what_is_left_out_is_said(rows: list[list[str]], room: int) -> None:
    heads = [f"c{place}" for place in range(len(rows[0]))]
    shown = lay_out(heads, rows, [False] * len(heads), room)
    assert all(cell_len(line) <= room for line in (shown.head, *shown.lines))
    assert shown.head.split() + list(shown.hidden) == heads
    whole = lay_out(heads, rows, [False] * len(heads), None)
    assert shown == whole or shown.hidden or shown.is_cut


def _in_a_terminal(columns: int, *arguments: str) -> str:
    """Return what the program writes to a terminal of that width."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, columns))
    program = [sys.executable, "-c", "from cli import main; main()", *arguments]
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}
    environment.pop("COLUMNS", None)
    with subprocess.Popen(program, stdout=theirs, stderr=theirs, stdin=theirs, env=environment):
        os.close(theirs)
        return "".join(_read(ours)).replace("\r\n", "\n")


def _read(terminal: int) -> list[str]:
    read: list[bytes] = []
    try:
        while piece := os.read(terminal, 1 << 16):
            read.append(piece)
    except OSError:  # the other end is closed
        os.close(terminal)
    return [b"".join(read).decode()]


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("command", [["events"], ["timeline", "Halvorsen"], ["sql", "FROM overview"]])
def test_in_a_terminal_ids_days_and_kinds_are_whole_and_the_rest_is_accounted_for(
    harboured: Path, command: list[str], columns: int
) -> None:
    head, *lines = _in_a_terminal(columns, *command, "--output", str(harboured)).splitlines()
    assert all(cell_len(line) <= columns for line in (head, *lines))
    assert head.split()[0] == "event_id"
    (talks,) = [line for line in lines if line.startswith("ev_talks1")]
    assert "2031-03-03" in talks
    assert "bilateral_meeting" in talks
    if "no room for" not in "\n".join(lines):
        assert {"name", "status"} <= set(head.split())
