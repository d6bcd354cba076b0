"""What a process of the direct runner does first: Beam imports this there, for what it does when it is imported."""

from pipelines.environment import collect_seldom

collect_seldom()
