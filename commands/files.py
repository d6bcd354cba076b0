"""What became of seed files, in a line for each."""

from collections.abc import Sequence

from commands.journal import Journal, Level
from transforms.counts import counted
from transforms.languages import language_name
from transforms.reports import FileReport

SHOWN_FILES = 20


def tell_files(journal: Journal, reports: Sequence[FileReport]) -> None:
    """Say in a line what each of the first files was taken for and gave, then what the user should know of any."""
    for report in reports[:SHOWN_FILES]:
        journal.say(Level.INFO, "read", describe_file(report), file=report.file, format=report.format)
    if (more := len(reports) - SHOWN_FILES) > 0:
        journal.say(Level.INFO, "read", f"and {counted(more, 'file')} more; communique check tells of all", more=more)
    noticed = [(report.file, notice) for report in reports for notice in report.notices]
    for file, notice in noticed[:SHOWN_FILES]:
        journal.say(Level.WARNING, "noticed", f"{file}: {notice}", label="note", file=file)


def describe_file(report: FileReport) -> str:
    """Return what a file is taken for and why, how many posts it holds, of which days, and in which languages."""
    if report.format is None:
        return f"{report.file}: not read, {report.why}"
    rejected = [f"{report.rejected:,} rejected"] if report.rejected else []
    days = [days_of(report)] if report.first_day else []
    told = [counted(report.posts, "post"), *days, *languages_of(report), *rejected]
    return f"{report.file}: {report.format} ({report.why}), {', '.join(told)}"


def days_of(report: FileReport) -> str:
    """Return the first and the last day of a file; empty where no post has one."""
    if report.first_day == report.last_day:
        return f"{report.first_day or ''}"
    return f"{report.first_day} to {report.last_day}"


def languages_of(report: FileReport) -> list[str]:
    """Return the languages of a file, the most frequent first, each with its posts where there are several."""
    ordered = sorted(report.languages.items(), key=lambda each: (-each[1], each[0]))
    return [
        language_name(lang) if len(ordered) == 1 else f"{posts:,} in {language_name(lang)}" for lang, posts in ordered
    ]
