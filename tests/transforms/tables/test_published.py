"""What was published is a table like what is new, and clusters are compared with it."""

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn

from tests.transforms.identity.strategies import mentions
from tests.transforms.storage.building import a_history, write_run
from transforms.elements import Mention
from transforms.tables.given import mentions_table
from transforms.tables.published import compare_clusters, published_homes, published_mentions
from transforms.tables.schemas import MEMBERS

HOMES = pa.table({"mention_id": list("abcd"), "event_id": ["ev1", "ev1", "ev2", "ev3"]})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@drawn(found=mentions)
def test_published_mentions_are_the_table_of_those_that_were_written(found: list[Mention], tmp_path: Path) -> None:
    unique = {mention.mention_id: mention for mention in found}
    own = {mention.post_id: mention for mention in unique.values()}  # a post has one day, whatever its mentions say
    told = [own[mention_id] for mention_id in sorted(own)]
    write_run(tmp_path, a_history({f"ev{mention.mention_id}": (mention,) for mention in told}))
    expected = mentions_table(told, [None] * len(told)).sort_by("mention_id")
    assert published_mentions(tmp_path).sort_by("mention_id").equals(expected)
    homes = published_homes(tmp_path).to_pylist()
    assert {row["event_id"] for row in homes} == {f"ev{row['mention_id']}" for row in homes}


def _members(*clusters: str) -> pa.Table:
    """Return clusters as texts of the ids of their mentions, those in capitals new or changed."""
    rows = [
        {"mention_id": each.lower(), "cluster_id": cluster[0].lower(), "told": b"!" if each.isupper() else None}
        for cluster in clusters
        for each in cluster
    ]
    return pa.Table.from_pylist(rows, MEMBERS)


@pytest.mark.parametrize(
    ("clusters", "rebuilt", "standing", "others"),
    [
        (("ab", "c", "d"), (), {"a": "ev1", "c": "ev2", "d": "ev3"}, ""),
        (("ab", "c", "d"), ("ev2",), {"a": "ev1", "d": "ev3"}, "c"),
        (("a", "b", "c", "d"), (), {"c": "ev2", "d": "ev3"}, "ab"),
        (("abc", "d"), (), {"d": "ev3"}, "abc"),
        (("ac", "bd"), (), {}, "acbd"),
        (("abE", "c"), (), {"c": "ev2"}, "abe"),
        (("aB", "c"), (), {"c": "ev2"}, "ab"),
        (("E",), (), {}, "e"),
        (("a",), (), {}, "a"),
        ((), (), {}, ""),
    ],
)
def test_a_cluster_stands_that_is_what_an_event_was(
    clusters: tuple[str, ...], rebuilt: tuple[str, ...], standing: dict[str, str], others: str
) -> None:
    found = compare_clusters(_members(*clusters), HOMES, rebuilt)
    assert {row["cluster_id"]: row["event_id"] for row in found.standing.to_pylist()} == standing
    assert "".join(found.others["mention_id"].to_pylist()) == others
