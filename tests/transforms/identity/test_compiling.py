"""Compiled steps give what the same functions give as they are."""

import pytest

from tests.transforms.identity.builders import LIMA, MARCH, mention, on, person
from transforms.elements import Basis, Kind, Mention, Status
from transforms.identity import compiling
from transforms.identity.clustering import Resolution, resolve
from transforms.identity.features import compared_of
from transforms.identity.pins import NO_PINS, Pins

NAMES = ("Akua Owusu", "Owusu", "A. Owusu", "Akva Ovusu", "Bjørn Halvorsen", "Kofi Halvorsen", "Li Wei", "Wei Li")


def _varied() -> list[Mention]:
    """Return mentions in which every field varies, at the pace of its own."""
    dates = (on(3), on(4), None, on(2, until=5), MARCH, on(4, basis=Basis.PUBLICATION), on(20))
    kinds = (Kind.BILATERAL_MEETING, Kind.VISIT, Kind.BILATERAL_MEETING, Kind.MULTILATERAL_MEETING, Kind.STATEMENT)
    statuses = (Status.HELD, Status.PLANNED, Status.HELD, Status.POSTPONED, Status.CANCELLED)
    return [
        mention(
            f"m{number:03}",
            kind=kinds[number // 40],
            status=statuses[number % 5],
            dates=dates[number % 7],
            place=(None, LIMA)[number % 2],
            participants=(person(NAMES[number % 8], "GHA"), person(NAMES[number % 3 + 4], (None, "NOR")[number % 2])),
            organisations=(("ASEAN",), ())[number % 2],
            event_name=(None, "ASEAN meeting on food security", "Talks on fish", "Talks on trade and fish")[number % 4],
            published_on=on(1 + number % 11).start,
        )
        for number in range(200)
    ]


def _resolved(monkeypatch: pytest.MonkeyPatch, many: int, pins: Pins) -> Resolution:
    monkeypatch.setattr(compiling, "MANY", many)
    monkeypatch.setattr(compiling, "_FEW", 1)
    return resolve(map(compared_of, _varied()), pins)


@pytest.mark.parametrize(
    "pins", [NO_PINS, Pins(same=frozenset({("m001", "m006")}), different=frozenset({("m002", "m009")}))]
)
def test_compiled_steps_decide_alike(monkeypatch: pytest.MonkeyPatch, pins: Pins) -> None:
    pytest.importorskip("numba")
    compiled = _resolved(monkeypatch, 1, pins)
    assert compiled == _resolved(monkeypatch, 10**6, pins)
    assert 1 < len(compiled.clusters) < 200
    assert compiled.decisions
