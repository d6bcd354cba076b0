"""Read one seed file of any format, packed or not."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from transforms.elements import UNDETERMINED, Notice, Post, Reject
from transforms.formats.archives import Member, unpacked
from transforms.formats.languages import language_of
from transforms.formats.options import ReadOptions
from transforms.formats.recognition import format_named, recognise
from transforms.formats.source import Found, UnreadableError, open_source
from transforms.regular import open_regular
from transforms.visible import snippet

UNOPENED = "cannot be opened"


def read_file(path: str, options: ReadOptions | None = None) -> Iterator[Found]:
    """Yield the posts of a file in their order, a reject for whatever of it cannot be read, and notices.

    The format is recognised from the content unless one is named, and the language of a post from its text unless its
    source says it. The files in an archive are read one after the other, and counted on. Nothing that a file holds
    makes this raise.

    Raises:
        ValueError: There is no format of the name in the options.
    """
    try:
        with open_regular(path) as handle:
            yield from _read_members(path, handle, options or ReadOptions())
    except UnreadableError as error:
        yield _reject(path, error)
    except OSError as error:
        yield Reject(path, "", "read", f"{UNOPENED}: {error.strerror or error}")


def _read_members(path: str, handle: BinaryIO, options: ReadOptions) -> Iterator[Found]:
    posts = 0
    for member in unpacked(path, handle):
        if isinstance(member, UnreadableError):
            yield _reject(path, member)
            continue
        before = posts
        for found in _read_one(path, member, options):
            posts += isinstance(found, Post)
            yield _placed(found, member.name, before)


def _read_one(path: str, member: Member, options: ReadOptions) -> Iterator[Found]:
    form = format_named(options.form) if options.form is not None else None
    try:
        source = open_source(path, member.handle, options, member.name)
        form = form or recognise(source).form
        if source.foreign:
            yield source.notice(f"read as {source.foreign}, as it is not UTF-8")
        gave = False
        for found in form.read(source):
            gave = True
            yield _in_its_language(found)
        if not gave:
            yield _reject(path, UnreadableError(f"no post was found in it, read as {form.name}", shown=source.sample))
    except UnreadableError as error:
        yield _reject(path, error)


def _placed(found: Found, name: str, before: int) -> Found:
    """Return what was found in a file of an archive, with the name of that file, after what was found in others."""
    if not name:
        return found
    if isinstance(found, Post):
        return replace(found, ordinal=found.ordinal + before) if before else found
    if isinstance(found, Notice):
        return replace(found, message=f"{snippet(name)}: {found.message}")
    return replace(found, position=", ".join(filter(None, (snippet(name), found.position))))


def _reject(path: str, error: UnreadableError) -> Reject:
    return Reject(path, snippet(error.position), "read", str(error), error.shown)


def taken_for(path: str, options: ReadOptions | None = None) -> tuple[str | None, str]:
    """Return the name of the format of a file and why it is taken for that, or None and why it cannot be read.

    Of an archive that is told of the first file in it.
    """
    options = options or ReadOptions()
    if options.form is not None:
        return options.form, "as it is to be read"
    try:
        with open_regular(path) as handle:
            member = next(unpacked(path, handle))
            if isinstance(member, UnreadableError):
                return None, str(member)
            form, why = recognise(open_source(path, member.handle, options, member.name))
            return form.name, f"in {snippet(member.name)}, {why}" if member.name else why
    except UnreadableError as error:
        return None, str(error)
    except OSError as error:
        return None, f"{UNOPENED}: {error.strerror or error}"


def _in_its_language(found: Found) -> Found:
    if isinstance(found, Post) and found.lang == UNDETERMINED:
        return replace(found, lang=language_of(found.text))
    return found
