from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.identity.builders import OWUSU, mention, person
from transforms.identity.names import person_id
from transforms.identity.persons import PersonForm, canonical_ids, form_of, with_ids

FULL = ("NOR", "Bjørn Halvorsen", "Minister of Foreign Affairs")
LONG = ("NOR", "Bjorn Erik Halvorsen", "")
PART = ("NOR", "Halvorsen", "Minister of Foreign Affairs")
OTHER = ("NOR", "Ingrid Halvorsen", "Prime Minister")
SINGLE = ("NOR", "Halvorsen", "")


def test_all_forms_of_a_name_have_the_id_of_the_shortest_full_one() -> None:
    ids = canonical_ids([LONG, FULL, PART])
    assert set(ids.values()) == {person_id("Bjørn Halvorsen", "NOR")}


def test_the_role_decides_between_two_of_one_family_name() -> None:
    ids = canonical_ids([FULL, OTHER, PART])
    assert ids[PART] == ids[FULL] != ids[OTHER]


def test_a_family_name_that_fits_two_stays_apart() -> None:
    ids = canonical_ids([FULL, OTHER, SINGLE])
    assert len({ids[FULL], ids[OTHER], ids[SINGLE]}) == 3


def test_another_role_is_another_person() -> None:
    ids = canonical_ids([FULL, ("NOR", "Halvorsen", "Ambassador")])
    assert len(set(ids.values())) == 2


@given(st.lists(st.sampled_from([FULL, LONG, PART, OTHER, SINGLE]), max_size=8), st.randoms())
def test_neither_order_nor_repetition_matters(forms: list[PersonForm], random: Random) -> None:
    assert canonical_ids(random.sample(forms, len(forms)) + forms) == canonical_ids(forms)


def test_a_mention_gets_the_ids_of_the_run() -> None:
    part = person("Halvorsen", "NOR")
    identified = with_ids(mention(participants=(part, OWUSU)), {form_of(part): "pe_1"})
    assert [who.person_id for who in identified.participants] == ["pe_1", OWUSU.person_id]
