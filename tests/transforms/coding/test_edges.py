"""Whatever a post says, and whenever it was published, it is read and coded, or refused with a reason."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.transforms.coding.build import worded
from tests.transforms.grammar.build import post, reader
from transforms.coding.mentions import code_mention
from transforms.coding.roster import Tenure
from transforms.elements import Status
from transforms.errors import UnusableError

_NEAR = st.integers(0, 400).map(timedelta)
_DAYS = st.one_of(_NEAR.map(date.min.__add__), _NEAR.map(date.max.__sub__), st.dates(), st.none())
_PIECES = (
    *(
        "Foreign Minister of Kenya Amina Otieno",
        "President of Norway",
        "met with",
        "will visit",
        "arrived in",
        "called",
    ),
    *("on Friday", "tomorrow", "yesterday", "next week", "last month", "10 March", "on the 5th", "this weekend"),
    *("on 31 December 9999", "3 days ago", "in two weeks", "condolence", "Vietnam", "To", "In Lima", "Press release"),
    *("\f", "\v", "\x1c", "\x85", "\u2028", "\u2029", "\n", " \n", "\u00a0\n", "\t\r\n", "12²", "١٢ March", "İ", "ﬃ"),
)
_TEXTS = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=16).map(" ".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXTS, _DAYS)
def test_every_post_is_read_and_coded_or_refused(text: str, published_on: date | None) -> None:
    [(_, found)] = reader("none").read([post(text, published_on=published_on)])
    assert not isinstance(found, UnusableError)
    for mention in found:
        with suppress(UnusableError):
            code_mention(mention)


@pytest.mark.parametrize("published_on", [date.min, date.max])
def test_the_first_and_the_last_day_are_publications_like_any_other(published_on: date) -> None:
    mention = code_mention(worded(status=Status.HELD, day="12 March 2031", published_on=published_on))
    found = mention.dates and mention.dates.start
    assert found == (date(2031, 3, 12) if published_on == date.max else published_on)


@pytest.mark.parametrize(
    ("day", "covered"),
    [
        (date.max, True),
        (date.max - timedelta(days=3 * 365), True),
        (date.max - timedelta(days=3 * 365 + 1), False),
    ],
)
def test_an_office_is_held_up_to_the_last_day(day: date, covered: bool) -> None:
    tenure = Tenure("NOR", "minister", date.max, date.max, 1)
    assert tenure.covers(day) is covered


@pytest.mark.parametrize("blank", ["\f\n", " \n", "\v\x1c\n", "\u00a0\r\n\t\r\n"])
def test_a_line_of_blanks_is_no_line_of_the_post(blank: str) -> None:
    text = "Condolences\nPresident of Norway Ivar Solheim sent condolences to President of Kenya Amina Otieno."
    [(_, plain)], [(_, padded)] = (list(reader("none").read([post(each)])) for each in (text, blank + text))
    assert not isinstance(plain, UnusableError)
    assert not isinstance(padded, UnusableError)
    assert [code_mention(each).kind for each in padded] == [code_mention(each).kind for each in plain]
    assert [code_mention(each).countries for each in padded] == [code_mention(each).countries for each in plain]
