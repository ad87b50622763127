"""Writes `vocabulary.py` from the Turtle of the ontology: `python -m graphbuild.generation`."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graphbuild.resources import PACKAGE, find_ontology

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
TARGET = PACKAGE / "vocabulary.py"
DEFINING = ("conflict.ttl", "plover.ttl")
HEADER = '''"""Terms of the ontology and of the vocabularies it stands on, as full IRIs.

Written by `python -m graphbuild.generation` from `ontology/conflict.ttl`, `ontology/plover.ttl` and
`ontology/namespaces.ttl`: change those and run it again.
"""

from typing import Final
'''
IN_SCHEME = ox.NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")


def write_vocabulary(target: Path = TARGET) -> None:
    """Writes the module that `make_vocabulary` makes."""
    target.write_text(make_vocabulary(), encoding="utf-8")


def make_vocabulary() -> str:
    """Python source of `vocabulary.py`: one class per prefix, then prefixes and concept schemes."""
    prefixes, quads = read_terms()
    terms = group_terms(prefixes, (node for quad in quads for node in (quad.subject, quad.predicate, quad.object)))
    defined = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    for prefix in ("cg", "plover"):
        terms[prefix] = {name for name in terms[prefix] if prefixes[prefix] + name in defined}
    classes = (format_class(prefix, prefixes[prefix], terms[prefix]) for prefix in sorted(terms))
    return "\n\n".join([HEADER, *classes, format_prefixes(prefixes), format_schemes(prefixes, quads)])


def read_terms() -> tuple[dict[str, str], list[ox.Quad]]:
    """Prefixes and triples of the files that define terms or list those of other vocabularies."""
    prefixes: dict[str, str] = {}
    quads: list[ox.Quad] = []
    for name in (*DEFINING, "namespaces.ttl"):
        parser = ox.parse(path=str(find_ontology(name)), format=ox.RdfFormat.TURTLE)
        quads.extend(parser)
        prefixes |= parser.prefixes
    return prefixes, quads


def group_terms(prefixes: dict[str, str], nodes: Iterable[Term]) -> dict[str, set[str]]:
    """Local names under each prefix, for the IRIs among `nodes` that are a prefix's namespace and a Python name."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in nodes:
        if isinstance(node, ox.NamedNode):
            for prefix, namespace in prefixes.items():
                local = node.value.removeprefix(namespace)
                if local != node.value and local.isidentifier():
                    found[prefix].add(local)
    return found


def format_class(prefix: str, namespace: str, names: set[str]) -> str:
    """Source of the class that holds a prefix's terms."""
    lines = [f"class {prefix}:", f'    """Terms of <{namespace}>."""', "", f'    NAMESPACE: Final = "{namespace}"']
    return "\n".join(lines + [f'    {name}: Final = "{namespace}{name}"' for name in sorted(names)])


def format_prefixes(prefixes: dict[str, str]) -> str:
    """Source of `PREFIXES`: the namespace of every prefix that files, queries and answers use."""
    lines = [f'    "{prefix}": "{prefixes[prefix]}",' for prefix in sorted(prefixes)]
    return "\n".join(["PREFIXES: Final[dict[str, str]] = {", *lines, "}"])


def format_schemes(prefixes: dict[str, str], quads: list[ox.Quad]) -> str:
    """Source of `SCHEMES`: the local names of the concepts of each concept scheme of cg."""
    members: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == IN_SCHEME:
            members[to_iri(quad.object)].add(to_iri(quad.subject))
    lines = ["SCHEMES: Final[dict[str, frozenset[str]]] = {"]
    for scheme in sorted(name for name in members if name.startswith(prefixes["cg"])):
        names = sorted(member.removeprefix(prefixes["cg"]) for member in members[scheme])
        lines += [f'    "{scheme.removeprefix(prefixes["cg"])}": frozenset({{']
        lines += [f'        "{name}",' for name in names] + ["    }),"]
    return "\n".join([*lines, "}\n"])


def to_iri(node: Term) -> str:
    """The IRI that a named node stands for."""
    return node.value if isinstance(node, ox.NamedNode) else ""


if __name__ == "__main__":
    write_vocabulary()
