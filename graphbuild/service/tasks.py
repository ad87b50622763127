"""What a worker can be asked to do with a store, by name, and what it says where that fails."""

from __future__ import annotations

from collections.abc import Callable

from graphbuild.service.answering import Job, Reply, answer
from graphbuild.service.completion import complete
from graphbuild.service.networks import write_network
from graphbuild.service.problems import MEDIA_TYPE, Problem
from graphbuild.service.settings import Limits
from graphbuild.service.sheets import write_sheet
from graphbuild.service.things import write_description, write_evidence, write_thing
from graphbuild.store import Store

TASKS: dict[str, Callable[[Job, Store, Limits], Reply]] = {
    "answer": answer,
    "complete": complete,
    "network": write_network,
    "sheet": write_sheet,
    "evidence": write_evidence,
    "thing": write_thing,
    "describe": write_description,
}


def perform(job: Job, store: Store, limits: Limits) -> Reply:
    """The reply to a job, or its problem."""
    try:
        return TASKS[job.task](job, store, limits)
    except Problem as problem:
        return Reply(problem.status, MEDIA_TYPE, problem.to_json())
    except MemoryError:
        return _tell(503, f"the query needs more memory than the {limits.memory} MB that it may take: ask less at once")
    except (OSError, RuntimeError, ValueError) as error:
        return _tell(500, f"the query failed: {error}")


def _tell(status: int, detail: str) -> Reply:
    """The reply that tells of a problem."""
    return Reply(status, MEDIA_TYPE, Problem(status, detail).to_json())
