"""What stands around the place between two lines, and what it tells of the line before."""

from dataclasses import dataclass

from transforms.formats.habits import Habits
from transforms.formats.marks import Mark
from transforms.formats.shapes import Shape

GOING_ON = frozenset(
    {Mark.BACK, Mark.SAID, Mark.MINUTES, Mark.QUOTED, Mark.LOWER, Mark.BULLET, Mark.NUMBERED, Mark.DASHED, Mark.DETAIL}
)
_FULL_LENGTH = 40  # characters that make a post of a line rather than an item
_UNFINISHED = frozenset({Mark.HEADLINE, Mark.OPEN_ENDED, Mark.CUT, Mark.RULE, Mark.CAPS, Mark.LOWER, Mark.LABEL})


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


def opens_headline(gap: Gap) -> bool:
    """Tell whether the line after is long enough, and like those that open other posts."""
    full = Mark.HEADLINE in gap.after.marks or len(gap.after.body) >= _FULL_LENGTH
    return gap.habits.opens(gap.after) and (full or gap.after.signs[0] == gap.habits.line_sign)


def done(gap: Gap) -> bool:
    """Tell whether the line before may be the last of a post."""
    return (
        not gap.before.marks.isdisjoint({Mark.FINISHED, Mark.PLACE, Mark.DETAIL})
        or gap.past_end
        or past_item(gap)
        or _past_scrap(gap)
    )


def _past_scrap(gap: Gap) -> bool:
    """Tell whether the line before is neither sentence nor title, and below another."""
    return gap.told.lines > 1 and gap.before.marks.isdisjoint(_UNFINISHED)


def past_item(gap: Gap) -> bool:
    """Tell whether the line before is an item of a list below another line."""
    return Mark.BULLET in gap.before.marks and gap.told.lines > 1


def under_a_title(gap: Gap) -> bool:
    """Tell whether prose follows a title."""
    title = Mark.HEADLINE in gap.before.marks and Mark.PLACE not in gap.before.marks and not past_item(gap)
    return title and not gap.past_end and Mark.HEADLINE not in gap.after.marks
