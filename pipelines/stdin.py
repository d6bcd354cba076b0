"""What comes by standard input, kept as a file in the output folder so that it can be read again and looked up."""

import hashlib
import uuid
from pathlib import Path
from typing import BinaryIO

from pipelines.environment import stoppable
from pipelines.failures import explained

_BLOCK = 1 << 20


def keep(stream: BinaryIO, output: Path) -> Path:
    """Return a seed file with the content of a stream; the same content is the same file.

    The file is `stdin/DIGEST/stdin`, so that posts of all streams have the source `stdin`.

    Raises:
        RunFailedError: The output folder cannot be written, or the stream cannot be read.
        KeyboardInterrupt: The run was stopped.
    """
    folder = output / "stdin"
    partial = folder / f".partial-{uuid.uuid4().hex}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with stoppable():
            try:
                seed = folder / _copy(stream, partial) / "stdin"
                seed.parent.mkdir(exist_ok=True)
                return partial.replace(seed)
            finally:
                partial.unlink(missing_ok=True)
    except OSError as error:
        raise explained(error, output) from error


def _copy(stream: BinaryIO, partial: Path) -> str:
    """Copy a stream to a file and return the digest of its content."""
    digest = hashlib.sha256()
    with partial.open("xb") as file:
        while block := stream.read(_BLOCK):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()[:16]
