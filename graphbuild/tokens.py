"""What a SPARQL query would do, judged by its tokens before it is evaluated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from graphbuild.errors import QueryError

MOST_NESTED = 40  # brackets within brackets: beyond some thousands the engine dies, nested lists take it minutes
KEPT = 64  # queries of which is known what they would do; those that are refused are judged each time
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
Tokens = tuple[tuple[str, str], ...]
_TOKEN = re.compile(
    r"""
    \s*(?:
    (?P<variable>[?$]\w+)
  | (?P<comment>\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"{3}(?:(?:\"|\"\")?(?:[^"\\]|\\.))*\"{3} | '{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<tag>@[A-Za-z][\w-]*)
  | (?P<prefixed>(?:\w[\w.-]*)?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.|[.-](?=[\w:%\\.-]))*)
  | (?P<word>[^\W\d]\w*)
  | (?P<other>\S)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@lru_cache(maxsize=KEPT)
def check_safety(text: str, base: str) -> None:
    """`QueryError` for a query that is an update, reaches outside of the store, or is nested too deep.

    The text is judged as it stands and with its `\\u` escapes decoded, so that nothing hides behind them.
    """
    for version in {text, decode_escapes(text)}:
        tokens = _split(version)
        words = [(number, value.upper()) for number, (kind, value) in enumerate(tokens) if kind == "word"]
        _check_form(words)
        _check_reach(tokens, words, base)
        _check_depth(tokens)


@lru_cache(maxsize=KEPT)
def names_dataset(text: str) -> bool:
    """Whether a query says itself which graphs it asks, with FROM."""
    return any(kind == "word" and value.upper() == "FROM" for kind, value in _split(decode_escapes(text)))


def decode_escapes(text: str) -> str:
    """The text with characters in the place of their code points."""

    def decode(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else match[0]

    return _ESCAPE.sub(decode, text)


@lru_cache(maxsize=KEPT)
def list_prefixes(text: str) -> Mapping[str, str]:
    """Namespaces by prefix, as a query declares them."""
    return MappingProxyType(_list_prefixes(_split(text)))


def _list_prefixes(tokens: Tokens) -> dict[str, str]:
    """Namespaces by prefix, as tokens declare them."""
    return {
        name.removesuffix(":"): iri[1:-1]
        for (_, word), (kind, name), (other, iri) in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if kind == "prefixed" and other == "iri" and word.upper() == "PREFIX"
    }


@lru_cache(maxsize=2)  # a query is split once for all that is asked of it; the tokens of many would take much memory
def _split(text: str) -> Tokens:
    """Tokens of a query with their kinds, without comments."""
    found = _TOKEN.finditer(text)
    return tuple((kind, match[kind]) for match in found if (kind := match.lastgroup or "comment") != "comment")


def _check_form(words: list[tuple[int, str]]) -> None:
    """`QueryError` unless the first word after the prologue asks for something."""
    form = next((word for _, word in words if word not in ("PREFIX", "BASE", "VERSION")), "")
    if form not in FORMS:
        begins = f"begins with {form[:20]}" if form else "asks nothing"
        raise QueryError(f"a query is SELECT, ASK, CONSTRUCT or DESCRIBE, this one {begins}: updates are refused")


def _check_reach(tokens: Tokens, words: list[tuple[int, str]], base: str) -> None:
    """`QueryError` for SERVICE, and for a FROM that names no graph below the base IRI."""
    if any(word == "SERVICE" for _, word in words):
        raise QueryError("SERVICE asks another server: only what the store holds can be asked")
    named = [number for number, word in words if word == "FROM"]
    prefixes = _list_prefixes(tokens) if named else {}
    for number in named:
        _check_graph(tokens[number + 1 : number + 3], prefixes, base)


def _check_graph(tokens: Tokens, prefixes: dict[str, str], base: str) -> None:
    """`QueryError` for a graph that is not below the base IRI."""
    if tokens and tokens[0][1].upper() == "NAMED":
        tokens = tokens[1:]
    kind, value = tokens[0] if tokens else ("", "")
    prefix, _, local = value.partition(":")
    iri = value[1:-1] if kind == "iri" else prefixes.get(prefix, "") + local
    if not iri.startswith(base):
        raise QueryError(f"FROM {value[:80]}: only graphs of the store can be asked, those below {base}")


def _check_depth(tokens: Tokens) -> None:
    """`QueryError` for brackets nested too deep."""
    depth = 0
    for kind, value in tokens:
        if kind == "other" and value in "(){}[]":
            depth += 1 if value in "({[" else -1
            if depth > MOST_NESTED:
                raise QueryError(f"brackets are nested deeper than {MOST_NESTED}: simplify the query")
