"""Several events that one clause tells of: sessions it lists, stops of a journey, a meeting and the words after it."""

from collections.abc import Iterator
from dataclasses import replace

from transforms.elements import Status
from transforms.grammar.reading import Reading
from transforms.grammar.scene import Scene
from transforms.grammar.stops import find_stops


def part(reading: Reading, scene: Scene) -> Iterator[Scene]:
    """Yield a scene once for each event that its clause tells of."""
    for session in _sessions_apart(scene):
        for stop in _stops_apart(reading, session):
            yield from _availability_apart(stop)


def _sessions_apart(scene: Scene) -> Iterator[Scene]:
    """Yield a scene, and one more for each session that it lists."""
    session = scene.session
    if session is None or not session.listed:
        yield replace(scene, kind="visit") if session and session.trip and scene.status is Status.PLANNED else scene
        return
    if session.trip and scene.status is Status.PLANNED:
        yield replace(scene, kind="visit", session=replace(session, listed=()))
    for item in session.listed:
        yield replace(scene, kind="meeting", session=item)


def _stops_apart(reading: Reading, scene: Scene) -> Iterator[Scene]:
    """Yield a journey once for each of the stops that its clause lists: `will visit A, B and C`."""
    if scene.kind != "visit" or scene.place is None or scene.session is not None:
        yield scene
        return
    for place, date in find_stops(reading, scene.place, scene.clause.stop):
        yield replace(scene, place=place, date=date or scene.date)


def _availability_apart(scene: Scene) -> Iterator[Scene]:
    """Yield a joint appearance before the press as the meeting that it ends, and as itself."""
    if scene.kind != "availability":
        yield scene
        return
    if len(scene.people) > 1:
        yield replace(scene, kind="meeting")
    yield replace(scene, kind="press_conference")
