"""What a run and the gold do not agree on, one by one."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong."""

    LOST = "post not found"
    MISSING = "event missing"
    SPURIOUS = "event spurious"
    WRONG = "value wrong"
    SURPLUS = "value spurious"
    SPLIT = "event split"
    JOINED = "events joined"
    UNPAIRED = "pair missed"
    PAIRED = "pair spurious"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that the run and the gold do not agree on; texts are as they stand in gold and run."""

    fault: Fault
    post: str
    field: str
    wanted: str
    given: str
