"""A server as a process of its own, and requests to it as they stand on the wire."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ROOT = str(Path(__file__).parents[1])
START = 60  # seconds within which a server has to answer


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def type(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def rows(self) -> list[dict[str, str]]:
        """The values of an answer of rows in JSON."""
        return [{name: term["value"] for name, term in row.items()} for row in self.json["results"]["bindings"]]


@dataclass
class Server:
    """A server that runs."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    @property
    def root(self) -> str:
        """The address of its first page."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None, wait: float = 60
    ) -> Answer:
        """The answer to a request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=wait)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            connection.close()

    def get(self, path: str, /, **headers: str) -> Answer:
        """The answer to a GET; an underscore in the name of a header is a hyphen."""
        return self.ask("GET", path, {name.replace("_", "-"): value for name, value in headers.items()})

    def query(self, text: str, *pairs: tuple[str, str], wait: float = 60, **headers: str) -> Answer:
        """The answer to a query sent as a form."""
        body = urlencode([("query", text), *pairs]).encode()
        return self.ask("POST", "/sparql", {"Content-Type": FORM, **headers}, body, wait)

    def wait_for(self, words: str) -> None:
        """Wait until the server has said something."""
        end = time.monotonic() + START
        while not re.search(words, text := self.log.read_text(encoding="utf-8")):
            assert time.monotonic() < end and self.process.poll() is None, text
            time.sleep(0.05)


@contextmanager
def serve(store: Path, log: Path, *options: str) -> Iterator[Server]:
    """A server of a store, from memory unless options say otherwise."""
    command = [sys.executable, "-m", "graphbuild", "serve", "--store", str(store), "--port", "0", *options]
    with log.open("w", encoding="utf-8") as stderr:
        process = subprocess.Popen(command, stderr=stderr, text=True, env={**os.environ, "PYTHONPATH": ROOT})
    server = Server(process, 0, log)
    try:
        server.wait_for("answered from")
        server.wait_for("Ctrl-C")
        found = re.search(r"http://\S+:(\d+)/", log.read_text(encoding="utf-8"))
        assert found
        server.port = int(found[1])
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
