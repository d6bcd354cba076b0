"""One reading of two: what the model finds in a post, held against what the grammar reads there.

The grammar is exact about what it was written for, the model finds more of what is new. On sources from which neither
learned, both together are better than either; docs/decisions/reader.md has the figures.
"""

from collections.abc import Sequence
from dataclasses import replace

from transforms.elements import Phrase, WordedMention
from transforms.reader.drafts import MEETINGS

Mentions = tuple[WordedMention, ...]


def agree(found: Sequence[WordedMention], read: Sequence[WordedMention]) -> Mentions:
    """Return the mentions of a post, what it is about first.

    Where both read the same events with the same people, the grammar's words count, else the model's, completed by the
    grammar's. A post is about no more events of a sort than the grammar reads, unless the two have no sort in common;
    where the model finds events and none that the post is about, the grammar's reading stands, and where it finds none,
    there is none.

    Args:
        found: What the model finds, what it is surest of first.
        read: What the grammar reads.
    """
    if not found:
        return ()
    completed = [_completed(mention, read) for mention in found]
    wanted = [mention for mention in read if mention.is_main]
    if not wanted:
        return _ordered(completed)
    if not any(mention.is_main for mention in completed):
        return tuple(read)
    counted = _counted(completed, wanted)
    mains = [mention for mention in counted if mention.is_main]
    if not mains:
        return _ordered(completed)
    return tuple(read) if _read_alike(mains, wanted) else _ordered(counted)


def _counted(mentions: Sequence[WordedMention], wanted: Sequence[WordedMention]) -> list[WordedMention]:
    """Return the mentions, main no more of one sort than are wanted: the model takes two names of one event for two."""
    left, counted = list(wanted), []
    for mention in mentions:
        same = next((other for other in left if mention.is_main and _is_of_one_sort(mention, other)), None)
        if same is not None:
            left.remove(same)
        counted.append(replace(mention, is_main=same is not None))
    return counted


def _read_alike(mains: Sequence[WordedMention], wanted: Sequence[WordedMention]) -> bool:
    """Tell whether both readers find the same events: of one kind and status, with the same people."""
    left = list(wanted)
    for mention in mains:
        same = next((other for other in left if _is_of_one_sort(mention, other)), None)
        if same is None or (same.kind, same.status) != (mention.kind, mention.status):
            return False
        if not (_are_among(mention, same) and _are_among(same, mention)):
            return False
        left.remove(same)
    return not left


def _are_among(mention: WordedMention, other: WordedMention) -> bool:
    """Tell whether everybody at one event is named at the other, be it by a part of the name."""
    names = {word for person in other.participants for word in person.name.text.split()}
    return all(names.intersection(person.name.text.split()) for person in mention.participants)


def _completed(mention: WordedMention, read: Sequence[WordedMention]) -> WordedMention:
    """Return a mention with what only the grammar reads of the same event, and all the words for its place."""
    mention = replace(mention, place=_wider(mention.place, read))
    mains = (other for other in read if mention.is_main and other.is_main)
    same = next((other for other in mains if _is_of_one_sort(mention, other)), None)
    if same is None:
        return mention
    return replace(
        mention,
        date=mention.date or same.date,
        place=mention.place or same.place,
        venue=mention.venue or (same.venue if mention.place is None else None),
    )


def _wider(place: Phrase | None, read: Sequence[WordedMention]) -> Phrase | None:
    """Return the words that the grammar reads for a place where those given are a part of them: the capital of Laos."""
    if place is None:
        return None
    others = (other.place for other in read if other.place is not None)
    return next((other for other in others if other.start <= place.start and place.stop <= other.stop), place)


def _is_of_one_sort(mention: WordedMention, other: WordedMention) -> bool:
    return mention.kind is other.kind or {mention.kind, other.kind} <= MEETINGS


def _ordered(mentions: Sequence[WordedMention]) -> Mentions:
    ordered = sorted(mentions, key=lambda mention: not mention.is_main)
    return tuple(replace(mention, ordinal=ordinal) for ordinal, mention in enumerate(ordered))
