"""Options that take one word of a few; a wrong one is told with the nearest that is right."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

import typer

from warehouse.nearest import suggestion

Word = TypeVar("Word", bound=StrEnum)


def choice(words: type[Word], *names: str, explained: str) -> Any:  # noqa: ANN401  # so typer types its options
    """Return an option that takes a word of an enumeration, in any case."""
    return typer.Option(
        *names,
        help=explained,
        parser=reader(words),
        metavar=f"[{'|'.join(words)}]",
        autocompletion=lambda incomplete: [word.value for word in words if word.startswith(incomplete)],
    )


def reader(words: type[Word]) -> Callable[[str], Word]:
    """Return what reads a word of an enumeration, in any case, and tells the nearest where it is none."""

    def read(given: str) -> Word:
        try:
            return words(given.lower())
        except ValueError:
            hint = suggestion(given, words, f"choose from {', '.join(words)}")
            raise typer.BadParameter(f"{given!r} is none of the words; {hint}") from None

    return read
