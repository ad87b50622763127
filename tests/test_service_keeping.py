"""Answers that are kept: found once for all who ask, given up when nobody waits, never of another snapshot."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

from graphbuild.service.answering import Job, Reply
from graphbuild.service.keeping import Keeper, is_fixed
from graphbuild.service.problems import Problem
from graphbuild.snapshots import Snapshot
from tests.service_client import Server, serve
from tests.service_stores import write_store

T = TypeVar("T")
PRODUCT = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . FILTER(STRLEN(STR(?c)) > STRLEN(STR(?f))) }"


@dataclass
class Source:
    """A snapshot that answers when it is told to."""

    id: str = "one"
    bodies: dict[str, bytes] = field(default_factory=dict)
    settled: bool = True
    asked: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    go: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot(self.id, Path(), 0, frozenset())

    async def ask(self, job: Job) -> Reply:
        self.asked.append(job.text)
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.ended.append(job.text)
            raise
        if job.text == "wrong":
            raise Problem(400, "no query")
        return Reply(200, "text/csv", self.bodies.get(job.text, b"x"), "", self.settled)


def finish(coroutine: Coroutine[Any, Any, T]) -> T:
    """What a coroutine gives, run in a thread of its own: the browser of other tests has a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


async def ask(keeper: Keeper, source: Any, *texts: str) -> list[bytes]:
    """Bodies of answers that are asked for one after the other."""
    source.go.set()
    return [(await keeper.ask(source, Job(text))).body for text in texts]


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        (["a", "a", "b", "a"], ["a", "b"]),
        (["SELECT (RAND() AS ?x) {}"] * 2, ["SELECT (RAND() AS ?x) {}"] * 2),
        (["SELECT (now ( ) AS ?x) {}"] * 2, ["SELECT (now ( ) AS ?x) {}"] * 2),
    ],
)
def test_what_is_kept_is_not_asked_again(texts: list[str], asked: list[str]) -> None:
    async def run() -> list[str]:
        source = Source()
        await ask(Keeper(1), source, *texts)
        return source.asked

    assert finish(run()) == asked


@pytest.mark.parametrize(("most", "settled"), [(0, True), (1, False)])
def test_nothing_is_kept_without_room_or_when_there_may_be_more_another_time(most: int, settled: bool) -> None:
    async def run() -> list[str]:
        source = Source(settled=settled)
        await ask(Keeper(most), source, "a", "a")
        return source.asked

    assert finish(run()) == ["a", "a"]


def test_another_snapshot_is_asked_anew() -> None:
    async def run() -> list[bytes]:
        keeper, old, new = Keeper(1), Source("one", {"a": b"old"}), Source("two", {"a": b"new"})
        return [*await ask(keeper, old, "a"), *await ask(keeper, new, "a"), *await ask(keeper, old, "a")]

    assert finish(run()) == [b"old", b"new", b"old"]


def test_what_was_asked_for_longest_ago_makes_room_and_what_is_too_large_is_not_kept() -> None:
    async def run() -> list[str]:
        part = bytes(200_000)
        source = Source(bodies=dict.fromkeys("abcdef", part) | {"large": bytes(300_000)})
        await ask(Keeper(1), source, "a", "b", "c", "d", "a", "e", "f", "a", "b", "large", "large")
        return source.asked

    assert finish(run()) == ["a", "b", "c", "d", "e", "f", "b", "large", "large"]


def test_several_who_ask_at_once_wait_for_one_search() -> None:
    async def run() -> tuple[list[bytes], list[str]]:
        keeper, source = Keeper(1), Source(bodies={"a": b"found"})
        waiting = [asyncio.ensure_future(keeper.ask(source, Job("a"))) for _ in range(5)]
        await asyncio.sleep(0.01)
        waiting.pop().cancel()  # one who goes takes nothing from the others
        await asyncio.sleep(0.01)
        source.go.set()
        return [(await answer).body for answer in waiting], [*source.asked, *source.ended]

    assert finish(run()) == ([b"found"] * 4, ["a"])


def test_a_search_for_which_nobody_waits_is_given_up_and_begun_anew() -> None:
    async def run() -> tuple[list[str], list[str], list[bytes]]:
        keeper, source = Keeper(1), Source()
        waiting = [asyncio.ensure_future(keeper.ask(source, Job("a"))) for _ in range(2)]
        await asyncio.sleep(0.01)
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        found = await ask(keeper, source, "a")
        return source.asked, source.ended, found

    assert finish(run()) == (["a", "a"], ["a"], [b"x"])


def test_a_problem_is_told_to_all_and_not_kept() -> None:
    async def run() -> tuple[list[type], list[str]]:
        keeper, source = Keeper(1), Source()
        source.go.set()
        jobs = [keeper.ask(source, Job("wrong")) for _ in range(2)]
        found = await asyncio.gather(*jobs, return_exceptions=True)
        found += await asyncio.gather(keeper.ask(source, Job("wrong")), return_exceptions=True)
        return [type(one) for one in found], source.asked

    assert finish(run()) == ([Problem] * 3, ["wrong", "wrong"])


@pytest.mark.parametrize(
    ("job", "fixed"),
    [
        (Job("SELECT (UUID() AS ?x) {}"), False),
        (Job("SELECT (UUID() AS ?x) {}", task="sheet"), False),
        (Job("UUID()", task="complete"), True),  # words that somebody typed
        (Job("SELECT ?now { ?now ?a ?b }"), True),
    ],
)
def test_queries_that_ask_for_time_or_chance(job: Job, fixed: bool) -> None:
    assert is_fixed(job) is fixed


# --- a server ---


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with one worker."""
    folder = tmp_path_factory.mktemp("keeping")
    with serve(write_store(folder / "store"), folder / "log", "--workers", "1", "--deadline", "20") as running:
        yield running


def time_query(server: Server, text: str, clients: int) -> tuple[float, set[tuple[int, bytes]]]:
    """Seconds until so many clients have their answers, and these."""
    began = time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        answers = {(answer.status, answer.body) for answer in pool.map(lambda _: server.query(text), range(clients))}
    return time.monotonic() - began, answers


def test_clients_share_one_search(server: Server) -> None:
    one, found = time_query(server, f"{PRODUCT} # one", 1)
    many, same = time_query(server, f"{PRODUCT} # many", 12)
    again, _ = time_query(server, f"{PRODUCT} # many", 1)
    assert found == same and {status for status, _ in found} == {200}
    assert many < 6 * one and again < one / 2, (one, many, again)  # one after the other they would take twelve times


def test_chance_is_asked_each_time(server: Server) -> None:
    assert len({server.query("SELECT (RAND() AS ?x) {}").body for _ in range(3)}) == 3
