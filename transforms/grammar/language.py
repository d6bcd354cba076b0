"""Loading the language: sentences, and the names that no title announces."""

from functools import cache

import spacy
from spacy.language import Language

from transforms.grammar.model import GRAMMAR_ALONE, choose_model

_UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter")


@cache
def load_language(wanted: str | None = None) -> Language:
    """Return the pipeline that splits sentences and, where a model is there, finds names; loaded once a process.

    Of a model only the recogniser of names is kept: it has vectors of its own, and alone it is twice as fast.

    Raises:
        ValueError: The user names a model that is not installed.
    """
    name = choose_model(wanted)
    nlp = spacy.blank("en") if name == GRAMMAR_ALONE else spacy.load(name, exclude=list(_UNUSED))
    if "tok2vec" in nlp.pipe_names and not getattr(nlp.get_pipe("tok2vec"), "listening_components", ()):
        nlp.remove_pipe("tok2vec")
    nlp.add_pipe("sentencizer", first=True)
    return nlp
