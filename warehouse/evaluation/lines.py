"""Gold files line by line: objects whose fields are what they should be, or one line that says which is not."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TypeVar

from transforms.regular import open_regular
from warehouse.errors import RefusedError

MOST_BYTES = 64 << 20
MOST_ITEMS = 200

_HINT = "communique evaluate --help tells what gold annotations look like"
_SHOWN = 60
_NAMES: dict[object, str] = {str: "a text", bool: "true or false", list: "a list", int: "a whole number"}

Field = TypeVar("Field")


@dataclass(frozen=True, slots=True)
class Record:
    """One object of a gold file; a field that is null is one that is not there.

    Every method raises RefusedError where a field is not what is asked for.
    """

    where: str
    fields: Mapping[str, object]

    def text(self, name: str) -> str:
        """Return a text that must be there."""
        return self._of(name, str) or self._refuse(name, "a text")

    def maybe_text(self, name: str) -> str | None:
        """Return a text, None where there is none or it is empty."""
        return self._of(name, str) or None

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty where there is none."""
        found = self._list(name)
        return tuple(each for each in found if isinstance(each, str) or self._refuse(name, "a list of texts"))

    def records(self, name: str) -> tuple["Record", ...]:
        """Return a list of objects, empty where there is none."""
        found = self._list(name)
        return tuple(
            Record(f"{self.where}, {name}", each)
            for each in found
            if isinstance(each, dict) or self._refuse(name, "a list of objects")
        )

    def number(self, name: str) -> int | None:
        """Return a whole number."""
        return self._of(name, int)

    def flag(self, name: str, *, default: bool) -> bool:
        """Return true or false."""
        found = self._of(name, bool)
        return default if found is None else found

    def day(self, name: str) -> date | None:
        """Return a day; what follows it, as a time does, is left out."""
        words = self.maybe_text(name)
        try:
            return date.fromisoformat(words[:10]) if words else None
        except ValueError:
            return self._refuse(name, "a day such as 2031-03-04")

    def has(self, name: str) -> bool:
        """Say whether a field is there."""
        return self.fields.get(name) is not None

    def _list(self, name: str) -> list[object]:
        found: list[object] = self._of(name, list) or []
        if len(found) > MOST_ITEMS:
            raise RefusedError(f"{self.where}: {name} has {len(found)} entries, at most {MOST_ITEMS} are read", _HINT)
        return found

    def _of(self, name: str, kind: type[Field]) -> Field | None:
        found = self.fields.get(name)
        if found is None or (isinstance(found, kind) and isinstance(found, bool) is (kind is bool)):
            return found
        return self._refuse(name, _NAMES[kind])

    def _refuse(self, name: str, wanted: str) -> NoReturn:
        raise RefusedError(f"{self.where}: {name} must be {wanted}, got {_shortened(self.fields.get(name))}", _HINT)


def read_records(path: Path) -> Iterator[Record]:
    """Yield the objects of a JSON Lines file; blank lines are none.

    Raises:
        RefusedError: The file cannot be read, is too long, or a line holds no object.
    """
    try:
        with TextIOWrapper(open_regular(path), encoding="utf-8-sig", newline="\n") as lines:
            if path.stat().st_size > MOST_BYTES:
                raise RefusedError(f"{path} is longer than {MOST_BYTES >> 20} MB", _HINT)
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield Record(f"{path.name}, line {number}", _object(f"{path.name}, line {number}", line))
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}", _HINT) from error
    except UnicodeDecodeError as error:
        raise RefusedError(f"{path} is not UTF-8 from byte {error.start} on", "save the file as UTF-8") from error


def _object(where: str, line: str) -> dict[str, object]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"{where}: no JSON: {_shortened(line.strip())}", _HINT) from error
    if not isinstance(found, dict):
        raise RefusedError(f"{where}: no object: {_shortened(found)}", _HINT)
    return found


def _shortened(value: object) -> str:
    words = value if isinstance(value, str) else type(value).__name__ if isinstance(value, list | dict) else str(value)
    return repr(words if len(words) <= _SHOWN else words[:_SHOWN] + "…")
