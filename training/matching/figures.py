"""How well clusters of mentions agree with what people said of pairs of texts."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from training.matching.sets import LabelledSet
from transforms.matching.columns import Numbers


class Figures(NamedTuple):
    """Precision of the pairs of texts that are joined, and the mean share of the pairs of each event that are."""

    precision: float
    families: float


def figures_of(given: LabelledSet, cluster: Numbers) -> Figures:
    """Return the figures of a set, given the cluster of each mention."""
    told: dict[str, set[int]] = defaultdict(set)
    for text, is_main, home in zip(given.texts, given.mentions["is_main"].to_pylist(), cluster.tolist(), strict=True):
        if is_main:
            told[text].add(home)
    right = wrong = 0
    shares: dict[str, list[bool]] = defaultdict(list)
    family = _families(given)
    for pair, said in given.pairs.items():
        one, other = sorted(pair)
        joined = bool(told[one] & told[other])
        right += joined and said == "same"
        wrong += joined and said == "different"
        if said == "same":
            shares[family[one]].append(joined)
    mean = float(np.mean([np.mean(each) for each in shares.values()])) if shares else 0.0
    return Figures(right / max(1, right + wrong), mean)


def _families(given: LabelledSet) -> dict[str, str]:
    """Return for each text one of those that tell of the same event, the same for all of them."""
    family: dict[str, str] = {}
    same = [sorted(pair) for pair, said in given.pairs.items() if said == "same"]
    changed = True
    while changed:
        changed = False
        for one, other in same:
            low = min(family.get(one, one), family.get(other, other))
            changed |= family.get(one) != low or family.get(other) != low
            family[one] = family[other] = low
    return family
