from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import UnusableError
from transforms.identity.judgements import Judgement, Ruling
from transforms.identity.ledger import HEADER, LONGEST_NOTE, extended, line_of, parse, shortened

_LINE = "2031-03-05T12:00:00Z same me_a1 me_b2 ev_a ev_b the readout came late"
_IDS = st.from_regex(r"\Ame_[0-9a-f]{1,16}\Z")


def _judgement(note: str = "", **fields: str) -> Judgement:
    return Judgement(
        ruling=Ruling.SAME,
        sides=(tuple(fields.get("one", "me_a1").split(",")), tuple(fields.get("other", "me_b2").split(","))),
        event_ids=("ev_a", None),
        judged_at=datetime(2031, 3, 5, 12, tzinfo=UTC),
        note=note,
    )


def test_a_line_is_read_in_full() -> None:
    assert parse(f"# first\n\n{_LINE}\n") == (
        Judgement(
            ruling=Ruling.SAME,
            sides=(("me_a1",), ("me_b2",)),
            event_ids=("ev_a", "ev_b"),
            judged_at=datetime(2031, 3, 5, 12, tzinfo=UTC),
            note="the readout came late",
            number=1,
            line=3,
        ),
    )


def test_a_side_may_be_several_mentions() -> None:
    words = "2031-03-05T12:00:00Z same me_a1,me_c3 me_b2,me_d4,me_e5 ev_a -"
    (judgement,) = parse(words)
    assert judgement.sides == (("me_a1", "me_c3"), ("me_b2", "me_d4", "me_e5"))
    assert line_of(judgement) == words


@pytest.mark.parametrize(
    "words",
    [
        "  2031-03-05T14:00:00+02:00\tdifferent   me_a1 me_b2 - -   ",
        "2031-03-05T12:00:00Z different me_a1 me_b2 - -\r",
    ],
)
def test_a_line_written_by_hand_needs_no_care_for_spaces(words: str) -> None:
    (judgement,) = parse(words)
    assert line_of(judgement) == "2031-03-05T12:00:00Z different me_a1 me_b2 - -"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("same me_a1 me_b2", "line 2: 'same me_a1 me_b2' is no judgement: time, same or different, two mentions"),
        ("yesterday same me_a1 me_b2 - -", "line 2: 'yesterday' is no time with its zone"),
        ("2031-03-05T12:00:00 same me_a1 me_b2 - -", "line 2: '2031-03-05T12:00:00' is no time with its zone"),
        ("0001-01-01T00:00:00+14:00 same me_a1 me_b2 - -", "line 2: '0001-01-01T00:00:00+14:00' is no time"),
        ("2031-03-05T12:00:00Z equal me_a1 me_b2 - -", "line 2: 'equal' is neither same nor different"),
        ("2031-03-05T12:00:00Z same ev_a1 me_b2 - -", "line 2: 'ev_a1' is no id of a mention"),
        ("2031-03-05T12:00:00Z same me_a1 me_b2 me_c -", "line 2: 'me_c' is no id of an event, nor -"),
        ("2031-03-05T12:00:00Z same me_a1 me_a1 - -", "line 2: 'me_a1' is compared with itself"),
        ("2031-03-05T12:00:00Z same me_a1,me_b2 me_c3,me_a1 - -", "line 2: 'me_a1' is compared with itself"),
        ("2031-03-05T12:00:00Z same me_a1,me_a1 me_c3 - -", "line 2: 'me_a1' is compared with itself"),
        ("2031-03-05T12:00:00Z same me_a1, me_b2 - -", "line 2: '' is no id of a mention"),
        ("2031-03-05T12:00:00Z same me_a1;me_c3 me_b2 - -", "line 2: 'me_a1;me_c3' is no id of a mention"),
        ("2031-03-05T12:00:00Z same me_a1 me_b2 - \x1b[31m", r"line 2: '\x1b[31m' is no id of an event"),
        ("<<<<<<< HEAD", "line 2: '<<<<<<< HEAD' is no judgement"),
    ],
)
def test_a_broken_line_is_named_with_its_number(words: str, said: str) -> None:
    with pytest.raises(UnusableError) as caught:
        parse(f"{_LINE}\n{words}\n")
    assert str(caught.value).startswith(said)


@given(one=_IDS, other=_IDS, note=st.text(max_size=80))
def test_what_is_written_is_read_again(one: str, other: str, note: str) -> None:
    if one == other:
        return
    given_now = _judgement(note, one=one, other=other)
    (read,) = parse(line_of(given_now))
    assert (read.ruling, read.sides, read.event_ids) == (Ruling.SAME, ((one,), (other,)), ("ev_a", None))
    assert (read.judged_at, read.note) == (given_now.judged_at, " ".join(note.split()))


def test_a_note_has_a_longest_length() -> None:
    assert line_of(_judgement("x" * LONGEST_NOTE)).endswith(" " + "x" * LONGEST_NOTE)
    with pytest.raises(UnusableError, match="a note has 500 letters at most, this one 501"):
        line_of(_judgement("x" * (LONGEST_NOTE + 1)))


def test_a_new_text_begins_with_what_it_is() -> None:
    text = extended("", _judgement())
    assert text == HEADER + "2031-03-05T12:00:00Z same me_a1 me_b2 ev_a -\n"
    assert parse(text)[0].line == 3


def test_what_stands_is_kept_letter_by_letter() -> None:
    before = f"{_LINE}\n\n  # by hand"
    longer = extended(before, _judgement(other="me_c3"))
    assert longer == f"{before}\n2031-03-05T12:00:00Z same me_a1 me_c3 ev_a -\n"
    assert shortened(longer, parse(longer)[1:]) == f"{before}\n"
    assert shortened(longer, parse(longer)[:1]).startswith("\n  # by hand\n2031-")
