"""The program in a process that has loaded everything: each order on its standard input is a run in a fork of it.

A run is the whole program from its command line on. An order may ask for a signal right before the nth change that it
makes in its output folder, for a disk on which nothing can be written from then on, and for a pipeline that repeats
what an earlier one wrote.
"""

import json
import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import cli
from pipelines import execute, plan
from pipelines.options import RunOptions
from pipelines.plan import Task
from tests.faults.order import Order
from transforms.coding.mentions import code_mention
from transforms.elements import Post
from transforms.errors import UnusableError
from transforms.formats.reading import read_file
from transforms.grammar.reader import load_reader
from transforms.storage import tally

_CHANGES = frozenset(("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"))
_REMOVALS = frozenset(("os.remove", "os.rmdir"))
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_NAMED_BY_CHANCE = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}|[0-9a-f]{32}")


class Changes:
    """The changes that a run makes in its output folder; Parquet files show when they are moved to their place."""

    def __init__(self, order: Order) -> None:
        self._root = order.output
        self._at, self._signal, self._error = order.at, order.signal, order.error
        self._log = os.open(f"{order.said}.changes", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self._count = 0

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """Count an event that changes the folder; what is reached through a descriptor is being removed."""
        if event == "open":
            path, _, flags = arguments
            if not isinstance(path, str | os.PathLike) or not (isinstance(flags, int) and flags & _WRITING):
                return
        elif event not in _CHANGES:
            return
        path = os.fspath(arguments[0]) if isinstance(arguments[0], str | os.PathLike) else ""
        if path.startswith("/") and not path.startswith(self._root):
            return
        self._count += 1
        if self._at is not None and self._error is None and self._count == self._at:
            os.kill(os.getpid(), self._signal)
        if self._at is not None and self._error is not None and self._count >= self._at and event not in _REMOVALS:
            raise OSError(self._error, os.strerror(self._error), path)
        name = _NAMED_BY_CHANCE.sub("*", path.removeprefix(self._root + "/"))
        os.write(self._log, f"{event} {name}\n".encode())


def _warm() -> None:
    """Load what every run loads, but start no thread: this process is forked."""
    posts = [found for found in read_file(sys.argv[1], None) if isinstance(found, Post)]
    for _, told in load_reader("none").read(posts):
        assert not isinstance(told, UnusableError)
        for mention in told:
            code_mention(mention)
    assert tally
    setattr(plan, "rules_of", _tested)  # noqa: B010  # the rules stay the same even while someone edits them


def _tested(_root: Path) -> str:
    return "tested"


def _replaying(folder: Path) -> Callable[[Task, RunOptions], dict[str, int]]:
    def execute(task: Task, _options: RunOptions) -> dict[str, int]:
        shutil.copytree(folder, task.staging, dirs_exist_ok=True, ignore=shutil.ignore_patterns("counters.json"))
        counters: dict[str, int] = json.loads((folder / "counters.json").read_text())
        return counters

    return execute


def _capturing(folder: Path) -> Callable[[Task, RunOptions], dict[str, int]]:
    true = execute.execute

    def run(task: Task, options: RunOptions) -> dict[str, int]:
        counters = true(task, options)
        shutil.copytree(task.staging, folder, ignore=shutil.ignore_patterns("shards"))
        (folder / "counters.json").write_text(json.dumps(counters))
        return counters

    return run


def _obey(order: Order) -> NoReturn:
    said = os.open(order.said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(said, stream)
    os.chdir(order.folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what was started in the background ignores it
    if order.replay:
        setattr(execute, "execute", _replaying(Path(order.replay)))  # noqa: B010  # mypy takes it for final
    elif order.capture:
        setattr(execute, "execute", _capturing(Path(order.capture)))  # noqa: B010  # as above
    sys.addaudithook(Changes(order).hook)
    code = 0
    try:
        cli.app(order.arguments)
    except SystemExit as ended:
        code = int(ended.code or 0)
    os._exit(code)  # nothing of the warm process is to be torn down


def main() -> None:
    """Fork for every order; say its exit code when it has ended."""
    _warm()
    say = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        order = Order(**json.loads(line))
        if not (pid := os.fork()):
            _obey(order)
        if order.after is not None:
            time.sleep(order.after)
            os.kill(pid, order.signal)  # where the run has ended, nobody has taken its id yet
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), file=say, flush=True)


if __name__ == "__main__":
    main()
