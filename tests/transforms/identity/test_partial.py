from typing import Any

from tests.transforms.identity.builders import HALVORSEN, LIMA, OWUSU, mention, on, person
from transforms.elements import Kind, Mention, Verdict
from transforms.identity.clustering import Cluster
from transforms.identity.decisions import SEVERAL
from transforms.identity.partial import countries_of, home_country, is_partial, place

ALONE: dict[str, Any] = {"countries": ("NOR",), "participants": (HALVORSEN,)}
CHILE = person("Rosa Fuentes", "CHL")


def _cluster(*mentions: Mention) -> Cluster:
    return Cluster(mentions[0].mention_id, mentions)


def _homes(partial: list[Mention], clusters: list[Cluster]) -> dict[str, str]:
    return {each.mention.mention_id: each.cluster_id for each in place(partial, clusters)}


def test_a_meeting_without_counterpart_is_partial() -> None:
    assert is_partial(mention(**ALONE))
    assert is_partial(mention(kind=Kind.PHONE_CALL, **ALONE))


def test_what_needs_no_counterpart_is_not() -> None:
    assert not is_partial(mention())
    assert not is_partial(mention(kind=Kind.DOMESTIC_MEETING, **ALONE))
    assert not is_partial(mention(kind=Kind.VISIT, **ALONE))
    assert not is_partial(mention(kind=Kind.MULTILATERAL_MEETING, organisations=("EAS",), **ALONE))
    assert not is_partial(mention(kind=Kind.MULTILATERAL_MEETING, event_name="Donors' round table", **ALONE))


def test_it_goes_to_the_only_event_that_fits() -> None:
    clusters = [_cluster(mention("a", dates=on(5))), _cluster(mention("b", dates=on(8)))]
    placements = place([mention("p", dates=on(5), **ALONE)], clusters)
    assert [(each.cluster_id, each.mention.mention_id) for each in placements] == [("a", "p")]
    (decision,) = placements[0].decisions
    assert (decision.left_mention_id, decision.right_mention_id, decision.decision, decision.event_id) == (
        "a",
        "p",
        Verdict.MERGED,
        "a",
    )


def test_it_stays_alone_where_two_fit() -> None:
    other = mention("b", dates=on(5), countries=("CHL", "NOR"), participants=(HALVORSEN, CHILE))
    placements = place([mention("p", dates=on(5), **ALONE)], [_cluster(mention("a", dates=on(5))), _cluster(other)])
    assert [each.cluster_id for each in placements] == ["p"]
    assert [decision.vetoes for decision in placements[0].decisions] == [(SEVERAL,), (SEVERAL,)]


def test_it_stays_alone_where_anything_in_an_event_forbids_it() -> None:
    cluster = _cluster(mention("a", dates=on(5), place=None), mention("b", dates=on(5)))
    assert _homes([mention("p", dates=on(5), place=LIMA, **ALONE)], [cluster]) == {"p": "p"}


def test_it_stays_alone_without_a_date() -> None:
    assert _homes([mention("p", **ALONE)], [_cluster(mention("a", dates=on(5)))]) == {"p": "p"}


def test_two_that_forbid_each_other_do_not_share_an_event() -> None:
    cluster = _cluster(mention("a", dates=on(5), place=None))
    found = [mention("p", dates=on(5), **ALONE), mention("q", dates=on(5), place=LIMA, **ALONE)]
    assert _homes(found, [cluster]) == {"p": "a", "q": "q"}


def test_a_mention_and_its_event_meet_under_its_country() -> None:
    assert home_country(mention(**ALONE)) == "NOR"
    assert home_country(mention(countries=(), participants=())) == ""
    assert countries_of(_cluster(mention("a", countries=("NOR",), participants=(HALVORSEN, OWUSU)))) == ("GHA", "NOR")
