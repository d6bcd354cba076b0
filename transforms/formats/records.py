"""One JSON text as a record."""

import json
import re
from typing import Any

from transforms.errors import UnusableError

_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")  # what an undecodable byte of UTF-8 becomes
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|)', re.DOTALL)


def record_of(text: str) -> dict[str, Any]:
    """Return the object that a JSON text is; a key that is given twice counts as given last.

    Raises:
        UnusableError: It is no JSON, or no object.
    """
    if _ESCAPED_BYTE.search(text):
        raise UnusableError("bytes that are not UTF-8")
    try:
        record = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise UnusableError(f"no JSON: {error.msg}, column {error.colno}") from None
    except RecursionError:
        raise UnusableError("JSON nested too deeply") from None
    except ValueError:
        raise UnusableError("no JSON: a number of too many digits") from None
    if not isinstance(record, dict):
        raise UnusableError("JSON, but no object with a text")
    return record


def mended(text: str) -> str:
    r"""Return a JSON text with those escapes made good that JSON does not know.

    Exports write `\\x0B` for a control character, which is `\\u000b`; before anything else the backslash is one.
    """
    return _ESCAPE.sub(_mend, text)


def _mend(found: re.Match[str]) -> str:
    if found[1]:
        return found[0]
    return f"\\u00{found[2]}" if found[2] else "\\\\"
