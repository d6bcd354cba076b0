"""The language's pass over texts: sentences, and the names that no title announces."""

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from transforms.grammar.model import GRAMMAR_ALONE, choose_model

# Names are looked for in so many tokens of a text, some 30,000 characters of prose; each takes 0.1 ms.
_MOST_TOKENS = 6_000
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


def annotate(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Yield each text with its sentences, and with the names in its first 6,000 tokens."""
    docs = [nlp.make_doc(text) for text in texts]
    named = nlp.pipe(doc if len(doc) <= _MOST_TOKENS else doc[:_MOST_TOKENS].as_doc() for doc in docs)
    for doc, first in zip(docs, named, strict=True):
        if first is not doc:
            nlp.get_pipe("sentencizer")(doc)
            doc.set_ents([Span(doc, e.start, e.end, label=e.label) for e in first.ents])
        yield doc
