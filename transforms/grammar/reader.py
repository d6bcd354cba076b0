"""Reading posts: the language's pass over a batch, then the grammar over each post."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language

from transforms.elements import Post, WordedMention
from transforms.errors import UnusableError
from transforms.grammar.language import load_language
from transforms.grammar.plain import strip_ornaments
from transforms.grammar.reading import read
from transforms.grammar.telling import tell

_LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class Reader:
    """Finds the mentions of posts with one loaded language."""

    language: Language

    def read(self, posts: Sequence[Post]) -> Iterator[tuple[Post, tuple[WordedMention, ...] | UnusableError]]:
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
        docs = self.language.pipe(plain.text for plain in plains)
        for post, plain, doc in zip(readable, plains, docs, strict=True):
            yield post, tell(read(post, plain, doc))


def load_reader(model: str | None = None) -> Reader:
    """Return a reader with the model that the user names, or the installed one.

    Raises:
        ValueError: The user names a model that is not installed.
    """
    return Reader(load_language(model))
