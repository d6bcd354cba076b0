"""Pairs and B-cubed, against figures worked out by hand."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.agreement import IncompleteClustersError, agreement


def _written(folder: Path, found: dict[str, str]) -> tuple[Path, Path]:
    truth = {"unique_id": ["a", "b", "c", "d"], "event": [1, 1, 1, 2]}
    pq.write_table(pa.table(truth), folder / "truth.parquet")
    pq.write_table(pa.table({"unique_id": list(found), "cluster": list(found.values())}), folder / "found.parquet")
    return folder / "truth.parquet", folder / "found.parquet"


def test_the_truth_agrees_with_itself(tmp_path: Path) -> None:
    result = agreement(*_written(tmp_path, {"a": "x", "b": "x", "c": "x", "d": "y"}))
    assert (result.pairs.f1, result.b_cubed.f1, result.clusters) == (1.0, 1.0, 2)


def test_shares_are_those_counted_by_hand(tmp_path: Path) -> None:
    """Of a, b, c | d was found a, b | c, d: one pair of two found is right, and one of three wanted was found."""
    result = agreement(*_written(tmp_path, {"a": "x", "b": "x", "c": "y", "d": "y"}))
    assert (result.pairs.precision, result.pairs.recall) == pytest.approx((1 / 2, 1 / 3))
    assert result.b_cubed.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert result.b_cubed.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_a_mention_without_a_cluster_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IncompleteClustersError):
        agreement(*_written(tmp_path, {"a": "x"}))
