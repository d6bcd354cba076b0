from collections.abc import Sequence
from dataclasses import replace

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from tests.transforms.coding.build import FREITAS, KAMAU, worded
from tests.transforms.outcome import pipeline
from transforms.coding.mentions import code_mention
from transforms.elements import Mention, Reject, Status, WordedMention
from transforms.normalise import NormaliseMentions

_GOOD = worded(day="12 March 2031", place="Nairobi", participants=(KAMAU, FREITAS), post_id="po_good")
_ODD = worded(
    text="They will meet in Nairobi on 31 February 2031.",
    status=Status.PLANNED,
    day="31 February 2031",
    place="Nairobi",
    parties=("Kenya", "Norway"),
    post_id="po_odd",
    first_line=40,
)
_REFUSED = Reject("channel.txt", "line 40", "normalise", "no such day: '31 February 2031'", "31 February 2031")
_CODED = [code_mention(_GOOD), code_mention(replace(_ODD, date=None))]


def _check(given: Sequence[WordedMention], mentions: list[Mention], rejects: list[Reject]) -> None:
    with pipeline() as root:
        normalised = root | beam.Create(given) | NormaliseMentions()
        assert_that(normalised.mentions, equal_to(mentions), label="Mentions")
        assert_that(normalised.rejects, equal_to(rejects), label="Rejects")


def test_mentions_are_coded() -> None:
    _check([_GOOD], [code_mention(_GOOD)], [])


@pytest.mark.parametrize("order", [1, -1])
def test_a_day_that_does_not_exist_is_a_reject_and_the_mention_goes_on_without_it(order: int) -> None:
    odd = _CODED[1]
    assert (odd.dates, odd.countries) == (None, ("KEN", "NOR"))
    _check([_GOOD, _ODD][::order], _CODED, [_REFUSED])


def test_mentions_that_come_twice_are_coded_twice() -> None:
    _check([_ODD, _GOOD, _GOOD, _ODD], [*_CODED, *_CODED], [_REFUSED, _REFUSED])


def _failing(worded: WordedMention) -> Mention:
    if worded.post.post_id == "po_good":
        raise OverflowError("date value out of range")
    return code_mention(worded)


def test_a_mention_over_which_coding_fails_is_a_reject_and_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.normalise.code_mention", _failing)
    with pipeline() as root:
        normalised = root | beam.Create([_GOOD, _ODD]) | NormaliseMentions(guard=True)
        assert_that(normalised.mentions, equal_to([_CODED[1]]), label="Mentions")
        assert_that(
            normalised.rejects | beam.Map(_reason),
            equal_to(["defect: OverflowError: date value out of range", _REFUSED.reason]),
            label="Rejects",
        )


def test_without_the_guard_a_defect_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.normalise.code_mention", _failing)
    with pytest.raises(OverflowError, match="date value out of range"):
        _check([_GOOD], [], [])


def _reason(reject: Reject) -> str:
    return reject.reason.partition(" (")[0]
