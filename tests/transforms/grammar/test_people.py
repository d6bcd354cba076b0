import pytest

from tests.transforms.grammar.build import main_of, names, parties, people


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Foreign Minister of Kenya Peter Kamau met", "Peter Kamau | Foreign Minister | Kenya"),
        ("Kenyan Foreign Minister Peter Kamau met", "Peter Kamau | Foreign Minister | Kenyan"),
        ("Kenya's Foreign Minister Peter Kamau met", "Peter Kamau | Foreign Minister | Kenya"),
        ("Kenya’s foreign minister, Peter Kamau, met", "Peter Kamau | foreign minister | Kenya"),
        ("The Foreign Minister of Kenya, Peter Kamau, met", "Peter Kamau | Foreign Minister | Kenya"),
        ("Peter Kamau, Foreign Minister of Kenya, met", "Peter Kamau | Foreign Minister | Kenya"),
        ("Peter Kamau, Kenya's foreign minister, met", "Peter Kamau | foreign minister | Kenya"),
        ("Peter Kamau, the Kenyan Foreign Minister, met", "Peter Kamau | Foreign Minister | Kenyan"),
        ("Foreign Minister Peter Kamau of Kenya met", "Peter Kamau | Foreign Minister | Kenya"),
        ("Foreign Minister Peter Kamau met", "Peter Kamau | Foreign Minister | "),
        ("H.E. Mr. Peter Kamau, Minister of Foreign Affairs of the Republic of Kenya, met",
         "Peter Kamau | Minister of Foreign Affairs | Republic of Kenya"),
        ("H.E. Dr. Peter J. Kamau, Minister for Foreign Affairs of Kenya, met",
         "Peter J. Kamau | Minister for Foreign Affairs | Kenya"),
        ("Minister of Foreign Affairs and Regional Cooperation of Kenya Peter Kamau met",
         "Peter Kamau | Minister of Foreign Affairs and Regional Cooperation | Kenya"),
        ("President of Kenya Amina Otieno met", "Amina Otieno | President | Kenya"),
        ("King Hussein of Jordan met", "Hussein | King | Jordan"),
        ("Ambassador of Peru to Kenya Rosa Quispe met", "Rosa Quispe | Ambassador | Peru"),
        ("UN Secretary-General Paulo Freitas met", "Paulo Freitas | Secretary-General | UN"),
        ("The Secretary-General of the United Nations, Paulo Freitas, met",
         "Paulo Freitas | Secretary-General | United Nations"),
        ("EU High Representative Karin Vos met", "Karin Vos | High Representative | EU"),
        ("NATO Secretary General Erik Dahl met", "Erik Dahl | Secretary General | NATO"),
        ("Dutch Prime Minister Jan van der Berg met", "Jan van der Berg | Prime Minister | Dutch"),
        ("Emirati Foreign Minister Ahmed bin Khalid Al Mansoori met",
         "Ahmed bin Khalid Al Mansoori | Foreign Minister | Emirati"),
        ("Vietnamese Deputy Foreign Minister Nguyen Thi Lan met",
         "Nguyen Thi Lan | Deputy Foreign Minister | Vietnamese"),
        ("South Korean President Kim Dae-sung met", "Kim Dae-sung | President | South Korean"),
        ("Indian External Affairs Minister R. K. Sharma met", "R. K. Sharma | External Affairs Minister | Indian"),
        ("Spain's Foreign Minister Inés O’Neill-García met", "Inés O’Neill-García | Foreign Minister | Spain"),
        ("Japanese Foreign Minister TANABE Yuki met", "TANABE Yuki | Foreign Minister | Japanese"),
        ("Chinese Foreign Minister Wang Haoran met", "Wang Haoran | Foreign Minister | Chinese"),
        ("The Indian delegation, headed by External Affairs Minister Ravi Menon, met",
         "Ravi Menon | External Affairs Minister | Indian"),
        ("The Indian delegation led by External Affairs Minister Ravi Menon met",
         "Ravi Menon | External Affairs Minister | Indian"),
        ("Acting Foreign Minister of Kenya Peter Kamau met", "Peter Kamau | Acting Foreign Minister | Kenya"),
        ("The Foreign Minister of Kenya, His Excellency Mr. Peter Kamau, met",
         "Peter Kamau | Foreign Minister | Kenya"),
        ("The Foreign Minister of Kenya, Ambassador (Dr.) Peter Kamau, met",
         "Peter Kamau | Foreign Minister, Ambassador | Kenya"),
        ("General Secretary of the Communist Party of Kenya Central Committee Peter Kamau met",
         "Peter Kamau | General Secretary of the Communist Party | Kenya"),
        ("Kenyan Prime Cabinet Secretary Peter Kamau met", "Peter Kamau | Prime Cabinet Secretary | Kenyan"),
        ("🇰🇪 Foreign Minister Peter Kamau met", "Peter Kamau | Foreign Minister | "),
    ],
)  # fmt: skip
def test_a_person_is_read_with_title_and_country(text: str, found: str) -> None:
    mention = main_of(f"{text} with Foreign Minister Diego Salas of Chile in Lima.")
    assert people(mention) == sorted((found, "Diego Salas | Foreign Minister | Chile"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The foreign ministers of Georgia and Armenia Levan Beridze and Aram Sargsyan met in Tbilisi.",
         ["Aram Sargsyan | foreign ministers | Armenia", "Levan Beridze | foreign ministers | Georgia"]),
        ("Presidents Ana Ruiz and Luis Mora met in Lima.", ["Ana Ruiz | Presidents | ", "Luis Mora | Presidents | "]),
        ("Foreign Minister Solheim met her Kenyan counterpart Peter Kamau.",
         ["Peter Kamau | counterpart | Kenyan", "Solheim | Foreign Minister | "]),
        ("Foreign Minister Solheim met her Kenyan counterpart, Peter Kamau, in Oslo.",
         ["Peter Kamau | counterpart | Kenyan", "Solheim | Foreign Minister | "]),
        ("Brazil's foreign minister Carlos Pinto met Argentina's Diego Salas.",
         ["Carlos Pinto | foreign minister | Brazil", "Diego Salas |  | Argentina"]),
        ("President Ana Ruiz, accompanied by Foreign Minister Diego Salas, met President Mora.",
         ["Ana Ruiz | President | ", "Diego Salas | Foreign Minister | ", "Mora | President | "]),
        ("Minister Solheim met with President of Kenya Amina Otieno and Prime Minister Peter Kamau in Oslo.",
         ["Amina Otieno | President | Kenya", "Peter Kamau | Prime Minister | Kenya", "Solheim | Minister | "]),
        ("The meeting of President of Kenya Amina Otieno and Prime Minister Lars Holm was held in Oslo.",
         ["Amina Otieno | President | Kenya", "Lars Holm | Prime Minister | "]),
    ],
)  # fmt: skip
def test_several_persons_are_told_apart(text: str, found: list[str]) -> None:
    assert people(main_of(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Foreign Minister Ingrid Solheim met Kenyan President Amina Otieno. Solheim thanked Otieno.",
         ["Amina Otieno", "Ingrid Solheim"]),
        ("Solheim and Otieno meet in Oslo\n\nForeign Minister Ingrid Solheim met Kenyan President Amina Otieno.",
         ["Amina Otieno", "Ingrid Solheim"]),
        ("I. Solheim met Otieno\nForeign Minister Ingrid Solheim met Kenyan President Amina Otieno.",
         ["Amina Otieno", "Ingrid Solheim"]),
        ("Foreign Minister Salas met Minister Kamau in Lima, Foreign Ministry spokesperson Ana Prieto said.",
         ["Kamau", "Salas"]),
        ("“The talks go on,” spokesperson Ana Prieto said after Foreign Minister Salas met Minister Quispe in La Paz.",
         ["Quispe", "Salas"]),
        ("Spokesperson Ana Prieto said that Foreign Minister Salas had met Minister Quispe in La Paz.",
         ["Quispe", "Salas"]),
        ("The following is attributable to Spokesperson Daniel Reed: Secretary Helen Marsh met with Minister Menon.",
         ["Helen Marsh", "Menon"]),
        ("Foreign Minister Salas met Minister Quispe to discuss President Mora's initiative.", ["Quispe", "Salas"]),
        ("Foreign Minister Salas met Minister Quispe, with the plans of President Mora topping the agenda.",
         ["Quispe", "Salas"]),
        ("Solheim Presses Otieno on Fish Deal in First Call\nPresident Ingrid Solheim told President Amina Otieno so.",
         ["Amina Otieno", "Ingrid Solheim"]),
        ("Kenya's Otieno sits down with President Solheim in Oslo", ["Otieno", "Solheim"]),
        ("Solheim meets Kenyan President\nReadout\nMinister Ingrid Solheim met today with President Amina Otieno.",
         ["Amina Otieno", "Ingrid Solheim"]),
        ("Foreign Minister Salas met Minister Quispe in Lima. The meeting was chaired by President Ana Mora.",
         ["Ana Mora", "Quispe", "Salas"]),
    ],
)  # fmt: skip
def test_who_takes_part_is_named_once_and_in_full(text: str, found: list[str]) -> None:
    assert names(main_of(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Finland and Estonia signed a memorandum in Tallinn.", ["Estonia", "Finland"]),
        ("Talks between Finland and Estonia were held in Tallinn.", ["Estonia", "Finland"]),
        ("U.S. and Chinese officials will hold trade talks in Stockholm.", ["Chinese", "U.S."]),
        ("The Foreign Ministers of Chile, Peru and Ecuador held trilateral talks.", ["Chile", "Ecuador", "Peru"]),
        ("Foreign Minister Solheim met with a Kenyan delegation.", ["Kenyan"]),
        ("Foreign Minister Solheim met with the ambassadors of Chile and Peru.", ["Chile", "Peru"]),
        ("Foreign Minister Solheim met with her Kenyan counterpart.", ["Kenyan"]),
        ("Russia-Laos consultations were held in Vientiane.", ["Laos", "Russia"]),
        ("President Haddad expressed condolences to the people of Nepal.", ["Nepal"]),
    ],
)
def test_states_take_part_without_a_name(text: str, found: list[str]) -> None:
    assert parties(main_of(text)) == found


@pytest.mark.parametrize("short", ["Amb.", "Dr.", "Prof.", "Hon.", "Gen."])
def test_a_short_honorific_ends_no_sentence(short: str) -> None:
    mention = main_of(
        f"Kenya's Minister of Foreign Affairs, {short} Amina Otieno, met with President Rosa Quispe in Lima."
    )
    assert names(mention) == ["Amina Otieno", "Rosa Quispe"]


def test_who_stands_above_words_in_the_first_person_says_them() -> None:
    text = "Kenya's National Day\nIngrid Solheim, Foreign Minister\nI congratulate the people of Kenya on their day."
    assert names(main_of(text)) == ["Ingrid Solheim"]
