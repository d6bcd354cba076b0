"""The learned weights: a data file that `python -m training.segmentation` writes."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from transforms.segmentation.trees import Trees

Passes = tuple[Trees, Trees]

WEIGHTS = Path(__file__).with_name("weights.json")


@cache
def load_weights() -> Passes:
    """Return the trees of the first pass, and those of the second, which knows what the file does throughout."""
    return as_passes(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def as_passes(content: dict[str, Any]) -> Passes:
    """Return the two passes that the content of a data file holds."""
    first, second = map(Trees.from_json, content["passes"])
    return first, second
