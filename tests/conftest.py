import signal

import pytest

from pipelines.runners import look_once


@pytest.fixture(scope="session", autouse=True)
def _look_once() -> None:
    """Save what Beam spends on every pipeline of a test, as a run does."""
    look_once()


@pytest.fixture(scope="session", autouse=True)
def _can_be_interrupted() -> None:
    """Hear interrupts even where a shell started the tests in the background and so had them ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
