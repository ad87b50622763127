"""A loader: a process that holds a snapshot and forks workers over it.

Forked workers find the graph in memory, where it is loaded once, and a worker that was ended is replaced at once. The
loader is told what to do on its standard input, a socket: each byte asks for a worker, whose end of a pair of sockets
goes back. Of a snapshot that stays on disk the loader opens nothing: each worker opens it for itself.

    python -m graphbuild.service.loading SNAPSHOT memory|disk LIMITS
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pyoxigraph import RdfFormat

from graphbuild.names import CLASSES, index_names
from graphbuild.service.settings import Limits
from graphbuild.service.worker import work
from graphbuild.store import Store, open_store

PID = 8  # bytes that tell the process of a worker
_CHUNK = 1 << 20  # bytes that are written and read at once


def load(path: Path) -> Store:
    """The store of a snapshot in memory."""
    read, write = os.pipe()
    dumping = _dump(path, read, write)
    os.close(write)
    with os.fdopen(read, "rb", buffering=_CHUNK) as pipe:
        base = pipe.readline().decode().strip()
        store = open_store(base=base or None)
        store.inner.load(pipe, format=RdfFormat.N_QUADS, lenient=True)  # a store wrote it: nothing is to be judged
    if os.waitpid(dumping, 0)[1]:
        raise SystemExit(f"{path}: can't be read")
    store.read_only = True
    for kind in CLASSES:
        index_names(store, kind).complete("", 1)  # the workers share what is ready before they are forked
    return store


def _dump(path: Path, read: int, write: int) -> int:
    """The process that writes the base IRI and the quads of a snapshot into a pipe.

    It is another process because the threads of the database would not survive a fork; and so two can work at once.
    """
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(read)
            store = open_store(path, create=False, read_only=True)
            with os.fdopen(write, "wb", buffering=_CHUNK) as pipe:
                pipe.write(f"{store.names.base}\n".encode())
                store.inner.dump(pipe, format=RdfFormat.N_QUADS)
            code = 0
        finally:
            os._exit(code)
    return pid


def fork_worker(control: socket.socket, open_it: Callable[[], Store], limits: Limits) -> None:
    """Fork a worker and give its connection away."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        try:
            control.close()
            theirs.close()
            work(ours, open_it(), limits)
        finally:
            os._exit(0)
    with suppress(BrokenPipeError):  # nobody wants it any more: it ends as its connection does
        socket.send_fds(control, [pid.to_bytes(PID, "big")], [theirs.fileno()])
    ours.close()
    theirs.close()


def main(path: Path, mode: str, limits: Limits) -> None:
    """Fork workers as long as somebody asks for them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: the server says when to end
    control = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    held = load(path) if mode == "memory" else None
    gc.collect()
    gc.freeze()  # what is there is shared with the workers: the collector would copy it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a worker that has ended
    while control.recv(1):
        fork_worker(control, lambda: held or open_store(path, create=False, read_only=True), limits)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Limits(**json.loads(sys.argv[3])))
