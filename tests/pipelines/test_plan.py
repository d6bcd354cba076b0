from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.judging import judge, take_back
from pipelines.options import RunOptions
from pipelines.outcome import RunFailedError
from pipelines.plan import Plan, make_plan, rules_of
from tests.transforms.storage.building import a_post, write_run
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


def _published(plan: Plan, output: Path, run_id: str, native_id: str | None = None) -> None:
    """Publish a run that did what was planned, as far as the next plan looks: each file gave a post."""
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
    given = [each.name for each in plan.inputs if each.size]
    write_run(folder, [a_post(name, file=name, native_id=native_id) for name in given])
    (folder / "manifest.json").write_text(manifest.to_json())
    (output / "CURRENT").write_text(run_id + "\n")


def test_a_run_goes_by_what_is_judged_until_it_is_taken_back(options: RunOptions) -> None:
    _published(make_plan(options), options.output, "20310305T080000Z-000001")
    assert make_plan(options).is_idle
    judge(options.output, Ruling.SAME, (("me_b",), None), (("me_a",), None))
    plan = make_plan(options)
    assert (plan.is_idle, plan.seeds, plan.retry) == (False, (), False)
    assert plan.pins.same == {("me_a", "me_b")}
    _published(plan, options.output, "20310305T080000Z-000002")
    assert make_plan(options).is_idle
    take_back(options.output, "1")
    assert not make_plan(options).is_idle


def test_another_note_is_nothing_new(options: RunOptions) -> None:
    judge(options.output, Ruling.SAME, (("me_b",), None), (("me_a",), None))
    _published(make_plan(options), options.output, "20310305T080000Z-000001")
    file = options.output / "judgements.txt"
    file.write_text(file.read_text().rstrip() + " – as both ministries say\n# checked\n")
    assert make_plan(options).is_idle


def test_no_run_is_planned_on_judgements_that_contradict_each_other(options: RunOptions) -> None:
    judge(options.output, Ruling.SAME, (("me_b",), None), (("me_a",), None))
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
    assert not plan.is_idle
    assert [Path(name).name for name in plan.seeds] == ["harbour.txt"]  # it may give what the other gave
    assert _names(plan) == ["aside.txt", "named.txt", "harbour.txt"]
    assert {Path(name).name for name in plan.carry().kept} == {"aside.txt", "named.txt"}


def test_a_file_that_is_named_itself_and_gone_is_pruned(emptied: RunOptions, tmp_path: Path) -> None:
    plan = make_plan(replace(emptied, prune=True, seeds=(*emptied.seeds, tmp_path / "named.txt")))
    assert {Path(name).name for name in plan.pruned} == {"gone.txt", "named.txt"}


def test_a_file_that_is_gone_and_gave_nothing_is_forgotten(options: RunOptions) -> None:
    empty = options.seeds[0] / "empty.txt"
    empty.touch()
    _published(make_plan(options), options.output, "20310305T080000Z-000001")
    empty.unlink()
    plan = make_plan(options)
    assert (plan.is_idle, plan.seeds) == (False, ())
    assert plan.pruned == {empty.as_posix()}
    _published(plan, options.output, "20310305T080000Z-000002")
    assert make_plan(options).is_idle


@pytest.mark.parametrize(("native_id", "read"), [("7", ["harbour.txt"]), (None, ["harbour.txt", "other.txt"])])
def test_what_a_rewritten_file_may_take_back_is_looked_for_in_all_others(
    native_id: str | None, read: list[str], options: RunOptions
) -> None:
    (options.seeds[0] / "other.txt").write_text("Other words.\n")
    _published(make_plan(options), options.output, "20310305T080000Z-000001", native_id)
    (options.seeds[0] / "harbour.txt").write_text("Words anew.\n")
    plan = make_plan(options)
    assert [Path(name).name for name in plan.seeds] == read
    assert {Path(name).name: turn for name, turn in plan.turns.items()} == {
        name: {"harbour.txt": 2, "other.txt": 1}[name] for name in read
    }
    assert {Path(name).name for name in plan.unchanged} == set(read) - {"harbour.txt"}


def test_a_folder_that_was_emptied_is_no_failure(options: RunOptions, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert make_plan(replace(options, seeds=(empty,))).is_unusable  # nothing was ever read
    _published(make_plan(options), options.output, "20310305T080000Z-000001")
    plan = make_plan(replace(options, seeds=(empty,)))
    assert (plan.is_unusable, plan.is_idle) == (False, True)
    assert make_plan(replace(options, seeds=(empty,), prune=True)).is_unusable
    assert make_plan(replace(options, seeds=(tmp_path / "mistyped",))).is_unusable


def test_what_runs_write_is_never_read(options: RunOptions, tmp_path: Path) -> None:
    _published(make_plan(options), options.output, "20310305T080000Z-000001")
    plan = make_plan(replace(options, seeds=(tmp_path,)))
    assert [Path(name).name for name in plan.found] == ["harbour.txt"]
    plan = make_plan(replace(options, seeds=(options.output / "CURRENT",)))
    assert [each.reason for each in plan.refused] == ["runs write this themselves"]


def test_nothing_is_pruned_while_every_file_is_there(options: RunOptions) -> None:
    _published(make_plan(options), options.output, "20310305T080000Z-000001")
    assert make_plan(replace(options, prune=True)).is_idle
