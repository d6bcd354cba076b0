"""Which scenes of one post are one event, and what the later ones add to it."""

from dataclasses import replace
from datetime import timedelta

from transforms.elements import DateRange, Phrase, Status
from transforms.errors import UnusableError
from transforms.gazetteer.countries import country_of
from transforms.gazetteer.cues import cue_pattern, first_before, opening, shape
from transforms.gazetteer.days import resolve_date
from transforms.gazetteer.spans import starting_within
from transforms.grammar.clauses import TRAVEL
from transforms.grammar.places import agree
from transforms.grammar.reading import Reading
from transforms.grammar.scene import Scene

_IN_PERSON = frozenset(("meeting", "talk"))
_CALLS = frozenset(("phone_call", "talk"))
_TWO_SIDES = 2
_LABEL = 60
"""The longest line between a heading and its text, such as `Press release` or the name of who speaks."""
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
    if _goes_on(reading, scene):
        return True
    if any(differ(reading, known, scene) for differ in (_other_days, _other_place, _is_still_to_come)):
        return False
    if _other_session(known, scene) or _is_beside(known, scene):
        return False
    return _same_body(known, scene) or not _other_people(reading, known, scene)


def _other_place(_reading: Reading, known: Scene, scene: Scene) -> bool:
    return known.place is not None and scene.place is not None and not agree(known.place, scene.place)


def _other_people(reading: Reading, known: Scene, scene: Scene) -> bool:
    """Tell whether a scene names states or officials that the known event does not have."""
    left, right = states_of(known), states_of(scene)
    if _is_of_three(reading, known, scene) or _travels_apart(known, scene):
        return True
    if left and right and not (left <= right or right <= left):
        return True
    if is_lead_of(reading, known, scene) and left <= right:
        return False
    if len(left) > 1 and len(right) > len(left):
        return True
    newcomers = [person for person in scene.people if person not in known.people and person.titles]
    return len(known.people) > 1 and len(scene.people) > 1 and bool(newcomers) and not scene.weak


def _is_of_three(reading: Reading, known: Scene, scene: Scene) -> bool:
    """Tell whether a scene is called trilateral where the known event is of two, who prepared it."""
    if len(known.people) != _TWO_SIDES:
        return False
    return is_called_trilateral(reading.text, scene) and not is_called_trilateral(reading.text, known)


def is_called_trilateral(text: str, scene: Scene) -> bool:
    """Tell whether the words of a clause call its event one of three."""
    return first_before(shape("of_three"), text, (scene.clause.start, scene.clause.stop), scene.clause.stop) is not None


def _travels_apart(known: Scene, scene: Scene) -> bool:
    """Tell whether a scene is the journey of somebody else than the known one: X will go in her place."""
    if known.kind not in TRAVEL or scene.weak or not known.people or not scene.people:
        return False
    return not any(person in known.people for person in scene.people) and all(p.titles for p in scene.people)


def _goes_on(reading: Reading, scene: Scene) -> bool:
    """Tell whether a sentence only says who else was there: the meeting was attended by X."""
    sentence = scene.clause.sentence
    found = opening(shape("attended_by"), reading.text, (sentence.start, sentence.stop), scene.clause.stop)
    return found is not None


def is_lead_of(reading: Reading, known: Scene, scene: Scene) -> bool:
    """Tell whether a scene opens the text under the heading that told of the known event, and so names it in full."""
    heading, sentence = known.clause.sentence, scene.clause.sentence
    if heading.line > 1 or sentence.line <= heading.line or scene.clause.marker or scene.weak:
        return False
    between = starting_within(reading.sentences, heading.start, sentence.start)
    return all(line.stop - line.start <= _LABEL for line in between if heading.line < line.line)


def _is_still_to_come(reading: Reading, known: Scene, scene: Scene) -> bool:
    """Tell whether a scene lies ahead of an event that is over: they will meet again in May."""
    if scene.weak or scene.status is not Status.PLANNED or known.status not in (Status.HELD, Status.ONGOING):
        return False
    certain = known.status_is_said or scene.clause.marker is not None
    return certain and _says_when_or_where(scene) and not _on_known_days(reading, known, scene)


def _same_body(known: Scene, scene: Scene) -> bool:
    """Tell whether both are sessions of one body, of which a post names those who take part one after the other."""
    if known.session is not None and known.session == scene.session:
        return True
    if known.kind == "visit" or not (has_body(known) and has_body(scene)):
        return False
    return not _other_session(known, scene)


def _is_beside(known: Scene, scene: Scene) -> bool:
    """Tell whether a scene is on the margins of the session that is known."""
    crowd = known.session is not None and len(known.people) != _TWO_SIDES
    return crowd and known.sidelines is None and scene.sidelines is not None


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
    return published is not None and known.status is Status.HELD and published - now.end > _FRESH


def _on_known_days(reading: Reading, known: Scene, scene: Scene) -> bool:
    """Tell whether a scene is on the days of the known event: the same ones, or `today` without a publication."""
    if scene.date is None or scene.clause.marker:
        return False
    now = days_of(reading, scene)
    return now is None or now == days_of(reading, known)


def _says_when_or_where(scene: Scene) -> bool:
    return scene.date is not None or scene.place is not None or bool(scene.clause.marker)


def has_body(scene: Scene) -> bool:
    """Tell whether a scene is a session of a body that it names."""
    return scene.session is not None and bool(scene.session.organisations)


def absorb(reading: Reading, known: Scene, scene: Scene) -> Scene:
    """Return the known event with what the scene adds; what is known stays."""
    people, parties = known.people, known.parties or scene.parties
    lead = is_lead_of(reading, known, scene)
    alone = len(people) < 2 or (known.session is not None and len(scene.people) > 1)  # noqa: PLR2004 (two sides)
    if lead or (alone and not scene.clause.marker) or _goes_on(reading, scene):
        people = tuple(dict.fromkeys((*people, *scene.people)))
    if lead:
        parties = (*known.parties, *(phrase for phrase in scene.parties if phrase not in known.parties))
    kind = scene.kind if known.kind == "talk" and not scene.weak else known.kind
    told = not known.status_is_said and scene.status_is_said and not scene.weak and not scene.clause.marker
    bare = lead and not known.people and known.session is None
    told = told and (bare or any(person in known.people for person in scene.people))
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
    """Prefer a city to the country it lies in."""
    if known is None or other is None:
        return known or other
    if not agree(known, other):
        return known
    return other if country_of(known.text) and not country_of(other.text) else known
