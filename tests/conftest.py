import pytest

from pipelines.runners import look_once


@pytest.fixture(scope="session", autouse=True)
def _look_once() -> None:
    """Save what Beam spends on every pipeline of a test, as a run does."""
    look_once()
