"""The two seed documents against what people found in them."""

from pathlib import Path

import pytest

from tests.golden.tables import GOLDEN
from warehouse.connection import open_published
from warehouse.evaluation.found import read_found
from warehouse.evaluation.gold import read_gold
from warehouse.evaluation.scoring import Evaluation, evaluate


@pytest.fixture(scope="module")
def evaluation(output: Path) -> Evaluation:
    return evaluate(read_gold(GOLDEN), read_found(open_published(output)))


def test_every_post_is_cut_out_as_it_stands(evaluation: Evaluation) -> None:
    assert evaluation.posts.wanted == 30
    assert evaluation.posts.f1 == 1.0


def test_the_slots_of_the_main_events_are_filled(evaluation: Evaluation) -> None:
    assert evaluation.slots.f1 == 1.0


def test_what_is_found_as_main_is_main(evaluation: Evaluation) -> None:
    assert evaluation.detection.precision == 1.0


def test_mentions_of_one_event_are_one_event(evaluation: Evaluation) -> None:
    assert evaluation.b_cubed.f1 == 1.0


def test_all_main_events_are_found_and_no_other(evaluation: Evaluation) -> None:
    found = evaluation.main_events
    assert (found.right, found.given, found.wanted) == (21, 21, 21)
