"""One event from all mentions of it: nothing is lost, and what disagrees is kept beside what is shown."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

from transforms.elements import (
    Basis,
    Conflict,
    DateRange,
    Document,
    Event,
    Genre,
    Kind,
    Mention,
    Place,
    Precision,
    Status,
)
from transforms.identity.attendance import merge_participants
from transforms.identity.export import codes_of
from transforms.identity.features import fold_title
from transforms.identity.naming import name_event

_GENRES = (
    Genre.READOUT,
    Genre.DOCUMENT,
    Genre.REPORT,
    Genre.REMARKS,
    Genre.LIVE,
    Genre.MESSAGE,
    Genre.ANNOUNCEMENT,
    Genre.BACKGROUND,
)
_PAPERS = ("planned", "issued", "adopted", "signed")
_CALLED_OFF = frozenset({Status.CANCELLED, Status.POSTPONED})
_EPOCH = datetime(1, 1, 1, tzinfo=UTC)


def merge_mentions(event_id: str, mentions: Iterable[Mention]) -> Event:
    """Return the event that these mentions tell of, without parent and revision; their order makes no difference.

    A readout is believed before a report, remarks, an announcement and background; a day before a range, and that
    before the day of a post.
    """
    ranked = sorted(mentions, key=_authority)
    kind, dates, place = ranked[0].kind, _dates(ranked), _place(ranked)
    status = _status(ranked)
    participants = merge_participants(mention.participants for mention in ranked)
    published = sorted(filter(None, map(published_at, ranked)))
    countries = tuple(sorted({country for mention in ranked for country in mention.countries}))
    documents = _documents(ranked)
    session_name = _best_name(ranked)
    event, mode, cameo = codes_of(kind, countries, place, documents)
    return Event(
        event_id=event_id,
        kind=kind,
        name=name_event(kind, session_name, participants=participants, countries=countries, dates=dates, place=place),
        status=status,
        dates=dates,
        place=place,
        participants=participants,
        countries=countries,
        organisations=tuple(sorted({code for mention in ranked for code in mention.organisations})),
        documents=documents,
        sidelines_of=next((mention.sidelines_of for mention in ranked if mention.sidelines_of), None),
        plover_event=event,
        plover_mode=mode,
        cameo_code=cameo,
        mention_ids=tuple(sorted(mention.mention_id for mention in ranked)),
        post_count=len({mention.post_id for mention in ranked}),
        source_count=len({mention.source for mention in ranked}),
        first_published_at=published[0] if published else None,
        last_published_at=published[-1] if published else None,
        conflicts=tuple(_conflicts(ranked, kind, status, dates, place)),
    )


def published_at(mention: Mention) -> datetime | None:
    """Return when a mention was published; midnight where only the day is known."""
    if mention.published_at is not None:
        return mention.published_at
    return datetime.combine(mention.published_on, time(), UTC) if mention.published_on else None


def founding_order(mention: Mention) -> tuple[bool, datetime, str]:
    """Order mentions by publication, those without one last, then by id."""
    published = published_at(mention)
    return published is None, published or _EPOCH, mention.mention_id


def date_text(dates: DateRange) -> str:
    """Return a day, or first and last day with a slash between."""
    first, last = dates.start.isoformat(), dates.end.isoformat()
    return first if first == last else f"{first}/{last}"


def _authority(mention: Mention) -> tuple[int, bool, float, tuple[bool, datetime, str]]:
    return _GENRES.index(mention.genre), not mention.is_main, -mention.confidence, founding_order(mention)


def _dates(ranked: list[Mention]) -> DateRange | None:
    """Return the date that says most; a visit is dated by its first and last day, all else by its day."""
    is_visit = ranked[0].kind is Kind.VISIT
    dated = [mention.dates for mention in ranked if mention.dates is not None]
    return min(dated, key=_vagueness(is_visit=is_visit), default=None)


def _vagueness(*, is_visit: bool) -> Callable[[DateRange], int]:
    order = [Precision.RANGE, Precision.DAY] if is_visit else [Precision.DAY, Precision.RANGE]

    def rank(dates: DateRange) -> int:
        if dates.precision in order:
            return order.index(dates.precision) + (2 if dates.basis is Basis.PUBLICATION else 0)
        return 4 if dates.precision is Precision.MONTH else 5

    return rank


def _status(ranked: list[Mention]) -> Status:
    """Return what became of it: held beats planned; being called off counts unless later words say otherwise."""
    called_off = [mention for mention in ranked if mention.status in _CALLED_OFF]
    others = [mention for mention in ranked if mention.status not in _CALLED_OFF]
    took_place = [mention for mention in others if mention.status is not Status.PLANNED]
    if called_off:
        last = max(called_off, key=_publication)
        if not any(_publication(mention) >= _publication(last) for mention in took_place):
            later = [mention for mention in others if _publication(mention) > _publication(last)]
            return later[0].status if later else last.status
    statuses = {mention.status for mention in others}
    return next(status for status in (Status.HELD, Status.ONGOING, Status.PLANNED) if status in statuses)


def _publication(mention: Mention) -> datetime:
    return published_at(mention) or _EPOCH


def _place(ranked: list[Mention]) -> Place | None:
    """Return city and country of the first who says, the venue of the first who says more."""
    places = [mention.place for mention in ranked if mention.place is not None]
    if not places:
        return None
    city = next((place for place in places if place.city), None)
    country = (
        city.country if city and city.country else next((place.country for place in places if place.country), None)
    )
    return Place(
        city=city.city if city else None,
        country=country,
        latitude=city.latitude if city else None,
        longitude=city.longitude if city else None,
        venue=next((place.venue for place in places if place.venue), None),
    )


def _documents(ranked: list[Mention]) -> tuple[Document, ...]:
    """Return every paper once, by title; a signed one beats a planned one."""
    found: dict[str, Document] = {}
    for document in sorted((paper for mention in ranked for paper in mention.documents), key=_paper):
        folded = fold_title(document.title)
        known = found.get(folded)
        parties = tuple(sorted({*document.parties, *(known.parties if known else ())}))
        found[folded] = replace(known or document, parties=parties)
    return tuple(document for _, document in sorted(found.items()))


def _paper(document: Document) -> tuple[int, int, str, str]:
    """Order papers by how far they came, then by the longer title."""
    reached = _PAPERS.index(document.status) if document.status in _PAPERS else 0
    return -reached, -len(document.title), document.title, document.kind


def _best_name(ranked: list[Mention]) -> str | None:
    return next((mention.event_name for mention in ranked if mention.event_name), None)


def _conflicts(
    ranked: list[Mention], kind: Kind, status: Status, dates: DateRange | None, place: Place | None
) -> Iterator[Conflict]:
    """Yield what mentions say otherwise; a plan that was carried out, or a wider date, is no contradiction."""
    for mention in sorted(ranked, key=_mention_id):
        if mention.kind is not kind:
            yield Conflict("kind", mention.kind.value, mention.mention_id)
        if status in _CALLED_OFF and mention.status in (Status.HELD, Status.ONGOING):
            yield Conflict("status", mention.status.value, mention.mention_id)
        if status is Status.HELD and mention.status in _CALLED_OFF:
            yield Conflict("status", mention.status.value, mention.mention_id)
        if dates and mention.dates and not _agree(dates, mention.dates):
            yield Conflict("date", date_text(mention.dates), mention.mention_id)
        if place and mention.place:
            yield from _place_conflicts(place, mention.place, mention.mention_id)


def _agree(shown: DateRange, given: DateRange) -> bool:
    """Return whether one date lies within the other, or only tells when the post came."""
    if given.basis is Basis.PUBLICATION:
        return True
    within = shown.start >= given.start and shown.end <= given.end
    return within or (given.start >= shown.start and given.end <= shown.end)


def _place_conflicts(shown: Place, given: Place, mention_id: str) -> Iterator[Conflict]:
    for field in ("city", "country", "venue"):
        mine, theirs = getattr(shown, field), getattr(given, field)
        if mine and theirs and mine.casefold() != theirs.casefold():
            yield Conflict(field, theirs, mention_id)


def _mention_id(mention: Mention) -> str:
    return mention.mention_id
