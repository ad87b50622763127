"""The command line: help, exit codes, what goes to stdout and what to stderr, odd inputs from end to end."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from graphbuild.cli import app
from graphbuild.cli.building import Tally
from graphbuild.cli.output import make_printable, share_width, write_result
from graphbuild.querying import load_queries
from graphbuild.store import open_store

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
HEAVY = {"spacy", "rdflib", "pyoxigraph", "trafilatura", "networkx", "pyshacl", "igraph", "numpy", "jinja2", "babel"}
HEAVY |= {"starlette", "uvicorn"}
ARTICLE = (
    "Les troupes du Soudan ont bombardé mardi la ville de Nyala avec deux drones, a déclaré le ministre Adam Saleh. "
    "Six civils ont été tués.\n"
)
ODD = {
    "script": "Le groupe a dit : « </script><script>alert(1)</script> ». " + ARTICLE,
    "controls": "\x1b[31mLe général\x07 Adam Saleh a parlé\x0b à Nyala.\x0c " + ARTICLE,
    "spaces": ARTICLE.replace(" ", "\u00a0", 5).replace(" ", "\u202f", 2),
    "lines": ARTICLE.replace(". ", ".\r\n\r\n"),
    "emoji": "👨‍👩‍👧 🛩️ " + ARTICLE,
    "arabic": ARTICLE.replace("Adam Saleh", "آدم صالح (Adam Saleh)"),
    "dots": "…" * 500 + "\n\n- - -\n" + ARTICLE,
    "one word": "Nyala",
    "quotes": '"' * 30 + " « « « " + ARTICLE + "\\u0022 \\",
}


def run(*arguments: str | Path, stdin: str | bytes | None = None, **environment: str) -> Result:
    """What a command answers."""
    return CliRunner(env=environment).invoke(app, [str(a) for a in arguments], input=stdin)


def start(*arguments: str | Path, **options: object) -> "subprocess.Popen[bytes]":
    """A command as a process of its own."""
    command = [sys.executable, "-m", "graphbuild", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two articles; tests read it."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "nyala.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "retrait.txt").write_text("L’armée s’est retirée lundi de la région.\n", encoding="utf-8")
    result = run("build", folder / "nyala.txt", folder / "retrait.txt", "--store", folder / "s", "--date", "2024-11-20")
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    return folder / "s"


# --- help -------------------------------------------------------------------------------------------------------------


def test_commands_are_those_promised() -> None:
    promised = {"build", "query", "view", "check", "show", "export", "withdraw", "evaluate", "serve"}
    assert set(COMMANDS) == promised | {"articles"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_an_example_and_a_word_on_every_option(command: str) -> None:
    result = run(command, "--help", COLUMNS="200")
    assert result.exit_code == 0 and "Example" in result.stdout
    assert f"graphbuild {command}" in result.stdout.partition("Example")[2]
    parameters = get_command(app).commands[command].params  # type: ignore[attr-defined]
    assert [p.name for p in parameters if not getattr(p, "help", None)] == []


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = f"import sys, atexit; from graphbuild.cli import main; sys.argv[1:] = {arguments!r}; "
    code += f"atexit.register(lambda: print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)); main()"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]" and result.stdout


# --- exit codes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "x", "--store", "none.store"], "error: none.store: there is no store"),
        (["articles", "--store", "none.store"], "error: none.store: there is no store"),
        (["check", "--store", "none.store"], "error: none.store: there is no store"),
        (["export", "--store", "none.store"], "error: none.store: there is no store"),
        (["query", "--store", "none.store", "SELECT * { ?s ?p ?o }"], "error: none.store: there is no store"),
        (["view", "--store", "none.store", "-o", "x.html"], "error: none.store: there is no store"),
        (["serve", "--store", "none.store"], "error: none.store: there is no store"),
        (["withdraw", "x", "--store", "none.store"], "error: none.store: there is no store"),
        (["build", "none.txt"], "none.txt: no such file"),
        (["build", "."], "error: no article found there"),
        (["build", "--date", "20/11/2024", "x.txt"], "--date"),
        (["build", "--max-characters", "0", "x.txt"], "--max-characters"),
        (["export", "-o", "graph.xyz"], "error: graph.xyz: no format of this name"),
        (["evaluate", "."], "error: .: no annotated article"),
        (["explode"], "explode"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments, COLUMNS="200")
    assert result.exit_code == 2 and message in result.stderr
    assert result.stdout == "" and "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    process = start("--debug", "articles", "--store", tmp_path / "none")
    assert b"Traceback" in process.communicate()[1]


def test_unknown_article_names_similar_ones(store: Path) -> None:
    result = run("show", "nyalla", "--store", store)
    assert result.exit_code == 2 and "nyala" in result.stderr


def test_build_tells_what_is_set_aside_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "c.txt").write_text("")
    (tmp_path / "d.pdf").write_bytes(b"%PDF")
    result = run("build", tmp_path, "--store", tmp_path / "s")
    assert result.exit_code == 1 and result.stdout == ""
    assert f"{tmp_path / 'b.txt'}: binary data" in result.stderr and f"{tmp_path / 'c.txt'}: no text" in result.stderr
    assert "1 .pdf" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("3 articles: 1 read, 2 set aside, see above; ")


def test_nothing_readable_makes_no_store(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("")
    result = run("build", tmp_path / "c.txt", "--store", tmp_path / "s", "--quiet")
    assert result.exit_code == 2 and "no article could be read" in result.stderr
    assert not (tmp_path / "s").exists()


def test_same_text_again_other_text_and_replace(tmp_path: Path) -> None:
    def build(text: str, *options: str) -> Result:
        return run("build", "-", "--format", "jsonl", "--store", tmp_path / "s", *options, stdin=text)

    first, other = (json.dumps({"id": "a", "text": text}) for text in (ARTICLE, ARTICLE * 2))
    assert "1 article: 1 read; " in build(first).stderr
    assert "1 article: 1 read (1 unchanged); " in build(first).stderr
    refused = build(other)
    assert refused.exit_code == 2 and "with another text" in refused.stderr and "see above" in refused.stderr
    assert build(other, "--replace", "-q").output == ""
    assert open_store(tmp_path / "s", read_only=True).text("a") == ARTICLE * 2


def test_tally() -> None:
    assert str(Tally(read=398, set_aside=14, events=1)) == "412 articles: 398 read, 14 set aside, see above; 1 event"
    assert str(Tally(read=1, unchanged=1)) == "1 article: 1 read (1 unchanged); 0 events"


def test_standard_input_and_store_from_the_environment(tmp_path: Path) -> None:
    result = run("build", "-", "--title", "Nyala", stdin=ARTICLE.encode(), GRAPHBUILD_STORE=str(tmp_path / "s"))
    assert result.exit_code == 0, result.stderr
    listed = run("articles", "--store", tmp_path / "s").stdout
    assert "text-" in listed and "Nyala" in listed


# --- odd inputs from end to end ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def odd_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with every odd article."""
    folder = tmp_path_factory.mktemp("odd")
    for name, text in ODD.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    result = run("build", folder, "--store", folder / "s")
    assert result.exit_code == 0 and f"{len(ODD)} articles: {len(ODD)} read;" in result.stderr, result.output
    return folder / "s"


def test_odd_articles_keep_their_text(odd_store: Path) -> None:
    store = open_store(odd_store, read_only=True)
    assert {a.id: store.text(a.id) for a in store.articles()} == {k: t.replace("\r\n", "\n") for k, t in ODD.items()}


def test_odd_articles_pass_the_checks(odd_store: Path) -> None:
    result = run("check", "--store", odd_store)
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("name", ODD)
def test_odd_articles_are_shown_without_steering_the_terminal(odd_store: Path, name: str) -> None:
    result = run("show", name, "--store", odd_store)
    assert result.exit_code == 0 and make_printable(result.stdout) == result.stdout
    if name != "one word":
        assert "bombardé" in result.stdout and "ArmedAction" in result.stdout


@pytest.mark.parametrize("format", ["trig", "nq", "jsonld", "graphml", "gexf"])
def test_odd_articles_are_exported(odd_store: Path, tmp_path: Path, format: str) -> None:
    path = tmp_path / f"graph.{format}"
    result = run("export", "--store", odd_store, "-o", path)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert path.stat().st_size > 1000 and [p.name for p in tmp_path.iterdir()] == [path.name]
    assert run("export", "--store", odd_store, "--format", format).stdout_bytes == path.read_bytes()


# --- results ----------------------------------------------------------------------------------------------------------


def test_show_marks_words_on_a_terminal_only(store: Path) -> None:
    plain = run("show", "nyala", "--store", store)
    assert plain.exit_code == 0 and ARTICLE.strip() in plain.stdout and "\x1b" not in plain.stdout
    row = next(line for line in plain.stdout.splitlines() if line.startswith("ArmedAction"))
    assert "bombardé" in row and "soudan" in row.lower() and "Nyala" in row and "drone" in row


ASKED = (
    "SELECT DISTINCT ?type ?words WHERE { VALUES (?type ?words) { (cg:ArmedAction 'bombardé') } "
    "?event a ?type ; gaf:denotedBy/nif:anchorOf ?anchor . FILTER(STR(?anchor) = ?words) }"
)
HEADED = """#+ summary: Events of a type with their words.
#+ question_fr: Quels événements de ce type ?
#+ parameters:
#+   - name: type
#+     type: term
#+     description: class of the events
#+     example: ArmedAction
#+ columns:
#+   words: the words that tell the event
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
SELECT ?words WHERE { VALUES ?type { UNDEF } ?e a ?type ; gaf:denotedBy/nif:anchorOf ?words } ORDER BY ?words
"""


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("table", "type            words   \ncg:ArmedAction  bombardé\n"),
        ("csv", "type,words\r\nhttps://w3id.org/conflictgraph/ns#ArmedAction,bombardé\r\n"),
        ("tsv", '?type\t?words\n<https://w3id.org/conflictgraph/ns#ArmedAction>\t"bombardé"'),
    ],
)
def test_sparql_of_ones_own_in_every_format(store: Path, tmp_path: Path, format: str, expected: str) -> None:
    result = run("query", ASKED, "--store", store, "--format", format)
    assert result.exit_code == 0 and result.stdout_bytes.decode().startswith(expected), result.output
    path = tmp_path / f"answer.{format}"
    assert run("query", ASKED, "--store", store, "-o", path).stdout == ""
    assert path.read_bytes() == result.stdout_bytes


@pytest.mark.parametrize(("width", "widths"), [(200, [5, 60, 30]), (80, [5, 48, 18]), (55, [5, 23, 18]), (40, None)])
def test_columns_share_the_width(width: int, widths: list[int] | None) -> None:
    assert share_width(["a", "b", "c"], [["x" * 5, "y" * 60, "z" * 30]], width) == widths


def test_table_fits_the_width_or_becomes_lines_of_cells(store: Path) -> None:
    wide = run("query", ASKED, "--store", store, COLUMNS="60").stdout
    assert "type " in wide and max(map(len, wide.splitlines())) <= 60
    narrow = run("query", ASKED, "--store", store, COLUMNS="20").stdout
    assert [line.split() for line in narrow.splitlines()][1] == ["words", "bombardé"]


def test_answers_as_json_and_turtle(store: Path) -> None:
    answer = json.loads(run("query", ASKED, "--store", store, "--format", "json").stdout)
    assert answer["results"]["bindings"][0]["words"]["value"] == "bombardé"
    construct = "CONSTRUCT { ?e a cg:Event } WHERE { ?e a cg:ArmedAction }"
    assert "a cg:Event" in run("query", construct, "--store", store, "--format", "turtle").stdout
    assert run("query", ASKED, "--store", store, "--format", "turtle").exit_code == 2


def test_query_file_with_parameters(store: Path, tmp_path: Path) -> None:
    (tmp_path / "x.rq").write_text(HEADED, encoding="utf-8")
    kinds = ("ArmedAction", "Statement")
    answers = {kind: run("query", tmp_path / "x.rq", "--store", store, "-p", f"type={kind}") for kind in kinds}
    assert "bombardé" in answers["ArmedAction"].stdout and "bombardé" not in answers["Statement"].stdout
    assert "déclaré" in answers["Statement"].stdout
    (tmp_path / "y.rq").write_text(ASKED, encoding="utf-8")
    assert "bombardé" in run("query", tmp_path / "y.rq", "--store", store).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no question"),
        (["no_such_question"], "no question 'no_such_question'"),
        (["none.rq"], "none.rq: No such file"),
        (["SELECT ?x WHERE {"], "can't be parsed"),
        (["SELECT ?x WHERE { SERVICE <https://x.example/> { ?x ?y ?z } }"], "SERVICE"),
        (["SELECT * { ?s ?p ?o }", "-p", "a"], "-p 'a': write it as name=value"),
        (["SELECT * { ?s ?p ?o }", "-p", "a=b"], "no parameters"),
    ],
)
def test_bad_question_is_one_line(store: Path, arguments: list[str], message: str) -> None:
    result = run("query", *arguments, "--store", store)
    assert result.exit_code == 2 and message in result.stderr and result.stdout == ""
    assert result.stderr.startswith("error: ") and result.stderr.count("\n") == 1


def test_every_question_is_listed() -> None:
    names = set(load_queries())
    assert names and names <= {line.split()[0] for line in run("query", "--list").stdout.splitlines()}


@pytest.mark.parametrize("path", ["Makefile", "graphbuild/cli/querying.py"])
def test_questions_that_are_named_exist(path: str) -> None:
    text = (Path(__file__).parents[1] / path).read_text(encoding="utf-8")
    named = re.findall(r"graphbuild query ([a-z]\w+)", text)
    assert named and set(named) <= set(load_queries())


def test_view_is_one_page(store: Path, tmp_path: Path) -> None:
    result = run("view", "--store", store, "-o", tmp_path / "graph.html", "--title", "Nyala <1>")
    page = (tmp_path / "graph.html").read_text(encoding="utf-8")
    assert result.exit_code == 0 and page.startswith("<!") and "Nyala &lt;1&gt;" in page and "bombardé" in page


def test_export_with_and_without_texts(store: Path) -> None:
    assert "isString" not in run("export", "--store", store).stdout
    assert "isString" in run("export", "--store", store, "--texts").stdout


def test_withdraw(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert run("build", "-", "--format", "jsonl", "--store", tmp_path / "s", stdin=json.dumps(
            {"id": name, "text": ARTICLE})).exit_code == 0  # fmt: skip
    result = run("withdraw", "a", "--store", tmp_path / "s")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "a: withdrawn\n")
    assert [a.id for a in open_store(tmp_path / "s", read_only=True).articles()] == ["b"]
    assert run("withdraw", "a", "--store", tmp_path / "s").exit_code == 2


def test_evaluate_prints_figures_and_mistakes(tmp_path: Path) -> None:
    event = {"id": "e1", "type": "ArmedAction", "trigger": "bombardé", "quote": "ont bombardé mardi"}
    nobody = {"id": "a1", "name": "Six", "type": "Person", "mentions": ["Six"]}
    gold = {"doc": "a", "date": None, "actors": [nobody], "events": [event | {"status": "actual"}]}
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "a.json").write_text(json.dumps(gold))
    result = run("evaluate", tmp_path, "--json")
    assert json.loads(result.stdout)["event typed"]["recall"] == 1, result.output
    result = run("evaluate", tmp_path, "--errors")
    assert "event typed" in result.stdout and "actor\tmissed\ta\tPerson 'Six'\n" in result.stdout


# --- pipes, files, signals --------------------------------------------------------------------------------------------


def test_broken_pipe_is_quiet(store: Path) -> None:
    process = start("export", "--store", store)
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b"" and process.wait() == 141


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_interrupt_is_quiet(tmp_path: Path) -> None:
    process = start("build", "-", "--format", "jsonl", "--store", tmp_path / "s", stdin=subprocess.PIPE)
    assert process.stdin and process.stderr
    process.stdin.write(b"{}\n")
    process.stdin.flush()
    assert b'standard input:1: no "text"' in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 130)


def test_files_are_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("old")
    write_result("new", path)
    assert path.read_text() == "new" and list(tmp_path.iterdir()) == [path]
    write_result(b"device", Path(os.devnull))
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("name", ["no folder/x.trig", "."])
def test_file_that_cannot_be_written_is_one_line(store: Path, tmp_path: Path, name: str) -> None:
    result = run("export", "--store", store, "--format", "trig", "-o", tmp_path / name)
    assert result.exit_code == 2 and str(tmp_path) in result.stderr and list(tmp_path.iterdir()) == []


def test_printable_text_keeps_its_length() -> None:
    text = "é\x1b[31m\x00\u202e\u00a0\n👩‍👧"
    assert len(make_printable(text)) == len(text) and "\x1b" not in make_printable(text)
