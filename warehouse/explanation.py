"""Why mentions are, or are not, one event: what was decided, and what would be."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice, product

import duckdb

from transforms.identity.judgements import Judgement
from transforms.identity.keys import key_of
from transforms.identity.scoring import THRESHOLD, compare_features
from warehouse.connection import Row, ask
from warehouse.reasons import reasons_of
from warehouse.record import TOLD, Record, Told
from warehouse.wording import key_in_words

_MOST_PAIRS = 2000
_MOST_OWN = 10
_MOST_AROUND = 100
_OF_EVENT = "FROM mentions SELECT mention_id WHERE event_id = $id"
# The nearest is the one that the least of a score, and then the fewest vetoes, keep apart.
_NEAREST = TOLD.format(
    chosen=f"""
    FROM decisions WHERE (left_mention_id IN ({_OF_EVENT})) <> (right_mention_id IN ({_OF_EVENT}))
    ORDER BY score DESC, len(vetoes), left_mention_id, right_mention_id LIMIT 1
    """
)
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
    """Why an event is one: the best of its pairs, how many there are, and how near another event came."""

    event: Row
    pairs: list[Row]
    found: int
    nearest: Row | None


def explain_event(
    connection: duckdb.DuckDBPyConnection, event_id: str, judgements: Sequence[Judgement] = (), most: int = 5
) -> Explanation:
    """Explain an event that is published, with the likeliest of its pairs."""
    record = Record(connection, judgements)
    event = ask(connection, "FROM overview WHERE event_id = $id", id=event_id).records()[0]
    pairs = record.within(event_id)
    nearest = ask(connection, _NEAREST, id=event_id).records() or _guess_nearest(connection, record, event_id)
    told = _with_reasons(record, [*pairs[:most], *nearest[:1]])
    return Explanation(event, told[: len(pairs[:most])], len(pairs), told[-1] if nearest else None)


def explain_pairs(
    connection: duckdb.DuckDBPyConnection,
    one: Sequence[str],
    other: Sequence[str],
    judgements: Sequence[Judgement] = (),
    most: int = 5,
) -> tuple[list[Row], int]:
    """Explain the pairs of a mention of one side and a mention of the other, and return how many there are.

    First those that people judged, then those that are one event, then the nearest. Where the run stored what it
    decided, that is given; else the two are compared now, as `not_compared`: they never met, or they were too far from
    one event for it to be stored.
    """
    record = Record(connection, judgements)
    pairs = sorted({(min(pair), max(pair)) for pair in _crossed(one, other)})
    known, decided = record.mentions([*one, *other]), record.decided([*one, *other])
    rows = [decided.get(pair) or _compare_now(known[pair[0]], known[pair[1]]) for pair in pairs]
    ranked = sorted(rows, key=_likeliest_first)
    ranked.sort(key=_judged_first(judgements))
    return _with_reasons(record, ranked[:most]), len(rows)


def _crossed(one: Sequence[str], other: Sequence[str]) -> Iterable[tuple[str, str]]:
    return islice(((left, right) for left, right in product(one, other) if left != right), _MOST_PAIRS)


def _with_reasons(record: Record, rows: Sequence[Row]) -> list[Row]:
    """Return the pairs with why they are so: `because` in sentences, and what that rests on."""
    known = record.mentions(str(row[side]) for row in rows for side in ("left_mention_id", "right_mention_id"))
    return [_with_reason(record, known, row) for row in rows]


def _with_reason(record: Record, known: dict[str, Told], row: Row) -> Row:
    left, right = known[str(row["left_mention_id"])], known[str(row["right_mention_id"])]
    found = reasons_of(record, left, right, None if row["decision"] == "not_compared" else row)
    judged = [{"judgement_id": each.judgement_id, **asdict(each)} for each in found.judgements]
    keys = {
        "left_key": key_in_words(left.features),
        "right_key": key_in_words(right.features),
        "same_key": key_of(left.features) == key_of(right.features),
    }
    return row | keys | asdict(found) | {"judgements": judged}


def _guess_nearest(connection: duckdb.DuckDBPyConnection, record: Record, event_id: str) -> list[Row]:
    own = [str(row[0]) for row in ask(connection, _OWN, id=event_id, most=_MOST_OWN).rows]
    around = [str(row[0]) for row in ask(connection, _AROUND, id=event_id, most=_MOST_AROUND).rows]
    known = record.mentions([*own, *around])
    return sorted((_compare_now(known[one], known[other]) for one, other in product(own, around)), key=_nearest_first)


def _compare_now(one: Told, other: Told) -> Row:
    left, right = sorted((one, other), key=_id)
    compared = compare_features(left.features, right.features)
    return {
        "left_mention_id": left.id,
        "right_mention_id": right.id,
        "event_id": left.event_id if left.event_id == right.event_id else None,
        "decision": "not_compared",
        "score": compared.score,
        "threshold": THRESHOLD,
        "evidence": [{"field": weight.field, "weight": weight.weight} for weight in compared.evidence],
        "vetoes": list(compared.vetoes),
        "left_event_id": left.event_id,
        "right_event_id": right.event_id,
        "left_post_id": left.mention.post_id,
        "right_post_id": right.mention.post_id,
        "left_is_main": left.mention.is_main,
        "right_is_main": right.mention.is_main,
        "left_event": left.event,
        "right_event": right.event,
    }


def _id(told: Told) -> str:
    return told.id


def _judged_first(judgements: Sequence[Judgement]) -> Callable[[Row], bool]:
    def rank(row: Row) -> bool:
        left, right = str(row["left_mention_id"]), str(row["right_mention_id"])
        return not any(judgement.decides(left, right) for judgement in judgements)

    return rank


def _likeliest_first(row: Row) -> tuple[bool, float, int, int, str, str]:
    """Order pairs: first those of one event, then by score, by vetoes, and those that the posts are about."""
    apart = row["left_event_id"] != row["right_event_id"]
    vetoes = row["vetoes"]
    banned = len(vetoes) if isinstance(vetoes, list) else 0
    in_passing = [row["left_is_main"], row["right_is_main"]].count(False)
    return apart, -_score(row), banned, in_passing, str(row["left_mention_id"]), str(row["right_mention_id"])


def _nearest_first(row: Row) -> tuple[float, str, str]:
    return -_score(row), str(row["left_mention_id"]), str(row["right_mention_id"])


def _score(row: Row) -> float:
    score = row["score"]
    return float(score) if isinstance(score, int | float) else 0.0
