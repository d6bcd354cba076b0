from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.judging import judge, take_back
from pipelines.options import RunOptions
from pipelines.outcome import RunFailedError
from pipelines.plan import Plan, make_plan, rules_of
from transforms.identity.judgements import Ruling
from transforms.storage.manifest import Manifest
from transforms.storage.runs import run_folder


def _rules(folder: Path) -> str:
    (folder / "gazetteer").mkdir()
    (folder / "read.py").write_text("WIDTH = 3\n")
    (folder / "gazetteer" / "cities.tsv").write_text("Lima\tPER\n")
    return rules_of(folder)


def test_a_change_of_code_or_data_is_a_change_of_rules(tmp_path: Path) -> None:
    seen = {_rules(tmp_path)}
    (tmp_path / "read.py").write_text("WIDTH = 4\n")
    seen.add(rules_of(tmp_path))
    (tmp_path / "gazetteer" / "cities.tsv").write_text("Lima\tUSA\n")
    seen.add(rules_of(tmp_path))
    (tmp_path / "read.py").rename(tmp_path / "write.py")
    seen.add(rules_of(tmp_path))
    assert len(seen) == 4


def test_what_python_compiles_is_no_rule(tmp_path: Path) -> None:
    before = _rules(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "read.cpython-311.pyc").write_bytes(b"\0")
    assert rules_of(tmp_path) == before


@pytest.fixture
def options(tmp_path: Path) -> RunOptions:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "harbour.txt").write_text("Words.\n")
    (tmp_path / "out").mkdir()
    return RunOptions(seeds=(tmp_path / "seeds",), output=tmp_path / "out", model="none")


def _published(plan: Plan, output: Path, run_id: str) -> None:
    """Publish a run that did what was planned, as far as the next plan looks."""
    manifest = Manifest(
        run_id=run_id,
        created_at="2031-03-05T08:00:00+00:00",
        inputs=plan.inputs,
        versions=plan.versions,
        counts={},
        timings={},
        previous_run=None,
    )
    folder = run_folder(output, run_id)
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(manifest.to_json())
    (output / "CURRENT").write_text(run_id + "\n")


def test_a_run_goes_by_what_is_judged_until_it_is_taken_back(options: RunOptions) -> None:
    _published(make_plan(options), options.output, "20310305T080000Z-000001")
    assert make_plan(options).is_idle
    judge(options.output, Ruling.SAME, ("me_b", None), ("me_a", None))
    plan = make_plan(options)
    assert (plan.is_idle, plan.seeds, plan.retry) == (False, (), False)
    assert plan.pins.same == {("me_a", "me_b")}
    _published(plan, options.output, "20310305T080000Z-000002")
    assert make_plan(options).is_idle
    take_back(options.output, "1")
    assert not make_plan(options).is_idle


def test_another_note_is_nothing_new(options: RunOptions) -> None:
    judge(options.output, Ruling.SAME, ("me_b", None), ("me_a", None))
    _published(make_plan(options), options.output, "20310305T080000Z-000001")
    file = options.output / "judgements.txt"
    file.write_text(file.read_text().rstrip() + " – as both ministries say\n# checked\n")
    assert make_plan(options).is_idle


def test_no_run_is_planned_on_judgements_that_contradict_each_other(options: RunOptions) -> None:
    judge(options.output, Ruling.SAME, ("me_b", None), ("me_a", None))
    file = options.output / "judgements.txt"
    file.write_text(file.read_text() + "2031-03-05T12:00:00Z different me_a me_b - -\n")
    with pytest.raises(RunFailedError, match=r"judgement 2 \(.*, line 4: .*\) contradicts judgement 1 \(.*, line 3"):
        make_plan(options)


@pytest.fixture
def emptied(options: RunOptions, tmp_path: Path) -> RunOptions:
    """Return options of a run after one that read two files of the folder and two others, one of which is gone."""
    seeds = tmp_path / "seeds"
    (seeds / "gone.txt").write_text("Other words.\n")
    for name in ("named.txt", "aside.txt"):
        (tmp_path / name).write_text(f"Words of {name}.\n")
    given = replace(options, seeds=(seeds, tmp_path / "named.txt", tmp_path / "aside.txt"))
    _published(make_plan(given), options.output, "20310305T080000Z-000001")
    for path in (seeds / "gone.txt", tmp_path / "named.txt", tmp_path / "aside.txt"):
        path.unlink()
    return options


def _names(plan: Plan) -> list[str]:
    return [Path(each.name).name for each in plan.inputs]


def test_posts_of_a_file_that_is_gone_stay_unless_the_user_wants_them_gone(emptied: RunOptions) -> None:
    plan = make_plan(emptied)
    assert (plan.is_idle, plan.pruned) == (True, frozenset())
    assert _names(plan) == ["aside.txt", "named.txt", "gone.txt", "harbour.txt"]


def test_of_the_files_that_are_gone_only_those_of_named_folders_are_pruned(emptied: RunOptions) -> None:
    plan = make_plan(replace(emptied, prune=True))
    assert plan.pruned == {(emptied.seeds[0] / "gone.txt").as_posix()}
    assert (plan.is_idle, plan.seeds) == (False, ())
    assert _names(plan) == ["aside.txt", "named.txt", "harbour.txt"]
    assert {Path(name).name for name in plan.carry().kept} == {"aside.txt", "named.txt", "harbour.txt"}


def test_a_file_that_is_named_itself_and_gone_is_pruned(emptied: RunOptions, tmp_path: Path) -> None:
    plan = make_plan(replace(emptied, prune=True, seeds=(*emptied.seeds, tmp_path / "named.txt")))
    assert {Path(name).name for name in plan.pruned} == {"gone.txt", "named.txt"}


def test_nothing_is_pruned_while_every_file_is_there(options: RunOptions) -> None:
    _published(make_plan(options), options.output, "20310305T080000Z-000001")
    assert make_plan(replace(options, prune=True)).is_idle
