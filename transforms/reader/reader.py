"""The reader of a run: the grammar, or a learned model where the user names the folder of one."""

from transforms.grammar.language import load_language
from transforms.grammar.model import GRAMMAR_ALONE
from transforms.grammar.reader import Reader
from transforms.grammar.reader import load_reader as load_grammar
from transforms.reader.card import learned_folder


def load_reader(model: str | None = None) -> Reader:
    """Return a reader with the model that the user names, or with the grammar and the spaCy model that is installed.

    Raises:
        ValueError: What the user names is neither installed nor the folder of a learned model.
    """
    folder = learned_folder(model)
    if folder is None:
        return load_grammar(model)
    from transforms.reader.finder import load_finder  # noqa: PLC0415  # the grammar does without its libraries

    return Reader(load_language(GRAMMAR_ALONE), load_finder(folder).find)
