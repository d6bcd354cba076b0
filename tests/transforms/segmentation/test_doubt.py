import pytest

from transforms.segmentation.doubt import doubt
from transforms.segmentation.segment import Segment


def _segments(*confidences: float) -> list[Segment]:
    return [Segment(line, line, confidence, ()) for line, confidence in enumerate(confidences, 1)]


@pytest.mark.parametrize("confidences", [(1.0,) * 6, (0.9, 0.9, 0.9, 0.9, 0.4, 0.9), (0.2,) * 4])
def test_a_file_that_is_sure_or_short_needs_no_word(confidences: tuple[float, ...]) -> None:
    assert doubt(_segments(*confidences)) is None


def test_a_doubtful_file_is_told_of_with_the_way_out() -> None:
    told = doubt(_segments(*(0.5,) * 12))
    assert told is not None
    assert told.startswith("where its 12 posts begin is doubtful (confidence 0.50 on average)")
    assert "result.json" in told
    assert "\n" not in told
