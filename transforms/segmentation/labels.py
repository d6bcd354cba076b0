"""What two lines share that say the same but for their figures."""

import re

from transforms.segmentation.shapes import Shape

_LONGEST = 120
_FIGURES = re.compile(r"\d+")


def label(line: Shape) -> str:
    """Return the words of a line with its figures made alike; only their beginning, where they are many."""
    return _FIGURES.sub("0", line.body[: _LONGEST + 1].casefold())
