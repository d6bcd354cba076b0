"""`communique check`: what seed files would be taken for, without publishing anything."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from commands.files import days_of, languages_of
from commands.formats import AnyFormat, Format, in_words, print_rows
from commands.outcomes import describe_reject
from commands.paths import STDIN, path
from commands.switches import Columns, DayFirst, FollowLinks, InputFormat, reading_of
from commands.terminal import EXIT_FAILED, EXIT_USAGE, ends_quietly, fail, plain
from transforms.languages import unread
from transforms.reports import Boundary, FileReport

if TYPE_CHECKING:
    from transforms.elements import Reject
    from transforms.formats.options import ReadOptions

_COLUMNS = ("file", "format", "posts", "first_day", "last_day", "languages", "rejected", "why")
_NESTED = ("rejects", "boundaries", "notices")

Files = Annotated[list[Path], typer.Argument(help="Files, folders of them, or - for standard input.", parser=path)]


@ends_quietly
def check(
    files: Files,
    input_format: InputFormat = None,
    columns: Columns = None,
    day_first: DayFirst = None,
    follow_links: FollowLinks = False,
    form: AnyFormat = Format.TABLE,
) -> None:
    """Say what files are taken for and why, how many posts they hold, how they were cut, and what would be rejected.

    Nothing is published. Exit 1 where a file gives no posts or something would be rejected.

    Example: communique check channel.txt
    """
    from pipelines.environment import quiet  # noqa: PLC0415  # --help answers without it

    try:
        options = reading_of(input_format, columns, day_first=day_first)
    except ValueError as error:
        fail(str(error), "see communique check --help", EXIT_USAGE)
    with TemporaryDirectory(prefix="communique-") as folder, quiet(verbose=False):
        reports = _surveys(files, options, Path(folder), follow_links=follow_links)
        well = _print(reports, form)
    if not well:
        raise typer.Exit(EXIT_FAILED)


def _surveys(
    files: Sequence[Path], options: "ReadOptions", folder: Path, *, follow_links: bool
) -> Iterator[FileReport]:
    """Yield the report of each file, as soon as it is read; standard input is held in a folder for as long."""
    from pipelines.stdin import keep  # noqa: PLC0415  # --help answers without it
    from transforms.formats.files import find_seeds  # noqa: PLC0415  # as above
    from transforms.formats.survey import survey  # noqa: PLC0415  # as above

    named = [keep(sys.stdin.buffer, folder) if file == STDIN else file for file in files]
    seeds, refused = find_seeds(named, follow_links=follow_links)
    yield from map(_refused, refused)
    for seed in seeds:
        yield survey(seed.as_posix(), options)


def _refused(reject: "Reject") -> FileReport:
    return FileReport(file=reject.file, format=None, why=reject.reason, languages={}, rejected=1, rejects=(reject,))


def _print(reports: Iterator[FileReport], form: Format) -> bool:
    """Print reports as they come, and return whether all files give posts and nothing would be rejected."""
    well = True

    def watched() -> Iterator[FileReport]:
        nonlocal well
        for report in reports:
            well = well and bool(report.posts) and not report.rejected
            yield report

    if form is Format.TABLE:
        for number, report in enumerate(watched()):
            sys.stdout.writelines(f"{line}\n" for line in ("",) * bool(number) + tuple(_page(report)))
            sys.stdout.flush()
    else:
        columns = (*_COLUMNS, *_NESTED) if form.nests else _COLUMNS
        print_rows(columns, (_row(report)[: len(columns)] for report in watched()), form)
    return well


def _row(report: FileReport) -> tuple[object, ...]:
    plainly = (report.file, report.format, report.posts, report.first_day, report.last_day)
    nested = ([_record(each) for each in found] for found in (report.rejects, report.boundaries))
    return (*plainly, report.languages, report.rejected, report.why, *nested, list(report.notices))


def _record(each: "Reject | Boundary") -> dict[str, object]:
    return {name: getattr(each, name) for name in each.__slots__}


def _page(report: FileReport) -> Iterator[str]:
    """Yield the lines that say all about a file."""
    yield plain(report.file)
    if report.format is not None:
        yield from _facts(report)
    yield from (f"  {'not read':<11}{sentence}" for sentence in unread(report.languages))
    yield from (f"  {'note':<11}{in_words(notice)}" for notice in report.notices)
    yield from (f"  {'rejected':<11}{in_words(describe_reject(reject))}" for reject in report.rejects)
    if (more := report.rejected - len(report.rejects)) > 0:
        yield f"  {'rejected':<11}and {more:,} more"
    yield from _cut(report)


def _facts(report: FileReport) -> Iterator[str]:
    facts = (
        ("format", report.format),
        ("because", report.why),
        ("posts", f"{report.posts:,}"),
        ("days", days_of(report) if report.first_day else "no post says when it was published"),
        ("languages", ", ".join(languages_of(report))),
    )
    yield from (f"  {label:<11}{in_words(fact)}" for label, fact in facts)


def _cut(report: FileReport) -> Iterator[str]:
    """Yield the boundaries that are least certain, each with what begins there and why."""
    if not report.boundaries:
        return
    yield "  WHERE POSTS BEGIN, AS FAR AS IT IS LEAST CERTAIN"
    for each in report.boundaries:
        yield f"  line {each.line:>6,}  {each.confidence:4.0%}  {in_words(each.heading or '')[:60]}"
        yield f"  {'':<19}because of: {in_words('; '.join(each.signals))}"
