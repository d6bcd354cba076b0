import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.elements import Change, Decision, Event, Kind, Mention, Post, Reject

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
