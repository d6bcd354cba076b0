"""The work that a post costs grows with its length: counted, never timed."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from tests.transforms.grammar.build import tell_text

_UNITS = (
    "Aaaa and Bbbb and ",
    "#NorwayKenya ",
    "Norway, Kenya, Peru, Chad, ",
    '"We met," Foreign Minister Solheim said. ',
    "visit of Norway to Kenya ",
    "Green Forest Lake River Stone ",
    "President Otieno met Minister Solheim in Oslo on 3 May and ",
    "in Oslo, to Lima, ",
    "will visit Norway, Kenya, ",
    "They will meet; their talks with Peter Kamau; ",
    "Foreign Minister of Norway and President of Kenya and ",
    "attended the ASEAN Regional Forum where ",
    "meeting postponed to 3 May; ",
    "\U0001f1ea\U0001f1fa",
    "Mr. ",
    "President Otieno will visit Norway, Kenya, Peru and ",
    "invited Minister Solheim to visit Norway and ",
    "The meeting was attended by Peter Kamau and Norway. ",
)


def _calls(act: Callable[[], object]) -> int:
    """Return how many functions of Python are called, or generators resumed, while something is done."""
    count = 0

    def see(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("unit", _UNITS)
def test_twice_the_length_is_at_most_twice_the_calls(unit: str) -> None:
    first, second = ((unit * (length // len(unit)))[:length] for length in (4_000, 8_000))
    tell_text("President Otieno met Minister Solheim in Oslo on 3 May.", model="none")
    few = _calls(lambda: tell_text(first, model="none"))
    many = _calls(lambda: tell_text(second, model="none"))
    assert many < 2.3 * few
