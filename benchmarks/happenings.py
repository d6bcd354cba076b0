"""What happens in the synthetic world, day by day: the events that posts will tell of, which are the truth."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from random import Random

from benchmarks.parameters import WorldParameters
from benchmarks.scenes import SCENES, Happening, annual_pairs, annual_scene
from benchmarks.world import World, drawn
from transforms.elements import Kind, Status

_WEEKEND = 5
_CAN_FAIL = frozenset({Kind.BILATERAL_MEETING, Kind.TRILATERAL_MEETING, Kind.MULTILATERAL_MEETING, Kind.VISIT})


def happenings(parameters: WorldParameters, seed: int) -> Iterator[Happening]:
    """Yield events without end, nearly in the order of their days; the same for the same seed."""
    world = World(parameters, seed)
    random = Random(seed)  # noqa: S311  # a world, not a secret
    names = [name for name, _ in parameters.scenes]
    shares = tuple(share for _, share in parameters.scenes)
    annual = annual_pairs(world, Random(seed + 1))  # noqa: S311  # as above
    numbers = count(1)
    for offset in count():
        day = parameters.first_day + timedelta(days=offset)
        found = [annual_scene(world, pair, day, random) for pair in annual if pair.falls_on(day)]
        opened = (names[drawn(shares, random)] for _ in range(_busyness(parameters, day, random)))
        for scene in (*found, *(SCENES[name](world, day, random) for name in opened)):
            for happening in scene:
                yield replace(happening, number=next(numbers), fate=_fate(parameters, happening, random))


def _busyness(parameters: WorldParameters, day: date, random: Random) -> int:
    """Return how many scenes open on a day."""
    mean = parameters.scenes_a_day * (parameters.quiet_share if day.weekday() >= _WEEKEND else 1.0)
    return max(0, round(random.gauss(mean, mean**0.5)))


def _fate(parameters: WorldParameters, happening: Happening, random: Random) -> Status:
    if happening.kind not in _CAN_FAIL:
        return Status.HELD
    fates = (1 - parameters.cancelled - parameters.postponed, parameters.cancelled, parameters.postponed)
    return (Status.HELD, Status.CANCELLED, Status.POSTPONED)[drawn(fates, random)]
