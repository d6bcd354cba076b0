import duckdb
import pytest

from tests.warehouse.conftest import Opened
from transforms.identity.names import person_key


@pytest.mark.parametrize(
    "asked",
    [
        "Kwame Adomako",
        "adomako",
        "ADOMAKO, Kwame",
        "K. Adomako",
        "Kwamé Adomako",
        "pe_adomako",
        "PE_ado",
        "Qwame Adomaco"[:5] + " Adomako",
    ],
)
def test_a_person_is_found_by_any_form_of_the_name(opened: Opened, asked: str) -> None:
    assert opened.records("SELECT event_id FROM met($asked)", asked=asked) == [{"event_id": "ev_talks1"}]


@pytest.mark.parametrize("asked", ["", " ", "Adoma", "Kofi Adomako", "' OR 1=1 --", "%"])
def test_nobody_else_is_found(opened: Opened, asked: str) -> None:
    assert opened.records("FROM met($asked)", asked=asked) == []


def test_met_tells_of_each_meeting_with_whom_and_how_often(opened: Opened) -> None:
    asked = "SELECT event_id, counterparts, countries, city, announced, reported FROM met('Halvorsen')"
    assert [tuple(row.values()) for row in opened.records(asked)] == [
        ("ev_talks1", ["Kwame Adomako"], ["GHA"], "Accra", 1, 2),
        ("ev_visit1", [], ["GHA"], "Accra", 1, 0),
        ("ev_call01", ["Łukasz Wójcik"], ["POL"], None, 0, 1),
        ("ev_lima01", ["Łukasz Wójcik"], ["POL"], "Lima", 1, 0),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Norway", "NOR"),
        ("norwegian", "NOR"),
        ("NOR", "NOR"),
        ("no", "NOR"),
        ("Cote d'Ivoire", "CIV"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_named_in_many_ways(opened: Opened, asked: str, found: str | None) -> None:
    assert opened.records("SELECT country_code($asked) AS code", asked=asked) == [{"code": found}]


def test_meetings_between_two_countries_in_either_order(opened: Opened) -> None:
    asked = "SELECT event_id FROM meetings_between($one, $other)"
    found = [{"event_id": "ev_call01"}, {"event_id": "ev_lima01"}]
    assert opened.records(asked, one="Poland", other="Norwegian") == found
    assert opened.records(asked, one="NOR", other="POL") == found


@pytest.mark.parametrize("known", ["ev_talks1", "ev_old001", "ev_former"])
def test_an_event_is_found_by_its_id_and_by_former_ones(opened: Opened, known: str) -> None:
    found = [{"event_id": "ev_talks1", "stage": "reported"}]
    assert opened.records("SELECT event_id, stage FROM event($known)", known=known) == found
    assert opened.records("FROM event('ev_nothing')") == []


@pytest.mark.parametrize("known", ["EV_TALKS1", "ev_ta", "TALK", "Ev_Form", "ev_old"])
@pytest.mark.parametrize(
    ("macro", "found"), [("event", 1), ("life_of", 4), ("posts_of", 3), ("evidence_of", 5), ("inside", 0)]
)
def test_a_macro_takes_an_id_in_any_case_or_its_beginning(opened: Opened, macro: str, found: int, known: str) -> None:
    assert len(opened.records(f"FROM {macro}($known)", known=known)) == found


def test_a_beginning_of_several_ids_is_an_error(opened: Opened) -> None:
    with pytest.raises(duckdb.Error, match="several ids begin with ev_; give more of the id"):
        opened.records("FROM event('ev_')")
    assert opened.records("FROM event('')") == []


@pytest.mark.parametrize("known", ["ev_talks1", "ev_former"])
def test_the_life_of_an_event_is_told_with_its_posts(opened: Opened, known: str) -> None:
    asked = "SELECT revision, stage, told_on::VARCHAR AS told_on, source, post_id, told_under FROM life_of($known)"
    assert [tuple(row.values()) for row in opened.records(asked, known=known)] == [
        (1, "announced", "2031-03-01", "Harbour News", "po_a1", "ev_talks1"),
        (2, "held", "2031-03-02", "Harbour News", "po_a2", "ev_talks1"),
        (3, "reported", "2031-03-03", "Harbour News", "po_b3", "ev_talks1"),
        (1, "held", None, None, None, "ev_old001"),
    ]


def test_what_is_inside_an_event_is_told_level_by_level(opened: Opened) -> None:
    asked = "SELECT step, event_id, parent_event_id, stage FROM inside('ev_visit1')"
    assert [tuple(row.values()) for row in opened.records(asked)] == [(1, "ev_talks1", "ev_visit1", "reported")]
    assert opened.records("FROM inside('ev_former')") == []


@pytest.mark.parametrize("known", ["ev_talks1", "ev_old001", "ev_former"])
def test_every_id_ever_published_resolves(opened: Opened, known: str) -> None:
    assert opened.records("SELECT resolve($known) AS id", known=known) == [{"id": "ev_talks1"}]


def test_an_unknown_id_resolves_to_nothing(opened: Opened) -> None:
    assert opened.records("SELECT resolve('ev_none') AS id") == [{"id": None}]


def test_programme_gives_what_is_inside_a_visit(opened: Opened) -> None:
    assert opened.records("SELECT event_id FROM programme('ev_visit1')") == [{"event_id": "ev_talks1"}]


def test_posts_of_an_event_come_in_the_order_of_publication(opened: Opened) -> None:
    asked = "SELECT post_id, genre FROM posts_of('ev_former')"
    assert [tuple(row.values()) for row in opened.records(asked)] == [
        ("po_a1", "announcement"),
        ("po_a2", "report"),
        ("po_b3", "readout"),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("cocoa trade agreement", ["ev_talks1", "po_a2"]),
        ("AGREEMENT cocoa", ["po_a2", "ev_talks1"]),
        ("wojcik lima", ["ev_lima01", "po_c5"]),
        ("coco", ["po_a2", "ev_talks1"]),
        ("cocoa lima", []),
        ("", []),
        ("!?", []),
    ],
)
def test_search_finds_all_words_in_any_case(opened: Opened, words: str, found: list[str]) -> None:
    rows = opened.records("FROM search($words)", words=words)
    assert sorted(row["id"] for row in rows) == sorted(found)


def test_words_that_stand_together_come_first(opened: Opened) -> None:
    rows = opened.records("FROM search('Ingrid Halvorsen met')")
    assert [row["id"] for row in rows] == ["po_a2"]
    assert rows[0]["event_ids"] == ["ev_talks1"]
    assert rows[0]["excerpt"].startswith("On 3 March, Ingrid Halvorsen met")
    assert rows[0]["score"] > 10


@pytest.mark.parametrize(
    "name",
    [
        "Youssef Qaddhafi",
        "Sergey Khrushchyov",
        "Jean O'Neill",
        "Ødegård Łukasz",
        "Mohammed Wickramasinghe",
        "Ksenia Yezhova",
    ],
)
def test_names_are_folded_as_identity_folds_them(opened: Opened, name: str) -> None:
    (row,) = opened.records("SELECT list_sort(name_words($name)) AS words", name=name)
    assert " ".join(row["words"]) == person_key(name)
