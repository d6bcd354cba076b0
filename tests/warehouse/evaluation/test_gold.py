from datetime import date
from pathlib import Path

import pytest

from warehouse.errors import RefusedError
from warehouse.evaluation.gold import Gold, GoldPair, GoldPost, Lines, read_gold
from warehouse.evaluation.lines import MOST_ITEMS
from warehouse.evaluation.slots import Choice, Days, Person, Telling

_POST = '{"post": "P1", "file": "a.txt", "first_line": 1, "last_line": 3}\n'


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_posts_of_files_with_what_they_tell_of(tmp_path: Path) -> None:
    mention = """{"post": "P1", "event": "E1", "main": false, "kind": "visit", "status": "held", "date_start":
        "2031-03-05", "city": "Lima", "country": "PER", "event_name": "Forum", "countries": ["NOR", "EU"],
        "participants": [{"name": "Ana Sousa", "country": "NOR"}, {"name": null}]}"""
    folder = _write(tmp_path, posts=_POST, mentions=mention.replace("\n", " ") + "\n\n")
    told = Telling(
        event="E1",
        is_main=False,
        kind="visit",
        name="Forum",
        slots={
            "kind": (Choice(("visit",)),),
            "status": (Choice(("held",)),),
            "date": (Days(date(2031, 3, 5), date(2031, 3, 5)),),
            "city": ("Lima",),
            "country": ("PER",),
            "participant": (Person("Ana Sousa", country="NOR"),),
            "party": ("NOR",),
        },
    )
    assert read_gold(folder) == Gold((GoldPost("P1", "a.txt", Lines(1, 3), (told,)),), None, segmented=True)


def test_gold_beside_golden_tables_has_longer_names(tmp_path: Path) -> None:
    folder = _write(tmp_path, posts="{}", mentions="{}", gold_posts=_POST, gold_mentions="")
    assert [post.name for post in read_gold(folder).posts] == ["P1"]


def test_texts_with_ids_and_listed_pairs(tmp_path: Path) -> None:
    event = """{"group": "G1", "kind": "visit", "kind_alt": ["arrival"], "date_start": "2031-03-05T10:00:00Z",
        "date_end": "2031-03-06", "date_tolerance_days": 1, "participants": [
        {"name": "Ana Sousa", "family": ["Sousa"], "country_or_org": "PRT"}, {"name": "X", "country_or_org": "OAS"}]}"""
    pairs = [f'{{"id_a": "a", "id_b": "b", "label": "{label}"}}' for label in ("same", "different", "ignore")]
    gold = '{"id": "a", "events": [' + event.replace("\n", " ") + ']}\n{"id": "b", "events": []}\n'
    read = read_gold(_write(tmp_path, gold=gold, pairs="\n".join(pairs)))
    (told,) = read.posts[0].tellings
    assert (told.event, told.is_main, told.cast) == ("G1", True, True)
    assert told.slots["kind"] == (Choice(("visit", "arrival")),)
    assert told.slots["date"] == (Days(date(2031, 3, 5), date(2031, 3, 6), 1),)
    assert told.slots["participant"][0] == Person("Ana Sousa", ("Sousa",), "PRT")
    assert told.slots["party"] == ("PRT",)
    assert read.posts[1] == GoldPost("b", None, None, ())
    assert read.pairs == (GoldPair("a", "b", same=True), GoldPair("a", "b", same=False))
    assert not read.segmented


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "holds no gold annotations"),
        ({"posts": _POST}, "holds no gold annotations"),
        ({"gold": "\n"}, "are empty"),
        ({"gold": "{"}, "gold.jsonl, line 1: no JSON"),
        ({"gold": "\n[1]"}, "gold.jsonl, line 2: no object"),
        ({"gold": "[" * 100_000}, "gold.jsonl, line 1: no JSON"),
        ({"gold": '{"id": 7}'}, "id must be a text, got '7'"),
        ({"gold": '{"events": []}'}, "id must be a text, got 'None'"),
        ({"gold": '{"id": "a"}\n{"id": "a"}'}, "hold 'a' 2 times"),
        ({"gold": '{"id": "a", "events": {}}'}, "events must be a list, got 'dict'"),
        ({"gold": '{"id": "a", "events": [1]}'}, "events must be a list of objects"),
        ({"gold": '{"id": "a", "events": [{}]}'}, "line 1, events: kind must be a text"),
        ({"gold": '{"id": "a", "events": [{"kind": "visit", "main": 1}]}'}, "main must be true or false"),
        ({"gold": '{"id": "a", "events": [{"kind": "visit", "date_start": "5 March"}]}'}, "date_start must be a day"),
        ({"gold": '{"id": "a", "events": [{"kind": "visit", "countries": [1]}]}'}, "countries must be a list of texts"),
        ({"gold": '{"id": "a", "events": [' + "{}," * MOST_ITEMS + "{}]}"}, "at most 200 are read"),
        ({"gold": '{"id": "a"}', "pairs": '{"id_a": "a"}'}, "label must be a text"),
        ({"posts": _POST, "mentions": '{"post": "P2"}'}, "the post 'P2' is not in posts.jsonl"),
        ({"posts": _POST, "mentions": '{"post": "P1", "kind": "visit"}'}, "event must be a text"),
        ({"posts": _POST + _POST, "mentions": ""}, "hold 'P1' 2 times"),
        ({"posts": _POST.replace("1,", "NaN,"), "mentions": ""}, "first_line must be a whole number"),
    ],
)
def test_what_is_no_gold_is_refused_in_one_line(tmp_path: Path, files: dict[str, str], reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_gold(_write(tmp_path, **files))
    assert reason in refused.value.reason
    assert "\n" not in refused.value.reason


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(b'{"id": "\xff"}')
    with pytest.raises(RefusedError, match="not UTF-8"):
        read_gold(tmp_path)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="is no folder"):
        read_gold(tmp_path / "nowhere")
