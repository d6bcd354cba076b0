"""`make fuzz`: mutations of documents of every format; what fails is kept under `build/fuzz`.

python -m tests.fuzzing [MUTATIONS [SEED]]
"""

import hashlib
import sys
import traceback
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzzing.checking import HangError, check_file
from tests.fuzzing.documents import DOCUMENTS, posts
from tests.fuzzing.mutations import mutations
from transforms.elements import Post, Reject

FAILURES = Path("build/fuzz")
_MUTATIONS = 10_000
_WORDS = 2


def fuzz(number: int, seed: int, folder: Path) -> tuple[Counter[str], list[Path]]:
    """Return what came out of damaged documents, and the files that keep those which reading did not survive."""
    names = list(DOCUMENTS)
    came, failures = Counter[str](), []
    for place, content in mutations([DOCUMENTS[name].write(posts()) for name in names], number, seed):
        path = folder / names[place]
        path.write_bytes(content)
        try:
            found = check_file(path)
        except (Exception, HangError):  # noqa: BLE001  # whatever it was is told, and the next is tried
            traceback.print_exc()
            failures.append(_keep(path, content))
            continue
        came["posts"] += sum(isinstance(each, Post) for each in found)
        came["rejects"] += sum(isinstance(each, Reject) for each in found)
    return came, failures


def _keep(path: Path, content: bytes) -> Path:
    FAILURES.mkdir(parents=True, exist_ok=True)
    kept = FAILURES / f"{hashlib.sha256(content).hexdigest()[:12]}-{path.name}"
    kept.write_bytes(content)
    return kept


def main() -> None:
    """Run, and end with 1 where anything failed."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else _MUTATIONS
    seed = int(sys.argv[2]) if len(sys.argv) > _WORDS else 1
    with TemporaryDirectory() as folder:
        came, failures = fuzz(number, seed, Path(folder))
    told = f"{number:,} mutations: {came['posts']:,} posts, {came['rejects']:,} rejects, {len(failures)} failures"
    sys.stdout.writelines(f"{line}\n" for line in (told, *failures))
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
