"""Events as GeoJSON (RFC 7946): a feature for each, a point where the city is known."""

from collections.abc import Iterable
from typing import Any

import msgspec

from warehouse.exports.exported import Exported


def geojson(events: Iterable[Exported]) -> bytes:
    """Return a collection of features; all that is known of an event is in `properties`.

    Positions are longitude, then latitude, in degrees of WGS 84; an event without a city has no geometry.
    """
    return msgspec.json.encode({"type": "FeatureCollection", "features": [_feature(event) for event in events]}) + b"\n"


def _feature(event: Exported) -> dict[str, Any]:
    properties = msgspec.to_builtins(event)
    longitude, latitude = properties.pop("longitude"), properties.pop("latitude")
    point = None if longitude is None or latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "id": event.event_id, "geometry": point, "properties": properties}
