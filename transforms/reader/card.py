"""Which model a run reads with, known without loading it: one of spaCy beside the grammar, or a learned one."""

import json
from importlib.util import find_spec
from pathlib import Path

from transforms.grammar import model as spacy_model

_LIBRARIES = ("onnxruntime", "tokenizers")
_FILES = ("encoder.onnx", "heads.npz", "tokenizer.json", "card.json")


def learned_folder(wanted: str | None) -> Path | None:
    """Return the folder of the learned model that the user names; None where a spaCy model or nothing is named.

    A bare word names a spaCy model, whatever folders there are; a folder here is named `./model`.

    Raises:
        ValueError: The folder holds no learned model, or what loads one is not installed.
    """
    if wanted is None or wanted.isidentifier() or not Path(wanted).is_dir():
        return None
    lacking = [library for library in _LIBRARIES if find_spec(library) is None]
    if lacking:
        raise ValueError(f"a learned model needs {' and '.join(lacking)}: pip install 'communique[learned]'")
    missing = [name for name in _FILES if not (Path(wanted) / name).is_file()]
    if missing:
        raise ValueError(f"{wanted} holds no learned model: it lacks {', '.join(missing)}; `make train` writes one")
    return Path(wanted)


def choose_model(wanted: str | None) -> str:
    """Return the model that a run loads.

    Raises:
        ValueError: What the user names is neither installed nor the folder of a learned model.
    """
    return wanted if wanted and learned_folder(wanted) else spacy_model.choose_model(wanted)


def describe_model(wanted: str | None = None) -> str:
    """Return name and version of the model that a run uses, as the manifest records it.

    Raises:
        ValueError: What the user names is neither installed nor the folder of a learned model.
    """
    folder = learned_folder(wanted)
    if folder is None:
        return spacy_model.describe_model(wanted)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    return f"learned {card['version']}"
