"""What the warm process is asked for."""

import signal
from dataclasses import dataclass


@dataclass(frozen=True)
class Order:
    """One run.

    Attributes:
        arguments: The command line.
        folder: Where the program is called.
        said: The file that gets all that it prints.
        output: The folder whose changes are counted.
        die_at: The change before which the run kills itself, from 0; None to live.
        after: Seconds after which the run gets `signal`; None for no signal.
        replay: A folder with the tables that the pipeline would write; None for the true pipeline.
        capture: A folder into which the tables that the pipeline wrote are copied.
    """

    arguments: list[str]
    folder: str
    said: str
    output: str
    die_at: int | None = None
    after: float | None = None
    signal: int = signal.SIGKILL
    replay: str | None = None
    capture: str | None = None
