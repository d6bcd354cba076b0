"""The figures of a published run against its gold annotations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from warehouse.evaluation.clustering import Cluster, Told, compare_pairs, disagreements, label
from warehouse.evaluation.found import Found, FoundPost
from warehouse.evaluation.gold import Gold, GoldPost
from warehouse.evaluation.measures import Measure, b_cubed, pairs
from warehouse.evaluation.mistakes import Fault, Mistake
from warehouse.evaluation.slots import Telling
from warehouse.evaluation.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How well a run agrees with gold annotations.

    Attributes:
        posts: Posts of the gold that were found; of texts that have ids, none can be spurious.
        uncovered: Published posts in files that the gold does not name; each counts as spurious.
        fields: By field of a main event.
        exact: Its recall is the share of gold main events of which every slot but the parties is a hit.
        listed_pairs: None where the gold lists none.
        main_events: The events that the main mentions of the gold are of, and the ones they were found to be of; right
            is what was found as one event with nothing else in it.
    """

    posts: Measure
    uncovered: int
    slots: Measure
    fields: Mapping[str, Measure]
    detection: Measure
    exact: Measure
    pairs: Measure
    listed_pairs: Measure | None
    b_cubed: Measure
    main_events: Measure
    mistakes: tuple[Mistake, ...]


def evaluate(gold: Gold, found: Found) -> Evaluation:
    """Compare what a run found with what it should have found."""
    told = _told_of_posts(gold, found) if gold.segmented else _told_of_texts(found)
    tally = Tally()
    for post in gold.posts:
        tally.count(post.name, [each for each in post.tellings if each.is_main], told.get(post.name, ()))
    labels = tuple(label(gold, told))
    mains = [each.sides for each in labels if each.is_main]
    listed, unlike = compare_pairs(gold.pairs, told) if gold.pairs is not None else (None, [])
    lost = [Mistake(Fault.LOST, post.name, "", _place(post), "") for post in gold.posts if post.name not in told]
    located = len(gold.posts) - len(lost)
    files = {post.file for post in gold.posts}
    return Evaluation(
        posts=Measure.of_hits(located, len(found.posts) if gold.segmented else located, len(gold.posts)),
        uncovered=sum(post.file not in files for post in found.posts) if gold.segmented else 0,
        slots=tally.slots(),
        fields=tally.fields(),
        detection=tally.detection(),
        exact=Measure.of_hits(tally.exact, tally.events, tally.events),
        pairs=pairs(each.sides for each in labels),
        listed_pairs=listed,
        b_cubed=b_cubed(each.sides for each in labels),
        main_events=_main_events(mains),
        mistakes=(*lost, *tally.mistakes, *disagreements(labels), *unlike),
    )


def _told_of_texts(found: Found) -> Told:
    """Return what was found by the id that a text has in its source."""
    told: dict[str, list[Telling]] = defaultdict(list)
    for post in found.posts:
        if post.native_id is not None:
            told[post.native_id].extend(found.tellings.get(post.post_id, ()))
    return dict(told)


def _told_of_posts(gold: Gold, found: Found) -> Told:
    """Return what was found by the names that the gold gives to the posts; a post that was not found is left out."""
    by_file: dict[str, list[FoundPost]] = defaultdict(list)
    for post in found.posts:
        by_file[post.file].append(post)
    in_file = Counter(post.file for post in gold.posts)
    located = (
        (post.name, _locate(post, by_file[post.file or ""], alone=in_file[post.file] == 1)) for post in gold.posts
    )
    return {name: found.tellings.get(post.post_id, ()) for name, post in located if post}


def _locate(post: GoldPost, in_file: list[FoundPost], *, alone: bool) -> FoundPost | None:
    """Return the post with the id or the lines that the gold gives; a post that is alone in its file is the file."""
    if post.lines is None:
        fitting = [each for each in in_file if each.native_id == post.name]
    elif alone:
        fitting = in_file if len(in_file) == 1 else []
    else:
        fitting = [each for each in in_file if (each.first_line, each.last_line) == (post.lines.first, post.lines.last)]
    return fitting[0] if fitting else None


def _place(post: GoldPost) -> str:
    lines = f", lines {post.lines.first} to {post.lines.last}" if post.lines else ""
    return f"{post.file}{lines}" if post.file else ""


def _main_events(sides: Iterable[tuple[str, Cluster]]) -> Measure:
    """Return as hits the events that were found as one, with nothing else in it."""
    together = set(sides)
    events, clusters = Counter(event for event, _ in together), Counter(cluster for _, cluster in together)
    whole = sum(events[event] == clusters[cluster] == 1 for event, cluster in together)
    return Measure.of_hits(whole, given=len(clusters), wanted=len(events))
