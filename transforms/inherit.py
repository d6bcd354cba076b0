"""InheritIds: every cluster gets the id under which it was published, or one that never was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsIter, PCollection, TaggedOutput

from transforms.elements import Alias, Event, Traced
from transforms.gathering import Gathered
from transforms.identity.ids import WITHDRAWN, Claim, first_free, heir, inherit, minted_ids
from transforms.packing import packed
from transforms.storage.published import published_events, published_ids


@packed
@dataclass(frozen=True, slots=True)
class NamedCluster:
    """A cluster under its event id, with the event as it was published before.

    `split_from` are published events of which it holds mentions and that others inherited.
    """

    event_id: str
    before: Event | None
    cluster: Gathered
    split_from: tuple[str, ...] = ()


class Inherited(NamedTuple):
    """Clusters under their ids, all aliases that ever were, and the published events that are no more or others now.

    Every alias points at an id that lives, or at itself where nothing tells of it any more.
    """

    clusters: PCollection[NamedCluster]
    aliases: PCollection[Alias]
    fresh_aliases: PCollection[Alias]
    touched: PCollection[str]


_Withdrawn = TaggedOutput[Literal["withdrawn"], Alias]
_Merged = TaggedOutput[Literal["aliases"], Alias]
_Orphan = TaggedOutput[Literal["orphans"], Gathered]


@dataclass
class InheritIds(beam.PTransform[tuple[PCollection[Gathered], PCollection[Traced], PCollection[Alias]], Inherited]):
    """Let clusters inherit published ids, and mint ids for the others.

    A published id goes to the cluster with most of its mentions. Of several ids the oldest stays and the others become
    aliases of it. An id of which no mention is left is withdrawn: an alias of itself.

    Given are the clusters that are no published event as it stands, the mentions that were published in the place of
    others or are gone, and all aliases that were published before.

    Attributes:
        folder: The folder of the run before, or None where there is none.
    """

    folder: str | None

    def expand(self, given: tuple[PCollection[Gathered], PCollection[Traced], PCollection[Alias]]) -> Inherited:
        """Count the votes for each published id, inherit, mint, repoint."""
        clusters, former, earlier = given
        folders = clusters.pipeline | "LocateEvents" >> beam.Create([self.folder] if self.folder else [])
        votes = (
            clusters | "CastVotes" >> beam.FlatMap(_votes),
            former | "CastNoVote" >> beam.Map(_no_vote),
        ) | "GatherVotes" >> beam.Flatten()
        touched = votes | "ListTouched" >> beam.Keys() | "EachTouched" >> beam.Distinct()
        before = folders | "ReadTouched" >> beam.FlatMap(_events, AsIter(touched))
        elected = (
            (votes, before | "KeyPublished" >> beam.Map(_by_event))
            | "GroupVotes" >> beam.CoGroupByKey()
            | "ElectHeirs" >> beam.FlatMap(_elect).with_outputs("withdrawn", main="claims")
        )
        inherited = (
            (clusters | "KeyClusters" >> beam.Map(_by_cluster), elected.claims)
            | "GroupClaims" >> beam.CoGroupByKey()
            | "Inherit" >> beam.FlatMap(_inherit).with_outputs("aliases", "orphans", main="named")
        )
        minted = inherited.orphans | "Mint" >> beam.ParDo(_MintFn(self.folder))
        fresh = (elected.withdrawn, inherited.aliases) | "GatherAliases" >> beam.Flatten()
        return Inherited(
            (inherited.named, minted) | "GatherNamed" >> beam.Flatten(),
            (earlier, fresh) | "Repoint" >> _Repoint(),
            fresh,
            touched,
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


class _MintFn(beam.DoFn):
    """Give clusters the first of their own ids that was never published."""

    _taken: frozenset[str]

    def __init__(self, folder: str | None) -> None:
        self._folder = folder

    def setup(self) -> None:
        self._taken = published_ids(Path(self._folder)) if self._folder else frozenset()

    def process(self, element: Gathered) -> Iterator[NamedCluster]:
        event_id = first_free(minted_ids(element.mentions), self._taken)
        yield NamedCluster(event_id, None, element, _split_from(element, event_id))


def _votes(gathered: Gathered) -> Iterator[tuple[str, str]]:
    """Yield a vote of every mention that was published for the cluster that holds it, under the id it had."""
    for told in gathered.told:
        if told.event_id is not None:
            yield told.event_id, gathered.cluster_id


def _no_vote(former: Traced) -> tuple[str, str]:
    """Return the id of an event that may be gone: what is there now votes for itself."""
    return former.event_id or "", ""


def _events(folder: str, event_ids: Iterable[str]) -> Iterator[Event]:
    return published_events(Path(folder), frozenset(event_ids))


def _by_event(event: Event) -> tuple[str, Event]:
    return event.event_id, event


def _by_cluster(gathered: Gathered) -> tuple[str, Gathered]:
    return gathered.cluster_id, gathered


def _by_target(alias: Alias) -> tuple[str, Alias]:
    return alias.event_id, alias


def _by_alias(alias: Alias) -> tuple[str, Alias]:
    return alias.alias_id, alias


def _elect(element: tuple[str, tuple[Iterable[str], Iterable[Event]]]) -> Iterator[tuple[str, Claim] | _Withdrawn]:
    """Yield the claim to a published id under the cluster that holds most of its mentions; without one, its alias."""
    event_id, (votes, published) = element
    before = next(iter(published), None)
    cluster_id = heir(vote for vote in votes if vote)
    if cluster_id is None:
        yield TaggedOutput("withdrawn", Alias(alias_id=event_id, event_id=event_id, reason=WITHDRAWN))
    else:
        yield cluster_id, Claim(cluster_id, event_id, before)


def _inherit(
    element: tuple[str, tuple[Iterable[Gathered], Iterable[Claim]]],
) -> Iterator[NamedCluster | _Merged | _Orphan]:
    """Yield a cluster under the oldest id that it claims, and aliases for the others; an orphan claims none."""
    _, (clusters, claims) = element
    kept, aliases = inherit(claims)
    merged = {alias.alias_id for alias in aliases}
    for cluster in clusters:
        if kept is None:
            yield _Orphan("orphans", cluster)
        else:
            lost = tuple(each for each in _split_from(cluster, kept.event_id) if each not in merged)
            yield NamedCluster(kept.event_id, kept.before, cluster, lost)
    for alias in aliases:
        yield _Merged("aliases", alias)


def _split_from(gathered: Gathered, event_id: str) -> tuple[str, ...]:
    """Return the published events that mentions of a cluster come from, but for the one that it is."""
    return tuple(sorted({told.event_id for told in gathered.told if told.event_id} - {event_id}))


def _followed(element: tuple[str, tuple[Iterable[Alias], Iterable[Alias]]]) -> Iterator[Alias]:
    """Yield the aliases of one id, pointing at what it has become itself."""
    _, (earlier, fresh) = element
    target = min((alias.event_id for alias in fresh), default=None)
    for alias in earlier:
        yield replace(alias, event_id=target) if target is not None else alias
