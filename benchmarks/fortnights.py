"""A year of fortnightly runs over synthetic mentions: how many events change their id, and whether any id is lost.

    python -m benchmarks.fortnights [--mentions N] [--runs N] [--seed N]

Every run takes what was published since the run before, in the order in which feeds give it, with late mentions, and
what that run published, through the same transforms as `communique run`.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.parameters import Parameters
from benchmarks.publishing import Published, publish
from benchmarks.synthetic import synthetic_mentions
from benchmarks.tables import print_table
from transforms.elements import Mention

_HEAD = ("run", "mentions", "events", "new ids", "ids given up", "without alias row", "that do not resolve", "moved")
_FORTNIGHT = 14
_LATE = 0.03
"""Mentions that come one to three fortnights after they were published: an export that was forgotten."""
_MENTIONS_A_SCENE = 4.3
_FULL = 50_000
_AFTER = timedelta(days=60)
"""What is published so long after the end is told of events that no run meets."""


@dataclass(slots=True)
class Tally:
    """What was counted over the runs; `seen` are all ids that were ever published."""

    seen: set[str] = field(default_factory=set)
    given_up: int = 0
    unexplained: int = 0
    lost: int = 0
    moved: int = 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each run, then the shares."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fortnights", description="Count ids that change.")
    parser.add_argument("--mentions", type=int, default=5_000, help=f"in the whole time; a busy year has {_FULL:,}")
    parser.add_argument("--runs", type=int, default=26)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    tally = Tally()
    slices = arrivals(asked.mentions, asked.runs, asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        print_table(_HEAD, _rows(slices, Path(folder), tally))
    total = len(tally.seen)
    print(
        f"\n{tally.given_up:,} of {total:,} ids that were ever published were given up "
        f"({tally.given_up / total:.2%}); {tally.unexplained:,} of them have no alias row, "
        f"{tally.lost:,} do not resolve. {tally.moved:,} mentions moved to another event that lived before."
    )


def arrivals(number: int, runs: int, seed: int) -> list[list[Mention]]:
    """Return what each run meets for the first time: about `number` mentions in all, in order of publication."""
    base = Parameters()
    days = _FORTNIGHT * runs
    world = replace(base.world, scenes_a_day=number / days / _MENTIONS_A_SCENE)
    end = world.first_day + timedelta(days=days)
    random = Random(seed)  # noqa: S311  # a simulation, not a secret
    slices: list[list[Mention]] = [[] for _ in range(runs)]
    last = world.first_day
    told = synthetic_mentions(3 * number, seed, replace(base, world=world))
    for mention in (one.mention for one in told):
        day = mention.published_on or (mention.dates.end if mention.dates else last)
        last = max(last, day)
        if day > end + _AFTER:
            break
        late = random.randrange(1, 4) if random.random() < _LATE else 0
        arrived = day + timedelta(days=_FORTNIGHT * late)
        if arrived < end:
            slices[max(0, (arrived - world.first_day).days // _FORTNIGHT)].append(mention)
    return [sorted(fresh, key=_by_publication) for fresh in slices]


def _rows(slices: list[list[Mention]], folder: Path, tally: Tally) -> Iterator[list[str]]:
    before = Published()
    for number, fresh in enumerate(slices, 1):
        after = publish(before, fresh, folder / str(number))
        yield [f"{number}", f"{len(after.homes):,}", f"{len(after.events):,}", *_compared(before, after, tally)]
        before = after


def _compared(before: Published, after: Published, tally: Tally) -> list[str]:
    """Return what became of the ids of the run before, and add it to the tally."""
    lived = {event.event_id for event in before.events}
    lives = {event.event_id for event in after.events}
    targets = {alias.alias_id: alias.event_id for alias in after.aliases}
    given_up = lived - lives
    unexplained = given_up - targets.keys()
    fresh = lives - tally.seen
    tally.seen |= lives
    lost = {event_id for event_id in tally.seen if not _resolves(event_id, lives, targets)}
    moved = sum(
        after.homes.get(mention_id) != was and was in lives and after.homes.get(mention_id) in lived
        for mention_id, was in before.homes.items()
    )
    tally.given_up += len(given_up)
    tally.unexplained += len(unexplained)
    tally.lost = len(lost)
    tally.moved += moved
    return [f"{count:,}" for count in (len(fresh), len(given_up), len(unexplained), len(lost), moved)]


def _resolves(event_id: str, lives: set[str], targets: dict[str, str]) -> bool:
    """Tell whether an id is that of an event, or an alias of one; one that was withdrawn is an alias of itself."""
    target = targets.get(event_id, "")
    return event_id in lives or target in lives or target == event_id


def _by_publication(mention: Mention) -> tuple[date, str]:
    return mention.published_on or date.max, mention.mention_id


if __name__ == "__main__":
    main()
