import re
from pathlib import Path

import pytest

from transforms.grammar.model import GRAMMAR_ALONE
from transforms.reader import card
from transforms.reader.card import choose_model, describe_model

_SHIPPED = Path(card.__file__).parent / "data"


@pytest.fixture
def learned(tmp_path: Path) -> Path:
    for name in ("encoder.onnx", "heads.npz", "tokenizer.json"):
        (tmp_path / name).touch()
    (tmp_path / "card.json").write_text('{"version": "7"}')
    return tmp_path


def test_a_learned_model_is_named_by_its_version(learned: Path) -> None:
    assert choose_model(str(learned)) == str(learned)
    first = describe_model(str(learned))
    assert re.fullmatch(r"learned 7 [0-9a-f]{12}", first)
    (learned / "heads.npz").write_bytes(b"learned again")
    assert describe_model(str(learned)) != first


@pytest.mark.parametrize("card", ["{}", "[]", "{", '"7"'])
def test_a_card_without_a_version_is_told(learned: Path, card: str) -> None:
    (learned / "card.json").write_text(card)
    with pytest.raises(ValueError, match="names no version"):
        describe_model(str(learned))


def test_what_is_no_folder_is_a_spacy_model_or_none() -> None:
    assert choose_model(GRAMMAR_ALONE) == describe_model(GRAMMAR_ALONE) == GRAMMAR_ALONE
    with pytest.raises(ValueError, match="is not installed"):
        choose_model("no_such_model")


def test_a_bare_word_names_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / GRAMMAR_ALONE).mkdir()
    (tmp_path / "my-model").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="is not installed"):
        choose_model("my-model")
    assert choose_model(GRAMMAR_ALONE) == GRAMMAR_ALONE
    with pytest.raises(ValueError, match=r"holds no learned model"):
        choose_model(f"./{GRAMMAR_ALONE}")


def test_a_folder_that_lacks_a_file_is_refused(learned: Path) -> None:
    (learned / "heads.npz").unlink()
    with pytest.raises(ValueError, match=r"it lacks heads\.npz; `make train` writes one"):
        choose_model(str(learned))


def test_without_a_word_it_is_the_model_that_comes_with_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card, "SHIPPED", _SHIPPED)
    assert choose_model(None) == str(_SHIPPED)
    assert describe_model().startswith("learned ")
