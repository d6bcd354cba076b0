from dataclasses import replace

from tests.transforms.identity.builders import mention, on, published
from transforms.elements import Change, Event, Mention, Status
from transforms.identity.merge import merge_mentions
from transforms.identity.revisions import revise

PLANNED = mention("a", status=Status.PLANNED, dates=on(4, until=6), published_at=published(1))
HELD = mention("b", dates=on(5), published_at=published(5))


def _first() -> Event:
    return revise(None, merge_mentions("ev_1", [PLANNED]), [PLANNED])[0]


def _change(field: str, before: str | None, after: str | None, mention_id: str | None, revision: int = 2) -> Change:
    return Change(event_id="ev_1", revision=revision, field=field, before=before, after=after, mention_id=mention_id)


def test_a_new_event_begins_with_its_status() -> None:
    event, changes = revise(None, merge_mentions("ev_1", [PLANNED]), [PLANNED])
    assert event.revision == 1
    assert changes == (_change("status", None, "planned", "a", revision=1),)


def test_nothing_new_changes_nothing() -> None:
    before = replace(_first(), revision=7)
    event, changes = revise(before, merge_mentions("ev_1", [PLANNED]), [PLANNED])
    assert (event, changes) == (before, ())


def test_every_field_that_changed_names_the_mention_that_changed_it() -> None:
    mentions: list[Mention] = [PLANNED, HELD]
    event, changes = revise(_first(), merge_mentions("ev_1", mentions), mentions)
    assert event.revision == 2
    assert changes == (
        _change("name", "Bjørn Halvorsen – Akua Owusu, Accra, 4–6 Mar 2031", event.name, "b"),
        _change("status", "planned", "held", "b"),
        _change("date", "2031-03-04/2031-03-06", "2031-03-05", "b"),
        _change("date_precision", "range", "day", "b"),
        _change("mention_count", "1", "2", "b"),
    )


def test_a_change_that_no_mention_brought_names_none() -> None:
    changed = replace(merge_mentions("ev_1", [PLANNED]), parent_event_id="ev_9")
    assert revise(_first(), changed, [PLANNED])[1] == (_change("parent_event_id", None, "ev_9", None),)
