"""The signals that a post ends, begins or goes on between two lines, and what each weighs."""

from collections.abc import Callable
from dataclasses import dataclass

from transforms.formats.events import acting_alone
from transforms.formats.habits import Habits, first_words
from transforms.formats.marks import Mark
from transforms.formats.shapes import Shape

_FULL_LENGTH = 40  # characters that make a post of a line rather than an item
_UNDER_TITLES = frozenset({Mark.HEADLINE, Mark.BULLET, Mark.NUMBERED, Mark.DASHED, Mark.QUOTED, Mark.PLACE})
_INNER = frozenset({Mark.QUOTED, Mark.SAID, Mark.DETAIL, Mark.MINUTES})
_GOING_ON = frozenset(
    {Mark.BACK, Mark.SAID, Mark.MINUTES, Mark.QUOTED, Mark.LOWER, Mark.BULLET, Mark.NUMBERED, Mark.DASHED, Mark.DETAIL}
)
_NO_EVENT = _GOING_ON | {Mark.REPORT}
_UNFINISHED = frozenset({Mark.HEADLINE, Mark.OPEN_ENDED, Mark.CUT, Mark.RULE, Mark.CAPS, Mark.LOWER, Mark.LABEL})
_TELLING = frozenset({Mark.REPORT, Mark.EVENT, Mark.NEWS, Mark.GENRE, Mark.CALL})
_FEWEST_NEW = 2
_LONGEST_MOTTO = 60
PRIOR = -1.5  # a line goes on with its post unless something speaks against it


@dataclass(frozen=True, slots=True)
class Told:
    """What the post has told up to the gap, should it begin where the last boundary was drawn."""

    lines: int
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gap:
    """The place between two lines that are not blank, with what stands around it."""

    before: Shape
    after: Shape
    beyond: Shape | None
    blanks: int
    habits: Habits
    told: Told

    @property
    def past_end(self) -> bool:
        """Tell whether the line before is one that ends posts."""
        if Mark.TAGS in self.before.marks and self.habits.tags_open:
            return False
        return self.before.furniture or self.habits.ends(self.before)


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for (above 0) or against (below 0) a boundary, in log-odds."""

    name: str
    weight: float
    holds: Callable[[Gap], bool]


def _before(*marks: Mark) -> Callable[[Gap], bool]:
    return lambda gap: not gap.before.marks.isdisjoint(marks)


def _after(*marks: Mark) -> Callable[[Gap], bool]:
    return lambda gap: not gap.after.marks.isdisjoint(marks)


def _opens_headline(gap: Gap) -> bool:
    full = Mark.HEADLINE in gap.after.marks or len(gap.after.body) >= _FULL_LENGTH
    return gap.habits.opens(gap.after) and (full or gap.after.signs[0] == gap.habits.line_sign)


def _repeats_sign(gap: Gap) -> bool:
    """Tell whether both lines begin with one sign, as the items of a list do; flags head posts of their own."""
    same = gap.before.signs[:1] == gap.after.signs[:1] != () and not _opens_headline(gap)
    if gap.blanks and Mark.BULLET not in gap.after.marks:
        return False
    return same and Mark.FLAG not in gap.after.marks and Mark.FLAGS not in gap.after.marks and not gap.past_end


def _begins_run(gap: Gap) -> bool:
    """Tell whether a list begins whose sign heads posts elsewhere."""
    if gap.past_end or gap.beyond is None or gap.habits.opens(gap.after):
        return False
    heads = not gap.after.marks.isdisjoint({Mark.FLAG, Mark.FLAGS, Mark.HEADLINE})
    return gap.after.signs[:1] == gap.beyond.signs[:1] != () and not heads


def _begins_alike(gap: Gap) -> bool:
    """Tell whether a new sentence begins as the first line of the dump does."""
    ended = Mark.FINISHED in gap.before.marks or gap.past_end
    return ended and gap.habits.open_mark in gap.after.marks


def _begins_with_same_words(gap: Gap) -> bool:
    words = gap.habits.open_words
    told = Mark.SAID in gap.after.marks or gap.habits.open_mark in gap.after.marks
    return words is not None and first_words(gap.after) == words and _done(gap) and not told


def _brings_names(gap: Gap) -> bool:
    """Tell whether the line after has names that tell posts apart, and none of the line before."""
    new = gap.after.names - gap.habits.common_names
    return len(new) >= _FEWEST_NEW and new.isdisjoint(gap.before.names) and _done(gap)


def _shares_names(gap: Gap) -> bool:
    if Mark.OFFICE in gap.after.marks:
        return False  # within a post those in office are not introduced again
    return not (gap.after.names - gap.habits.common_names).isdisjoint(gap.before.names)


def _lists(gap: Gap) -> bool:
    """Tell whether the line after is an item of a list."""
    item = not gap.after.marks.isdisjoint({Mark.BULLET, Mark.NUMBERED, Mark.DASHED})
    return item and not gap.habits.opens(gap.after)


def _turns_aside(gap: Gap) -> bool:
    """Tell whether the sign of an aside stands before a sentence; before a title it is an ornament."""
    starts = not gap.after.marks.isdisjoint({Mark.HEADLINE, Mark.CALL}) or gap.habits.opens(gap.after)
    return Mark.ASIDE in gap.after.marks and not starts


def _titles_a_place(gap: Gap) -> bool:
    """Tell whether the line after is a title: one with a line of place and date below it."""
    placed = gap.beyond is not None and Mark.PLACE in gap.beyond.marks
    if _under_a_title(gap) or not gap.after.marks.isdisjoint(_INNER):
        return False
    return placed and Mark.PLACE not in gap.after.marks and not gap.after.furniture and Mark.BACK not in gap.after.marks


def _flags_a_title(gap: Gap) -> bool:
    """Tell whether two flags stand before a title, or before someone in office."""
    titled = Mark.FINISHED not in gap.after.marks or Mark.OFFICE in gap.after.marks
    return Mark.FLAGS in gap.after.marks and titled and Mark.BACK not in gap.after.marks


def _reports(gap: Gap) -> bool:
    """Tell whether the line after introduces someone in full who does something, where no title stands above."""
    headline = Mark.HEADLINE in gap.after.marks and bool(gap.after.signs)
    return Mark.REPORT in gap.after.marks and (_done(gap) or headline)


def _dates_news(gap: Gap) -> bool:
    return gap.after.marks >= {Mark.DATED, Mark.REPORT} and _done(gap)


def _calls(gap: Gap) -> bool:
    return Mark.CALL in gap.after.marks and _done(gap)


def _tells_news(gap: Gap) -> bool:
    return Mark.NEWS in gap.after.marks and Mark.BACK not in gap.after.marks and _done(gap)


def _done(gap: Gap) -> bool:
    """Tell whether the line before may be the last of a post."""
    return (
        not gap.before.marks.isdisjoint({Mark.FINISHED, Mark.PLACE, Mark.DETAIL})
        or gap.past_end
        or _past_item(gap)
        or _past_scrap(gap)
    )


def _past_scrap(gap: Gap) -> bool:
    """Tell whether the line before is neither sentence nor title, and below another."""
    return gap.told.lines > 1 and gap.before.marks.isdisjoint(_UNFINISHED)


def _past_item(gap: Gap) -> bool:
    return Mark.BULLET in gap.before.marks and gap.told.lines > 1


def _tells_event(gap: Gap) -> bool:
    """Tell whether a named actor does something, where that is not seen from an office."""
    return Mark.EVENT in gap.after.marks and gap.after.marks.isdisjoint(_NO_EVENT) and _done(gap)


def _tells_event_of_a_day(gap: Gap) -> bool:
    news = not gap.after.marks.isdisjoint({Mark.EVENT, Mark.REPORT, Mark.NEWS})
    return news and Mark.TIMED in gap.after.marks and gap.after.marks.isdisjoint(_GOING_ON) and _done(gap)


def _names_its_column(gap: Gap) -> bool:
    return Mark.RUBRIC in gap.after.marks and gap.after.marks.isdisjoint({Mark.DETAIL, Mark.NUMBERED})


def _captions_others(gap: Gap) -> bool:
    """Tell whether a caption follows a caption, or news follows one that names nobody of it."""
    if not _captions(gap.before) or gap.past_end or gap.after.marks.isdisjoint(_TELLING):
        return False
    new = gap.after.names - gap.habits.common_names
    others = len(new) >= _FEWEST_NEW and new.isdisjoint(gap.told.names)
    return gap.after.marks.isdisjoint(_GOING_ON) and (others or _captions(gap.after))


def _captions(line: Shape) -> bool:
    return Mark.HEADLINE in line.marks and not line.marks.isdisjoint({Mark.REPORT, Mark.EVENT})


def _names_again(gap: Gap) -> bool:
    """Tell whether someone acts by the one name that is left of a name told in full above."""
    return bool(acting_alone(gap.after.body) & gap.told.names)


def _under_a_place(gap: Gap) -> bool:
    """Tell whether prose stands under a title and its place, where all places of the dump do so."""
    placed = gap.habits.places_over_prose and Mark.PLACE in gap.before.marks and not gap.before.signs
    return placed and Mark.HEADLINE not in gap.after.marks


def _below_a_motto(gap: Gap) -> bool:
    """Tell whether nothing stands above in this post but a few words, which make no post."""
    motto = Mark.FINISHED in gap.before.marks and 0 < len(gap.before.body) <= _LONGEST_MOTTO
    news = not gap.before.marks.isdisjoint({Mark.REPORT, Mark.EVENT, Mark.NEWS, Mark.PLACE, Mark.CALL, Mark.BACK})
    return gap.told.lines == 1 and motto and not news and not gap.past_end


def _like_most_lines(gap: Gap) -> bool:
    """Tell whether a line stands by itself in a dump of which most lines do."""
    alone = gap.after.marks.isdisjoint(_GOING_ON) and Mark.FINISHED in gap.after.marks
    return gap.habits.mostly_alone and alone and _done(gap)


def _heads_prose(gap: Gap) -> bool:
    """Tell whether a headline follows a finished line and has a longer line below it, or none."""
    if Mark.HEADLINE not in gap.after.marks or Mark.PLACE in gap.after.marks:
        return False
    ended = Mark.FINISHED in gap.before.marks or gap.past_end or Mark.PLACE in gap.before.marks
    if gap.beyond is None or gap.beyond.furniture or len(gap.beyond.body) > len(gap.after.body):
        return ended
    if not gap.beyond.marks.isdisjoint({Mark.FINISHED, Mark.DETAIL}):
        return ended
    return ended and not gap.beyond.marks.isdisjoint(_UNDER_TITLES)


def _under_a_title(gap: Gap) -> bool:
    """Tell whether prose follows a title."""
    title = Mark.HEADLINE in gap.before.marks and Mark.PLACE not in gap.before.marks and not _past_item(gap)
    return title and not gap.past_end and Mark.HEADLINE not in gap.after.marks


def _under_capitals(gap: Gap) -> bool:
    """Tell whether a line has a heading in capitals above it that no other furniture parts from it."""
    return Mark.CAPS in gap.before.marks and Mark.CAPS not in gap.after.marks and not gap.past_end


def _joins_furniture(gap: Gap) -> bool:
    """Tell whether the line after belongs to the foot of a post."""
    return (gap.after.furniture or gap.habits.ends(gap.after)) and not gap.habits.opens(gap.after)


def _no_end(gap: Gap) -> bool:
    return gap.habits.always_ended and not gap.past_end and not _before(Mark.ENDS_IN_TAGS, Mark.ENDS_IN_LINK)(gap)


def _no_sign(gap: Gap) -> bool:
    return (gap.habits.always_opened or gap.habits.always_signed) and not gap.after.signs


def _no_title(gap: Gap) -> bool:
    return gap.habits.always_titled and Mark.HEADLINE not in gap.after.marks and not gap.after.signs


def _signed_past_place(gap: Gap) -> bool:
    """Tell whether a line below a place has a sign, where all posts do and paragraphs need none."""
    placed = not gap.before.marks.isdisjoint({Mark.PLACE, Mark.ENSIGN})
    aside = not gap.after.marks.isdisjoint({Mark.ASIDE, Mark.ENSIGN, Mark.BULLET})
    return gap.habits.always_signed and placed and bool(gap.after.signs) and not aside


SIGNALS: tuple[Signal, ...] = (
    # What ends a post.
    Signal("after hashtags", 3.5, lambda gap: Mark.TAGS in gap.before.marks and not gap.habits.tags_open),
    Signal("after a pointer to the full text", 4.0, _before(Mark.MORE)),
    Signal("after a link", 2.4, _before(Mark.LINKS)),
    Signal("after @names", 3.5, _before(Mark.HANDLES)),
    Signal("after a sign-off", 3.0, _before(Mark.SIGN_OFF)),
    Signal("after a line that ends other posts", 3.0, lambda gap: gap.habits.ends(gap.before)),
    Signal("after hashtags at the end of the text", 2.2, _before(Mark.ENDS_IN_TAGS)),
    Signal("after a link at the end of the text", 1.6, _before(Mark.ENDS_IN_LINK)),
    Signal("after an end as all posts have", 1.0, lambda gap: gap.habits.always_ended and not _no_end(gap)),
    # What begins one.
    Signal("a time stamp", 8.0, _after(Mark.STAMP)),
    Signal("the header of a wire story", 8.0, _after(Mark.HEADER)),
    Signal("a dateline", 3.0, _after(Mark.DATELINE)),
    Signal("two flags", 0.6, lambda gap: gap.after.marks & {Mark.FLAGS, Mark.ENSIGN} == {Mark.FLAGS}),
    Signal("flags before a title or an office", 1.0, _flags_a_title),
    Signal("a flag", 0.4, _after(Mark.FLAG)),
    Signal("a sign that opens posts", 3.0, _after(Mark.OPENER)),
    Signal("a line like those that open other posts", 2.5, lambda gap: gap.habits.opens(gap.after)),
    Signal("a title in capitals", 3.2, lambda gap: Mark.CAPS in gap.after.marks and Mark.CAPS not in gap.before.marks),
    Signal("a title over a place", 3.2, _titles_a_place),
    Signal("a title", 2.4, _heads_prose),
    Signal("a beginning like that of the first post", 1.5, _begins_alike),
    Signal("someone in office who does something", 1.5, _reports),
    Signal("something held or put off", 1.0, _tells_news),
    Signal("a named actor who does something", 1.2, _tells_event),
    Signal("an event with a day of its own", 0.8, _tells_event_of_a_day),
    Signal("the column of a feed", 2.5, _names_its_column),
    Signal("a statement of someone", 1.5, lambda gap: Mark.GENRE in gap.after.marks and _done(gap)),
    Signal("a caption that tells of others above", 2.0, _captions_others),
    Signal("a line by itself, as most are", 1.2, _like_most_lines),
    Signal("a call or a wish", 1.6, _calls),
    Signal("something put off", 1.5, _after(Mark.PUT_OFF)),
    Signal("the first words of the first post", 1.8, _begins_with_same_words),
    Signal("names that are new here", 0.8, _brings_names),
    Signal("an office and a name", 0.8, _after(Mark.OFFICE)),
    Signal("a day at the beginning", 0.6, _after(Mark.DATED)),
    Signal("a day and a deed at the beginning", 1.2, _dates_news),
    Signal("a sign as other posts have, after a place", 1.0, _signed_past_place),
    # What goes on.
    Signal("a list goes on", -5.0, _lists),
    Signal("the same sign again", -4.0, _repeats_sign),
    Signal("a detail with its label", -3.0, _after(Mark.DETAIL)),
    Signal("names of the line before", -0.4, _shares_names),
    Signal("what someone said", -1.5, _after(Mark.SAID)),
    Signal("what was talked about", -2.5, _after(Mark.MINUTES)),
    Signal("a run of one sign", -3.0, _begins_run),
    Signal("an aside", -2.0, _turns_aside),
    Signal("a place or a date", -6.0, _after(Mark.PLACE)),
    Signal("a cut or a rule", -8.0, lambda gap: _before(Mark.CUT, Mark.RULE)(gap) or _after(Mark.CUT, Mark.RULE)(gap)),
    Signal("the foot of a post", -7.0, _joins_furniture),
    Signal("a quotation", -2.0, _after(Mark.QUOTED)),
    Signal("a small letter", -4.0, _after(Mark.LOWER)),
    Signal("words that point back", -2.5, _after(Mark.BACK)),
    Signal("someone of ours", -1.0, lambda gap: gap.after.body.startswith("Our ")),
    Signal("an open end", -4.0, lambda gap: Mark.OPEN_ENDED in gap.before.marks and not gap.past_end),
    Signal("a surname told in full above", -3.0, _names_again),
    Signal("prose under a place", -4.0, _under_a_place),
    Signal("a motto alone above", -5.5, _below_a_motto),
    Signal("prose under a title", -2.0, _under_a_title),
    Signal("words under a heading in capitals", -3.0, _under_capitals),
    Signal("no end as other posts have", -2.0, _no_end),
    Signal("no sign as other posts have", -1.0, _no_sign),
    Signal("no title as other posts have", -1.0, _no_title),
    # Blank lines, as far as they do not decide by themselves.
    Signal("a blank line", 1.2, lambda gap: bool(gap.blanks) and gap.habits.blanks_tell),
    Signal("a blank line, as also in posts", 0.5, lambda gap: bool(gap.blanks) and gap.habits.blanks_hint),
    Signal("no blank line, as most posts have", -0.8, lambda gap: not gap.blanks and gap.habits.blanks_usual),
    Signal("no blank line, as other posts have", -5.0, lambda gap: not gap.blanks and gap.habits.blanks_needed),
)
