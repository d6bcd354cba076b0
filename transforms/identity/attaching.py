"""Mentions without an exact day: each goes to the one dated event that fits it, or that fits it clearly best."""

import numpy as np

from transforms.identity.clusters import Clusters, may_join
from transforms.identity.coded import Coded, Row
from transforms.identity.compiling import call, call_each
from transforms.identity.groups import Group, Pairs
from transforms.identity.likeness import fitting
from transforms.identity.names import HINT
from transforms.identity.numbers import Numbers, firsts_of, joined, marked
from transforms.identity.rules import rule
from transforms.identity.sets import are_disjoint
from transforms.identity.vetoes import AGE_DAYS
from transforms.identity.windows import Shelf, pairs_within

MOST_TRIED = 200
"""Dated mentions with which one without a day is compared at most, the earliest first."""
REPORTED = 3
"""Days before a post without a day in which the event that it tells of has mostly begun."""
ANNOUNCED = 14
"""Days after such a post in which it mostly begins; ever wider stretches told fewer events apart on synthetic ones."""
CLEARLY = 1.0
"""How much more must speak for one event than for any other that fits, such as a city or most of two names."""
_LONGEST_VISIT = 40
_SLACK = 2
ALWAYS = (1 << 22) - 1
"""More days than any two mentions lie apart."""


def attach(group: Group, shelf: Shelf, loose: Numbers, longest: int = _LONGEST_VISIT) -> Numbers:
    """Give each loose node to the one cluster of anchored ones, which stand by day, that fits; return the others.

    Of several that fit, to the one for which clearly more speaks. No anchored node lasts longer than so many days.
    """
    who, choices = _choices(group, shelf, loose, longest)
    order = np.lexsort((choices.right, choices.left, -choices.score, who))
    who, choices = who[order], choices.chosen(order)
    first = firsts_of(who)
    is_clear = np.ones(len(first), np.bool_)
    several = np.flatnonzero(np.diff(np.append(first, len(who))) > 1)
    is_clear[several] = choices.score[first[several]] >= choices.score[first[several] + 1] + CLEARLY
    size = len(group.keys)
    group.ambiguous.append(choices.chosen(marked(size, who[first[~is_clear]])[who]))
    best, going = choices.chosen(first[is_clear]), who[first[is_clear]]
    order = np.lexsort((best.right, best.left, -best.score))
    is_placed = group.join(best.chosen(order))
    return loose[~marked(size, going[order][is_placed])[loose]]


def _choices(group: Group, shelf: Shelf, loose: Numbers, longest: int) -> tuple[Numbers, Pairs]:
    """Return the best match of each loose node in every cluster that fits it, and which node that is.

    Of the clusters that fit a node without a day, those about the day of its post where there are any.
    """
    days = group.days
    has_days, told_on = days.sort[loose] > 0, days.told_on[loose]
    first = np.where(has_days, days.start[loose] - longest, told_on - REPORTED)
    last = np.where(has_days, days.stop[loose] + _SLACK, told_on + ANNOUNCED)
    near = loose[has_days | (told_on > 0)]
    begin, end = shelf.between(group.keys[near], first[has_days | (told_on > 0)], last[has_days | (told_on > 0)])
    places, others = pairs_within(begin, end, MOST_TRIED)
    who, found = _fitting(group, near[places], shelf.nodes[others])
    rest = loose[~has_days & ~marked(len(group.keys), who)[loose]]
    since, until = days.told_on[rest] - AGE_DAYS - longest, days.told_on[rest] + AGE_DAYS
    whenever = days.told_on[rest] == 0
    begin, end = shelf.between(group.keys[rest], np.where(whenever, 0, since), np.where(whenever, ALWAYS, until))
    sharing = call_each(clue_pairs, group.told, (rest, begin, end), shelf.nodes, MOST_TRIED)
    more, others = _fitting(group, *sharing)
    return np.concatenate((who, more)), joined((found, others))


def _fitting(group: Group, who: Numbers, others: Numbers) -> tuple[Numbers, Pairs]:
    """Return the best match of each node in every cluster that fits it and does not forbid it."""
    pairs = group.compare(who, others)
    who, others, pairs = who[pairs.match], others[pairs.match], pairs.chosen(pairs.match)
    chosen = call(best_of_clusters, group.told, group.clusters, who, others, pairs.score)
    return who[chosen], pairs.chosen(chosen)


def best_of_clusters(told: Coded, clusters: Clusters, who: Numbers, others: Numbers, scores: Numbers) -> Numbers:
    """Return the places of the best match of every node with each cluster that does not forbid it.

    The matches of one node stand together.
    """
    best = np.zeros(len(who), np.int64)
    count = begun = 0
    for place in range(len(who)):
        if place and who[place] != who[place - 1]:
            begun = count
        home = clusters.home[others[place]]
        known = begun
        while known < count and clusters.home[others[best[known]]] != home:
            known += 1
        if known == count:
            best[count] = place
            count += 1
        elif scores[place] > scores[best[known]]:
            best[known] = place
    kept = np.zeros(count, np.bool_)
    for place in range(count):
        match = best[place]
        kept[place] = may_join(told, clusters, clusters.home[who[match]], clusters.home[others[match]])
    return best[:count][kept]


def clue_pairs(  # noqa: PLR0917  # the arguments of rules and steps come by place
    told: Coded, who: Numbers, first: Numbers, stop: Numbers, ordered: Numbers, most: int
) -> tuple[Numbers, Numbers]:
    """Return the pairs of each node with those in a stretch of an order that share a clue with it, so many at most."""
    found, others = np.zeros(64, np.int64), np.zeros(64, np.int64)
    count = 0
    for node in range(len(who)):
        begun = count
        for place in range(first[node], stop[node]):
            if not _share_clue(told, who[node], ordered[place]):
                continue
            if count == len(found):
                found, others = np.append(found, found), np.append(others, others)
            found[count], others[count] = who[node], ordered[place]
            count += 1
            if count - begun == most:
                break
    return found[:count], others[:count]


@rule
def _share_clue(told: Coded, one: int, other: int) -> bool:
    """Return whether two nodes have anything in common without which they cannot match where neither gives a day.

    The parties, the kind and the country of the place make 2.9 together, which is below the threshold: whoever matches
    shares a city, a level, a person, a paper, words or that it was called off.
    """
    left, right = told.rows[one], told.rows[other]
    if left.city and left.city == right.city:
        return True
    if left.level and left.level == right.level:
        return True
    if left.called_off and right.called_off:
        return True
    if not are_disjoint(told.values, (left.words_first, left.words_stop), (right.words_first, right.words_stop)):
        return True
    ours, theirs = (left.sidelines_first, left.sidelines_stop), (right.sidelines_first, right.sidelines_stop)
    if not are_disjoint(told.values, ours, theirs):
        return True
    ours, theirs = (left.documents_first, left.documents_stop), (right.documents_first, right.documents_stop)
    return not are_disjoint(told.values, ours, theirs) or _share_person(told, left, right)


@rule
def _share_person(told: Coded, left: Row, right: Row) -> bool:
    for ours in range(left.people_first, left.people_stop):
        for theirs in range(right.people_first, right.people_stop):
            if fitting(told, ours, theirs) >= HINT:
                return True
    return False
