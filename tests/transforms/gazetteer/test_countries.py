from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.gazetteer.cities import city_of
from transforms.gazetteer.countries import (
    CountryForm,
    capital_of,
    countries,
    country_name,
    country_of,
    country_of_capital,
    find_countries,
)
from transforms.gazetteer.lexicon import fold


def _codes(text: str) -> list[str]:
    return [match.code for match in find_countries(text)]


def test_all_countries_are_listed_once() -> None:
    assert len(countries()) == 250
    assert len({country.alpha2 for country in countries().values()}) == 250
    assert all(len(code) == 3 and code.isupper() for code in countries())


def test_a_name_belongs_to_one_country() -> None:
    owners: dict[str, set[str]] = {}
    for code, country in countries().items():
        for name in (country.name, *country.names, *country.metonyms):
            owners.setdefault(fold(name.strip("~*^")), set()).add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_a_demonym_belongs_to_one_country() -> None:
    owners: dict[str, set[str]] = {}
    for code, country in countries().items():
        for name in country.demonyms:
            owners.setdefault(fold(name.strip("~*^")), set()).add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the Republic of Korea and the DPRK", ["KOR", "PRK"]),
        ("South Korea, North Korea and Korea", ["KOR", "PRK", "KOR"]),
        ("the Democratic Republic of the Congo and the Republic of the Congo", ["COD", "COG"]),
        ("DR Congo or Congo-Brazzaville", ["COD", "COG"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"]),
        ("Niger and Nigeria", ["NER", "NGA"]),
        ("Ireland and Northern Ireland", ["IRL", "GBR"]),
        ("Sudan and South Sudan", ["SDN", "SSD"]),
        ("Dominica and the Dominican Republic", ["DMA", "DOM"]),
        ("the Federated States of Micronesia", ["FSM"]),
        ("Timor-Leste, that is East Timor", ["TLS", "TLS"]),
        ("Eswatini, Czechia, North Macedonia", ["SWZ", "CZE", "MKD"]),
        ("Türkiye or Turkey, TÜRKİYE", ["TUR", "TUR", "TUR"]),
        ("Côte d’Ivoire, Cote d'Ivoire, Ivory Coast", ["CIV", "CIV", "CIV"]),
        ("Cabo Verde and Cape Verde", ["CPV", "CPV"]),
        ("Burma and Myanmar", ["MMR", "MMR"]),
        ("Palestine, Kosovo and Taiwan", ["PSE", "XKX", "TWN"]),
        ("the Holy See and Vatican City", ["VAT", "VAT"]),
        ("Brunei Darussalam, the PRC, KSA and the UAE", ["BRN", "CHN", "SAU", "ARE"]),
        ("the U.S., the US, the USA and the U.K.", ["USA", "USA", "USA", "GBR"]),
        ("Trinidad & Tobago", ["TTO"]),
        ("Lao People’s Democratic Republic and the Lao PDR", ["LAO", "LAO"]),
        ("Filipino, Laotian, Kazakh and Emirati officials", ["PHL", "LAO", "KAZ", "ARE"]),
        ("the Estonians told the Peruvians", ["EST", "PER"]),
        ("Sino-Mongolian trade", ["CHN", "MNG"]),
        ("People's Republic of China and Republic of China", ["CHN", "TWN"]),
    ],
)
def test_names(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "a turkey on a china plate told us to polish it",
        "IT IS IN, OR IT IS NOT",
        "JOIN US TOMORROW",
        "Jordan Harris met Michael Jordan",
        "Chad Wilson was there",
        "the Gulf of Mexico, New Mexico and the South China Sea",
        "the Indian Ocean and Latin America",
        "the European Union",
        "see https://example.org/Norway or @Norway",
        "the Vienna Convention and the Paris Agreement",
        "the leaders of the Pacific Island Countries",
    ],
)
def test_what_names_no_country(text: str) -> None:
    assert _codes(text) == []


def test_a_country_may_be_followed_by_the_name_of_a_person() -> None:
    assert _codes("Foreign Minister of Jordan Rania Haddad and Chad Foreign Minister Ali Deby") == ["JOR", "TCD"]


def test_the_possessive_is_left_out() -> None:
    assert [match.text for match in find_countries("Malta's minister and Wales’s team")] == ["Malta", "Wales"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Norway", CountryForm.NAME),
        ("Norwegian", CountryForm.DEMONYM),
        ("🇳🇴", CountryForm.FLAG),
        ("#Norway", CountryForm.HASHTAG),
        ("the Storting", CountryForm.METONYM),
        ("Oslo", CountryForm.CAPITAL),
    ],
)
def test_forms(text: str, form: CountryForm) -> None:
    assert [(match.code, match.form) for match in find_countries(text)] == [("NOR", form)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Downing Street", "GBR"),
        ("the White House", "USA"),
        ("Foggy Bottom", "USA"),
        ("Élysée", "FRA"),
        ("Whitehall", "GBR"),
    ],
)
def test_seats_of_government(text: str, code: str) -> None:
    assert _codes(text) == [code]


def test_flags_pair_from_the_start_of_their_run() -> None:
    assert [(match.code, match.start) for match in find_countries("🇧🇷🇺🇾🇺🇳🇪🇺🇦🇷")] == [("BRA", 0), ("URY", 2), ("ARG", 8)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("#BrazilCapeVerde", ["BRA", "CPV"]),
        ("#ChileROK", ["CHL", "KOR"]),
        ("#EgyptTürkiye", ["EGY", "TUR"]),
        ("#EUMoldova", ["MDA"]),
        ("#kenyauganda", ["KEN", "UGA"]),
        ("#Ghana_Togo", ["GHA", "TGO"]),
        ("#US", ["USA"]),
        ("#JoinUs", []),
        ("#breakfast", []),
    ],
)
def test_hashtags(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the Netherlands", "NLD"),
        ("Malta's", "MLT"),
        ("#Kenya", "KEN"),
        ("🇰🇪", "KEN"),
        ("Zaire", "COD"),
        ("Quai d'Orsay", "FRA"),
        ("US", "USA"),
        ("us", None),
        ("Oslo", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_country_of(words: str, code: str | None) -> None:
    assert country_of(words) == code


def test_capitals_are_cities_of_their_country() -> None:
    missing = [code for code in countries() if (name := capital_of(code)) and not city_of(name, code)]
    assert missing == []


def test_names_of_countries_and_capitals() -> None:
    assert (country_name("KEN"), capital_of("KEN"), country_of_capital("Nairobi")) == ("Kenya", "Nairobi", "KEN")
    assert capital_of("BVT") is None
    assert country_of_capital("Singapore") == "SGP"


@given(st.text(alphabet=st.sampled_from("Guinea Bissau#US.’'-🇫🇷🇺🇳\nKorea, "), max_size=80) | st.text(max_size=200))
def test_matches_are_in_order_and_stand_in_the_text(text: str) -> None:
    found = find_countries(text)
    assert all(text[match.start : match.stop] == match.text for match in found)
    assert all(left.stop <= right.start for left, right in pairwise(found))
