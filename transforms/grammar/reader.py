"""Reading posts: the language's pass over a batch, then what the gazetteer knows, then what finds events."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language

from transforms.elements import Post, WordedMention
from transforms.errors import UnusableError
from transforms.grammar.language import annotate, load_language
from transforms.grammar.plain import strip_ornaments
from transforms.grammar.reading import Reading, read
from transforms.grammar.telling import tell

_LONGEST = 50_000

Mentions = tuple[WordedMention, ...]
Find = Callable[[Sequence[Reading]], Iterable[Mentions]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Annotates posts with one loaded language; `find` gives the mentions of each annotated post."""

    language: Language
    find: Find

    def read(self, posts: Sequence[Post]) -> Iterator[tuple[Post, Mentions | UnusableError]]:
        """Yield each post with its mentions, or with the reason why it cannot be read."""
        readable = []
        for post in posts:
            if len(post.text) > _LONGEST:
                yield (
                    post,
                    UnusableError(f"the post has {len(post.text)} characters, more than the {_LONGEST} that are read"),
                )
            else:
                readable.append(post)
        plains = [strip_ornaments(post.text) for post in readable]
        docs = annotate(self.language, (plain.text for plain in plains))
        readings = [read(post, plain, doc) for post, plain, doc in zip(readable, plains, docs, strict=True)]
        yield from zip(readable, self.find(readings), strict=True)


def load_reader(model: str | None = None) -> Reader:
    """Return a reader that finds events by the grammar, with the model that the user names, or the installed one.

    Raises:
        ValueError: The user names a model that is not installed.
    """
    return Reader(load_language(model), _by_grammar)


def _by_grammar(readings: Sequence[Reading]) -> Iterator[Mentions]:
    return map(tell, readings)
