"""Posts for tests of the grammar, and what is told of them in a form that a table can hold."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from transforms.elements import Phrase, Post, WordedMention
from transforms.errors import UnusableError
from transforms.grammar.reader import Reader, load_reader

PUBLISHED = date(2031, 3, 18)


@cache
def reader(model: str | None = None) -> Reader:
    """Return the reader that all tests share: a model takes a second to load."""
    return load_reader(model)


def post(
    text: str,
    *,
    published_on: date | None = PUBLISHED,
    reference_year: int | None = None,
    dateline: Phrase | None = None,
    post_id: str = "po_1",
    source: str = "channel",
    first_line: int = 1,
) -> Post:
    return Post(
        post_id=post_id,
        source=source,
        file="channel.txt",
        first_line=first_line,
        last_line=first_line + text.count("\n"),
        ordinal=0,
        published_on=published_on,
        reference_year=reference_year,
        dateline=dateline,
        text=text,
    )


def tell_post(element: Post, model: str | None = None) -> tuple[WordedMention, ...]:
    """Return the mentions of one post; a post that cannot be read fails the test."""
    [(_, told)] = reader(model).read([element])
    if isinstance(told, UnusableError):
        raise told
    return told


def tell_text(
    text: str,
    *,
    published_on: date | None = PUBLISHED,
    reference_year: int | None = None,
    dateline: Phrase | None = None,
    model: str | None = None,
) -> tuple[WordedMention, ...]:
    return tell_post(
        post(text, published_on=published_on, reference_year=reference_year, dateline=dateline), model=model
    )


def main_of(text: str) -> WordedMention:
    """Return the one event that a text is about; any other number of them fails the test."""
    [mention] = [mention for mention in tell_text(text) if mention.is_main]
    return mention


def words(phrase: Phrase | None) -> str | None:
    return phrase.text if phrase else None


def people(mention: WordedMention) -> list[str]:
    """Return each participant as `name | titles | country or organisation`, sorted; empty parts are left empty."""
    return sorted(
        " | ".join(
            (
                person.name.text,
                ", ".join(title.text for title in person.titles),
                words(person.country or person.organisation) or "",
            )
        )
        for person in mention.participants
    )


def names(mention: WordedMention) -> list[str]:
    return sorted(person.name.text for person in mention.participants)


def parties(mention: WordedMention) -> list[str]:
    """Return the words for the states of a mention, once each and sorted: those of its people, and the others."""
    found = {phrase.text for phrase in mention.parties}
    return sorted(found | {person.country.text for person in mention.participants if person.country})


def phrases(mention: WordedMention) -> Iterator[Phrase]:
    """Yield every phrase of a mention."""
    for phrase in (mention.date, mention.place, mention.venue, mention.event_name, mention.sidelines):
        if phrase is not None:
            yield phrase
    yield from mention.parties
    yield from mention.organisations
    for person in mention.participants:
        yield person.name
        yield from person.titles
        if person.country is not None:
            yield person.country
        if person.organisation is not None:
            yield person.organisation
    for paper in mention.documents:
        yield paper.title
        yield from paper.parties
