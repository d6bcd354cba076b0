"""Datelines of wire stories: city, day and agency in front of the first sentence."""

import re
from dataclasses import dataclass
from datetime import date

from transforms.elements import Phrase
from transforms.errors import UnusableError
from transforms.gazetteer.cities import city_of
from transforms.segmentation.dates import MONTH, parse_day

_LETTER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĐĒĘĚĞĪİŁŃŌŐŘŚŞŠŪŰŹŻŽ"
_CAPS_WORD = rf"[{_LETTER}][{_LETTER}'’.]*(?:-[{_LETTER}'’.]+){{0,3}}"
_CAPS_CITY = rf"{_CAPS_WORD}(?:[ /]{_CAPS_WORD}){{0,3}}"
_NAME_WORD = rf"[{_LETTER}][\w'’.]*(?:-[\w'’.]+){{0,3}}"
_NAME_CITY = rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}"
_REGION = rf"(?:, (?!{MONTH} \d){_NAME_CITY})?"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:,? (?:(?P<month>{MONTH}) {_DAY.format('day')}|{_DAY.format('day2')} (?P<month2>{MONTH}))"
    r"(?:,? (?P<year>(?:19|20)\d\d))?)"
)
_AGENCY = r"(?: ?[/(](?P<agency>[A-Za-z][\w .&'’-]{1,30}?)[/)])"
_DASH = r"(?:—|–|--|-)"

_HEADER = re.compile(r"[ \t]{0,8}date[ \t:]{1,4}(\d{4}-\d\d-\d\d)[ \t]{0,8}", re.IGNORECASE)
_FORMS = (
    # LONDON, July 3 (Reuters) - · MOSCOW, July 18. /TASS/. · ANKARA, March 3 /Anadolu/
    re.compile(rf"(?P<city>{_CAPS_CITY}){_REGION}{_DATE}?[.,]? ?{_AGENCY}[.:]? ?(?:{_DASH} ?)?"),
    # LONDON, July 3 — · GENEVA, 3 July 2024:
    re.compile(rf"(?P<city>{_CAPS_CITY}){_REGION}{_DATE}[.,]? ?(?:{_DASH}|:) "),
    # Beijing, Aug. 5 (Xinhua) --
    re.compile(rf"(?P<city>{_NAME_CITY}){_REGION}{_DATE}[.,]? ?{_AGENCY}[.:]? ?(?:{_DASH} ?)?"),
    re.compile(rf"(?P<city>{_NAME_CITY}){_REGION} ?{_AGENCY} ?{_DASH} "),
)
# NEW DELHI: The … · NAIROBI — The …; without day and agency the city must be known and the words after it a sentence.
_BARE = re.compile(rf"(?P<city>{_CAPS_CITY})(?::| {_DASH}) (?=[{_LETTER}\"“][\w’']* \w)")
_LONGEST = 160  # a dateline is the beginning of its line


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands in front of the first sentence of a story, and where that sentence begins."""

    city: Phrase | None
    agency: str | None
    published_on: date | None
    stop: int


def has_header(line: str) -> bool:
    """Tell whether a line begins with `date YYYY-MM-DD`."""
    return _HEADER.match(line) is not None


def find_dateline(text: str, start: int = 0) -> Dateline | None:
    """Return the header and dateline at an offset, None where there is neither.

    The header gives the day of publication; without it only a dateline with a year does.

    Raises:
        UnusableError: The header names a day that does not exist.
    """
    header = _HEADER.match(text, start)
    begin = header.end() if header else start
    published = _header_day(header.group(1)) if header else None
    line = text[begin : begin + _LONGEST].split("\n", 1)[0]
    found = _match(line)
    if found is None:
        return Dateline(None, None, published, begin) if header else None
    groups = found.groupdict()
    agency = groups.get("agency")
    return Dateline(
        city=Phrase(found["city"], begin + found.start("city"), begin + found.end("city")),
        agency=agency.strip() if agency else None,
        published_on=published or _own_day(groups),
        stop=begin + found.end(),
    )


def _match(line: str) -> re.Match[str] | None:
    for form in _FORMS:
        if found := form.match(line):
            return found
    bare = _BARE.match(line)
    return bare if bare and city_of(bare["city"]) else None


def _header_day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise UnusableError(f"the header is dated {words}, a day that does not exist") from None


def _own_day(groups: dict[str, str | None]) -> date | None:
    year, month, day = (groups.get("year"), groups.get("month") or groups.get("month2"), _day(groups))
    return parse_day(year, month, day) if year and month and day else None


def _day(groups: dict[str, str | None]) -> str | None:
    return groups.get("day") or groups.get("day2")
