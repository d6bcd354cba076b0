"""The frozen values that travel between the steps, in the order in which a run makes them.

Offsets are code points into `Post.text`, half open. Countries are ISO 3166-1 alpha-3. Times are UTC, days are local to
what they date. Empty tuples mean that the text names none.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from transforms.packing import Sealed, packed


class Kind(StrEnum):
    """What sort of event it is, whatever became of it."""

    BILATERAL_MEETING = "bilateral_meeting"
    TRILATERAL_MEETING = "trilateral_meeting"
    MULTILATERAL_MEETING = "multilateral_meeting"
    DOMESTIC_MEETING = "domestic_meeting"
    PHONE_CALL = "phone_call"
    VISIT = "visit"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    STATEMENT = "statement"
    PRESS_CONFERENCE = "press_conference"
    BRIEFING = "briefing"
    SIGNING = "signing"
    CONDOLENCE = "condolence"
    CONGRATULATION = "congratulation"
    CEREMONY = "ceremony"
    OTHER = "other"


class Genre(StrEnum):
    """What a post is to the event it tells of."""

    ANNOUNCEMENT = "announcement"
    REPORT = "report"
    REMARKS = "remarks"
    READOUT = "readout"
    DOCUMENT = "document"
    LIVE = "live"
    MESSAGE = "message"
    BACKGROUND = "background"


class Status(StrEnum):
    """What became of the event, as the post tells it."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    HELD = "held"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class Precision(StrEnum):
    """How wide a stretch of days the words name."""

    DAY = "day"
    RANGE = "range"
    MONTH = "month"
    YEAR = "year"


class Basis(StrEnum):
    """Where the year, month and day of a date came from."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    INHERITED = "inherited"
    PUBLICATION = "publication"


class Stage(StrEnum):
    """How far an event has come, as all its mentions together tell.

    Announced by one post, confirmed by another, held, reported by a readout; put off, called off, moved to another day
    or city; unconfirmed where its days have passed and nothing followed.
    """

    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    HELD = "held"
    REPORTED = "reported"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    MOVED = "moved"
    UNCONFIRMED = "unconfirmed"


class Verdict(StrEnum):
    """What was decided about two mentions that were compared."""

    MERGED = "merged"
    VETOED = "vetoed"
    BELOW_THRESHOLD = "below_threshold"
    PINNED = "pinned"


@packed
@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a post and where they stand: `post.text[start:stop] == text`."""

    text: str
    start: int
    stop: int


UNDETERMINED = "und"
"""The code of ISO 639-2 for a language that nobody can tell, such as that of a row of emoji."""


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post as its source published it.

    `text` is exactly what the source said, `lang` its language as an ISO 639 code. `published_on` is the local day of
    publication where the source gives one; `published_at` is set only where it gives a time too. `states` are codes of
    the countries and organisations that the text names, once somebody has looked. `reference_year` is the year on which
    the full dates of the same file agree, for files that give no publication. `dateline` is the city a wire story is
    filed from.
    """

    post_id: str
    source: str
    native_id: str | None = None
    url: str | None = None
    lang: str = UNDETERMINED
    file: str
    first_line: int
    last_line: int
    ordinal: int
    published_at: datetime | None = None
    published_on: date | None = None
    reference_year: int | None = None
    heading: str | None = None
    dateline: Phrase | None = None
    text: str
    hashtags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    boundary_confidence: float = 1.0
    boundary_signals: tuple[str, ...] = ()


@packed
@dataclass(frozen=True, slots=True)
class Reject:
    """An input, or a part of one, that could not be used.

    `position` says where in the file (`line 12`, `byte 4096`, or empty for the whole file); `step` is the step that
    refused it; `snippet` is at most 200 characters of it, control characters made visible.
    """

    file: str
    position: str
    step: str
    reason: str
    snippet: str = ""


@packed
@dataclass(frozen=True, slots=True)
class Notice:
    """What the user should know of a file that was read: what was passed over in it, mended or taken for granted."""

    file: str
    message: str


@packed
@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of the post behind one filled field of a mention."""

    field: str
    start: int
    stop: int


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class WordedParticipant:
    """A person as the post names one: the longest form of the name, without titles."""

    name: Phrase
    titles: tuple[Phrase, ...] = ()
    country: Phrase | None = None
    organisation: Phrase | None = None


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class WordedDocument:
    """A paper as the post names it."""

    kind: str
    title: Phrase
    status: str
    parties: tuple[Phrase, ...] = ()


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class WordedMention:
    """What one post says of one event, in the words of the post.

    `cues` are the words that decided kind, status and genre.
    """

    post: Post
    ordinal: int
    is_main: bool
    kind: Kind
    genre: Genre
    status: Status
    date: Phrase | None = None
    place: Phrase | None = None
    venue: Phrase | None = None
    event_name: Phrase | None = None
    sidelines: Phrase | None = None
    participants: tuple[WordedParticipant, ...] = ()
    parties: tuple[Phrase, ...] = ()
    organisations: tuple[Phrase, ...] = ()
    documents: tuple[WordedDocument, ...] = ()
    cues: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    extractor: str = "grammar"


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """First and last day of an event, both included, and how we know."""

    start: date
    end: date
    precision: Precision
    basis: Basis


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event is; latitude and longitude in degrees are those of the city."""

    city: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    venue: str | None = None


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A named person at an event, in the capacity in which he or she takes part.

    `role` is standard titles, joined by `; `; `organisation` is the code of a body where the person stands for one.
    """

    person_id: str
    name: str
    role: str | None = None
    country: str | None = None
    organisation: str | None = None


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper of an event.

    `kind` is agreement, joint_statement, plan and their like; `status` is signed, adopted, issued or planned.
    """

    kind: str
    title: str
    status: str
    parties: tuple[str, ...] = ()


@packed
@dataclass(frozen=True, slots=True)
class Inferred:
    """A field of a mention that other posts supplied, and what the post itself says there: None for nothing.

    `field` is `kind`, `participants[0].country`, `participants[0].organisation`, `countries[FRA]` or
    `organisations[UN]`.
    """

    field: str
    before: str | None


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Sealed):
    """What one post says of one event, dated, placed and coded.

    `countries` are the parties, sorted; `organisations` are codes of the gazetteer, sorted. `source`, `published_at`
    and `published_on` are those of the post. `inferred` is what the post does not say itself.
    """

    mention_id: str
    post_id: str
    source: str
    published_at: datetime | None = None
    published_on: date | None = None
    ordinal: int
    is_main: bool
    kind: Kind
    genre: Genre
    status: Status
    dates: DateRange | None = None
    place: Place | None = None
    event_name: str | None = None
    sidelines_of: str | None = None
    participants: tuple[Participant, ...] = ()
    countries: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    inferred: tuple[Inferred, ...] = ()
    confidence: float = 1.0
    extractor: str = "grammar"


@packed
@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that a mention gives for a field of its event and that the event does not show."""

    field: str
    value: str
    mention_id: str


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of the world, from all mentions of it.

    `mention_ids` are sorted. `plover_event`, `plover_mode` and `cameo_code` are derived for export and are no key.
    """

    event_id: str
    parent_event_id: str | None = None
    kind: Kind
    name: str
    status: Status
    stage: Stage = Stage.ANNOUNCED
    dates: DateRange | None = None
    place: Place | None = None
    participants: tuple[Participant, ...] = ()
    countries: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    sidelines_of: str | None = None
    plover_event: str | None = None
    plover_mode: str | None = None
    cameo_code: str | None = None
    mention_ids: tuple[str, ...] = ()
    post_count: int = 0
    source_count: int = 0
    first_published_at: datetime | None = None
    last_published_at: datetime | None = None
    revision: int = 1
    conflicts: tuple[Conflict, ...] = ()


@packed
@dataclass(frozen=True, slots=True)
class EventPost:
    """That a post tells of an event, and as what."""

    event_id: str
    post_id: str
    mention_id: str
    genre: Genre
    status: Status


@packed
@dataclass(frozen=True, slots=True)
class Weight:
    """What one field said for (above 0) or against (below 0) two mentions being one event, in log-odds."""

    field: str
    weight: float


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Sealed):
    """Why two mentions are, or are not, one event; `left_mention_id < right_mention_id`.

    `event_id` is the event of both where they ended in one, else None.
    """

    left_mention_id: str
    right_mention_id: str
    event_id: str | None
    decision: Verdict
    score: float
    threshold: float
    evidence: tuple[Weight, ...] = ()
    vetoes: tuple[str, ...] = ()
    rule_version: str


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """An id that was published once and now stands for another; `reason` is merged or withdrawn."""

    alias_id: str
    event_id: str
    reason: str


@packed
@dataclass(frozen=True, slots=True)
class Past:
    """What the history tells of a published id.

    Attributes:
        run_id: The run that minted it.
        revision: Its last revision.
        stage: The stage of the event then.
    """

    run_id: str
    revision: int
    stage: Stage


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of one event that differs from the revision before; values as text, None where there was none."""

    event_id: str
    revision: int
    field: str
    before: str | None
    after: str | None
    mention_id: str | None


@packed
@dataclass(frozen=True, slots=True)
class ResolvedMention:
    """A mention, the event that it was found to be of, and its origin, which is that of `Traced`."""

    event_id: str
    mention: Mention
    origin_id: str | None = None


@packed
@dataclass(frozen=True, slots=True)
class Traced:
    """A mention on its way to an event, and what the run before made of it.

    `event_id` is the event under which it was published, None where it never was. `origin_id` is the event with which
    it counts where events that were merged are separated: the first one that it was published under, or the one that
    was minted for it since; None where it joined an event that was merged already.
    """

    mention: Mention
    event_id: str | None = None
    origin_id: str | None = None


@packed
@dataclass(frozen=True, slots=True)
class Edit:
    """That a source published other words under an id that it had used before."""

    post_id: str
    before: str
    after: str


@packed
@dataclass(frozen=True, slots=True)
class Seen:
    """How often something was seen in all posts together, as `transforms.coding.roster` words it."""

    seen: str
    state: str
    times: int


@packed
@dataclass(frozen=True, slots=True)
class PersonName:
    """One form in which mentions name a person, in a capacity, and how many do."""

    person_id: str
    country: str | None
    name: str
    role: str | None
    mention_count: int
