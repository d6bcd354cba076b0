from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, islice
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection

from tests.transforms.identity.builders import (
    HALVORSEN,
    OWUSU,
    mention,
    on,
    person,
    published,
)
from tests.transforms.identity.memory import run
from tests.transforms.outcome import outcome_of
from tests.transforms.storage.building import a_history, the_post_of
from transforms.deduplicate import DeduplicateMentions, Mentions
from transforms.elements import (
    Alias,
    Change,
    Edit,
    Event,
    Genre,
    Kind,
    Mention,
    PersonName,
    Post,
    Reject,
    Seen,
    Stage,
    Status,
    Traced,
)
from transforms.identity.chronology import newest_day, publication_day
from transforms.identity.ids import minted_ids
from transforms.identity.persons import with_ids
from transforms.storage.published import published_aliases, published_events, published_ids
from transforms.storage.recall import all_mentions
from transforms.storage.rows import Row, rows_of
from transforms.storage.schemas import EVENT_ALIASES
from transforms.storage.tables import read_rows, table_path, write_rows
from transforms.storage.validation import problems
from transforms.write import Tables, WriteTables

ANNOUNCED = mention(
    "a", genre=Genre.ANNOUNCEMENT, status=Status.PLANNED, dates=on(4, until=6), published_at=published(1)
)
HELD = mention("b", dates=on(5), published_at=published(5))
LATER = mention("c", dates=on(12), published_at=published(12))
CALL = mention(
    "d",
    kind=Kind.PHONE_CALL,
    place=None,
    dates=on(5),
    participants=(person("Halvorsen", "NOR"), OWUSU),
    published_at=published(6),
)
VISIT = mention(
    "e", kind=Kind.VISIT, dates=on(4, until=6), participants=(HALVORSEN,), countries=("NOR",), published_at=published(2)
)
PARTIAL = mention("f", dates=on(12), participants=(HALVORSEN,), countries=("NOR",), published_at=published(13))
WORLD = (ANNOUNCED, HELD, LATER, CALL, VISIT, PARTIAL)


@dataclass(frozen=True)
class Outcome:
    """Everything that stands after one run, and what the run changed."""

    folder: Path = field(compare=False)
    mentions: tuple[Mention, ...]
    homes: dict[str, str]
    events: tuple[Event, ...]
    event_posts: list[Row]
    decisions: list[Row]
    aliases: tuple[Alias, ...]
    changes: tuple[Change, ...]


def _deduplicate(folder: Path, mentions: Sequence[Mention], before: Outcome | None = None) -> Outcome:
    """Publish these mentions and no others; of those that were published before only what changed is given."""
    folder.mkdir()
    names = _names(mentions)
    ids = {((name.country or ""), name.name, (name.role or "")): name.person_id for name in names}
    known = {told.mention.mention_id: told for told in all_mentions(before.folder)} if before else {}
    told = {mention.mention_id: with_ids(mention, ids) for mention in mentions}
    changed = [
        Traced(told[mention.mention_id], _home(known, mention.mention_id))
        for mention in mentions
        if mention.mention_id not in known or known[mention.mention_id].mention != told[mention.mention_id]
    ]
    renewed = {each.mention.mention_id for each in changed}
    former = [
        each for each in known.values() if each.mention.mention_id in renewed or each.mention.mention_id not in told
    ]

    def build(root: Pipeline) -> dict[str, PCollection[Any]]:
        given = Mentions(
            changed=_created(root, "Changed", changed, Traced),
            former=_created(root, "Former", former, Traced),
            names=_created(root, "Names", names, PersonName),
            aliases=_created(root, "Aliases", before.aliases if before else (), Alias),
            edits=_created(root, "Edits", (), Edit),
            as_of=root | "AsOf" >> beam.Create([newest_day(map(publication_day, mentions))]),
        )
        found = given | DeduplicateMentions(str(before.folder) if before else None)
        posts = [("posts", each.mention.post_id) for each in known.values()]
        tables = Tables(
            posts=_created(root, "Posts", [the_post_of(mention) for mention in told.values()], Post),
            rejects=_created(root, "Rejects", (), Reject),
            persons=given.names,
            sightings=_created(root, "Sightings", (), Seen),
            **(
                found._asdict()
                | {"taken": (found.taken, root | beam.Create(posts, reshuffle=False)) | "Taken" >> beam.Flatten()}
            ),
        )
        written = tables | WriteTables(str(folder), folder.name, str(before.folder) if before else None)
        return {"changes": found.changes, "written": written}

    return _outcome(folder, outcome_of(build)["changes"])


def _names(mentions: Iterable[Mention]) -> list[PersonName]:
    return (
        [record for record in a_history({"ev": tuple(mentions)}) if isinstance(record, PersonName)] if mentions else []
    )


def _home(known: dict[str, Traced], mention_id: str) -> str | None:
    return known[mention_id].event_id if mention_id in known else None


def _created(root: Pipeline, name: str, values: Iterable[Any], kind: type) -> PCollection[Any]:
    return root | name >> beam.Create(values, reshuffle=False).with_output_types(kind)


def _outcome(folder: Path, changes: list[Change]) -> Outcome:
    assert list(problems(folder)) == []
    told = list(all_mentions(folder))
    return Outcome(
        folder,
        tuple(each.mention for each in told),
        {each.mention.mention_id: each.event_id or "" for each in told},
        tuple(published_events(folder, published_ids(folder))),
        list(read_rows(table_path(folder, "event_posts"))),
        list(read_rows(table_path(folder, "decisions"))),
        tuple(published_aliases(folder)),
        tuple(changes),
    )


Deduplicate = Callable[..., Outcome]


@pytest.fixture(scope="module")
def deduplicate(tmp_path_factory: pytest.TempPathFactory) -> Deduplicate:
    """Return a function that publishes mentions, after another outcome if one is given."""
    folders, numbers = tmp_path_factory.mktemp("runs"), count()

    def publish(mentions: Sequence[Mention], before: Outcome | None = None) -> Outcome:
        return _deduplicate(folders / f"run{next(numbers)}", mentions, before)

    return publish


@pytest.fixture(scope="module")
def world(deduplicate: Deduplicate) -> Outcome:
    return deduplicate(WORLD)


def _event(outcome: Outcome, mention_id: str) -> Event:
    return next(event for event in outcome.events if event.event_id == outcome.homes[mention_id])


def test_mentions_of_one_event_become_one(world: Outcome) -> None:
    assert [event.mention_ids for event in sorted(world.events, key=lambda event: event.mention_ids)] == [
        ("a", "b"),
        ("c", "f"),
        ("d",),
        ("e",),
    ]


def test_an_id_comes_from_the_first_mention(world: Outcome) -> None:
    assert world.homes == {
        "a": next(minted_ids([ANNOUNCED])),
        "b": next(minted_ids([ANNOUNCED])),
        "c": next(minted_ids([LATER])),
        "d": next(minted_ids([CALL])),
        "e": next(minted_ids([VISIT])),
        "f": next(minted_ids([LATER])),
    }


def test_a_meeting_on_a_visit_is_part_of_it(world: Outcome) -> None:
    parents = {event.mention_ids[0]: event.parent_event_id for event in world.events}
    assert parents == {"a": world.homes["e"], "c": None, "d": None, "e": None}


def test_every_mention_links_its_post_to_its_event(world: Outcome) -> None:
    links = [(world.homes[each.mention_id], each.post_id, each.mention_id, each.genre, each.status) for each in WORLD]
    assert [tuple(row.values()) for row in world.event_posts] == sorted(links)


def test_decisions_name_the_event_that_they_made(world: Outcome) -> None:
    assert {
        (row["left_mention_id"], row["right_mention_id"]): (row["decision"], row["event_id"]) for row in world.decisions
    } == {
        ("a", "b"): ("merged", world.homes["a"]),
        ("c", "f"): ("merged", world.homes["c"]),
    }


def test_a_new_event_has_a_change_for_every_stage(world: Outcome) -> None:
    assert world.aliases == ()
    assert sorted((each.mention_id, each.revision, each.field, each.after) for each in world.changes) == [
        ("a", 1, "stage", "announced"),
        ("b", 2, "stage", "held"),
        ("c", 1, "stage", "held"),
        ("d", 1, "stage", "held"),
        ("e", 1, "stage", "held"),
    ]


def test_order_and_repetition_make_no_difference(deduplicate: Deduplicate, world: Outcome) -> None:
    assert deduplicate([*reversed(WORLD), HELD, PARTIAL, VISIT]) == world


def test_the_pipeline_agrees_with_the_computation_in_memory(world: Outcome) -> None:
    assert world.homes == run(WORLD).homes


def test_a_rerun_changes_nothing(deduplicate: Deduplicate, world: Outcome) -> None:
    assert deduplicate(WORLD, world) == replace(world, changes=())


def test_a_plan_of_which_nothing_followed_is_unconfirmed_once_later_posts_came(deduplicate: Deduplicate) -> None:
    plan = replace(ANNOUNCED, dates=on(6))
    first = deduplicate([plan])
    later = deduplicate([plan, replace(CALL, published_at=published(21))], first)
    assert (_event(first, "a").stage, _event(later, "a").stage) == (Stage.ANNOUNCED, Stage.UNCONFIRMED)
    assert [each for each in later.changes if each.event_id == first.homes["a"]] == [
        Change(
            event_id=first.homes["a"],
            revision=2,
            field="stage",
            before="announced",
            after="unconfirmed",
            mention_id=None,
        )
    ]


JOURNEY = replace(VISIT, status=Status.PLANNED, genre=Genre.ANNOUNCEMENT, dates=on(6, until=7))


def _turns(outcome: Outcome, mention_id: str) -> list[tuple[int, str, str | None, str | None]]:
    found = [each for each in outcome.changes if each.event_id == outcome.homes[mention_id]]
    return [(each.revision, each.field, each.before, each.after) for each in found]


def test_a_standing_visit_is_held_once_a_part_is_and_planned_again_without_it(deduplicate: Deduplicate) -> None:
    plan = deduplicate([JOURNEY])
    held = deduplicate([JOURNEY, HELD], plan)
    visit = _event(held, "e")
    assert (visit.status, visit.stage, visit.revision) == (Status.HELD, Stage.HELD, 2)
    assert [(each.field, each.value, each.mention_id) for each in visit.conflicts] == [
        ("date of a part", "2031-03-05", "b")
    ]
    assert sorted(_turns(held, "e")) == [(2, "stage", "announced", "held"), (2, "status", "planned", "held")]
    assert replace(visit, revision=1) == replace(_event(deduplicate([HELD, JOURNEY]), "e"), revision=1)
    assert deduplicate([JOURNEY, HELD], held) == replace(held, changes=())

    without = deduplicate([JOURNEY], held)
    assert _event(without, "e") == replace(_event(plan, "e"), revision=3)
    assert sorted(_turns(without, "e")) == [(3, "stage", "held", "announced"), (3, "status", "held", "planned")]


def test_a_visit_that_was_held_does_not_lapse_and_one_that_was_not_does(deduplicate: Deduplicate) -> None:
    later = replace(CALL, published_at=published(28))
    held = deduplicate([JOURNEY, HELD, later], deduplicate([JOURNEY, HELD]))
    assert _event(held, "e").stage is Stage.HELD
    lapsed = deduplicate([JOURNEY, later], deduplicate([JOURNEY]))
    assert _turns(lapsed, "e") == [(2, "stage", "announced", "unconfirmed")]
    late = deduplicate([JOURNEY, HELD, later], lapsed)
    assert _turns(late, "e") == [(3, "stage", "unconfirmed", "held"), (3, "status", "planned", "held")]


def test_a_visit_that_is_told_of_again_stays_held(deduplicate: Deduplicate) -> None:
    again = replace(JOURNEY, mention_id="g", post_id="pg", published_at=published(3))
    held = deduplicate([JOURNEY, HELD])
    told = deduplicate([JOURNEY, HELD, again], held)
    assert (_event(told, "e").status, _event(told, "e").stage) == (Status.HELD, Stage.HELD)
    assert _turns(told, "e") == [(3, "mention_count", "1", "2")]


def _second_id(mention: Mention) -> str:
    _, second = islice(minted_ids([mention]), 2)
    return second


def _with(country: str, name: str, day: int, **fields: Any) -> Mention:  # noqa: ANN401  # whatever a mention has
    """Return a meeting with that country, which no other country's meetings can touch."""
    given = {"dates": on(day), "published_at": published(day), "participants": (), "place": None, **fields}
    return mention(name, countries=tuple(sorted((country, "NOR"))), **given)


# One country for each thing that can happen to an id.
GROWN = _with("GHA", "grown", 5)
GROWING = _with("GHA", "growing", 5, published_at=published(1))
EARLY, LATE = _with("CHL", "early", 1), _with("CHL", "late", 9)
MOVED, LEFT, STAYED = (
    _with("KEN", name, 5, published_at=published(day)) for name, day in (("m", 1), ("l", 2), ("s", 3))
)
GONE = _with("PER", "gone", 5)


@pytest.fixture(scope="module")
def before(deduplicate: Deduplicate) -> Outcome:
    first = deduplicate([GROWN, EARLY, LATE, MOVED, LEFT, STAYED, GONE])
    older = Alias(alias_id="ev_older", event_id=first.homes["late"], reason="merged")
    [(_, row)] = rows_of(older, "before")
    write_rows(EVENT_ALIASES, [row], table_path(first.folder, "event_aliases"))
    return replace(first, aliases=(older,))


@pytest.fixture(scope="module")
def after(deduplicate: Deduplicate, before: Outcome) -> Outcome:
    together, apart = replace(LATE, dates=on(1)), replace(MOVED, dates=on(20))
    return deduplicate([GROWN, GROWING, EARLY, together, apart, LEFT, STAYED], before)


def test_an_event_keeps_its_id_when_an_earlier_mention_comes(before: Outcome, after: Outcome) -> None:
    kept = before.homes["grown"]
    assert (after.homes["grown"], after.homes["growing"]) == (kept, kept)
    assert _event(after, "grown").revision == 2
    assert [(each.field, each.mention_id) for each in after.changes if each.event_id == kept] == [
        ("mention_count", "growing")
    ]


def test_ids_that_become_one_event_leave_aliases(before: Outcome, after: Outcome) -> None:
    kept, lost = before.homes["early"], before.homes["late"]
    assert (after.homes["early"], after.homes["late"]) == (kept, kept)
    assert {alias.alias_id: alias.event_id for alias in after.aliases if alias.reason == "merged"} == {
        lost: kept,
        "ev_older": kept,
    }


def test_after_a_split_the_id_stays_with_the_majority_and_is_not_minted_again(before: Outcome, after: Outcome) -> None:
    kept = before.homes["m"]
    assert kept == next(minted_ids([MOVED]))
    assert {name: after.homes[name] for name in "mls"} == {"m": _second_id(MOVED), "l": kept, "s": kept}


def test_an_id_without_mentions_is_withdrawn(before: Outcome, after: Outcome) -> None:
    gone = before.homes["gone"]
    assert [alias for alias in after.aliases if alias.reason == "withdrawn"] == [
        Alias(alias_id=gone, event_id=gone, reason="withdrawn")
    ]


def test_what_was_once_an_id_is_never_minted_again(deduplicate: Deduplicate, after: Outcome) -> None:
    again = deduplicate([*after.mentions, GONE], after)
    assert again.homes == {**after.homes, "gone": _second_id(GONE)}
    assert again.aliases == after.aliases


def test_persons_have_one_id_over_the_run(world: Outcome) -> None:
    (halvorsen,) = {who.person_id for who in _event(world, "d").participants if who.country == "NOR"}
    assert halvorsen == HALVORSEN.person_id


def test_no_mentions_give_no_events(deduplicate: Deduplicate) -> None:
    empty = deduplicate([])
    assert (empty.homes, empty.events, empty.decisions, empty.aliases, empty.changes) == ({}, (), [], (), ())
