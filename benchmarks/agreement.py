"""How well found clusters agree with the truth: pairs and B-cubed, counted by DuckDB, so that size costs no memory."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

_COUNTS = """
WITH placed AS (
    SELECT truth.event, found.cluster
    FROM read_parquet($truth) AS truth JOIN read_parquet($found) AS found USING (unique_id)
),
cells AS (SELECT event, cluster, count(*)::DOUBLE AS n FROM placed GROUP BY ALL),
events AS (SELECT event, sum(n) AS n FROM cells GROUP BY ALL),
clusters AS (SELECT cluster, sum(n) AS n FROM cells GROUP BY ALL)
SELECT
    (SELECT count(*) FROM read_parquet($truth)),
    (SELECT sum(n) FROM cells),
    (SELECT count(*) FROM clusters),
    (SELECT sum(n * (n - 1) / 2) FROM cells),
    (SELECT sum(n * (n - 1) / 2) FROM events),
    (SELECT sum(n * (n - 1) / 2) FROM clusters),
    (SELECT sum(cells.n * cells.n / clusters.n) FROM cells JOIN clusters USING (cluster)),
    (SELECT sum(cells.n * cells.n / events.n) FROM cells JOIN events USING (event))
"""


class IncompleteClustersError(Exception):
    """Mentions are in no cluster, or in several."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Precision and recall."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """Clusters against the truth."""

    mentions: int
    clusters: int
    pairs: Shares
    b_cubed: Shares


def agreement(truth: Path, found: Path) -> Agreement:
    """Compare a file with `unique_id` and `event` with one of `unique_id` and `cluster`.

    Raises:
        IncompleteClustersError: Some mention is not in exactly one cluster.
    """
    with duckdb.connect() as connection:
        row = connection.execute(_COUNTS, {"truth": str(truth), "found": str(found)}).fetchone()
    assert row is not None
    total, joined, clusters, right, true_pairs, found_pairs, precise, recalled = (float(cell or 0) for cell in row)
    if joined != total:
        raise IncompleteClustersError(f"{found} places {joined:,.0f} of {total:,.0f} mentions")
    return Agreement(
        int(total),
        int(clusters),
        Shares(right / found_pairs if found_pairs else 1.0, right / true_pairs if true_pairs else 1.0),
        Shares(precise / total, recalled / total),
    )
