"""Tables as datasets whose pages are held against their checksums, and read to the end where that is asked for."""

from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds

_FORMAT = ds.ParquetFileFormat(
    default_fragment_scan_options=ds.ParquetFragmentScanOptions(page_checksum_verification=True)
)


def open_dataset(path: Path) -> ds.Dataset:
    """Return a table, which may be a file or a folder of files.

    Raises:
        OSError: It cannot be opened.
        ValueError: It is no table.
    """
    return ds.dataset(path, format=_FORMAT)


def is_readable(path: Path) -> bool:
    """Return whether every page of a table can be read, and holds what was written."""
    try:
        for batch in open_dataset(path).to_batches(batch_readahead=1, fragment_readahead=1):
            batch.validate(full=True)
    except (OSError, pa.ArrowException):
        return False
    return True
