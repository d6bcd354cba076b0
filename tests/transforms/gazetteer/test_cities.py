import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.gazetteer.cities import city_of, find_cities


@pytest.mark.parametrize(
    ("name", "city", "country"),
    [
        ("Kiev", "Kyiv", "UKR"),
        ("Peking", "Beijing", "CHN"),
        ("Nay Pyi Taw", "Naypyidaw", "MMR"),
        ("New York City", "New York", "USA"),
        ("Washington, D.C.", "Washington", "USA"),
        ("Washington DC", "Washington", "USA"),
        ("Nur-Sultan", "Astana", "KAZ"),
        ("Genève", "Geneva", "CHE"),
        ("Den Haag", "The Hague", "NLD"),
        ("Saint Petersburg", "St. Petersburg", "RUS"),
        ("Davos", "Davos", "CHE"),
        ("Bali", "Bali", "IDN"),
        ("Sharm El-Sheikh", "Sharm el-Sheikh", "EGY"),
        ("Singapore", "Singapore", "SGP"),
        ("Kuwait", "Kuwait City", "KWT"),
        ("Delhi", "Delhi", "IND"),
        ("Monaco", "Monaco", "MCO"),
    ],
)
def test_other_names(name: str, city: str, country: str) -> None:
    found = city_of(name)
    assert found is not None
    assert (found.name, found.country) == (city, country)


def test_the_country_must_agree() -> None:
    tripoli = city_of("Tripoli", "LBN")
    assert tripoli is not None
    assert tripoli.country == "LBN"
    assert city_of("Bali", "ITA") is None


def test_of_several_the_capital_comes_first() -> None:
    tripoli = city_of("Tripoli")
    assert tripoli is not None
    assert tripoli.country == "LBY"


def test_coordinates_are_degrees() -> None:
    quito = city_of("Quito")
    assert quito is not None
    assert (round(quito.latitude), round(quito.longitude)) == (0, -79)


@pytest.mark.parametrize(("name", "country"), [("Geneva", "CHE"), ("Naples", "ITA"), ("Mechelen", "BEL")])
def test_a_town_hides_no_larger_city_of_its_name(name: str, country: str) -> None:
    found = city_of(name)
    assert found is not None
    assert found.country == country


def test_unknown_names_are_none() -> None:
    assert [city_of(name) for name in ("Erewhon", "", "x" * 10_000)] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("talks in Samarkand and Sharm el-Sheikh", ["Samarkand", "Sharm el-Sheikh"]),
        ("WASHINGTON, D.C., and NAIROBI", ["Washington", "Nairobi"]),
        ("from Frankfurt to St. Petersburg", ["Frankfurt am Main", "St. Petersburg"]),
        ("Mexico City", ["Mexico City"]),
    ],
)
def test_cities_in_text(text: str, cities: list[str]) -> None:
    assert [match.city.name for match in find_cities(text)] == cities


@pytest.mark.parametrize(
    "text",
    [
        "Nice weather, she said, reading and split",
        "Singapore, Luxembourg and Djibouti",
        "the Paris Agreement and the Rome Statute",
        "Sydney Harper",
        "geneva",
        "New Mexico",
        "the Munich Security Conference",
    ],
)
def test_what_is_no_city_in_text(text: str) -> None:
    assert find_cities(text) == ()


@given(st.text(max_size=200))
def test_matches_stand_in_the_text(text: str) -> None:
    assert all(text[match.start : match.stop] == match.text for match in find_cities(text))
