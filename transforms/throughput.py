"""How many posts this process has extracted, for whoever waits for a run."""


class Throughput:
    """A number that only grows; of posts that other processes extract nobody tells this one."""

    posts = 0

    def add(self, posts: int) -> None:
        """Count posts; a bundle that is tried again counts again."""
        self.posts += posts


EXTRACTED = Throughput()
