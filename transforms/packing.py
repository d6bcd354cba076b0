"""Fast pickling of frozen values, which travel between the steps of a run by the million."""

import copyreg
import marshal
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from itertools import repeat
from operator import attrgetter, call
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Turn = Callable[[Any], Any]
_PLAIN = (str, bytes, int, float, bool, NoneType)


@dataclass(frozen=True, slots=True)
class _Recipe:
    """How values of a type become what `marshal` can write, and come back; None where they are so already."""

    pack: _Turn | None = None
    unpack: _Turn | None = None


_TIMES = {
    date: _Recipe(date.toordinal, date.fromordinal),
    datetime: _Recipe(datetime.isoformat, datetime.fromisoformat),
}


class Sealed:
    """A frozen dataclass that stays as it was packed until a field other than the first is read; it is packed once.

    Most steps hand on what they are given and look at its id, which is the first field and must be plain; what they do
    not open costs them next to nothing.
    """

    __slots__ = ("_content",)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Open what is sealed and return a field of it; called only where a slot is empty."""
            cls: Any = type(self)
            if name not in cls.__dataclass_fields__:
                raise AttributeError(f"{cls.__name__!r} object has no attribute {name!r}")
            _form_of(cls).fill(self, marshal.loads(_content_of(self)))  # noqa: S302  # our own bytes
            return getattr(self, name)


_content_of = vars(Sealed)["_content"].__get__


def packed(cls: type[T]) -> type[T]:
    """Let `pickle` write values of a frozen dataclass as one run of plain tuples.

    Pickling a dataclass field by field costs ten times as much, and most of what Beam does with an element is that.
    Fields may be text, bytes, numbers, days, instants, enumerations, dataclasses, tuples and sets of these, and None.
    """
    copyreg.pickle(cls, _reduce)  # type: ignore[arg-type]  # the stub knows only reducers of any object
    return cls


def _reduce(value: Any) -> tuple[Callable[[type, bytes], object], tuple[type, bytes]]:  # noqa: ANN401  # any packed one
    cls: Any = type(value)
    recipe = _of_class(cls)
    assert recipe.pack is not None, "a dataclass is never plain"  # noqa: S101  # tells mypy what _of_dataclass gives
    return restore, (cls, marshal.dumps(recipe.pack(value)))


def restore(cls: type, content: bytes) -> object:
    """Return the value that was packed."""
    recipe = _of_class(cls)
    assert recipe.unpack is not None, "a dataclass is never plain"  # noqa: S101  # as above
    return recipe.unpack(marshal.loads(content))  # noqa: S302  # our own bytes, between the steps of one run


@cache
def _recipe(hint: Any) -> _Recipe:  # noqa: ANN401  # a type hint is any object
    """Return the recipe for a type.

    Raises:
        TypeError: There is none.
    """
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _of_union(tuple(kind for kind in parts if kind is not NoneType))
    if origin in (tuple, frozenset):
        return _of_many(origin, parts)
    if isinstance(hint, type):
        return _of_class(hint)
    raise TypeError(f"values of {hint} cannot be packed")


@cache
def _of_class(cls: Any) -> _Recipe:  # noqa: ANN401  # a class, which mypy does not take for hashable
    if cls in _PLAIN:
        return _Recipe()
    if issubclass(cls, Enum):
        return _Recipe(attrgetter("_value_"), _members(cls).__getitem__)
    if cls in _TIMES:
        return _TIMES[cls]
    if issubclass(cls, Sealed):
        return _of_sealed(cls)
    if is_dataclass(cls) and isinstance(cls, type):
        return _of_dataclass(cls)
    if issubclass(cls, tuple) and hasattr(cls, "_fields"):
        return _of_named_tuple(cls)
    raise TypeError(f"values of {cls} cannot be packed")


def _members(enumeration: type[Enum]) -> Mapping[Any, Enum]:
    return {member.value: member for member in enumeration}


def _of_union(kinds: tuple[Any, ...]) -> _Recipe:
    """Return a recipe for a value that may be None; of several types, all must be plain or dataclasses."""
    if all(kind in _PLAIN for kind in kinds):
        return _Recipe()
    if len(kinds) > 1:
        return _of_one_of(kinds)
    recipe = _recipe(kinds[0])
    pack, unpack = recipe.pack, recipe.unpack
    if pack is None or unpack is None:
        return recipe
    return _Recipe(
        lambda value: None if value is None else pack(value), lambda value: None if value is None else unpack(value)
    )


def _of_one_of(kinds: tuple[Any, ...]) -> _Recipe:
    """Return a recipe for values of several dataclasses, each with the place of its own."""
    recipes = [_of_class(kind) for kind in kinds]
    places = {kind: place for place, kind in enumerate(kinds)}

    def pack(value: object) -> tuple[int, Any] | None:
        if value is None:
            return None
        place = places[type(value)]
        return place, recipes[place].pack(value)  # type: ignore[misc]  # a dataclass is never plain

    def unpack(content: tuple[int, Any] | None) -> object:
        return None if content is None else recipes[content[0]].unpack(content[1])  # type: ignore[misc]  # as above

    return _Recipe(pack, unpack)


def _of_many(gathered: Callable[[Iterable[Any]], Any], kinds: tuple[Any, ...]) -> _Recipe:
    """Return a recipe for a tuple or a frozen set of values of one type, or a tuple of a few that are all plain."""
    if gathered is tuple and kinds[-1:] != (Ellipsis,):
        if all(kind in _PLAIN for kind in kinds):
            return _Recipe()
        raise TypeError(f"tuples of {kinds} cannot be packed")
    recipe = _recipe(kinds[0])
    pack, unpack = recipe.pack, recipe.unpack
    if pack is None or unpack is None:
        return _Recipe() if gathered is tuple else _Recipe(tuple, gathered)
    return _Recipe(lambda values: tuple(map(pack, values)), lambda values: gathered(map(unpack, values)))


@dataclass(frozen=True, slots=True)
class _Form:
    """How the fields of a dataclass become one list, in their order, and how a value without any is filled from it."""

    pack: Callable[[object], list[Any]]
    fill: Callable[[object, list[Any]], None]


@cache
def _form_of(cls: Any) -> _Form:  # noqa: ANN401  # a class, which mypy does not take for hashable
    """Return the form of a dataclass; only the fields that are not plain are turned.

    What was packed was valid, so that slots are filled past the constructor, which is slow where fields go by name.
    """
    hints = get_type_hints(cls)
    names = [field.name for field in fields(cls)]
    turned = _turned(_recipe(hints[name]) for name in names)
    taken: _Turn = attrgetter(*names, names[0])  # the first once more, so that one field makes a tuple too
    fillers = [cls.__dict__[name].__set__ for name in names]

    def pack(value: object) -> list[Any]:
        content = list(taken(value))
        for place, turn, _ in turned:
            content[place] = turn(content[place])
        del content[-1]
        return content

    def fill(value: object, content: list[Any]) -> None:
        for place, _, turn in turned:
            content[place] = turn(content[place])
        deque(map(call, fillers, repeat(value), content), maxlen=0)

    return _Form(pack, fill)


def _turned(recipes: Iterable[_Recipe]) -> tuple[tuple[int, _Turn, _Turn], ...]:
    """Return the places of the fields that are not plain, each with how it is packed and unpacked."""
    return tuple((place, each.pack, each.unpack) for place, each in enumerate(recipes) if each.pack and each.unpack)


def _of_dataclass(cls: Any) -> _Recipe:  # noqa: ANN401  # as above
    """Return a recipe for a dataclass; one whose fields are plain goes through its constructor, which is faster."""
    form = _form_of(cls)
    hints = get_type_hints(cls)
    known = fields(cls)
    if any(_recipe(hints[field.name]).pack or field.kw_only for field in known) or len(known) == 1:
        fill, new = form.fill, object.__new__

        def unpack(content: list[Any]) -> object:
            value = new(cls)
            fill(value, content)
            return value

        return _Recipe(form.pack, unpack)
    return _Recipe(attrgetter(*(field.name for field in known)), lambda content: cls(*content))


def _of_sealed(cls: Any) -> _Recipe:  # noqa: ANN401  # as above
    """Return a recipe that keeps what was packed beside the value, and opens nothing but the first field."""
    form, new, keep = _form_of(cls), object.__new__, vars(Sealed)["_content"].__set__
    first = vars(cls)[fields(cls)[0].name]
    first_of, set_first = first.__get__, first.__set__

    def pack(value: object) -> tuple[Any, bytes]:
        try:
            content = _content_of(value)
        except AttributeError:
            content = marshal.dumps(form.pack(value))
            keep(value, content)
        return first_of(value), content

    def unpack(content: tuple[Any, bytes]) -> object:
        value = new(cls)
        set_first(value, content[0])
        keep(value, content[1])
        return value

    return _Recipe(pack, unpack)


def _of_named_tuple(cls: type[Any]) -> _Recipe:
    """Return a recipe for a named tuple."""
    turned = _turned(_recipe(hint) for hint in get_type_hints(cls).values())
    make = cls._make
    if not turned:
        return _Recipe(tuple, make)

    def pack(value: Iterable[Any]) -> list[Any]:
        content = list(value)
        for place, turn, _ in turned:
            content[place] = turn(content[place])
        return content

    def unpack(content: list[Any]) -> object:
        for place, _, turn in turned:
            content[place] = turn(content[place])
        return make(content)

    return _Recipe(pack, unpack)
