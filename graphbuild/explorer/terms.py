"""What the ontology says of its terms, in the languages of the page."""

from dataclasses import dataclass

import pyoxigraph as ox

from graphbuild.resources import find_ontology
from graphbuild.vocabulary import cg, rdfs

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Terms:
    """Labels of terms by language and local name, and the topmost class above each class."""

    labels: dict[str, dict[str, str]]
    tops: dict[str, str]

    def group(self, name: str) -> str:
        """How a thing of a class is drawn: actor, weapon, place, event or statement."""
        return "statement" if name == "Statement" else self.tops.get(name, name).lower()


def read_terms() -> Terms:
    """Labels and classes of the ontology."""
    ontology = ox.Store()
    ontology.bulk_load(path=str(find_ontology("conflict.ttl")), format=ox.RdfFormat.TURTLE)
    labels: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    parents = {}
    for quad in ontology.quads_for_pattern(None, None, None):
        subject, value = shorten(quad.subject), shorten(quad.object)
        if quad.predicate.value == rdfs.label and isinstance(quad.object, ox.Literal):
            labels.get(quad.object.language or "", {})[subject] = value
        elif quad.predicate.value == rdfs.subClassOf and value != getattr(quad.object, "value", ""):
            parents[subject] = value
    return Terms(labels, {name: _find_top(name, parents) for name in labels["fr"]})


def shorten(node: object) -> str:
    """The local name of a term of the ontology; the characters of any other node."""
    return str(getattr(node, "value", "")).removeprefix(cg.NAMESPACE)


def _find_top(name: str, parents: dict[str, str]) -> str:
    while name in parents:
        name = parents[name]
    return name
