"""Numbers that tell rows apart, however many columns and lists they are made of."""

import numpy as np
import pyarrow as pa

from transforms.identity.numbers import Numbers


def mark_of(*parts: Numbers) -> Numbers:
    """Return a number of each row that differs where any of the parts does, as digests do."""
    found = np.zeros(len(parts[-1]), np.uint64)
    for part in parts:
        found = _stirred(found ^ np.asarray(part).astype(np.uint64))
    return (found >> np.uint64(1)).astype(np.int64)


def _stirred(values: Numbers) -> Numbers:
    """Return `stirred` of `transforms.identity.codes` for each value."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (values ^ (values >> np.uint64(31))) + np.uint64(0x9E3779B97F4A7C15)


def list_codes(lists: pa.Array) -> Numbers:
    """Return `list_code` of `transforms.identity.coded` for each list, given the codes of its texts."""
    return (list_marks(lists) >> np.uint64(1)).astype(np.int64)


def list_marks(lists: pa.Array) -> Numbers:
    """Return a number for each list of codes, whatever their order."""
    offsets = lists.offsets.to_numpy()
    stirred = np.append(np.uint64(0), np.cumsum(_stirred(lists.values.to_numpy().astype(np.uint64))))
    return stirred[offsets[1:]] - stirred[offsets[:-1]]
