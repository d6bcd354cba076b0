from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.identity.builders import mention, on, paper, published
from tests.transforms.identity.strategies import mentions
from transforms.elements import Change, Event, Genre, Mention, Stage, Status
from transforms.identity.merge import merge_mentions
from transforms.identity.revisions import lapse, revise
from transforms.identity.stages import overdue

PLANNED = mention("a", status=Status.PLANNED, dates=on(4, until=6), published_at=published(1))
HELD = mention("b", dates=on(5), published_at=published(5))
READOUT = mention("c", genre=Genre.READOUT, published_at=published(6))
LATE = date(2031, 6, 1)


def _first() -> Event:
    return revise(None, merge_mentions("ev_1", [PLANNED]), [PLANNED])[0]


def _change(field: str, before: str | None, after: str | None, mention_id: str | None, revision: int = 2) -> Change:
    return Change(event_id="ev_1", revision=revision, field=field, before=before, after=after, mention_id=mention_id)


def test_a_new_event_begins_with_its_stage() -> None:
    event, changes = revise(None, merge_mentions("ev_1", [PLANNED]), [PLANNED])
    assert (event.revision, event.stage) == (1, Stage.ANNOUNCED)
    assert changes == (_change("stage", None, "announced", "a", revision=1),)


def test_every_stage_that_one_run_brings_is_a_revision() -> None:
    told = [HELD, PLANNED, READOUT]
    event, changes = revise(None, merge_mentions("ev_1", told), told)
    assert (event.revision, event.stage) == (3, Stage.REPORTED)
    assert changes == (
        _change("stage", None, "announced", "a", revision=1),
        _change("stage", "announced", "held", "b", revision=2),
        _change("stage", "held", "reported", "c", revision=3),
    )


def test_what_else_changed_came_with_the_last_stage() -> None:
    told = [PLANNED, HELD, replace(READOUT, documents=(paper("Plan of work"),))]
    event, changes = revise(_first(), merge_mentions("ev_1", told), told)
    assert event.revision == 3
    assert {change.field: (change.revision, change.mention_id) for change in changes if change.field != "stage"} == {
        "name": (3, None),
        "status": (3, "b"),
        "date": (3, "b"),
        "date_precision": (3, None),
        "documents": (3, "c"),
        "mention_count": (3, "b"),
    }


def test_an_event_of_which_nothing_followed_is_unconfirmed() -> None:
    as_of = date(2031, 4, 1)
    before, _ = revise(None, merge_mentions("ev_1", [PLANNED]), [PLANNED], as_of=date(2031, 3, 2))
    event, changes = revise(before, merge_mentions("ev_1", [PLANNED]), [PLANNED], as_of=as_of)
    assert (event.stage, event.revision) == (Stage.UNCONFIRMED, 2)
    assert changes == (_change("stage", "announced", "unconfirmed", None),)
    assert overdue(before, as_of)
    assert lapse(before) == (event, changes[0])


def test_what_was_given_up_and_took_place_after_all_is_held() -> None:
    before = replace(_first(), stage=Stage.UNCONFIRMED, revision=2)
    told = [PLANNED, HELD]
    event, changes = revise(before, merge_mentions("ev_1", told), told, as_of=date(2031, 4, 1))
    assert event.stage is Stage.HELD
    assert changes[0] == _change("stage", "unconfirmed", "held", "b", revision=3)


def test_a_stage_that_a_lost_mention_had_brought_is_left_without_a_cause() -> None:
    before, _ = revise(None, merge_mentions("ev_1", [PLANNED, HELD]), [PLANNED, HELD])
    event, changes = revise(before, merge_mentions("ev_1", [PLANNED]), [PLANNED])
    assert (event.stage, event.revision) == (Stage.ANNOUNCED, 3)
    assert changes[0] == _change("stage", "held", "announced", None, revision=3)


@given(mentions, st.lists(st.integers(0, 14), max_size=3), st.randoms())
def test_the_history_of_stages_leads_to_the_stage_of_the_event(
    found: list[Mention], cuts: list[int], random: Random
) -> None:
    told, published, history = random.sample(found, len(found)), None, list[Change]()
    for cut in [*sorted(cuts), len(told)]:
        if told[:cut]:
            revised, changes = revise(published, merge_mentions("ev_1", told[:cut]), told[:cut], as_of=LATE)
            assert revised.revision >= (published.revision if published else 1)
            assert (revised.revision > (published.revision if published else 0)) == bool(changes)
            published, history = revised, [*history, *changes]
    if published:
        stages = [change for change in history if change.field == "stage"]
        assert stages[-1].after == published.stage.value
        assert [change.before for change in stages] == [None, *(change.after for change in stages[:-1])]
        assert len({change.revision for change in stages}) == len(stages)


def test_nothing_new_changes_nothing() -> None:
    before = replace(_first(), revision=7)
    event, changes = revise(before, merge_mentions("ev_1", [PLANNED]), [PLANNED])
    assert (event, changes) == (before, ())


def test_every_field_that_changed_names_the_mention_that_changed_it() -> None:
    both = [PLANNED, HELD]
    event, changes = revise(_first(), merge_mentions("ev_1", both), both)
    assert event.revision == 2
    assert changes == (
        _change("stage", "announced", "held", "b"),
        _change("name", "Bjørn Halvorsen – Akua Owusu, Accra, 4–6 Mar 2031", event.name, "b"),
        _change("status", "planned", "held", "b"),
        _change("date", "2031-03-04/2031-03-06", "2031-03-05", "b"),
        _change("date_precision", "range", "day", "b"),
        _change("mention_count", "1", "2", "b"),
    )


def test_a_change_that_no_mention_brought_names_none() -> None:
    changed = replace(merge_mentions("ev_1", [PLANNED]), parent_event_id="ev_9")
    assert revise(_first(), changed, [PLANNED])[1] == (_change("parent_event_id", None, "ev_9", None),)
