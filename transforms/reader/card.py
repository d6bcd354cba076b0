"""Which model a run reads with, known without loading it: one of spaCy beside the grammar, or a learned one."""

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path

from transforms.grammar import model as spacy_model

_LIBRARIES = ("onnxruntime", "tokenizers")
_FILES = ("encoder.onnx", "heads.npz", "tokenizer.json", "card.json")


def learned_folder(wanted: str | None) -> Path | None:
    """Return the folder of the learned model that the user names; None where a spaCy model or nothing is named.

    A word without a slash names a spaCy model, whatever folders there are; a folder here is named `./model`.

    Raises:
        ValueError: The folder holds no learned model, or what loads one is not installed.
    """
    if wanted is None or "/" not in wanted or not Path(wanted).is_dir():
        return None
    lacking = [library for library in _LIBRARIES if find_spec(library) is None]
    if lacking:
        raise ValueError(f"a learned model needs {' and '.join(lacking)}: pip install '.[learned]' where its source is")
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
    """Return name and version of the model that a run uses, as the manifest records it; another model is another name.

    Raises:
        ValueError: What the user names is neither installed nor the folder of a learned model.
    """
    folder = learned_folder(wanted)
    if folder is None:
        return spacy_model.describe_model(wanted)
    digest = hashlib.sha256()
    for name in _FILES:
        digest.update((folder / name).read_bytes())
    return f"learned {_version(folder)} {digest.hexdigest()[:12]}"


def _version(folder: Path) -> str:
    try:
        return str(json.loads((folder / "card.json").read_text(encoding="utf-8"))["version"])
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{folder} holds no learned model: its card.json names no version") from error
