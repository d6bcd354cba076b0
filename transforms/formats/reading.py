"""Read one seed file of any format."""

from collections.abc import Iterator

from transforms.elements import Post, Reject
from transforms.formats import FORMATS
from transforms.formats.source import Format, UnreadableError, open_source
from transforms.regular import open_regular

UNOPENED = "cannot be opened"


def read_file(path: str, input_format: str | None = None) -> Iterator[Post | Reject]:
    """Yield the posts of a file in their order, and a reject for whatever of it cannot be read.

    The format is recognised from the content unless one is named. Nothing that a file holds makes this raise.

    Raises:
        ValueError: There is no format of that name.
    """
    named = format_named(input_format) if input_format is not None else None
    try:
        with open_regular(path) as handle:
            source = open_source(path, handle)
            form = named or next(form for form in FORMATS if form.recognises(source))
            try:
                yield from form.read(source)
            except UnreadableError as error:
                yield source.reject(error)
    except UnreadableError as error:
        yield Reject(path, error.position, "read", str(error), error.shown)
    except OSError as error:
        yield Reject(path, "", "read", f"{UNOPENED}: {error.strerror or error}")


def format_named(name: str) -> Format:
    """Return the format of a name.

    Raises:
        ValueError: There is none.
    """
    for form in FORMATS:
        if form.name == name:
            return form
    raise ValueError(f"no input format {name!r}; there are {', '.join(form.name for form in FORMATS)}")
