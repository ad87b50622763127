"""The manners of the code: linters, types, layers, length of functions and modules, no private addresses."""

import ast
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphbuild import __version__

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "graphbuild").rglob("*.py"))
SCRIPTS = Path(sys.executable).parent
MACHINE = re.compile(
    r"(?<![\w.$~-])/(?:home|root|Users|work|mnt|opt/hostedtoolcache)/\w"  # a folder of somebody's machine
    r"|://(?:localhost|127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)[:/]\d*/?simple"
    r"|(?:--index-url|--extra-index-url|--find-links|registry\s*=)"
)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """A finished tool of the development environment."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--quiet", "graphbuild", "tests"],
        ["mypy"],
        ["lint-imports"],
    ],
    ids=lambda command: command[0],
)
def test_tool_has_nothing_to_say(command: list[str]) -> None:
    result = run(str(SCRIPTS / command[0]), *command[1:])
    assert result.returncode == 0, result.stdout + result.stderr


def list_functions() -> Iterator[tuple[str, int]]:
    """Name and length in lines of every function of the package."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def test_functions_are_short() -> None:
    lengths = dict(list_functions())
    assert {name: n for name, n in lengths.items() if n > 60} == {}
    assert statistics.median(lengths.values()) <= 10


def test_modules_are_short() -> None:
    written = [path for path in SOURCES if path.name != "vocabulary.py"]  # that one is generated from the ontology
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    assert {name: n for name, n in lengths.items() if n > 350} == {}


def test_every_module_and_public_function_says_what_it_is() -> None:
    bare = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        definitions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        public = [node for node in definitions if not node.name.startswith("_")]
        bare += [f"{path.name}:{node.name}" for node in public if not ast.get_docstring(node)]
        bare += [] if ast.get_docstring(tree) else [path.name]
    assert bare == []


def list_texts() -> Iterator[tuple[str, str]]:
    """Path and content of every text file that belongs to the project: tracked, or new and not ignored."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    assert listed.returncode == 0, listed.stderr
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (data := path.read_bytes())[:8000]:
            yield name, data.decode("utf-8", errors="replace")


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout: no list of the project's files")
def test_no_machine_path_and_no_registry_address() -> None:
    texts = dict(list_texts())
    assert len(texts) > 20
    here = Path(__file__).relative_to(ROOT).as_posix()
    found = [
        f"{name}: {match[0]}" for name, text in texts.items() if name != here for match in MACHINE.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("see /home/ada/x", True),
        ("pip install --index-url x", True),
        ("/work/main", True),
        ("https://example.org/home/a", False),
        ("~/work/x and ../work/y", False),
    ],
)
def test_machine_pattern(text: str, bad: bool) -> None:
    assert bool(MACHINE.search(text)) is bad


def test_lock_has_a_hash_for_every_package() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^[\w.-]+==\S+.*(?:\n    .*)*", lock, re.MULTILINE)
    assert len(packages) > 50
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize(
    ("target", "words"), [("demo", ["graphbuild build", "demo/graph.trig", "demo/graph.html"]), ("test", ["pytest"])]
)
def test_makefile_says_what_a_target_does(target: str, words: list[str]) -> None:
    steps = run("make", "--dry-run", target).stdout
    assert [word for word in words if word not in steps] == []


def test_changelog_has_the_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
