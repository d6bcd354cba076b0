"""Who is named in a post: persons with their offices and countries, and offices and groups without a name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from transforms.elements import Phrase
from transforms.gazetteer.cues import precedes, shape
from transforms.gazetteer.spans import Coverage
from transforms.gazetteer.titles import is_plural_title
from transforms.grammar.chunks import Chunk, Chunks
from transforms.grammar.namings import Person, first_naming, fold, gather

_OWNER = r"[COK]"
_TITLES = r"T(?:(?:[ac]{1,2}t?|d)T)*"
# What goes on with titles, states or honorifics is read from where they begin, and not again from each of them.
_NEW_TITLES = r"(?:(?<!h)(?=h)|(?<!h)(?<!T[acd])(?<!T[ac]{2})(?<!T[ac]t)(?<!T[ac]{2}t)(?=T))"
_NEW_STATES = r"(?<![CK][ac])(?<![CK][ac]{2})(?<![CK][ac]t)(?<![CK][ac]{2}t)"
_BEFORE = re.compile(
    rf"(?:(?P<owner>{_OWNER})(?:p[COKNx]{{1,3}}q)?s?|{_NEW_TITLES})h*+(?P<titles>{_TITLES})(?:p[COKNx]{{1,3}}q)?"
    rf"(?:ft?(?P<of>{_OWNER})s?(?:p[COKNx]{{1,3}}q)?e?(?:ot?[CKO])?(?:[ac]{{1,2}}t?(?P<more>{_TITLES})(?:ft?{_OWNER})?)?"
    r"|ft?x{1,2}e?)?"
    r"c?(?:h|phq)*(?P<names>N(?:(?:cN)*c?aN)?)(?:ft?(?P<after>[CK])(?!s))?"
)
_BESIDE = re.compile(r"(?P<name>N)p(?P<owner>[CK])q")
_RESPECTIVELY = re.compile(r"(?P<titles>T)ft?(?P<first>[CK])at?(?P<second>[CK])h*(?P<names>Nah*N)")
_AFTER = re.compile(
    rf"(?P<name>N)ct?(?:(?P<owner>{_OWNER})(?:p[COKNx]{{1,3}}q)?s?)?(?P<titles>{_TITLES})(?:ft?(?P<of>{_OWNER}))?(?!c?h*N)"
)
_OWNED = re.compile(r"(?P<owner>[CK])s(?P<name>N)")
_OFFICE = re.compile(
    rf"(?:{_NEW_STATES}(?P<owners>[CK](?:[ac]{{1,2}}t?[CK])*+)s?x{{0,2}}(?P<head>[TG]))"
    r"|(?:(?P<of_head>[TG])ft?(?P<of>[CK](?:[ac]{1,2}t?[CK])*))"
)
_JOINED = re.compile(r"(?P<joined>[CK](?:d[CKO])+|O(?:d[CKO])+)")
_LIST = re.compile(r"(?:,| and)(?: with)?(?: the)? ")
_SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Office:
    """States named through an office, a group or a joined name: `X's foreign minister`, `X and Y officials`."""

    countries: tuple[Phrase, ...]
    start: int
    stop: int


def find_people(text: str, chunks: Chunks, is_person: Coverage) -> tuple[Person, ...]:
    """Return the persons in order of first naming; `is_person` are the stretches that the model takes for persons."""
    found: list[Person] = []
    used: set[int] = set()
    for match in _RESPECTIVELY.finditer(chunks.letters):
        found.extend(_respectively(text, chunks, match, used))
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(chunks.letters):
            found.extend(_titled(text, chunks, match, used))
    for match in _BESIDE.finditer(chunks.letters):
        index = match.start("name")
        if index not in used:
            used.add(index)
            found.append(_person(text, chunks.chunks[index], (), chunks.chunks[match.start("owner")]))
    signs = _Signs(text, is_person, found)
    for match in _OWNED.finditer(chunks.letters):
        index, owner = match.start("name"), chunks.chunks[match.start("owner")]
        if index not in used and signs.show_person(chunks.chunks[index]):
            used.add(index)
            whole = owner.start, chunks.chunks[index].stop
            found.append(_person(text, chunks.chunks[index], (), owner, whole))
            signs.learn(found[-1])
    found.sort(key=first_naming)
    return tuple(_in_lists(text, gather(found, list(_bare(text, chunks, used, signs)))))


def find_offices(text: str, chunks: Chunks, people: Sequence[Person]) -> tuple[Office, ...]:
    """Return the states that are named through an office or a group and not through one of the people."""
    taken = {span for person in people for span in person.spans}
    covered = Coverage(taken)
    named = {person.country for person in people}
    found = []
    for pattern in (_OFFICE, _JOINED):
        for match in pattern.finditer(chunks.letters):
            pieces = chunks.chunks[match.start() : match.end()]
            countries = tuple(_phrase(text, piece) for piece in pieces if piece.letter in "CK")
            held = covered.around(pieces[-1].stop - 1) is not None
            if pattern is _JOINED or not (held or any(country in named for country in countries)):
                found.append(Office(countries, pieces[0].start, pieces[-1].stop))
    apart = (office for office in found if (office.start, office.stop) not in taken)
    return tuple(sorted(apart, key=attrgetter("start")))


def _titled(text: str, chunks: Chunks, match: re.Match[str], used: set[int]) -> Iterator[Person]:
    group = match.re.groupindex
    names = [i for i in range(match.start(), match.end()) if chunks.letters[i] == "N" and _inside(match, i, group)]
    names = [i for i in names if i not in used]
    many = any(is_plural_title(title) for title in _words(text, chunks, match))
    names = (names if len(names) > 1 else []) if many else names[:1]
    titles = tuple(
        _phrase(text, chunks.chunks[i]) for i in range(match.start(), match.end()) if chunks.letters[i] == "T"
    )
    owner = next((match.start(key) for key in ("owner", "of", "after") if key in group and match.group(key)), None)
    state = _sender(text, chunks, match.start()) if owner is None else chunks.chunks[owner]
    for index in names:
        used.add(index)
        whole = _whole(chunks, match) if len(names) == 1 else None
        yield _person(text, chunks.chunks[index], titles, state, whole)


def _in_lists(text: str, people: Sequence[Person]) -> Iterator[Person]:
    """Yield the persons; one without a country has that of the one before: `met President of A X and Minister Y`."""
    owner: Person | None = None
    for person in people:
        goes_on = owner is not None and _LIST.fullmatch(text, owner.spans[0][1], first_naming(person)) is not None
        if owner and goes_on and person.titles and not (person.country or person.organisation):
            owner = replace(person, country=owner.country)
        else:
            owner = person if goes_on or _is_met(text, person) else None
        yield owner or person


def _is_met(text: str, person: Person) -> bool:
    """Tell whether somebody `of A` is met or written to."""
    start, stop = person.spans[0]
    of = person.country is not None and start < person.country.start < person.name.start < stop
    return of and precedes(shape("is_met"), text, 0, start) is not None


def _sender(text: str, chunks: Chunks, first: int) -> Chunk | None:
    """Return the country of the delegation that somebody leads: `the X delegation, headed by the minister`."""
    for index in range(first - 1, max(-1, first - 9), -1):
        if chunks.letters[index] in "|N":
            return None
        if chunks.letters[index] == "C":
            between = text[chunks.chunks[index].stop : chunks.chunks[first].start]
            return chunks.chunks[index] if shape("led_by").fullmatch(between) else None
    return None


def _respectively(text: str, chunks: Chunks, match: re.Match[str], used: set[int]) -> Iterator[Person]:
    """Yield two persons of one office and two countries: `the foreign ministers of A and B X and Y`."""
    names = [match.start("names"), match.end("names") - 1]
    title = (_phrase(text, chunks.chunks[match.start("titles")]),)
    for index, key in zip(names, ("first", "second"), strict=True):
        used.add(index)
        yield _person(text, chunks.chunks[index], title, chunks.chunks[match.start(key)])


def _words(text: str, chunks: Chunks, match: re.Match[str]) -> Iterator[str]:
    for index in range(match.start(), match.end()):
        if chunks.letters[index] == "T":
            yield text[chunks.chunks[index].start : chunks.chunks[index].stop]


def _whole(chunks: Chunks, match: re.Match[str]) -> tuple[int, int]:
    """Return where the person stands with titles and country, without what only leads up to them."""
    starts = [
        match.start(key) for key in ("owner", "titles", "name") if key in match.re.groupindex and match.group(key)
    ]
    return chunks.chunks[min(starts)].start, chunks.chunks[match.end() - 1].stop


def _inside(match: re.Match[str], index: int, group: Mapping[str, int]) -> bool:
    key = "names" if "names" in group else "name"
    return match.start(key) <= index < match.end(key)


def _person(
    text: str, piece: Chunk, titles: tuple[Phrase, ...], state: Chunk | None, whole: tuple[int, int] | None = None
) -> Person:
    country = _phrase(text, state) if state and state.letter in "CK" else None
    body = _phrase(text, state) if state and state.letter == "O" else None
    return Person(_phrase(text, piece), titles, country, body, (whole or (piece.start, piece.stop),))


def _phrase(text: str, piece: Chunk) -> Phrase:
    return Phrase(text[piece.start : piece.stop], piece.start, piece.stop)


def _bare(text: str, chunks: Chunks, used: set[int], signs: "_Signs") -> Iterator[Person]:
    """Yield the names without a title that the model, or a fuller form in the same post, shows to be persons."""
    for index, piece in enumerate(chunks.chunks):
        if piece.letter != "N" or index in used or chunks.letters[index - 1 : index] == "t":
            continue
        if signs.show_person(piece):
            yield _person(text, piece, (), None)


class _Signs:
    """What shows that a name is a person's: the model, a fuller form in the post, or the verb of a headline."""

    def __init__(self, text: str, is_person: Coverage, titled: Iterable[Person]) -> None:
        self._text = text
        self._is_person = is_person
        self._line_end = text.find("\n")
        self._words: set[str] = set()
        for person in titled:
            self.learn(person)

    def learn(self, person: Person) -> None:
        """Take the words of a full name as those of a person."""
        self._words.update(word for word in fold(person.name.text) if len(word) > _SHORTEST_PART)

    def show_person(self, name: Chunk) -> bool:
        """Tell whether a name is a person's."""
        text = self._text
        known = self._words.issuperset(fold(text[name.start : name.stop]))
        if known or self._is_person.overlaps(name.start, name.stop):
            return True
        if 0 <= self._line_end < name.stop:
            return False
        after = shape("headline_verb").match(text, name.stop)
        return after is not None or precedes(shape("headline_object"), text, 0, name.start) is not None
