"""Tells when a file as a whole is doubtful: where little shows which lines begin posts."""

from collections.abc import Sequence
from statistics import fmean

from transforms.segmentation.segment import Segment

_FEWEST = 5  # posts from which a mean says something
_DOUBTFUL = 0.8  # mean confidence; below it fewer than two posts of three were right in channels that were left out


def doubt(segments: Sequence[Segment]) -> str | None:
    """Return one line for the user where the boundaries of a file are doubtful as a whole, else None."""
    if len(segments) < _FEWEST:
        return None
    sure = fmean(segment.confidence for segment in segments)
    if sure >= _DOUBTFUL:
        return None
    return (
        f"where its {len(segments)} posts begin is doubtful (confidence {sure:.2f} on average): little in the file"
        " parts them; an export with one record a post, such as Telegram's result.json, leaves nothing to guess"
    )
