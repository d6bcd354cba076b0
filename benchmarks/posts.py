"""Synthetic posts: the happenings of the synthetic world in the plain English of ministries, as JSON Lines.

    python -m benchmarks.posts N [--seed N] > posts.jsonl

A line has `id`, `source`, `url`, `published` and `text`. The same seed gives the same posts, whatever their number.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from random import Random
from typing import TextIO

from benchmarks.happenings import happenings
from benchmarks.parameters import Parameters
from benchmarks.persons import written
from benchmarks.phrases import AHEAD, CALLED_OFF, CLOSING, HELD, TOPICS
from benchmarks.scenes import Happening
from benchmarks.synthetic import Telling, tellings
from transforms.elements import Status
from transforms.gazetteer.countries import country_name

_NEAR = 6
_MOST_CLOSING = 4


def write_posts(path: Path, number: int, seed: int = 1) -> None:
    """Write so many posts to a file; memory stays small."""
    with path.open("w", encoding="utf-8") as file:
        print_posts(file, number, seed)


def print_posts(file: TextIO, number: int, seed: int = 1) -> None:
    """Write so many posts to an open file."""
    posts = islice(_posts(Parameters(), seed), number)
    file.writelines(json.dumps(post, ensure_ascii=False) + "\n" for post in posts)


def _posts(parameters: Parameters, seed: int) -> Iterator[dict[str, str]]:
    for happening in happenings(parameters.world, seed):
        random = Random(f"{seed} {happening.number}")  # noqa: S311  # a world, not a secret
        for order, telling in enumerate(tellings(happening, parameters.telling, random)):
            source = country_name(random.choice(happening.parties)) + " MFA"
            minute = time(random.randrange(6, 22), random.randrange(60))
            yield {
                "id": f"{happening.number}-{order}",
                "source": source,
                "url": f"https://example.org/{happening.number}/{order}",
                "published": datetime.combine(telling.published, minute).isoformat() + "Z",
                "text": told(telling, parameters, random),
            }


def told(telling: Telling, parameters: Parameters, random: Random) -> str:
    """Return the text of a post: a sentence on the event, then what posts say besides."""
    happening = telling.happening
    choices = {Status.PLANNED: AHEAD, Status.HELD: HELD}.get(telling.status, CALLED_OFF)
    template = random.choice(choices.get(happening.kind, choices[None]))
    first = template.format(
        who=_side(happening, 0, parameters, random),
        whom=_side(happening, 1, parameters, random),
        all=_all_sides(happening, parameters, random),
        guest=country_name(happening.persons[0].country if happening.persons else happening.parties[0]),
        host=country_name(happening.country or happening.parties[-1]),
        city=happening.city or "the capital",
        day=_day(telling, random),
        name=happening.name or random.choice(TOPICS),
        event=happening.name or "meeting",
        what="cancelled" if telling.status is Status.CANCELLED else "postponed",
    )
    beside = f" It took place on the sidelines of the {happening.beside}." if happening.beside else ""
    paper = f" An {happening.document} was signed." if happening.document and telling.status is Status.HELD else ""
    closing = random.sample(CLOSING, random.randrange(_MOST_CLOSING))
    return (
        first[0].upper()
        + first[1:]
        + beside
        + paper
        + "".join(f"\n\n{line.format(topic=random.choice(TOPICS))}" for line in closing)
    )


def _side(happening: Happening, place: int, parameters: Parameters, random: Random) -> str:
    """Return who stands for one side, with office and country, or the country alone."""
    if place >= len(happening.persons):
        return f"representatives of {country_name(happening.parties[min(place, len(happening.parties) - 1)])}"
    who = happening.persons[place]
    name = written(who.name, parameters.telling, random)
    return f"{who.role} of {country_name(who.country)} {name}"


def _all_sides(happening: Happening, parameters: Parameters, random: Random) -> str:
    sides = [_side(happening, place, parameters, random) for place in range(min(len(happening.parties), 3))]
    return f"{', '.join(sides[:-1])} and {sides[-1]}" if len(sides) > 1 else sides[0]


def _day(telling: Telling, random: Random) -> str:
    """Return the day of the event as a post words it."""
    apart = (telling.published - telling.happening.day).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}.get(apart)
    if near and random.random() < 0.5:  # noqa: PLR2004  # as often as the date
        return near
    if 1 < apart < _NEAR and random.random() < 0.3:  # noqa: PLR2004  # now and then
        return f"on {telling.happening.day:%A}"
    return "on " + _worded(telling.happening.day, telling.happening.stop, random)


def _worded(day: date, stop: date, random: Random) -> str:
    if stop != day and stop.month == day.month:
        return f"{day:%B} {day.day}–{stop.day}, {day.year}"
    return random.choice((f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", f"{day:%B} {day.day}"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print posts as JSON Lines."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.posts", description="Print synthetic posts.")
    parser.add_argument("number", type=int, help="how many posts")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    print_posts(sys.stdout, asked.number, asked.seed)


if __name__ == "__main__":
    main()
