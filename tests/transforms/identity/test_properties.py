"""What holds for any mentions in any order, any number of times and in any number of runs."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.identity.builders import HALVORSEN, mention, on, resolved
from tests.transforms.identity.memory import Published, clusters_of, resolution_of, run
from tests.transforms.identity.strategies import mentions, pins_of
from transforms.elements import Mention, Verdict
from transforms.identity.checking import violations
from transforms.identity.keys import candidate_key
from transforms.identity.merge import merge_mentions
from transforms.identity.spans import Sort


@given(mentions, st.randoms())
def test_neither_order_nor_repetition_matters(found: list[Mention], random: Random) -> None:
    shuffled = random.sample(found, len(found)) + random.sample(found, len(found) // 2)
    assert run(shuffled).homes == run(found).homes


@given(mentions, st.randoms())
def test_decisions_do_not_depend_on_order(found: list[Mention], random: Random) -> None:
    assert resolved(random.sample(found, len(found))) == resolved(found)


@given(mentions, st.lists(st.integers(0, 14), max_size=3), st.randoms())
def test_any_split_into_runs_ends_in_the_same_partition(found: list[Mention], cuts: list[int], random: Random) -> None:
    arriving = random.sample(found, len(found))
    published = Published()
    for cut in sorted(cuts):
        published = run(arriving[:cut], published)
    assert run(arriving, published).partition == run(found).partition


@given(mentions, st.lists(st.integers(0, 14), max_size=3), st.randoms())
def test_every_id_ever_published_leads_to_an_event(found: list[Mention], cuts: list[int], random: Random) -> None:
    arriving = random.sample(found, len(found))
    published, ever = Published(), set[str]()
    for cut in [*sorted(cuts), len(arriving)]:
        published = run(arriving[:cut], published)
        ever |= set(published.homes.values())
    living = set(published.homes.values())
    assert {published.aliases.get(event_id, event_id) for event_id in ever} <= living
    assert not living & published.aliases.keys()


@given(mentions, st.data())
def test_what_is_taken_back_gives_every_id_back(found: list[Mention], data: st.DataObject) -> None:
    first = published = run(found)
    for pins in data.draw(st.lists(pins_of(found), max_size=4)):
        published = run(found, published, pins)
        assert set(first.homes.values()) <= {*published.homes.values(), *published.aliases}
    assert run(found, published).homes == first.homes


@given(mentions)
def test_a_rerun_changes_nothing(found: list[Mention]) -> None:
    first = run(found)
    assert run(found, first) == first


@given(mentions)
def test_no_two_mentions_of_an_event_forbid_each_other(found: list[Mention]) -> None:
    for cluster in clusters_of(found):
        assert violations(cluster) == []


@given(mentions)
def test_a_phase_of_an_event_has_one_exact_day_at_most(found: list[Mention]) -> None:
    for cluster in clusters_of(found):
        for phase in cluster.by_phase():
            spans = [span for each in phase if (span := each.features.span) and span.sort is Sort.DAY]
            assert len({span.start for span in spans}) <= 1


@given(mentions)
def test_every_mention_is_in_one_event(found: list[Mention]) -> None:
    placed = [mention.mention_id for cluster in clusters_of(found) for mention in cluster.mentions]
    assert sorted(placed) == [mention.mention_id for mention in found]


@given(mentions)
def test_an_unrelated_mention_changes_no_other_id(found: list[Mention]) -> None:
    other = mention("zz", dates=on(3), countries=("FJI", "NZL"), participants=())
    first = run(found)
    after = run([*found, other], first).homes
    assert {**first.homes, "zz": after["zz"]} == after


@given(mentions)
def test_a_decision_says_merged_where_both_are_in_one_event(found: list[Mention]) -> None:
    resolution = resolved(found)
    home = {each.mention_id: cluster.cluster_id for cluster in resolution.clusters for each in cluster.mentions}
    for decision in resolution.decisions:
        same = home[decision.left_mention_id] == home[decision.right_mention_id]
        assert decision.left_mention_id < decision.right_mention_id
        assert (decision.decision is Verdict.MERGED) == same == (decision.event_id is not None)


@given(mentions, st.randoms())
def test_fields_do_not_depend_on_order(found: list[Mention], random: Random) -> None:
    if found:
        assert merge_mentions("ev", random.sample(found, len(found))) == merge_mentions("ev", found)


@given(mentions)
def test_mentions_of_another_key_change_nothing(found: list[Mention]) -> None:
    others = [
        mention(name, dates=on(day), countries=("FJI", "NZL"), participants=()) for name, day in (("y", 3), ("z", 5))
    ]
    before, after = resolution_of(found), resolution_of([*found, *others])
    assert set(before.clusters) == {each for each in after.clusters if each.cluster_id < "y"}
    assert set(before.decisions) == {each for each in after.decisions if each.left_mention_id < "y"}


@given(mentions)
def test_mentions_with_one_key_alone_are_compared(found: list[Mention]) -> None:
    keys = {each.mention_id: candidate_key(each) for each in found}
    for cluster in clusters_of([each for each in found if HALVORSEN in each.participants]):
        whole = {keys[each.mention_id] for each in cluster.mentions if not each.features.lacks_counterpart}
        assert len(whole) <= 1
