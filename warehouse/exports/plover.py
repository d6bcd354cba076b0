"""Events in the field's coding, PLOVER with CAMEO beside it: one JSON object a line."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from warehouse.exports.exported import Exported

_DIRECTED = frozenset(("visit", "arrival", "departure"))


def plover(events: Iterable[Exported]) -> Iterator[bytes]:
    """Yield a line for each event that has a code in PLOVER.

    Who goes to another country is the source and the host the target; of talks all sides are sources and targets, as
    PLOVER counts CONSULT for both.
    """
    for event in events:
        if event.plover_event:
            yield msgspec.json.encode(_coded(event)) + b"\n"


def _coded(event: Exported) -> dict[str, Any]:
    sides = [*event.countries, *event.organisations]
    goes = event.kind in _DIRECTED and event.country in sides and len(sides) > 1
    return {
        "id": event.event_id,
        "date": event.date_start,
        "date_end": event.date_end,
        "event": event.plover_event,
        "mode": event.plover_mode,
        "cameo": event.cameo_code,
        "status": event.status,
        "source": [side for side in sides if side != event.country] if goes else sides,
        "target": [event.country] if goes else sides,
        "actors": [{"name": each.name, "country": each.country, "role": each.role} for each in event.participants],
        "location": {
            "city": event.city, "country": event.country, "latitude": event.latitude, "longitude": event.longitude,
        },
        "text": event.name,
        "publications": event.sources,
        "urls": event.urls,
    }  # fmt: skip
