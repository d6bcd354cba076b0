from collections.abc import Iterator

import pytest

from transforms.errors import DefectError, guarded


def _halves(numbers: list[int]) -> Iterator[float]:
    for number in numbers:
        yield 1 / number


def _unopened(name: str) -> Iterator[str]:
    raise FileNotFoundError(name)


def test_what_does_not_fail_is_given_whole() -> None:
    assert guarded(_halves, [1, 2], guard=True) == [1, 0.5]


def test_an_error_that_nobody_expects_is_told_with_its_kind_and_place() -> None:
    found = guarded(_halves, [1, 0], guard=True)
    assert isinstance(found, DefectError)
    line = _halves.__code__.co_firstlineno + 2
    assert str(found) == f"defect: ZeroDivisionError: division by zero (test_errors.py, line {line})"


def test_without_the_guard_it_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        guarded(_halves, [0], guard=False)


def test_what_the_machine_lacks_is_the_fault_of_no_post() -> None:
    with pytest.raises(FileNotFoundError):
        guarded(_unopened, "cities.psv", guard=True)
