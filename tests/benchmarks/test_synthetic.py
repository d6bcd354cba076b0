"""The synthetic mentions of the benchmarks: the same for the same seed, honest, and as the pipeline would make them."""

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest

from benchmarks.files import count_groups, read_table, write_mentions
from benchmarks.synthetic import Told, synthetic_mentions
from transforms.elements import Basis, Kind, Status
from transforms.tables.given import mentions_table

_NUMBER = 3_000


@pytest.fixture(name="told", scope="module")
def _told() -> list[Told]:
    return list(synthetic_mentions(_NUMBER, seed=5))


def test_the_same_seed_gives_the_same_mentions_and_another_seed_others(told: list[Told]) -> None:
    assert list(synthetic_mentions(200, seed=5)) == told[:200]
    assert list(synthetic_mentions(200, seed=6)) != told[:200]


def test_there_are_as_many_mentions_as_asked_each_with_an_id_of_its_own(told: list[Told]) -> None:
    assert len({one.mention.mention_id for one in told}) == _NUMBER


def test_an_event_is_told_of_about_three_times(told: list[Told]) -> None:
    counts = Counter(one.event for one in told)
    assert 2.4 < _NUMBER / len(counts) < 3.4
    assert {1, 2, 3, 4, 5} <= set(counts.values())


def test_events_of_one_pair_recur_so_that_parties_do_not_tell_them_apart(told: list[Told]) -> None:
    events: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for one in told:
        if one.mention.kind is Kind.BILATERAL_MEETING:
            events[one.mention.countries].add(one.event)
    assert max(len(found) for found in events.values()) > 3


def test_posts_leave_out_what_real_posts_leave_out(told: list[Told]) -> None:
    talks = [one.mention for one in told if one.mention.kind is Kind.BILATERAL_MEETING]
    assert any(mention.place is None for mention in talks)
    assert any(not mention.participants for mention in talks)
    assert any(len(mention.countries) < 2 for mention in talks)
    assert any(mention.dates is None for mention in talks)
    assert any(mention.published_on is None for mention in talks)


def test_every_fate_is_told_of(told: list[Told]) -> None:
    wanted = {Status.PLANNED, Status.HELD, Status.CANCELLED, Status.POSTPONED}
    assert {one.mention.status for one in told} == wanted


def test_what_is_told_as_held_without_a_date_has_the_day_of_its_post(told: list[Told]) -> None:
    held = [one.mention for one in told if one.mention.status is Status.HELD]
    imputed = [mention for mention in held if mention.dates and mention.dates.basis is Basis.PUBLICATION]
    assert imputed
    assert all(mention.dates and mention.dates.start == mention.published_on for mention in imputed)
    assert all(mention.published_on is None for mention in held if mention.dates is None)


def test_nothing_in_a_mention_gives_its_event_away(told: list[Told]) -> None:
    """Ids of neighbouring mentions do not sort by event."""
    ids = [one.mention.mention_id for one in sorted(told, key=_event)]
    risen = sum(left < right for left, right in pairwise(ids))
    assert 0.4 < risen / len(ids) < 0.6


def test_mentions_come_back_from_parquet_as_they_were(told: list[Told], tmp_path: Path) -> None:
    path = tmp_path / "mentions.parquet"
    assert write_mentions(path, told[:500]) == 500
    found = pa.concat_tables([read_table(path, group) for group in range(count_groups(path))])
    assert found.equals(mentions_table([one.mention for one in told[:500]], [None] * 500))


def _event(told: Told) -> int:
    return told.event
