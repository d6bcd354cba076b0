"""What a table tells of the events that stand is what their values tell."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.transforms.identity.strategies import mentions
from tests.transforms.storage.building import write_run
from transforms.elements import Event, Mention, Stage
from transforms.identity.containment import whole_keys
from transforms.identity.merge import merge_mentions
from transforms.identity.stages import overdue
from transforms.tables.standing import events_under, overdue_events, premature_events

_DAYS = st.none() | st.dates(date(2031, 2, 1), date(2031, 5, 1))


def _events(found: list[Mention], stages: list[Stage]) -> list[Event]:
    """Return an event of each mention."""
    unique = {mention.mention_id: mention for mention in found}.values()
    merged = (merge_mentions(f"ev_{mention.mention_id}", [mention]) for mention in unique)
    return [replace(event, stage=stages[place % len(stages)]) for place, event in enumerate(merged)]


@drawn(mentions, st.lists(st.sampled_from(Stage), min_size=1), _DAYS)
def test_tables_tell_who_is_overdue_and_who_was_given_up_too_early(
    found: list[Mention], stages: list[Stage], as_of: date | None
) -> None:
    events = _events(found, stages)
    with TemporaryDirectory() as folder:
        write_run(Path(folder), events)
        late, early = overdue_events(Path(folder), as_of), premature_events(Path(folder), as_of)
    assert late == {event.event_id for event in events if overdue(event, as_of)}
    given_up = [event for event in events if event.stage is Stage.UNCONFIRMED]
    assert early == {each.event_id for each in given_up if not overdue(replace(each, stage=Stage.ANNOUNCED), as_of)}


@drawn(mentions, st.randoms(use_true_random=False))
def test_every_event_is_found_under_its_keys(found: list[Mention], chance: Random) -> None:
    events = _events(found, [Stage.HELD])
    keys = sorted({key for event in events for key in whole_keys(event)})
    wanted = frozenset(chance.sample(keys, len(keys) // 2))
    with TemporaryDirectory() as folder:
        write_run(Path(folder), events)
        told = events_under(Path(folder), wanted)
    assert told >= {event.event_id for event in events if not wanted.isdisjoint(whole_keys(event))}
