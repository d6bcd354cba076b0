"""Numbers of things in words."""


def counted(number: int, noun: str) -> str:
    """Return a number and the noun that agrees with it: `1 post`, `2,000 posts`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
