import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipelines.launch import launch
from pipelines.options import RunOptions
from warehouse.connection import open_published

_TEXTS = Path(__file__).parents[2] / "training" / "texts" / "constructions"
_FEW = 20


def _few(folder: Path) -> Path:
    """Write the first of the written texts that tell of an event."""
    golds = [line for line in (_TEXTS / "gold.jsonl").read_text().splitlines() if json.loads(line)["events"]][:_FEW]
    ids = {json.loads(line)["id"] for line in golds}
    texts = [line for line in (_TEXTS / "texts.jsonl").read_text().splitlines() if json.loads(line)["id"] in ids]
    folder.mkdir()
    (folder / "gold.jsonl").write_text("\n".join(golds))
    (folder / "texts.jsonl").write_text("\n".join(texts))
    return folder


@pytest.mark.slow
@pytest.mark.skipif(find_spec("torch") is None, reason="the extra `train` is not installed, so that nothing is learned")
def test_a_run_reads_with_what_was_learned(tmp_path: Path) -> None:
    from training.reader.__main__ import main  # noqa: PLC0415  # torch is there for this test alone

    few, model = _few(tmp_path / "few"), tmp_path / "model"
    main([str(few.with_name("few*4")), "--out", str(model), "--epochs", "8", "--layers", "2", "--version", "test"])
    launch(RunOptions(seeds=(few / "texts.jsonl",), output=tmp_path / "output", model=str(model)))
    events = open_published(tmp_path / "output").sql("SELECT count(*) FROM events").fetchall()[0][0]
    assert events >= _FEW // 2
    assert sum(path.stat().st_size for path in model.iterdir()) < 30_000_000
