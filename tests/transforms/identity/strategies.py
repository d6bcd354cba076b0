"""Hypothesis strategies: small worlds in which mentions collide in every way."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.transforms.identity.builders import ACCRA, HALVORSEN, LIMA, MARCH, OWUSU, mention, on, person, published
from transforms.elements import Basis, DateRange, Kind, Mention, Place, Status

_KINDS = (Kind.BILATERAL_MEETING, Kind.PHONE_CALL, Kind.VISIT, Kind.CEREMONY, Kind.MULTILATERAL_MEETING)
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


def _numbered(found: list[Mention]) -> list[Mention]:
    return [replace(each, mention_id=f"m{place:02}", post_id=f"p{place:02}") for place, each in enumerate(found)]


mentions: st.SearchStrategy[list[Mention]] = st.one_of(
    st.lists(_mention(), max_size=14), st.lists(_similar(), max_size=10)
).map(_numbered)
"""Up to fourteen mentions, of anything or of much the same, with ids of their own."""
