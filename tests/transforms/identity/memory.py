"""One run computed the long way in memory: what the pipeline must agree with, and what properties are tried on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from transforms.elements import Mention
from transforms.identity.buckets import Bucket, is_whole, keyed_outlines, partial_bucket
from transforms.identity.clustering import Cluster, Resolution, resolve
from transforms.identity.features import Compared, compared_of
from transforms.identity.ids import Claim, first_free, heir, inherit, minted_ids
from transforms.identity.keys import CandidateKey, key_of
from transforms.identity.merge import merge_mentions
from transforms.identity.pins import NO_PINS, Pins, linked_keys
from transforms.identity.placing import Placement, complete, place


@dataclass(frozen=True)
class Published:
    """What a run leaves to the next: the event of every mention, and where every other id points."""

    homes: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

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


def run(mentions: Iterable[Mention], before: Published | None = None) -> Published:
    """Return what a run over all mentions publishes after what was published before."""
    before = before or Published()
    given = {mention.mention_id: mention for mention in mentions}
    clusters = clusters_of(given.values())
    claims: dict[str, list[Claim]] = defaultdict(list)
    for event_id in sorted(set(before.homes.values())):
        of_id = {mention_id for mention_id, home in before.homes.items() if home == event_id}
        winner = heir(
            cluster.cluster_id for cluster in clusters for mention in cluster.mentions if mention.mention_id in of_id
        )
        if winner is not None:
            claims[winner].append(Claim(winner, event_id, before.claims[event_id].before))
    known = {*before.homes.values(), *before.aliases}
    homes: dict[str, str] = {}
    fresh: dict[str, str] = {}
    kept_claims: dict[str, Claim] = {}
    for cluster in clusters:
        kept, aliases = inherit(claims[cluster.cluster_id])
        fresh |= {alias.alias_id: alias.event_id for alias in aliases}
        mentions_of = [given[mention.mention_id] for mention in cluster.mentions]
        event_id = kept.event_id if kept else first_free(minted_ids(mentions_of), known)
        homes |= {mention.mention_id: event_id for mention in cluster.mentions}
        kept_claims[event_id] = Claim(cluster.cluster_id, event_id, merge_mentions(event_id, mentions_of))
    repointed = {alias: fresh.get(event_id, event_id) for alias, event_id in before.aliases.items()}
    return Published(homes, repointed | fresh, kept_claims)
