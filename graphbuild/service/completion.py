"""Names that begin as was typed, for the forms of the questions."""

from __future__ import annotations

import json
from collections.abc import Mapping

from graphbuild.names import CLASSES, index_names
from graphbuild.service.answering import Job, Reply
from graphbuild.service.problems import Problem
from graphbuild.service.settings import Limits
from graphbuild.store import Store

FEW, MOST = 10, 100  # candidates
MOST_TYPED = 200  # characters
_PREFIX = "entity:"


def read_completion(values: Mapping[str, list[str]]) -> Job:
    """The job of completing what was typed; a `Problem` for values that are no good."""
    type, typed, limit = (values.get(name, [""])[0] for name in ("type", "q", "limit"))
    if type.removeprefix(_PREFIX) not in CLASSES or not type.startswith(_PREFIX):
        listed = ", ".join(_PREFIX + kind for kind in CLASSES)
        raise Problem(400, f"names of type {type[:40]!r} can't be completed: there are {listed}", parameter="type")
    if len(typed) > MOST_TYPED:
        raise Problem(400, f"a name of {len(typed):,} characters: type {MOST_TYPED} at most", parameter="q")
    if limit and not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:9]) <= MOST):
        raise Problem(400, f"limit is {limit[:20]!r}: give a number from 1 to {MOST}", parameter="limit")
    return Job(typed, task="complete", values={"kind": [type.removeprefix(_PREFIX)], "limit": [limit or str(FEW)]})


def complete(job: Job, store: Store, limits: Limits) -> Reply:  # noqa: ARG001  every task is called alike
    """The things of a kind of which a name begins so, the best first."""
    kind, limit = job.values["kind"][0], int(job.values["limit"][0])
    found = [
        {"iri": one.iri, "label": one.label, "class": one.type, "match": one.match}
        for one in index_names(store, kind).complete(job.text, limit)
    ]
    return Reply(200, "application/json", (json.dumps({"candidates": found}, ensure_ascii=False) + "\n").encode())
