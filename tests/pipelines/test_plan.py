from pathlib import Path

from pipelines.plan import rules_of


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
