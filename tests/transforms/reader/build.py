"""Annotated posts and a small tokenizer for tests of the learned reader."""

from functools import cache

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from tests.transforms.grammar.build import post
from transforms.grammar.language import load_language
from transforms.grammar.plain import strip_ornaments
from transforms.grammar.reading import Reading, read

_WORDS = ("minister", "kamau", "flew", "to", "oslo", "talks", "may", ".", ":", "3")


def annotated(text: str) -> Reading:
    """Return what the gazetteer knows of a text."""
    plain = strip_ornaments(text)
    return read(post(text), plain, load_language("none")(plain.text))


@cache
def tokenizer() -> Tokenizer:
    """Return a tokenizer that cuts as the published one does, with a vocabulary of a few words and all letters."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    pieces = ("[UNK]", *_WORDS, *letters, *(f"##{letter}" for letter in letters))
    made = Tokenizer(WordPiece({piece: place for place, piece in enumerate(pieces)}, unk_token="[UNK]"))  # noqa: S106
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    return made
