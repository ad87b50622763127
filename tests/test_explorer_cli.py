"""`graphbuild view`: from a store, an article, a question; a focus, days, a limit; what can't be done."""

from pathlib import Path

import pytest

from graphbuild.explorer.selection import DEPTH
from graphbuild.graph import to_quads
from graphbuild.store import open_store
from tests.explorer_stores import PageParser, name
from tests.readings import RUN, make_catalogue
from tests.test_cli import run, start
from tests.test_explorer_network import make_again, make_war

ARTICLE = (
    "Mardi, Joe Biden a autorisé la livraison de mines antipersonnel à l'Ukraine. "
    "La Russie a condamné cette décision.\n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two small articles."""
    path = tmp_path_factory.mktemp("view") / "s"
    opened, catalogue = open_store(path), make_catalogue()
    for reading in (make_war(), make_again()):
        opened.add(to_quads(reading, RUN, catalogue))
    return path


def view(*arguments: str | Path, to: Path) -> tuple[PageParser, str]:
    """The page that a command writes, and what it tells."""
    result = run("view", *arguments, "-o", to / "graph.html")
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    assert [path.name for path in to.iterdir()] == ["graph.html"]  # written whole, nothing beside it
    return PageParser((to / "graph.html").read_text(encoding="utf-8")), result.stderr


def list_labels(page: PageParser) -> set[str]:
    return {name(node["label"]) for node in page.data["nodes"]}


def test_store_is_a_page_with_its_counts(store, tmp_path):
    page, told = view("--store", store, "--title", "Guerre <1>", to=tmp_path)
    assert told == "14 nodes\n"
    assert page.data["meta"]["title"] == "Guerre <1>" and page.data["meta"]["left"] == {}


def test_focus_days_and_limit_leave_out_and_say_so(store, tmp_path):
    page, told = view("--store", store, "--focus", "France", "--depth", "1", "--lang", "en", to=tmp_path)
    assert list_labels(page) == {"France", "sanctionné", "expulsé"}
    assert told == "3 nodes; left out: 5 events, 5 actors, 1 weapons\n"
    assert page.data["meta"]["left"] == {"events": 5, "actors": 5, "weapons": 1}
    assert page.data["meta"]["focus"] == [page.find("France")] and page.data["meta"]["lang"] == "en"
    page, _ = view("--store", store, "--from", "2024-05-01", "--to", "2024-05-31", to=tmp_path)
    assert list_labels(page) == {"France", "sanctionné", "Moscou"}
    page, _ = view("--store", store, "--limit", "5", to=tmp_path)
    assert len(page.data["nodes"]) == 5


def test_question_is_a_page_with_its_rows(store, tmp_path):
    page, _ = view("--store", store, "--query", "sanctions_and_bans", "-p", "decider=France", to=tmp_path)
    question = page.data["meta"]["question"]
    assert list_labels(page) == {"France", "sanctionné", "Moscou"}
    assert (question["name"], question["parameters"]) == ("sanctions_and_bans", {"decider": ["France"]})
    assert len(question["rows"]) == len(question["nodes"]) == 1
    assert question["summary"]["fr"].endswith("?")


def test_article_is_read_for_its_page_alone(tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    article = tmp_path / "mines.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    page, told = view(article, "--date", "2024-11-20", to=tmp_path / "out")
    assert page.data["meta"]["title"] == "mines" and told.endswith("nodes\n")
    data = page.data
    first = {name(data["nodes"][number]["label"]) for number in data["views"]["full"]["first"]}
    assert {"Joe Biden", "autorisé", "Ukraine", "mine antipersonnel"} <= first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mines.txt", "out"]  # no store is left


def test_page_goes_to_stdout_without_a_file(store):
    result = run("view", "--store", store, "--quiet")
    assert result.stdout.startswith("<!") and result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--depth", "2"], "steps around what? Name it with --focus"),
        (["-p", "decider=France"], "name the question with --query"),
        (["--query", "sanctions_and_bens"], "near: sanctions_and_bans"),
        (["--query", "sanctions_and_bans", "-p", "decider=Frence"], "no actor named 'Frence'"),
        (["--query", "SELECT ?x WHERE {"], "can't be parsed"),
        (["--focus", "Frence"], "nothing named 'Frence' in the graph; near: France"),
        (["--from", "2024-06-01", "--to", "2024-05-01"], "the first day is after the last"),
        (["--from", "2031-01-01"], "no event from 2031-01-01"),
        (["--from", "mai"], "--from"),
        (["--limit", "0"], "--limit"),
        (["--lang", "de"], "--lang"),
        (["none.txt"], "no article could be read"),
    ],
)
def test_what_cannot_be_shown_is_said(store, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    result = run("view", *arguments, "--store", store, "-o", "x.html", COLUMNS="200")
    assert result.exit_code == 2 and message in result.stderr and "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_help_has_an_example_of_each_way():
    text = " ".join(run("view", "--help", COLUMNS="200").stdout.split())
    assert f"Steps around --focus; {DEPTH} if not given." in text
    for words in ("view article.txt", "--query who_armed_whom", '--focus "Joe Biden"', "--title"):
        assert f"graphbuild {words}" in text or words in text


def test_starting_takes_no_time_for_what_is_not_needed():
    process = start("view", "--store", "none.store")
    assert b"there is no store" in process.communicate()[1]
