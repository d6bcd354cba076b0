"""Which model a run reads with, known without loading it: a learned one, or one of spaCy beside the grammar."""

import hashlib
import json
from pathlib import Path

from transforms.grammar import model as spacy_model

SHIPPED = Path(__file__).parent / "data"
"""The learned model that comes with the program."""
_FILES = ("encoder.onnx", "heads.npz", "tokenizer.json", "card.json")


def learned_folder(wanted: str | None) -> Path | None:
    """Return the folder of the learned model that a run reads with; None where it reads with a spaCy model or none.

    It is the model that comes with the program, unless the user names another. A word without a slash names a spaCy
    model, whatever folders there are; a folder here is named `./model`.

    Raises:
        ValueError: The folder holds no learned model.
    """
    if wanted is None:
        return SHIPPED
    if "/" not in wanted or not Path(wanted).is_dir():
        return None
    missing = [name for name in _FILES if not (Path(wanted) / name).is_file()]
    if missing:
        raise ValueError(f"{wanted} holds no learned model: it lacks {', '.join(missing)}; `make train` writes one")
    return Path(wanted)


def choose_model(wanted: str | None) -> str:
    """Return the model that a run loads, by the name of a spaCy model or the folder of a learned one.

    Raises:
        ValueError: What the user names is neither installed nor the folder of a learned model.
    """
    folder = learned_folder(wanted)
    return spacy_model.choose_model(wanted) if folder is None else wanted or str(folder)


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
