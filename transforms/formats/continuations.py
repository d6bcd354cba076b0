"""The ways in which the line after a gap goes on with the post above."""

from transforms.formats.events import acting_alone
from transforms.formats.gaps import GOING_ON, Gap, opens_headline
from transforms.formats.marks import Mark
from transforms.formats.shapes import Shape

_LONGEST_MOTTO = 60


def _news_by_itself(line: Shape) -> bool:
    """Tell whether a line is a full sentence of what a named actor does."""
    return Mark.EVENT in line.marks and Mark.FINISHED in line.marks and line.marks.isdisjoint(GOING_ON)


def repeats_sign(gap: Gap) -> bool:
    """Tell whether both lines begin with one sign, as the items of a list do; flags head posts of their own."""
    if _news_by_itself(gap.before) and _news_by_itself(gap.after):
        return False
    same = gap.before.signs[:1] == gap.after.signs[:1] != () and not opens_headline(gap)
    if gap.blanks and Mark.BULLET not in gap.after.marks:
        return False
    return same and Mark.FLAG not in gap.after.marks and Mark.FLAGS not in gap.after.marks and not gap.past_end


def begins_run(gap: Gap) -> bool:
    """Tell whether a list begins whose sign heads posts elsewhere."""
    if gap.past_end or gap.beyond is None or gap.habits.opens(gap.after) or _news_by_itself(gap.after):
        return False
    heads = not gap.after.marks.isdisjoint({Mark.FLAG, Mark.FLAGS, Mark.HEADLINE})
    return gap.after.signs[:1] == gap.beyond.signs[:1] != () and not heads


def shares_names(gap: Gap) -> bool:
    """Tell whether names of the line before come again."""
    if Mark.OFFICE in gap.after.marks:
        return False  # within a post those in office are not introduced again
    return not (gap.after.names - gap.habits.common_names).isdisjoint(gap.before.names)


def lists(gap: Gap) -> bool:
    """Tell whether the line after is an item of a list."""
    item = not gap.after.marks.isdisjoint({Mark.BULLET, Mark.NUMBERED, Mark.DASHED})
    return item and not gap.habits.opens(gap.after)


def turns_aside(gap: Gap) -> bool:
    """Tell whether the sign of an aside stands before a sentence; before a title it is an ornament."""
    starts = not gap.after.marks.isdisjoint({Mark.HEADLINE, Mark.CALL}) or gap.habits.opens(gap.after)
    starts |= _news_by_itself(gap.after)
    return Mark.ASIDE in gap.after.marks and not starts


def brings_nobody(gap: Gap) -> bool:
    """Tell whether news has no name that is new to the post, no office and no day."""
    told = gap.after.marks.isdisjoint({Mark.OFFICE, Mark.TIMED, Mark.RUBRIC, Mark.CALL})
    return _news_by_itself(gap.after) and told and gap.after.names <= gap.told.names and not gap.after.signs


def names_again(gap: Gap) -> bool:
    """Tell whether someone acts by the one name that is left of a name told in full above."""
    return bool(acting_alone(gap.after.body) & gap.told.names)


def under_a_place(gap: Gap) -> bool:
    """Tell whether prose stands under a title and its place, where all places of the dump do so."""
    placed = gap.habits.places_over_prose and Mark.PLACE in gap.before.marks and not gap.before.signs
    return placed and Mark.HEADLINE not in gap.after.marks


def under_its_account(gap: Gap) -> bool:
    """Tell whether the handle of an account stands under its name."""
    return Mark.ACCOUNT in gap.after.marks and gap.after.body.startswith("@")


def under_a_source(gap: Gap) -> bool:
    """Tell whether a line stands under the account that wrote it, or from which it is passed on."""
    passed_on = Mark.SHARED in gap.before.marks and Mark.FINISHED not in gap.before.marks
    return passed_on or Mark.ACCOUNT in gap.before.marks


def below_a_motto(gap: Gap) -> bool:
    """Tell whether nothing stands above in this post but a few words, which make no post."""
    motto = Mark.FINISHED in gap.before.marks and 0 < len(gap.before.body) <= _LONGEST_MOTTO
    news = not gap.before.marks.isdisjoint({Mark.REPORT, Mark.EVENT, Mark.NEWS, Mark.PLACE, Mark.CALL, Mark.BACK})
    return gap.told.lines == 1 and motto and not news and not gap.past_end


def under_capitals(gap: Gap) -> bool:
    """Tell whether a line has a heading in capitals above it that no other furniture parts from it."""
    return Mark.CAPS in gap.before.marks and Mark.CAPS not in gap.after.marks and not gap.past_end


def joins_furniture(gap: Gap) -> bool:
    """Tell whether the line after belongs to the foot of a post."""
    return (gap.after.furniture or gap.habits.ends(gap.after)) and not gap.habits.opens(gap.after)


def no_end(gap: Gap) -> bool:
    """Tell whether the line before lacks the end that all posts have."""
    return (
        gap.habits.always_ended
        and not gap.past_end
        and gap.before.marks.isdisjoint({Mark.ENDS_IN_TAGS, Mark.ENDS_IN_LINK})
    )


def no_sign(gap: Gap) -> bool:
    """Tell whether the sign is missing that all posts begin with."""
    return (gap.habits.always_opened or gap.habits.always_signed) and not gap.after.signs


def no_title(gap: Gap) -> bool:
    """Tell whether the line after is no title though all posts have one."""
    return gap.habits.always_titled and Mark.HEADLINE not in gap.after.marks and not gap.after.signs
