"""How fast `graphbuild serve` answers, beside the engine called directly: `python -m tests.benchmarks.serving`.

Prints for each question that comes along the median milliseconds of: the server over HTTP, which keeps no answers here;
pyoxigraph called directly and serialised, from memory and from the tables on disk that the server reads; the server as
it comes, asked again; the Oxigraph server over the same tables; rdflib's memory store, over a smaller store
(`--share`). The systems take turns, so that other work on the
machine hits all alike; all are as nice as the workers of the server. `passes` is the bar: at most 1.3 times pyoxigraph
from memory, or 5 ms more. What takes longer than `--cap` seconds is ended and shown as `>`. Then many clients at once
ask the server as it comes all the questions that were answered, and the one that keeps nothing those that were answered
within `--short` seconds. `--cache` keeps the stores that are made.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import rdflib
from pyoxigraph import QueryResultsFormat, RdfFormat

from graphbuild.errors import QueryError
from graphbuild.names import index_names
from graphbuild.querying import Query, bind, load_queries
from graphbuild.service.worker import NICE
from graphbuild.snapshots import find_current, publish
from graphbuild.store import DATA, Store, open_store
from tests.benchmarks.synthetic import make_store
from tests.service_client import Server, serve
from tests.test_service_safety import list_workers

TRIPLES, SHARE, SECONDS, CLIENTS, ROUNDS, CAP, SHORT = 2_000_000, 20_000, 60.0, 32, 7, 10.0, 0.25
PER_NODE = 65  # triples of the synthetic network
RATIO, MORE = 1.3, 5.0  # the bar: times, or milliseconds
RANK = 20  # of the thing that stands for an example which the store doesn't have: neither rare nor everywhere
SLOW = 1.0  # seconds after which a question is not asked again
IDLE = 2.0  # seconds after which a server may have closed a connection
JSON = "application/sparql-results+json"


@dataclass
class Asked:
    """A question with its values, and the milliseconds that each system took; None where it took too long."""

    query: Query
    values: dict[str, str]
    text: str
    times: dict[str, list[float | None]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Its address."""
        return f"/questions/{self.query.name}.json?{urlencode(self.values)}"

    def median(self, system: str) -> float | None:
        """The median milliseconds of a system."""
        times = self.times.get(system, [])
        return None if not times or None in times else statistics.median(t for t in times if t is not None)


# --- stores -----------------------------------------------------------------------------------------------------------


def prepare(folder: Path, triples: int) -> Path:
    """A folder with a published store of so many triples; made where it isn't there."""
    path = folder / f"synthetic-{triples}.store"
    if (path / "snapshots").exists():
        return path
    began = time.monotonic()
    print(f"making a store of {triples:,} triples ...", end=" ", file=sys.stderr, flush=True)
    made, store = make_store(triples // PER_NODE), open_store(path)
    store.inner.bulk_extend(iter(made.inner))
    store.inner.optimize()
    publish(store)
    print(f"{len(made.inner):,} in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return path


def load(path: Path) -> Store:
    """The snapshot of a store in memory."""
    tables = open_tables(path)
    store = open_store(base=tables.names.base)
    with tempfile.TemporaryDirectory() as folder:
        dumped = Path(folder) / "graph.nq"
        tables.inner.dump(dumped, format=RdfFormat.N_QUADS)
        store.inner.load(path=dumped, format=RdfFormat.N_QUADS, lenient=True)
    return store


def open_tables(path: Path) -> Store:
    """The snapshot of a store as it lies on disk."""
    current = find_current(path)
    assert current
    return open_store(current.path, create=False, read_only=True)


def choose_values(query: Query, store: Store) -> Asked:
    """A question with its examples, or with something that the store has in place of what it hasn't."""
    values: dict[str, str] = {}
    for parameter in query.parameters:
        try:
            bind(query, {parameter.name: parameter.example}, store)
            values[parameter.name] = parameter.example
        except QueryError:
            found = index_names(store, parameter.type.removeprefix("entity:")).complete("", RANK)
            values |= {parameter.name: found[-1].iri} if found else {}
    return Asked(query, values, bind(query, values, store))


# --- systems ----------------------------------------------------------------------------------------------------------


class Direct:
    """A process that asks a store and writes the answer; one that takes too long is replaced."""

    def __init__(self, open_it: Callable[[], Callable[[str], object]], cap: float) -> None:
        """`open_it` gives, in the process, a function that asks."""
        self._open, self._cap = open_it, cap
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=self._work, args=(theirs,), daemon=True)
        self._process.start()

    def _work(self, pipe: Connection) -> None:
        os.nice(NICE)
        ask = self._open()
        while True:
            text = pipe.recv()
            began = time.perf_counter()
            ask(text)
            pipe.send((time.perf_counter() - began) * 1000)

    def time(self, asked: Asked) -> float | None:
        """The milliseconds of a question."""
        self._pipe.send(asked.text)
        try:
            if self._pipe.poll(self._cap):
                return float(self._pipe.recv())
        except EOFError:
            pass
        self.close()
        self._start()
        return None

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()


def ask_oxigraph(store: ox.Store) -> Callable[[str], object]:
    """A function that asks a store and writes the answer."""
    return lambda text: store.query(text, use_default_graph_as_union=True).serialize(format=QueryResultsFormat.JSON)


def ask_rdflib(path: Path) -> Callable[[str], object]:
    """A function that asks rdflib's memory store and writes the answer."""
    dataset = rdflib.Dataset(default_union=True)
    data = open_tables(path).inner.dump(format=RdfFormat.N_QUADS)
    dataset.parse(data=data, format="nquads")
    return lambda text: dataset.query(text).serialize(format="json")


class Http:
    """A server that is asked over a connection which stays open."""

    def __init__(self, port: int, cap: float) -> None:
        """A server at a port of this machine."""
        self._cap, self._used = cap, time.monotonic()
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=cap + 5)

    def get(self, path: str) -> tuple[int, float]:
        """The status of an address, and the milliseconds until all of it was there."""
        if time.monotonic() - self._used > IDLE:
            self._connection.close()  # the next request opens it again
        began = time.perf_counter()
        self._connection.request("GET", path, headers={"Accept": JSON})
        response = self._connection.getresponse()
        response.read()
        self._used = time.monotonic()
        return response.status, (time.perf_counter() - began) * 1000

    def time(self, path: str) -> float | None:
        """The milliseconds of an address; None where there is no answer in time."""
        try:
            status, milliseconds = self.get(path)
        except OSError:
            self._connection.close()
            return None
        return milliseconds if status == 200 and milliseconds < self._cap * 1000 else None


@contextmanager
def serve_oxigraph(path: Path, cap: float) -> Iterator[Http]:
    """The Oxigraph server over the same tables."""
    current = find_current(path)
    assert current
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = Path(sys.executable).parent / "oxigraph"
    options = ["--location", str(current.path / DATA), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    limit = ["--timeout-s", str(int(cap) + 1)]
    process = subprocess.Popen(
        ["nice", "-n", str(NICE), program, "serve-read-only", *options, *limit], stderr=subprocess.DEVNULL
    )
    try:
        time.sleep(2)
        assert process.poll() is None, "the Oxigraph server doesn't start"
        yield Http(port, cap)
    finally:
        process.terminate()
        process.wait()


# --- measurements -----------------------------------------------------------------------------------------------------


def measure(questions: Sequence[Asked], systems: dict[str, Callable[[Asked], float | None]], rounds: int) -> None:
    """Ask every system every question; they take turns, and what is slow is asked once."""
    for asked in questions:
        left = dict.fromkeys(systems, rounds + 1)
        while any(left.values()):
            for name in (name for name, more in left.items() if more):
                milliseconds = systems[name](asked)
                first = name not in asked.times
                slow = milliseconds is None or milliseconds > SLOW * 1000
                if not first or slow:  # the first answer of a short question only warms up
                    asked.times.setdefault(name, []).append(milliseconds)
                else:
                    asked.times[name] = []
                left[name] = 0 if slow else left[name] - 1
        print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def passes(served: float | None, direct: float | None) -> bool:
    """Whether the bar is met: in time, and hardly more than the engine alone."""
    return served is not None and (direct is None or served <= direct * RATIO or served <= direct + MORE)


def show(milliseconds: float | None, cap: float) -> str:
    """A time in a table."""
    return f">{cap * 1000:.0f}" if milliseconds is None else f"{milliseconds:.1f}"


def print_table(questions: Sequence[Asked], names: Sequence[str], cap: float) -> None:
    """Print the medians of all systems and whether the bar is met."""
    print(f"{'question':26}" + "".join(f"{name:>11}" for name in names) + "   ratio      more  passes")
    for asked in questions:
        medians = [asked.median(name) for name in names]
        served, direct = medians[0], medians[1]
        compared = f"{served / direct:8.2f}{served - direct:10.1f}" if served and direct else f"{'-':>8}{'-':>10}"
        row = "".join(f"{show(value, cap):>11}" for value in medians)
        print(f"{asked.query.name:26}{row}{compared}  {'yes' if passes(served, direct) else 'no'}")
    print_summary(questions, names)


def print_summary(questions: Sequence[Asked], names: Sequence[str]) -> None:
    """Print the medians over the questions that both sides of the bar answered."""
    both = [
        (s, d) for a in questions if (s := a.median(names[0])) is not None and (d := a.median(names[1])) is not None
    ]
    served, direct = (statistics.median(times) for times in zip(*both, strict=True))
    met = sum(passes(asked.median(names[0]), asked.median(names[1])) for asked in questions)
    compared = f"{served / direct:.2f} times, {served - direct:+.1f} ms"
    print(f"median of {len(both)} questions: {served:.1f} ms over HTTP, {direct:.1f} ms called directly, {compared}: "
          f"{'passes' if passes(served, direct) else 'fails'}")  # fmt: skip
    print(f"the bar is met by {met} of {len(questions)} questions")


def load_up(name: str, server: Server, paths: Sequence[str], clients: int, seconds: float) -> None:
    """Print what many clients at once are answered, and what memory the workers take."""
    end = time.monotonic() + seconds

    def ask(number: int) -> list[tuple[int, float]]:
        dice, connection = random.Random(number), Http(server.port, CAP)
        answers = []
        while time.monotonic() < end:
            try:
                answers.append(connection.get(dice.choice(paths)))
            except OSError:  # counted as an error
                connection = Http(server.port, CAP)
                answers.append((0, (CAP + 5) * 1000))
        return answers

    with ThreadPoolExecutor(clients) as pool:
        answers = [answer for some in pool.map(ask, range(clients)) for answer in some]
    times = sorted(milliseconds for _, milliseconds in answers)
    errors = sum(status != 200 for status, _ in answers)
    middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    asked = f"{clients} clients for {seconds:g} s, {len(paths)} questions"
    print(f"{name}: {asked}: {len(answers) / seconds:,.0f} requests/s, "
          f"p50 {middle:.1f} ms, p95 {most:.1f} ms, {errors} errors")  # fmt: skip
    print(f"{name}: memory of loader and workers: {', '.join(f'{mb} MB' for mb in list_memory(server))}")


def list_memory(server: Server) -> list[int]:
    """Megabytes that each process of a server has for itself alone."""
    found = []
    for pid in sorted(list_workers(server)):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        found.append(sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) // 1024)
    return found


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=TRIPLES, help="size of the store")
    parser.add_argument("--share", type=int, default=SHARE, help="size of the store that rdflib is asked")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long many clients ask")
    parser.add_argument("--clients", type=int, default=CLIENTS, help="how many")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each question is asked")
    parser.add_argument("--cap", type=float, default=CAP, help="seconds that a question may take")
    parser.add_argument("--short", type=float, default=SHORT, help="seconds of a question that many clients ask")
    parser.add_argument("--cache", type=Path, help="folder in which the stores are kept")
    parser.add_argument("--question", action="append", help="ask this one alone; repeat it for more")
    parser.add_argument("--serve", nargs=argparse.REMAINDER, default=[], help="options of the server, last of all")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Nothing; the measurements are printed."""
    options = read_options(arguments)
    with ExitStack() as stack:
        temporary = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder = options.cache or temporary
        path, small = prepare(folder, options.triples), prepare(folder, options.share)
        memory = load(path)
        wanted = [query for query in load_queries().values() if query.name in (options.question or load_queries())]
        questions = [choose_values(query, memory) for query in wanted]
        limits = ("--deadline", str(options.cap), *options.serve)
        servers = [
            stack.enter_context(serve(path, temporary / "new", *limits, "--answer-memory", "0")),
            stack.enter_context(serve(path, temporary / "again", *limits)),
        ]
        said = (temporary / "new").read_text(encoding="utf-8").splitlines()
        print(next(line for line in said if "answered from" in line))
        run(stack, options, questions, memory, path, small, servers)


def run(
    stack: ExitStack, options: argparse.Namespace, questions: list[Asked], memory: Store, path: Path, small: Path,
    servers: Sequence[Server],
) -> None:  # fmt: skip
    """Print what all systems take, one after the other and under load."""
    cap = options.cap
    (served, again), oxigraph = (
        [Http(server.port, cap) for server in servers],
        stack.enter_context(serve_oxigraph(path, cap)),
    )
    direct = Direct(lambda: ask_oxigraph(memory.inner), cap)
    tables = Direct(lambda: ask_oxigraph(open_tables(path).inner), cap)
    plain = Direct(lambda: ask_rdflib(small), cap)
    for process in (direct, tables, plain):
        stack.callback(process.close)
    systems: dict[str, Callable[[Asked], float | None]] = {
        "HTTP": lambda asked: served.time(asked.path),
        "memory": direct.time,
        "disk": tables.time,
        "again": lambda asked: again.time(asked.path) and again.time(asked.path),
        "oxigraph": lambda asked: oxigraph.time("/query?" + urlencode({"query": asked.text})),
        "rdflib": plain.time,
    }
    measure(questions, systems, options.rounds)
    print_table(questions, tuple(systems), cap)
    print("memory, disk: pyoxigraph called directly; again: answers that are kept; "
          f"rdflib: over {options.share:,} triples")  # fmt: skip
    times = {asked.path: asked.median("HTTP") for asked in questions}
    short = [path for path, time in times.items() if time is not None and time <= options.short * 1000]
    load_up(
        "kept answers",
        servers[1],
        [path for path, time in times.items() if time is not None],
        options.clients,
        options.seconds,
    )
    load_up("new answers", servers[0], short, options.clients, options.seconds)


if __name__ == "__main__":
    main()
