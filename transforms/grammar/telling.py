"""From an annotated post to its mentions: which event it is about, and which it only refers to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.elements import (
    Genre,
    Kind,
    Phrase,
    Status,
    WordedMention,
    WordedParticipant,
)
from transforms.gazetteer.cues import cue_pattern, shape
from transforms.grammar.cast import with_author, with_holders
from transforms.grammar.documents import find_documents
from transforms.grammar.genre import find_genre
from transforms.grammar.heading import with_heading
from transforms.grammar.joining import absorb, days_of, same_event, states_of
from transforms.grammar.namings import Person
from transforms.grammar.programme import ahead, within_visit
from transforms.grammar.reading import Reading
from transforms.grammar.referring import complete
from transforms.grammar.scene import Scene
from transforms.grammar.scenes import find_scenes
from transforms.grammar.stops import with_stops

_MOST_SENTENCES = 400
_MOST_SECONDARY = 30
_HEAD_LINES = 4
_TWO_SIDES = 2
_MESSAGES = ("condolence", "congratulation")
_OF_THE_SOURCE = ("press_conference", "briefing")


def tell(reading: Reading) -> tuple[WordedMention, ...]:
    """Return the mentions of a post, what it is about first; none where it tells of no event.

    The event of the heading is what a post is about, else that of the first sentence that tells of one; several only
    where one clause names several stops of a journey.
    """
    scenes = list(_scenes(reading))
    main = _choose_main(scenes)
    if main is None:
        return ()
    events = [with_heading(reading, main)]
    stops = [
        scene
        for scene in scenes
        if scene.clause == main.clause and scene is not main and scene.kind == main.kind == "visit"
    ]
    events.extend(stops)
    mains = len(events)
    taken = {id(scene) for scene in (main, *stops)}
    for scene in scenes:
        if id(scene) in taken:
            continue
        _place(reading, events, complete(reading, scene, events[0]), mains)
    if mains > 1:
        events[:mains] = with_stops(reading, events[:mains])
    events[0] = with_author(reading, with_holders(reading, events[0]))
    return _worded(reading, events, mains)


def _scenes(reading: Reading) -> Iterator[Scene]:
    for sentence in reading.sentences[:_MOST_SENTENCES]:
        for scene in find_scenes(reading, sentence):
            yield ahead(reading, scene)


def _choose_main(scenes: Sequence[Scene]) -> Scene | None:
    """Return the scene of the heading, else the first that stands on its own and names somebody."""
    strong = [scene for scene in scenes if not scene.weak and _names_somebody(scene)]
    for allowed in (_independent, _any):
        for scene in strong:
            if allowed(scene):
                return scene
    weak = [scene for scene in scenes if scene.weak and (scene.people or len(states_of(scene)) > 1)]
    return weak[0] if weak else None


def _independent(scene: Scene) -> bool:
    return scene.clause.marker is None


def _any(scene: Scene) -> bool:
    return scene.clause.sentence.line < _HEAD_LINES


def _names_somebody(scene: Scene) -> bool:
    """Tell whether it is known who acts; a press conference in a heading is that of the source itself."""
    own = scene.kind in _OF_THE_SOURCE and scene.clause.sentence.line == 0
    return own or bool(scene.people or scene.parties or scene.session)


def _place(reading: Reading, events: list[Scene], scene: Scene, mains: int) -> None:
    """Join a scene to the event that it is a part of, else keep it as an event of its own where it tells enough."""
    scene = within_visit(scene, events[0]) if mains == 1 else scene
    for index, known in enumerate(events):
        if same_event(reading, known, scene):
            if index >= mains or not scene.clause.marker or scene.date is None or known.date is None:
                events[index] = absorb(reading, known, scene)
            return
    if not scene.weak and _tells_enough(scene) and len(events) < _MOST_SECONDARY:
        events.append(_dated_by_main(reading, scene, events[0]))


def _tells_enough(scene: Scene) -> bool:
    """Tell whether a reference says enough to be found again: somebody, and when, where or with whom."""
    somebody = scene.people or scene.parties or scene.session or (scene.kind == "briefing" and scene.date)
    return bool(somebody) and bool(
        scene.date
        or scene.place
        or (scene.people and scene.session and scene.session.organisations)
        or len(scene.people) > 1
        or scene.clause.teller
    )


def _dated_by_main(reading: Reading, scene: Scene, main: Scene) -> Scene:
    """Read `today` in a post without publication as the day of the event that it is about."""
    if scene.date is None or main.date is None or days_of(reading, scene) is not None:
        return scene
    if shape("same_day").search(scene.date.text):
        return replace(scene, date=main.date)
    return scene


def _worded(reading: Reading, events: Sequence[Scene], mains: int) -> tuple[WordedMention, ...]:
    genre, shown = find_genre(reading, events[0])
    documents = find_documents(reading)
    mentions = []
    for ordinal, scene in enumerate(events):
        is_main = ordinal < mains
        mention = _mention(
            reading, scene, ordinal, is_main=is_main, genre=genre if is_main else _secondary_genre(scene)
        )
        if is_main:
            mention = replace(mention, cues=(*mention.cues, shown))
        mentions.append(replace(mention, documents=documents) if ordinal == 0 else mention)
    return tuple(mentions)


def _secondary_genre(scene: Scene) -> Genre:
    if scene.status is not Status.HELD:
        return Genre.ANNOUNCEMENT
    return Genre.REPORT if scene.clause.teller else Genre.BACKGROUND


def _mention(reading: Reading, scene: Scene, ordinal: int, *, is_main: bool, genre: Genre) -> WordedMention:
    session = scene.session
    bodies = session.organisations if session else ()
    status = Status.ONGOING if genre is Genre.LIVE and scene.status is Status.HELD else scene.status
    return WordedMention(
        post=reading.post,
        ordinal=ordinal,
        is_main=is_main,
        kind=_kind(reading, scene),
        genre=genre,
        status=status,
        date=scene.date,
        place=scene.place,
        venue=scene.venue,
        event_name=session.name if session else None,
        sidelines=scene.sidelines,
        participants=tuple(_participant(person) for person in scene.people),
        parties=(*scene.parties, *(session.parties if session else ())),
        organisations=tuple(Phrase(body.text, body.start, body.stop) for body in bodies),
        cues=scene.cues,
        confidence=_confidence(scene, is_main),
        extractor="grammar" if all(person.titles for person in scene.people) else "grammar+model",
    )


def _kind(reading: Reading, scene: Scene) -> Kind:
    """Return the kind; meetings as the words call them, the normaliser counts the sides of the others."""
    if scene.kind not in ("meeting", "talk"):
        return Kind(scene.kind)
    if _calls_it_trilateral(reading, scene):
        return Kind.TRILATERAL_MEETING
    if scene.session is None or scene.of_both:
        pass
    elif scene.session.organisations or len(states_of(scene)) < _TWO_SIDES:
        return Kind.MULTILATERAL_MEETING
    crowd = cue_pattern("clause", "groups").search(reading.text, scene.clause.head.stop, scene.clause.cut)
    if crowd and crowd.group().casefold().startswith(("heads of", "delegation")):
        return Kind.MULTILATERAL_MEETING
    return Kind.BILATERAL_MEETING


def _calls_it_trilateral(reading: Reading, scene: Scene) -> bool:
    """Tell whether the words call the event trilateral, and not the larger one on whose margins it is."""
    sentence, margin = scene.clause.sentence, scene.sidelines
    words = reading.text[sentence.start : sentence.stop]
    if margin and sentence.start <= margin.start < sentence.stop:
        words = words.replace(margin.text, "")
    return "trilateral" in words.casefold()


def _participant(person: Person) -> WordedParticipant:
    return WordedParticipant(
        name=person.name, titles=person.titles, country=person.country, organisation=person.organisation
    )


def _confidence(scene: Scene, is_main: bool) -> float:
    """Return how sure the grammar is: a guess that rises with what the clause says."""
    said = [
        bool(scene.date),
        bool(scene.place),
        len(scene.people) > 1 or bool(scene.session),
        all(p.titles for p in scene.people),
        is_main,
    ]
    return round(0.5 + 0.1 * sum(said), 2)
