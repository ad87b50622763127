"""A worker: a process that answers one job after the other, and that a hostile query may end.

Memory is bounded by the kernel, time by an alarm of the kernel that ends the process, wherever it is; on Linux the
process has no network. Messages are frames: two lengths, a header in JSON, a body.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from graphbuild.service.answering import Job
from graphbuild.service.settings import Limits
from graphbuild.service.tasks import perform
from graphbuild.store import Store

LENGTHS = struct.Struct(">IQ")
_MB = 1024 * 1024
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # flags of unshare(2)
NICE = 5  # the server itself goes first


def pack(header: dict[str, Any], body: bytes = b"") -> bytes:
    """A frame."""
    head = json.dumps(header).encode()
    return LENGTHS.pack(len(head), len(body)) + head + body


def confine(memory: int) -> None:
    """Give up what an honest query doesn't need: more than so many MB, the network, priority."""
    os.nice(NICE)
    with suppress(OSError, ValueError):  # where the system has no such limit
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        most = used + memory * _MB
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NET)  # refused in some containers: SERVICE is refused before


def work(connection: socket.socket, store: Store, limits: Limits) -> None:
    """Answer jobs until nobody asks any more."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    confine(limits.memory)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, sys.stderr.fileno())  # the engine tells at length how a query ended it
    while job := _receive(connection):
        signal.setitimer(signal.ITIMER_REAL, limits.deadline)
        reply = perform(job, store, limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        head = {"status": reply.status, "media_type": reply.media_type, "cut": reply.cut,
                "settled": reply.settled}  # fmt: skip
        connection.sendall(pack(head, reply.body))


def _receive(connection: socket.socket) -> Job | None:
    """The next job; None when there is none to come."""
    lengths = _read(connection, LENGTHS.size)
    if lengths is None:
        return None
    head = _read(connection, sum(LENGTHS.unpack(lengths)))
    return Job(**json.loads(head)) if head else None


def _read(connection: socket.socket, length: int) -> bytes | None:
    """So many bytes; None when the other side has gone."""
    data = bytearray()
    while len(data) < length:
        part = connection.recv(min(length - len(data), _MB))
        if not part:
            return None
        data += part
    return bytes(data)
