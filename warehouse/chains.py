"""How two mentions of one event came together: the shortest way over pairs that are one event by themselves."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from transforms.elements import Verdict
from transforms.identity.scoring import is_match, score_of
from warehouse.connection import Row
from warehouse.record import Record, Told


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions that one decision made one event."""

    left_mention_id: str
    right_mention_id: str
    score: float
    decision: str


def chain_between(record: Record, event_id: str, one: str, other: str) -> tuple[Link, ...]:
    """Return the fewest links by which two mentions of an event hang together, the likeliest of equals.

    Links are what the run decided; where it stored too few of its decisions, the mentions are compared now.
    """
    stored: dict[str, list[Link]] = defaultdict(list)
    for row in record.within(event_id):
        if _joins(row):
            link = _link(row)
            stored[link.left_mention_id].append(link)
            stored[link.right_mention_id].append(link)

    def decided(mention_id: str) -> Iterable[Link]:
        return stored.get(mention_id, ())

    return _shortest(one, other, decided) or _shortest(one, other, _compared(record.of_event(event_id)))


def _joins(row: Row) -> bool:
    """Return whether a decision alone makes one event of its pair."""
    score, threshold = row["score"], row["threshold"]
    assert isinstance(score, float), "a score is a number"  # noqa: S101  # tells mypy what DuckDB gives
    assert isinstance(threshold, float), "so is a threshold"  # noqa: S101  # the same
    return row["decision"] == Verdict.PINNED.value or (score >= threshold and not row["vetoes"])


def _link(row: Row) -> Link:
    return Link(
        str(row["left_mention_id"]), str(row["right_mention_id"]), float(str(row["score"])), str(row["decision"])
    )


def _compared(mentions: Iterable[Told]) -> Callable[[str], Iterable[Link]]:
    """Return a function that compares a mention with all others, likeliest first."""
    known = {told.id: told for told in mentions}

    def links(mention_id: str) -> Iterable[Link]:
        if mention_id not in known:
            return ()
        ours = known[mention_id].features
        fitting = (told for told in known.values() if told.id != mention_id and is_match(ours, told.features))
        found = [_now(mention_id, told.id, score_of(ours, told.features)) for told in fitting]
        return sorted(found, key=_likeliest)

    return links


def _now(one: str, other: str, score: float) -> Link:
    return Link(min(one, other), max(one, other), score, "not_compared")


def _likeliest(link: Link) -> tuple[float, str, str]:
    return -link.score, link.left_mention_id, link.right_mention_id


def _shortest(one: str, other: str, links: Callable[[str], Iterable[Link]]) -> tuple[Link, ...]:
    came: dict[str, Link | None] = {one: None}
    queue = deque([one])
    while queue:
        at = queue.popleft()
        if at == other:
            return _way(came, at)
        for link in links(at):
            beyond = link.right_mention_id if link.left_mention_id == at else link.left_mention_id
            if beyond not in came:
                came[beyond] = link
                queue.append(beyond)
    return ()


def _way(came: dict[str, Link | None], at: str) -> tuple[Link, ...]:
    way = []
    while (link := came[at]) is not None:
        way.append(link)
        at = link.right_mention_id if link.left_mention_id == at else link.left_mention_id
    return tuple(reversed(way))
