"""Countries and how texts name them: names, demonyms, flags, hashtags, seats of government and capitals.

Codes are ISO 3166-1 alpha-3, and XKX for Kosovo. The European Union and the United Nations are organisations, whatever
their flags.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from transforms.gazetteer.hashtags import compact, find_parts
from transforms.gazetteer.lexicon import Found, Lexicon, capitals_suffice, items, rows
from transforms.gazetteer.surroundings import is_of_a_person, is_pronoun

_FLAG_OFFSET = 127397
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0061-\U000e007a]{2,6}\U000e007f")
_PLURAL = ("an", "i", "o", "er", "k", "b", "t", "n", "d")
_SHORT = 3


class CountryForm(StrEnum):
    """How a text names a country."""

    NAME = "name"
    DEMONYM = "demonym"
    FLAG = "flag"
    HASHTAG = "hashtag"
    METONYM = "metonym"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """A country named in a text, without article and possessive: `text == whole[start:stop]`."""

    start: int
    stop: int
    text: str
    code: str
    form: CountryForm


@dataclass(frozen=True, slots=True)
class Country:
    """A row of the list of countries; marks of names as the file explains them."""

    alpha2: str
    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sense:
    code: str
    form: CountryForm
    mark: str = ""


@lru_cache(maxsize=64)
def find_countries(text: str) -> tuple[CountryMatch, ...]:
    """Return the countries that a text names, in order, the longest name at each place, none inside another.

    A capital is told apart (`CAPITAL`) because it may be the actor or the place. Names that are mostly something else
    (`us`, `turkey`, a person called Jordan, the Gulf of Mexico) are left out.
    """
    found = [*_names(text), *_flags(text), *_hashtags(text)]
    return tuple(sorted(found, key=lambda match: match.start))


@lru_cache(maxsize=16384)
def country_of(words: str) -> str | None:
    """Return the code of the country that the words name, or None.

    Takes a name, demonym, flag, hashtag or seat of government, with or without article and possessive; capitals are
    cities here, see `country_of_capital`.
    """
    plain = re.sub(r"['’]s?$", "", words.strip().lstrip("#"))
    plain = re.sub(r"^the\s+", "", plain, flags=re.IGNORECASE)
    if not plain or len(plain) > 100:  # noqa: PLR2004  # no country has a name that long
        return None
    if _FLAG.fullmatch(plain):
        return _code_of_flag(plain)
    for name, sense in _known().get(plain):
        if sense.form is not CountryForm.CAPITAL and (len(plain) > _SHORT or capitals_suffice(name, plain)):
            return sense.code
    if words.strip().startswith("#"):
        return _code_in_hashtag(plain)
    return None


@cache
def country_name(code: str) -> str:
    """Return the short English name of a country.

    Raises:
        KeyError: No country has this code.
    """
    return countries()[code].name


@cache
def capital_of(code: str) -> str | None:
    """Return the capital of a country, or None where it has none."""
    country = countries().get(code)
    return country.capitals[0].strip("~*^") if country and country.capitals else None


@cache
def country_of_capital(name: str) -> str | None:
    """Return the country of which this is the capital, or a second seat of government."""
    for _, sense in _known().get(name):
        if sense.form is CountryForm.CAPITAL:
            return sense.code
    return None


@cache
def countries() -> dict[str, Country]:
    """Return all countries by code."""
    found = {}
    for alpha2, code, name, names, demonyms, capitals, metonyms in rows("countries.psv", 7):
        found[code] = Country(alpha2, code, name, items(names), items(demonyms), items(capitals), items(metonyms))
    return found


def _senses() -> Iterator[tuple[str, _Sense]]:
    """Yield every listed name; names before demonyms before capitals, so that Singapore is the country."""
    for country in countries().values():
        for name in (country.name, *country.names):
            yield _marked(name, country.code, CountryForm.NAME)
    for country in countries().values():
        for name in country.demonyms:
            yield _marked(name, country.code, CountryForm.DEMONYM)
            if name.endswith(_PLURAL):
                yield _marked(name + "s", country.code, CountryForm.DEMONYM)
        for name in country.metonyms:
            yield _marked(name, country.code, CountryForm.METONYM)
    for country in countries().values():
        for name in country.capitals:
            yield _marked(name, country.code, CountryForm.CAPITAL)


def _marked(name: str, code: str, form: CountryForm) -> tuple[str, _Sense]:
    mark = "".join(sign for sign in (name[0], name[-1]) if sign in "~*^")
    return name.strip("~*^"), _Sense(code, form, mark)


@cache
def _known() -> Lexicon[_Sense]:
    return Lexicon(_senses())


@cache
def _sought() -> Lexicon[_Sense | None]:
    """Return what is sought in running text; None is a trap."""
    names: list[tuple[str, _Sense | None]] = [(wording, None) for (wording,) in rows("traps.psv", 1)]
    names.extend((name, sense) for name, sense in _senses() if sense.mark != "~")
    return Lexicon(names)


@cache
def _compact_names() -> dict[str, tuple[str, str]]:
    """Return name and code by the letters of a hashtag; capitals and seats of government are left out."""
    found: dict[str, tuple[str, str]] = {}
    for name, sense in _senses():
        if sense.mark != "^" and sense.form in (CountryForm.NAME, CountryForm.DEMONYM):
            found.setdefault(compact(name), (name, sense.code))
    return found


def _names(text: str) -> Iterator[CountryMatch]:
    for found in _sought().scan(text):
        sense = found.value
        if sense is not None and _is_meant(text, found, sense):
            yield CountryMatch(found.start, found.stop, text[found.start : found.stop], sense.code, sense.form)


def _is_meant(text: str, found: Found[_Sense | None], sense: _Sense) -> bool:
    if sense.mark == "^":
        return text[found.stop : found.stop + 1] in ("-", "‑", "–")
    if sense.mark == "*":
        return not is_of_a_person(text, found.start, found.stop)
    return found.name != "US" or not is_pronoun(text, found.start)


def _flags(text: str) -> Iterator[CountryMatch]:
    for flag in _FLAG.finditer(text):
        code = _code_of_flag(flag[0])
        if code is not None:
            yield CountryMatch(flag.start(), flag.end(), flag[0], code, CountryForm.FLAG)


@cache
def _codes_by_alpha2() -> dict[str, str]:
    return {country.alpha2: country.code for country in countries().values()}


def country_of_domain(label: str) -> str | None:
    """Return the code of the country that a last label of addresses stands for: `ua`, `uk`."""
    return _codes_by_alpha2().get({"UK": "GB"}.get(label.upper(), label.upper()))


def _code_of_flag(flag: str) -> str | None:
    if len(flag) > 2:  # noqa: PLR2004  # the flags of England, Scotland and Wales are longer sequences
        return "GBR"
    return _codes_by_alpha2().get("".join(chr(ord(sign) - _FLAG_OFFSET) for sign in flag))


def _hashtags(text: str) -> Iterator[CountryMatch]:
    for part in find_parts(text, _code_in_hashtag):
        yield CountryMatch(part.start, part.stop, text[part.start : part.stop], part.value, CountryForm.HASHTAG)


def _code_in_hashtag(letters: str) -> str | None:
    """Return the code for a part of a hashtag; one of two letters needs capitals: `#US`, not `#JoinUs`."""
    name, code = _compact_names().get(compact(letters), ("", None))
    return code if len(letters) > _SHORT - 1 or letters == name else None
