"""The last alerts as a feed that readers of news subscribe to."""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from transforms.visible import visible
from warehouse.alerting.ledger import Alert

_MOST = 100
_ATOM = "http://www.w3.org/2005/Atom"
_STAMP = "%Y%m%dT%H%M%SZ"


def atom(alerts: Sequence[Alert]) -> str:
    """Return the feed (RFC 4287) of the last hundred alerts, newest first; times are those of the runs."""
    feed = Element("feed", xmlns=_ATOM)
    _add(feed, "id", "urn:communique:alerts")
    _add(feed, "title", "Communiqué: alerts")
    _add(feed, "updated", _moment(alerts[-1]) if alerts else "1970-01-01T00:00:00Z")
    author = SubElement(feed, "author")
    _add(author, "name", "Communiqué")
    for alert in reversed(alerts[-_MOST:]):
        _entry(feed, alert)
    indent(feed)
    return tostring(feed, encoding="unicode", xml_declaration=False) + "\n"


def _entry(feed: Element, alert: Alert) -> None:
    entry = SubElement(feed, "entry")
    _add(entry, "id", f"urn:communique:alert:{alert.id}")
    _add(entry, "title", f"{alert.change}: {alert.name or alert.kind}")
    _add(entry, "updated", _moment(alert))
    SubElement(entry, "category", term=visible(alert.rule))
    if alert.url:
        SubElement(entry, "link", href=visible(alert.url))
    told = (alert.kind, alert.status, alert.date_start, alert.city, alert.country, alert.source)
    _add(entry, "summary", ", ".join(str(part) for part in told if part))


def _add(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = visible(words)


def _moment(alert: Alert) -> str:
    """Return when the run was that found a change."""
    return datetime.strptime(alert.run_id.partition("-")[0], _STAMP).replace(tzinfo=UTC).isoformat()
