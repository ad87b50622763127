"""Where the tests lie."""

from pathlib import Path

TESTS = Path(__file__).parent
