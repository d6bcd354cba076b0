"""What came of a run, for people and for programs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commands.files import tell_files
from commands.journal import Journal, Level
from transforms.counts import counted
from transforms.languages import unread

if TYPE_CHECKING:
    from pipelines.outcome import RunSummary
    from transforms.elements import Reject

_SHAPE = "a post is an object with at least `text`; --map text=KEY names another key"
_DATES = "dates look like 2024-07-18 or 2024-07-18T09:30:00+03:00"

# The first whose words are in the reason is told.
_HINTS = (
    ("defect: ", "a fault of this program, not of the post; please report it with the post"),
    ("leads out", "name what it leads to, or run with --follow-links"),
    ("no such file or folder", "check the path"),
    ("no seed files", "name a file, or a folder with files; dotfiles and backups in it are left out"),
    ("permission denied", "change its permissions"),
    ("neither a file", "save what it gives as a file"),
    ("name of this file", "rename the file"),
    ("cannot be opened", "run again when it is back"),
    ("cannot be read", "run again when it can be read"),
    ("the file is empty", "remove the file, or fill it"),
    ("whitespace", "remove the file, or fill it"),
    ("NUL", "this looks like a binary file; export it as text"),
    ("no JSON", _SHAPE),
    ("JSON", _SHAPE),
    ("no text", _SHAPE),
    ("not text", "write the value in quotes"),
    ("text is empty", "fill it, or leave the line out"),
    ("not UTF", "save the file as UTF-8"),
    ("surrogate", "export the post again"),
    ("more than", "split it"),
    ("larger than", "split it"),
    ("no such day", "the rest of the post is published; correct the date in its text"),
    ("does not exist", _DATES),
    ("no date", _DATES),
)


def tell(journal: Journal, summary: "RunSummary") -> None:
    """Say what came of a run, each reject on a line of its own."""
    idle = summary.outcome.value == "nothing_new"
    # A run that met none itself is silent on those that stand from before.
    tell_rejects(journal, summary.rejects, summary.rejected if summary.rejects and not idle else 0)
    if idle or journal.form.value == "json":
        tell_in_a_line(journal, summary)
        return
    tell_files(journal, summary.files)
    counts, news = _counts(summary), _news(summary)
    journal.say(Level.INFO, "published", f"{counts} ({news})")
    took = f"{summary.seconds:.1f} s, {summary.posts_per_second:.1f} posts/s"
    for sentence in unread(summary.languages):
        journal.say(Level.INFO, "not_read", f"{sentence}: texts must be English")
    journal.say(Level.INFO, "published", f"published run {summary.run_id} in {took}")


def tell_in_a_line(journal: Journal, summary: "RunSummary") -> None:
    """Say what came of a run in one entry."""
    counts = "; ".join([_counts(summary), *unread(summary.languages)])
    if summary.outcome.value == "nothing_new":
        rejected = f", {_rejected(summary)}" if summary.rejected else ""
        line = f"nothing new: {counts}{rejected}, run {summary.run_id}"
    else:
        line = f"published run {summary.run_id} in {summary.seconds:.1f} s: {counts} ({_news(summary)})"
    journal.say(
        Level.INFO,
        summary.outcome.value,
        line,
        run_id=summary.run_id,
        previous_run=summary.previous_run,
        posts=summary.posts,
        mentions=summary.mentions,
        events=summary.events,
        new_events=summary.new_events,
        updated_events=summary.updated_events,
        rejected=summary.rejected,
        defects=summary.defects,
        languages=dict(summary.languages),
        seconds=round(summary.seconds, 3),
        posts_per_second=round(summary.posts_per_second, 1),
    )


def tell_rejects(journal: Journal, rejects: "Sequence[Reject]", total: int) -> None:
    """Say each of the first rejects, with a hint, and how many more there are."""
    for reject in rejects:
        journal.say(
            Level.WARNING,
            "rejected",
            describe_reject(reject),
            label="rejected",
            file=reject.file,
            position=reject.position,
            step=reject.step,
            reason=reject.reason,
        )
    if total > len(rejects):
        more = total - len(rejects)
        journal.say(Level.WARNING, "rejected", f"and {more:,} more; see the table rejects", more=more)


def describe_reject(reject: "Reject") -> str:
    """Return where a reject is, why it is one, and what to do about it, in a line."""
    where = f"{reject.file}, {reject.position}" if reject.position else reject.file
    hint = next((hint for words, hint in _HINTS if words in reject.reason), None)
    return f"{where}: {reject.reason}" + (f" ({hint})" if hint and hint not in reject.reason else "")


def _counts(summary: "RunSummary") -> str:
    counts = {"post": summary.posts, "mention": summary.mentions, "event": summary.events}
    return " → ".join(counted(number, noun) for noun, number in counts.items())


def _news(summary: "RunSummary") -> str:
    news = f"{summary.new_events:,} new, {summary.updated_events:,} updated, {_rejected(summary)}"
    withdrawn = summary.counts.get("posts_withdrawn", 0)
    return f"{news}, {counted(withdrawn, 'post')} withdrawn" if withdrawn else news


def _rejected(summary: "RunSummary") -> str:
    rejected = f"{summary.rejected:,} rejected"
    return f"{rejected}, {summary.defects:,} of them by a defect" if summary.defects else rejected
