"""Which mentions of one candidate key are one event; a pure function of the set of mentions."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from transforms.elements import Decision, Mention, Verdict
from transforms.identity.features import TRAVEL, Features
from transforms.identity.groups import Group, Node, Pair, by_day, by_id, is_match, nodes_of, pair_of
from transforms.identity.scoring import RULE_VERSION, THRESHOLD, Comparison, compare_features
from transforms.identity.spans import Sort, shift
from transforms.identity.vetoes import forbids

NEIGHBOURS = 200
"""Mentions of one stretch of days that differ, up to which every one is compared with every other."""
SEVERAL = "more than one candidate"
INDIRECT = "different clusters"
_SLACK = 2
_LONGEST_VISIT = 40


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one event, by id; the id of the cluster is the smallest of theirs."""

    cluster_id: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The clusters of one key, by id, and every comparison that was made.

    The `event_id` of a decision is here the id of the cluster. `crowded` counts mentions that had more neighbours than
    are compared.
    """

    clusters: tuple[Cluster, ...]
    decisions: tuple[Decision, ...]
    crowded: int


def resolve(mentions: Iterable[Mention]) -> Resolution:
    """Cluster the mentions of one key; neither their order nor their repetition makes a difference.

    First those with a day, by falling score; then each of the others goes to the one cluster that fits it; those that
    fit none, or more than one, are clustered among themselves.
    """
    nodes = sorted(nodes_of(mentions), key=by_id)
    group = Group()
    for node in nodes:
        group.add(node)
    anchored = sorted((node for node in nodes if _is_anchored(node.features)), key=by_day)
    crowded = _agglomerate(group, anchored)
    loose = [node for node in nodes if not _is_anchored(node.features)]
    rest = _attach(group, anchored, loose)
    crowded += _agglomerate(group, sorted(rest, key=by_day))
    return Resolution(tuple(_clusters(group)), tuple(_decisions(group, nodes)), crowded)


def _is_anchored(features: Features) -> bool:
    """Return whether a mention dates its event well enough to found one; a visit is dated by its range."""
    if features.span is None:
        return False
    dated = features.span.sort in (Sort.DAY, Sort.IMPUTED)
    return dated or (features.span.sort is Sort.RANGE and features.family in TRAVEL)


def _agglomerate(group: Group, nodes: list[Node]) -> int:
    """Join nodes by falling score where their clusters allow it; return how many had too many neighbours."""
    crowded = 0
    matches: list[tuple[float, str, str]] = []
    for place, node in enumerate(nodes):
        for distance, other in enumerate(_following(nodes, place)):
            if distance == NEIGHBOURS:
                crowded += 1
                break
            comparison = group.compare(node, other)
            if is_match(comparison):
                matches.append((-comparison.score, *pair_of(node, other)))
    for _, left, right in sorted(matches):
        group.join(left, right)
    return crowded


def _following(nodes: list[Node], place: int) -> Iterator[Node]:
    """Yield the nodes after a place that begin before it has ended."""
    span = nodes[place].features.span
    for index in range(place + 1, len(nodes)):
        other = nodes[index].features.span
        if span and other and other.earliest > shift(span.stop, _SLACK):
            return
        yield nodes[index]


def _attach(group: Group, anchored: list[Node], loose: list[Node]) -> list[Node]:
    """Give each loose node to the one cluster that fits it; return those that found none."""
    starts = [by_day(node)[0] for node in anchored]
    chosen: list[tuple[float, str, str]] = []
    for node in loose:
        fitting = _fitting(group, _within_reach(anchored, starts, node), node)
        if len(fitting) == 1:
            chosen.extend((-group.compare(node, other).score, node.id, other.id) for other in fitting.values())
        else:
            group.ambiguous.update(pair_of(node, other) for other in fitting.values())
    placed = {node_id for _, node_id, other_id in sorted(chosen) if group.join(node_id, other_id)}
    return [node for node in loose if node.id not in placed]


def _within_reach(anchored: list[Node], starts: list[date], node: Node) -> list[Node]:
    """Return the anchored nodes whose days may be those of a loose one; all where it gives none."""
    span = node.features.span
    if span is None:
        return anchored
    first = bisect_left(starts, shift(span.start, -_LONGEST_VISIT))
    return anchored[first : bisect_right(starts, shift(span.stop, _SLACK))]


def _fitting(group: Group, anchored: list[Node], node: Node) -> dict[str, Node]:
    """Return a node of every cluster that fits a loose one, two clusters at most: a second one settles it.

    Only what nothing forbids is scored: an event without a date would be compared with all of its parties.
    """
    found: dict[str, Node] = {}
    for other in anchored:
        home = group.home[other.id]
        if home in found or forbids(node.features, other.features):
            continue
        if is_match(group.compare(node, other)):
            found[home] = other
        if len(found) > 1:
            break
    return found


def _clusters(group: Group) -> Iterator[Cluster]:
    for cluster_id, members in sorted(group.members.items()):
        mentions = {mention.mention_id: mention for node in members for mention in node.mentions}
        yield Cluster(cluster_id, tuple(mention for _, mention in sorted(mentions.items())))


def _decisions(group: Group, nodes: list[Node]) -> Iterator[Decision]:
    """Yield every comparison of two nodes, and that of each further mention of a node with its first."""
    for pair, comparison in sorted(group.compared.items(), key=_by_pair):
        same = group.home[pair[0]] == group.home[pair[1]]
        yield decision_of(pair, comparison, group.home[pair[0]] if same else None, several=pair in group.ambiguous)
    for node in nodes:
        if len(node.mentions) > 1:
            comparison = compare_features(node.features, node.features)
            for mention in node.mentions[1:]:
                yield decision_of((node.id, mention.mention_id), comparison, group.home[node.id])


def _by_pair(item: tuple[Pair, Comparison]) -> Pair:
    return item[0]


def decision_of(pair: Pair, comparison: Comparison, cluster_id: str | None, *, several: bool = False) -> Decision:
    """Return what became of two mentions: one event, forbidden (by their clusters too), or not alike enough."""
    vetoes = comparison.vetoes
    if cluster_id is not None:
        verdict = Verdict.MERGED
    elif vetoes or comparison.score >= THRESHOLD:
        verdict = Verdict.VETOED
        vetoes = vetoes or ((SEVERAL,) if several else (INDIRECT,))
    else:
        verdict = Verdict.BELOW_THRESHOLD
    return Decision(
        left_mention_id=pair[0],
        right_mention_id=pair[1],
        event_id=cluster_id,
        decision=verdict,
        score=comparison.score,
        threshold=THRESHOLD,
        evidence=comparison.evidence,
        vetoes=vetoes,
        rule_version=RULE_VERSION,
    )
