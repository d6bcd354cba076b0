"""PLOVER and CAMEO codes of an event, for export alone: nothing is decided by them."""

from transforms.elements import Document, Kind, Place

Codes = tuple[str | None, str | None, str | None]

_FIXED: dict[Kind, Codes] = {
    Kind.PHONE_CALL: ("CONSULT", "phone", "041"),
    Kind.VISIT: ("CONSULT", "visit", "042"),
    Kind.ARRIVAL: ("CONSULT", "visit", "042"),
    Kind.SIGNING: ("SUPPORT", None, "057"),
    Kind.CONDOLENCE: ("SUPPORT", None, "018"),
    Kind.PRESS_CONFERENCE: (None, None, "010"),
    Kind.BRIEFING: (None, None, "010"),
}
_TALKS = frozenset({Kind.BILATERAL_MEETING, Kind.TRILATERAL_MEETING, Kind.MULTILATERAL_MEETING})
_NONE: Codes = (None, None, None)
_TWO = 2


def codes_of(kind: Kind, countries: tuple[str, ...], place: Place | None, documents: tuple[Document, ...]) -> Codes:
    """Return PLOVER event and mode and the CAMEO code; planned and held alike, because status is a column.

    Talks of two are coded from the visitor's side (042; the host's would be 043) where one of the parties is the host.
    """
    if kind in _FIXED:
        return _FIXED[kind]
    if kind is Kind.STATEMENT:
        joint = len(countries) >= _TWO or any(document.kind == "joint_statement" for document in documents)
        return ("SUPPORT", None, "019") if joint else (None, None, "010")
    return _talks(kind, countries, place.country if place else None) if kind in _TALKS else _NONE


def _talks(kind: Kind, countries: tuple[str, ...], host: str | None) -> Codes:
    if kind is not Kind.BILATERAL_MEETING:
        return "CONSULT", "multilateral", "044" if host else "040"
    if host is None:
        return "CONSULT", None, "040"
    return ("CONSULT", "visit", "042") if host in countries else ("CONSULT", "third-party", "044")
