from datetime import datetime

import pytest

from tests.transforms.identity.builders import mention, on, published
from transforms.elements import Alias
from transforms.identity.ids import Claim, first_free, heir, inherit, minted_ids
from transforms.identity.merge import merge_mentions


def _claim(event_id: str, first: datetime | None) -> Claim:
    return Claim("c", event_id, merge_mentions(event_id, [mention(published_at=first)]))


def test_the_mention_published_first_founds_the_id() -> None:
    early, late, undated = (
        mention("b", published_at=published(2)),
        mention("a", published_at=published(3)),
        mention("0"),
    )
    assert minted_ids([late, undated, early])[0] == minted_ids([early])[0] != minted_ids([late])[0]
    assert minted_ids([undated, mention("1", dates=on(5))])[0] == minted_ids([undated])[0]


def test_an_id_is_a_prefix_and_sixteen_hex_digits() -> None:
    ids = minted_ids([mention()])
    assert all(len(each) == 19 and each.startswith("ev_") and int(each[3:], 16) for each in ids)
    assert len(set(ids)) == len(ids) > 1


def test_the_cluster_with_most_mentions_inherits() -> None:
    assert heir(["b", "a", "b"]) == "b"
    assert heir(["b", "a"]) == "a"
    assert heir([]) is None


def test_the_oldest_id_stays_and_the_others_become_aliases() -> None:
    old, young, unknown = _claim("ev_z", published(1)), _claim("ev_b", published(2)), _claim("ev_a", None)
    assert inherit([unknown, young, old]) == (
        old,
        (
            Alias(alias_id="ev_b", event_id="ev_z", reason="merged"),
            Alias(alias_id="ev_a", event_id="ev_z", reason="merged"),
        ),
    )
    assert inherit([]) == (None, ())


def test_an_id_that_was_published_is_not_minted_again() -> None:
    assert first_free(["ev_1", "ev_2", "ev_3"], {"ev_1"}) == "ev_2"
    with pytest.raises(ValueError, match="ev_1"):
        first_free(["ev_1"], {"ev_1"})
