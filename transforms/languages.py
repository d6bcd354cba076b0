"""Languages by code and by name, and which of them are read."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from transforms.counts import counted
from transforms.elements import UNDETERMINED

ENGLISH = "en"
_CODE = re.compile(r"[a-z]{2,3}")
_NO_LANGUAGE = re.compile(r"und|mul|mis|zxx|q[a-t][a-z]")


def is_read(lang: str) -> bool:
    """Return whether events are looked for in posts of a language: English, and what cannot be told from it."""
    return lang in {ENGLISH, UNDETERMINED}


def language_said(tag: str | None) -> str:
    """Return the ISO 639-1 code that a source means, ISO 639-2 where there is none.

    `en-GB`, `eng` and `English` are `en`; a tag that names no language, such as `und` or `zxx`, is UNDETERMINED.
    """
    codes, names = _names()
    words = (tag or "").strip().casefold()
    code = re.split(r"[-_]", words)[0]
    if _CODE.fullmatch(code) and not _NO_LANGUAGE.fullmatch(code):
        code = _aliases().get(code, code)
        return code if code in codes else UNDETERMINED
    return names.get(words, UNDETERMINED)


def unread(languages: Mapping[str, int]) -> Iterator[str]:
    """Yield a sentence for each language that is not read, such as `12 posts in Russian were not read`.

    Args:
        languages: Numbers of posts by language.
    """
    for lang, posts in sorted(languages.items(), key=lambda each: (-each[1], each[0])):
        if posts and not is_read(lang):
            yield f"{counted(posts, 'post')} in {language_name(lang)} {'was' if posts == 1 else 'were'} not read"


def language_name(lang: str) -> str:
    """Return the English name of a language; a code without one stands for itself."""
    if lang == UNDETERMINED:
        return "no known language"
    return _names()[0].get(_aliases().get(lang, lang), lang)


@cache
def _names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the English names of languages by their codes, and the codes by casefolded names."""
    from babel import Locale  # noqa: PLC0415  # for runs with work

    known = {code: name for code, name in Locale("en").languages.items() if _CODE.fullmatch(code)}
    return known, {name.casefold(): code for code, name in known.items()}


@cache
def _aliases() -> Mapping[str, str]:
    """Return the current codes by codes that were replaced and by codes of three letters."""
    from babel.core import get_global  # noqa: PLC0415  # as above

    return get_global("language_aliases")
