"""What no score can change: what people judged, and that two main events of one post are two."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.identity.pins import Pins
from transforms.matching.columns import Columns, Numbers


class Constraints(NamedTuple):
    """Pairs of mentions, by place, two columns each: that are one event, and that never are."""

    same: Numbers
    different: Numbers


def constraints_of(ids: pa.Array, columns: Columns, pins: Pins) -> Constraints:
    """Return the constraints between mentions that are given; a judgement comes before what posts imply."""
    same, judged = _placed(ids, pins.same), _placed(ids, pins.different)
    return Constraints(same, np.concatenate((judged, _of_one_post(columns))))


def _placed(ids: pa.Array, pairs: frozenset[tuple[str, str]]) -> Numbers:
    """Return pairs by place, but for those of which a mention is not there."""
    if not pairs:
        return np.zeros((0, 2), np.int64)
    sides = [pc.index_in(pa.array(list(side), pa.string()), ids) for side in zip(*sorted(pairs), strict=True)]
    known = pc.and_(*(side.is_valid() for side in sides)).to_numpy(zero_copy_only=False)
    return np.stack([side.fill_null(0).to_numpy().astype(np.int64)[known] for side in sides], axis=1)


def _of_one_post(columns: Columns) -> Numbers:
    """Return the pairs of main mentions of one post."""
    places = np.flatnonzero(columns.is_main)
    places = places[np.argsort(columns.post[places], kind="stable")]
    posts, found = columns.post[places], []
    for distance in range(1, len(places)):
        again = np.flatnonzero(posts[distance:] == posts[:-distance])
        if not len(again):
            break
        found.append(np.stack((places[again], places[again + distance]), axis=1))
    return np.concatenate(found) if found else np.zeros((0, 2), np.int64)
