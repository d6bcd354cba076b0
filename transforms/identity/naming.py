"""The one-line name of an event, made from its fields."""

from transforms.elements import DateRange, Kind, Participant, Place, Precision

_NAMED = frozenset({Kind.MULTILATERAL_MEETING, Kind.DOMESTIC_MEETING, Kind.CEREMONY, Kind.OTHER, Kind.STATEMENT})
_PREFIXES = {
    Kind.PHONE_CALL: "Call ",
    Kind.SIGNING: "Signing ",
    Kind.CONDOLENCE: "Condolences ",
    Kind.CONGRATULATION: "Congratulations ",
    Kind.PRESS_CONFERENCE: "Press conference ",
    Kind.BRIEFING: "Briefing ",
    Kind.CEREMONY: "Ceremony ",
    Kind.STATEMENT: "Statement ",
    Kind.DOMESTIC_MEETING: "Meeting ",
}
_TRAVEL = {
    Kind.VISIT: ("Visit of", "to"),
    Kind.ARRIVAL: ("Arrival of", "in"),
    Kind.DEPARTURE: ("Departure of", "from"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_PERSONS = 4
_LONGEST = 160


def name_event(
    kind: Kind,
    given: str | None,
    *,
    participants: tuple[Participant, ...],
    countries: tuple[str, ...],
    dates: DateRange | None,
    place: Place | None,
) -> str:
    """Return a line that says what it was, who, where and when, as far as known; equal fields give equal names."""
    city = (place.city or place.country) if place else None
    if kind in _TRAVEL:
        host = place.country if place else None
        who = _who(participants, tuple(country for country in countries if country != host))
        verb, preposition = _TRAVEL[kind]
        return _line([f"{verb} {who}" + (f" {preposition} {city}" if city else ""), _when(dates)])
    who = _who(participants, countries)
    if given and kind in _NAMED:
        return _line([given, city, _when(dates)])
    return _line([f"{_PREFIXES.get(kind, '')}{who}", city, _when(dates)])


def _who(participants: tuple[Participant, ...], countries: tuple[str, ...]) -> str:
    """Return the persons, a country for each party without one, or the countries."""
    present = {who.country for who in participants}
    names = [who.name for who in participants[:_MOST_PERSONS]]
    others = [country for country in countries if country not in present] if len(names) < len(countries) else []
    return " – ".join([*names, *others]) or "unnamed"


def _line(parts: list[str | None]) -> str:
    words = " ".join(", ".join(part for part in parts if part).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _when(dates: DateRange | None) -> str | None:
    """Return a date as people write it: 25 Jul 2024, 26–27 Jul 2024, Jul 2024, 2024."""
    if dates is None:
        return None
    first, last = dates.start, dates.end
    month = f"{_MONTHS[last.month - 1]} {last.year}"
    if dates.precision is Precision.YEAR:
        return str(first.year)
    if dates.precision is Precision.MONTH:
        return month
    if first == last:
        return f"{first.day} {month}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month}"
    return f"{first.day} {_MONTHS[first.month - 1]} {first.year} – {last.day} {month}"
