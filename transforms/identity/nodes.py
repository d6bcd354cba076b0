"""What is compared: mentions that differ in nothing that counts, as one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from transforms.identity.features import Compared, Features
from transforms.identity.pins import Pins
from transforms.identity.scoring import is_match


@dataclass(frozen=True, slots=True)
class Node:
    """Mentions that differ in nothing that counts, by id, or one alone; its id is the smallest of theirs."""

    id: str
    features: Features
    mentions: tuple[Compared, ...]


def nodes_of(mentions: Iterable[Compared], pins: Pins) -> list[Node]:
    """Return every mention in one node, by id; equal features share a node where they suffice to merge.

    What is pinned is a node of its own.
    """
    alike: dict[Features, list[Compared]] = defaultdict(list)
    nodes: list[Node] = []
    for mention in each_once(mentions):
        if pins and mention.mention_id in pins:
            nodes.append(Node(mention.mention_id, mention.features, (mention,)))
        else:
            alike[mention.features].append(mention)
    for features, found in alike.items():
        if len(found) > 1 and is_match(features, features):
            nodes.append(Node(found[0].mention_id, features, tuple(found)))
        else:
            nodes.extend(Node(mention.mention_id, features, (mention,)) for mention in found)
    return sorted(nodes, key=_by_id)


def each_once(mentions: Iterable[Compared]) -> list[Compared]:
    """Return every mention once, by id; of two that differ under one id the same one for any order."""
    unique: dict[str, Compared] = {}
    for mention in mentions:
        known = unique.setdefault(mention.mention_id, mention)
        if known is not mention and known != mention:
            unique[mention.mention_id] = min(known, mention, key=repr)
    return [mention for _, mention in sorted(unique.items())]


def _by_id(node: Node) -> str:
    return node.id
