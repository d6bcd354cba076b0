"""Which scenes of one post are one event, and what a scene leaves unsaid because the post said it before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from transforms.elements import DateRange, Phrase, Status
from transforms.errors import UnusableError
from transforms.gazetteer.countries import country_of
from transforms.gazetteer.cues import cue_pattern, shape
from transforms.gazetteer.days import resolve_date
from transforms.gazetteer.organisations import organisation_of
from transforms.grammar.namings import Person
from transforms.grammar.places import city_name
from transforms.grammar.reading import Reading
from transforms.grammar.scene import Scene
from transforms.grammar.sessions import Session

_IN_PERSON = frozenset(("meeting", "talk"))
_CALLS = frozenset(("phone_call", "talk"))
_FRESH = timedelta(days=8)


def days_of(reading: Reading, scene: Scene) -> DateRange | None:
    """Return the days a scene names, None where it names none or they cannot be told."""
    if scene.date is None:
        return None
    ahead = scene.status in (Status.PLANNED, Status.POSTPONED)
    try:
        return resolve_date(
            scene.date.text, published=reading.post.published_on, year=reading.post.reference_year, ahead=ahead
        )
    except UnusableError:
        return None


def states_of(scene: Scene) -> frozenset[str]:
    """Return the codes of all states that a scene names as taking part."""
    phrases = [*scene.parties, *(person.country for person in scene.people if person.country)]
    if scene.session:
        phrases.extend(scene.session.parties)
    return frozenset(code for phrase in phrases if (code := country_of(phrase.text)))


def same_event(reading: Reading, known: Scene, scene: Scene) -> bool:
    """Tell whether a later scene of a post may be the event that is known already."""
    if not _same_sort(known, scene) or _is_past(reading, scene):
        return False
    if any(differ(reading, known, scene) for differ in (_other_days, _other_place, _is_still_to_come)):
        return False
    if _other_session(known, scene):
        return False
    return _same_body(known, scene) or not _other_people(known, scene)


def _other_place(_reading: Reading, known: Scene, scene: Scene) -> bool:
    return known.place is not None and scene.place is not None and not _places_agree(known.place, scene.place)


def _other_people(known: Scene, scene: Scene) -> bool:
    """Tell whether a scene names states or officials that the known event does not have."""
    left, right = states_of(known), states_of(scene)
    if left and right and not (left <= right or right <= left):
        return True
    if is_lead_of(known, scene) and left <= right:
        return False
    if len(left) > 1 and len(right) > len(left):
        return True
    newcomers = [person for person in scene.people if person not in known.people and person.titles]
    return len(known.people) > 1 and len(scene.people) > 1 and bool(newcomers) and not scene.weak


def is_lead_of(known: Scene, scene: Scene) -> bool:
    """Tell whether a scene opens the text under the heading that told of the known event, and so names it in full."""
    heading, sentence = known.clause.sentence, scene.clause.sentence
    return heading.line == 0 and sentence.line == 1 and not scene.clause.marker and not scene.weak


def _is_still_to_come(reading: Reading, known: Scene, scene: Scene) -> bool:
    """Tell whether a scene lies ahead of an event that is over: they will meet again in May."""
    if scene.weak or scene.status is not Status.PLANNED or known.status not in (Status.HELD, Status.ONGOING):
        return False
    certain = known.status_is_said or scene.clause.marker is not None
    return certain and _says_when_or_where(scene) and not _on_known_days(reading, known, scene)


def _same_body(known: Scene, scene: Scene) -> bool:
    """Tell whether both are sessions of one body, of which a post names those who take part one after the other."""
    if known.kind == "visit" or not (_has_body(known) and _has_body(scene)):
        return False
    return not _other_session(known, scene)


def _is_past(reading: Reading, scene: Scene) -> bool:
    """Tell whether a scene looks back: their last meeting, when they met a year ago."""
    own = scene.date is not None or scene.place is not None
    return (
        own
        and scene.status is Status.HELD
        and cue_pattern("clause", "background").search(reading.text, scene.clause.start, scene.clause.stop) is not None
    )


def _same_sort(known: Scene, scene: Scene) -> bool:
    if known.kind == scene.kind or scene.weak:
        return True
    kinds = {known.kind, scene.kind}
    return kinds <= _IN_PERSON or kinds <= _CALLS


def _other_session(known: Scene, scene: Scene) -> bool:
    left = {body.code for body in known.session.organisations} if known.session else set()
    right = {body.code for body in scene.session.organisations} if scene.session else set()
    if known.kind == "visit":
        return False
    if known.session and scene.session and left and right:
        return not left & right or {p.text.casefold() for p in known.session.parties} != {
            p.text.casefold() for p in scene.session.parties
        }
    return bool(right) and not left and bool(known.people)


def _other_days(reading: Reading, known: Scene, scene: Scene) -> bool:
    then, now = days_of(reading, known), days_of(reading, scene)
    if now is None:
        return False
    if then is not None:
        return now.start > then.end or then.start > now.end
    published = reading.post.published_on
    return published is not None and known.status is Status.HELD and not published - _FRESH <= now.end


def _on_known_days(reading: Reading, known: Scene, scene: Scene) -> bool:
    """Tell whether a scene is on the days of the known event: the same ones, or `today` without a publication."""
    if scene.date is None or scene.clause.marker:
        return False
    now = days_of(reading, scene)
    return now is None or now == days_of(reading, known)


def _says_when_or_where(scene: Scene) -> bool:
    return scene.date is not None or scene.place is not None or bool(scene.clause.marker)


def _places_agree(left: Phrase, right: Phrase) -> bool:
    one, other = city_name(left), city_name(right)
    return one is None or other is None or one == other


def complete(reading: Reading, scene: Scene, main: Scene, earlier: Sequence[tuple[int, tuple[Person, ...]]]) -> Scene:
    """Fill in who is meant by we, they and the two leaders, and which body by the forum."""
    text = reading.text
    scene = _with_body(reading, scene, main)
    start, stop = scene.clause.start, scene.clause.stop
    if len(scene.people) <= 1 and _names_the_one(text, scene) and len(main.people) == 1:
        others = tuple(person for person in scene.people if person not in main.people)
        scene = replace(scene, people=(*main.people, *others))
    if len(scene.people) > 1 or _has_body(scene) or scene.kind not in ("meeting", "phone_call", "talk"):
        return scene
    if cue_pattern("clause", "ours").search(text, scene.clause.sentence.start, stop):
        people = (*main.people, *(person for person in scene.people if person not in main.people))
        return replace(scene, people=people)
    pair = cue_pattern("clause", "pair").search(text, scene.clause.sentence.start, stop)
    if pair and not scene.people:
        before = [people for offset, people in earlier if offset < start and len(people) > 1]
        if before and set(before[-1]) != set(main.people):
            return replace(scene, people=before[-1])
    if not scene.people and main.kind in ("meeting", "phone_call", "talk"):
        states = [*main.parties, *(person.country for person in main.people if person.country)]
        return replace(scene, parties=(*scene.parties, *(phrase for phrase in states if phrase not in scene.parties)))
    return scene


def _has_body(scene: Scene) -> bool:
    return scene.session is not None and bool(scene.session.organisations)


def _names_the_one(text: str, scene: Scene) -> bool:
    """Tell whether the subject of a clause is the one person that the post is about: he, the minister."""
    return shape("the_one").match(text[scene.clause.start : scene.clause.head.stop]) is not None


def _with_body(reading: Reading, scene: Scene, main: Scene) -> Scene:
    """Resolve `the forum` and its like to the body named last whose name holds that word, else to the main session."""
    if _has_body(scene) or scene.kind not in ("meeting", "visit"):
        return scene
    match = shape("the_body").search(reading.text, scene.clause.start, scene.clause.cut)
    if match is None:
        return scene
    noun = match.group(1).casefold()
    before = [
        body
        for body in reading.organisations
        if body.start < match.start() and noun in _full_name(body.code).casefold()
    ]
    if not before:
        return replace(scene, session=main.session) if _has_body(main) else scene
    name = Phrase(reading.text[match.start() : match.end()], match.start(), match.end())
    return replace(scene, session=Session(name, (before[-1],)))


def _full_name(code: str) -> str:
    body = organisation_of(code)
    return body.name if body else ""


def absorb(known: Scene, scene: Scene) -> Scene:
    """Return the known event with what the scene adds; what is known stays."""
    people, parties = known.people, known.parties or scene.parties
    lead = is_lead_of(known, scene)
    alone = len(people) < 2 or (known.session is not None and len(scene.people) > 1)  # noqa: PLR2004 (two sides)
    if lead or (alone and not scene.clause.marker):
        people = (*people, *(person for person in scene.people if person not in people))
    if lead:
        parties = (*known.parties, *(phrase for phrase in scene.parties if phrase not in known.parties))
    kind = scene.kind if known.kind == "talk" and not scene.weak else known.kind
    told = not known.status_is_said and scene.status_is_said and not scene.weak and not scene.clause.marker
    told = told and any(person in known.people for person in scene.people)
    return replace(
        known,
        kind=kind,
        status_is_said=known.status_is_said or told,
        status=scene.status if told else known.status,
        cues=(known.cues[0], scene.cues[1]) if told else known.cues,
        people=people,
        parties=parties,
        date=known.date or scene.date,
        place=known.place if scene.weak else _fuller(known.place, scene.place),
        venue=known.venue or scene.venue,
        session=known.session or (scene.session if kind == "visit" else None),
        sidelines=known.sidelines or scene.sidelines,
    )


def _fuller(known: Phrase | None, other: Phrase | None) -> Phrase | None:
    """Prefer a city to a country."""
    if known is None or other is None:
        return known or other
    return other if country_of(known.text) and not country_of(other.text) else known
