"""Which changes of events the rules ask for."""

from collections.abc import Iterable, Iterator

import duckdb
import msgspec

from warehouse.alerting.ledger import Alert, Ledger
from warehouse.alerting.rules import Rule
from warehouse.connection import ask
from warehouse.events import Detail, select_events

_CHANGES = """
SELECT
    concat_ws('/', $rule, l.told_under, l.revision) AS id, $rule AS rule, l.stage AS change, l.before, l.event_id,
    e.name, e.kind, e.status, e.date_start, e.date_end, e.city, e.country, l.told_on, l.source, p.url, l.run_id
FROM life_cycle l
JOIN events e USING (event_id)
LEFT JOIN posts p USING (post_id)
WHERE l.run_id >= $since AND list_contains($ids, l.event_id) AND ($changes = [] OR list_contains($changes, l.stage))
ORDER BY l.run_id, l.told_on NULLS LAST, l.told_under, l.revision
"""


def find_alerts(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule], ledger: Ledger) -> list[Alert]:
    """Return the changes that the rules ask for and that were not told yet, by rule, in the order in which they came.

    Raises:
        RefusedError: A rule names a country that is none, or text without a word.
    """
    told = {alert.id for alert in ledger.alerts}
    return [alert for rule in rules for alert in _changes(connection, rule, ledger.since) if alert.id not in told]


def _changes(connection: duckdb.DuckDBPyConnection, rule: Rule, since: str) -> Iterator[Alert]:
    ids = [event_id for event_id, *_ in select_events(connection, rule.filters, Detail.LINE).rows]
    found = ask(connection, _CHANGES, rule=rule.name, since=since, ids=ids, changes=[each.value for each in rule.on])
    yield from msgspec.convert(found.records(), list[Alert])
