from tests.warehouse.conftest import Opened


def test_every_view_and_every_column_has_a_comment(opened: Opened) -> None:
    bare = opened.records('SELECT view, "column" FROM dictionary WHERE comment IS NULL OR view_comment IS NULL')
    assert bare == []
    assert opened.records("SELECT DISTINCT comment IS NULL AS bare FROM duckdb_columns() WHERE NOT internal") != []


def test_every_macro_has_a_comment(opened: Opened) -> None:
    bare = "SELECT function_name FROM duckdb_functions() WHERE function_type LIKE '%macro' AND NOT internal"
    assert opened.records(bare + " AND comment IS NULL") == []
    assert {"function_name": "search"} in opened.records(bare)


def test_macros_stand_in_the_dictionary_as_they_are_called(opened: Opened) -> None:
    rows = opened.records("SELECT view, type FROM dictionary WHERE type LIKE '%macro'")
    assert {"view": "met(person)", "type": "table macro"} in rows
    assert {"view": "country_code(words)", "type": "macro"} in rows


def test_overview_counts_who_announced_and_who_reported(opened: Opened) -> None:
    asked = "SELECT event_id, announced, reported, posts FROM overview"
    assert [tuple(row.values()) for row in opened.records(asked)] == [
        ("ev_talks1", 1, 2, 3),
        ("ev_visit1", 1, 0, 1),
        ("ev_call01", 0, 1, 1),
        ("ev_lima01", 1, 0, 1),
        ("ev_words1", 0, 1, 1),
    ]


def test_unreported_are_those_that_were_announced_alone(opened: Opened) -> None:
    assert opened.records("SELECT event_id, reported_inside FROM unreported") == [
        {"event_id": "ev_visit1", "reported_inside": 1},
        {"event_id": "ev_lima01", "reported_inside": 0},
    ]


def test_papers_name_their_event(opened: Opened) -> None:
    assert opened.records("SELECT title, status, parties, participants, event_id FROM papers") == [
        {
            "title": "Cocoa Trade Agreement",
            "status": "signed",
            "parties": ["GHA", "NOR"],
            "participants": ["Ingrid Halvorsen", "Kwame Adomako"],
            "event_id": "ev_talks1",
        }
    ]


def test_sidelines_name_the_larger_event(opened: Opened) -> None:
    assert opened.records("SELECT sidelines_of, event_id FROM sidelines") == [
        {"sidelines_of": "Harbour Forum", "event_id": "ev_lima01"}
    ]


def test_posts_disagree_by_contradiction_or_by_width(opened: Opened) -> None:
    asked = "SELECT field, value, is_shown, contradicts, post_ids FROM disagreements"
    assert [tuple(row.values()) for row in opened.records(asked)] == [
        ("city", "Accra", True, False, ["po_a1", "po_a2"]),
        ("city", "Kumasi", False, True, ["po_b3"]),
        ("date", "2031-03-03", True, False, ["po_a2"]),
        ("date", "2031-03-03/2031-03-04", False, False, ["po_a1"]),
    ]


def test_people_are_counted_once_an_event(opened: Opened) -> None:
    assert opened.records("SELECT person_id, names, events FROM people") == [
        {"person_id": "pe_halvorsen", "names": ["Ingrid Halvorsen"], "events": 4},
        {"person_id": "pe_wojcik", "names": ["Łukasz Wójcik"], "events": 2},
        {"person_id": "pe_adomako", "names": ["Kwame Adomako"], "events": 1},
    ]


def test_evidence_gives_the_words(opened: Opened) -> None:
    asked = "SELECT field, words FROM evidence WHERE post_id = 'po_a2' ORDER BY start"
    assert [tuple(row.values()) for row in opened.records(asked)] == [
        ("date", "3 March"),
        ("status", "met"),
        ("city", "Accra"),
        ("documents", "Cocoa Trade Agreement"),
    ]
