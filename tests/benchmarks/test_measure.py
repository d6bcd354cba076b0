"""Measuring other processes."""

import sys

import pytest

from benchmarks.measure import MeasuredProcessError, measure

_MEBIBYTE = 1024**2


def test_the_memory_of_a_process_is_counted() -> None:
    found = measure([sys.executable, "-c", f"held = bytearray({200 * _MEBIBYTE}); print('done')"])
    assert found.printed == "done\n"
    assert found.peak > 200 * _MEBIBYTE


def test_a_process_that_fails_is_an_error() -> None:
    with pytest.raises(MeasuredProcessError):
        measure([sys.executable, "-c", "raise SystemExit(3)"])
