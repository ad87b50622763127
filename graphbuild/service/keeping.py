"""Answers that are kept while their snapshot is served: asked again, or by several, they are found once.

A snapshot never changes, so neither does an answer to it, unless its query asks for the time or for chance.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import OrderedDict
from dataclasses import dataclass

from graphbuild.service.answering import Job, Reply
from graphbuild.service.generation import Generation

_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\s*\(", re.IGNORECASE)  # another answer each time
_ASKING = ("answer", "sheet", "network")  # tasks whose text is a query
_MB = 1024 * 1024
_SHARE = 4  # an answer that takes more than this part of the room would drive out too many others


def is_fixed(job: Job) -> bool:
    """Whether a job has the same answer each time that it is asked of a snapshot."""
    return job.task not in _ASKING or not _CHANGING.search(job.text)


@dataclass(slots=True)
class Search:
    """An answer that is looked for, and how many wait for it."""

    task: asyncio.Task[Reply]
    waiting: int = 0


class Keeper:
    """Answers in memory, up to so many MB; what was asked for last stays."""

    def __init__(self, most: int) -> None:
        """A keeper with room for so many MB; it keeps nothing where that is 0."""
        self._most = most * _MB
        self._size = 0
        self._kept: OrderedDict[str, Reply] = OrderedDict()
        self._searches: dict[str, Search] = {}

    async def ask(self, generation: Generation, job: Job) -> Reply:
        """The answer of a snapshot to a job: one that is kept, one that is looked for already, or a new one."""
        if not self._most or not is_fixed(job):
            return await generation.ask(job)
        key = f"{generation.snapshot.id} {json.dumps(job.to_dict())}"
        if reply := self._kept.get(key):
            self._kept.move_to_end(key)
            return reply
        search = self._searches.get(key) or self._begin(key, generation, job)
        search.waiting += 1
        try:
            return await asyncio.shield(search.task)
        finally:
            search.waiting -= 1
            if not search.waiting and not search.task.done():  # all who wanted it have gone
                del self._searches[key]
                search.task.cancel()

    def _begin(self, key: str, generation: Generation, job: Job) -> Search:
        """A search for an answer, which is kept when it is found."""
        search = self._searches[key] = Search(asyncio.ensure_future(generation.ask(job)))
        search.task.add_done_callback(lambda task: self._end(key, search, task))
        return search

    def _end(self, key: str, search: Search, task: asyncio.Task[Reply]) -> None:
        """Keep what was found."""
        if self._searches.get(key) is search:  # not given up, with another begun since
            del self._searches[key]
        if not task.cancelled() and not task.exception() and (reply := task.result()).status == 200 and reply.settled:
            self._keep(key, reply)

    def _keep(self, key: str, reply: Reply) -> None:
        """Keep an answer, in the place of those that were asked for longest ago."""
        if len(reply.body) > self._most // _SHARE:
            return
        self._kept[key] = reply
        self._size += len(reply.body) + len(key)
        while self._size > self._most:
            old, left = self._kept.popitem(last=False)
            self._size -= len(left.body) + len(old)
