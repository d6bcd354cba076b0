"""What a run stored about mentions and pairs of them, as far as an explanation needs it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from transforms.elements import Mention
from transforms.identity.decisions import SEVERAL
from transforms.identity.features import Features, features_of
from transforms.identity.judgements import Judgement
from transforms.storage.values import mention, stored_post
from warehouse.connection import Row, ask

MOST_MENTIONS = 300
"""Mentions of one event that are looked at, those published first."""
_MENTIONS = """
SELECT m AS mention, p AS post, e.name AS event
FROM mentions m JOIN posts p USING (post_id) JOIN events e ON e.event_id = m.event_id
WHERE {chosen}
"""
_THESE = _MENTIONS.format(chosen="m.mention_id IN (SELECT unnest($ids))")
_OF_EVENT = _MENTIONS.format(chosen="m.event_id = $id") + "ORDER BY p.published_on NULLS LAST, m.mention_id LIMIT $most"
_SHARING = _MENTIONS.format(
    chosen="m.event_id <> $id AND (list_has_any(m.countries, $countries) OR list_has_any(m.organisations, $bodies))"
)
_SHARING += "ORDER BY abs(date_diff('day', m.date_start, $day::DATE)) NULLS LAST, m.mention_id LIMIT $most"
TOLD = """
SELECT
    d.*, l.event_id AS left_event_id, r.event_id AS right_event_id, l.post_id AS left_post_id,
    r.post_id AS right_post_id, l.is_main AS left_is_main, r.is_main AS right_is_main,
    el.name AS left_event, er.name AS right_event
FROM ({chosen}) d
JOIN mentions l ON l.mention_id = d.left_mention_id
JOIN mentions r ON r.mention_id = d.right_mention_id
JOIN events el ON el.event_id = l.event_id
JOIN events er ON er.event_id = r.event_id
"""
"""Decisions, each with the posts and events of both sides; `chosen` is a question that gives rows of `decisions`."""
_DECIDED = TOLD.format(
    chosen="FROM decisions WHERE left_mention_id IN (SELECT unnest($ids)) AND right_mention_id IN (SELECT unnest($ids))"
)
_INSIDE = "FROM mentions SELECT mention_id WHERE event_id = $id"
_WITHIN = TOLD.format(chosen=f"FROM decisions WHERE left_mention_id IN ({_INSIDE}) AND right_mention_id IN ({_INSIDE})")
_WITHIN += "ORDER BY d.score DESC, d.left_mention_id, d.right_mention_id"
_SEVERAL = TOLD.format(
    chosen="FROM decisions WHERE $id IN (left_mention_id, right_mention_id) AND list_contains(vetoes, $several)"
)
_SEVERAL += "ORDER BY d.score DESC, d.left_mention_id, d.right_mention_id LIMIT 20"
_WHOLES = """
WITH RECURSIVE up(event_id, step) AS (
    SELECT parent_event_id, 1 FROM events WHERE event_id = $id
    UNION ALL
    SELECT e.parent_event_id, u.step + 1 FROM up u JOIN events e USING (event_id) WHERE u.step < 20
)
SELECT event_id FROM up WHERE event_id IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A mention as published, what of it is compared, and its event."""

    mention: Mention
    features: Features
    event_id: str
    event: str

    @property
    def id(self) -> str:
        """The id of the mention."""
        return self.mention.mention_id


class Record:
    """Mentions and decisions of a published run, each read once, and what people judged."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, judgements: Sequence[Judgement] = ()) -> None:
        self.judgements = judgements
        self._connection = connection
        self._events: dict[str, tuple[Told, ...]] = {}
        self._within: dict[str, list[Row]] = {}
        self._wholes: dict[str, frozenset[str]] = {}

    def mentions(self, ids: Iterable[str]) -> dict[str, Told]:
        """Return the mentions of these ids."""
        rows = ask(self._connection, _THESE, ids=sorted(set(ids))).records()
        return {told.id: told for told in map(_told, rows)}

    def of_event(self, event_id: str) -> tuple[Told, ...]:
        """Return the mentions of an event, MOST_MENTIONS at most."""
        if event_id not in self._events:
            rows = ask(self._connection, _OF_EVENT, id=event_id, most=MOST_MENTIONS).records()
            self._events[event_id] = tuple(map(_told, rows))
        return self._events[event_id]

    def decided(self, ids: Iterable[str]) -> dict[tuple[str, str], Row]:
        """Return what was decided about any two of these mentions, by their ids, the smaller first."""
        rows = ask(self._connection, _DECIDED, ids=sorted(set(ids))).records()
        return {(str(row["left_mention_id"]), str(row["right_mention_id"])): row for row in rows}

    def within(self, event_id: str) -> list[Row]:
        """Return what was decided about pairs of mentions of one event, the highest scores first."""
        if event_id not in self._within:
            self._within[event_id] = ask(self._connection, _WITHIN, id=event_id).records()
        return self._within[event_id]

    def several(self, mention_id: str) -> list[Row]:
        """Return the pairs of a mention that were not made one event because it fits more than one."""
        return ask(self._connection, _SEVERAL, id=mention_id, several=SEVERAL).records()

    def sharing(self, told: Told) -> tuple[Told, ...]:
        """Return mentions of other events that share a party or a body with one, MOST_MENTIONS at most, by day."""
        ours = told.mention
        rows = ask(
            self._connection,
            _SHARING,
            id=told.event_id,
            countries=list(ours.countries),
            bodies=list(ours.organisations),
            day=ours.dates.start if ours.dates else ours.published_on,
            most=MOST_MENTIONS,
        )
        return tuple(map(_told, rows.records()))

    def wholes(self, event_id: str) -> frozenset[str]:
        """Return the events of which an event is part, directly or not."""
        if event_id not in self._wholes:
            rows = ask(self._connection, _WHOLES, id=event_id).rows
            self._wholes[event_id] = frozenset(str(row[0]) for row in rows)
        return self._wholes[event_id]


def _told(row: Row) -> Told:
    fields = row["mention"]
    assert isinstance(fields, dict), "a view as a value is a struct"  # noqa: S101  # tells mypy what DuckDB gives
    post = stored_post(row["post"]).post  # type: ignore[arg-type]  # the same
    found = mention(fields, post)
    return Told(found, features_of(found), str(fields["event_id"]), str(row["event"]))
