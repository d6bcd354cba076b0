"""A coverage-guided fuzzer over the readers: `python -m tests.fuzzing.harness CORPUS [OPTIONS OF LIBFUZZER]`.

The first byte of an input chooses the name of the file, as that has a say in what it is taken for; the rest is its
content. Run by `make fuzz`, where atheris is installed.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["transforms.formats"]):
    from tests.fuzzing.checking import check_file
from tests.fuzzing.documents import DOCUMENTS, posts

_NAMES = tuple(DOCUMENTS)


def main() -> None:
    """Fuzz until libFuzzer stops; the corpus is seeded with a document of every format."""
    corpus = Path(sys.argv[1])
    corpus.mkdir(parents=True, exist_ok=True)
    for number, document in enumerate(DOCUMENTS.values()):
        (corpus / f"document-{number}").write_bytes(bytes([number]) + document.write(posts()))
    with TemporaryDirectory() as folder:

        def read(content: bytes) -> None:
            if content:
                path = Path(folder) / _NAMES[content[0] % len(_NAMES)]
                path.write_bytes(content[1:])
                check_file(path)

        atheris.Setup(sys.argv, read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
