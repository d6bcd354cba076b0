"""Read one seed file of any format."""

from collections.abc import Iterator

from transforms.elements import Reject
from transforms.formats.options import ReadOptions
from transforms.formats.recognition import format_named, recognise
from transforms.formats.source import Found, UnreadableError, open_source
from transforms.regular import open_regular

UNOPENED = "cannot be opened"


def read_file(path: str, options: ReadOptions | None = None) -> Iterator[Found]:
    """Yield the posts of a file in their order, a reject for whatever of it cannot be read, and notices.

    The format is recognised from the content unless one is named. Nothing that a file holds makes this raise.

    Raises:
        ValueError: There is no format of the name in the options.
    """
    options = options or ReadOptions()
    named = format_named(options.form) if options.form is not None else None
    try:
        with open_regular(path) as handle:
            source = open_source(path, handle, options)
            try:
                form = named or recognise(source).form
                yield from form.read(source)
            except UnreadableError as error:
                yield source.reject(error)
    except UnreadableError as error:
        yield Reject(path, error.position, "read", str(error), error.shown)
    except OSError as error:
        yield Reject(path, "", "read", f"{UNOPENED}: {error.strerror or error}")
