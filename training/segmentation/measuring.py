"""Measures the cutting of channels that weights were not learned from."""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import fmean

from training.segmentation.dumps import Span
from training.segmentation.learning import Example, learn
from transforms.segmentation.segment import cut
from transforms.segmentation.weights import as_passes

logger = logging.getLogger(__name__)


def report(given: Sequence[Example], folds: int = 0) -> None:
    """Log the exact F1 of each dump that is no variant, its family left out of the fit, and the mean of each way."""
    scores: dict[str, list[float]] = defaultdict(list)
    for name, score in left_out(given, folds):
        logger.info("%-50s %.3f", name, score)
        scores[name.rpartition(" ")[2]].append(score)
    for way in sorted(scores):
        if len(scores[way]) > 1:
            logger.info("mean of %d %s: %.3f", len(scores[way]), way, fmean(scores[way]))


def left_out(given: Sequence[Example], folds: int = 0) -> Iterator[tuple[str, float]]:
    """Yield the score of each dump when its family, or the fold of families that it stands in, was left out."""
    families = sorted({each.dump.family for each in given if each.dump.measured})
    for at in range(folds or len(families)):
        out = set(families[at :: folds or len(families)])
        passes = as_passes(learn([each for each in given if each.dump.family not in out]))
        for each in given:
            if each.dump.measured and each.dump.family in out:
                found = [(post.first_line, post.last_line) for post in cut(each.rows, passes)]
                yield each.dump.name, exact_f1(found, each.dump.spans)


def exact_f1(found: Sequence[Span], right: Sequence[Span]) -> float:
    """Return the F1 of posts of which the first and the last line are right."""
    return 2 * len(set(found) & set(right)) / (len(found) + len(right))
