"""Names completed over HTTP: what is found, what is refused, hostile text, a worker that is killed meanwhile."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from pyoxigraph import RdfFormat

from graphbuild.snapshots import publish
from graphbuild.store import open_store
from tests.service_client import Answer, Server, serve
from tests.test_querying import DATA
from tests.test_service_safety import list_workers

MALI = {"iri": "https://w3id.org/conflictgraph/id/actor/state/ML", "label": "Mali", "class": "State"}


@pytest.fixture(scope="module", params=["memory", "disk"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a small graph, from memory and from disk."""
    folder = tmp_path_factory.mktemp("completion")
    store = open_store(folder / "store")
    store.inner.load(path=str(DATA / "names.trig"), format=RdfFormat.TRIG)
    publish(store)
    options = () if request.param == "memory" else ("--graph-memory", "0")
    with serve(folder / "store", folder / "log", "--workers", "2", *options) as server:
        yield server


def complete(server: Server, **values: str) -> Answer:
    """The answer to what was typed."""
    return server.get("/complete?" + urlencode({"type": "entity:Actor", **values}))


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"q": "MÂL"}, [{**MALI, "match": "Mali"}]),
        ({"q": "bama"}, [{**MALI, "match": "Bamako"}]),
        ({"q": "zz"}, []),
        ({"q": "\x00\x1b[31m\u202e"}, []),
        ({"q": '"}<script>' * 20}, []),
        ({"q": "x" * 200}, []),
    ],
)
def test_names_are_completed(server: Server, values: dict[str, str], found: list[dict[str, str]]) -> None:
    answer = complete(server, **values)
    assert (answer.status, answer.type) == (200, "application/json")
    assert answer.json == {"candidates": found}


def test_nothing_typed_lists_names_up_to_the_limit(server: Server) -> None:
    assert [len(complete(server, q="", limit=limit).json["candidates"]) for limit in ("1", "2", "", "100")] == [
        1,
        2,
        3,
        3,
    ]
    assert len(complete(server).json["candidates"]) == 3
    kinds = [complete(server, type=f"entity:{kind}").json["candidates"][0]["label"] for kind in ("Weapon", "Place")]
    assert kinds == ["obus", "Mali"]


def test_answer_is_not_sent_twice(server: Server) -> None:
    tag = complete(server, q="ma").headers["etag"]
    path = "/complete?type=entity:Actor&q=ma"
    assert server.get(path, If_None_Match=tag).status == 304
    assert server.get(path + "l", If_None_Match=tag).status == 200


@pytest.mark.parametrize(
    ("values", "parameter"),
    [
        ({"type": ""}, "type"),
        ({"type": "Actor"}, "type"),
        ({"type": "entity:Article"}, "type"),
        ({"type": "date"}, "type"),
        ({"q": "x" * 201}, "q"),
        ({"q": "x" * 60_000}, "q"),
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "-1"}, "limit"),
        ({"limit": "²"}, "limit"),
        ({"limit": "9" * 5000}, "limit"),
    ],
)
def test_bad_value_is_told(server: Server, values: dict[str, str], parameter: str) -> None:
    answer = complete(server, **values)
    assert (answer.status, answer.type, answer.json["parameter"]) == (400, "application/problem+json", parameter)


def test_killed_workers_are_replaced_while_names_are_completed(server: Server) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(complete, server, q="ma", limit=str(number % 9 + 1)) for number in range(60)]
        for pid in list_workers(server) - {min(list_workers(server))}:  # the loader came first
            os.kill(pid, 9)
        assert {answer.result().status for answer in answers} <= {200, 503}
    assert [complete(server, q="mal").status for _ in range(4)] == [200] * 4


def test_too_many_values_are_refused(server: Server) -> None:
    assert server.get("/complete?" + "&".join(["type=entity:Actor"] * 1100)).status == 400
    assert server.get("/complete?type=entity:Actor&q=%ff").status == 400
    assert complete(server, q="mal").status == 200
