"""Hypothesis strategies: small worlds in which mentions collide in every way."""

from dataclasses import replace
from itertools import combinations

from hypothesis import strategies as st

from tests.transforms.identity.builders import ACCRA, HALVORSEN, LIMA, MARCH, OWUSU, mention, on, person, published
from transforms.elements import Basis, DateRange, Kind, Mention, Place, Status
from transforms.identity.pins import Pins

_KINDS = (Kind.BILATERAL_MEETING, Kind.PHONE_CALL, Kind.VISIT, Kind.CEREMONY, Kind.MULTILATERAL_MEETING)
_STATUSES = (Status.HELD, Status.HELD, Status.PLANNED, Status.POSTPONED, Status.CANCELLED)
_SESSIONS = (None, None, "12th AU ministerial meeting on health", "AU summit", "AU ministerial meeting on trade")
_BASES = (Basis.EXPLICIT, Basis.PUBLICATION)
_PEOPLE = (
    (),
    (HALVORSEN, OWUSU),
    (HALVORSEN,),
    (person("Halvorsen", "NOR"), OWUSU),
    (person("Ingrid Solberg", "NOR", "Prime Minister"), OWUSU),
)


def _dates() -> st.SearchStrategy[DateRange | None]:
    days = st.builds(on, st.integers(1, 9), basis=st.sampled_from(_BASES))
    ranges = st.builds(_range, st.integers(1, 6), st.integers(1, 3))
    return st.one_of(st.none(), days, days, ranges, st.just(MARCH))


def _range(first: int, days: int) -> DateRange:
    return on(first, until=first + days)


@st.composite
def _mention(draw: st.DrawFn) -> Mention:
    return mention(
        kind=draw(st.sampled_from(_KINDS)),
        status=draw(st.sampled_from([Status.HELD, Status.PLANNED])),
        dates=draw(_dates()),
        place=draw(st.sampled_from([ACCRA, ACCRA, LIMA, Place(country="GHA"), None])),
        participants=draw(st.sampled_from(_PEOPLE)),
        countries=draw(st.sampled_from([("GHA", "NOR"), ("GHA", "NOR"), ("NOR",)])),
        organisations=draw(st.sampled_from([(), ("AU",)])),
        published_at=draw(st.one_of(st.none(), st.builds(published, st.integers(1, 28)))),
    )


@st.composite
def _similar(draw: st.DrawFn) -> Mention:
    return mention(
        dates=draw(st.one_of(st.none(), st.builds(on, st.integers(3, 7), basis=st.sampled_from(_BASES)))),
        place=draw(st.sampled_from([ACCRA, ACCRA, LIMA, None])),
        participants=draw(st.sampled_from(_PEOPLE)),
        published_at=draw(st.one_of(st.none(), st.builds(published, st.integers(1, 28)))),
    )


@st.composite
def _told(draw: st.DrawFn) -> Mention:
    """Return a mention that may lack a day and a counterpart, and whose post has a day."""
    day = on(draw(st.integers(1, 200)))
    name = draw(st.sampled_from(_SESSIONS))
    found = mention(
        kind=Kind.MULTILATERAL_MEETING if name else Kind.BILATERAL_MEETING,
        status=draw(st.sampled_from(_STATUSES)),
        dates=draw(st.one_of(st.none(), st.just(day), _dates())),
        place=draw(st.sampled_from([ACCRA, LIMA, None])),
        participants=draw(st.sampled_from(_PEOPLE)),
        countries=draw(st.sampled_from([("GHA", "NOR"), ("GHA", "NOR"), ("NOR",)])),
        organisations=("AU",) if name else (),
        event_name=name,
    )
    return replace(found, published_on=draw(st.sampled_from([None, day.start, on(200).start])))


def _numbered(found: list[Mention]) -> list[Mention]:
    return [replace(each, mention_id=f"m{place:02}", post_id=f"p{place:02}") for place, each in enumerate(found)]


mentions: st.SearchStrategy[list[Mention]] = st.one_of(
    st.lists(_mention(), max_size=14), st.lists(_similar(), max_size=10), st.lists(_told(), max_size=12)
).map(_numbered)
"""Up to fourteen mentions, of anything or of much the same, with ids of their own."""


@st.composite
def judged(draw: st.DrawFn) -> tuple[list[Mention], Pins]:
    """Return mentions and pins of some of them that do not contradict each other."""
    found = draw(mentions)
    return found, draw(pins_of(found))


@st.composite
def pins_of(draw: st.DrawFn, found: list[Mention]) -> Pins:
    """Return pins of some of these mentions that do not contradict each other."""
    pairs = list(combinations([each.mention_id for each in found], 2))
    pins = Pins()
    for pair in draw(st.lists(st.sampled_from(pairs), max_size=5, unique=True)) if pairs else []:
        same = draw(st.booleans())
        wider = Pins(pins.same | {pair}, pins.different) if same else Pins(pins.same, pins.different | {pair})
        if not any(wider.component_of(left) == wider.component_of(right) for left, right in wider.different):
            pins = wider
    return pins
