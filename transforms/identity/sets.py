"""Sets of codes as rules read them: sorted stretches of one list, each given by its first place and that after it."""

from collections.abc import Sequence

from transforms.identity.rules import rule

Stretch = tuple[int, int]


@rule
def in_common(values: Sequence[int], ours: Stretch, theirs: Stretch) -> int:
    """Return how many codes two sets have in common."""
    one, other = ours[0], theirs[0]
    found = 0
    while one < ours[1] and other < theirs[1]:
        if values[one] == values[other]:
            found += 1
            one += 1
            other += 1
        elif values[one] < values[other]:
            one += 1
        else:
            other += 1
    return found


@rule
def are_disjoint(values: Sequence[int], ours: Stretch, theirs: Stretch) -> bool:
    """Return whether two sets have nothing in common."""
    return in_common(values, ours, theirs) == 0
