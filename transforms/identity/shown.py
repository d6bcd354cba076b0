"""Which of several days and places an event shows."""

from collections.abc import Iterable

from transforms.elements import Basis, DateRange, Genre, Kind, Mention, Place, Precision
from transforms.identity.chronology import founding_order
from transforms.identity.phases import former_dates, former_places

_BELIEVED = (
    Genre.READOUT,
    Genre.DOCUMENT,
    Genre.REPORT,
    Genre.REMARKS,
    Genre.LIVE,
    Genre.MESSAGE,
    Genre.ANNOUNCEMENT,
    Genre.BACKGROUND,
)
_RANKS = {genre: place for place, genre in enumerate(_BELIEVED)}


def rank(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions in the order in which they are believed, a readout first and background last."""
    return sorted(mentions, key=_authority)


def dates_of(mentions: Iterable[Mention]) -> DateRange | None:
    """Return what `ranked_dates` returns, for mentions in any order."""
    return ranked_dates(rank(mentions))


def ranked_dates(found: list[Mention]) -> DateRange | None:
    """Return the date that says most of those that were not given up, of the first mention that gives it.

    A visit is dated by its first and last day, all else by its day. The mentions are ranked, one at least.
    """
    former = former_dates(found)
    is_visit = found[0].kind is Kind.VISIT
    dated = [mention.dates for mention in found if mention.dates is not None and mention.mention_id not in former]
    return min(dated, key=_visit_vagueness if is_visit else _vagueness, default=None)


def ranked_place(found: list[Mention]) -> Place | None:
    """Return city and country of the first who says, the venue of the first who says more; given-up places say none."""
    former = former_places(found)
    places = [mention.place for mention in found if mention.place is not None and mention.mention_id not in former]
    if not places:
        return None
    city = next((place for place in places if place.city), None)
    country = (
        city.country if city and city.country else next((place.country for place in places if place.country), None)
    )
    return Place(
        city=city.city if city else None,
        country=country,
        latitude=city.latitude if city else None,
        longitude=city.longitude if city else None,
        venue=next((place.venue for place in places if place.venue), None),
    )


def _authority(mention: Mention) -> tuple[int, bool, float, tuple[object, ...]]:
    return _RANKS[mention.genre], not mention.is_main, -mention.confidence, founding_order(mention)


def _vagueness(dates: DateRange) -> int:
    return _VAGUENESS[dates.precision] + (2 if dates.basis is Basis.PUBLICATION else 0)


def _visit_vagueness(dates: DateRange) -> int:
    return -1 if dates.precision is Precision.RANGE and dates.basis is not Basis.PUBLICATION else _vagueness(dates)


_VAGUENESS = {Precision.DAY: 0, Precision.RANGE: 1, Precision.MONTH: 4, Precision.YEAR: 5}
