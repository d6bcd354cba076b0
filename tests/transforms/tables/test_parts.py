"""Mentions resolved in tables are resolved as they are one by one."""

from itertools import groupby

import pyarrow as pa
from hypothesis import given as drawn

from tests.transforms.identity.memory import resolution_of
from tests.transforms.identity.strategies import judged, mentions
from transforms.elements import Mention
from transforms.identity.pins import NO_PINS, Pins
from transforms.storage.rows import decision_row
from transforms.tables.comparing import compared_table
from transforms.tables.completing import complete_part, place_partial
from transforms.tables.given import mentions_table
from transforms.tables.parts import is_partial, resolve_part
from transforms.tables.schemas import NAMES
from transforms.tables.verdicts import told_decisions


def _resolved(found: list[Mention], pins: Pins) -> tuple[pa.Table, pa.Table]:
    compared = compared_table(mentions_table(found, [None] * len(found)))
    partial = is_partial(compared, pins)
    alone = compared.filter(pa.array(partial))
    part = resolve_part(compared.filter(pa.array(~partial)), alone, pins)
    placed = place_partial(alone, part.fits)
    members, decisions = complete_part(part.near, alone, placed.joining, pins)
    return (
        pa.concat_tables([part.members, placed.members, members]),
        pa.concat_tables([part.decisions, placed.decisions, decisions]),
    )


def _agree(found: list[Mention], pins: Pins) -> None:
    members, decisions = _resolved(found, pins)
    expected = resolution_of(found, pins)
    ids = members["cluster_id"].to_pylist()
    assert len([cluster_id for cluster_id, _ in groupby(ids)]) == len(set(ids)), "a cluster stands together"
    rows = zip(*(members[name].to_pylist() for name in ("mention_id", "cluster_id")), strict=True)
    assert sorted(rows) == sorted(
        (each.mention_id, cluster.cluster_id) for cluster in expected.clusters for each in cluster.mentions
    )
    phases = {(row["mention_id"], row["phase"]) for row in members.to_pylist() if row["phase"]}
    assert phases == {
        (mention_id, number)
        for cluster in expected.clusters
        for number, phase in enumerate(cluster.phases, 1)
        for mention_id in phase
    }
    names = pa.table([members["cluster_id"], members["cluster_id"]], NAMES)
    told = told_decisions(decisions, names).to_pylist()
    assert sorted(map(repr, told)) == sorted(repr(decision_row(each)) for each in expected.decisions)


@drawn(mentions)
def test_tables_give_what_values_give(found: list[Mention]) -> None:
    _agree(found, NO_PINS)


@drawn(judged())
def test_what_people_pinned_holds_in_tables(given: tuple[list[Mention], Pins]) -> None:
    _agree(*given)
