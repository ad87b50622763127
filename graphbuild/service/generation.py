"""The workers over one snapshot, as the server sees them: asked in turn, replaced when a query ends them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from typing import Literal

from graphbuild.errors import StoreError
from graphbuild.service.answering import Job, Reply
from graphbuild.service.loading import PID
from graphbuild.service.problems import Problem
from graphbuild.service.settings import Limits
from graphbuild.service.worker import LENGTHS, pack
from graphbuild.snapshots import Snapshot, hold

Mode = Literal["memory", "disk"]
PATIENCE = 3  # deadlines that a job waits for a worker: others may have to reach theirs first
GRACE = 2.0  # seconds after the deadline when a worker is ended that its own alarm did not end


@dataclass(slots=True)
class Worker:
    """The connection to a worker."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, job: Job) -> Reply:
        """What the worker answers."""
        self.writer.write(pack(job.to_dict()))
        await self.writer.drain()
        head, body = LENGTHS.unpack(await self.reader.readexactly(LENGTHS.size))
        header = json.loads(await self.reader.readexactly(head))
        return Reply(**header, body=await self.reader.readexactly(body))

    def end(self) -> None:
        """End the process, whatever it does."""
        if not self.reader.at_eof():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self.writer.close()


class Generation:
    """The workers over a snapshot, in memory or on disk."""

    def __init__(self, snapshot: Snapshot, mode: Mode, limits: Limits, workers: int) -> None:
        """Workers to be started over a snapshot."""
        self.snapshot = snapshot
        self.mode = mode
        self.limits = limits
        self.workers = workers
        self.asked = 0  # jobs that wait or are answered
        self.lost = False  # nobody replaces workers any more
        # Who answered last is asked first: it remembers queries and names, and has its own copy of what it read.
        self.idle: asyncio.Queue[Worker] = asyncio.LifoQueue()
        self._retired: Callable[[], None] | None = None
        self._open = ExitStack()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Load the snapshot and start the workers; `StoreError` when it can't be loaded."""
        self._open.enter_context(hold(self.snapshot))
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self._control = ours
        command = ("-m", "graphbuild.service.loading", str(self.snapshot.path), self.mode)
        limits = json.dumps(asdict(self.limits))
        self._loader = await asyncio.create_subprocess_exec(sys.executable, *command, limits, stdin=theirs.fileno())
        theirs.close()
        asyncio.get_running_loop().add_reader(ours, self._receive)
        ours.send(b"w" * self.workers)
        first, ended = asyncio.ensure_future(self.idle.get()), asyncio.ensure_future(self._loader.wait())
        await asyncio.wait((first, ended), return_when=asyncio.FIRST_COMPLETED)
        if not first.done():
            first.cancel()
            self.close()
            raise StoreError(f"{self.snapshot.path}: can't be loaded")
        self.idle.put_nowait(first.result())

    async def ask(self, job: Job) -> Reply:
        """The answer to a job; a `Problem` where there is none in time."""
        self.asked += 1
        patience = self.limits.deadline * PATIENCE
        try:
            worker = await asyncio.wait_for(self._take(), patience)
            return await self._ask(worker, job)
        except TimeoutError:
            detail = f"all {self.workers} workers were busy for {patience:g} s: try again"
            raise Problem(503, detail, headers={"Retry-After": "5"}) from None
        finally:
            self.asked -= 1
            self._close_when_done()

    def retire(self, done: Callable[[], None]) -> None:
        """End the workers as soon as they have answered."""
        self._retired = done
        self._close_when_done()

    def close(self) -> None:
        """End loader and workers."""
        asyncio.get_running_loop().remove_reader(self._control)
        self._control.close()
        while not self.idle.empty():
            self.idle.get_nowait().writer.close()
        self._open.close()

    # --- workers ---

    async def _take(self) -> Worker:
        """The next idle worker; one that has gone in the meantime is replaced."""
        while (worker := await self.idle.get()).reader.at_eof():
            self._replace(worker)
        return worker

    async def _ask(self, worker: Worker, job: Job) -> Reply:
        """What a worker answers; it is idle again afterwards, or replaced."""
        began = time.monotonic()
        try:
            reply = await asyncio.wait_for(worker.ask(job), self.limits.deadline + GRACE)
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError):
            self._replace(worker)
            raise self._explain(time.monotonic() - began) from None
        except asyncio.CancelledError:  # the client has gone
            self._replace(worker)
            raise
        self.idle.put_nowait(worker)
        return reply

    def _explain(self, seconds: float) -> Problem:
        """Why a worker gave no answer."""
        if seconds >= self.limits.deadline:
            return Problem(503, f"the query was ended after {self.limits.deadline:g} s: ask less at once")
        detail = (
            f"the query ended its worker: it needs more than {self.limits.memory} MB, or is too deep for the engine"
        )
        return Problem(503, detail)

    def _replace(self, worker: Worker) -> None:
        """End a worker and ask for another."""
        worker.end()
        with suppress(OSError):
            self._control.send(b"w")

    def _receive(self) -> None:
        """Take in a worker that the loader forked."""
        try:
            data, handles, _, _ = socket.recv_fds(self._control, PID, 1)
        except BlockingIOError:
            return
        if not data:  # the loader has ended
            self.lost = True
            asyncio.get_running_loop().remove_reader(self._control)
            return
        task = asyncio.ensure_future(self._enlist(int.from_bytes(data, "big"), socket.socket(fileno=handles[0])))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _enlist(self, pid: int, connection: socket.socket) -> None:
        """Make a worker idle."""
        reader, writer = await asyncio.open_connection(sock=connection)
        if self._control.fileno() < 0:  # closed in the meantime
            writer.close()
        else:
            self.idle.put_nowait(Worker(pid, reader, writer))

    def _close_when_done(self) -> None:
        """Close a retired generation that answers nobody any more."""
        if self._retired is not None and not self.asked:
            self.close()
            done, self._retired = self._retired, None
            done()
