from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.grammar.model import choose_model, describe_model
from transforms.grammar.names import find_runs


def _runs(text: str) -> list[str]:
    return [run.text for run in find_runs(text, ())]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("yesterday Ingrid Solheim spoke", ["Ingrid Solheim"]),
        ("Solheim and Kamau", ["Solheim", "Kamau"]),
        ("Jan van der Berg", ["Jan van der Berg"]),
        ("Ahmed bin Khalid Al Mansoori", ["Ahmed bin Khalid Al Mansoori"]),
        ("R. K. Sharma", ["R. K. Sharma"]),
        ("Kim Dae-sung", ["Kim Dae-sung"]),
        ("Inés O’Neill-García", ["Inés O’Neill-García"]),
        ("TANABE Yuki", ["TANABE Yuki"]),
        ("Owen Price Jr.", ["Owen Price Jr."]),
        ("met Kamau. Solheim left", ["Kamau", "Solheim"]),
        ("Meeting Agreement Today", []),
        ("at Peter Kamau House", []),
        ("van der", []),
        ("", []),
    ],
)
def test_capitalised_runs_may_be_names(text: str, runs: list[str]) -> None:
    assert _runs(text) == runs


@pytest.mark.parametrize(
    ("text", "name", "owns"),
    [
        ("Kamau's", "Kamau", True),
        ("Kamau’s", "Kamau", True),
        ("Salas’ plan", "Salas", True),
        ("Kamau", "Kamau", False),
    ],
)
def test_a_possessive_is_no_part_of_the_name(text: str, name: str, *, owns: bool) -> None:
    [run] = find_runs(text, ())
    assert (run.text, run.possessive) == (name, owns)


def test_what_is_known_to_be_something_else_is_no_name() -> None:
    assert [run.text for run in find_runs("Peter Kamau Nairobi", [(12, 19)])] == ["Peter Kamau"]


@given(st.text())
def test_runs_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    runs = find_runs(text, ())
    assert all(text[run.start : run.stop] == run.text for run in runs)
    assert all(left.stop <= right.start for left, right in pairwise(runs))


def test_the_grammar_alone_is_a_choice() -> None:
    assert (choose_model("none"), describe_model("none")) == ("none", "none")


@pytest.mark.parametrize("wanted", ["no_such_model", "../model", "", "a b"])
def test_a_model_that_is_not_installed_is_refused(wanted: str) -> None:
    with pytest.raises(ValueError, match="is not installed"):
        choose_model(wanted)
