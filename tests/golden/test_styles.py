"""Ten other feeds and six articles, invented in the manner of real ones: what is found must not get worse."""

from pathlib import Path

import pytest

from pipelines.launch import launch
from pipelines.options import RunOptions
from tests.golden.tables import GOLDEN
from warehouse.connection import open_published
from warehouse.evaluation.found import read_found
from warehouse.evaluation.gold import read_gold
from warehouse.evaluation.measures import Measure
from warehouse.evaluation.scoring import Evaluation, evaluate

STYLES = GOLDEN.with_name("styles")


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    folder = tmp_path_factory.mktemp("styles")
    launch(RunOptions(seeds=tuple(sorted(STYLES.glob("*.txt"))), output=folder))
    return evaluate(read_gold(STYLES), read_found(open_published(folder)))


def _f1(measure: Measure) -> float:
    return measure.f1 or 0.0


def test_posts_are_cut_out(evaluation: Evaluation) -> None:
    assert _f1(evaluation.posts) >= 0.97


def test_events_are_found(evaluation: Evaluation) -> None:
    assert _f1(evaluation.slots) >= 0.93
    assert (evaluation.detection.precision or 0.0) >= 0.96


def test_mentions_find_their_event(evaluation: Evaluation) -> None:
    assert _f1(evaluation.b_cubed) >= 0.95


def test_folder_holds_what_the_gold_tells_of() -> None:
    assert {post.file for post in read_gold(STYLES).posts} == {Path(path).name for path in STYLES.glob("*.txt")}
