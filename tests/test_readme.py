"""What the README says works as it stands there."""

import contextlib
import io
import re
import shlex

import pytest
from typer.testing import CliRunner

from graphbuild.cli import app
from graphbuild.resources import find_folder
from tests.paths import TESTS
from tests.service_client import serve

README = (TESTS.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
COMMANDS = [line.split("  #")[0] for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
COMMANDS = [line for line in COMMANDS if line.startswith("graphbuild ")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with an article and a store of the shipped articles under its default name."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "article.txt").write_text("L'armée russe a bombardé Kharkiv.", encoding="utf-8")
    result = CliRunner().invoke(app, ["build", str(find_folder("articles")), "--store", str(folder / "conflict.store")])
    assert result.exit_code == 0
    return folder


def test_readme_shows_enough_commands():
    assert len(COMMANDS) >= 9


@pytest.mark.parametrize("command", COMMANDS)
def test_command_runs(command, folder, monkeypatch):
    monkeypatch.chdir(folder)
    if command.startswith("graphbuild serve"):  # it goes on until it is ended
        with serve(folder / "conflict.store", folder / "log", *shlex.split(command)[2:]) as server:
            assert server.get("/questions.json").status == 200
        return
    result = CliRunner().invoke(app, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("example", [block for kind, block in BLOCKS if kind == "python"])
def test_python_example_prints_what_it_says(example, folder, monkeypatch):
    monkeypatch.chdir(folder)
    code, _, expected = example.partition("\n# ")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert printed.getvalue().strip() == expected.strip().replace("\n# ", "\n")
