"""What splink estimates from labelled pairs that were compared already; needs splink."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.comparison_creator import ComparisonCreator

from benchmarks.levels import Levels
from transforms.identity.scoring import FIELDS

Shares = dict[tuple[str, float], float]


def shares_of(compared: Sequence[Levels]) -> Shares:
    """Return the share of pairs at each level of each field, as splink estimates it from labels.

    Every pair becomes two records that carry the levels of the pair, and one label.
    """
    if not compared:
        return {}
    with duckdb.connect() as connection:
        api = DuckDBAPI(connection=connection)
        linker = Linker(api.register(_records(compared), dataset_display_name="compared"), _settings(compared))
        places = range(len(compared))
        labels = {
            "source_dataset_l": ["compared"] * len(compared),
            "unique_id_l": [f"{place} l" for place in places],
            "source_dataset_r": ["compared"] * len(compared),
            "unique_id_r": [f"{place} r" for place in places],
        }
        told: Any = linker.training  # this method of it has no annotations
        told.estimate_m_from_pairwise_labels(api.register(pa.table(labels), table_name="labels"))
        fitted = linker.misc.save_model_to_json()
    return _read(fitted, _seen(compared))


def _records(compared: Sequence[Levels]) -> pa.Table:
    sides = [(place, side) for place in range(len(compared)) for side in "lr"]
    columns: dict[str, list[str] | list[float]] = {"unique_id": [f"{place} {side}" for place, side in sides]}
    return pa.table(columns | {field: [compared[place][field] for place, _ in sides] for field in FIELDS})


def _seen(compared: Sequence[Levels]) -> dict[str, list[float]]:
    return {field: sorted({levels[field] for levels in compared}, reverse=True) for field in FIELDS}


def _settings(compared: Sequence[Levels]) -> SettingsCreator:
    fields: list[ComparisonCreator | dict[str, Any]] = [
        comparisons.CustomComparison(
            output_column_name=field,
            comparison_levels=[
                *(levels.CustomLevel(f"{field}_l = {level!r}::DOUBLE", f"{level!r}") for level in seen),
                levels.ElseLevel(),
            ],
        )
        for field, seen in _seen(compared).items()
    ]
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=fields,
        blocking_rules_to_generate_predictions=[block_on("unique_id")],
    )


def _read(fitted: dict[str, object], seen: dict[str, list[float]]) -> Shares:
    """Return the m of each level out of a fitted model."""
    found: Shares = {}
    described = fitted["comparisons"]
    assert isinstance(described, list)
    for comparison in described:
        field = str(comparison["output_column_name"])
        for level, share in zip(seen[field], comparison["comparison_levels"], strict=False):
            found[field, level] = float(share["m_probability"])
    return found
