"""The one error that turns an input into a reject instead of ending the run."""


class UnusableError(Exception):
    """An input, or a part of one, that cannot be used; the message says why in one line."""
