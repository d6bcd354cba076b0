"""Worded mentions for tests of coding, made from words that are looked up in one text."""

from datetime import date

from tests.transforms.grammar.build import PUBLISHED, post
from transforms.elements import (
    Evidence,
    Genre,
    Kind,
    Phrase,
    Status,
    WordedDocument,
    WordedMention,
    WordedParticipant,
)

TEXT = (
    "On 12 March 2031, Foreign Minister Peter  Kamau of Kenya met UN Secretary-General Paulo Freitas at State House "
    "in Nairobi on the margins of the #Peace Summit. A Norwegian team signed the Agreement on\nTrade between Kenya "
    "and Norway."
)


def said(words: str) -> Phrase:
    """Return the phrase that first says these words in the text."""
    start = TEXT.index(words)
    return Phrase(words, start, start + len(words))


KAMAU = WordedParticipant(name=said("Peter  Kamau"), titles=(said("Foreign Minister"),), country=said("Kenya"))
FREITAS = WordedParticipant(name=said("Paulo Freitas"), titles=(said("Secretary-General"),), organisation=said("UN"))
TRADE = WordedDocument(
    kind="agreement",
    title=said("Agreement on\nTrade between Kenya and Norway"),
    status="signed",
    parties=(said("Kenya"), said("Norway")),
)


def worded(
    *,
    text: str = TEXT,
    post_id: str = "po_1",
    source: str = "channel",
    published_on: date | None = PUBLISHED,
    reference_year: int | None = None,
    dateline: Phrase | None = None,
    first_line: int = 1,
    ordinal: int = 0,
    is_main: bool = True,
    kind: Kind = Kind.BILATERAL_MEETING,
    status: Status = Status.HELD,
    day: str | None = None,
    place: str | None = None,
    venue: str | None = None,
    parties: tuple[str, ...] = (),
    participants: tuple[WordedParticipant, ...] = (),
    organisations: tuple[str, ...] = (),
    documents: tuple[WordedDocument, ...] = (),
    cues: tuple[Evidence, ...] = (),
) -> WordedMention:
    """Return a mention; words that do not stand in the text are given offset 0."""

    def phrase(words: str) -> Phrase:
        start = max(text.find(words), 0)
        return Phrase(words, start, start + len(words))

    return WordedMention(
        post=post(
            text,
            post_id=post_id,
            source=source,
            published_on=published_on,
            reference_year=reference_year,
            dateline=dateline,
            first_line=first_line,
        ),
        ordinal=ordinal,
        is_main=is_main,
        kind=kind,
        genre=Genre.REPORT,
        status=status,
        date=phrase(day) if day else None,
        place=phrase(place) if place else None,
        venue=phrase(venue) if venue else None,
        parties=tuple(map(phrase, parties)),
        participants=participants,
        organisations=tuple(map(phrase, organisations)),
        documents=documents,
        cues=cues,
    )
