"""What the days are that each form of date means."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.elements import Basis, DateRange, Precision
from transforms.gazetteer import reckoning
from transforms.gazetteer.dayforms import COUNTS, MONTHS, WEEKDAYS

Match = re.Match[str]

_BACK = ("last", "past", "previous", "this past")
_ON = ("next", "coming", "this coming")
_TWELVE = 12
_SATURDAY, _SUNDAY = 5, 6
_DAYS_AWAY = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


@dataclass(frozen=True, slots=True)
class Reference:
    """From where a date is read; see `days.resolve_date`."""

    published: date | None
    year: int | None
    ahead: bool | None


def _single(day: date, basis: Basis) -> DateRange:
    return DateRange(start=day, end=day, precision=Precision.DAY, basis=basis)


def _range(start: date, end: date, basis: Basis) -> DateRange:
    """Return the range, or the day where it is one.

    Raises:
        ValueError: It ends before it starts.
    """
    if end < start:
        raise ValueError("ends before it starts")
    precision = Precision.DAY if start == end else Precision.RANGE
    return DateRange(start=start, end=end, precision=precision, basis=basis)


def _month_number(words: str) -> int:
    return MONTHS[words.rstrip(".").casefold()]


def _day_number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _which(match: Match) -> int | None:
    """Return -1, 0 or 1 for last, this and next; None where the words have none of them."""
    which = match["which"]
    if which is None:
        return None
    plain = " ".join(which.casefold().split())
    return -1 if plain in _BACK else 1 if plain in _ON else 0


def _dated(match: Match, month: int, day: int, reference: Reference) -> tuple[date, Basis] | None:
    """Return the day in the year that the words, the reference day or the file give, in this order."""
    if match["year"]:
        return date(int(match["year"]), month, day), Basis.EXPLICIT
    which = _which(match)
    if reference.published:
        if which is not None:
            return date(reference.published.year + which, month, day), Basis.EXPLICIT
        return reckoning.day_in_year(month, day, reference.published, reference.ahead), Basis.EXPLICIT
    if reference.year and not which:
        return date(reference.year, month, day), Basis.INHERITED
    _must_exist(month, day)
    return None


def _must_exist(month: int, day: int) -> None:
    """Raise ValueError for a day that no year has."""
    date(2000, month, day)


def _month_day(match: Match, reference: Reference) -> DateRange | None:
    dated = _dated(match, _month_number(match["month"]), _day_number(match["day"]), reference)
    return _single(*dated) if dated else None


def _month_days(match: Match, reference: Reference) -> DateRange | None:
    month = _month_number(match["month"])
    last_day = _day_number(match["last_day"])
    dated = _dated(match, month, _day_number(match["day"]), reference)
    _must_exist(month, last_day)
    return _range(dated[0], dated[0].replace(day=last_day), dated[1]) if dated else None


def _across_months(match: Match, reference: Reference) -> DateRange | None:
    """Read both ends; a year at one end counts for the other, the turn of the year apart."""
    month, day = _month_number(match["month"]), _day_number(match["day"])
    last_month, last_day = _month_number(match["last_month"]), _day_number(match["last_day"])
    turns = (last_month, last_day) < (month, day)
    _must_exist(last_month, last_day)
    if match["first_year"]:
        start = date(int(match["first_year"]), month, day)
        end_year = int(match["year"] or start.year + turns)
        return _range(start, date(end_year, last_month, last_day), Basis.EXPLICIT)
    if match["year"]:
        end = date(int(match["year"]), last_month, last_day)
        return _range(date(end.year - turns, month, day), end, Basis.EXPLICIT)
    dated = _dated(match, month, day, reference)
    return _range(dated[0], date(dated[0].year + turns, last_month, last_day), dated[1]) if dated else None


def _iso(match: Match, _: Reference) -> DateRange:
    return _single(date(int(match["year"]), int(match["month"]), int(match["day"])), Basis.EXPLICIT)


def _numbers(match: Match, _: Reference) -> DateRange:
    numbers = [int(number) for number in re.findall("[0-9]+", match[0])]
    *days, month, year = numbers
    if month > _TWELVE >= days[-1] and len(days) == 1:
        days, month = [month], days[0]
    return _range(date(year, month, days[0]), date(year, month, days[-1]), Basis.EXPLICIT)


def _month_of(first: date, basis: Basis) -> DateRange:
    return DateRange(start=first, end=reckoning.last_of_month(first), precision=Precision.MONTH, basis=basis)


def _months(match: Match, _: Reference) -> DateRange:
    year, month, last_month = int(match["year"]), _month_number(match["month"]), _month_number(match["last_month"])
    end = reckoning.last_of_month(date(year, last_month, 1))
    start = date(year - (last_month < month), month, 1)
    return DateRange(start=start, end=end, precision=Precision.MONTH, basis=Basis.EXPLICIT)


def _month_year(match: Match, _: Reference) -> DateRange:
    return _month_of(date(int(match["year"]), _month_number(match["month"]), 1), Basis.EXPLICIT)


def _month(match: Match, reference: Reference) -> DateRange | None:
    month = _month_number(match["month"])
    if reference.published:
        return _month_of(reckoning.month_near(month, reference.published, reference.ahead), Basis.EXPLICIT)
    return _month_of(date(reference.year, month, 1), Basis.INHERITED) if reference.year else None


def _which_month(match: Match, reference: Reference) -> DateRange | None:
    """Read `last October` as the latest before the month of the reference day, `next` as the first after it."""
    if reference.published is None:
        return None
    month, which, here = _month_number(match["month"]), _which(match), reference.published
    if which == 0:
        return _month_of(date(here.year, month, 1), Basis.RELATIVE)
    beyond = reckoning.shifted_month(here, which or 0)
    return _month_of(reckoning.month_near(month, beyond, which == 1), Basis.RELATIVE)


def _year_of(year: int, basis: Basis) -> DateRange:
    return DateRange(start=date(year, 1, 1), end=date(year, 12, 31), precision=Precision.YEAR, basis=basis)


def _year(match: Match, _: Reference) -> DateRange:
    return _year_of(int(match["year"]), Basis.EXPLICIT)


def _day(match: Match, reference: Reference) -> DateRange | None:
    if reference.published is None:
        return None
    words = " ".join(match["word"].casefold().split())
    return _single(reference.published + timedelta(days=_DAYS_AWAY.get(words, 0)), Basis.RELATIVE)


def _weekday(match: Match, reference: Reference) -> DateRange | None:
    here = reference.published
    if here is None:
        return None
    weekday, which = WEEKDAYS[match["weekday"].casefold()], _which(match)
    if which == 0:
        return _single(reckoning.monday(here) + timedelta(days=weekday), Basis.RELATIVE)
    if which is not None:
        return _single(reckoning.weekday_near(weekday, here + timedelta(days=which), which == 1), Basis.RELATIVE)
    return _single(reckoning.weekday_near(weekday, here, reference.ahead), Basis.RELATIVE)


def _weekdays(match: Match, reference: Reference) -> DateRange | None:
    if reference.published is None:
        return None
    first, last = WEEKDAYS[match["weekday"].casefold()], WEEKDAYS[match["last_weekday"].casefold()]
    start = reckoning.weekday_near(first, reference.published, reference.ahead)
    return _range(start, start + timedelta(days=(last - first) % 7), Basis.RELATIVE)


def _weekend(match: Match, reference: Reference) -> DateRange | None:
    here = reference.published
    if here is None:
        return None
    words = match[0].casefold()
    saturday = reckoning.monday(here) + timedelta(days=_SATURDAY)
    back = "last" in words or "past" in words
    if back or (reference.ahead is False and "this" not in words and here < saturday):
        saturday -= timedelta(weeks=1)
    elif "next" in words:
        saturday += timedelta(weeks=1)
    elif reference.ahead is None and "this" not in words and here - saturday < timedelta(days=-_SATURDAY + 2):
        saturday -= timedelta(weeks=1)
    return _range(saturday, saturday + timedelta(days=1), Basis.RELATIVE)


def _stretch(match: Match, reference: Reference) -> DateRange | None:
    """Read this, last and next week, month or year; of the week that it is in, a held event lies before now."""
    if reference.published is None:
        return None
    whole = _unit(reference.published, match["unit"].casefold(), _which(match) or 0)
    start, end = whole.start, whole.end
    side = (match["side"] or "").casefold()
    if start <= reference.published <= end:
        held = side == "earlier" or (reference.ahead is False and whole.precision is Precision.RANGE)
        end = reference.published if held else end
        start = reference.published if side == "later" and not held else start
    return DateRange(start=start, end=end, precision=whole.precision, basis=Basis.RELATIVE)


def _unit(here: date, unit: str, by: int) -> DateRange:
    if unit == "day":
        return _single(here + timedelta(days=by), Basis.RELATIVE)
    if unit == "week":
        first = reckoning.monday(here, by)
        return _range(first, first + timedelta(days=_SUNDAY), Basis.RELATIVE)
    if unit == "month":
        return _month_of(reckoning.shifted_month(here, by), Basis.RELATIVE)
    return _year_of(here.year + by, Basis.RELATIVE)


def _away(match: Match, reference: Reference, sign: int) -> DateRange | None:
    if reference.published is None:
        return None
    words = " ".join(match["count"].casefold().split())
    count = int(words) if words.isdecimal() else COUNTS[words]
    return _unit(reference.published, match["unit"].casefold(), sign * count)


def _ahead(match: Match, reference: Reference) -> DateRange | None:
    return _away(match, reference, 1)


def _ago(match: Match, reference: Reference) -> DateRange | None:
    return _away(match, reference, -1)


def _day_of_month(match: Match, reference: Reference) -> DateRange | None:
    if reference.published is None:
        return None
    day, which = _day_number(match["day"]), _which(match)
    if which is not None:
        return _single(reckoning.shifted_month(reference.published, which).replace(day=day), Basis.RELATIVE)
    return _single(reckoning.day_in_month(day, reference.published, reference.ahead), Basis.RELATIVE)


MEANINGS: dict[str, Callable[[Match, Reference], DateRange | None]] = {
    "month_day_to_month_day": _across_months,
    "day_month_to_day_month": _across_months,
    "month_days": _month_days,
    "days_month": _month_days,
    "month_day": _month_day,
    "day_month": _month_day,
    "iso": _iso,
    "numbers": _numbers,
    "months": _months,
    "month_year": _month_year,
    "which_month": _which_month,
    "month": _month,
    "year": _year,
    "day": _day,
    "weekdays": _weekdays,
    "weekday": _weekday,
    "weekend": _weekend,
    "stretch": _stretch,
    "ahead": _ahead,
    "ago": _ago,
    "day_of_month": _day_of_month,
}
