"""The manifest of a run: what went in, what made it, how much came out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import msgspec

from transforms.regular import open_regular


@dataclass(frozen=True, slots=True)
class Input:
    """A seed file as it was read; `name` is what `posts.file` says, `read_as` how the user wanted it read.

    `turn` counts the arrivals: whatever came later has a higher one, and what one run found new has one together.
    """

    name: str
    sha256: str
    size: int
    read_as: str | None = None
    turn: int = 0

    def is_same(self, other: "Input | None") -> bool:
        """Return whether the other has the same name and content and is read in the same way, whenever it came."""
        return other is not None and replace(self, turn=other.turn) == other


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a run folder says about itself in `manifest.json`.

    Attributes:
        inputs: The seed files that stand, those of earlier runs included, by name.
        versions: What made the tables: tool, rules, model, and the libraries that can change a result.
        counts: Rows by table, and posts by what became of them.
        timings: Seconds by phase.
        previous_run: The run that was published before.
        languages: Posts by language, as ISO 639 codes; those in other languages than English are not read.
        lingering: That posts may stand which their files, read again, no longer gave.
    """

    run_id: str
    created_at: str
    inputs: tuple[Input, ...]
    versions: Mapping[str, str]
    counts: Mapping[str, int] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    previous_run: str | None = None
    lingering: bool = False
    languages: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the text of `manifest.json`."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> "Manifest":
        """Return the manifest that a text holds.

        Raises:
            ValueError: The text is no manifest.
        """
        try:
            return msgspec.json.decode(text, type=cls)
        except RecursionError as error:  # any other error of it is a ValueError
            raise ValueError(f"no manifest: {error}") from error


def fingerprint(path: Path, name: str, read_as: str | None) -> Input:
    """Return a seed file's size and sha256, read once and in small pieces."""
    digest, size = hashlib.sha256(), 0
    with open_regular(path) as content:
        while piece := content.read(1 << 20):
            digest.update(piece)
            size += len(piece)
    return Input(name, digest.hexdigest(), size, read_as)
