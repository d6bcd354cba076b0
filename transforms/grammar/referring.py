"""Whom a clause means that refers back: we, they, the two sides, a joint commission; and which body by the forum."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter

from transforms.elements import Phrase
from transforms.gazetteer.countries import country_of
from transforms.gazetteer.cues import cue_pattern, first_before, opening, precedes, shape
from transforms.gazetteer.organisations import organisation_of
from transforms.gazetteer.spans import starting_within
from transforms.gazetteer.titles import standard_title
from transforms.grammar.attendance import people_between
from transforms.grammar.joining import has_body, is_called_trilateral, states_of
from transforms.grammar.namings import Person, first_naming
from transforms.grammar.programme import with_visitor
from transforms.grammar.reading import Reading
from transforms.grammar.scene import Scene
from transforms.grammar.sessions import Session
from transforms.grammar.travelling import with_traveller

_TOGETHER = frozenset(("meeting", "phone_call", "talk"))
_OF_TWO = frozenset((*_TOGETHER, "signing", "press_conference"))
_TWO_SIDES = 2

People = tuple[Person, ...]


def complete(reading: Reading, scene: Scene, main: Scene) -> Scene:
    """Fill in who is meant by we, they and the two sides, who travels, and which body is the forum.

    A clause that names its sides takes no others, but for the one with whom the two of the post meet together.
    """
    scene = _with_margin(_with_body(reading, scene, main), main)
    scene = with_visitor(reading, with_traveller(reading, scene, main), main)
    if len(scene.people) <= 1 and _names_the_one(reading.text, scene) and len(main.people) == 1:
        scene = replace(scene, people=_joined(main.people, scene.people))
    if scene.session and not scene.people and _they_attend(reading.text, scene) and len(main.people) == _TWO_SIDES:
        return replace(scene, people=main.people)
    if scene.kind == "signing":
        return _signed_there(reading, scene, main)
    if len(scene.people) > 1 or has_body(scene) or scene.kind not in _TOGETHER:
        return scene
    if _is_ours(reading.text, scene):
        return replace(scene, people=_joined(main.people, scene.people))
    return _with_pair(reading, scene, main)


def _is_ours(text: str, scene: Scene) -> bool:
    """Tell whether it is we who meet: `our talks`, but not `they had talks, where they outlined our tasks`."""
    aside = shape("outlined").search(text, scene.clause.head.stop, scene.clause.stop)
    stop = aside.start() if aside else scene.clause.stop
    sentence = scene.clause.sentence
    return first_before(cue_pattern("clause", "ours"), text, (sentence.start, sentence.stop), stop) is not None


def _joined(people: People, others: People) -> People:
    return tuple(dict.fromkeys((*people, *others)))


def _with_pair(reading: Reading, scene: Scene, main: Scene) -> Scene:
    """Add those whom the words mean by they: as participants where it is they who meet, else as sides."""
    others = states_of(scene) - states_of(main)
    if others and not _meets_a_third(reading.text, scene):
        return scene
    noun = None if scene.weak else _pair_that_acts(reading.text, scene)
    pair = _meant(reading, scene, main, noun) if noun and (scene.date or scene.place) else ()
    if pair:
        return replace(scene, people=_joined(pair, scene.people))
    if not (_is_joint(reading.text, scene) or _says_no_more(reading.text, scene)) or main.kind not in _OF_TWO:
        return scene
    if any(person not in main.people for person in scene.people) or (scene.people and not others):
        return scene
    states = [*main.parties, *(person.country for person in main.people if person.country)]
    parties = (*scene.parties, *(phrase for phrase in states if phrase not in scene.parties))
    return replace(scene, parties=parties, of_both=not others)


def _signed_there(reading: Reading, scene: Scene, main: Scene) -> Scene:
    """Add those who sign, with day and place of their meeting: `Following it, the two presidents signed a treaty`."""
    noun = _pair_that_acts(reading.text, scene)
    pair = _meant(reading, scene, main, noun) if noun and not scene.people else ()
    if not pair:
        return scene
    if main.kind != "meeting":
        return replace(scene, people=pair)
    return replace(scene, people=pair, date=scene.date or main.date, place=scene.place or main.place)


def _meets_a_third(text: str, scene: Scene) -> bool:
    """Tell whether the two of the post meet a third: their trilateral with X, they will meet their X counterpart."""
    return is_called_trilateral(text, scene) or _pair_that_acts(text, scene) is not None


def _pair_that_acts(text: str, scene: Scene) -> str | None:
    """Return the words for those who meet: `they had met`, `their next call`, `the talks between the two ministers`."""
    head, clause = scene.clause.head, scene.clause
    match = precedes(shape("pair_acts"), text, clause.sentence.start, head.start) or shape("pair_after").match(
        text, head.stop, clause.stop
    )
    return next((words for words in match.groups() if words), None) if match else None


def _they_attend(text: str, scene: Scene) -> bool:
    """Tell whether the two of the post go to a session: they will both attend the X summit."""
    sentence = scene.clause.sentence
    return opening(shape("pair_attends"), text, (sentence.start, sentence.stop), scene.clause.head.stop) is not None


def _meant(reading: Reading, scene: Scene, main: Scene, noun: str) -> People:
    """Return the pair named last whose offices the words fit, else the people of the event the post is about."""
    office = shape("office_of_pair").search(noun)
    named = _pairs(reading, office.group().casefold() if office else None)
    before = bisect_left(named, scene.clause.start, key=itemgetter(0))
    if before:
        return named[before - 1][1]
    several = len(main.people) > 1 and (len(main.people) == _TWO_SIDES or shape("of_two").search(noun) is None)
    return main.people if several and main.kind in _OF_TWO and _fit(main.people, noun) else ()


@lru_cache(maxsize=16)
def _pairs(reading: Reading, office: str | None) -> Sequence[tuple[int, People]]:
    """Return the two people, of two states and of an office, of every sentence that names two, and where it starts."""
    pairs = []
    for sentence in reading.sentences:
        pair = tuple(sorted(people_between(reading, sentence.start, sentence.stop), key=first_naming))
        if len(pair) == _TWO_SIDES and _are_two_sides(pair) and _all_hold(pair, office):
            pairs.append((sentence.start, pair))
    return pairs


def _are_two_sides(people: Sequence[Person]) -> bool:
    """Tell whether two people are of two states; one who is given none is of the state that the source speaks for."""
    first, second = (country_of(person.country.text) if person.country else None for person in people)
    return first != second


def _fit(people: Sequence[Person], noun: str) -> bool:
    """Tell whether people may be called so: the two ministers are no presidents."""
    office = shape("office_of_pair").search(noun)
    return _all_hold(people, office.group().casefold() if office else None)


def _all_hold(people: Sequence[Person], office: str | None) -> bool:
    return office is None or all(_holds(person, office) for person in people)


def _holds(person: Person, office: str) -> bool:
    titles = [standard_title(title.text).casefold() for title in person.titles]
    return not titles or any(office in title for title in titles)


def _is_joint(text: str, scene: Scene) -> bool:
    """Tell whether the words name a body or round of two states, or say that it is of both sides."""
    words = text[scene.clause.start : scene.clause.stop]
    if shape("of_others").match(text, scene.clause.head.stop, scene.clause.stop):
        return False
    return shape("joint_body").search(words) is not None or shape("both_sides").search(words) is not None


def _says_no_more(text: str, scene: Scene) -> bool:
    """Tell whether a clause goes on with the meetings of the same sides: no session of others, no crowd, no others."""
    head = scene.clause.head
    if shape("of_others").match(text, head.stop, scene.clause.stop):
        return False
    if not scene.weak and shape("in_a_row").search(text, scene.clause.start, scene.clause.stop) is None:
        return False
    crowd = cue_pattern("clause", "groups").search(text, scene.clause.head.stop, scene.clause.cut)
    plain = scene.session is None or shape("plain_session").fullmatch(scene.session.name.text) is not None
    return plain and (crowd is None or _pair_that_acts(text, scene) is not None)


def _names_the_one(text: str, scene: Scene) -> bool:
    """Tell whether the subject of a clause is the one person that the post is about: he, the minister."""
    return shape("the_one").match(text[scene.clause.start : scene.clause.head.stop]) is not None


def _with_body(reading: Reading, scene: Scene, main: Scene) -> Scene:
    """Resolve `the forum` and its like to the body named last whose name holds that word, else to the main session."""
    if has_body(scene) or scene.kind not in ("meeting", "visit"):
        return scene
    match = shape("the_body").search(reading.text, scene.clause.start, scene.clause.cut)
    if match is None:
        return scene
    noun = match.group(1).casefold()
    earlier = reversed(starting_within(reading.organisations, 0, match.start()))
    before = next((body for body in earlier if noun in _full_name(body.code).casefold()), None)
    if before is None:
        named = main.session and (has_body(main) or noun in main.session.name.text.casefold())
        return replace(scene, session=main.session) if named else scene
    name = Phrase(reading.text[match.start() : match.end()], match.start(), match.end())
    return replace(scene, session=Session(name, (before,)))


def _with_margin(scene: Scene, main: Scene) -> Scene:
    """Name the larger event of `on the sidelines`, where it is the session that the post is about."""
    unnamed = scene.sidelines and cue_pattern("clause", "sidelines").fullmatch(scene.sidelines.text)
    return replace(scene, sidelines=main.session.name) if unnamed and main.session else scene


def _full_name(code: str) -> str:
    body = organisation_of(code)
    return body.name if body else ""
