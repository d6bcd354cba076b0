"""InheritIds: every cluster gets the id under which it was published, or one that never was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from transforms.elements import Alias, Event, Identity
from transforms.identity.clustering import Cluster
from transforms.identity.ids import WITHDRAWN, Claim, first_free, heir, inherit, minted_ids


@dataclass(frozen=True, slots=True)
class NamedCluster:
    """A cluster under its event id, with the event as it was published before."""

    event_id: str
    before: Event | None
    cluster: Cluster


class Inherited(NamedTuple):
    """Clusters under their ids, and all aliases that ever were, each pointing at an id that lives."""

    clusters: PCollection[NamedCluster]
    aliases: PCollection[Alias]


_Withdrawn = TaggedOutput[Literal["withdrawn"], Alias]
_Merged = TaggedOutput[Literal["aliases"], Alias]
_Orphan = TaggedOutput[Literal["orphans"], Cluster]


@dataclass
class InheritIds(beam.PTransform[PCollection[Cluster], Inherited]):
    """Let clusters inherit published ids, and mint ids for the others.

    A published id goes to the cluster with most of its mentions. Of several ids the oldest stays and the others become
    aliases of it. An id of which no mention is left is withdrawn: an alias of itself.

    Attributes:
        identities: The event of every mention that was published before.
        events: The events as they were published before.
        aliases: All aliases that were published before.
    """

    identities: PCollection[Identity]
    events: PCollection[Event]
    aliases: PCollection[Alias]

    def expand(self, clusters: PCollection[Cluster]) -> Inherited:
        """Count the votes for each published id, inherit, mint, repoint."""
        members = clusters | "ListMembers" >> beam.FlatMap(_members)
        known = self.identities | "KeyIdentities" >> beam.Map(_by_mention)
        votes = (members, known) | "MeetIdentities" >> beam.CoGroupByKey() | "CastVotes" >> beam.FlatMap(_votes)
        elected = (
            (votes, self.events | "KeyPublished" >> beam.Map(_by_event))
            | "GroupVotes" >> beam.CoGroupByKey()
            | "ElectHeirs" >> beam.FlatMap(_elect).with_outputs("withdrawn", main="claims")
        )
        inherited = (
            (clusters | "KeyClusters" >> beam.Map(_by_cluster), elected.claims)
            | "GroupClaims" >> beam.CoGroupByKey()
            | "Inherit" >> beam.FlatMap(_inherit).with_outputs("aliases", "orphans", main="named")
        )
        minted = (inherited.orphans, self._published()) | "Mint" >> _Mint()
        fresh = (elected.withdrawn, inherited.aliases) | "GatherAliases" >> beam.Flatten()
        return Inherited(
            (inherited.named, minted) | "GatherNamed" >> beam.Flatten(),
            (self.aliases, fresh) | "Repoint" >> _Repoint(),
        )

    def _published(self) -> PCollection[tuple[str, str]]:
        """Return every id that was ever published, each with itself."""
        events = self.events | "EventIds" >> beam.Map(_taken_event)
        aliases = self.aliases | "AliasIds" >> beam.Map(_taken_alias)
        return (events, aliases) | "GatherIds" >> beam.Flatten()


@dataclass
class _Mint(beam.PTransform[tuple[PCollection[Cluster], PCollection[tuple[str, str]]], PCollection[NamedCluster]]):
    """Give clusters ids that were never published."""

    def expand(self, given: tuple[PCollection[Cluster], PCollection[tuple[str, str]]]) -> PCollection[NamedCluster]:
        """Ask for each id that a cluster may mint whether it is taken, then mint the first that is not."""
        orphans, published = given
        taken = (
            (orphans | "ListWanted" >> beam.FlatMap(_wanted), published)
            | "MeetTaken" >> beam.CoGroupByKey()
            | "FindTaken" >> beam.FlatMap(_found_taken)
        )
        return (
            (orphans | "KeyOrphans" >> beam.Map(_by_cluster), taken)
            | "GroupTaken" >> beam.CoGroupByKey()
            | "MintFirstFree" >> beam.FlatMap(_mint)
        )


@dataclass
class _Repoint(beam.PTransform[tuple[PCollection[Alias], PCollection[Alias]], PCollection[Alias]]):
    """Point earlier aliases at what lives now, and add the new ones."""

    def expand(self, given: tuple[PCollection[Alias], PCollection[Alias]]) -> PCollection[Alias]:
        """Meet each earlier alias with what became of its event."""
        earlier, fresh = given
        repointed = (
            (earlier | "KeyByTarget" >> beam.Map(_by_target), fresh | "KeyByAlias" >> beam.Map(_by_alias))
            | "MeetTargets" >> beam.CoGroupByKey()
            | "FollowTargets" >> beam.FlatMap(_followed)
        )
        return (repointed, fresh) | "AllAliases" >> beam.Flatten()


def _members(cluster: Cluster) -> Iterator[tuple[str, str]]:
    for mention in cluster.mentions:
        yield mention.mention_id, cluster.cluster_id


def _by_mention(identity: Identity) -> tuple[str, str]:
    return identity.mention_id, identity.event_id


def _by_event(event: Event) -> tuple[str, Event]:
    return event.event_id, event


def _by_cluster(cluster: Cluster) -> tuple[str, Cluster]:
    return cluster.cluster_id, cluster


def _by_target(alias: Alias) -> tuple[str, Alias]:
    return alias.event_id, alias


def _by_alias(alias: Alias) -> tuple[str, Alias]:
    return alias.alias_id, alias


def _taken_event(event: Event) -> tuple[str, str]:
    return event.event_id, event.event_id


def _taken_alias(alias: Alias) -> tuple[str, str]:
    return alias.alias_id, alias.alias_id


def _votes(element: tuple[str, tuple[Iterable[str], Iterable[str]]]) -> Iterator[tuple[str, str]]:
    """Yield a mention's vote for the cluster that holds it, under the id it had; empty where it is gone."""
    _, (clusters, event_ids) = element
    cluster_id = min(clusters, default="")
    for event_id in sorted(set(event_ids)):
        yield event_id, cluster_id


def _elect(element: tuple[str, tuple[Iterable[str], Iterable[Event]]]) -> Iterator[tuple[str, Claim] | _Withdrawn]:
    """Yield the claim to a published id under the cluster that holds most of its mentions; without one, its alias."""
    event_id, (votes, published) = element
    before = min(published, key=repr, default=None)
    cluster_id = heir(vote for vote in votes if vote)
    if cluster_id is None:
        yield TaggedOutput("withdrawn", Alias(alias_id=event_id, event_id=event_id, reason=WITHDRAWN))
    else:
        yield cluster_id, Claim(cluster_id, event_id, before)


def _inherit(
    element: tuple[str, tuple[Iterable[Cluster], Iterable[Claim]]],
) -> Iterator[NamedCluster | _Merged | _Orphan]:
    """Yield a cluster under the oldest id that it claims, and aliases for the others; an orphan claims none."""
    _, (clusters, claims) = element
    kept, aliases = inherit(claims)
    for cluster in clusters:
        if kept is None:
            yield _Orphan("orphans", cluster)
        else:
            yield NamedCluster(kept.event_id, kept.before, cluster)
    for alias in aliases:
        yield _Merged("aliases", alias)


def _wanted(cluster: Cluster) -> Iterator[tuple[str, str]]:
    for event_id in minted_ids(cluster.mentions):
        yield event_id, cluster.cluster_id


def _found_taken(element: tuple[str, tuple[Iterable[str], Iterable[str]]]) -> Iterator[tuple[str, str]]:
    """Yield a wanted id that was published before under each cluster that wants it."""
    event_id, (clusters, published) = element
    if any(published):
        for cluster_id in clusters:
            yield cluster_id, event_id


def _mint(element: tuple[str, tuple[Iterable[Cluster], Iterable[str]]]) -> Iterator[NamedCluster]:
    _, (clusters, taken) = element
    known = set(taken)
    for cluster in clusters:
        yield NamedCluster(first_free(minted_ids(cluster.mentions), known), None, cluster)


def _followed(element: tuple[str, tuple[Iterable[Alias], Iterable[Alias]]]) -> Iterator[Alias]:
    """Yield the aliases of one id, pointing at what it has become itself."""
    _, (earlier, fresh) = element
    target = min((alias.event_id for alias in fresh), default=None)
    for alias in earlier:
        yield replace(alias, event_id=target) if target is not None else alias
