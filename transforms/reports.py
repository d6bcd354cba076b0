"""What a seed file was taken for, and what came out of it."""

from dataclasses import dataclass
from datetime import date

from transforms.elements import Reject


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a post begins in a dump: its line, how sure that is (0 to 1), why, and its first words."""

    line: int
    confidence: float
    signals: tuple[str, ...]
    heading: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one seed file, as its reader tells it, before any post is compared with those of other files.

    Attributes:
        format: The name of its format, None where it is of none.
        why: Why it is taken for that.
        posts: How many posts it holds.
        first_day: The earliest day of publication; None where no post has one.
        last_day: The latest.
        languages: Posts by language, as ISO 639 codes.
        rejected: How many of its records, or of the file itself, cannot be read.
        rejects: The first of those.
        boundaries: The least certain boundaries between posts, by line; only a dump has any.
        notices: What else the user should know.
    """

    file: str
    format: str | None
    why: str
    posts: int = 0
    first_day: date | None = None
    last_day: date | None = None
    languages: dict[str, int]
    rejected: int = 0
    rejects: tuple[Reject, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    notices: tuple[str, ...] = ()
