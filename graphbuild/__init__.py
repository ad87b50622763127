"""Conflict news in, a knowledge graph that an analyst can trust out.

    import graphbuild as gb

    kg = gb.open("conflict.store")
    kg.query("who_armed_whom", recipient="Ukraine").to_pandas()

What these names stand for is loaded when it is first used, so that the command line starts in a blink.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphbuild.errors import GraphbuildError
    from graphbuild.workbench import Answer, KnowledgeGraph, build, open, read

__version__ = "0.1.0"
__all__ = ["Answer", "GraphbuildError", "KnowledgeGraph", "build", "open", "read"]


def __getattr__(name: str) -> Any:
    """What a name stands for, loaded when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{'errors' if name == 'GraphbuildError' else 'workbench'}"), name)


def __dir__() -> list[str]:
    """All names there are, those not loaded yet among them."""
    return sorted({*globals(), *__all__})
