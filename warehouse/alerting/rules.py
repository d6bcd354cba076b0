"""The rules of a user, as a file of TOML says them."""

import tomllib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import msgspec

from transforms.elements import Kind
from warehouse.errors import RefusedError
from warehouse.events import Filters

_EXAMPLE = """\
a rule is, for example:
[[rule]]
name = "Norway's calls"
actor = ["Norway"]
kind = ["phone_call"]
on = ["announced", "cancelled"]"""
_LARGEST = 1 << 20  # bytes; no file of rules has more


class Change(StrEnum):
    """What can become of an event, by the stage that it reaches."""

    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    HELD = "held"
    REPORTED = "reported"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    MOVED = "moved"
    UNCONFIRMED = "unconfirmed"


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a user wants to hear of; the filters are those of `communique events`, and `on` is empty for any change."""

    name: str
    actor: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    kind: tuple[Kind, ...] = ()
    text: str | None = None
    on: tuple[Change, ...] = ()

    @property
    def filters(self) -> Filters:
        """Which events the rule is about."""
        return Filters(actors=self.actor, countries=self.country, kinds=self.kind, text=self.text)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[Rule, ...] = ()


def read_rules(path: Path) -> Sequence[Rule]:
    """Return the rules of a file.

    Raises:
        RefusedError: It cannot be read, is no TOML, holds no rule, or a rule that makes no sense.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise RefusedError(f"{path} is larger than any file of rules", _EXAMPLE)
        rules = msgspec.convert(tomllib.loads(content.decode()), _File).rule
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}", _EXAMPLE) from error
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"{path} holds no rules: {error}", _EXAMPLE) from error
    names = [rule.name for rule in rules]
    if not names or len(set(names)) < len(names):
        raise RefusedError(f"{path} must hold rules, each of another name", _EXAMPLE)
    return rules
