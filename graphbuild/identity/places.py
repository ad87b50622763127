"""Places of an article: mentions of the same place become one."""

from __future__ import annotations

from collections.abc import Iterable

from graphbuild.lexicon import slug
from graphbuild.records import Document, Place, PlaceMention


def link_places(mentions: Iterable[PlaceMention], document: Document) -> list[Place]:
    """Places in the order of their first mention: GeoNames' own where it is known, else the article's by name."""
    places: dict[str, Place] = {}
    known = {slug(mention.name): mention for mention in mentions if mention.geonames}
    for mention in mentions:
        path = _to_path(known.get(slug(mention.name), mention), document)
        if path not in places:
            places[path] = Place(path, mention.name, [])
        places[path].mentions.append(mention)
    return list(places.values())


def _to_path(mention: PlaceMention, document: Document) -> str:
    """IRI below the base: by GeoNames id, or below the article by name."""
    if mention.geonames:
        return f"place/geonames/{mention.geonames}"
    return f"{document.article.path}/place/{slug(mention.name)}"
