"""What a file is, by its content: the one list of what is read, in the order in which it is tried."""

from typing import NamedTuple

from transforms.formats.article import ARTICLE
from transforms.formats.document import DOCUMENT
from transforms.formats.documented import JSON_FEED, MASTODON, X_ARCHIVE
from transforms.formats.dump import DUMP
from transforms.formats.feed import FEED
from transforms.formats.jsonl import JSONL
from transforms.formats.markdown import MARKDOWN
from transforms.formats.page import PAGE
from transforms.formats.parquet import PARQUET
from transforms.formats.refusals import REFUSALS
from transforms.formats.separated import SEPARATED
from transforms.formats.source import Format, Source, UnreadableError
from transforms.formats.telegram import TELEGRAM
from transforms.formats.telegram_html import TELEGRAM_HTML, TELEGRAM_PAGE

# What is told by a signature or by keys comes before what is told by prose; the last takes whatever no other knows.
FORMATS: tuple[Format, ...] = (
    *(PARQUET, FEED, TELEGRAM, TELEGRAM_HTML, TELEGRAM_PAGE, PAGE, JSON_FEED, MASTODON, X_ARCHIVE),
    *(DOCUMENT, JSONL, SEPARATED, MARKDOWN, ARTICLE, DUMP),
)
FORMAT_NAMES: tuple[str, ...] = tuple(form.name for form in FORMATS)


class Recognised(NamedTuple):
    """The format of a file, and why it is taken for that."""

    form: Format
    why: str


def recognise(source: Source) -> Recognised:
    """Return the format of a file.

    Raises:
        UnreadableError: It is of a kind that holds no posts which can be read.
    """
    for refusal in REFUSALS:
        if refusal.recognises(source):
            raise UnreadableError(refusal.advice)
    return next(Recognised(form, why) for form in FORMATS if (why := form.recognises(source)))


def format_named(name: str) -> Format:
    """Return the format of a name.

    Raises:
        ValueError: There is none.
    """
    for form in FORMATS:
        if form.name == name:
            return form
    raise ValueError(f"no input format {name!r}; there are {', '.join(FORMAT_NAMES)}")
