"""splink over a file of synthetic mentions; run as a process of its own.

    python -m benchmarks.theirs MENTIONS CLUSTERS --threshold WEIGHT
    python -m benchmarks.theirs MENTIONS CLUSTERS --tune

`--tune` tries thresholds and prints how well each agrees with the truth, the best first.
"""

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import duckdb
from splink import Linker
from splink.internals.splink_dataframe import SplinkDataFrame

from benchmarks.agreement import agreement
from benchmarks.linkage import prepare, trained

_THRESHOLDS = (-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 14.0, 17.0)
_LEAST = min(_THRESHOLDS)


def main(arguments: Sequence[str] | None = None) -> None:
    """Link, write who is with whom, and print what it took as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.theirs", description="Link synthetic mentions.")
    parser.add_argument("mentions", type=Path)
    parser.add_argument("clusters", type=Path, help="a folder for the clusters found")
    parser.add_argument("--threshold", type=float, default=0.0, help="the least match weight, in base 2")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tune", action="store_true")
    asked = parser.parse_args(arguments)
    logging.disable(logging.WARNING)
    asked.clusters.mkdir(parents=True, exist_ok=True)
    if asked.tune:
        print(json.dumps(tune(asked.mentions, asked.clusters, asked.seed)))
        return
    print(json.dumps(link(asked.mentions, asked.clusters, asked.threshold, asked.seed)))


def link(mentions: Path, clusters: Path, threshold: float, seed: int) -> dict[str, float]:
    """Train, predict and cluster; return seconds in all and of the training, and how many pairs were scored high."""
    began = perf_counter()
    with duckdb.connect() as connection:
        prepare(connection, mentions)
        linker = trained(connection, seed)
        training = perf_counter() - began
        predictions = linker.inference.predict(threshold_match_weight=threshold)
        pairs = predictions.as_duckdbpyrelation().shape[0]
        _write_clusters(connection, linker, predictions, threshold, clusters / "clusters.parquet")
    return {"seconds": perf_counter() - began, "training": training, "pairs": pairs}


def tune(mentions: Path, clusters: Path, seed: int) -> list[tuple[float, float]]:
    """Return thresholds with the F1 of B-cubed that each reaches, the best first."""
    found = clusters / "tuning.parquet"
    reached = []
    with duckdb.connect() as connection:
        prepare(connection, mentions)
        linker = trained(connection, seed)
        predictions = linker.inference.predict(threshold_match_weight=_LEAST)
        for threshold in _THRESHOLDS:
            _write_clusters(connection, linker, predictions, threshold, found)
            reached.append((threshold, agreement(mentions, found).b_cubed.f1))
    found.unlink()
    return sorted(reached, key=_best_first)


def _best_first(reached: tuple[float, float]) -> tuple[float, float]:
    return -reached[1], reached[0]


def _write_clusters(
    connection: duckdb.DuckDBPyConnection,
    linker: Linker,
    predictions: SplinkDataFrame,
    threshold: float,
    path: Path,
) -> None:
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_weight=threshold)
    connection.execute(
        f"COPY (SELECT unique_id, cluster_id AS cluster FROM {found.physical_name}) "  # noqa: S608  # splink's name
        f"TO '{path}' (FORMAT parquet)"
    )
    found.drop_table_from_database_and_remove_from_cache()


if __name__ == "__main__":
    main()
