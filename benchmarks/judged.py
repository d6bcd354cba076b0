"""Pairs of mentions of which somebody knows whether they are one event: of the synthetic world, or of a gold folder."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.synthetic import Told, synthetic_mentions
from transforms.elements import Mention
from transforms.identity.keys import CandidateKey, candidate_key
from transforms.storage.recall import all_mentions
from transforms.storage.runs import current_run, run_folder
from transforms.storage.tables import read_rows, table_path
from warehouse.evaluation.gold import read_gold

_REACH = timedelta(days=10)
"""How far apart two mentions of one key may be dated or published for a resolver to have to look at them."""
_NEIGHBOURS = 20
"""Later mentions with which each is paired at most, so that a busy key does not outweigh all others."""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two mentions, and whether they are one event."""

    left: Mention
    right: Mention
    same: bool


def synthetic_pairs(number: int, seed: int) -> Iterator[JudgedPair]:
    """Yield the pairs that a resolver has to look at among so many synthetic mentions: of one key, and near in time."""
    keys: dict[CandidateKey, list[Told]] = defaultdict(list)
    for told in synthetic_mentions(number, seed):
        keys[candidate_key(told.mention)].append(told)
    for group in keys.values():
        yield from _near(sorted(group, key=_when))


def _near(group: list[Told]) -> Iterator[JudgedPair]:
    days = [_when(told)[0] for told in group]
    for place, one in enumerate(group):
        stop = min(bisect_right(days, days[place] + _REACH), place + 1 + _NEIGHBOURS)
        for other in group[place + 1 : stop]:
            yield JudgedPair(one.mention, other.mention, one.event == other.event)


def _when(told: Told) -> tuple[date, str]:
    mention = told.mention
    day = mention.dates.start if mention.dates else mention.published_on
    return day or date.min, mention.mention_id


def gold_pairs(gold: Path, output: Path) -> Iterator[JudgedPair]:
    """Yield the pairs that a gold folder lists, of the first main mention that a published run found in each text.

    Raises:
        RefusedError: The folder holds no gold annotations.
        ValueError: Nothing is published there, or the gold lists no pairs.
    """
    run = current_run(output)
    listed = read_gold(gold).pairs
    if run is None or listed is None:
        raise ValueError(f"no run in {output}, or no pairs in {gold}")
    mains = _mains(run_folder(output, run))
    for pair in listed:
        if pair.left in mains and pair.right in mains:
            yield JudgedPair(mains[pair.left], mains[pair.right], pair.same)


def _mains(folder: Path) -> dict[str, Mention]:
    """Return the first main mention of each post by the id that its source gave it."""
    told: dict[str, list[Mention]] = defaultdict(list)
    for each in all_mentions(folder):
        if each.mention.is_main:
            told[each.mention.post_id].append(each.mention)
    return {
        row["native_id"]: _ordered(told[row["post_id"]])[0]
        for row in read_rows(table_path(folder, "posts"))
        if row["native_id"] is not None and row["post_id"] in told
    }


def _ordered(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=_ordinal)


def _ordinal(mention: Mention) -> tuple[int, str]:
    return mention.ordinal, mention.mention_id
