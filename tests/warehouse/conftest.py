from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.explaining import Explain, Pair
from tests.warehouse.harbour import harbour
from tests.warehouse.resolved import publish
from transforms.elements import Mention
from transforms.identity.judgements import Judgement
from warehouse.connection import Cell, ask, open_published
from warehouse.explanation import explain_pairs


@dataclass(frozen=True)
class Opened:
    """The run, open; what it is asked it answers in full."""

    connection: duckdb.DuckDBPyConnection

    def records(self, question: str, **values: Cell) -> list[dict[str, Any]]:
        """Return all rows."""
        return ask(self.connection, question, **values).records()


@pytest.fixture(scope="package")
def hostile_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour(tmp_path_factory.mktemp("warehouse") / 'o\'ut [1]*? "ü"\n; --')


@pytest.fixture(scope="package")
def opened(hostile_output: Path) -> Opened:
    return Opened(open_published(hostile_output, described=True))


@pytest.fixture
def explain(tmp_path: Path) -> Iterator[Explain]:
    """Publish mentions, and explain the pair of `me_a` and `me_b` unless others are named."""
    with ExitStack() as stack:

        def explained(
            *mentions: Mention,
            pair: tuple[str, str] = ("me_a", "me_b"),
            judged: Sequence[Judgement] = (),
            **how: Any,  # noqa: ANN401  # what publish takes
        ) -> Pair:
            connection = stack.enter_context(open_published(publish(tmp_path, mentions, **how)))
            (found,), _ = explain_pairs(connection, [pair[0]], [pair[1]], judged)
            return found

        yield explained
