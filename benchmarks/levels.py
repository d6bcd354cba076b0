"""How two mentions compare in the terms of our own weights: each field at the level that its weight stands for."""

from benchmarks.judged import JudgedPair
from transforms.identity import scoring
from transforms.identity.scoring import DAYS, FIELDS, compare
from transforms.identity.spans import Overlap

Levels = dict[str, float]
"""The weight that each field got; 0 where a field says nothing, mostly because one side lacks it."""

_CONSTANTS = {
    "organisations": ("SAME_SESSION",),
    "level": ("SAME_LEVEL", "OTHER_LEVEL"),
    "countries": ("SAME_PARTIES", "SAME_SIDE", "PARTY_MISSING"),
    "kind": ("SAME_KIND", "OTHER_KIND"),
    "published": ("TOLD_TOGETHER",),
    "status": ("SAME_FATE",),
    "place": ("SAME_CITY", "SAME_HOST", "OTHER_STOP"),
    "sidelines_of": ("SAME_SIDELINES",),
    "participants": ("SAME_NAME", "FAMILY_NAME", "NO_NAME"),
    "event_name": ("SAME_TITLE", "SAME_WORDS", "OTHER_WORDS"),
    "documents": ("SAME_DOCUMENT",),
}
_TWO_NAMES = (("SAME_NAME", "SAME_NAME"), ("SAME_NAME", "FAMILY_NAME"), ("FAMILY_NAME", "FAMILY_NAME"))


def levels_of(pair: JudgedPair) -> Levels | None:
    """Return the level of every field; None for mentions that no run compares, because their keys differ."""
    comparison = compare(pair.left, pair.right)
    if not comparison.same_key:
        return None
    said = {weight.field: weight.weight for weight in comparison.evidence}
    return {field: said.get(field, 0.0) for field in FIELDS}


def described(field: str, level: float) -> str:
    """Return what a weight of a field stands for, by the names in the list of weights."""
    if not level:
        return "says nothing"
    if field == "date":
        return " or ".join(found.name.lower().replace("_", " ") for found in Overlap if DAYS[found] == level)
    named = [name for name in _CONSTANTS.get(field, ()) if getattr(scoring, name) == level]
    if field == "participants":
        named += [
            f"{one} + {other}" for one, other in _TWO_NAMES if getattr(scoring, one) + getattr(scoring, other) == level
        ]
    return " or ".join(named) or "a sum"


def order(item: tuple[str, float]) -> tuple[int, float]:
    """Order levels by field as weighed, then the strongest first."""
    field, level = item
    return FIELDS.index(field), -level
