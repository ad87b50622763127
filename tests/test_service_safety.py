"""Hostile queries against a running server: each is refused or ended in time, and others are answered meanwhile.

`python -m tests.test_service_safety 1000` asks that many.
"""

from __future__ import annotations

import os
import random
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from typer.testing import CliRunner

from graphbuild.cli import app
from graphbuild.store import open_store
from tests.service_client import FORM, QUERY, Answer, Server, serve

DEADLINE = 1.0
MEMORY = 256  # MB
OPTIONS = ("--deadline", str(DEADLINE), "--memory", str(MEMORY), "--workers", "4")
LABELS = 300
HONEST = "SELECT (COUNT(?label) AS ?n) WHERE { ?s rdfs:label ?label }"
PRODUCT = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6))
ELSEWHERE = "<http://127.0.0.1:9/>"
REFUSED = {
    "SERVICE": f"SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
    "service in small letters": f"SELECT * {{ service silent {ELSEWHERE} {{ ?s ?p ?o }} }}",
    "escaped SERVICE": f"SELECT * {{ \\u0053ERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
    "SERVICE without spaces": "SELECT * { FILTER(1<2)SERVICE?x{ ?s ?p ?o } }",
    "SERVICE behind a comment": f"SELECT * {{ # '\n SERVICE {ELSEWHERE} {{ ?s ?p ?o }} # '\n }}",
    "SERVICE in a subquery": f"SELECT * {{ {{ SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }} }} }}",
    "FROM file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "FROM NAMED file": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "FROM http": f"SELECT * FROM {ELSEWHERE} {{ ?s ?p ?o }}",
    "escaped FROM": f"SELECT * FR\\u004FM {ELSEWHERE} {{ ?s ?p ?o }}",
    "INSERT": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE": "DELETE WHERE { ?s ?p ?o }",
    "DROP": "DROP ALL",
    "LOAD": f"LOAD {ELSEWHERE}",
    "LOAD file": "LOAD <file:///etc/passwd>",
    "query, then update": "ASK {} ; DROP ALL",
    "nested groups": "SELECT * " + "{" * 5000 + "}" * 5000,
    "nested lists": "SELECT * { ?s ?p " + "(" * 400 + "1" + ")" * 400 + " }",
    "nothing": "",
    "no text": "\x00\x01\x02",
    "half a string": 'ASK { ?s ?p "' + '"""a' * 1000,
}
ENDED = {
    "endless": f"SELECT (COUNT(*) AS ?n) WHERE {{ {PRODUCT} }}",
    "endless, no row": f"SELECT * WHERE {{ {PRODUCT} FILTER(STRLEN(STR(?c0)) < STRLEN(STR(?c5)) - 10000) }}",
    "endless path": f"SELECT (COUNT(*) AS ?n) {{ ?a (!<urn:x>|^!<urn:x>)* ?b . {PRODUCT} }}",
    "endless pattern": f"SELECT * WHERE {{ {PRODUCT} FILTER(REGEX(CONCAT(STR(?c0), STR(?c5)), '(x+x+)+y$')) }}",
    "memory": f"SELECT * WHERE {{ {PRODUCT} }} ORDER BY ?c0 ?c1 ?c2 ?c3",
    "memory of a string": f"SELECT (GROUP_CONCAT(STR(?c0)) AS ?all) WHERE {{ {PRODUCT} }}",
    "memory of groups": f"SELECT ?a0 ?a1 ?a2 ?a3 (COUNT(*) AS ?n) WHERE {{ {PRODUCT} }} GROUP BY ?a0 ?a1 ?a2 ?a3",
    "deep sum": "ASK { FILTER(" + "1+" * 20_000 + "1) }",
    "deep not": "ASK { FILTER(" + "!" * 30_000 + "true) }",
}  # fmt: skip
LONG = {
    "rows": f"SELECT * WHERE {{ {PRODUCT} }}",
    "triples": f"CONSTRUCT {{ ?a0 ?b1 ?c2 }} WHERE {{ {PRODUCT} }}",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of some labels."""
    return make_store(tmp_path_factory.mktemp("safety") / "store")


def make_store(path: Path) -> Path:
    """A store of some labels."""
    store = open_store(path)
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    things = [NamedNode(f"{store.names.base}thing/{number}") for number in range(LABELS)]
    store.inner.extend(Quad(thing, label, Literal(f"label {thing.value}"), store.names.reference) for thing in things)
    return path


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with tight limits."""
    with serve(store, tmp_path_factory.mktemp("log") / "log", *OPTIONS) as server:
        yield server


def serves(server: Server) -> bool:
    """Whether a server gives an honest answer, which it has to find."""
    answer = server.query(f"{HONEST} # {uuid4()}")
    return answer.status == 200 and answer.rows == [{"n": str(LABELS)}]


def list_workers(server: Server) -> set[int]:
    """Processes that descend from a server."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, new = set(), {server.process.pid}
    while new := {pid for pid, parent in parents.items() if parent in new}:
        found |= new
    return found


def count_workers(server: Server) -> int:
    """Processes that descend from a server: a loader and four workers, when those that were ended have gone."""
    end = time.monotonic() + 10
    while (count := len(list_workers(server))) != 5 and time.monotonic() < end:
        time.sleep(0.05)
    return count


# --- queries ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_query_is_refused(server: Server, text: str) -> None:
    began = time.monotonic()
    answer = server.query(text)
    assert answer.status == 400 and answer.type == "application/problem+json" and answer.json["detail"]
    assert time.monotonic() - began < DEADLINE + 0.5


@pytest.mark.parametrize("text", ENDED.values(), ids=ENDED)
def test_query_is_ended_while_others_are_answered(server: Server, text: str) -> None:
    with ThreadPoolExecutor() as pool:
        began = time.monotonic()
        hostile = pool.submit(server.query, text)
        answered = 0
        while not hostile.done():
            assert serves(server)
            answered += 1
        assert hostile.result().status == 503 and hostile.result().json["detail"]
        assert time.monotonic() - began < DEADLINE + 1 and answered >= 1
    assert serves(server)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_answer_is_cut_or_ended(server: Server, text: str) -> None:
    answer = server.query(text)
    assert answer.status == 503 or answer.headers["graphbuild-cut"]
    assert serves(server)


def test_more_hostile_queries_than_workers_and_an_honest_one_after_them(server: Server) -> None:
    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(server.query, [f"{ENDED['endless']} # {number}" for number in range(24)]))
    assert {answer.status for answer in answers} == {503}
    assert "retry-after" in {name for answer in answers for name in answer.headers}
    assert serves(server)


def test_honest_query_waits_for_its_turn_behind_more_hostile_ones_than_workers(server: Server) -> None:
    with ThreadPoolExecutor(8) as pool:
        hostile = [pool.submit(server.query, f"{ENDED['endless']} # {number}") for number in range(6)]
        while sum(one.running() for one in hostile) < 6:
            time.sleep(0.01)
        assert serves(server)
        assert {one.result().status for one in hostile} == {503}


def test_same_hostile_query_from_many_takes_one_worker(server: Server) -> None:
    with ThreadPoolExecutor(24) as pool:
        hostile = [pool.submit(server.query, ENDED["endless"]) for _ in range(20)]
        answered = 0
        while not all(one.done() for one in hostile):
            began = time.monotonic()
            assert serves(server) and time.monotonic() - began < 3 * DEADLINE
            answered += 1
        assert answered and {one.result().status for one in hostile} == {503}


def test_killed_worker_and_killed_loader_are_replaced(server: Server) -> None:
    end = time.monotonic() + 20
    while len(before := list_workers(server)) != 5:  # a loader and four workers, when those that were ended have gone
        assert time.monotonic() < end
        time.sleep(0.1)
    for pid in before:
        os.kill(pid, 9)
    while not (list_workers(server).isdisjoint(before) and len(list_workers(server)) == 5):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert all(serves(server) for _ in range(8))


def test_client_that_goes_away_and_one_that_says_nothing(server: Server) -> None:
    body = b"query=" + ENDED["endless"].replace(" ", "+").encode()
    for _ in range(8):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            head = (
                f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\nContent-Length: {len(body)}\r\n"
            )
            connection.sendall(head.encode() + b"\r\n" + body)
    silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    assert serves(server)
    for connection in silent:
        connection.close()


def ask_hostile(server: Server, number: int) -> list[Answer]:
    """The answers to hostile queries in any order, eight at a time."""
    texts = [*REFUSED.values(), *ENDED.values(), *LONG.values(), "#" * 70_000 + HONEST, "ASK {" * 3000]
    dice = random.Random(1)
    weights = [8] * len(REFUSED) + [1] * (len(texts) - len(REFUSED))
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(server.query, dice.choices(texts, weights, k=number)))


def test_after_a_hundred_hostile_queries_it_serves_as_before(server: Server) -> None:
    answers = ask_hostile(server, 100)
    assert {answer.status for answer in answers} <= {200, 400, 413, 503}
    assert all(answer.headers.get("graphbuild-cut") for answer in answers if answer.status == 200)
    assert all(serves(server) for _ in range(20)) and count_workers(server) == 5
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


def test_workers_have_no_network(server: Server) -> None:
    here = Path("/proc/self/ns/net").readlink()
    spaces = Counter(Path(f"/proc/{pid}/ns/net").readlink() == here for pid in list_workers(server))
    if spaces[False] == 0:
        pytest.skip("this system gives processes no network of their own")
    assert spaces == {True: 1, False: 4}  # the loader answers nobody


# --- who may ask ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::2]:80"])
def test_other_hosts_are_refused(server: Server, host: str) -> None:
    assert server.get("/sparql", Host=host).status == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]:8080"])
def test_own_names_are_known(server: Server, host: str) -> None:
    assert server.get("/sparql", Host=host).status == 200


def test_no_page_of_others_may_ask_unless_allowed(server: Server, store: Path, tmp_path: Path) -> None:
    page = {"Origin": "https://page.example"}
    answer = server.ask("GET", "/sparql", page)
    assert answer.status == 403 and not [name for name in answer.headers if name.startswith("access-control")]
    assert server.get("/sparql", Origin=f"http://127.0.0.1:{server.port}").status == 200
    with serve(store, tmp_path / "log", "--cors", "https://page.example") as open_to_one:
        answer = open_to_one.ask("GET", "/sparql", page)
        assert answer.status == 200 and answer.headers["access-control-allow-origin"] == "https://page.example"
        asked = {**page, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
        answer = open_to_one.ask("OPTIONS", "/sparql", asked)
        assert answer.status == 204 and "POST" in answer.headers["access-control-allow-methods"]
        assert open_to_one.get("/sparql", Origin="https://other.example").status == 403


def test_token_is_asked_for(store: Path, tmp_path: Path) -> None:
    with serve(store, tmp_path / "log", "--token", "sésame") as guarded:
        answer = guarded.get("/sparql")
        assert answer.status == 401 and "Bearer" in answer.headers["www-authenticate"]
        bearer, basic = "Bearer sésame".encode().decode("latin-1"), "Basic eDpzw6lzYW1l"
        assert [guarded.get("/", Authorization=given).status for given in (bearer, basic)] == [200, 200]
        for given in ("Bearer x", "Basic x", "Basic eDp4", "Bearer", "", "sésame".encode().decode("latin-1")):
            assert guarded.get("/", Authorization=given).status == 401


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--host", "0.0.0.0"], "give a --token"),
        (["--host", "192.0.2.1", "--token", "x"], "can't listen there"),
        (["--store", "none.store"], "there is no store"),
    ],
)
def test_what_cannot_be_served_is_one_line(store: Path, options: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["serve", "--port", "0", "--store", str(store), *options])
    assert result.exit_code == 2 and message in result.stderr and "Traceback" not in result.stderr


def test_answer_from_disk_is_the_same(store: Path, server: Server, tmp_path: Path) -> None:
    text = "SELECT * WHERE { ?s ?p ?o } ORDER BY ?s"
    with serve(store, tmp_path / "log", *OPTIONS, "--graph-memory", "0") as slow:
        assert "answered from disk" in slow.log.read_text(encoding="utf-8")
        assert slow.query(text).body == server.query(text).body
        assert slow.query(ENDED["endless"]).status == 503 and serves(slow)
        assert slow.ask("POST", "/sparql", {"Content-Type": QUERY}, b"ASK {}").json["boolean"]


def main(number: int) -> None:
    """Ask so many hostile queries and print what was answered."""
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(Path(folder) / "store")
        with serve(store, Path(folder) / "log", *OPTIONS) as server:
            began = time.monotonic()
            statuses = Counter(answer.status for answer in ask_hostile(server, number))
            print(dict(sorted(statuses.items())), f"{time.monotonic() - began:.0f} s")
            times = []
            for _ in range(20):
                began = time.monotonic()
                assert serves(server)
                times.append(time.monotonic() - began)
            print(f"serves as before: {sorted(times)[10] * 1000:.1f} ms, {len(list_workers(server))} processes")


if __name__ == "__main__":
    main(int(sys.argv[1]))
