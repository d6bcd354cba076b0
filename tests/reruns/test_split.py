"""The same posts in several files, one run each, in whatever order, give what one run over all of them gives."""

import random
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from pathlib import Path

import pytest

from pipelines.launch import launch
from pipelines.options import RunOptions
from tests.golden.tables import SEEDS
from tests.reruns.feeds import Entry, run, write_feed
from tests.reruns.tables import differing, history_faults, living, resolved, rows

_TALKS = "of the Foreign Ministers of Chile, Peru and Kenya"
_MET = "met with the Foreign Minister of Portugal Ana Sousa in Santiago."
_CALL = "the Foreign Minister of Chile Rosa Fuentes held a telephone conversation with"
_TOLD = (
    ("2021-03-05", "On 9-12 March 2021, the Foreign Minister of Kenya Grace Otieno will pay a visit to Portugal."),
    ("2021-03-07", "On 10 March 2021, Ana Sousa will meet with the Foreign Minister of Kenya Grace Otieno in Lisbon."),
    ("2021-03-08", f"On 8 March 2021, {_CALL} the Foreign Minister of Peru Ivo Sanz."),
    ("2021-03-08", "Rosa Fuentes and Ivo Sanz held a telephone conversation on 8 March 2021."),
    ("2021-03-10", "Foreign Minister Sousa met with Grace Otieno in Lisbon today."),
    ("2021-03-10", "On 10 March, Foreign Minister Otieno and Foreign Minister Sousa signed an agreement on fisheries."),
    ("2021-03-11", f"On 15 March 2021, talks {_TALKS} will be held in Santiago."),
    ("2021-03-13", f"The talks {_TALKS} on 15 March 2021 are postponed."),
    ("2021-03-21", "Foreign Minister Ana Sousa arrived in Santiago on 21 March 2021."),
    ("2021-03-22", f"On 22 March 2021, Foreign Minister Rosa Fuentes {_MET}"),
    ("2021-03-22", "Foreign Minister Fuentes gave a press conference in Santiago on 22 March 2021."),
    ("2021-03-24", "On 8 March 2021, Ivo Sanz spoke with Rosa Fuentes by telephone, the ministry of Peru recalled."),
)
_FILES = 3


def _deal(folder: Path, entries: list[Entry], number: int, chance: random.Random) -> list[Path]:
    """Deal posts out to files, as chance wants it; each gets some."""
    parts: list[list[Entry]] = [[] for _ in range(number)]
    for place, entry in enumerate(chance.sample(entries, len(entries))):
        parts[place % number].append(entry)
    return [write_feed(folder / f"{place}.jsonl", part) for place, part in enumerate(parts)]


def _feed_one_by_one(folder: Path, files: list[Path]) -> frozenset[str]:
    """Run after each file that arrives; return every event that was ever published."""
    known: frozenset[str] = frozenset()
    for file in files:
        arrived = folder / "feed" / file.name
        arrived.parent.mkdir(parents=True, exist_ok=True)
        arrived.write_bytes(file.read_bytes())
        run(folder)
        known |= living(folder / "output")
    return known


def _compare(folder: Path, entries: list[Entry], number: int, chance: random.Random) -> None:
    files = _deal(folder / "whole" / "feed", entries, number, chance)
    run(folder / "whole")
    known = _feed_one_by_one(folder / "parts", chance.sample(files, len(files)))
    whole, parts = folder / "whole" / "output", folder / "parts" / "output"
    assert history_faults(parts) == []
    ends = resolved(parts)
    assert known <= ends.keys()
    assert {ends[event_id] for event_id in known} == living(parts)
    assert differing(parts, whole) == {}


@pytest.mark.parametrize("seed", [1])
def test_files_that_arrive_one_by_one_give_what_one_run_gives(seed: int, tmp_path: Path) -> None:
    entries = [Entry(f"{place:02}", day, text) for place, (day, text) in enumerate(_TOLD)]
    _compare(tmp_path, entries, _FILES, random.Random(seed))  # noqa: S311  # the same order every time


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_seeds_in_ten_files_give_what_one_run_gives(seed: int, tmp_path: Path) -> None:
    launch(RunOptions(seeds=(SEEDS,), output=tmp_path / "seeds", model="none"))
    _compare(tmp_path, _of_the_seeds(tmp_path), 10, random.Random(seed))  # noqa: S311  # the same order every time


def _of_the_seeds(folder: Path) -> list[Entry]:
    """Return the posts of the seeds, published one after the other over some weeks."""
    posts = sorted(rows(folder / "seeds", "posts"), key=itemgetter("file", "ordinal"))
    began = datetime(2024, 7, 1, 9, tzinfo=UTC)
    return [
        Entry(f"{place:03}", (began + place * timedelta(hours=31)).isoformat(), post["text"], post["source"])
        for place, post in enumerate(posts)
    ]
