import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from commands.journal import Journal
from commands.outcomes import tell_rejects
from pipelines.lock import LockedError
from pipelines.options import RunOptions
from pipelines.outcome import Outcome, Phase, Progress, RunFailedError, RunSummary
from transforms.elements import Reject
from transforms.formats.options import ReadOptions
from transforms.reports import FileReport
from transforms.storage.runs import InitScript
from warehouse.script import init_script

Launch = Callable[..., RunSummary]
Run = Callable[..., Result]

_BAD = Reject("bad.jsonl", "line 3", "read", "no JSON: \x1b[31mExpecting value", "x")
_PUBLISHED = RunSummary(
    outcome=Outcome.PUBLISHED,
    run_id="r2",
    posts=1200,
    mentions=1500,
    events=900,
    new_events=10,
    updated_events=2,
    rejected=1,
    rejects=(_BAD,),
    seconds=2.0,
    posts_per_second=600.0,
)
_IDLE = RunSummary(outcome=Outcome.NOTHING_NEW, run_id="r1", posts=3, mentions=4, events=2)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Call `communique run` with something in the place of the pipeline."""

    def called(launch: Launch, *arguments: str) -> Result:
        monkeypatch.setattr("pipelines.launch.launch", launch)
        return CliRunner().invoke(app, ["run", "--output", str(tmp_path / "out"), *arguments])

    return called


def _published(_options: RunOptions, report: Callable[[Progress], None], _script: str) -> RunSummary:
    report(Progress(Phase.PLANNING, 0, 0.0))
    report(Progress(Phase.RUNNING, 2, 0.1))
    report(Progress(Phase.RUNNING, 2, 1.1, 600, 600.0))
    report(Progress(Phase.RUNNING, 2, 1.6, 900, 600.0))
    report(Progress(Phase.RUNNING, 2, 12.0, 9000, 700.0))
    report(Progress(Phase.PUBLISHING, 2, 2.0))
    return _PUBLISHED


def _raising(error: BaseException) -> Launch:
    def launch(*_arguments: object) -> RunSummary:
        raise error

    return launch


def test_each_file_is_told_in_a_line(run: Run) -> None:
    days = (date(2024, 3, 2), date(2024, 3, 4))
    files = (
        FileReport(file="a.jsonl", format="jsonl", why="it is named as JSON Lines", posts=1, languages={"en": 1}),
        FileReport(
            file="b.txt",
            format="dump",
            why="plain text",
            posts=1300,
            rejected=2,
            first_day=days[0],
            last_day=days[1],
            languages={"ru": 1200, "en": 100},
            notices=("posts are hard to tell apart",),
        ),
        FileReport(file="c.pdf", format=None, why="this is a PDF", rejected=1, languages={}),
    )
    told = run(lambda *_: replace(_PUBLISHED, files=files)).stderr.splitlines()
    assert [line for line in told if line.startswith(("a", "b", "c", "note"))][-4:] == [
        "a.jsonl: jsonl (it is named as JSON Lines), 1 post, English",
        "b.txt: dump (plain text), 1,300 posts, 2024-03-02 to 2024-03-04, 1,200 in Russian, 100 in English, 2 rejected",
        "c.pdf: not read, this is a PDF",
        "note: b.txt: posts are hard to tell apart",
    ]
    many = run(lambda *_: replace(_PUBLISHED, files=files[:1] * 25)).stderr
    assert "and 5 files more; communique check tells of all" in many


def test_posts_in_other_languages_are_counted(run: Run) -> None:
    languages = {"en": 1187, "ru": 12, "fa": 1}
    told = run(lambda *_: replace(_PUBLISHED, languages=languages)).stderr.splitlines()
    assert told[-3:-1] == [
        "12 posts in Russian were not read: texts must be English",
        "1 post in Persian was not read: texts must be English",
    ]
    assert "; 12 posts in Russian were not read" in run(lambda *_: replace(_IDLE, languages={"ru": 12})).stderr


def test_a_run_tells_its_phases_rejects_and_sums_on_stderr(run: Run) -> None:
    called = run(_published)
    assert (called.exit_code, called.stdout) == (0, "")
    assert called.stderr == (
        "planning\n"
        "running 2 files\n"
        "running 2 files, 600 posts, 600.0 posts/s\n"
        "running 2 files, 9,000 posts, 700.0 posts/s\n"
        "publishing 2 files\n"
        "rejected: bad.jsonl, line 3: no JSON: \\x1b[31mExpecting value"
        " (a post is an object with at least `text`; --map text=KEY names another key)\n"
        "1,200 posts → 1,500 mentions → 900 events (10 new, 2 updated, 1 rejected)\n"
        "published run r2 in 2.0 s, 600.0 posts/s\n"
    )


def test_what_was_taken_back_is_counted(run: Run) -> None:
    summary = replace(_PUBLISHED, counts={"posts_withdrawn": 3})
    assert "(10 new, 2 updated, 1 rejected, 3 posts withdrawn)" in run(lambda *_: summary).stderr


def test_rejects_are_a_failure_where_the_user_says_so(run: Run) -> None:
    assert run(_published, "--strict").exit_code == 3


def test_nothing_new_is_said_and_is_no_failure(run: Run) -> None:
    called = run(lambda *_: _IDLE, "--strict")
    assert (called.exit_code, called.stdout) == (0, "")
    assert called.stderr == "nothing new: 3 posts → 4 mentions → 2 events, run r1\n"


def test_the_options_and_the_script_reach_the_run(run: Run, tmp_path: Path) -> None:
    given: dict[str, Any] = {}

    def launch(options: RunOptions, _report: object, script: InitScript) -> RunSummary:
        given.update(options=options, script=script)
        return _IDLE

    called = run(launch, "a.txt", "b", "--as", "jsonl", "--model", "none", "--workers", "2", "--keep", "9", "--strict")
    assert called.exit_code == 0
    assert given["options"] == RunOptions(
        seeds=(Path("a.txt"), Path("b")),
        output=tmp_path / "out",
        reading=ReadOptions(form="jsonl"),
        model="none",
        workers=2,
        keep=9,
        strict=True,
    )
    assert given["script"]("run1") == init_script(tmp_path / "out", "run1")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as", "prose"], "prose"),
        (["--runner", "cart"], "runner must be one of direct, flink"),
        (["--workers", "0"], "--workers"),
        (["--workers", "65"], "at most, got 65"),
        (["--output", "\udcff"], "not UTF-8"),
    ],
)
def test_options_that_make_no_sense_are_refused(run: Run, arguments: list[str], said: str) -> None:
    called = run(_raising(AssertionError("no run may begin")), *arguments)
    assert (called.exit_code, called.stdout) == (2, "")
    assert said in called.stderr


def test_a_failed_run_says_why_and_what_to_do(run: Run) -> None:
    called = run(_raising(RunFailedError("no input could be used", "Name other files.", (_BAD,))))
    assert (called.exit_code, called.stdout) == (1, "")
    assert called.stderr.splitlines()[-2:] == ["error: no input could be used", "hint: Name other files."]
    assert called.stderr.startswith("rejected: bad.jsonl, line 3:")


def test_a_locked_folder_names_the_process_that_holds_it(run: Run) -> None:
    called = run(_raising(LockedError(Path("out"), 4711, "2031-03-05T08:00:00")))
    assert (called.exit_code, called.stdout) == (4, "")
    assert "process 4711" in called.stderr


def test_an_interrupted_run_ends_with_130(run: Run) -> None:
    called = run(_raising(KeyboardInterrupt()))
    assert called.exit_code == 130
    assert called.stderr == "error: interrupted; what was published before still is\n"


def test_many_rejects_end_in_a_count(capsys: pytest.CaptureFixture[str]) -> None:
    tell_rejects(Journal(), [Reject("a.txt", "", "read", "the file is empty")] * 2, 1234)
    assert capsys.readouterr().err == (
        "rejected: a.txt: the file is empty (remove the file, or fill it)\n" * 2
        + "and 1,232 more; see the table rejects\n"
    )


def test_names_of_files_neither_break_the_line_nor_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    tell_rejects(Journal(), [Reject("a\nb\x1b[31m[red]\u202e\t.txt", "", "read", "the file is empty")], 1)
    assert capsys.readouterr().err == (
        "rejected: a\\nb\\x1b[31m[red]\\u202e\\t.txt: the file is empty (remove the file, or fill it)\n"
    )


def test_what_is_refused_although_nothing_is_new_is_counted_by_itself(run: Run) -> None:
    called = run(lambda *_: replace(_IDLE, rejected=7, rejects=(_BAD,)), "--strict")
    assert called.exit_code == 3
    assert "more; see" not in called.stderr
    assert called.stderr.endswith("nothing new: 3 posts → 4 mentions → 2 events, 7 rejected, run r1\n")


def test_quiet_says_rejects_and_errors_alone(run: Run) -> None:
    (line,) = run(_published, "--quiet").stderr.splitlines()
    assert line.startswith("rejected: bad.jsonl, line 3:")
    failed = run(_raising(RunFailedError("no input could be used", "Name other files.", (_BAD,))), "--quiet")
    assert failed.stderr == f"{line}\nerror: no input could be used\nhint: Name other files.\n"


def test_rejects_of_earlier_runs_are_counted_and_not_said_again(run: Run) -> None:
    summary = replace(_PUBLISHED, rejects=())
    assert run(lambda *_: summary, "--quiet").stderr == ""
    assert "1 rejected" in run(lambda *_: summary).stderr


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given: list[RunOptions] = []

    def launch(options: RunOptions, *_: object) -> RunSummary:
        given.append(options)
        return _IDLE

    monkeypatch.setattr("pipelines.launch.launch", launch)
    for text in ("The minister arrived.", "The minister left.", "The minister arrived."):
        called = CliRunner().invoke(app, ["run", "a.txt", "-", "--output", str(tmp_path / "out")], input=text)
        assert called.exit_code == 0, called.stderr
    files, received = zip(*(options.seeds for options in given), strict=True)
    assert set(files) == {Path("a.txt")}
    assert [path.read_text() for path in received] == [
        "The minister arrived.",
        "The minister left.",
        "The minister arrived.",
    ]
    assert received[0] == received[2]


def test_quiet_and_verbose_contradict_each_other(run: Run) -> None:
    assert run(_published, "--quiet", "--verbose").exit_code == 2


def test_programs_get_an_object_a_line(run: Run) -> None:
    called = run(_published, "--log-format", "json")
    entries = [json.loads(line) for line in called.stderr.splitlines()]
    assert [entry["event"] for entry in entries] == [*["progress"] * 5, "rejected", "published"]
    assert entries[-1]["run_id"] == "r2"
    assert (entries[-1]["events"], entries[-1]["new_events"], entries[-1]["rejected"]) == (900, 10, 1)
    assert entries[-2]["file"] == "bad.jsonl"


def test_programs_learn_of_failures_too(run: Run) -> None:
    called = run(_raising(LockedError(Path("out"), 4711, "2031-03-05T08:00:00")), "--log-format", "json")
    entry = json.loads(called.stderr)
    assert (called.exit_code, entry["event"], entry["pid"], entry["exit_code"]) == (4, "locked", 4711, 4)
