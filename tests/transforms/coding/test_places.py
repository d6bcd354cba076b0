import pytest

from transforms.coding.places import code_place
from transforms.elements import Phrase, Place


def _coded(words: str, *countries: str, venue: str | None = None) -> Place | None:
    hall = Phrase(venue, 0, len(venue)) if venue else None
    return code_place(Phrase(words, 0, len(words)), hall, frozenset(countries))


@pytest.mark.parametrize(
    ("words", "city", "country"),
    [
        ("Nairobi", "Nairobi", "KEN"),
        ("Nairobi, Kenya", "Nairobi", "KEN"),
        ("NAIROBI", "Nairobi", "KEN"),
        ("Kyiv", "Kyiv", "UKR"),
        ("Kiev", "Kyiv", "UKR"),
        ("New  York", "New York", "USA"),
        ("the capital of Kenya", "Nairobi", "KEN"),
        ("the Kenyan capital of Kenya", "Nairobi", "KEN"),
        ("capital city of the Republic of Korea", "Seoul", "KOR"),
        ("Kenya", None, "KEN"),
        ("Republic of Moldova", None, "MDA"),
        ("Djibouti", "Djibouti", "DJI"),
        ("Singapore", "Singapore", "SGP"),
        ("Luxembourg", "Luxembourg", "LUX"),
        ("San José, Costa Rica", "San José", "CRI"),
        ("the Kenyan capital", "Nairobi", "KEN"),
        ("Dar-es-Salaam", "Dar es Salaam", "TZA"),
        ("UNITED NATIONS", "New York", "USA"),
        ("Zzyzxville", "Zzyzxville", None),
        ("Zzyzxville, Kenya", "Zzyzxville", "KEN"),
    ],
)
def test_words_become_city_and_country(words: str, city: str | None, country: str | None) -> None:
    place = _coded(words)
    assert place is not None
    assert (place.city, place.country) == (city, country)


@pytest.mark.parametrize(("words", "located"), [("Nairobi", True), ("Kenya", False), ("Zzyzxville", False)])
def test_only_known_cities_have_coordinates(words: str, *, located: bool) -> None:
    place = _coded(words)
    assert place is not None
    assert (place.latitude is not None, place.longitude is not None) == (located, located)


def test_of_two_cities_of_one_name_the_parties_choose() -> None:
    here, there, neither = _coded("Hyderabad", "KEN", "PAK"), _coded("Hyderabad", "IND"), _coded("Hyderabad", "KEN")
    assert here is not None
    assert there is not None
    assert (here.country, there.country) == ("PAK", "IND")
    assert neither == there


def test_a_hall_is_kept_with_its_city() -> None:
    place = _coded("Nairobi", venue="State House")
    assert place is not None
    assert (place.city, place.venue) == ("Nairobi", "State House")


@pytest.mark.parametrize(
    ("hall", "city", "country"),
    [
        ("Harambee House", None, "KEN"),
        ("White House Rose Garden", None, "USA"),
        ("the Nairobi Opera House", "Nairobi", "KEN"),
        ("NATO headquarters", "Brussels", "BEL"),
        ("State House", None, None),
    ],
)
def test_a_hall_alone_stands_in_the_country_or_city_it_is_of(hall: str, city: str | None, country: str | None) -> None:
    place = code_place(None, Phrase(hall, 0, len(hall)), frozenset())
    assert place is not None
    assert (place.city, place.country, place.venue) == (city, country, hall)


def test_without_words_there_is_no_place() -> None:
    assert code_place(None, None, frozenset({"KEN"})) is None


def test_the_states_of_a_mention_choose_no_town_before_a_larger_city() -> None:
    place = _coded("Geneva", "USA")
    assert place is not None
    assert place.country == "CHE"
