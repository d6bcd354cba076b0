"""One run computed the long way in memory: what the pipeline must agree with, and what properties are tried on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from transforms.elements import Mention
from transforms.identity.clustering import Cluster, resolve
from transforms.identity.ids import Claim, first_free, heir, inherit, minted_ids
from transforms.identity.keys import CandidateKey, candidate_key
from transforms.identity.merge import merge_mentions
from transforms.identity.partial import countries_of, home_country, is_partial, place


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


def clusters_of(mentions: Iterable[Mention]) -> list[Cluster]:
    groups: dict[CandidateKey, list[Mention]] = defaultdict(list)
    partial: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if is_partial(mention):
            partial[home_country(mention)].append(mention)
        else:
            groups[candidate_key(mention)].append(mention)
    found = {cluster.cluster_id: cluster for group in groups.values() for cluster in resolve(group).clusters}
    whole = list(found.values())
    for country, waiting in partial.items():
        for placement in place(waiting, [cluster for cluster in whole if country in countries_of(cluster)]):
            before = found.get(placement.cluster_id, Cluster(placement.cluster_id, ()))
            found[placement.cluster_id] = Cluster(placement.cluster_id, (*before.mentions, placement.mention))
    return list(found.values())


def run(mentions: Iterable[Mention], before: Published | None = None) -> Published:
    """Return what a run over all mentions publishes after what was published before."""
    before = before or Published()
    clusters = clusters_of(mentions)
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
        event_id = kept.event_id if kept else first_free(minted_ids(cluster.mentions), known)
        homes |= {mention.mention_id: event_id for mention in cluster.mentions}
        kept_claims[event_id] = Claim(cluster.cluster_id, event_id, merge_mentions(event_id, cluster.mentions))
    repointed = {alias: fresh.get(event_id, event_id) for alias, event_id in before.aliases.items()}
    return Published(homes, repointed | fresh, kept_claims)
