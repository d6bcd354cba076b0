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


class UnknownError(UnansweredError):
    """Nothing has the id or the name that was given."""


class RefusedError(UnansweredError):
    """The question is none: ambiguous, not understood, or more than a question."""
