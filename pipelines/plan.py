"""What one run will do: which files it reads, what stands of the run before, and whether anything is new at all.

Nothing here imports Beam or spaCy, so that a run with nothing to do is answered at once.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import transforms
from pipelines.inputs import compare_files
from pipelines.judging import standing_judgements
from pipelines.options import RunOptions
from transforms.elements import Reject
from transforms.formats.files import EMPTY
from transforms.formats.options import ReadOptions
from transforms.identity.pins import NO_PINS, Pins
from transforms.reader.card import describe_model
from transforms.storage.manifest import Input, Manifest
from transforms.storage.runs import current_run, read_manifest, run_folder
from transforms.storage.settling import Carry

DECIDING = ("tool", "rules", "model", "spacy")
LIBRARIES = ("apache-beam", "pyarrow")
JUDGED = "judgements"
"""Under which a manifest notes the fingerprint of what people judged; nothing where they judged nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One run before it begins.

    Attributes:
        found: All seed files under what the user named.
        seeds: Those of them that must be read.
        inputs: The files that stand once the run is published.
        refused: What could not even be opened for its fingerprint, or gave no seeds.
        retry: That rules or model have changed, so that posts read before are extracted again.
        rejudged: That people have judged, or taken back, something since the run before.
        pins: What they judged.
        unchanged: Those of the files that are read whose content is what it was.
        pruned: Files of earlier runs that are gone: all of them where the user wants their posts gone too, else those
            that gave none.
        exact: That a file takes back what it no longer gives, as the user wants it.
        before: The manifest of the published run.
        published: The folder of the published run.
    """

    found: tuple[str, ...]
    seeds: tuple[str, ...]
    inputs: tuple[Input, ...]
    refused: tuple[Reject, ...]
    versions: Mapping[str, str]
    retry: bool
    rejudged: bool = False
    pins: Pins = NO_PINS
    unchanged: frozenset[str] = frozenset()
    pruned: frozenset[str] = frozenset()
    exact: bool = False
    before: Manifest | None
    published: Path | None

    @property
    def is_idle(self) -> bool:
        """Whether the published run already says all that this run could."""
        is_same = not (self.seeds or self.retry or self.rejudged or self.pruned)
        return self.before is not None and is_same

    @property
    def is_unusable(self) -> bool:
        """Whether no file was found, unless folders that gave some before have been emptied since."""
        emptied = self.before is not None and not self.exact and all(each.reason == EMPTY for each in self.refused)
        return not self.found and not emptied

    @property
    def reads_all(self) -> bool:
        """Whether every file is read that is there."""
        return len(self.seeds) == len(self.found)

    @property
    def turns(self) -> dict[str, int]:
        """When each file that is read came."""
        read = frozenset(self.seeds)
        return {each.name: each.turn for each in self.inputs if each.name in read}

    def carry(self, troubled: frozenset[str] = frozenset()) -> Carry:
        """Return what stands of the run before, given the files of which some post was refused after it was read."""
        kept = frozenset(each.name for each in self.inputs) - frozenset(self.seeds)
        return Carry(
            kept=kept,
            unchanged=self.unchanged,
            pruned=self.pruned,
            exact=self.exact,
            trusted=not self.retry,
            troubled=troubled - kept,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the pipeline itself must know of a run; folders as text, as workers may be other processes.

    Attributes:
        guard: That a post or mention over which an unexpected error is met becomes a reject.
    """

    run_id: str
    staging: str
    published: str | None
    seeds: tuple[str, ...]
    turns: Mapping[str, int]
    reading: ReadOptions
    model: str | None
    carry: Carry
    refused: tuple[Reject, ...]
    pins: Pins = NO_PINS
    guard: bool = False


def make_plan(options: RunOptions) -> Plan:
    """Compare the seeds with what is published.

    Raises:
        ValueError: The model that is asked for is not installed.
        RunFailedError: What people judged cannot be read, or contradicts itself.
    """
    before, published = _before(options.output)
    judged = standing_judgements(options.output)
    versions = current_versions(options.model) | ({JUDGED: judged.fingerprint} if judged.pins else {})
    retry = before is not None and any(before.versions.get(name) != versions[name] for name in DECIDING)
    files = compare_files(options, before, published, retry=retry)
    return Plan(
        found=files.found,
        seeds=files.seeds,
        unchanged=files.unchanged,
        inputs=files.inputs,
        refused=files.refused,
        pruned=files.pruned,
        versions=versions,
        retry=retry,
        rejudged=before is not None and before.versions.get(JUDGED) != versions.get(JUDGED),
        pins=judged.pins,
        exact=options.prune,
        before=before,
        published=published,
    )


def current_versions(model: str | None) -> dict[str, str]:
    """Return what makes a run's tables; `rules` is a digest of the code and the data files of the transforms."""
    libraries = {name: version(name) for name in LIBRARIES}
    deciding = {
        "tool": version("communique"),
        "rules": rules_of(Path(transforms.__path__[0])),
        "model": describe_model(model),
    }
    return {**deciding, "spacy": version("spacy"), **libraries}


def _before(output: Path) -> tuple[Manifest | None, Path | None]:
    """Return the published run; where CURRENT names a run that is gone or broken, there is none."""
    run_id = current_run(output)
    if run_id is None:
        return None, None
    return read_manifest(output, run_id), run_folder(output, run_id)


def rules_of(root: Path) -> str:
    """Return a digest of all code and data under a folder: no change of a rule goes unnoticed."""
    digest = hashlib.sha256()
    for path in sorted(_sources(root)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sources(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield path
