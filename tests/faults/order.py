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
        signal: What disturbs the run, SIGKILL unless another is named.
        at: The change right before which the run sends it to itself, from 1.
        error: The number of the error that instead meets this and each later change that is no removal.
        after: The seconds after which it is sent.
        replay: A folder with the tables that the pipeline would write; None for the true pipeline.
        capture: A folder into which the tables that the pipeline wrote are copied.
    """

    arguments: list[str]
    folder: str
    said: str
    output: str
    signal: int = signal.SIGKILL
    at: int | None = None
    error: int | None = None
    after: float | None = None
    replay: str | None = None
    capture: str | None = None
