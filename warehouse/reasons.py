"""The true reason for which two mentions are, or are not, one event."""

from collections.abc import Iterator
from dataclasses import replace

from transforms.elements import Verdict
from transforms.identity.judgements import Judgement, Ruling, grounds_of
from transforms.identity.scoring import THRESHOLD
from warehouse.chains import Link, chain_between
from warehouse.connection import Row
from warehouse.partings import Pair, Reasons, cited, events_apart, pair_of, puts, too_little, unplaced
from warehouse.record import Record, Told
from warehouse.wording import key_in_words


def reasons_of(record: Record, left: Told, right: Told, decision: Row | None) -> Reasons:
    """Return why two mentions are, or are not, one event; `decision` is what the run stored of them."""
    grounds = grounds_of(record.judgements, left.id, right.id)
    pinned = decision is not None and decision["decision"] == Verdict.PINNED.value
    pair = pair_of(left, right, decision)
    if grounds or pinned:
        return _judged(pair, grounds, pinned=pinned)
    return _together(record, pair) if left.event_id == right.event_id else _apart(record, pair)


def _judged(pair: Pair, grounds: tuple[Judgement, ...], *, pinned: bool) -> Reasons:
    """Say by which judgement, and what the evidence would have said."""
    evidence = f"by the evidence alone they would be {_by_evidence(pair)}"
    if not grounds:
        gone = "pinned by a judgement that has been taken back since; the next communique run goes by the evidence"
        return Reasons(because=(gone, evidence))
    same = all(judgement.ruling is Ruling.SAME for judgement in grounds)
    said = " with ".join(cited(judgement) for judgement in grounds)
    because = [f"{'one event' if same else 'two events'} by {said}"]
    if same != (pair.left.event_id == pair.right.event_id):
        because.append("the published run does not go by it yet; the next communique run does")
    elif not pinned:
        because.append("the published run says so without it")
    return Reasons(because=(*because, evidence), judgements=grounds)


def _by_evidence(pair: Pair) -> str:
    if pair.vetoes:
        return f"kept apart by {pair.vetoes_in_words()}"
    if not pair.is_match:
        return f"too little alike, {THRESHOLD - pair.score:.2f} below the threshold"
    return "one event" if pair.has_one_key else "alike enough, but never compared"


def _together(record: Record, pair: Pair) -> Reasons:
    """Say how two mentions of one event came together."""
    left, right = pair.left, pair.right
    partial = tuple(
        f"{told.id} is {key_in_words(told.features)}; of all events about that time it fits this one alone"
        for told in (left, right)
        if told.features.lacks_counterpart and not any(puts(judgement, told) for judgement in record.judgements)
    )
    if pair.is_moved:
        return Reasons(because=("the event was put off: one tells of it before that, the other after", *partial))
    if pair.is_match:
        alike = left.features == right.features
        own = "they agree in all that is compared" if alike else "the evidence for it reaches the threshold"
        return Reasons(because=(own, *partial))
    chain = chain_between(record, left.event_id, left.id, right.id)
    if not chain:
        return Reasons(because=("they are one event through mentions whose decisions were not stored", *partial))
    way = ", ".join(f"{link.left_mention_id} with {link.right_mention_id} ({_weighed(link)})" for link in chain)
    alone = f"the two alone are {_by_evidence(pair)}"
    return Reasons(because=(f"joined through others: {way}", alone, *partial), chain=chain)


def _weighed(link: Link) -> str:
    return "judged" if link.decision == Verdict.PINNED.value else f"{link.score:+.2f}"


def _apart(record: Record, pair: Pair) -> Reasons:
    """Say what keeps two mentions in two events: what they are to each other, their keys, vetoes, score or events."""
    left, right = pair.left, pair.right
    nested = tuple(_nested(record, left, right))
    partial = [told for told in (left, right) if told.features.lacks_counterpart]
    if len(partial) == 1:
        return _prefixed(nested, unplaced(record, partial[0], right if partial[0] is left else left))
    vetoed = (f"no score outweighs {pair.vetoes_in_words()}",) if pair.vetoes else ()
    if not partial and not pair.has_one_key:
        met = f"they never meet: one is {key_in_words(left.features)}, the other {key_in_words(right.features)}"
        return Reasons(because=(*nested, met, *vetoed))
    if vetoed:
        return Reasons(because=(*nested, *vetoed))
    if not pair.is_match:
        return Reasons(because=(*nested, too_little(pair.score)))
    return _prefixed(nested, events_apart(record, pair))


def _prefixed(nested: tuple[str, ...], found: Reasons) -> Reasons:
    return replace(found, because=(*nested, *found.because))


def _nested(record: Record, left: Told, right: Told) -> Iterator[str]:
    for whole, part in ((left, right), (right, left)):
        if whole.event_id in record.wholes(part.event_id):
            yield f"{part.event_id} is part of {whole.event_id}: a whole and its parts are never one event"
