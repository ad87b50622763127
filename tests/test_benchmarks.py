"""The benchmarks run and print what they promise."""

import os
import re
import subprocess
import sys

import pytest

from tests.benchmarks import serving, viewers
from tests.benchmarks.speed import main
from tests.paths import CORPUS, TESTS


def test_speed_prints_ratio_and_memory(capsys: pytest.CaptureFixture[str]) -> None:
    main([str(CORPUS), "--limit", "2", "--rounds", "1"])
    lines = capsys.readouterr().out.splitlines()
    patterns = (
        r"2 articles, [\d,]+ words",
        r"parse alone: [\d,]+ words/s",
        r"the rest of a build: \d+\.\d\d times the parse",
        r"peak memory, articles x 2: [\d,]+ MB",
        r"peak memory, articles x 8: [\d,]+ MB",
    )
    assert len(lines) == len(patterns)
    assert all(re.fullmatch(pattern, line) for pattern, line in zip(patterns, lines, strict=True))


def test_serving_is_compared_with_the_engine_alone() -> None:
    questions = ("who_armed_whom", "denials")
    size = ["--triples", "20000", "--share", "6000", "--seconds", "2", "--clients", "4", "--rounds", "2"]
    asked = [part for name in questions for part in ("--question", name)]
    command = [sys.executable, "-m", serving.__name__, *size, *asked]
    lines = subprocess.run(command, cwd=TESTS.parent, check=True, capture_output=True, text=True).stdout.splitlines()
    time = r"(?:>|)\d+(?:\.\d)?"
    row = rf"(?:{'|'.join(questions)})(?: +{time}){{6}} +\d+\.\d\d +-?\d+\.\d  (?:yes|no)"
    patterns = (
        r"snapshot \w+, [\d,]+ triples: answered from memory, .+",
        r"question +HTTP +memory +disk +again +oxigraph +rdflib +ratio +more  passes",
        row,
        row,
        r"median of 2 questions: .+ ms: (?:passes|fails)",
        r"the bar is met by \d of 2 questions",
        r"memory, disk: pyoxigraph called directly; again: answers that are kept; rdflib: over 6,000 triples",
        *(
            rf"{name}: {said}"
            for name in ("kept answers", "new answers")
            for said in (
                r"4 clients for 2 s, \d questions: [\d,]+ requests/s, p50 [\d.]+ ms, p95 [\d.]+ ms, 0 errors",
                r"memory of loader and workers: (?:\d+ MB(?:, )?){5}",
            )
        ),
    )
    assert [line for line, pattern in zip(lines, patterns, strict=True) if not re.fullmatch(pattern, line)] == []


@pytest.mark.browser
def test_viewers_are_compared_side_by_side() -> None:
    if not viewers.CHROMIUM.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{viewers.CHROMIUM} isn't installed")
    # a process of its own: other tests of this one may hold a browser open already
    command = [sys.executable, "-m", viewers.__name__, "--nodes", "120", "160", "--cap", "60"]
    lines = subprocess.run(command, cwd=TESTS.parent, check=True, capture_output=True, text=True).stdout.splitlines()
    sizes = r"[\d,]+ nodes, [\d,]+ edges: built in \d+\.\d s, \d\.\d MB"
    explorer = r"  explorer: first view in \d+\.\d\d s, a click answered in \d+ ms"
    pyvis = r"  pyvis: usable in \d+\.\d s, \d+ times as long"
    patterns = (sizes, explorer, pyvis, sizes, explorer, r"  pyvis: not tried with so many nodes")
    assert [line for line, pattern in zip(lines, patterns, strict=True) if not re.fullmatch(pattern, line)] == []
