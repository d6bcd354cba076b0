"""splink 5 on DuckDB, set up for mentions as its documentation advises; docs/scale.md gives the reasons.

It is given what a person who knows the field would derive from the columns: the family of a kind, who travels, one day
to block by, the parts of names. It never sees `event`.
"""

from pathlib import Path

import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from duckdb import DuckDBPyConnection
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

_PREPARED = """
CREATE OR REPLACE TABLE mentions AS
WITH derived AS (
    SELECT
        * EXCLUDE (event, source, published_at, genre, person_roles, documents),
        CASE
            WHEN kind IN ('bilateral_meeting', 'trilateral_meeting', 'multilateral_meeting', 'domestic_meeting',
                'signing', 'ceremony', 'other') THEN 'in person'
            WHEN kind IN ('briefing', 'press_conference') THEN 'press'
            ELSE kind
        END AS family,
        organisations[1] AS body,
        coalesce(day_start, published_on) AS day,
        CASE WHEN precision = 'day' AND basis <> 'publication' THEN day_start END AS exact_day,
        list_distinct(list_filter(
            flatten(list_transform(persons, lambda x: string_split(lower(x), ' '))), lambda x: length(x) > 2
        )) AS parts,
        list_sort(persons) AS sorted_persons
    FROM read_parquet($mentions)
)
SELECT
    * EXCLUDE (sorted_persons, parts),
    nullif(parts, []) AS name_parts,
    nullif(array_to_string(sorted_persons, '+'), '') AS persons_key,
    array_to_string(
        CASE WHEN family IN ('visit', 'arrival', 'departure') THEN list_filter(parties, lambda x: x <> country)
            ELSE parties END, '+'
    ) AS parties_key,
    year(day) * 12 + month(day) AS month,
    year(published_on) * 12 + month(published_on) AS published_month
FROM derived
"""
_BOTH = "day_start_l IS NOT NULL AND day_start_r IS NOT NULL"
_APART = "abs(date_diff('day', day_start_l, day_start_r))"
_NEWS = "abs(date_diff('day', published_on_l, published_on_r))"
_IMPUTED = "(basis_l = 'publication' OR basis_r = 'publication')"
_U_PAIRS = 1e7
"""What splink's documentation calls adequate for trying a model. With the billion that it calls best,
training takes four times as long on 100,000 mentions, and the clusters agree no better with the truth."""
_RECALL = 0.4
"""Of the deterministic rules: the share of true pairs that give the same parties, format and exact day."""


def prepare(connection: DuckDBPyConnection, mentions: Path) -> None:
    """Make the table `mentions` of a file of synthetic mentions."""
    connection.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")  # splink 5.0 writes lambdas in the older way
    connection.execute(_PREPARED, {"mentions": str(mentions)})


def settings() -> SettingsCreator:
    """Return the model before training: comparisons, and the rules by which pairs are found."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_when(), _parties(), _format(), _place(), _persons(), _body(), _name(), _sidelines()],
        blocking_rules_to_generate_predictions=[
            block_on("parties_key", "family", "month"),
            block_on("parties_key", "family", "published_month"),
            block_on("body", "month"),
            block_on("city", "family", "day"),
            block_on("persons_key", "family", "month"),
        ],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def trained(connection: DuckDBPyConnection, seed: int) -> Linker:
    """Return a linker over the table `mentions`: u by random sampling, m by expectation maximisation."""
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register("mentions"), settings())
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("parties_key", "family", "exact_day")], recall=_RECALL
    )
    training.estimate_u_using_random_sampling(max_pairs=_U_PAIRS, seed=seed)
    training.estimate_parameters_using_expectation_maximisation(block_on("parties_key", "family", "month"))
    training.estimate_parameters_using_expectation_maximisation(block_on("city", "day"))
    training.estimate_parameters_using_expectation_maximisation(block_on("persons_key", "month"))
    return linker


def _when() -> comparisons.CustomComparison:
    """Compare the dates, exact before ranges before the days of posts; without one, the days of publication."""
    return comparisons.CustomComparison(
        output_column_name="day_start",
        comparison_levels=[
            levels.CustomLevel("exact_day_l = exact_day_r", "same exact day"),
            levels.CustomLevel(
                f"day_start_l = day_start_r AND day_end_l = day_end_r AND precision_l = precision_r AND NOT {_IMPUTED}",
                "same range",
            ),
            levels.CustomLevel(f"{_BOTH} AND {_IMPUTED} AND {_APART} = 0", "the day of a post"),
            levels.CustomLevel(f"{_BOTH} AND {_IMPUTED} AND {_APART} <= 1", "a day from that of a post"),
            levels.CustomLevel(f"{_BOTH} AND {_IMPUTED} AND {_APART} <= 3", "three days from that of a post"),
            levels.CustomLevel(
                f"{_BOTH} AND NOT {_IMPUTED} AND day_start_l <= day_end_r AND day_start_r <= day_end_l", "overlap"
            ),
            levels.CustomLevel(f"{_BOTH} AND {_APART} <= 1", "a day apart"),
            levels.CustomLevel(f"{_BOTH} AND {_APART} <= 7", "a week apart"),
            levels.CustomLevel(_BOTH, "further apart"),
            levels.CustomLevel(f"{_NEWS} <= 1", "no date, published a day apart"),
            levels.CustomLevel(f"{_NEWS} <= 4", "no date, published four days apart"),
            levels.CustomLevel(f"{_NEWS} <= 14", "no date, published two weeks apart"),
            levels.ElseLevel(),
        ],
    )


def _parties() -> comparisons.CustomComparison:
    return comparisons.CustomComparison(
        output_column_name="parties",
        comparison_levels=[
            levels.NullLevel("parties_key"),
            levels.ExactMatchLevel("parties_key", term_frequency_adjustments=True),
            levels.ArrayIntersectLevel("parties", 2),
            levels.ArrayIntersectLevel("parties", 1),
            levels.ElseLevel(),
        ],
    )


def _format() -> comparisons.CustomComparison:
    return comparisons.CustomComparison(
        output_column_name="kind",
        comparison_levels=[
            levels.NullLevel("kind"),
            levels.ExactMatchLevel("kind", term_frequency_adjustments=True),
            levels.ExactMatchLevel("family"),
            levels.ElseLevel(),
        ],
    )


def _place() -> comparisons.CustomComparison:
    return comparisons.CustomComparison(
        output_column_name="city",
        comparison_levels=[
            levels.CustomLevel("country_l IS NULL OR country_r IS NULL").configure(is_null_level=True),
            levels.ExactMatchLevel("city", term_frequency_adjustments=True),
            levels.CustomLevel("country_l = country_r AND (city_l IS NULL OR city_r IS NULL)", "same country"),
            levels.CustomLevel("country_l = country_r", "other city"),
            levels.ElseLevel(),
        ],
    )


def _persons() -> comparisons.CustomComparison:
    return comparisons.CustomComparison(
        output_column_name="name_parts",
        comparison_levels=[
            levels.NullLevel("name_parts"),
            levels.ArrayIntersectLevel("name_parts", 3),
            levels.ArrayIntersectLevel("name_parts", 2),
            levels.ArrayIntersectLevel("name_parts", 1),
            levels.PairwiseStringDistanceFunctionLevel("name_parts", "jaro_winkler", 0.9),
            levels.ElseLevel(),
        ],
    )


def _body() -> comparisons.ExactMatch:
    return comparisons.ExactMatch("body")


def _name() -> comparisons.JaccardAtThresholds:
    return comparisons.JaccardAtThresholds("event_name", [0.8])


def _sidelines() -> comparisons.ExactMatch:
    return comparisons.ExactMatch("sidelines_of")
