"""What needs splink, which no run of the program does; left out where it is not installed."""

from pathlib import Path

import pytest

from benchmarks.agreement import agreement
from benchmarks.files import write_mentions
from benchmarks.synthetic import synthetic_mentions

pytest.importorskip("splink", reason="needs splink: pip install 'communique[bench]'")


def test_every_mention_is_in_one_cluster_and_most_are_where_they_belong(tmp_path: Path) -> None:
    from benchmarks.theirs import link  # noqa: PLC0415  # needs splink

    mentions = tmp_path / "mentions.parquet"
    write_mentions(mentions, synthetic_mentions(1_500, seed=4))
    link(mentions, tmp_path, threshold=3.0, seed=1)
    found = agreement(mentions, tmp_path / "clusters.parquet")
    assert found.mentions == 1_500
    assert found.b_cubed.f1 > 0.6


def test_fitted_shares_are_those_of_the_labels() -> None:
    from benchmarks.fitting import shares_of  # noqa: PLC0415  # as above
    from transforms.identity.scoring import FIELDS  # noqa: PLC0415  # as above

    silent = dict.fromkeys(FIELDS, 0.0)
    shares = shares_of([silent | {"place": 1.0}] * 3 + [silent])
    assert (shares["place", 1.0], shares["place", 0.0], shares["kind", 0.0]) == pytest.approx((0.75, 0.25, 1.0))
