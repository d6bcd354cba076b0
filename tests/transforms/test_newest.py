from collections.abc import Sequence
from datetime import date
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection

from tests.transforms.outcome import outcome_of
from tests.transforms.storage.building import a_post, write_run
from transforms.elements import Post
from transforms.newest import FindNewestDay
from transforms.storage.rows import StoredPost

THIRD, FIFTH, NINTH = (date(2031, 3, day) for day in (3, 5, 9))


@pytest.mark.parametrize(
    ("rows", "left", "expected"),
    [
        pytest.param([], [], NINTH, id="what stands"),
        pytest.param([], ["late"], FIFTH, id="what stands but for what is gone"),
        pytest.param([a_post("late", published_on=THIRD)], ["late"], FIFTH, id="an edit may set the day back"),
        pytest.param([StoredPost(a_post("new", published_on=date(2031, 4, 1)), "run")], [], date(2031, 4, 1), id="new"),
    ],
)
def test_the_newest_day_is_that_of_all_posts_together(
    rows: Sequence[Post | StoredPost], left: list[str], expected: date, tmp_path: Path
) -> None:
    write_run(tmp_path, [a_post("early", published_on=FIFTH), a_post("late", published_on=NINTH), a_post("never")])

    def build(root: Pipeline) -> dict[str, PCollection[date | None]]:
        given = (root | "Rows" >> beam.Create(rows), root | "Left" >> beam.Create(left))
        return {"day": given | FindNewestDay(str(tmp_path))}

    assert outcome_of(build) == {"day": [expected]}


def test_without_days_there_is_none() -> None:
    def build(root: Pipeline) -> dict[str, PCollection[date | None]]:
        return {
            "day": (root | "Rows" >> beam.Create([a_post()]), root | "Left" >> beam.Create([])) | FindNewestDay(None)
        }

    assert outcome_of(build) == {"day": [None]}
