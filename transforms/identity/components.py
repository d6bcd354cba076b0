"""What clusters forbid each other, when people pinned some of their mentions as the same and some as different."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from transforms.identity.features import Features
from transforms.identity.pins import Pins
from transforms.identity.scoring import is_match
from transforms.identity.vetoes import forbids

Components = Mapping[str, list[Features]]
"""The mentions of a cluster, by the component that they are pinned to; who is pinned to none is alone."""


def components_of(mentions: Iterable[tuple[str, Features]], pins: Pins) -> Components:
    """Return mentions, given by id, in their components."""
    found: dict[str, list[Features]] = defaultdict(list)
    for mention_id, features in mentions:
        found[pins.component_of(mention_id)].append(features)
    return found


def are_apart(ours: Components, theirs: Components, pins: Pins) -> bool:
    """Return whether people judged that two clusters are not one event."""
    if not pins.different:
        return False
    return any(not pins.apart(component).isdisjoint(theirs) for component in ours)


def forbid(ours: Components, theirs: Components, rule: Callable[[Features, Features], bool] = forbids) -> bool:
    """Return whether a rule forbids anything in one cluster to be with anything in the other.

    A component speaks with one voice: what any mention in it allows, it allows. Whatever matches mentions of one
    component that forbid each other may be together, as they are.
    """
    judged = [each for each in (*ours.values(), *theirs.values()) if each[1:]]
    for left in ours.values():
        for right in theirs.values():
            if all(rule(one, other) for one in left for other in right) and not _bridged(left, right, judged, rule):
                return True
    return False


def _bridged(
    left: list[Features], right: list[Features], judged: Iterable[list[Features]], rule: Callable[..., bool]
) -> bool:
    """Return whether both match mentions that people pinned as the same, though the rule forbids those, too."""
    for component in judged:
        ours = [each for each in component if any(is_match(one, each) for one in left)]
        theirs = [each for each in component if any(is_match(other, each) for other in right)] if ours else []
        if any(rule(one, other) for one in ours for other in theirs):
            return True
    return False
