"""The snapshot that is served: from disk at once, from memory when it is loaded, another when one is published."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress

from graphbuild.errors import StoreError
from graphbuild.service.answering import Job, Reply
from graphbuild.service.generation import Generation, Mode
from graphbuild.service.keeping import Keeper
from graphbuild.service.settings import BYTES_PER_QUAD, Settings
from graphbuild.snapshots import Snapshot, find_current, remove_old, update_snapshot
from graphbuild.store import read_base

PAUSE = 0.5  # seconds between two looks for another snapshot
_MB = 1024 * 1024


class Pool:
    """Workers over the current snapshot of a store."""

    generation: Generation
    base: str  # of the IRIs of the store

    def __init__(self, settings: Settings, tell: Callable[[str], None]) -> None:
        """A pool to be started; what it does is told."""
        self._settings = settings
        self._tell = tell
        self._keeper = Keeper(settings.answer_memory)

    async def start(self) -> None:
        """Serve what was published last, and watch for what is published later."""
        published = find_current(self._settings.store) or update_snapshot(self._settings.store)
        self.base = read_base(self._settings.store)
        self.generation = await self._load(published, "disk")
        self._watching = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """End all workers."""
        self._watching.cancel()
        with suppress(asyncio.CancelledError):
            await self._watching
        self.generation.close()

    async def ask(self, job: Job) -> tuple[Reply, Snapshot]:
        """The answer to a job, with the snapshot that it was found in."""
        generation = self.generation
        return await self._keeper.ask(generation, job), generation.snapshot

    async def _load(self, snapshot: Snapshot, mode: Mode) -> Generation:
        """Workers over a snapshot."""
        generation = Generation(snapshot, mode, self._settings.limits, self._settings.workers)
        await generation.start()
        return generation

    async def _watch(self) -> None:
        """Serve every snapshot that is published; load into memory what fits."""
        self._seen = self.generation.snapshot.id
        await self._attempt(self._load_into_memory())
        while True:
            await asyncio.sleep(PAUSE)
            await self._attempt(self._catch_up())

    async def _attempt(self, change: Coroutine[None, None, None]) -> None:
        """Make a change; where it can't be made, say so and go on with what is served."""
        try:
            await change
        except (StoreError, OSError) as error:
            self._tell(f"the new state of the store can't be served: {error}")

    async def _catch_up(self) -> None:
        """Answer from the snapshot published last, if that is another, or if nobody replaces workers any more."""
        current = find_current(self._settings.store)
        if current and (current.id != self._seen or self.generation.lost):
            self._seen = current.id
            self._replace(await self._load(current, "disk"))
            await self._load_into_memory()

    async def _load_into_memory(self) -> None:
        """Answer from memory where there is room for the graph."""
        snapshot = self.generation.snapshot
        needed = snapshot.quads * BYTES_PER_QUAD * (self._settings.workers + 1) // _MB + 1
        state = f"snapshot {snapshot.id}, {snapshot.quads:,} triples"
        if needed > self._settings.graph_memory:
            room = f"up to {needed:,} MB in memory, more than the {self._settings.graph_memory:,} MB of --graph-memory"
            self._tell(f"{state}: answered from disk, it would take {room}")
            return
        self._replace(await self._load(snapshot, "memory"))
        self._tell(f"{state}: answered from memory, up to {needed:,} MB of the {self._settings.graph_memory:,} allowed")

    def _replace(self, generation: Generation) -> None:
        """Answer from a generation; the one before ends when it has answered."""
        before, self.generation = self.generation, generation
        if before.snapshot.id != generation.snapshot.id:
            self._keeper = Keeper(self._settings.answer_memory)
        before.retire(lambda: remove_old(self._settings.store))
