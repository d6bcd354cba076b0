"""InheritIds: every cluster gets the id under which it was published, or one that never was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsIter, PCollection, TaggedOutput

from transforms.composite import Composite
from transforms.elements import Alias, Event, Past, Traced
from transforms.gathering import Gathered
from transforms.identity.ids import (
    MERGED,
    WITHDRAWN,
    IdCandidate,
    Membership,
    first_free,
    inherit,
    majority_cluster,
    memberships,
    minted_ids,
    with_origins,
)
from transforms.packing import packed
from transforms.storage.published import past_of_ids, published_events, published_ids


@packed
@dataclass(frozen=True, slots=True)
class NamedCluster:
    """A cluster under its event id, with the event as it was published before.

    `split_from` are published events of which it holds mentions and that others inherited. `past` is what the history
    tells of an id that was an alias and is given back.
    """

    event_id: str
    before: Event | None
    cluster: Gathered
    split_from: tuple[str, ...] = ()
    past: Past | None = None


class Inherited(NamedTuple):
    """Clusters under their ids, all aliases that ever were, and the published events that are no more or others now.

    Every alias points at an id that lives, or at itself where nothing tells of it any more.
    """

    clusters: PCollection[NamedCluster]
    aliases: PCollection[Alias]
    touched: PCollection[str]


_Withdrawn = TaggedOutput[Literal["withdrawn"], Alias]
_Beside = TaggedOutput[Literal["aliases"], Alias]
_Orphan = TaggedOutput[Literal["orphans"], Gathered]
_Known = tuple[Iterable[Membership], Iterable[Event], Iterable[Alias], Iterable[Past]]


@dataclass
class InheritIds(Composite[tuple[PCollection[Gathered], PCollection[Traced], PCollection[Alias]], Inherited]):
    """Let clusters inherit published ids, and mint ids for the others.

    A published id goes to the cluster with most of its mentions, also one that became an alias when its event was
    merged: so what is separated again has the ids that it had before. Of several ids the oldest stays and the others
    become aliases of it. An id of which no mention is left is withdrawn: an alias of itself.

    Given are the clusters that are no published event as it stands, the mentions that were published in the place of
    others or are gone, and all aliases that were published before.

    Attributes:
        folder: The folder of the run before, or None where there is none.
    """

    folder: str | None

    def expand(self, given: tuple[PCollection[Gathered], PCollection[Traced], PCollection[Alias]]) -> Inherited:
        """Find the majority cluster of each published id, inherit, mint, repoint."""
        clusters, former, earlier = given
        if self.folder is None:
            none = clusters.pipeline | "NoneTouched" >> beam.Create([], reshuffle=False).with_output_types(str)
            return Inherited(clusters | "MintAll" >> beam.ParDo(_MintFn(None)), earlier, none)
        published = (
            clusters | "ListPublished" >> beam.FlatMap(_published_under),
            former | "ListFormer" >> beam.FlatMap(_published_as),
        )
        touched = published | "GatherTouched" >> beam.Flatten() | "EachTouched" >> beam.Distinct()
        candidates, withdrawn = (clusters, touched, earlier) | "FindCandidates" >> _FindCandidates(self.folder)
        inherited = (
            (clusters | "KeyClusters" >> beam.Map(_by_cluster), candidates)
            | "GroupCandidates" >> beam.CoGroupByKey()
            | "Inherit" >> beam.FlatMap(_inherit).with_outputs("aliases", "orphans", main="named")
        )
        minted = inherited.orphans | "Mint" >> beam.ParDo(_MintFn(self.folder))
        named = (inherited.named, minted) | "GatherNamed" >> beam.Flatten()
        decided = (withdrawn, inherited.aliases) | "GatherAliases" >> beam.Flatten()
        aliases = (earlier, decided, named) | "Repoint" >> _Repoint()
        return Inherited(named, aliases, touched)


class _Found(NamedTuple):
    candidates: PCollection[tuple[str, IdCandidate]]
    withdrawn: PCollection[Alias]


@dataclass
class _FindCandidates(Composite[tuple[PCollection[Gathered], PCollection[str], PCollection[Alias]], _Found]):
    """Find for each id that was published under what changed, and for its aliases, the cluster that may take it."""

    folder: str | None

    def expand(self, given: tuple[PCollection[Gathered], PCollection[str], PCollection[Alias]]) -> _Found:
        """Meet the mentions of each id with what was published of it."""
        clusters, touched, earlier = given
        folders = clusters.pipeline | "LocateEvents" >> beam.Create([self.folder] if self.folder else [])
        merged = earlier | "FindMerged" >> beam.FlatMap(_merged_into, AsIter(touched))
        ids = (touched, merged | "ListMerged" >> beam.Keys()) | "GatherIds" >> beam.Flatten()
        known = (
            clusters | "ListMemberships" >> beam.FlatMap(_memberships),
            folders | "ReadTouched" >> beam.FlatMap(_events, AsIter(touched)),
            merged,
            folders | "ReadPast" >> beam.FlatMap(_past, AsIter(ids)),
        )
        found = (
            known
            | "GroupIds" >> beam.CoGroupByKey()
            | "FindMajority" >> beam.FlatMap(_candidate).with_outputs("withdrawn", main="candidates")
        )
        return _Found(found.candidates, found.withdrawn)


@dataclass
class _Repoint(Composite[tuple[PCollection[Alias], PCollection[Alias], PCollection[NamedCluster]], PCollection[Alias]]):
    """Point earlier aliases at what lives now, leave out those that live again, and add the new ones."""

    def expand(
        self, given: tuple[PCollection[Alias], PCollection[Alias], PCollection[NamedCluster]]
    ) -> PCollection[Alias]:
        """Meet each earlier alias with what became of it, or of its event."""
        earlier, decided, named = given
        standing = (
            (
                earlier | "KeyEarlier" >> beam.Map(_by_alias),
                decided | "KeyDecided" >> beam.Map(_by_alias),
                named | "KeyNamed" >> beam.Map(_by_name),
            )
            | "MeetDecided" >> beam.CoGroupByKey()
            | "LeaveOutDecided" >> beam.FlatMap(_undecided)
        )
        repointed = (
            (standing | "KeyByTarget" >> beam.Map(_by_target), decided | "KeyByAlias" >> beam.Map(_by_alias))
            | "MeetTargets" >> beam.CoGroupByKey()
            | "FollowTargets" >> beam.FlatMap(_followed)
        )
        return (repointed, decided) | "AllAliases" >> beam.Flatten()


class _MintFn(beam.DoFn):
    """Give clusters the first of their own ids that was never published."""

    _taken: frozenset[str]

    def __init__(self, folder: str | None) -> None:
        self._folder = folder

    def setup(self) -> None:
        self._taken = published_ids(Path(self._folder)) if self._folder else frozenset()

    def process(self, element: Gathered) -> Iterator[NamedCluster]:
        event_id = first_free(minted_ids(element.mentions), self._taken)
        told = with_origins(element.told, event_id, is_minted=True, is_alone=True)
        yield NamedCluster(event_id, None, replace(element, told=told), _split_from(element, event_id))


def _published_under(gathered: Gathered) -> Iterator[str]:
    """Yield the events under which the mentions of a cluster were published."""
    yield from {told.event_id for told in gathered.told if told.event_id is not None}


def _published_as(former: Traced) -> Iterator[str]:
    if former.event_id is not None:
        yield former.event_id


def _memberships(gathered: Gathered) -> Iterator[tuple[str, Membership]]:
    yield from memberships(gathered.told, gathered.cluster_id)


def _merged_into(alias: Alias, touched: Iterable[str]) -> Iterator[tuple[str, Alias]]:
    """Yield an alias of an event that does not stand, under its own id."""
    if alias.reason == MERGED and alias.event_id in touched:
        yield alias.alias_id, alias


def _events(folder: str, event_ids: Iterable[str]) -> Iterator[tuple[str, Event]]:
    for event in published_events(Path(folder), frozenset(event_ids)):
        yield event.event_id, event


def _past(folder: str, event_ids: Iterable[str]) -> Iterator[tuple[str, Past]]:
    yield from past_of_ids(Path(folder), frozenset(event_ids))


def _by_cluster(gathered: Gathered) -> tuple[str, Gathered]:
    return gathered.cluster_id, gathered


def _by_target(alias: Alias) -> tuple[str, Alias]:
    return alias.event_id, alias


def _by_alias(alias: Alias) -> tuple[str, Alias]:
    return alias.alias_id, alias


def _by_name(named: NamedCluster) -> tuple[str, str]:
    return named.event_id, named.event_id


def _candidate(element: tuple[str, _Known]) -> Iterator[tuple[str, IdCandidate] | _Withdrawn]:
    """Yield an id under the cluster that may take it; where no mention of a published event is left, its alias.

    An id that is neither of a published event that changed nor an alias of one stays where it is.
    """
    event_id, (found, published, aliases, pasts) = element
    before, alias, past = next(iter(published), None), next(iter(aliases), None), next(iter(pasts), None)
    if before is None and alias is None:
        return
    majority = majority_cluster(found)
    if majority is not None:
        cluster_id, founding = majority
        alias_of = alias.event_id if alias else None
        yield cluster_id, IdCandidate(cluster_id, event_id, founding, before, past, alias_of)
    elif before is not None:
        yield TaggedOutput("withdrawn", Alias(alias_id=event_id, event_id=event_id, reason=WITHDRAWN))


def _inherit(
    element: tuple[str, tuple[Iterable[Gathered], Iterable[IdCandidate]]],
) -> Iterator[NamedCluster | _Beside | _Orphan]:
    """Yield a cluster under the oldest id that it may take, and aliases for the others; an orphan may take none."""
    _, (clusters, found) = element
    candidates = list(found)
    kept, aliases = inherit(candidates)
    merged = {alias.alias_id for alias in aliases}
    for cluster in clusters:
        if kept is None:
            yield _Orphan("orphans", cluster)
        else:
            lost = tuple(each for each in _split_from(cluster, kept.event_id) if each not in merged)
            told = with_origins(cluster.told, kept.event_id, is_minted=False, is_alone=not aliases)
            past = kept.past if kept.alias_of else None
            yield NamedCluster(kept.event_id, kept.before, replace(cluster, told=told), lost, past)
    for alias in aliases:
        yield _Beside("aliases", alias)


def _split_from(gathered: Gathered, event_id: str) -> tuple[str, ...]:
    """Return the published events that mentions of a cluster come from, but for the one that it is."""
    return tuple(sorted({told.event_id for told in gathered.told if told.event_id} - {event_id}))


def _undecided(element: tuple[str, tuple[Iterable[Alias], Iterable[Alias], Iterable[str]]]) -> Iterator[Alias]:
    """Yield an earlier alias about which nothing was decided now, and that is no id of an event."""
    _, (earlier, decided, living) = element
    if not any(True for _ in decided) and not any(True for _ in living):
        yield from earlier


def _followed(element: tuple[str, tuple[Iterable[Alias], Iterable[Alias]]]) -> Iterator[Alias]:
    """Yield the aliases of one id, pointing at what it has become itself."""
    _, (earlier, decided) = element
    target = min((alias.event_id for alias in decided), default=None)
    for alias in earlier:
        yield replace(alias, event_id=target) if target is not None else alias
