"""Where the tests lie."""

from pathlib import Path

TESTS = Path(__file__).parent
GOLD = TESTS.parents[1] / "shared" / "gold" / "dev"  # annotated articles, where they lie beside the checkout
CORPUS = TESTS.parent / "corpus" / "fr" / "core"  # annotated articles that come along
