import csv
import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from icalendar import Calendar

from tests.commands.conftest import Call
from transforms.storage.runs import TABLE_NAMES

_FORMS = ("ics", "csv", "jsonl", "geojson", "plover", "ftm")


def test_a_calendar_has_an_entry_for_each_event_with_a_day(call: Call) -> None:
    called = call("export", "ics")
    entries = {str(entry["UID"]): entry for entry in Calendar.from_ical(called.stdout_bytes).walk("VEVENT")}
    assert (called.exit_code, called.stderr) == (0, "1 event without a day left out\n")
    assert {uid: str(entry["STATUS"]) for uid, entry in entries.items()} == {
        "ev_talks1@communique": "CONFIRMED",
        "ev_visit1@communique": "TENTATIVE",
        "ev_call01@communique": "CONFIRMED",
        "ev_lima01@communique": "TENTATIVE",
    }
    talks = entries["ev_talks1@communique"]
    assert (talks.decoded("DTSTART"), talks.decoded("DTEND")) == (date(2031, 3, 3), date(2031, 3, 4))
    assert str(talks["LOCATION"]) == "Accra, GHA"


def test_a_sheet_has_a_row_for_each_event_and_none_of_its_cells_is_a_formula(call: Call) -> None:
    rows = list(csv.DictReader(io.StringIO(call("export", "csv").stdout)))
    assert [row["event_id"] for row in rows] == ["ev_talks1", "ev_visit1", "ev_call01", "ev_lima01", "ev_words1"]
    assert rows[0]["participants"] == "Ingrid Halvorsen; Kwame Adomako"
    assert rows[0]["days"] == "1"
    assert rows[-1]["name"].startswith("'=HYPERLINK")
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_a_sheet_has_a_row_for_each_person_and_one_for_an_event_without(call: Call) -> None:
    rows = list(csv.DictReader(io.StringIO(call("export", "csv", "--row", "participant").stdout)))
    assert [row["person"] for row in rows if row["event_id"] == "ev_talks1"] == ["Ingrid Halvorsen", "Kwame Adomako"]
    assert {row["event_id"] for row in rows} == {"ev_talks1", "ev_visit1", "ev_call01", "ev_lima01", "ev_words1"}


def test_the_mark_of_utf8_comes_on_request(call: Call) -> None:
    with_mark, without = call("export", "csv", "--bom").stdout_bytes, call("export", "csv").stdout_bytes
    assert with_mark == b"\xef\xbb\xbf" + without


def test_a_workbook_holds_texts_and_no_formulas(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "events.xlsx"
    called = call("export", "xlsx", "--to", str(target))
    assert (called.exit_code, called.stderr) == (0, f"5 events written to {target}\n")
    with zipfile.ZipFile(target) as book:
        sheet, words = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "=HYPERLINK" in words


def test_features_lie_where_their_cities_lie(call: Call) -> None:
    features = json.loads(call("export", "geojson").stdout)["features"]
    points = {each["id"]: each["geometry"] for each in features}
    assert points["ev_words1"] is None
    longitude, latitude = points["ev_talks1"]["coordinates"]
    assert (round(longitude), round(latitude)) == (0, 6)


def test_entities_refer_to_entities_that_are_there(call: Call) -> None:
    entities = [json.loads(line) for line in call("export", "ftm").stdout.splitlines()]
    ids = [each["id"] for each in entities]
    assert len(ids) == len(set(ids))
    schemata = {each["schema"] for each in entities}
    assert {"Event", "Trip", "Call", "Person", "Document", "Address"} <= schemata
    named = {"involved", "proof", "caller", "receiver", "holder", "post", "endLocation"}
    referred = {value for each in entities for name in named for value in each["properties"].get(name, ())}
    assert referred <= set(ids)


def test_filters_choose_what_is_exported(call: Call) -> None:
    rows = call("export", "jsonl", "--country", "Ghana", "--kind", "visit").stdout.splitlines()
    assert [json.loads(row)["event_id"] for row in rows] == ["ev_visit1"]


@pytest.mark.parametrize("form", _FORMS)
def test_the_same_run_gives_the_same_bytes(call: Call, form: str) -> None:
    assert call("export", form).stdout_bytes == call("export", form).stdout_bytes


def test_a_snapshot_is_whole_and_proves_it(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "frozen"
    assert call("export", "--frozen", str(folder)).exit_code == 0
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = dict(line.split("  ")[::-1] for line in lines)
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert set(sums) == set(files) - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == digest for name, digest in sums.items())
    assert {path.stem for path in (folder / "csv").iterdir()} == set(TABLE_NAMES)
    with (folder / "csv" / "events.csv").open(encoding="utf-8", newline="") as lines_of:
        assert len(list(csv.reader(lines_of))) == pq.read_table(folder / "parquet" / "events.parquet").num_rows + 1
    codebook = (folder / "CODEBOOK.md").read_text(encoding="utf-8")
    assert all(f"\n## {table}\n" in codebook for table in TABLE_NAMES)
    assert "cff-version" in (folder / "CITATION.cff").read_text(encoding="utf-8")


def test_a_snapshot_is_never_written_over(call: Call, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept", encoding="utf-8")
    called = call("export", "--frozen", str(tmp_path))
    assert called.exit_code == 1
    assert "exists" in called.stderr
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [(["export"], 2), (["export", "ical"], 2), (["export", "csv", "--to", "/nowhere/at/all/events.csv"], 1)],
)
def test_what_cannot_be_written_is_said(call: Call, wrong: list[str], code: int) -> None:
    assert call(*wrong).exit_code == code
