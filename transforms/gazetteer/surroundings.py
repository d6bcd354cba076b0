"""Whether a country that shares its name with people, or with a pronoun, is meant: told by the words around it."""

import re
from functools import cache

from transforms.gazetteer.lexicon import items, rows

_BEFORE = re.compile(r"([^\W\d_]+)\.? $")
_AFTER = re.compile(r" ([^\W\d_]+)")
_REACH = 40


@cache
def _words(column: str) -> frozenset[str]:
    return frozenset(word for name, words in rows("around.psv", 2) if name == column for word in items(words))


def is_of_a_person(text: str, start: int, stop: int) -> bool:
    """Say whether the name at this place is part of a person's name: `Jordan Smith`, `Michael Jordan`."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    if before and before[1].title() in _words("given"):
        return True
    after = _AFTER.match(text, stop)
    if after is None or not after[1].istitle() or after[1] in _words("after"):
        return False
    return not (before and before[1].casefold() in _words("lead"))


def is_pronoun(text: str, start: int) -> bool:
    """Say whether US at this place is the pronoun of a line in capitals: `JOIN US`."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    return before is not None and before[1] in _words("pronoun")


def is_shouted(text: str, start: int, stop: int) -> bool:
    """Say whether the acronym at this place is a word that stands in capitals as its neighbours do: `WHO WAS THERE`."""
    if text[start:stop] not in _words("shouted"):
        return False
    after = _AFTER.match(text, stop)
    return after is not None and len(after[1]) > 1 and after[1].isupper()
