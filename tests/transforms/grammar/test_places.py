import pytest

from tests.transforms.grammar.build import main_of, words

_MET = "Foreign Minister Solheim met with Foreign Minister of Kenya Peter Kamau"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{_MET} in Nairobi.", "Nairobi"),
        (f"{_MET} in Nairobi, Kenya.", "Nairobi, Kenya"),
        (f"{_MET} in Nairobi, the capital of Kenya.", "Nairobi"),
        (f"{_MET} in the capital of Kenya.", "the capital of Kenya"),
        (f"{_MET} in Kenya.", "Kenya"),
        (f"In Nairobi, {_MET}.", "Nairobi"),
        (f"{_MET} today in Nairobi and discussed trade with Uganda.", "Nairobi"),
        (f"{_MET} (Nairobi, 12 March 2031)", "Nairobi"),
        (f"📍 Nairobi\n{_MET}.", "Nairobi"),
        (f"{_MET}.\n📍 Nairobi", "Nairobi"),
        (f"{_MET}\n📍Nairobi, 12 March 2031", "Nairobi"),
        (f"{_MET}\n\nNairobi, 12 March 2031\n\nThe ministers discussed trade.", "Nairobi"),
        (f"🗓 12 March 2031\n📍 Nairobi, Kenya\n\n{_MET}.", "Nairobi, Kenya"),
        (f"{_MET} at the State House in Nairobi.", "Nairobi"),
        ("Nairobi hosts talks between Foreign Minister Solheim and Foreign Minister Kamau.", "Nairobi"),
        ("President Ruiz arrived in Bogotá.", "Bogotá"),
        ("President Ruiz landed in Bogotá.", "Bogotá"),
        ("President Ruiz will visit Bogotá.", "Bogotá"),
        ("Statement by Minister Salas prior to his departure for Colombia", "Colombia"),
        ("Minister Salas met Ambassador Pardo (with residence in Bogotá).", None),
        ("Minister Salas to meet Minister Quispe\nMarch 3, 2031 - Bogotá - Foreign Affairs Chile", None),
        ("President Ruiz visited the Republic of Moldova.", "Republic of Moldova"),
        ("The official visit of President Ruiz to Côte d'Ivoire", "Côte d'Ivoire"),
        ("President Ruiz travels to Mexico City.", "Mexico City"),
        ("A meeting of President Ruiz and President Mora near Quito", "Quito"),
        ("The BRICS summit will be held in Cape Town.", "Cape Town"),
        (f"{_MET}.", None),
        (f"{_MET} and said the talks on Sudan would go on.", None),
        ("President Haddad expressed condolences to the people of Nepal after the earthquake in Pokhara.", None),
    ],
)
def test_the_place_is_found_wherever_it_stands(text: str, place: str | None) -> None:
    assert words(main_of(text).place) == place


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        (f"{_MET} at the Torre Tagle Palace in Lima.", "Torre Tagle Palace"),
        (f"{_MET} at State House in Nairobi.", "State House"),
        (f"{_MET} at the Hofburg Palace.", "Hofburg Palace"),
        (f"{_MET} in Nairobi.", None),
    ],
)
def test_a_house_is_the_venue(text: str, venue: str | None) -> None:
    assert words(main_of(text).venue) == venue
