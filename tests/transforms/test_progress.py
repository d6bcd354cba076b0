from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from tests.transforms.outcome import pipeline
from tests.transforms.storage.building import a_post
from transforms.progress import TellProgress
from transforms.storage.progress import posts_so_far


@pytest.mark.parametrize("count", [0, 1, 20, 45])
def test_posts_pass_and_are_counted(count: int, tmp_path: Path) -> None:
    posts = [a_post(f"p{number}") for number in range(count)]
    with pipeline() as root:
        passed = root | beam.Create(posts) | TellProgress(str(tmp_path))
        assert_that(passed, equal_to(posts))
    assert posts_so_far(tmp_path) == count
