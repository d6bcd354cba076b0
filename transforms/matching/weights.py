"""What each comparison level says for or against two mentions being one event, as it was learned."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from transforms.errors import UnusableError
from transforms.matching.columns import Numbers
from transforms.matching.levels import FIELDS, LEVELS

HUNDREDTHS = 100
"""Weights are hundredths of a natural log-odds as whole numbers, so that sums are exact in any order."""
_FILE = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by field and level, in hundredths of natural log-odds.

    Attributes:
        version: Told in every decision; another fit has another.
        prior: What is said of two mentions before anything is compared.
        threshold: The least average score of the pairs of two clusters at which they are one event.
        absent: What counts for a pair that no blocking key brings together.
        levels: For each field the weight of each level; level 0, unknown, weighs nothing.
    """

    version: str
    prior: int
    threshold: int
    absent: int
    levels: Mapping[str, tuple[int, ...]]

    def contributions(self, levels: Numbers) -> Numbers:
        """Return what each field says about each pair, given its levels."""
        found = np.zeros(levels.shape, np.int64)
        for place, field in enumerate(FIELDS):
            found[:, place] = np.array(self.levels[field], np.int64)[levels[:, place]]
        return found

    def scores(self, levels: Numbers) -> Numbers:
        """Return the log-odds of each pair, in hundredths."""
        found = np.full(len(levels), self.prior, np.int64)
        for place, field in enumerate(FIELDS):
            found += np.array(self.levels[field], np.int64)[levels[:, place]]
        return found


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights that runs use."""
    return read_weights(_FILE.read_text("utf8"))


def read_weights(text: str) -> Weights:
    """Read the weights of a file.

    Raises:
        UnusableError: A field or level is missing, or is none.
    """
    read = tomllib.loads(text)
    told = read["levels"]
    if set(told) != set(FIELDS):
        raise UnusableError(f"weights for other fields than are compared: {sorted(set(told) ^ set(FIELDS))}")
    levels = {}
    for field, names in LEVELS.items():
        if set(told[field]) != set(names):
            raise UnusableError(f"weights for other levels of {field}: {sorted(set(told[field]) ^ set(names))}")
        levels[field] = (0, *(_hundredths(told[field][name]) for name in names))
    numbers = {name: _hundredths(read[name]) for name in ("prior", "threshold", "absent")}
    return Weights(version=str(read["version"]), levels=levels, **numbers)


def written(weights: Weights, remark: str) -> Iterator[str]:
    """Yield the lines of the file that holds weights, under a remark on how they were got."""
    yield from (f"# {line}" for line in remark.splitlines())
    yield f'version = "{weights.version}"'
    for name in ("prior", "threshold", "absent"):
        yield f"{name} = {getattr(weights, name) / HUNDREDTHS:+.2f}"
    for field, names in LEVELS.items():
        yield f"\n[levels.{field}]"
        yield from (
            f'"{name}" = {weight / HUNDREDTHS:+.2f}'
            for name, weight in zip(names, weights.levels[field][1:], strict=True)
        )


def _hundredths(weight: float) -> int:
    return round(weight * HUNDREDTHS)
