from collections.abc import Sequence
from itertools import product

import apache_beam as beam
import pytest
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection

from tests.transforms.identity.builders import mention
from tests.transforms.outcome import outcome_of
from transforms import group
from transforms.elements import Traced
from transforms.gathering import Candidate, candidate_of
from transforms.group import SHARDS, GroupCandidates, shard_of

PAIRS = [("FRA", "GHA"), ("GHA", "NOR"), ("NOR", "PER")]
MANY = [
    candidate_of(Traced(mention(f"m{number:02}{pair[0]}", countries=pair, participants=())))
    for number, pair in product(range(10), PAIRS)
]


def _groups(candidates: Sequence[Candidate]) -> list[tuple[str, list[str]]]:
    def build(root: Pipeline) -> dict[str, PCollection[object]]:
        given = root | beam.Create(candidates).with_output_types(Candidate)
        return {"groups": given | GroupCandidates()}

    found = outcome_of(build)["groups"]
    return sorted((key[1], sorted(each.told.mention.mention_id for each in candidates)) for key, candidates in found)


@pytest.mark.parametrize("waiting", [1, 7, 20_000], ids=["one by one", "a few at a time", "all at once"])
def test_all_mentions_of_a_key_meet_however_many_travel_together(waiting: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group, "_MOST_WAITING", waiting)
    assert _groups(MANY) == [("+".join(pair), [f"m{number:02}{pair[0]}" for number in range(10)]) for pair in PAIRS]


def test_what_comes_twice_comes_twice() -> None:
    assert _groups([MANY[0], MANY[0]]) == [("FRA+GHA", ["m00FRA", "m00FRA"])]


def test_what_is_compared_arrives_as_it_was() -> None:
    def build(root: Pipeline) -> dict[str, PCollection[object]]:
        return {"groups": root | beam.Create(MANY[:1]).with_output_types(Candidate) | GroupCandidates()}

    assert outcome_of(build) == {"groups": [(MANY[0].key, (MANY[0],))]}


def test_a_shard_is_the_same_in_every_process() -> None:
    assert [shard_of(candidate.key) for candidate in MANY[:3]] == [231, 56, 241]
    assert {shard_of(("in person", f"A+{number}")) for number in range(5000)} == set(range(SHARDS))
