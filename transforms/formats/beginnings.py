"""The ways in which the line after a gap begins a post."""

from transforms.formats.gaps import GOING_ON, Gap, done, under_a_title
from transforms.formats.habits import first_words
from transforms.formats.marks import Mark
from transforms.formats.shapes import Shape

_UNDER_TITLES = frozenset({Mark.HEADLINE, Mark.BULLET, Mark.NUMBERED, Mark.DASHED, Mark.QUOTED, Mark.PLACE})
_INNER = frozenset({Mark.QUOTED, Mark.SAID, Mark.DETAIL, Mark.MINUTES})
_NO_EVENT = GOING_ON | {Mark.REPORT}
_TELLING = frozenset({Mark.REPORT, Mark.EVENT, Mark.NEWS, Mark.GENRE, Mark.CALL})
_FEWEST_NEW = 2


def begins_alike(gap: Gap) -> bool:
    """Tell whether a new sentence begins as the first line of the dump does."""
    ended = Mark.FINISHED in gap.before.marks or gap.past_end
    return ended and gap.habits.open_mark in gap.after.marks


def begins_with_same_words(gap: Gap) -> bool:
    """Tell whether the first words are those of the first post."""
    words = gap.habits.open_words
    told = Mark.SAID in gap.after.marks or gap.habits.open_mark in gap.after.marks
    return words is not None and first_words(gap.after) == words and done(gap) and not told


def brings_names(gap: Gap) -> bool:
    """Tell whether the line after has names that tell posts apart, and none of the line before."""
    new = gap.after.names - gap.habits.common_names
    return len(new) >= _FEWEST_NEW and new.isdisjoint(gap.before.names) and done(gap)


def titles_a_place(gap: Gap) -> bool:
    """Tell whether the line after is a title: one with a line of place and date below it."""
    placed = gap.beyond is not None and Mark.PLACE in gap.beyond.marks
    if under_a_title(gap) or not gap.after.marks.isdisjoint(_INNER):
        return False
    return placed and Mark.PLACE not in gap.after.marks and not gap.after.furniture and Mark.BACK not in gap.after.marks


def flags_a_title(gap: Gap) -> bool:
    """Tell whether two flags stand before a title, or before someone in office."""
    titled = Mark.FINISHED not in gap.after.marks or Mark.OFFICE in gap.after.marks
    return Mark.FLAGS in gap.after.marks and titled and Mark.BACK not in gap.after.marks


def reports(gap: Gap) -> bool:
    """Tell whether the line after introduces someone in full who does something, where no title stands above."""
    headline = Mark.HEADLINE in gap.after.marks and bool(gap.after.signs)
    return Mark.REPORT in gap.after.marks and (done(gap) or headline)


def dates_news(gap: Gap) -> bool:
    """Tell whether a day and a deed stand at the beginning."""
    return gap.after.marks >= {Mark.DATED, Mark.REPORT} and done(gap)


def calls(gap: Gap) -> bool:
    """Tell whether a call to readers, a wish or an outcry begins."""
    return Mark.CALL in gap.after.marks and done(gap)


def tells_news(gap: Gap) -> bool:
    """Tell whether something was held or put off."""
    return Mark.NEWS in gap.after.marks and Mark.BACK not in gap.after.marks and done(gap)


def tells_event(gap: Gap) -> bool:
    """Tell whether a named actor does something, where that is not seen from an office."""
    return Mark.EVENT in gap.after.marks and gap.after.marks.isdisjoint(_NO_EVENT) and done(gap)


def tells_event_of_a_day(gap: Gap) -> bool:
    """Tell whether the line after is news that names its day."""
    news = not gap.after.marks.isdisjoint({Mark.EVENT, Mark.REPORT, Mark.NEWS})
    return news and Mark.TIMED in gap.after.marks and gap.after.marks.isdisjoint(GOING_ON) and done(gap)


def names_its_column(gap: Gap) -> bool:
    """Tell whether the column of a feed stands before the text."""
    return Mark.RUBRIC in gap.after.marks and gap.after.marks.isdisjoint({Mark.DETAIL, Mark.NUMBERED})


def names_an_account(gap: Gap) -> bool:
    """Tell whether an account stands over its post, its name on a line of its own or before its handle."""
    if Mark.ACCOUNT in gap.after.marks:
        return not gap.after.body.startswith("@")
    below = gap.beyond is not None and Mark.ACCOUNT in gap.beyond.marks and gap.beyond.body.startswith("@")
    return below and Mark.SHARED not in gap.before.marks


def captions_others(gap: Gap) -> bool:
    """Tell whether a caption follows a caption, or news follows one that names nobody of it."""
    if not _captions(gap.before) or gap.past_end or gap.after.marks.isdisjoint(_TELLING):
        return False
    new = gap.after.names - gap.habits.common_names
    others = len(new) >= _FEWEST_NEW and new.isdisjoint(gap.told.names)
    return gap.after.marks.isdisjoint(GOING_ON) and (others or _captions(gap.after))


def _captions(line: Shape) -> bool:
    return Mark.HEADLINE in line.marks and not line.marks.isdisjoint({Mark.REPORT, Mark.EVENT})


def like_most_lines(gap: Gap) -> bool:
    """Tell whether a line stands by itself in a dump of which most lines do."""
    alone = gap.after.marks.isdisjoint(GOING_ON) and Mark.FINISHED in gap.after.marks
    return gap.habits.mostly_alone and alone and done(gap)


def heads_prose(gap: Gap) -> bool:
    """Tell whether a headline follows a finished line and has a longer line below it, or none."""
    if Mark.HEADLINE not in gap.after.marks or Mark.PLACE in gap.after.marks:
        return False
    ended = Mark.FINISHED in gap.before.marks or gap.past_end or Mark.PLACE in gap.before.marks
    if gap.beyond is None or gap.beyond.furniture or len(gap.beyond.body) > len(gap.after.body):
        return ended
    if not gap.beyond.marks.isdisjoint({Mark.FINISHED, Mark.DETAIL}):
        return ended
    return ended and not gap.beyond.marks.isdisjoint(_UNDER_TITLES)


def signed_past_place(gap: Gap) -> bool:
    """Tell whether a line below a place has a sign, where all posts do and paragraphs need none."""
    placed = not gap.before.marks.isdisjoint({Mark.PLACE, Mark.ENSIGN})
    aside = not gap.after.marks.isdisjoint({Mark.ASIDE, Mark.ENSIGN, Mark.BULLET})
    return gap.habits.always_signed and placed and bool(gap.after.signs) and not aside
