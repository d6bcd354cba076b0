"""Read Parquet: one post a row."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from transforms.formats.entry import Attempt, posts_of
from transforms.formats.fields import Fields
from transforms.formats.source import Format, Found, Source, UnreadableError

_MARK = b"PAR1"
_BATCH_ROWS = 256


def _recognises(source: Source) -> str | None:
    return "it begins as Parquet does" if source.head.startswith(_MARK) else None


def _read(source: Source) -> Iterator[Found]:
    """Yield a post or a reject for each row; the line of a post is the number of its row."""
    fields = Fields(dict(source.options.columns))
    yield from posts_of(source, _attempts(source, fields))
    yield from map(source.notice, fields.notices())


def _attempts(source: Source, fields: Fields) -> Iterator[Attempt]:
    from pyarrow import ArrowException  # noqa: PLC0415  # a fifth of a second, for few files

    try:
        for number, record in enumerate(_records(source, fields), 1):
            yield fields.read(partial(dict, record), number, number, str(record))
    except (ArrowException, OSError, UnicodeDecodeError, OverflowError) as error:
        raise UnreadableError(f"no Parquet that can be read: {str(error).partition(chr(10))[0]}") from None


def _records(source: Source, fields: Fields) -> Iterator[dict[str, Any]]:
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415  # as above

    source.handle.seek(0)
    table = ParquetFile(source.handle)
    fields.need_text(table.schema_arrow.names)
    for batch in table.iter_batches(batch_size=_BATCH_ROWS):
        yield from batch.to_pylist()


PARQUET = Format("parquet", _recognises, _read)
