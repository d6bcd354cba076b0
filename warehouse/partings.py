"""What keeps two mentions in two events: where one looked for its event, what else fits, what their events hold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from transforms.identity.buckets import LONGEST, cluster_buckets, home_country, partial_bucket
from transforms.identity.clustering import Cluster
from transforms.identity.decisions import INDIRECT, SEVERAL
from transforms.identity.features import Features, compared_of
from transforms.identity.joining import is_anchored
from transforms.identity.judgements import Judgement, Ruling
from transforms.identity.keys import key_of
from transforms.identity.scoring import THRESHOLD, is_match, score_of
from transforms.identity.vetoes import UNKNOWN, vetoes_of
from warehouse.chains import Link
from warehouse.connection import Row
from warehouse.record import Record, Told
from warehouse.wording import country_in_words, joined, key_in_words, veto_in_words

_MOST = 5
_TWO = 2


@dataclass(frozen=True, slots=True)
class Ban:
    """Two mentions of two events that can never be in one, so that nothing of the two events can."""

    left_mention_id: str
    right_mention_id: str
    vetoes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why, in sentences, and what they rest on.

    Attributes:
        because: The sentences, each of them true by itself; the first two hold what decided.
        judgements: What people judged, where that decides.
        chain: The decisions by which two mentions of one event hang together, where their own did not suffice.
        bans: The mentions that keep two events apart, where the two themselves would be one.
        candidates: The events that one of the two fits, where these are several.
    """

    because: tuple[str, ...]
    judgements: tuple[Judgement, ...] = ()
    chain: tuple[Link, ...] = ()
    bans: tuple[Ban, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, and what was found when they were compared, by the run where it stored that."""

    left: Told
    right: Told
    score: float
    vetoes: tuple[str, ...]
    decision: Row | None

    @property
    def is_match(self) -> bool:
        """Whether the comparison alone makes one event of the two."""
        return self.score >= THRESHOLD and not self.vetoes

    @property
    def is_moved(self) -> bool:
        """Whether one tells of the event before it was put off and the other after."""
        evidence = self.decision["evidence"] if self.decision else None
        return isinstance(evidence, list) and any(weight["field"] == "moved" for weight in evidence)

    @property
    def has_one_key(self) -> bool:
        """Whether the two look for others under one key."""
        return key_of(self.left.features) == key_of(self.right.features)

    def vetoes_in_words(self) -> str:
        """Return what forbids that the two are one event."""
        return joined([veto_in_words(veto, self.left.features, self.right.features) for veto in self.vetoes])


def pair_of(left: Told, right: Told, decision: Row | None) -> Pair:
    """Return two mentions with what the run found, or with what is found now."""
    if decision is None:
        score, vetoes = score_of(left.features, right.features), vetoes_of(left.features, right.features)
        return Pair(left, right, score, vetoes, None)
    stored = decision["vetoes"]
    vetoes = tuple(str(veto) for veto in stored) if isinstance(stored, list) else ()
    own = tuple(veto for veto in vetoes if veto not in (SEVERAL, INDIRECT))
    return Pair(left, right, float(str(decision["score"])), own, decision)


def cited(judgement: Judgement) -> str:
    """Return a judgement as a sentence names it: number, id, verdict, time and note."""
    note = f": “{judgement.note}”" if judgement.note else ""
    day = judgement.judged_at.strftime("%Y-%m-%d %H:%M")
    return f"judgement {judgement.number} ({judgement.judgement_id}, {judgement.ruling.value}, {day}{note})"


def too_little(score: float) -> str:
    """Return by how much a score misses the threshold."""
    return f"too little speaks for it: {THRESHOLD - score:.2f} below the threshold"


def unplaced(record: Record, partial: Told, whole: Told) -> Reasons:
    """Say why a mention that does not say with whom is not of the event of another."""
    judged = tuple(judgement for judgement in record.judgements if puts(judgement, partial))
    if judged:
        return Reasons(because=(f"{partial.id} goes where {cited(judged[0])} puts it",), judgements=judged)
    told = f"{partial.id} is {key_in_words(partial.features)}: it is of an event only where one alone fits"
    others = [other for other in record.of_event(whole.event_id) if not other.features.lacks_counterpart]
    bans = tuple(_bans([partial], others))
    if bans:
        return Reasons(because=(told, _banned(bans, (partial, *others))), bans=bans)
    compared = compared_of(partial.mention)
    bucket = partial_bucket(compared)
    if bucket is None:
        return Reasons(because=(told, _nowhere(partial)))
    if bucket not in cluster_buckets(Cluster(whole.event_id, tuple(compared_of(other.mention) for other in others))):
        looked = f"it looked among the meetings and calls of {country_in_words(bucket[0])} about its days"
        return Reasons(because=(told, f"{looked}, and {whole.event_id} is none of them"))
    if not any(is_match(partial.features, other.features) for other in others):
        best = max((score_of(partial.features, other.features) for other in others), default=0.0)
        return Reasons(because=(told, f"{whole.event_id} does not: {too_little(best)}"))
    refused = f"{whole.event_id} fits, but holds another such mention that forbids this one"
    return _fits_several(record, partial, told) or Reasons(because=(told, refused))


def puts(judgement: Judgement, told: Told) -> bool:
    """Return whether people judged that a mention is of the event of another."""
    return judgement.ruling is Ruling.SAME and told.id in judgement.mention_ids


def _nowhere(partial: Told) -> str:
    """Say what a mention lacks to look for its event at all."""
    if partial.features.span is None:
        return "it gives no day by which events could be told apart"
    if not home_country(compared_of(partial.mention)):
        return "it names no country under which events could be found"
    return f"it names more than {LONGEST} days, in which too many events fit"


def _fits_several(record: Record, told: Told, *before: str) -> Reasons | None:
    """Say between which events a mention without a day could not choose, or which it fits less than its own."""
    is_partial = told.features.lacks_counterpart
    if is_anchored(told.features) and not is_partial:
        return None
    found: dict[str, str] = {}
    for row in record.several(told.id):
        other = "right" if row["left_mention_id"] == told.id else "left"
        found.setdefault(str(row[f"{other}_event_id"]), str(row[f"{other}_event"]))
    if len(found) < _TWO and not is_partial:
        found |= {other.event_id: other.event for other in _fitting(record, told)}
    found.pop(told.event_id, None)
    chosen = not is_partial and any(is_anchored(other.features) for other in record.of_event(told.event_id))
    if len(found) < (1 if chosen else _TWO):
        return None
    named = joined([f"{event_id} ({name})" for event_id, name in islice(found.items(), _MOST)])
    fits = f"fits {told.event_id} better than" if chosen else "fits more than one event:"
    return Reasons(because=(*before, f"{told.id} {fits} {named}"), candidates=tuple(found))


def _fitting(record: Record, told: Told) -> Iterator[Told]:
    """Yield the dated mentions to whose events an undated one could go; a run stores the nearest of its pairs alone."""
    key = key_of(told.features)
    for other in record.sharing(told):
        is_candidate = is_anchored(other.features) and key_of(other.features) == key
        if is_candidate and is_match(told.features, other.features):
            yield other


def events_apart(record: Record, pair: Pair) -> Reasons:
    """Say why two mentions that alone would be one event are not: what their events hold, or what else fits."""
    told = pair.left, pair.right
    several = next((found for each in told if (found := _fits_several(record, each)) is not None), None)
    stored = pair.decision["vetoes"] if pair.decision else None
    if several is not None and isinstance(stored, list) and SEVERAL in stored:
        return several
    ours, theirs = (_comparable(record, each) for each in told)
    bans, alone = tuple(_bans(ours, theirs)), "the two alone would be one event, but their events are kept apart"
    if bans:
        return Reasons(because=(f"{alone}: {_banned(bans, (*ours, *theirs))}",), bans=bans)
    if judged := tuple(_judged_apart(record.judgements, ours, theirs)):
        return Reasons(because=(f"{alone} by {joined([cited(each) for each in judged])}",), judgements=judged)
    if several is not None:
        return several
    if pair.decision is not None:
        return Reasons(because=(f"{alone} by what another of their mentions says",))
    return Reasons(because=_never_compared(record, told))


def _never_compared(record: Record, told: tuple[Told, Told]) -> tuple[str, ...]:
    """Say why two of one key were not compared: those without an exact day go to the dated events first."""
    gone = [
        f"{each.id}, which gives no exact day, first went to {each.event_id}, the dated event that fits it"
        for each in told
        if any(is_anchored(other.features) for other in record.of_event(each.event_id))
    ]
    if gone and not any(is_anchored(each.features) for each in told):
        return "the two alone would be one event, but were not compared with one another", *gone
    return ("the two alone would be one event, but too many others stood nearer to be compared",)


def _comparable(record: Record, told: Told) -> list[Told]:
    """Return the mentions of the event of one, those aside that were placed there when all was settled."""
    found = [other for other in record.of_event(told.event_id) if not other.features.lacks_counterpart]
    return found or [told]


def _bans(ours: Iterable[Told], theirs: Iterable[Told]) -> Iterator[Ban]:
    """Yield the pairs that forbid that two events are one, the fewest that say it all."""
    found = 0
    for one, other in product(tuple(ours), tuple(theirs)):
        vetoes = tuple(veto for veto in vetoes_of(one.features, other.features) if veto != UNKNOWN)
        if vetoes:
            yield Ban(min(one.id, other.id), max(one.id, other.id), vetoes)
            found += 1
        if found == _MOST:
            return


def _banned(bans: Sequence[Ban], known: Iterable[Told]) -> str:
    features = {told.id: told.features for told in known}
    named = (_ban_in_words(ban, features[ban.left_mention_id], features[ban.right_mention_id]) for ban in bans)
    return "; ".join(named)


def _ban_in_words(ban: Ban, left: Features, right: Features) -> str:
    vetoes = joined([veto_in_words(veto, left, right) for veto in ban.vetoes])
    return f"{ban.left_mention_id} and {ban.right_mention_id}: {vetoes}"


def _judged_apart(judgements: Sequence[Judgement], ours: Iterable[Told], theirs: Iterable[Told]) -> Iterator[Judgement]:
    """Yield what people judged about two events in which neither mention in question was named."""
    sides = {told.id for told in ours}, {told.id for told in theirs}
    for judgement in judgements:
        one, other = judgement.sides
        straight = not (sides[0].isdisjoint(one) or sides[1].isdisjoint(other))
        across = not (sides[0].isdisjoint(other) or sides[1].isdisjoint(one))
        if judgement.ruling is Ruling.DIFFERENT and (straight or across):
            yield judgement
