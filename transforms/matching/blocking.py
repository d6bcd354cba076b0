"""Blocking keys: which mentions are compared at all."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from transforms.matching.columns import NEVER, Columns, Numbers

WINDOW = 14
"""Days within which mentions that share a key are compared."""
NEIGHBOURS = 60
"""Mentions of a key with which each is compared at most on either side, the nearest in days first."""
_DAY_BITS = 22
_KEY_BITS = 41
_MOST_PARTIES = 4
_ROUGH = 3
"""Of the words of a post, the smallest codes, which posts that are nearly the same share whatever their length."""
_PARTY, _PERSON, _BODY, _WORD, _CITY, _PAPER, _TEXT = range(1, 8)
_FEWEST_SHARED = 1 << 20


def candidates(columns: Columns) -> tuple[Numbers, Numbers]:
    """Return the pairs of mentions that share a key and lie within `WINDOW` days, each once, the smaller place first.

    A mention stands under each pair of its parties, each part of a person's name, each body, each word of the name of
    its event, its city, its documents and pairs of its words, once at the day of its event and once at that of its
    post: a single slip of the reader leaves other keys.
    """
    marks, owners = _entries(columns)
    order = np.lexsort((owners, marks))
    marks, owners = marks[order], owners[order]
    size, found = len(columns.post), []
    for distance in range(1, NEIGHBOURS + 1):
        # Key and day are one number, so that the same key within the window is one comparison.
        near = np.flatnonzero(marks[distance:] - marks[:-distance] <= WINDOW)
        if not len(near):
            break
        one, other = owners[near], owners[near + distance]
        found.append(_each_once(np.minimum(one, other) * size + np.maximum(one, other)))
        if sum(map(len, found)) > _FEWEST_SHARED:
            found = [_each_once(np.concatenate(found))]
    one, other = _undated(marks)
    found.append(np.minimum(owners[one], owners[other]) * size + np.maximum(owners[one], owners[other]))
    pairs = _each_once(np.concatenate(found))
    left, right = pairs // max(size, 1), pairs % max(size, 1)
    apart = left != right
    return left[apart], right[apart]


def _undated(marks: Numbers) -> tuple[Numbers, Numbers]:
    """Return the entries of mentions that have no day of any sort, each with the first others of its key."""
    entries = np.flatnonzero(marks & ((1 << _DAY_BITS) - 1) == NEVER)
    first = np.searchsorted(marks, marks[entries])
    stop = np.searchsorted(marks, marks[entries] + (1 << _DAY_BITS) - 1)
    count = np.minimum(stop - first, NEIGHBOURS)
    nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(entries, count), np.repeat(first, count) + nth


def _entries(columns: Columns) -> tuple[Numbers, Numbers]:
    """Return under which keys and days mentions stand, as one number each, and which mentions."""
    days = [np.where(columns.start != NEVER, columns.start, columns.published), columns.published]
    marks, owners = [], []
    for key in _keys(columns):
        for nth, day in enumerate(days):
            stands = (key != 0) & ((day != days[0]) & (day != NEVER) if nth else True)
            places = np.flatnonzero(stands)
            # Keys lie further apart than the window reaches.
            marks.append(((_mixed(key[places]) >> (64 - _KEY_BITS)).astype(np.int64) << _DAY_BITS) + day[places])
            owners.append(places)
    return np.concatenate(marks), np.concatenate(owners)


def _keys(columns: Columns) -> Iterator[Numbers]:
    """Yield keys of mentions, 0 where one has none."""
    parties = columns.parties.codes[:, :_MOST_PARTIES]
    for one, other in combinations(range(parties.shape[1]), 2):
        yield np.where(parties[:, other] != 0, _key(_PARTY, parties[:, one], parties[:, other]), 0)
    parts = columns.people.parts
    yield from (_key(_PERSON, part) for part in parts.reshape(len(parts), parts.shape[1] * parts.shape[2]).T)
    yield from (_key(_BODY, body) for body in columns.bodies.codes.T)
    for words in (columns.topic, columns.margins):
        yield from (_key(_WORD, word) for word in words.codes.T)
    yield _key(_CITY, columns.city)
    yield from (_key(_PAPER, paper) for paper in columns.documents.codes.T)
    words = columns.words.codes[:, :_ROUGH]
    for one, other in combinations(range(words.shape[1]), 2):
        yield np.where(words[:, other] != 0, _key(_TEXT, words[:, one], words[:, other]), 0)


def _key(sort: int, *codes: Numbers) -> Numbers:
    """Return a key made of codes, 0 where the last is."""
    found = np.full(len(codes[0]), sort, np.uint64)
    for code in codes:
        found = _mixed(found ^ code.astype(np.uint64))
    return np.where(codes[-1] != 0, found, 0).astype(np.uint64)


def _mixed(values: Numbers) -> Numbers:
    """Return 64 bits each of which depends on all bits of a value: the finaliser of SplitMix64."""
    values = np.asarray(values).astype(np.uint64)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _each_once(values: Numbers) -> Numbers:
    """Return each value once, in order."""
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered  # the first
