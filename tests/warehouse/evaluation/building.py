"""Tellings with everything that a test does not care about."""

from warehouse.evaluation.slots import Telling, Value


def telling(
    event: str | None = "E1",
    *,
    kind: str = "visit",
    is_main: bool = True,
    name: str | None = None,
    cast: bool = True,
    **slots: tuple[Value, ...],
) -> Telling:
    """Return what a post says of a visit, as gold or as found."""
    return Telling(event=event, is_main=is_main, kind=kind, name=name, slots={"kind": (kind,), **slots}, cast=cast)
