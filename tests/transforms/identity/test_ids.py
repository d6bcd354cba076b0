from collections.abc import Iterator
from itertools import islice

import pytest

from tests.transforms.identity.builders import mention, on, published
from transforms.elements import Alias, Mention, Past, Stage, Traced
from transforms.identity.chronology import FoundingOrder, founding_order
from transforms.identity.ids import (
    IdCandidate,
    Membership,
    first_free,
    inherit,
    majority_cluster,
    minted_ids,
    with_origins,
)


def _candidate(event_id: str, minted_in: str, mention: Mention) -> IdCandidate:
    return IdCandidate("c", event_id, founding_order(mention), past=Past(minted_in, 1, Stage.HELD))


def _first(mentions: list[Mention]) -> str:
    return next(minted_ids(mentions))


def _members(*clusters: str, is_origin: bool = True) -> list[Membership]:
    return [Membership(name, _day(day), is_origin) for day, name in enumerate(clusters, start=1)]


def _day(day: int) -> FoundingOrder:
    return founding_order(mention(f"m{day}", published_at=published(day)))


def test_the_mention_published_first_founds_the_id() -> None:
    early, late, undated = (
        mention("b", published_at=published(2)),
        mention("a", published_at=published(3)),
        mention("0"),
    )
    assert _first([late, undated, early]) == _first([early]) != _first([late])
    assert _first([undated, mention("1", dates=on(5))]) == _first([undated])


def test_an_id_is_a_prefix_and_sixteen_hex_digits() -> None:
    ids = list(islice(minted_ids([mention()]), 20))
    assert all(len(each) == 19 and each.startswith("ev_") and int(each[3:], 16) for each in ids)
    assert len(set(ids)) == len(ids) > 1


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (_members("b", "a", "b"), ("b", _day(1))),
        (_members("b", "a"), ("a", _day(2))),
        ([*_members("a"), *_members("b", "b", "b", is_origin=False)], ("a", _day(1))),
        ([*_members("a", "b"), *_members("b", is_origin=False)], ("b", _day(2))),
        (_members("b", "b", is_origin=False), ("b", _day(1))),
        ([], None),
    ],
)
def test_the_cluster_with_most_mentions_takes_the_id(
    found: list[Membership], expected: tuple[str, FoundingOrder] | None
) -> None:
    assert majority_cluster(found) == expected


def test_the_oldest_id_stays_and_the_others_become_aliases() -> None:
    early, late = mention("b", published_at=published(1)), mention("a", published_at=published(2))
    old, young, split = (
        _candidate("ev_z", "run1", early),
        _candidate("ev_b", "run1", late),
        _candidate("ev_a", "run2", early),
    )
    assert inherit([split, young, old]) == (
        old,
        (
            Alias(alias_id="ev_b", event_id="ev_z", reason="merged"),
            Alias(alias_id="ev_a", event_id="ev_z", reason="merged"),
        ),
    )
    assert inherit([]) == (None, ())


def test_a_mention_keeps_its_origin_until_an_id_is_minted_for_it() -> None:
    told = [Traced(mention("a"), origin_id="ev_1"), Traced(mention("b"))]

    def origins(*, is_minted: bool, is_alone: bool) -> Iterator[str | None]:
        return (each.origin_id for each in with_origins(told, "ev_2", is_minted=is_minted, is_alone=is_alone))

    assert list(origins(is_minted=False, is_alone=True)) == ["ev_1", "ev_2"]
    assert list(origins(is_minted=False, is_alone=False)) == ["ev_1", None]
    assert list(origins(is_minted=True, is_alone=True)) == ["ev_2", "ev_2"]


def test_an_id_that_was_published_is_not_minted_again() -> None:
    assert first_free(iter(["ev_1", "ev_2", "ev_3"]), {"ev_1"}) == "ev_2"
