"""The filled fields of an event, in the gold and as found, and when two of them agree."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Slots = Mapping[str, tuple["Value", ...]]

# In the order in which they are printed; the last two hold as many values as there are people and countries.
FIELDS = ("kind", "status", "date", "city", "country", "participant", "party")

_MEETINGS = frozenset(("bilateral_meeting", "trilateral_meeting", "multilateral_meeting", "domestic_meeting"))
_HOSTED = frozenset(("visit", "arrival"))
_SHORT = 2  # letters; shorter words of a name prove nothing beside longer ones
_NAME_WEIGHT = 0.9


@dataclass(frozen=True, slots=True)
class Choice:
    """Values any of which is right; the first is the one the gold prefers."""

    values: tuple[str, ...]

    def __str__(self) -> str:
        return " or ".join(self.values)


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, and how many days off either may be."""

    start: date
    end: date
    tolerance: int = 0

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start} to {self.end}"


@dataclass(frozen=True, slots=True)
class Person:
    """A name, the spellings of its family name where they are known, and a country or an organisation."""

    name: str
    family: tuple[str, ...] = ()
    country: str | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.country})" if self.country else self.name


Value = str | Choice | Days | Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one post says of one event, by the gold or as found.

    `event` is the same for tellings of one event, None where the gold does not say of which. `cast` says that people
    and parties are annotated, be it as none.
    """

    event: str | None
    is_main: bool
    kind: str
    name: str | None
    slots: Slots
    cast: bool = True

    @property
    def family(self) -> str:
        """The kind, all meetings being one."""
        return "meeting" if self.kind in _MEETINGS else self.kind


def agree(field: str, wanted: Value, given: Value) -> bool:
    """Say whether a found value is what the gold wants."""
    match wanted, given:
        case Choice(), str():
            return given in wanted.values
        case Days(), Days():
            ends = (wanted.start - given.start, wanted.end - given.end)
            return all(abs(each.days) <= wanted.tolerance for each in ends)
        case Person(), Person():
            return _is_person(wanted, given)
        case str(), str() if field == "city":
            return fold(wanted) == fold(given)
        case _:
            return wanted == given


def expected(wanted: Telling, given: Telling) -> Slots:
    """Return the found slots that the gold says something about, right or wrong."""
    scored = {field for field, values in wanted.slots.items() if values} | {"kind"}
    if wanted.cast:
        scored |= {"participant", "party"}
    slots = {field: values for field, values in given.slots.items() if field in scored}
    if wanted.kind in _HOSTED:
        hosts, parties = wanted.slots.get("country", ()), wanted.slots.get("party", ())
        slots["party"] = tuple(each for each in slots.get("party", ()) if each not in hosts or each in parties)
    return slots


def likeness(wanted: Telling, given: Telling) -> float:
    """Return below one how alike two names are, to tell apart sessions that differ in nothing else."""
    left, right = set(fold(wanted.name or "").split()), set(fold(given.name or "").split())
    return _NAME_WEIGHT * len(left & right) / len(left | right) if left and right else 0.0


def fold(text: str) -> str:
    """Return the letters and blanks of a text, small and without accents; what a hyphen joins is one word."""
    split = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in split if not unicodedata.combining(sign)).lower()
    return "".join(sign for sign in bare if sign.isalpha() or sign == " ").strip()


def _is_person(wanted: Person, given: Person) -> bool:
    """Say whether the countries agree and the names share the family name or, where that is unknown, a word."""
    if wanted.country and given.country and wanted.country != given.country:
        return False
    asked = {fold(name) for name in wanted.family} or set(fold(wanted.name).split())
    found = set(fold(given.name).split())
    if wanted.family:
        found.add(fold(given.name))
    shared = (asked & found) - {""}
    is_short = all(len(word) <= _SHORT for word in asked)
    return any(is_short or len(word) > _SHORT for word in shared)
