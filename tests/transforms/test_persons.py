from collections.abc import Sequence
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection

from tests.transforms.identity.builders import HALVORSEN, MINISTER, OWUSU, mention, person
from tests.transforms.outcome import outcome_of
from tests.transforms.storage.building import a_history, write_run
from transforms.elements import PersonName, Traced
from transforms.identity.names import person_id
from transforms.persons import NamePersons

_LONG = person("Akua Serwaa Owusu", "GHA")
_LONG_ID, _OWUSU_ID = person_id("Akua Serwaa Owusu", "GHA"), person_id("Akua Owusu", "GHA")
_EARLY = mention("a", participants=(_LONG, HALVORSEN))
_ASIDE = mention("b", participants=(HALVORSEN,))
_HALVORSEN_TWICE = PersonName(HALVORSEN.person_id, "NOR", HALVORSEN.name, MINISTER, 2)


def _named(
    changed: Sequence[Traced], former: Sequence[Traced] = (), folder: Path | None = None
) -> dict[str, list[Any]]:
    def build(root: Pipeline) -> dict[str, PCollection[Any]]:
        given = (
            root | "Changed" >> beam.Create(changed).with_output_types(Traced),
            root | "Former" >> beam.Create(former).with_output_types(Traced),
        )
        return (given | NamePersons(str(folder) if folder else None))._asdict()

    return outcome_of(build)


def _sorted(*names: PersonName) -> list[PersonName]:
    return sorted(names, key=repr)


def test_every_form_of_a_name_gets_the_id_of_the_shortest() -> None:
    assert _named([Traced(_EARLY), Traced(mention("c"))]) == {
        "names": _sorted(
            PersonName(_OWUSU_ID, "GHA", "Akua Owusu", MINISTER, 1),
            PersonName(_OWUSU_ID, "GHA", "Akua Serwaa Owusu", MINISTER, 1),
            _HALVORSEN_TWICE,
        ),
        "mentions": [],
    }


def test_a_later_name_brings_out_the_mentions_whose_person_has_another_id_now(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (_EARLY,), "ev2": (_ASIDE,)}))
    new = mention("c", participants=(OWUSU,))
    assert _named([Traced(new)], folder=tmp_path) == {
        "names": _sorted(
            PersonName(_OWUSU_ID, "GHA", "Akua Owusu", MINISTER, 1),
            PersonName(_OWUSU_ID, "GHA", "Akua Serwaa Owusu", MINISTER, 1),
            _HALVORSEN_TWICE,
        ),
        "mentions": [Traced(_EARLY, "ev1")],
    }


def test_a_name_that_nobody_gives_any_more_takes_its_id_along(tmp_path: Path) -> None:
    gone = mention("c", participants=(OWUSU,))
    write_run(tmp_path, a_history({"ev1": (_EARLY,), "ev2": (_ASIDE,), "ev3": (gone,)}))
    found = _named([], [Traced(gone, "ev3")], tmp_path)
    assert found["names"] == _sorted(PersonName(_LONG_ID, "GHA", "Akua Serwaa Owusu", MINISTER, 1), _HALVORSEN_TWICE)
    assert [told.mention.mention_id for told in found["mentions"]] == ["a"]


def test_who_is_named_once_more_keeps_the_id(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (_EARLY,), "ev2": (_ASIDE,)}))
    assert _named([Traced(mention("c", participants=(_LONG,)))], folder=tmp_path) == {
        "names": _sorted(PersonName(_LONG_ID, "GHA", "Akua Serwaa Owusu", MINISTER, 2), _HALVORSEN_TWICE),
        "mentions": [],
    }


def test_a_mention_that_is_gone_or_changed_does_not_come_out_beside_itself(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (_EARLY,)}))
    new = mention("a", participants=(_LONG, OWUSU))
    assert _named([Traced(new, "ev1")], [Traced(_EARLY, "ev1")], tmp_path)["mentions"] == []


def test_what_an_earlier_version_did_not_count_is_counted_from_its_mentions(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (_EARLY,), "ev2": (_ASIDE,)}))
    (tmp_path / "persons.parquet").unlink()
    assert _named([Traced(_EARLY, "ev1")], [Traced(_EARLY, "ev1")], tmp_path) == {
        "names": _sorted(PersonName(_LONG_ID, "GHA", "Akua Serwaa Owusu", MINISTER, 1), _HALVORSEN_TWICE),
        "mentions": [],
    }
