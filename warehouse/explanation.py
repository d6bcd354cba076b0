"""Why mentions are, or are not, one event: what was decided, and what would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

import duckdb

from transforms.elements import Mention, Verdict
from transforms.identity.scoring import THRESHOLD, compare
from transforms.storage.values import mention, stored_post
from warehouse.connection import Cell, Row, ask

_MOST_PAIRS = 2000
_MOST_OWN = 10
_MOST_AROUND = 100
_TOLD = """
SELECT
    d.*, l.event_id AS left_event_id, r.event_id AS right_event_id, l.post_id AS left_post_id,
    r.post_id AS right_post_id, el.name AS left_event, er.name AS right_event
FROM ({chosen}) d
JOIN mentions l ON l.mention_id = d.left_mention_id
JOIN mentions r ON r.mention_id = d.right_mention_id
JOIN events el ON el.event_id = l.event_id
JOIN events er ON er.event_id = r.event_id
"""
_OF_EVENT = "FROM mentions SELECT mention_id WHERE event_id = $id"
_WITHIN = _TOLD.format(
    chosen=f"FROM decisions WHERE left_mention_id IN ({_OF_EVENT}) AND right_mention_id IN ({_OF_EVENT})"
)
_WITHIN += "ORDER BY d.score DESC, d.left_mention_id, d.right_mention_id"
# The nearest is the one that the least of a score, and then the fewest vetoes, keep apart.
_NEAREST = _TOLD.format(
    chosen=f"""
    FROM decisions WHERE (left_mention_id IN ({_OF_EVENT})) <> (right_mention_id IN ({_OF_EVENT}))
    ORDER BY score DESC, len(vetoes), left_mention_id, right_mention_id LIMIT 1
    """
)
_PAIR = _TOLD.format(
    chosen="FROM decisions WHERE left_mention_id = least($one, $other) AND right_mention_id = greatest($one, $other)"
)
_MENTIONS = """
SELECT m AS mention, p AS post, e.name AS event
FROM mentions m JOIN posts p USING (post_id) JOIN events e ON e.event_id = m.event_id
WHERE m.mention_id IN (SELECT unnest($ids))
"""


# Whom a run did not compare, but who shares most: the candidates for the nearest where no decision names one.
_AROUND = """
WITH own AS (
    SELECT min(date_start) AS day, flatten(list(countries)) AS countries, flatten(list(organisations)) AS organisations
    FROM mentions WHERE event_id = $id
)
SELECT m.mention_id
FROM mentions m, own o
WHERE m.event_id <> $id
    AND (list_has_any(m.countries, o.countries) OR list_has_any(m.organisations, o.organisations))
ORDER BY abs(date_diff('day', m.date_start, o.day)) NULLS LAST, m.mention_id LIMIT $most
"""
_OWN = "SELECT mention_id FROM mentions WHERE event_id = $id ORDER BY is_main DESC, mention_id LIMIT $most"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an event is one: its pairs, best first, and how near the nearest mention of another event came."""

    event: Row
    pairs: list[Row]
    nearest: Row | None


def explain_event(connection: duckdb.DuckDBPyConnection, event_id: str) -> Explanation:
    """Explain an event that is published."""
    event = ask(connection, "FROM overview WHERE event_id = $id", id=event_id).records()[0]
    nearest = ask(connection, _NEAREST, id=event_id).records() or _guess_nearest(connection, event_id)
    return Explanation(event, ask(connection, _WITHIN, id=event_id).records(), nearest[0] if nearest else None)


def explain_pairs(connection: duckdb.DuckDBPyConnection, one: Sequence[str], other: Sequence[str]) -> list[Row]:
    """Explain every pair of a mention of one side and a mention of the other, the likeliest first.

    Where a run compared the two, its decision is given; else they are compared now, as `not_compared`: they never met,
    because nothing suggested that they could be one event.
    """
    known = _mentions(connection, [*one, *other])
    pairs = ((left, right) for left, right in product(one, other) if left != right)
    rows = [_explain(connection, known[left], known[right]) for left, right in islice(pairs, _MOST_PAIRS)]
    return sorted(rows, key=_likeliest_first)


def _guess_nearest(connection: duckdb.DuckDBPyConnection, event_id: str) -> list[Row]:
    own = [str(row[0]) for row in ask(connection, _OWN, id=event_id, most=_MOST_OWN).rows]
    around = [str(row[0]) for row in ask(connection, _AROUND, id=event_id, most=_MOST_AROUND).rows]
    known = _mentions(connection, [*own, *around])
    return sorted((_compare_now(known[one], known[other]) for one, other in product(own, around)), key=_nearest_first)


@dataclass(frozen=True, slots=True)
class _Told:
    mention: Mention
    event_id: Cell
    event: Cell


def _mentions(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> dict[str, _Told]:
    found = {}
    for row in ask(connection, _MENTIONS, ids=ids).records():
        fields = row["mention"]
        assert isinstance(fields, dict), "a view as a value is a struct"  # noqa: S101  # tells mypy what DuckDB gives
        post = stored_post(row["post"]).post  # type: ignore[arg-type]  # the same
        found[str(fields["mention_id"])] = _Told(mention(fields, post), fields["event_id"], row["event"])
    return found


def _explain(connection: duckdb.DuckDBPyConnection, one: _Told, other: _Told) -> Row:
    ids = {"one": one.mention.mention_id, "other": other.mention.mention_id}
    decided = ask(connection, _PAIR, **ids).records()
    return decided[0] if decided else _compare_now(one, other)


def _compare_now(one: _Told, other: _Told) -> Row:
    left, right = sorted((one, other), key=_id)
    compared = compare(left.mention, right.mention)
    return {
        "left_mention_id": left.mention.mention_id,
        "right_mention_id": right.mention.mention_id,
        "event_id": left.event_id if left.event_id == right.event_id else None,
        "decision": "not_compared",
        "score": compared.score,
        "threshold": THRESHOLD,
        "evidence": [{"field": weight.field, "weight": weight.weight} for weight in compared.evidence],
        "vetoes": list(compared.vetoes),
        "same_key": compared.same_key,
        "left_event_id": left.event_id,
        "right_event_id": right.event_id,
        "left_post_id": left.mention.post_id,
        "right_post_id": right.mention.post_id,
        "left_event": left.event,
        "right_event": right.event,
    }


def _id(told: _Told) -> str:
    return told.mention.mention_id


def _likeliest_first(row: Row) -> tuple[bool, bool, float, str, str]:
    apart, merged = row["left_event_id"] != row["right_event_id"], row["decision"] == Verdict.MERGED.value
    return apart, not merged, -_score(row), str(row["left_mention_id"]), str(row["right_mention_id"])


def _nearest_first(row: Row) -> tuple[float, str, str]:
    return -_score(row), str(row["left_mention_id"]), str(row["right_mention_id"])


def _score(row: Row) -> float:
    score = row["score"]
    return float(score) if isinstance(score, int | float) else 0.0
