"""Gold annotations in their two forms: posts of files with what they tell of, or texts that have ids."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from transforms.gazetteer.countries import countries
from warehouse.errors import RefusedError
from warehouse.evaluation.lines import MOST_ITEMS, Record, read_records
from warehouse.evaluation.slots import Choice, Days, Person, Slots, Telling

_HINT = "gold is posts.jsonl with mentions.jsonl, or gold.jsonl with or without pairs.jsonl"
# Where golden tables lie beside the gold, the gold has the longer names.
_PREFIXES = ("gold_", "")


@dataclass(frozen=True, slots=True)
class Lines:
    """First and last line of a post in its file, from 1."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class GoldPost:
    """A post and what it tells of.

    `file` is None for texts, which are found by their id alone; `lines` is None for records with an id of their own.
    """

    name: str
    file: str | None
    lines: Lines | None
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two posts that are, or only look like, of the same event."""

    left: str
    right: str
    same: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """What a run should have found.

    `segmented` says that the posts were cut out of files, and that events only referred to are annotated in full too,
    so that these take part in the clustering. `pairs` is None where none are listed.
    """

    posts: tuple[GoldPost, ...]
    pairs: tuple[GoldPair, ...] | None
    segmented: bool


def read_gold(folder: Path) -> Gold:
    """Read the gold annotations of a folder.

    Raises:
        RefusedError: There are none, or they are not what they should be.
    """
    if not folder.is_dir():
        raise RefusedError(f"{folder} is no folder", _HINT)
    for prefix in _PREFIXES:
        posts, mentions = folder / f"{prefix}posts.jsonl", folder / f"{prefix}mentions.jsonl"
        if posts.is_file() and mentions.is_file():
            return _checked(folder, _read_posts(posts, mentions), _read_pairs(folder / f"{prefix}pairs.jsonl"), True)
    if (folder / "gold.jsonl").is_file():
        return _checked(folder, _read_texts(folder / "gold.jsonl"), _read_pairs(folder / "pairs.jsonl"), False)
    raise RefusedError(f"{folder} holds no gold annotations", _HINT)


def _checked(folder: Path, posts: tuple[GoldPost, ...], pairs: tuple[GoldPair, ...] | None, segmented: bool) -> Gold:
    if not posts:
        raise RefusedError(f"the gold annotations of {folder} are empty", _HINT)
    name, times = Counter(post.name for post in posts).most_common(1)[0]
    if times > 1:
        raise RefusedError(f"the gold annotations of {folder} hold {name!r} {times} times", "give each post a name")
    return Gold(posts, pairs, segmented)


def _read_posts(posts: Path, mentions: Path) -> tuple[GoldPost, ...]:
    places = [(record.text("post"), record) for record in read_records(posts)]
    told: dict[str, list[Telling]] = {name: [] for name, _ in places}
    for record in read_records(mentions):
        name = record.text("post")
        if name not in told:
            raise RefusedError(f"{record.where}: the post {name!r} is not in {posts.name}", _HINT)
        told[name].append(_telling(record, record.text("event")))
        if len(told[name]) > MOST_ITEMS:
            raise RefusedError(f"{record.where}: a post tells of {MOST_ITEMS} events at most", _HINT)
    return tuple(
        GoldPost(name, Path(record.text("file")).name, _lines(record), tuple(told[name])) for name, record in places
    )


def _read_texts(path: Path) -> tuple[GoldPost, ...]:
    return tuple(
        GoldPost(
            record.text("id"),
            None,
            None,
            tuple(_telling(event, event.maybe_text("group")) for event in record.records("events")),
        )
        for record in read_records(path)
    )


def _read_pairs(path: Path) -> tuple[GoldPair, ...] | None:
    if not path.is_file():
        return None
    labelled = ((record, record.text("label")) for record in read_records(path))
    return tuple(
        GoldPair(record.text("id_a"), record.text("id_b"), label == "same")
        for record, label in labelled
        if label != "ignore"
    )


def _lines(record: Record) -> Lines | None:
    first, last = record.number("first_line"), record.number("last_line")
    return None if first is None or last is None else Lines(int(first), int(last))


def _telling(record: Record, event: str | None) -> Telling:
    participants = tuple(_person(each) for each in record.records("participants") if each.maybe_text("name"))
    slots: Slots = {
        "kind": _choices(record, "kind"),
        "status": _choices(record, "status"),
        "date": _days(record),
        "city": _present(record.maybe_text("city")),
        "country": _present(record.maybe_text("country")),
        "participant": participants,
        "party": _parties(record),
    }
    return Telling(
        event=event,
        is_main=record.flag("main", default=True),
        kind=record.text("kind"),
        name=record.maybe_text("event_name"),
        slots=slots,
        cast=record.has("countries") or bool(record.records("participants")),
    )


def _present(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _choices(record: Record, field: str) -> tuple[Choice, ...]:
    preferred = record.maybe_text(field)
    return (Choice((preferred, *record.texts(f"{field}_alt"))),) if preferred else ()


def _days(record: Record) -> tuple[Days, ...]:
    start = record.day("date_start")
    if start is None:
        return ()
    return (Days(start, record.day("date_end") or start, record.number("date_tolerance_days") or 0),)


def _person(record: Record) -> Person:
    country = record.maybe_text("country") or record.maybe_text("country_or_org")
    return Person(record.text("name"), record.texts("family"), country)


def _parties(record: Record) -> tuple[str, ...]:
    """Return the countries named or, where the gold has no such field, those of the participants."""
    named: Iterable[str] = record.texts("countries")
    if not record.has("countries"):
        stated = (each.maybe_text("country_or_org") for each in record.records("participants"))
        named = sorted({country for country in stated if country})
    return tuple(code for code in named if code in countries())
