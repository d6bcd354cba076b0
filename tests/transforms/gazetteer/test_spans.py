from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from transforms.gazetteer.spans import Coverage, standing_at, starting_within

_OFFSET = st.integers(0, 40)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    stop: int


@given(st.lists(_OFFSET).map(sorted), _OFFSET, _OFFSET)
def test_what_starts_within_is_what_looking_at_all_finds(starts: list[int], start: int, stop: int) -> None:
    words = [_Word(offset, offset + 1) for offset in starts]
    assert list(starting_within(words, start, stop)) == [word for word in words if start <= word.start < stop]


@given(st.lists(st.tuples(_OFFSET, _OFFSET)), _OFFSET, st.integers(1, 9))
def test_a_coverage_holds_the_signs_of_its_stretches(stretches: list[tuple[int, int]], start: int, length: int) -> None:
    covered = {offset for left, right in stretches for offset in range(left, right)}
    coverage = Coverage(stretches)
    assert (coverage.around(start) is not None) == (start in covered)
    within = range(start, start + length)
    assert coverage.overlaps(start, start + length) == any(offset in covered for offset in within)


@given(st.sets(_OFFSET).map(sorted), _OFFSET)
def test_stretches_that_only_touch_stay_apart(bounds: list[int], offset: int) -> None:
    stretches = list(pairwise(bounds))
    expected = next(((left, right) for left, right in stretches if left <= offset < right), None)
    assert Coverage(stretches).around(offset) == expected
    found = standing_at([_Word(*stretch) for stretch in stretches], offset)
    assert found == (_Word(*expected) if expected else None)
