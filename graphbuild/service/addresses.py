"""Where things are shown: addresses of IRIs, and IRIs of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlencode

from graphbuild.vocabulary import PREFIXES

_KEPT = "/%:@!$&'()*+,;=~"  # characters of a path that stand for themselves
# What a browser or a server would read as something else than a name in a path.
_ODD = re.compile(r"[?#\\]|//|(?:^|/)(?:\.|%2e){0,2}(?:/|$)", re.IGNORECASE)
_MENTION = re.compile(r"(?P<article>[^#]+)#char=(?P<char>\d+,\d+)")
_CODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def to_address(iri: str, base: str) -> str:
    """The address of the page of an IRI; that of a mention is the page of its article, with the words marked."""
    mention = _MENTION.fullmatch(iri)
    if mention and iri.startswith(base):
        begin = mention["char"].partition(",")[0]
        address = to_address(mention["article"], base)
        return f"{address}{'&' if '?' in address else '?'}char={mention['char']}#char-{begin}"
    local = iri.removeprefix(base)
    if iri.startswith(base) and not _ODD.search(local):
        return "/id/" + quote(local, safe=_KEPT)
    return "/about?" + urlencode({"iri": iri})


def ask(name: str) -> str:
    """The address of a question."""
    return "/questions/" + quote(name, safe="")


def list_iris(path: bytes, base: str) -> list[str]:
    """The IRIs that an address may mean: as it was sent, and with its letters beyond ASCII decoded."""
    local = path.decode("ascii", "replace").partition("/id/")[2]
    decoded = _CODED.sub(lambda match: _decode(match[0]), local)
    return [base + version for version in dict.fromkeys((local, decoded, unquote(local)))]


def _decode(coded: str) -> str:
    """The letters of percent signs; as they are where they are none."""
    try:
        return unquote(coded, errors="strict")
    except UnicodeDecodeError:
        return coded


def abbreviate(iri: str, base: str) -> str:
    """An IRI as it is shown: with its prefix, or without the base of the store."""
    near = max((space for space in PREFIXES.values() if iri.startswith(space)), key=len, default=None)
    if near and (local := iri.removeprefix(near)) and not set(local) & set("/#?"):
        return next(name for name, space in PREFIXES.items() if space == near) + ":" + local
    return iri.removeprefix(base)


def write_query(pairs: Iterable[tuple[str, str]]) -> str:
    """Values as the end of an address, with its question mark; nothing for none."""
    encoded = urlencode(list(pairs))
    return f"?{encoded}" if encoded else ""
