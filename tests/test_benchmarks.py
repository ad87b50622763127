"""The benchmarks run and print what they promise."""

import re

import pytest

from tests.benchmarks.speed import main
from tests.paths import CORPUS


def test_speed_prints_ratio_and_memory(capsys: pytest.CaptureFixture[str]) -> None:
    main([str(CORPUS), "--limit", "2", "--rounds", "1"])
    lines = capsys.readouterr().out.splitlines()
    patterns = (
        r"2 articles, [\d,]+ words",
        r"parse alone: [\d,]+ words/s",
        r"the rest of a build: \d+\.\d\d times the parse",
        r"peak memory, articles x 1: [\d,]+ MB",
        r"peak memory, articles x 4: [\d,]+ MB",
    )
    assert len(lines) == len(patterns)
    assert all(re.fullmatch(pattern, line) for pattern, line in zip(patterns, lines, strict=True))
