import gc

import pytest

from pipelines.environment import collecting_seldom


def _look_within() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        assert gc.get_threshold()[0] >= before[0]
        assert gc.isenabled()
        raise KeyboardInterrupt


def test_garbage_is_looked_for_as_before_once_a_run_has_ended_however_it_ended() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyboardInterrupt):
        _look_within()
    assert gc.get_threshold() == before
