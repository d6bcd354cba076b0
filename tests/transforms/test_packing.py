import marshal
import pickle
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.identity.builders import mention
from transforms.elements import Change, Decision, Event, Kind, Mention, Post, Reject
from transforms.identity.features import Compared

ELEMENTS: list[st.SearchStrategy[object]] = [st.from_type(kind) for kind in (Post, Mention, Event, Decision, Change)]


def _read(element: object) -> str:
    """Return how an element reads: floats that are no number equal nothing, and instants in UTC have no fold."""
    return repr(element).replace(", fold=1", "")


@given(st.one_of(ELEMENTS))
@settings(max_examples=60, deadline=None)
def test_what_is_pickled_comes_back_equal(element: object) -> None:
    found = pickle.loads(pickle.dumps(element))  # noqa: S301  # our own bytes
    assert _read(found) == _read(element)


@given(st.from_type(Mention))
@settings(max_examples=10, deadline=None)
def test_values_inside_are_of_their_own_types(mention: Mention) -> None:
    """A text that equals an enumeration's value would pass for it until somebody asks for its name."""
    found = pickle.loads(pickle.dumps(mention))  # noqa: S301  # our own bytes
    assert type(found.kind) is Kind
    assert [type(who) for who in found.participants] == [type(who) for who in mention.participants]
    assert type(found.dates) is type(mention.dates)


def test_every_element_is_packed() -> None:
    packed = pickle.dumps(Reject("seeds/a.txt", "line 1", "read", "it is empty"))
    assert b"restore" in packed


def test_what_is_not_looked_at_stays_as_it_was_packed() -> None:
    original = mention("a")
    packed = pickle.dumps(original)
    with patch("transforms.packing.marshal.loads", wraps=marshal.loads) as loads:
        found = pickle.loads(packed)  # noqa: S301  # our own bytes
        assert found.mention_id == "a"
        assert pickle.dumps(found) == packed
        assert loads.call_count == 1
        assert found.kind is Kind.BILATERAL_MEETING
        assert found == original
        assert loads.call_count == 2


def test_what_is_sealed_has_no_other_fields() -> None:
    found = pickle.loads(pickle.dumps(mention("a")))  # noqa: S301  # our own bytes
    with pytest.raises(AttributeError, match="'Mention' object has no attribute 'colour'"):
        _ = found.colour


def test_a_copy_with_another_field_is_packed_anew() -> None:
    found = pickle.loads(pickle.dumps(mention("a")))  # noqa: S301  # our own bytes
    other = pickle.loads(pickle.dumps(replace(found, source="wire")))  # noqa: S301  # our own bytes
    assert (found.source, other.source) == ("ministry", "wire")


@given(st.from_type(Compared))
@settings(max_examples=30, deadline=None)
def test_named_tuples_come_back_equal(compared: Compared) -> None:
    assert pickle.loads(pickle.dumps(compared)) == compared  # noqa: S301  # our own bytes
