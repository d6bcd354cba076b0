"""Mentions as tables."""

from collections.abc import Sequence

import pyarrow as pa

from transforms.elements import Mention
from transforms.tables.schemas import MENTIONS


def mentions_table(mentions: Sequence[Mention], told: Sequence[bytes | None]) -> pa.Table:
    """Return mentions as a table; `told` is what travels with each."""
    dates = [mention.dates for mention in mentions]
    places = [mention.place for mention in mentions]
    columns = {
        "mention_id": [mention.mention_id for mention in mentions],
        "kind": [mention.kind.value for mention in mentions],
        "status": [mention.status.value for mention in mentions],
        "published_on": [mention.published_on for mention in mentions],
        "date_start": [each and each.start for each in dates],
        "date_end": [each and each.end for each in dates],
        "date_precision": [each and each.precision.value for each in dates],
        "date_basis": [each and each.basis.value for each in dates],
        "city": [each and each.city for each in places],
        "country": [each and each.country for each in places],
        "event_name": [mention.event_name for mention in mentions],
        "sidelines_of": [mention.sidelines_of for mention in mentions],
        "countries": [mention.countries for mention in mentions],
        "organisations": [mention.organisations for mention in mentions],
        "persons": [[who.name for who in mention.participants] for mention in mentions],
        "person_roles": [[who.role for who in mention.participants] for mention in mentions],
        "person_countries": [[who.country for who in mention.participants] for mention in mentions],
        "documents": [[paper.title for paper in mention.documents] for mention in mentions],
        "told": told,
    }
    return pa.table(columns, MENTIONS)
