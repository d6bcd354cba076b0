"""`communique schedule`: ready text for cron or systemd; nothing is installed."""

import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from commands.durations import duration
from commands.paths import STDIN
from commands.switches import OUTPUT, SEEDS, Seeds
from commands.terminal import EXIT_USAGE, OutputFolder, ends_quietly, fail

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_HOUR, _DAY = 60, 24 * 60
# The time after which a file that was copied bit by bit is whole.
_SETTLE = "5s"


class Scheduler(StrEnum):
    """What starts the runs."""

    CRON = "cron"
    SYSTEMD = "systemd"


class Unit(StrEnum):
    """A unit of systemd: what runs, when it does, and on what change."""

    SERVICE = "service"
    TIMER = "timer"
    PATH = "path"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A run to be made again and again; all paths are absolute.

    Attributes:
        every: How often, or None where `at` says when.
        at: Times of day, as 06:30.
    """

    name: str
    program: Path
    seeds: tuple[Path, ...]
    output: Path
    every: timedelta | None
    at: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Return the command, word by word; absolute paths are never taken for options."""
        switches = ("--quiet", "--settle", _SETTLE, "--output", str(self.output))
        return (str(self.program), "run", *switches, *map(str, self.seeds))


@ends_quietly
def schedule(
    scheduler: Annotated[Scheduler, typer.Option("--print", help="What starts the runs: cron or systemd.")],
    seeds: Seeds = None,
    output: OutputFolder = OUTPUT,
    every: Annotated[
        timedelta | None,
        typer.Option(parser=duration, metavar="TIME", help="How often: 15m, 2h or 1d.", show_default="15m"),
    ] = None,
    at: Annotated[list[str] | None, typer.Option(metavar="HH:MM", help="A time of day instead; repeatable.")] = None,
    name: Annotated[str, typer.Option(help="Name of the job and of its units.")] = "communique",
    unit: Annotated[Unit | None, typer.Option(help="Only this unit of systemd: service, timer or path.")] = None,
) -> None:
    """Print a crontab line, or a service, a timer and a path unit, with absolute paths; nothing is installed.

    Example: communique schedule --print systemd seeds --output output --every 15m
    """
    job = _job(seeds, output, every, at, name)
    if scheduler is Scheduler.CRON and unit is not None:
        fail("cron knows no units", "leave --unit out", EXIT_USAGE)
    try:
        text = crontab(job) if scheduler is Scheduler.CRON else units(job, unit)
    except ValueError as error:
        fail(str(error), "see communique schedule --help", EXIT_USAGE)
    sys.stdout.write(text)


def _job(seeds: list[Path] | None, output: Path, every: timedelta | None, at: list[str] | None, name: str) -> Job:
    if every and at:
        fail("--every and --at contradict each other", "name one of them", EXIT_USAGE)
    if STDIN in (seeds or ()):
        fail("a scheduled run has no standard input", "name files or folders", EXIT_USAGE)
    wrong = next((time for time in at or () if not _CLOCK.fullmatch(time)), None)
    if wrong is not None:
        fail(f"{wrong!r} is no time of day", "write 06:30", EXIT_USAGE)
    if not _NAME.fullmatch(name):
        fail(f"{name!r} is no name for a job", "letters, digits, dashes, dots and underscores will do", EXIT_USAGE)
    return Job(
        name=name,
        program=find_program(),
        seeds=tuple(seed.absolute() for seed in seeds or [SEEDS]),
        output=output.absolute(),
        every=None if at else every or timedelta(minutes=15),
        at=tuple(sorted(set(at or ()))),
    )


def find_program() -> Path:
    """Return this program: as it was called, else beside this interpreter, else on the PATH.

    Raises:
        Exit: It is nowhere.
    """
    called, beside = Path(sys.argv[0]).absolute(), Path(sys.executable).with_name("communique")
    if called.name == "communique" and called.is_file():
        return called
    found = beside if beside.is_file() else shutil.which("communique")
    if found is None:
        fail("the program communique is not on the PATH", "install it, or call it by its path")
    return Path(found).absolute()


def crontab(job: Job) -> str:
    """Return lines for a crontab.

    Raises:
        ValueError: Cron cannot say that, or a path has a line end in it.
    """
    # Cron takes an unquoted % for the end of the line, in quotes too.
    command = " ".join(shlex.quote(_line(word)) for word in job.words).replace("%", r"\%")
    times = [f"{int(time[3:])} {int(time[:2])} * * *" for time in job.at] if job.at else [_cron_time(job.every)]
    head = (
        f"# {job.name}: paste with crontab -e. A run locks its output, so that two never work at once.\n"
        "# Only rejects and errors are printed, and cron mails them; communique status tells how things stand.\n"
    )
    return head + "".join(f"{time} {command}\n" for time in times)


def _cron_time(every: timedelta | None) -> str:
    minutes, seconds = divmod(int(every.total_seconds()) if every else 0, 60)
    if not seconds and 0 < minutes < _HOUR and _HOUR % minutes == 0:
        return f"*/{minutes} * * * *"
    hours, odd = divmod(minutes, _HOUR)
    if not seconds and not odd and 0 < hours < 24 and 24 % hours == 0:  # noqa: PLR2004  # hours of a day
        return f"0 */{hours} * * *"
    if not seconds and minutes == _DAY:
        return "0 0 * * *"
    raise ValueError(
        "cron takes whole minutes that divide an hour, whole hours that divide a day, or 1d; "
        "systemd and communique watch take any time"
    )


def units(job: Job, only: Unit | None) -> str:
    """Return the units of systemd, each under its name, or one of them alone.

    Raises:
        ValueError: A path has a line end in it, or what else a unit cannot hold.
    """
    made = {Unit.SERVICE: _service(job), Unit.TIMER: _timer(job), Unit.PATH: _path(job)}
    if only is not None:
        return made[only]
    return _how(job) + "".join(f"\n# ---- {job.name}.{unit.value} ----\n{text}" for unit, text in made.items())


def _how(job: Job) -> str:
    timer, path = f"{job.name}.timer", f"{job.name}.path"
    return (
        "# Three units; save each with --unit. For the whole machine: /etc/systemd/system, and no --user.\n"
        f"#   communique schedule … --unit timer > ~/.config/systemd/user/{timer}\n"
        f"#   systemctl --user daemon-reload && systemctl --user enable --now {timer} {path}\n"
        "#   loginctl enable-linger    # so that runs go on while you are logged out\n"
    )


def _service(job: Job) -> str:
    program, *others = job.words
    # Systemd puts no variable into the name of a program, so a $ there stands for itself.
    command = " ".join([_word(program).replace("$$", "$"), *map(_word, others)])
    return (
        "[Unit]\n"
        f"Description=Communique: a run of {job.name}\n\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"ExecStart={command}\n"
        "# 4: another run works there. A request to stop lets the run tidy up.\n"
        "SuccessExitStatus=4 130\n"
        "KillMode=mixed\n"
        "TimeoutStopSec=60\n"
        "Nice=10\n"
    )


def _timer(job: Job) -> str:
    if job.at:
        times = "".join(f"OnCalendar=*-*-* {time}:00\n" for time in job.at) + "Persistent=true\n"
    else:
        seconds = int(job.every.total_seconds()) if job.every else 0
        times = f"OnBootSec=1min\nOnUnitInactiveSec={seconds}s\nAccuracySec={max(1, min(60, seconds // 10))}s\n"
    return (
        "[Unit]\n"
        f"Description=Communique: when {job.name} runs\n\n"
        f"[Timer]\n{times}Unit={job.name}.service\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def _path(job: Job) -> str:
    watched = "".join(f"PathChanged={_place(seed)}\n" for seed in job.seeds)
    return (
        "[Unit]\n"
        f"Description=Communique: {job.name} runs when files arrive\n\n"
        "# Folders below are not looked into; what arrives there waits for the timer.\n"
        f"[Path]\n{watched}Unit={job.name}.service\n\n"
        "[Install]\nWantedBy=paths.target\n"
    )


def _word(word: str) -> str:
    """Return a word of ExecStart: % and $ doubled, in quotes where it must be."""
    plain = _line(word).replace("%", "%%").replace("$", "$$")
    if re.fullmatch(r"[\w@%+=:,./$-]+", plain, re.ASCII):
        return plain
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _place(path: Path) -> str:
    """Return a path as a setting of its own, which systemd takes to the end of the line, without quotes."""
    text = _line(str(path))
    if text != text.strip() or text.endswith("\\"):
        raise ValueError(f"systemd cannot watch {text!r}: a space or backslash at its end")
    return text.replace("%", "%%")


def _line(word: str) -> str:
    if not all(sign.isprintable() or sign == " " for sign in word):
        raise ValueError(f"{word!r} has signs in it that no line can hold")
    return word
