"""The signals that a post ends, begins or goes on between two lines, and what each weighs."""

from collections.abc import Callable
from dataclasses import dataclass

from transforms.formats.beginnings import (
    begins_alike,
    begins_with_same_words,
    brings_names,
    calls,
    captions_others,
    dates_news,
    flags_a_title,
    heads_prose,
    like_most_lines,
    names_an_account,
    names_its_column,
    reports,
    signed_past_place,
    tells_event,
    tells_event_of_a_day,
    tells_news,
    titles_a_place,
)
from transforms.formats.continuations import (
    begins_run,
    below_a_motto,
    brings_nobody,
    joins_furniture,
    lists,
    names_again,
    no_end,
    no_sign,
    no_title,
    repeats_sign,
    shares_names,
    turns_aside,
    under_a_place,
    under_a_source,
    under_capitals,
    under_its_account,
)
from transforms.formats.events import looks_back
from transforms.formats.gaps import Gap, done, under_a_title
from transforms.formats.marks import Mark

PRIOR = -1.5  # a line goes on with its post unless something speaks against it


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


SIGNALS: tuple[Signal, ...] = (
    # What ends a post.
    Signal("after hashtags", 3.5, lambda gap: Mark.TAGS in gap.before.marks and not gap.habits.tags_open),
    Signal("after a pointer to the full text", 4.0, _before(Mark.MORE)),
    Signal("after a link", 2.4, _before(Mark.LINKS)),
    Signal("after @names", 3.5, _before(Mark.HANDLES)),
    Signal("after a sign-off", 3.0, _before(Mark.SIGN_OFF)),
    Signal("after counts of views or votes", 4.5, _before(Mark.COUNTS)),
    Signal("after a line that ends other posts", 3.0, lambda gap: gap.habits.ends(gap.before)),
    Signal("after hashtags at the end of the text", 2.2, _before(Mark.ENDS_IN_TAGS)),
    Signal("after a link at the end of the text", 1.6, _before(Mark.ENDS_IN_LINK)),
    Signal("after an end as all posts have", 1.0, lambda gap: gap.habits.always_ended and not no_end(gap)),
    # What begins one.
    Signal("a time stamp", 8.0, _after(Mark.STAMP)),
    Signal("the header of a wire story", 8.0, _after(Mark.HEADER)),
    Signal("an account", 6.0, names_an_account),
    Signal("a post that is passed on", 5.0, _after(Mark.SHARED)),
    Signal("a dateline", 3.0, _after(Mark.DATELINE)),
    Signal("two flags", 0.6, lambda gap: gap.after.marks & {Mark.FLAGS, Mark.ENSIGN} == {Mark.FLAGS}),
    Signal("flags before a title or an office", 1.0, flags_a_title),
    Signal("a flag", 0.4, _after(Mark.FLAG)),
    Signal("a sign that opens posts", 3.0, _after(Mark.OPENER)),
    Signal("a line like those that open other posts", 2.5, lambda gap: gap.habits.opens(gap.after)),
    Signal("a title in capitals", 3.2, lambda gap: Mark.CAPS in gap.after.marks and Mark.CAPS not in gap.before.marks),
    Signal("a title over a place", 3.2, titles_a_place),
    Signal("a title", 2.4, heads_prose),
    Signal("a beginning like that of the first post", 1.5, begins_alike),
    Signal("someone in office who does something", 1.5, reports),
    Signal("something held or put off", 1.0, tells_news),
    Signal("a named actor who does something", 1.6, tells_event),
    Signal("an event with a day of its own", 0.8, tells_event_of_a_day),
    Signal("the column of a feed", 2.5, names_its_column),
    Signal("a statement of someone", 1.5, lambda gap: Mark.GENRE in gap.after.marks and done(gap)),
    Signal("a caption that tells of others above", 2.0, captions_others),
    Signal("a line by itself, as most are", 1.2, like_most_lines),
    Signal("a call or a wish", 1.6, calls),
    Signal("something put off", 1.5, _after(Mark.PUT_OFF)),
    Signal("the first words of the first post", 1.8, begins_with_same_words),
    Signal("names that are new here", 0.8, brings_names),
    Signal("an office and a name", 0.8, _after(Mark.OFFICE)),
    Signal("a day at the beginning", 0.6, _after(Mark.DATED)),
    Signal("a day and a deed at the beginning", 1.2, dates_news),
    Signal("a sign as other posts have, after a place", 1.0, signed_past_place),
    # What goes on.
    Signal("a list goes on", -5.0, lists),
    Signal("the same sign again", -4.0, repeats_sign),
    Signal("a detail with its label", -3.0, _after(Mark.DETAIL)),
    Signal("names of the line before", -0.4, shares_names),
    Signal("what someone said", -1.5, _after(Mark.SAID)),
    Signal("what was talked about", -2.5, _after(Mark.MINUTES)),
    Signal("a run of one sign", -3.0, begins_run),
    Signal("an aside", -2.0, turns_aside),
    Signal("a place or a date", -6.0, _after(Mark.PLACE)),
    Signal("the day of an account's post", -6.0, under_its_account),
    Signal("words under their source", -9.0, under_a_source),
    Signal("a cut or a rule", -8.0, lambda gap: _before(Mark.CUT, Mark.RULE)(gap) or _after(Mark.CUT, Mark.RULE)(gap)),
    Signal("the foot of a post", -7.0, joins_furniture),
    Signal("a quotation", -2.0, _after(Mark.QUOTED)),
    Signal("a small letter", -4.0, _after(Mark.LOWER)),
    Signal("words that point back", -2.5, _after(Mark.BACK)),
    Signal("what was before the news", -1.2, lambda gap: looks_back(gap.after.body)),
    Signal("someone of ours", -1.0, lambda gap: gap.after.body.startswith("Our ")),
    Signal("an open end", -4.0, lambda gap: Mark.OPEN_ENDED in gap.before.marks and not gap.past_end),
    Signal("nobody who is new", -1.6, brings_nobody),
    Signal("a surname told in full above", -3.0, names_again),
    Signal("prose under a place", -4.0, under_a_place),
    Signal("a motto alone above", -5.5, below_a_motto),
    Signal("prose under a title", -2.0, under_a_title),
    Signal("words under a heading in capitals", -3.0, under_capitals),
    Signal("no end as other posts have", -2.0, no_end),
    Signal("no sign as other posts have", -1.0, no_sign),
    Signal("no title as other posts have", -1.0, no_title),
    # Blank lines, as far as they do not decide by themselves.
    Signal("a blank line", 1.2, lambda gap: bool(gap.blanks) and gap.habits.blanks_tell),
    Signal("a blank line, as also in posts", 0.5, lambda gap: bool(gap.blanks) and gap.habits.blanks_hint),
    Signal("no blank line, as most posts have", -0.8, lambda gap: not gap.blanks and gap.habits.blanks_usual),
    Signal("no blank line, as other posts have", -5.0, lambda gap: not gap.blanks and gap.habits.blanks_needed),
)
