"""Why a question has no answer, in one line, and what to do about it."""


class UnansweredError(Exception):
    """A question that cannot be answered.

    Attributes:
        reason: Why, in one line.
        hint: What the user can do about it.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class NotPublishedError(UnansweredError):
    """Nothing is published in the folder, or what is published cannot be read."""


class WithdrawnError(UnansweredError):
    """What was named was published once, and no post tells of it any more: there is nothing to find."""


class RefusedError(UnansweredError):
    """The question is none: it names what cannot exist, is ambiguous, not understood, or more than a question."""
