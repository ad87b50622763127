"""What many tests read with: the knowledge of the French pipeline, loaded once."""

import datetime as dt

import pytest

from graphbuild.pipeline import Knowledge, load_knowledge, read_article
from graphbuild.records import Article, Reading


@pytest.fixture(autouse=True)
def plain_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """No width and no colours forced upon the program by whatever runs the tests."""
    for name in ("COLUMNS", "LINES", "FORCE_COLOR", "PY_COLORS", "TTY_COMPATIBLE", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge that a build uses."""
    return load_knowledge()


@pytest.fixture(scope="session")
def read(knowledge):
    """A function from a text, dated 20 November 2024, to its reading."""

    def read_text(text: str, date: dt.date | None = dt.date(2024, 11, 20)) -> Reading:
        return read_article(Article("test", text, date=date), knowledge)

    return read_text
