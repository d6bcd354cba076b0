"""Values with everything that a test does not care about, and strategies for any value."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from hypothesis import strategies as st

from transforms.coding.roster import sightings, sightings_of_post
from transforms.coding.settling import unsettle
from transforms.elements import (
    Alias,
    Basis,
    Change,
    Conflict,
    DateRange,
    Decision,
    Document,
    Event,
    EventPost,
    Evidence,
    Genre,
    Inferred,
    Kind,
    Mention,
    Participant,
    PersonName,
    Place,
    Post,
    Precision,
    Reject,
    ResolvedMention,
    Seen,
    Stage,
    Status,
    Verdict,
)
from transforms.identity.merge import merge_mentions
from transforms.identity.persons import canonical_ids, form_of, with_ids
from transforms.identity.revisions import revise
from transforms.storage.rows import Row, rows_of
from transforms.storage.schemas import TABLES
from transforms.storage.tables import table_path, write_rows


def a_post(post_id: str = "p1", **fields: Any) -> Post:  # noqa: ANN401  # fields of any type
    given: dict[str, Any] = {
        "source": "Harbour News",
        "file": "a.txt",
        "first_line": 1,
        "last_line": 2,
        "ordinal": 1,
        "text": "Words.",
    }
    return Post(post_id=post_id, **(given | fields))


def a_mention(mention_id: str = "m1", post_id: str = "p1", **fields: Any) -> Mention:  # noqa: ANN401  # as above
    given: dict[str, Any] = {
        "source": "Harbour News",
        "ordinal": 0,
        "is_main": True,
        "kind": Kind.VISIT,
        "genre": Genre.REPORT,
        "status": Status.HELD,
    }
    return Mention(mention_id=mention_id, post_id=post_id, **(given | fields))


def an_event(event_id: str = "ev1", mention_ids: tuple[str, ...] = ("m1",), **fields: Any) -> Event:  # noqa: ANN401
    given: dict[str, Any] = {
        "kind": Kind.VISIT,
        "name": "Visit",
        "status": Status.HELD,
        "post_count": 1,
        "source_count": 1,
    }
    return Event(event_id=event_id, mention_ids=mention_ids, **(given | fields))


def a_decision(left: str, right: str, event_id: str | None) -> Decision:
    return Decision(
        left_mention_id=left,
        right_mention_id=right,
        event_id=event_id,
        decision=Verdict.MERGED,
        score=3.5,
        threshold=3.0,
        rule_version="1",
    )


def a_run() -> list[Any]:
    """Return what a run of two posts on one event, inside a visit, finds."""
    person = Participant(person_id="per_1", name="Ana Sousa", role="foreign minister", country="PRT")
    paper = Document(kind="agreement", title="Treaty on Fisheries", status="signed", parties=("MAR", "PRT"))
    return [
        a_post("p1"),
        a_post("p2", ordinal=2, first_line=4, last_line=5),
        ResolvedMention("ev1", a_mention("m1", "p1", participants=(person,), documents=(paper,))),
        ResolvedMention("ev1", a_mention("m2", "p2")),
        ResolvedMention("ev2", a_mention("m3", "p2", ordinal=1)),
        an_event("ev1", ("m1", "m2"), participants=(person,), documents=(paper,), parent_event_id="ev2", post_count=2),
        an_event("ev2", ("m3",), conflicts=(Conflict("city", "Porto", "m3"),)),
        EventPost("ev1", "p1", "m1", Genre.REPORT, Status.HELD),
        EventPost("ev1", "p2", "m2", Genre.REPORT, Status.HELD),
        EventPost("ev2", "p2", "m3", Genre.REPORT, Status.HELD),
        a_decision("m1", "m2", "ev1"),
        Alias(alias_id="ev0", event_id="ev1", reason="merged"),
        Change(event_id="ev1", revision=1, field="status", before=None, after="held", mention_id="m1"),
        Reject("b.txt", "line 3", "read", "no text"),
        PersonName("per_1", "PRT", "Ana Sousa", "foreign minister", 1),
        Seen("posts|Harbour News", "", 2),
    ]


def the_post_of(mention: Mention, **fields: Any) -> Post:  # noqa: ANN401  # fields of any type
    """Return a post from which a mention takes what is its post's."""
    own = {"source": mention.source, "published_at": mention.published_at, "published_on": mention.published_on}
    return a_post(mention.post_id, **(own | fields))


def a_published_event(event_id: str, *mentions: Mention) -> tuple[Event, tuple[Change, ...]]:
    """Return an event as the first run that met these mentions publishes it."""
    return revise(None, merge_mentions(event_id, mentions), mentions)


def a_history(events: dict[str, tuple[Mention, ...]], *posts: Post) -> list[Any]:
    """Return all that a run finds whose mentions are of these events; posts that are not given are made up."""
    told = [mention for mentions in events.values() for mention in mentions]
    forms = Counter(form for mention in told for form in {form_of(who) for who in mention.participants})
    ids: dict[tuple[str, str, str], str] = {}
    for country in {form[0] for form in forms}:
        ids |= canonical_ids(form for form in forms if form[0] == country)
    known = {mention.post_id: the_post_of(mention) for mention in told} | {post.post_id: post for post in posts}
    records: list[Any] = [*known.values(), *_seen(told, known.values())]
    for event_id, mentions in events.items():
        found = tuple(with_ids(mention, ids) for mention in mentions)
        event, changes = a_published_event(event_id, *found)
        records += [event, *changes]
        for mention in found:
            records.append(ResolvedMention(event_id, mention))
            records.append(EventPost(event_id, mention.post_id, mention.mention_id, mention.genre, mention.status))
    for (country, name, role), count in forms.items():
        records.append(PersonName(ids[country, name, role], country or None, name, role or None, count))
    return records


def _seen(told: Iterable[Mention], posts: Iterable[Post]) -> Iterator[Seen]:
    counts = Counter(seen for mention in told for seen in sightings(unsettle(mention)))
    counts.update(seen for post in posts for seen in sightings_of_post(post.source, post.states))
    for (seen, state), times in counts.items():
        yield Seen(seen, state, times)


words = st.text(st.characters(codec="utf-8"), max_size=12)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
many_words = st.lists(words, max_size=3).map(tuple)
offsets = st.integers(0, 10_000)
degrees = st.floats(-180, 180)
moments = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # given later
ranges = st.builds(
    DateRange,
    start=st.dates(),
    end=st.dates(),
    precision=st.sampled_from(Precision),
    basis=st.sampled_from(Basis),
)
places = st.builds(
    Place,
    city=st.none() | words,
    country=words,
    latitude=st.none() | degrees,
    longitude=st.none() | degrees,
    venue=st.none() | words,
)
participants = st.lists(st.builds(Participant, person_id=names, name=names, role=st.none() | words), max_size=3)
documents = st.lists(st.builds(Document, kind=words, title=words, status=words, parties=many_words), max_size=3)
inferences = st.lists(st.builds(Inferred, words, st.none() | words), max_size=2)
evidences = st.lists(st.builds(Evidence, words, offsets, offsets), max_size=3)
posts = st.builds(
    Post,
    post_id=names,
    native_id=st.none() | words,
    first_line=offsets,
    last_line=offsets,
    ordinal=offsets,
    published_at=st.none() | moments,
    reference_year=st.none() | st.integers(1, 9999),
    text=words,
    hashtags=many_words,
    links=many_words,
    states=many_words,
    boundary_confidence=st.floats(0, 1),
    boundary_signals=many_words,
)
mentions = st.builds(
    Mention,
    mention_id=names,
    published_at=st.none() | moments,
    ordinal=offsets,
    dates=st.none() | ranges,
    place=st.none() | places,
    participants=participants.map(tuple),
    countries=many_words,
    organisations=many_words,
    documents=documents.map(tuple),
    evidence=evidences.map(tuple),
    inferred=inferences.map(tuple),
    confidence=st.floats(0, 1),
)
events = st.builds(
    Event,
    event_id=names,
    stage=st.sampled_from(Stage),
    dates=st.none()
    | ranges.map(
        lambda found: DateRange(start=found.start, end=found.end, precision=found.precision, basis=Basis.EXPLICIT)
    ),
    place=st.none() | st.builds(Place, city=words, country=st.none() | words, latitude=st.none() | degrees),
    participants=participants.map(tuple),
    countries=many_words,
    organisations=many_words,
    documents=documents.map(tuple),
    mention_ids=many_words,
    post_count=offsets,
    source_count=offsets,
    first_published_at=st.none() | moments,
    last_published_at=st.none() | moments,
    revision=st.integers(1, 100),
    conflicts=st.lists(st.builds(Conflict, words, words, words), max_size=2).map(tuple),
)


def write_run(folder: Path, records: Iterable[Any], run_id: str = "run1") -> None:
    """Write the tables of a run, without Beam."""
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for record in records:
        for name, row in rows_of(record, run_id):
            rows[name].append(row)
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        write_rows(table, rows[table.name], table_path(folder, table.name))


def damage_pages(path: Path) -> None:
    """Turn a bit in the last byte of the pages of every column of a table, as a failing disk does."""
    content, metadata = bytearray(path.read_bytes()), pq.read_metadata(path)
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            start = column.dictionary_page_offset or column.data_page_offset
            content[start + column.total_compressed_size - 1] ^= 1
    path.unlink()  # it may be a table of other runs too
    path.write_bytes(content)
