"""For which state a source speaks, as far as its name says so."""

import re
from functools import lru_cache

from transforms.gazetteer.countries import country_of_domain, find_countries
from transforms.gazetteer.organisations import find_organisations, organisation_of

_LANGUAGE = re.compile(r"\bEnglish\b")
_ABROAD = re.compile(
    r"\b(?:embassy|ambassador|high commission(?:er)?|consulate|consul|mission|delegation)\b", re.IGNORECASE
)
_DIPLOMAT = re.compile(
    r"\b(?:ambassador|high commissioner|consul|charg[eé]|envoy|(?:permanent|deputy) representative|head of mission)\b",
    re.IGNORECASE,
)
_OF_A_STATE = re.compile(
    r"\b(?:minister|premier|chancellor|king|queen|emir|ambassador|high commissioner)\b", re.IGNORECASE
)
# A handle: iran_embassy_uk, IsraeliPM.
_HANDLE = re.compile(r"(?<=[a-z])(?=[A-Z])|_|@")
_WORD = re.compile(r"\b[a-z]")
# The domains of governments: mfa.gov.ua, president.gov.mt, mofa.go.jp, gob.mx, www.gov.pl.
_DOMAIN = re.compile(r"\b(?:gov|gob|gouv|go|gub|mfa|government)\.([a-z]{2})\b")


@lru_cache(maxsize=4096)
def state_of_source(source: str) -> str | None:
    """Return the country, or the organisation, that the name of a source says it speaks for; None where it is open.

    An embassy speaks for the state that is named first, any other source only for one that is named alone.
    """
    name = _LANGUAGE.sub(" ", _words(source))
    countries = list(dict.fromkeys(match.code for match in find_countries(name)))
    if countries and (len(countries) == 1 or _ABROAD.search(name)):
        return countries[0]
    if countries:
        return None
    if domain := _DOMAIN.search(name):
        return country_of_domain(domain[1])
    bodies = {match.code for match in find_organisations(name)}
    return bodies.pop() if len(bodies) == 1 else None


def may_be_own(role: str, source: str, home: str) -> bool:
    """Return whether somebody in an office, of whom no country is said, is of the state that a source speaks for.

    An embassy tells of its diplomats and of those whom they met, an organisation of its officials and of ministers.
    """
    if "counterpart" in role.casefold():
        return False
    if organisation_of(home):
        return not _OF_A_STATE.search(role)
    return not _ABROAD.search(_words(source)) or bool(_DIPLOMAT.search(role))


def _words(source: str) -> str:
    """Return the name of a source in words, also where it is a handle."""
    if "." in source or not _HANDLE.search(source):
        return source
    return _WORD.sub(lambda letter: letter[0].upper(), _HANDLE.sub(" ", source))
