from dataclasses import replace
from datetime import date

import pytest

from tests.transforms.coding.build import FREITAS, KAMAU, TEXT, TRADE, said, worded
from tests.transforms.grammar.build import PUBLISHED
from transforms.coding.mentions import code_mention, mention_id, state_of
from transforms.elements import (
    Basis,
    DateRange,
    Document,
    Evidence,
    Kind,
    Participant,
    Phrase,
    Place,
    Precision,
    Status,
    WordedParticipant,
)
from transforms.errors import UnusableError
from transforms.identity.names import person_id

_FULL = replace(
    worded(
        day="12 March 2031",
        place="Nairobi",
        venue="State House",
        parties=("Norwegian",),
        participants=(KAMAU, FREITAS),
        documents=(TRADE,),
        cues=(Evidence("kind", TEXT.index("met"), TEXT.index("met") + 3),),
    ),
    sidelines=said("the #Peace Summit"),
    event_name=said("Peace Summit"),
)


def test_every_field_is_coded() -> None:
    mention = code_mention(_FULL)
    day = date(2031, 3, 12)
    assert mention.dates == DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.EXPLICIT)
    assert mention.place is not None
    assert (mention.place.city, mention.place.country, mention.place.venue) == ("Nairobi", "KEN", "State House")
    assert mention.participants == (
        Participant(
            person_id=person_id("Peter Kamau", "KEN"),
            name="Peter Kamau",
            role="Minister of Foreign Affairs",
            country="KEN",
        ),
        Participant(
            person_id=person_id("Paulo Freitas", None),
            name="Paulo Freitas",
            role="Secretary-General",
            organisation="UN",
        ),
    )
    assert mention.countries == ("KEN", "NOR")
    assert mention.organisations == ("UN",)
    assert (mention.event_name, mention.sidelines_of) == ("Peace Summit", "the Peace Summit")
    assert mention.documents == (
        Document(
            kind="agreement",
            title="Agreement on Trade between Kenya and Norway",
            status="signed",
            parties=("KEN", "NOR"),
        ),
    )


def test_every_filled_field_has_its_words() -> None:
    shown = [(evidence.field, TEXT[evidence.start : evidence.stop]) for evidence in code_mention(_FULL).evidence]
    assert shown == [
        ("kind", "met"),
        ("date", "12 March 2031"),
        ("city", "Nairobi"),
        ("country", "Nairobi"),
        ("venue", "State House"),
        ("event_name", "Peace Summit"),
        ("sidelines_of", "the #Peace Summit"),
        ("participants[0].name", "Peter  Kamau"),
        ("participants[0].role", "Foreign Minister"),
        ("participants[0].country", "Kenya"),
        ("participants[1].name", "Paulo Freitas"),
        ("participants[1].role", "Secretary-General"),
        ("participants[1].organisation", "UN"),
        ("countries", "Norwegian"),
        ("documents", "Agreement on\nTrade between Kenya and Norway"),
    ]


def test_the_id_of_a_mention_is_that_of_its_place_in_the_post() -> None:
    assert code_mention(worded(ordinal=2)).mention_id == mention_id("po_1", 2)
    assert len({mention_id(post, ordinal) for post in ("po_1", "po_11") for ordinal in range(12)}) == 24


@pytest.mark.parametrize(
    ("kind", "status", "is_main", "dated"),
    [
        (Kind.BILATERAL_MEETING, Status.HELD, True, True),
        (Kind.BILATERAL_MEETING, Status.ONGOING, True, True),
        (Kind.BILATERAL_MEETING, Status.PLANNED, True, False),
        (Kind.BILATERAL_MEETING, Status.CANCELLED, True, False),
        (Kind.BILATERAL_MEETING, Status.POSTPONED, True, False),
        (Kind.BILATERAL_MEETING, Status.HELD, False, False),
        (Kind.BRIEFING, Status.HELD, False, True),
    ],
)
def test_what_is_told_as_done_happened_about_when_it_was_published(
    kind: Kind, status: Status, *, is_main: bool, dated: bool
) -> None:
    mention = code_mention(worded(kind=kind, status=status, is_main=is_main))
    day = DateRange(start=PUBLISHED, end=PUBLISHED, precision=Precision.DAY, basis=Basis.PUBLICATION)
    assert mention.dates == (day if dated else None)
    assert [evidence.field for evidence in mention.evidence] == []


def test_relative_days_count_from_publication() -> None:
    day = date(2031, 3, 17)
    assert code_mention(worded(text="yesterday", day="yesterday")).dates == DateRange(
        start=day, end=day, precision=Precision.DAY, basis=Basis.RELATIVE
    )


def test_relative_days_without_publication_stay_open() -> None:
    mention = code_mention(worded(text="yesterday", day="yesterday", published_on=None))
    assert (mention.dates, mention.evidence) == (None, ())


def test_the_year_of_the_file_serves_where_there_is_no_publication() -> None:
    day = date(2030, 3, 12)
    mention = code_mention(worded(text="12 March", day="12 March", published_on=None, reference_year=2030))
    assert mention.dates == DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.INHERITED)


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnusableError, match="31 February 2031"):
        code_mention(worded(text="on 31 February 2031", day="31 February 2031"))


def test_what_was_said_is_said_where_the_story_is_filed() -> None:
    text = "NAIROBI, March 12. Spokesperson Ana Prieto held a briefing."
    line = Phrase("NAIROBI", 0, 7)
    said_there = code_mention(worded(text=text, dateline=line, kind=Kind.BRIEFING))
    assert said_there.place is not None
    assert (said_there.place.city, said_there.place.country) == ("Nairobi", "KEN")
    assert [(shown.field, text[shown.start : shown.stop]) for shown in said_there.evidence] == [
        ("city", "NAIROBI"),
        ("country", "NAIROBI"),
    ]
    assert code_mention(worded(text=text, dateline=line)).place is None


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Kenya", "KEN"),
        ("Kenyan", "KEN"),
        ("🇰🇪", "KEN"),
        ("Republic of Korea", "KOR"),
        ("Lao PDR", "LAO"),
        ("Moscow", "RUS"),
        ("Nairobi", "KEN"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_state_is_meant_by_its_name_its_people_and_its_capital(words: str, state: str | None) -> None:
    assert state_of(words) == state


def test_titles_of_one_person_are_joined() -> None:
    person = WordedParticipant(
        name=said("Peter  Kamau"), titles=(Phrase("Prime Minister", 0, 14), Phrase("Foreign Minister", 0, 16))
    )
    assert code_mention(worded(participants=(person,))).participants[0].role == (
        "Prime Minister; Minister of Foreign Affairs"
    )


def test_without_words_there_is_nothing() -> None:
    mention = code_mention(worded(published_on=None))
    assert (mention.dates, mention.place, mention.event_name, mention.sidelines_of) == (None, None, None, None)
    assert (mention.countries, mention.organisations, mention.documents, mention.evidence) == ((), (), (), ())


def test_a_hall_without_a_city_is_a_place() -> None:
    assert code_mention(worded(venue="State House")).place == Place(venue="State House")
