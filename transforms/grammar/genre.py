"""What a post is to the event that it is about."""

from transforms.elements import Evidence, Genre, Status
from transforms.gazetteer.cues import cue_pattern
from transforms.grammar.reading import Reading
from transforms.grammar.scene import Scene

_AHEAD = (Status.PLANNED, Status.CANCELLED, Status.POSTPONED)
_MESSAGES = ("condolence", "congratulation")
_BODY_SENTENCES = 2


def find_genre(reading: Reading, main: Scene) -> tuple[Genre, Evidence]:
    """Return the genre and the words that show it; the heading decides, then the body."""
    heading = _heading_stop(reading)
    start = reading.sentences[0].start
    shown = Evidence("genre", main.clause.head.start, main.clause.head.stop)
    if main.kind in _MESSAGES:
        return Genre.MESSAGE, shown
    if main.status in _AHEAD:
        return Genre.ANNOUNCEMENT, Evidence("genre", *_status_words(main))
    for genre in (Genre.LIVE, Genre.DOCUMENT, Genre.READOUT, Genre.REMARKS):
        match = cue_pattern("genre", genre.value).search(reading.text, start, heading)
        if match and (genre is not Genre.READOUT or match.group().casefold().startswith("readout")):
            return genre, Evidence("genre", match.start(), match.end())
    body = cue_pattern("genre", "readout").search(reading.text, heading)
    told = sum(1 for sentence in reading.sentences if sentence.start >= heading)
    if body and told >= _BODY_SENTENCES:
        return Genre.READOUT, Evidence("genre", body.start(), body.end())
    return Genre.REPORT, shown


def _heading_stop(reading: Reading) -> int:
    first = reading.sentences[0]
    return max(sentence.stop for sentence in reading.sentences if sentence.line == first.line)


def _status_words(main: Scene) -> tuple[int, int]:
    words = next((cue for cue in main.cues if cue.field == "status"), None)
    return (words.start, words.stop) if words else (main.clause.head.start, main.clause.head.stop)
