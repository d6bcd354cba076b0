"""How the user wants files to be read."""

from dataclasses import dataclass

FIELD_NAMES = ("text", "title", "native_id", "url", "published", "source", "lang")
"""The fields of a post that a record can give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the content of a file cannot tell.

    Attributes:
        form: The name of the format of all files, or None to recognise it from the content of each.
        columns: Fields of a post, each with the key or column that holds it.
        day_first: Whether 04.03.2022 is the 4th of March (True) or the 3rd of April; None refuses it.
    """

    form: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    day_first: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a field that a post does not have."""
        for name, _ in self.columns:
            if name not in FIELD_NAMES:
                raise ValueError(f"a post has no field {name!r}; there are {', '.join(FIELD_NAMES)}")

    def __str__(self) -> str:
        """Return the options in words that differ where they do; nothing where there are none."""
        order = {None: (), True: ("day first",), False: ("month first",)}[self.day_first]
        columns = (f"{name}={key}" for name, key in self.columns)
        return ", ".join((*filter(None, (self.form,)), *columns, *order))
