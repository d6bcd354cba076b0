"""One event from all mentions of it: nothing is lost, and what disagrees is kept beside what is shown."""

from collections.abc import Iterable
from dataclasses import replace

from transforms.elements import Document, Event, Mention
from transforms.identity.attendance import merge_participants
from transforms.identity.chronology import published_at
from transforms.identity.conflicts import conflicts_of
from transforms.identity.export import codes_of
from transforms.identity.features import fold_title
from transforms.identity.naming import name_event
from transforms.identity.phases import status_of
from transforms.identity.shown import rank, ranked_dates, ranked_place
from transforms.identity.stages import stage_of

_PAPERS = ("planned", "issued", "adopted", "signed")


def merge_mentions(event_id: str, mentions: Iterable[Mention]) -> Event:
    """Return the event that these mentions tell of, without parent and revision; their order makes no difference.

    A readout is believed before a report, remarks, an announcement and background; a day before a range, and that
    before the day of a post. Of an event that was moved the latest day and place are shown. The stage is that of the
    words alone: whether its time has passed is for `revise` to say.
    """
    ranked = rank(mentions)
    kind, dates, place = ranked[0].kind, ranked_dates(ranked), ranked_place(ranked)
    participants = merge_participants(mention.participants for mention in ranked)
    published = sorted(filter(None, map(published_at, ranked)))
    countries = tuple(sorted({country for mention in ranked for country in mention.countries}))
    documents = _documents(ranked)
    session_name = _best_name(ranked)
    event, mode, cameo = codes_of(kind, countries, place, documents)
    merged = Event(
        event_id=event_id,
        kind=kind,
        name=name_event(kind, session_name, participants=participants, countries=countries, dates=dates, place=place),
        status=status_of(ranked),
        stage=stage_of(ranked, None),
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
    )
    conflicts = conflicts_of(merged, ranked, session_name)
    return replace(merged, conflicts=conflicts) if conflicts else merged


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
