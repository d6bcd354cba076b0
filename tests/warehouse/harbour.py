"""A published run with people and posts that nobody has met: a minister travels to Accra, and somebody writes badly."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.transforms.storage.building import a_mention, a_post, write_run
from transforms.elements import (
    Alias,
    Basis,
    Change,
    Conflict,
    DateRange,
    Decision,
    Document,
    Event,
    EventPost,
    Evidence,
    Genre,
    Kind,
    Mention,
    Participant,
    Place,
    Precision,
    Reject,
    ResolvedMention,
    Stage,
    Status,
    Verdict,
    Weight,
)

RUN_ID = "20310305T080000Z-abc123"

HALVORSEN = Participant(person_id="pe_halvorsen", name="Ingrid Halvorsen", role="Foreign Minister", country="NOR")
ADOMAKO = Participant(person_id="pe_adomako", name="Kwame Adomako", role="Foreign Minister", country="GHA")
WOJCIK = Participant(person_id="pe_wojcik", name="Łukasz Wójcik", role="Foreign Minister", country="POL")

ACCRA = Place(city="Accra", country="GHA", latitude=5.56, longitude=-0.2)
KUMASI = Place(city="Kumasi", country="GHA")
LIMA = Place(city="Lima", country="PER")
COCOA = Document(kind="agreement", title="Cocoa Trade Agreement", status="signed", parties=("GHA", "NOR"))

TEXTS = {
    "po_a1": "Minister Ingrid Halvorsen will visit Accra on 3-4 March and meet Kwame Adomako.",
    "po_a2": "On 3 March, Ingrid Halvorsen met Kwame Adomako in Accra. They signed the Cocoa Trade Agreement.",
    "po_b3": "Readout: Halvorsen and Adomako held talks in Kumasi.",
    "po_b4": "On 10 March, Ingrid Halvorsen spoke with Łukasz Wójcik by phone.",
    "po_c5": "Halvorsen is to meet Wójcik in Lima on 20 March on the margins of the Harbour Forum.",
    "po_d6": "=1+1 \x1b[31mred\x07 \u202egnp [bold]loud[/bold] | pipe <b>",
}
HOSTILE_NAME = '=HYPERLINK("x") [bold]\x1b[31m\u202e'


def harbour(output: Path, *, run_id: str = RUN_ID) -> Path:
    """Publish the run in a folder."""
    write_run(output / "runs" / run_id, _records(), run_id)
    (output / "CURRENT").write_text(run_id + "\n")
    return output


def _records() -> list[Any]:
    posts = [
        a_post(post_id, ordinal=place, text=text, published_on=date(2031, 3, place), source="Harbour News")
        for place, (post_id, text) in enumerate(TEXTS.items(), start=1)
    ]
    found = {
        "ev_talks1": [_announced(), _reported(), _read_out()],
        "ev_visit1": [_visit()],
        "ev_call01": [_call()],
        "ev_lima01": [_lima()],
        "ev_words1": [_words()],
    }
    resolved = [ResolvedMention(event_id, mention) for event_id, told in found.items() for mention in told]
    links = [
        EventPost(each.event_id, each.mention.post_id, each.mention.mention_id, each.mention.genre, each.mention.status)
        for each in resolved
    ]
    return [*posts, *resolved, *links, *_events(), *_decisions(), *_registry()]


def _day(first: int, last: int | None = None) -> DateRange:
    precision = Precision.RANGE if last else Precision.DAY
    start, end = date(2031, 3, first), date(2031, 3, last or first)
    return DateRange(start=start, end=end, precision=precision, basis=Basis.EXPLICIT)


def _behind(post_id: str, **words: str) -> tuple[Evidence, ...]:
    """Return the evidence for fields, given their words."""
    text = TEXTS[post_id]
    spots = {field: text.index(phrase) for field, phrase in words.items()}
    return tuple(Evidence(field, start, start + len(words[field])) for field, start in spots.items())


def _announced() -> Mention:
    return a_mention(
        "me_announced",
        "po_a1",
        kind=Kind.BILATERAL_MEETING,
        genre=Genre.ANNOUNCEMENT,
        status=Status.PLANNED,
        is_main=False,
        ordinal=1,
        dates=_day(3, 4),
        place=ACCRA,
        participants=(HALVORSEN, ADOMAKO),
        countries=("GHA", "NOR"),
    )


def _reported() -> Mention:
    return a_mention(
        "me_reported",
        "po_a2",
        kind=Kind.BILATERAL_MEETING,
        dates=_day(3),
        place=ACCRA,
        participants=(HALVORSEN, ADOMAKO),
        countries=("GHA", "NOR"),
        documents=(COCOA,),
        evidence=_behind("po_a2", date="3 March", city="Accra", documents="Cocoa Trade Agreement", status="met"),
    )


def _read_out() -> Mention:
    return a_mention(
        "me_readout",
        "po_b3",
        kind=Kind.BILATERAL_MEETING,
        genre=Genre.READOUT,
        place=KUMASI,
        participants=(HALVORSEN, ADOMAKO),
        countries=("GHA", "NOR"),
        evidence=_behind("po_b3", city="Kumasi"),
    )


def _visit() -> Mention:
    return a_mention(
        "me_visit",
        "po_a1",
        kind=Kind.VISIT,
        genre=Genre.ANNOUNCEMENT,
        status=Status.PLANNED,
        dates=_day(3, 4),
        place=ACCRA,
        participants=(HALVORSEN,),
        countries=("GHA", "NOR"),
    )


def _call() -> Mention:
    return a_mention(
        "me_call",
        "po_b4",
        kind=Kind.PHONE_CALL,
        dates=_day(10),
        participants=(HALVORSEN, WOJCIK),
        countries=("NOR", "POL"),
    )


def _lima() -> Mention:
    return a_mention(
        "me_lima",
        "po_c5",
        kind=Kind.BILATERAL_MEETING,
        genre=Genre.ANNOUNCEMENT,
        status=Status.PLANNED,
        dates=_day(20),
        place=LIMA,
        participants=(HALVORSEN, WOJCIK),
        countries=("NOR", "POL"),
        sidelines_of="Harbour Forum",
    )


def _words() -> Mention:
    return a_mention("me_words", "po_d6", kind=Kind.STATEMENT, countries=("PER",))


def _events() -> list[Event]:
    return [
        Event(
            event_id="ev_talks1",
            parent_event_id="ev_visit1",
            kind=Kind.BILATERAL_MEETING,
            name="Ingrid Halvorsen – Kwame Adomako, Accra, 3 Mar 2031",
            status=Status.HELD,
            stage=Stage.REPORTED,
            dates=_day(3),
            place=ACCRA,
            participants=(HALVORSEN, ADOMAKO),
            countries=("GHA", "NOR"),
            documents=(COCOA,),
            mention_ids=("me_announced", "me_readout", "me_reported"),
            post_count=3,
            source_count=1,
            revision=3,
            conflicts=(Conflict("city", "Kumasi", "me_readout"),),
        ),
        _event("ev_visit1", _visit(), "Visit of Ingrid Halvorsen to Accra"),
        _event("ev_call01", _call(), "Ingrid Halvorsen – Łukasz Wójcik, 10 Mar 2031"),
        _event("ev_lima01", _lima(), "Ingrid Halvorsen – Łukasz Wójcik, Lima, 20 Mar 2031"),
        _event("ev_words1", _words(), HOSTILE_NAME),
    ]


def _event(event_id: str, mention: Mention, name: str) -> Event:
    return Event(
        event_id=event_id,
        kind=mention.kind,
        name=name,
        status=mention.status,
        dates=mention.dates,
        place=mention.place,
        participants=mention.participants,
        countries=mention.countries,
        sidelines_of=mention.sidelines_of,
        mention_ids=(mention.mention_id,),
        post_count=1,
        source_count=1,
    )


def _decisions() -> list[Decision]:
    agreed = (Weight("countries", 2.0), Weight("date", 2.0), Weight("place", 1.0))
    return [
        _decision("me_announced", "me_reported", "ev_talks1", Verdict.MERGED, agreed),
        _decision("me_call", "me_lima", None, Verdict.VETOED, (Weight("countries", 2.0),), "different formats"),
        _decision("me_readout", "me_reported", "ev_talks1", Verdict.MERGED, (Weight("participants", 3.0),)),
    ]


def _decision(
    left: str,
    right: str,
    event_id: str | None,
    verdict: Verdict,
    weights: tuple[Weight, ...],
    *vetoes: str,
) -> Decision:
    return Decision(
        left_mention_id=left,
        right_mention_id=right,
        event_id=event_id,
        decision=verdict,
        score=sum(weight.weight for weight in weights),
        threshold=3.0,
        evidence=weights,
        vetoes=vetoes,
        rule_version="1",
    )


def _registry() -> list[Any]:
    return [
        Alias(alias_id="ev_former", event_id="ev_old001", reason="merged"),
        Alias(alias_id="ev_old001", event_id="ev_talks1", reason="merged"),
        Alias(alias_id="ev_zgone1", event_id="ev_zgone1", reason="withdrawn"),
        _change(1, "stage", None, "announced", "me_announced"),
        _change(2, "stage", "announced", "held", "me_reported"),
        _change(3, "stage", "held", "reported", "me_readout"),
        _change(3, "status", "planned", "held", "me_reported"),
        Change(event_id="ev_old001", revision=1, field="stage", before=None, after="held", mention_id="me_gone"),
        Reject("bad.txt", "line 3", "read", "no text"),
    ]


def _change(revision: int, field: str, before: str | None, after: str, mention_id: str) -> Change:
    return Change(
        event_id="ev_talks1", revision=revision, field=field, before=before, after=after, mention_id=mention_id
    )
