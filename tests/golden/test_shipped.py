"""The two seed documents, read with the model that comes with the program."""

from pathlib import Path

from pipelines.launch import launch
from pipelines.options import RunOptions
from tests.golden.tables import GOLDEN, SEEDS
from transforms.reader import card
from warehouse.connection import open_published
from warehouse.evaluation.found import read_found
from warehouse.evaluation.gold import read_gold
from warehouse.evaluation.scoring import evaluate

_SHIPPED = Path(card.__file__).parent / "data"


def test_the_shipped_model_reads_the_seeds_as_they_are(tmp_path: Path) -> None:
    summary = launch(RunOptions(seeds=(SEEDS,), output=tmp_path, model=str(_SHIPPED)))
    found = evaluate(read_gold(GOLDEN), read_found(open_published(tmp_path)))
    assert summary.model.startswith("learned ")
    assert [each.f1 for each in (found.posts, found.slots, found.pairs, found.b_cubed)] == [1.0] * 4


def test_the_model_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in _SHIPPED.iterdir()) < 30_000_000
