import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer
from typer.testing import CliRunner

from cli import app

_ROOT = typer.main.get_command(app)


def _commands() -> Iterator[str]:
    assert isinstance(_ROOT, typer.core.TyperGroup)
    yield from _ROOT.commands


@pytest.mark.parametrize("name", list(_commands()))
def test_every_command_says_what_it_does_and_gives_an_example(name: str) -> None:
    assert isinstance(_ROOT, typer.core.TyperGroup)
    said = _ROOT.commands[name].help or ""
    first, _, rest = said.partition("\n")
    assert first.endswith("."), f"{name} does not begin with a sentence"
    assert f"Example: communique {name}" in rest, f"{name} has no example"


@pytest.mark.parametrize("name", list(_commands()))
def test_every_option_of_every_command_is_explained(name: str) -> None:
    assert isinstance(_ROOT, typer.core.TyperGroup)
    silent = [each.name for each in _ROOT.commands[name].params if not getattr(each, "help", None)]
    assert silent == []


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("name", list(_commands()))
def test_every_command_answers_help(name: str, option: str) -> None:
    called = CliRunner().invoke(app, [name, option])
    assert called.exit_code == 0
    assert "Example:" in called.stdout


def test_help_needs_none_of_the_heavy_packages() -> None:
    heavy = ("apache_beam", "spacy", "duckdb", "pyarrow", "rigour")
    asked = f"import sys, cli; sys.exit(', '.join(name for name in {heavy!r} if name in sys.modules))"
    called = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert called.stderr.strip() == ""
