"""What is seen at each gap between two lines, as columns of numbers with names."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from transforms.segmentation.cohesion import cohesion
from transforms.segmentation.events import acting_alone, looks_back
from transforms.segmentation.kinds import beginning, ending, kind
from transforms.segmentation.labels import label
from transforms.segmentation.marks import Mark
from transforms.segmentation.rows import Row

Floats = NDArray[np.float64]
Columns = dict[str, Floats]

_MARKS = tuple(mark for mark in Mark if mark is not Mark.RULE)
_OF_FILES = (
    Mark.FINISHED,
    Mark.HEADLINE,
    Mark.ENDS_IN_LINK,
    Mark.LINKS,
    Mark.TAGS,
    Mark.STAMP,
    Mark.BULLET,
    Mark.PLACE,
    Mark.BACK,
    Mark.QUOTED,
    Mark.REPORT,
    Mark.EVENT,
    Mark.CAPS,
    Mark.DATELINE,
)
_FARTHEST = 12
_NUMBERS: dict[str, Callable[[Row], float]] = {
    "length": lambda row: math.log1p(row.shape.length),
    "words": lambda row: math.log1p(len(row.shape.body.split())),
    "signs": lambda row: len(row.shape.signs),
    "white space at its end": lambda row: row.padded,
    "links at its end": lambda row: row.shape.links,
    "names": lambda row: len(row.shape.names),
    "a full stop at its end": lambda row: row.shape.body.endswith("."),
    "a call at its end": lambda row: row.shape.body.endswith("!"),
    "a question at its end": lambda row: row.shape.body.endswith("?"),
    "a colon at its end": lambda row: row.shape.body.endswith(":"),
    "a quotation mark at its end": lambda row: row.shape.body.endswith(('"', "”", "’", "»")),
    "a figure at its beginning": lambda row: row.shape.body[:1].isdigit(),
    "a small letter at its beginning": lambda row: row.shape.body[:1].islower(),
    "a hashtag at its beginning": lambda row: row.shape.body.startswith("#"),
    "a @name at its beginning": lambda row: row.shape.body.startswith("@"),
    "a foot": lambda row: row.shape.foot,
    "looks back": lambda row: looks_back(row.shape.body),
}


def gap_features(rows: Sequence[Row]) -> Columns:
    """Return the columns of the gaps above all rows but the first; each has a number for every gap."""
    columns = _around(_lines(rows))
    columns |= _between(rows)
    columns |= cohesion(rows)
    columns |= _of_pairs(rows)
    columns |= _distances(rows)
    columns |= _of_file(rows)
    return columns


def _lines(rows: Sequence[Row]) -> Columns:
    """Return what is seen on each line by itself, and how often the file has its like."""
    lines: Columns = {mark: np.array([mark in row.shape.marks for row in rows], float) for mark in _MARKS}
    lines |= {name: np.array([number(row) for row in rows], float) for name, number in _NUMBERS.items()}
    lines["times said in the file"] = _log_counts([label(row.shape) for row in rows])
    lines["times its beginning in the file"] = _shares([beginning(row) for row in rows])
    lines["times its ending in the file"] = _shares([ending(row) for row in rows])
    lines["times its kind in the file"] = _shares([kind(row) for row in rows])
    lines["length among the lines"] = _ranks(lines["length"])
    return lines


def _around(lines: Columns) -> Columns:
    """Return what is seen on the lines around each gap: two above, two below."""
    columns: Columns = {}
    for name, values in lines.items():
        columns[f"above: {name}"] = values[:-1]
        columns[f"below: {name}"] = values[1:]
        columns[f"beyond: {name}"] = np.append(values[2:], 0.0)
        columns[f"before: {name}"] = np.append(0.0, values[:-2])
    return columns


def _between(rows: Sequence[Row]) -> Columns:
    blanks = np.array([row.blanks for row in rows[1:]], float)
    rules = Counter(row.rule for row in rows if row.rule)
    return {
        "blank lines": blanks,
        "blank lines before": np.append(0.0, blanks[:-1]),
        "blank lines beyond": np.append(blanks[1:], 0.0),
        "blank lines among those of the file": _ranks(blanks),
        "gaps with blank lines": np.full(len(blanks), np.mean(blanks > 0)),
        "gaps with as many blank lines": _at_least(blanks),
        "a rule": np.array([bool(row.rule) for row in rows[1:]], float),
        "a rule of stars or dots": np.array([row.rule in set("*.·•~+⭐✦") for row in rows[1:]], float)
        * np.array([bool(row.rule) for row in rows[1:]], float),
        "a closing rule": np.array([row.closed_at > 0 for row in rows[1:]], float),
        "such rules": np.array([math.log1p(rules[row.rule]) if row.rule else 0 for row in rows[1:]], float),
    }


def _of_pairs(rows: Sequence[Row]) -> Columns:
    signs = [row.shape.signs[:1] for row in rows]
    kinds = [kind(row) for row in rows]
    first, last = rows[0], rows[-1]
    return {
        "the same sign": np.array([a == b != () for a, b in pairwise(signs)], float),
        "the same sign beyond": np.array(
            [a == b != () for a, b in zip(signs[1:], [*signs[2:], ()], strict=False)], float
        ),
        "the sign of the first line": np.array([sign == signs[0] != () for sign in signs[1:]], float),
        "the kind of the first line": np.array([each == kinds[0] for each in kinds[1:]], float),
        "the ending of the last line": np.array([ending(row) == ending(last) for row in rows[:-1]], float),
        "marks of the first line": np.array([_likeness(row, first) for row in rows[1:]]),
        "marks of the last line": np.array([_likeness(row, last) for row in rows[:-1]]),
        "the same kind": np.array([a == b for a, b in pairwise(kinds)], float),
        "how often the kind below follows": _association(kinds),
        "how often the kind beyond follows": np.append(_association(kinds)[1:], 0.0),
        "a name told above acts alone": np.array([_names_again(a, b) for a, b in pairwise(rows)], float),
    }


def _distances(rows: Sequence[Row]) -> Columns:
    """Return how many lines above and below each gap the next line of some natures stands, at most `_FARTHEST`."""
    natures = {
        "a foot": [row.shape.foot for row in rows],
        "a title": [Mark.HEADLINE in row.shape.marks and not row.shape.foot for row in rows],
        "signs": [bool(row.shape.signs) for row in rows],
        "white space at its end": [row.padded for row in rows],
    }
    columns: Columns = {}
    for name, held in natures.items():
        columns[f"lines since {name}"] = _since(held)[:-1]
        columns[f"lines to {name}"] = _since(held[::-1])[::-1][1:]
    return columns


def _since(held: Sequence[bool]) -> Floats:
    found, since = np.zeros(len(held)), _FARTHEST
    for at, each in enumerate(held):
        since = 0 if each else min(since + 1, _FARTHEST)
        found[at] = since
    return found


def _names_again(above: Row, below: Row) -> bool:
    return bool(acting_alone(below.shape.body) & above.shape.names)


def _of_file(rows: Sequence[Row]) -> Columns:
    gaps = len(rows) - 1
    shares = {f"lines with {mark}": _share(mark in row.shape.marks for row in rows) for mark in _OF_FILES}
    lengths = np.array([row.shape.length for row in rows], float)
    shares |= {
        "lines with signs": _share(bool(row.shape.signs) for row in rows),
        "lines with white space at their end": _share(row.padded for row in rows),
        "lines of the file": math.log1p(len(rows)),
        "length of its lines": float(np.mean(np.log1p(lengths))),
        "spread of its lines": float(np.std(np.log1p(lengths))),
        "gaps with rules": _share(bool(row.rule) for row in rows),
    }
    return {f"file: {name}": np.full(gaps, share) for name, share in shares.items()}


def _share(held: Iterable[bool]) -> float:
    return fmean(map(float, held))


def _likeness(row: Row, other: Row) -> float:
    both = row.shape.marks | other.shape.marks
    return len(row.shape.marks & other.shape.marks) / len(both) if both else 1.0


def _association(kinds: Sequence[str]) -> Floats:
    """Return how much oftener than by chance the kind of the line below follows that of the line above, as a log."""
    pairs = Counter(pairwise(kinds))
    above, below = Counter(kinds[:-1]), Counter(kinds[1:])
    total = len(kinds) - 1
    return np.array(
        [math.log((pairs[a, b] + 0.5) * total / ((above[a] + 0.5) * (below[b] + 0.5))) for a, b in pairwise(kinds)]
    )


def _log_counts(values: Sequence[str]) -> Floats:
    counts = Counter(values)
    return np.array([math.log(counts[value]) for value in values])


def _shares(values: Sequence[str]) -> Floats:
    counts = Counter(values)
    return np.array([counts[value] / len(values) for value in values])


def _ranks(values: Floats) -> Floats:
    """Return the share of values that are smaller."""
    return np.searchsorted(np.sort(values), values) / max(len(values), 1)


def _at_least(values: Floats) -> Floats:
    return 1 - _ranks(values)
