"""Which of several days and places an event shows."""

from collections.abc import Callable, Iterable

from transforms.elements import Basis, DateRange, Genre, Kind, Mention, Place, Precision
from transforms.identity.chronology import founding_order
from transforms.identity.phases import former_dates, former_places

_GENRES = (
    Genre.READOUT,
    Genre.DOCUMENT,
    Genre.REPORT,
    Genre.REMARKS,
    Genre.LIVE,
    Genre.MESSAGE,
    Genre.ANNOUNCEMENT,
    Genre.BACKGROUND,
)


def rank(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions in the order in which they are believed, a readout first and background last."""
    return sorted(mentions, key=_authority)


def dates_of(mentions: Iterable[Mention]) -> DateRange | None:
    """Return the date that says most of those that were not given up, of the first mention that gives it.

    A visit is dated by its first and last day, all else by its day. The order of the mentions makes no difference.
    """
    found = rank(mentions)
    former = former_dates(found)
    is_visit = found[0].kind is Kind.VISIT
    dated = [mention.dates for mention in found if mention.dates is not None and mention.mention_id not in former]
    return min(dated, key=_vagueness(is_visit=is_visit), default=None)


def place_of(mentions: Iterable[Mention]) -> Place | None:
    """Return city and country of the first who says, the venue of the first who says more; given-up places say none."""
    found = rank(mentions)
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
    return _GENRES.index(mention.genre), not mention.is_main, -mention.confidence, founding_order(mention)


def _vagueness(*, is_visit: bool) -> Callable[[DateRange], int]:
    order = [Precision.RANGE, Precision.DAY] if is_visit else [Precision.DAY, Precision.RANGE]

    def vagueness(dates: DateRange) -> int:
        if dates.precision in order:
            return order.index(dates.precision) + (2 if dates.basis is Basis.PUBLICATION else 0)
        return 4 if dates.precision is Precision.MONTH else 5

    return vagueness
