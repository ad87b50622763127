"""What a server is told: where it listens, what it serves, and the limits of a query."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
PORT = 8080
DEADLINE = 10.0  # seconds
MEMORY = 1024  # MB that a query may take
# In memory the engine reads all that is said of a thing to find one property of it, on disk it finds that at once.
# Where much is said of few things, most questions are answered sooner from disk if the graph has two million triples,
# and sooner from memory if it has 200,000.
GRAPH_MEMORY = 1024  # MB that a graph in memory may take, with what becomes copies of it: some 700,000 triples
ANSWER_MEMORY = 64  # MB of answers that are kept while their snapshot is served
WORKERS = 4  # more than there may be cores: short queries go on beside long ones
BYTES_PER_QUAD = 300  # of a graph in memory; reading marks what is read, so each worker ends with a copy
MOST_QUERY = 64 * 1024  # bytes of a query
MOST_BODY = 4 * MOST_QUERY  # of a request: a query in a form takes up to three times its length
MOST_ANSWER = 64 * 1024 * 1024  # bytes of an answer of rows
MOST_TRIPLES = 250_000  # of an answer that is a graph
MOST_EVENTS = 300  # of an answer that is shown as a network
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take."""

    deadline: float = DEADLINE
    memory: int = MEMORY
    answer: int = MOST_ANSWER
    triples: int = MOST_TRIPLES


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is told."""

    store: Path
    host: str = HOST
    port: int = PORT
    workers: int = WORKERS
    limits: Limits = Limits()
    graph_memory: int = GRAPH_MEMORY
    answer_memory: int = ANSWER_MEMORY
    queries: Path | None = None  # a folder of questions beside those that come along
    token: str | None = None
    names: tuple[str, ...] = ()  # of the server, beside its address
    origins: tuple[str, ...] = ()  # of pages that may read answers

    @property
    def loopback(self) -> bool:
        """Whether only programs of this machine reach the server."""
        return self.host in LOOPBACK
