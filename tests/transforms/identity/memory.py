"""One run computed the long way in memory: what the pipeline must agree with, and what properties are tried on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from transforms.elements import Alias, Mention, Past, Stage, Traced
from transforms.identity.buckets import Bucket, is_whole, keyed_outlines, partial_bucket
from transforms.identity.clustering import Cluster, Resolution, resolve
from transforms.identity.features import Compared, compared_of
from transforms.identity.ids import (
    IdCandidate,
    Membership,
    first_free,
    inherit,
    majority_cluster,
    memberships,
    minted_ids,
    with_origins,
)
from transforms.identity.keys import CandidateKey, key_of
from transforms.identity.pins import NO_PINS, Pins, linked_keys
from transforms.identity.placing import Placement, complete, place


@dataclass(frozen=True)
class Published:
    """What a run leaves to the next: the event and origin of every mention, where other ids point, who minted which."""

    homes: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str | None] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    pasts: dict[str, str] = field(default_factory=dict)
    runs: int = 0

    def told(self, mention: Mention) -> Traced:
        """Return a mention with what was published of it."""
        name = mention.mention_id
        return Traced(mention, self.homes.get(name), origin_id=self.origins.get(name))

    def holds(self, told: Sequence[Traced]) -> bool:
        """Return whether these mentions are a published event as it stands."""
        return frozenset(each.mention.mention_id for each in told) in self.partition

    @property
    def partition(self) -> set[frozenset[str]]:
        """The mentions of each event."""
        found: dict[str, set[str]] = defaultdict(set)
        for mention_id, event_id in self.homes.items():
            found[event_id].add(mention_id)
        return {frozenset(ids) for ids in found.values()}


def clusters_of(mentions: Iterable[Mention], pins: Pins = NO_PINS) -> list[Cluster]:
    return list(resolution_of(mentions, pins).clusters)


def resolution_of(mentions: Iterable[Mention], pins: Pins = NO_PINS) -> Resolution:
    """Return the clusters of mentions of any keys, and all decisions."""
    found = list(map(compared_of, mentions))
    whole = [resolve(group, pins) for group in _groups(found, pins)]
    clusters = {cluster.cluster_id: cluster for resolution in whole for cluster in resolution.clusters}
    placed: dict[str, list[Placement]] = defaultdict(list)
    for placement in _placements(found, list(clusters.values()), pins):
        placed[placement.cluster_id].append(placement)
    completed = [complete(clusters.get(each), placed[each], pins) for each in sorted({*clusters, *placed})]
    decisions = [decision for resolution in whole for decision in resolution.decisions]
    decisions += [decision for each in completed for decision in each.decisions]
    return Resolution(tuple(cluster for each in completed for cluster in each.clusters), tuple(decisions), 0)


def _groups(mentions: list[Compared], pins: Pins) -> list[list[Compared]]:
    keyed = [(key_of(mention.features), mention) for mention in mentions if is_whole(mention, pins)]
    links = linked_keys(((mention.mention_id, key) for key, mention in keyed), pins)
    groups: dict[CandidateKey, list[Compared]] = defaultdict(list)
    for key, mention in keyed:
        groups[links.get(key, key)].append(mention)
    return list(groups.values())


def _placements(mentions: list[Compared], clusters: list[Cluster], pins: Pins) -> Iterator[Placement]:
    waiting: dict[Bucket, list[Compared]] = defaultdict(list)
    for mention in mentions:
        if not is_whole(mention, pins):
            bucket = partial_bucket(mention)
            if bucket is None:
                yield Placement(mention.mention_id, mention)
            else:
                waiting[bucket].append(mention)
    for bucket, partial in waiting.items():
        near = [outline for cluster in clusters for key, outline in keyed_outlines(cluster, pins) if key == bucket]
        yield from place(partial, near, pins)


def run(mentions: Iterable[Mention], before: Published | None = None, pins: Pins = NO_PINS) -> Published:
    """Return what a run over all mentions publishes after what was published before."""
    before = before or Published()
    given = {mention.mention_id: mention for mention in mentions}
    clusters = {
        cluster.cluster_id: [before.told(given[mention.mention_id]) for mention in cluster.mentions]
        for cluster in clusters_of(given.values(), pins)
    }
    changed = {name: told for name, told in clusters.items() if not before.holds(told)}
    touched = {each.event_id for told in changed.values() for each in told if each.event_id}
    touched |= {event_id for mention_id, event_id in before.homes.items() if mention_id not in given}
    candidates = _candidates(changed, before, touched)
    found = [_named(changed[name], candidates[name], before) for name in sorted(changed)]
    living = {event_id: told for event_id, told, _ in found} | {
        str(told[0].event_id): tuple(told) for name, told in clusters.items() if name not in changed
    }
    decided = {alias.alias_id: alias.event_id for _, _, aliases in found for alias in aliases}
    repointed = {alias: decided.get(event_id, event_id) for alias, event_id in before.aliases.items()}
    minted = {event_id: before.pasts.get(event_id, f"run{before.runs}") for event_id in living}
    return Published(
        homes={each.mention.mention_id: event_id for event_id, told in living.items() for each in told},
        origins={each.mention.mention_id: each.origin_id for told in living.values() for each in told},
        aliases={alias: event_id for alias, event_id in (repointed | decided).items() if alias not in living},
        pasts=before.pasts | minted,
        runs=before.runs + bool(changed),
    )


def _candidates(
    changed: Mapping[str, list[Traced]], before: Published, touched: AbstractSet[str]
) -> dict[str, list[IdCandidate]]:
    """Return by cluster the published ids that it may take."""
    held: dict[str, list[Membership]] = defaultdict(list)
    for name, told in changed.items():
        for event_id, membership in memberships(told, name):
            held[event_id].append(membership)
    found: dict[str, list[IdCandidate]] = defaultdict(list)
    for event_id in sorted(held):
        if event_id in touched or before.aliases.get(event_id) in touched:
            majority = majority_cluster(held[event_id])
            assert majority is not None
            past = Past(before.pasts[event_id], 1, Stage.HELD)
            found[majority[0]].append(IdCandidate(majority[0], event_id, majority[1], past=past))
    return found


def _named(
    told: list[Traced], candidates: list[IdCandidate], before: Published
) -> tuple[str, tuple[Traced, ...], tuple[Alias, ...]]:
    """Return the id of a cluster, its mentions with their origins, and the aliases that it leaves."""
    kept, aliases = inherit(candidates)
    mentions = (each.mention for each in told)
    event_id = kept.event_id if kept else first_free(minted_ids(mentions), before.pasts)
    return event_id, with_origins(told, event_id, is_minted=kept is None, is_alone=not aliases), aliases
