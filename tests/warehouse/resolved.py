"""A published run of given mentions, clustered by the resolver itself; an event goes by the first of its mentions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from tests.transforms.storage.building import a_post, the_post_of, write_run
from transforms.elements import Decision, EventPost, Mention, ResolvedMention
from transforms.identity.buckets import is_whole, keyed_outlines, partial_bucket
from transforms.identity.clustering import Cluster, resolve
from transforms.identity.features import Compared, compared_of
from transforms.identity.keys import CandidateKey, key_of
from transforms.identity.merge import merge_mentions
from transforms.identity.pins import NO_PINS, Pins
from transforms.identity.placing import Placement, complete, place

RUN_ID = "20310305T080000Z-abc123"


def publish(
    output: Path,
    mentions: Iterable[Mention],
    *,
    pins: Pins = NO_PINS,
    parents: Mapping[str, str] | None = None,
    forgotten: bool = False,
) -> Path:
    """Publish a run in a folder; `forgotten` leaves its decisions out, `parents` are of events."""
    given = {mention.mention_id: mention for mention in mentions}
    clusters, decisions = _resolved(list(map(compared_of, given.values())), pins)
    names = {cluster.cluster_id: _event_id(cluster) for cluster in clusters}
    told = {each.cluster_id: [given[mention.mention_id] for mention in each.mentions] for each in clusters}
    resolved = [ResolvedMention(names[each], mention) for each, found in told.items() for mention in found]
    events = [
        replace(event, parent_event_id=(parents or {}).get(event.event_id), name=f"Talks {event.event_id}")
        for event in (merge_mentions(names[each], found) for each, found in told.items())
    ]
    found = [each.mention for each in resolved]
    first = {each.post_id: each for each in reversed(found)}
    posts = [the_post_of(each, ordinal=place) for place, (_, each) in enumerate(sorted(first.items()))]
    links = [
        EventPost(each.event_id, each.mention.post_id, each.mention.mention_id, each.mention.genre, each.mention.status)
        for each in resolved
    ]
    named = [replace(each, event_id=names[each.event_id] if each.event_id else None) for each in decisions]
    rows = [*posts, a_post("post-silent", ordinal=99), *resolved, *links, *events, *([] if forgotten else named)]
    write_run(output / "runs" / RUN_ID, rows, RUN_ID)
    (output / "CURRENT").write_text(RUN_ID + "\n")
    return output


def _event_id(cluster: Cluster) -> str:
    return "ev_" + min(mention.mention_id for mention in cluster.mentions).removeprefix("me_")


def _resolved(mentions: list[Compared], pins: Pins) -> tuple[list[Cluster], list[Decision]]:
    groups: dict[CandidateKey, list[Compared]] = defaultdict(list)
    for mention in mentions:
        if is_whole(mention, pins):
            # What pins link is resolved in one call.
            groups[("all", "") if pins else key_of(mention.features)].append(mention)
    resolutions = [resolve(group, pins) for group in groups.values()]
    found = {cluster.cluster_id: cluster for each in resolutions for cluster in each.clusters}
    decisions = [decision for each in resolutions for decision in each.decisions]
    placements: dict[str, list[Placement]] = defaultdict(list)
    for mention in mentions:
        if not is_whole(mention, pins):
            bucket = partial_bucket(mention)
            met = [each for cluster in found.values() for each in keyed_outlines(cluster, pins)]
            near = [outline for key, outline in met if key == bucket]
            for placement in place([mention], near, pins):
                placements[placement.cluster_id].append(placement)
    clusters: list[Cluster] = []
    for cluster_id in sorted({*found, *placements}):
        completed = complete(found.get(cluster_id), placements[cluster_id], pins)
        clusters.extend(completed.clusters)
        decisions.extend(completed.decisions)
    return clusters, decisions
