import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.testing.test_pipeline import TestPipeline
from apache_beam.testing.util import assert_that

from tests.transforms.identity.builders import (
    HALVORSEN,
    OWUSU,
    mention,
    on,
    person,
    published,
)
from tests.transforms.identity.memory import run
from transforms.deduplicate import DeduplicateMentions
from transforms.elements import (
    Alias,
    Change,
    Decision,
    Event,
    EventPost,
    Genre,
    Identity,
    Kind,
    Mention,
    ResolvedMention,
    Stage,
    Status,
    Verdict,
)
from transforms.identity.ids import minted_ids

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
    """Everything that one run gives, sorted."""

    mentions: tuple[ResolvedMention, ...]
    events: tuple[Event, ...]
    event_posts: tuple[EventPost, ...]
    decisions: tuple[Decision, ...]
    aliases: tuple[Alias, ...]
    changes: tuple[Change, ...]

    @property
    def homes(self) -> dict[str, str]:
        """The event of every mention."""
        return {found.mention.mention_id: found.event_id for found in self.mentions}

    @property
    def identities(self) -> list[Identity]:
        """What the next run is told of them."""
        return [Identity(mention_id, event_id) for mention_id, event_id in self.homes.items()]


NOTHING = Outcome((), (), (), (), (), ())


def _saved(path: Path) -> Callable[[Iterable[Any]], None]:
    """Return a check that keeps what it is given, because it runs in another process or on a copy."""

    def save(found: Iterable[Any]) -> None:
        path.write_bytes(pickle.dumps(tuple(sorted(found, key=repr))))

    return save


def _deduplicate(mentions: Sequence[Mention], before: Outcome = NOTHING) -> Outcome:
    with TemporaryDirectory() as folder:
        paths = {field.name: Path(folder, field.name) for field in fields(Outcome)}
        with TestPipeline("FnApiRunner") as root:
            known = DeduplicateMentions(
                root | "Identities" >> beam.Create(before.identities).with_output_types(Identity),
                root | "Events" >> beam.Create(before.events).with_output_types(Event),
                root | "Aliases" >> beam.Create(before.aliases).with_output_types(Alias),
            )
            given = root | "Mentions" >> beam.Create(mentions).with_output_types(Mention)
            for name, values in (given | known)._asdict().items():
                assert_that(values, _saved(paths[name]), label=name)
        return Outcome(*(pickle.loads(path.read_bytes()) for path in paths.values()))  # noqa: S301  # our own file


@pytest.fixture(scope="module")
def world() -> Outcome:
    return _deduplicate(WORLD)


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
        "a": minted_ids([ANNOUNCED])[0],
        "b": minted_ids([ANNOUNCED])[0],
        "c": minted_ids([LATER])[0],
        "d": minted_ids([CALL])[0],
        "e": minted_ids([VISIT])[0],
        "f": minted_ids([LATER])[0],
    }


def test_a_meeting_on_a_visit_is_part_of_it(world: Outcome) -> None:
    parents = {event.mention_ids[0]: event.parent_event_id for event in world.events}
    assert parents == {"a": world.homes["e"], "c": None, "d": None, "e": None}


def test_every_mention_links_its_post_to_its_event(world: Outcome) -> None:
    expected = [
        EventPost(world.homes[each.mention_id], each.post_id, each.mention_id, each.genre, each.status)
        for each in WORLD
    ]
    assert world.event_posts == tuple(sorted(expected, key=repr))


def test_decisions_name_the_event_that_they_made(world: Outcome) -> None:
    assert {
        (each.left_mention_id, each.right_mention_id): (each.decision, each.event_id) for each in world.decisions
    } == {
        ("a", "b"): (Verdict.MERGED, world.homes["a"]),
        ("c", "f"): (Verdict.MERGED, world.homes["c"]),
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


def test_order_and_repetition_make_no_difference(world: Outcome) -> None:
    assert _deduplicate([*reversed(WORLD), HELD, PARTIAL, VISIT]) == world


def test_the_pipeline_agrees_with_the_computation_in_memory(world: Outcome) -> None:
    assert world.homes == run(WORLD).homes


def test_a_rerun_changes_nothing(world: Outcome) -> None:
    assert _deduplicate(WORLD, world) == replace(world, changes=())


def test_a_plan_of_which_nothing_followed_is_unconfirmed_once_later_posts_came() -> None:
    plan = replace(ANNOUNCED, dates=on(6))
    first = _deduplicate([plan])
    later = _deduplicate([plan, replace(CALL, published_at=published(21))], first)
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
def before() -> Outcome:
    first = _deduplicate([GROWN, EARLY, LATE, MOVED, LEFT, STAYED, GONE])
    return replace(first, aliases=(Alias(alias_id="ev_older", event_id=first.homes["late"], reason="merged"),))


@pytest.fixture(scope="module")
def after(before: Outcome) -> Outcome:
    together, apart = replace(LATE, dates=on(1)), replace(MOVED, dates=on(20))
    return _deduplicate([GROWN, GROWING, EARLY, together, apart, LEFT, STAYED], before)


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
    assert kept == minted_ids([MOVED])[0]
    assert {name: after.homes[name] for name in "mls"} == {"m": minted_ids([MOVED])[1], "l": kept, "s": kept}


def test_an_id_without_mentions_is_withdrawn(before: Outcome, after: Outcome) -> None:
    gone = before.homes["gone"]
    assert [alias for alias in after.aliases if alias.reason == "withdrawn"] == [
        Alias(alias_id=gone, event_id=gone, reason="withdrawn")
    ]


def test_what_was_once_an_id_is_never_minted_again(after: Outcome) -> None:
    again = _deduplicate([*(found.mention for found in after.mentions), GONE], after)
    assert again.homes == {**after.homes, "gone": minted_ids([GONE])[1]}
    assert again.aliases == after.aliases


def test_persons_have_one_id_over_the_run(world: Outcome) -> None:
    (halvorsen,) = {who.person_id for who in _event(world, "d").participants if who.country == "NOR"}
    assert halvorsen == HALVORSEN.person_id


def test_no_mentions_give_no_events() -> None:
    assert _deduplicate([]) == NOTHING
