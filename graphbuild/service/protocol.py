"""SPARQL 1.1 Protocol, the part on queries: requests read as operations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from graphbuild.service.problems import Problem
from graphbuild.service.settings import MOST_QUERY

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
METHODS = "GET, HEAD, POST, OPTIONS"
MOST_PARAMETERS = 1000


@dataclass(frozen=True, slots=True)
class Operation:
    """A query to be answered; graphs of the protocol go before those that its text names."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""


Values = Mapping[str, list[str]]


def read_operation(method: str, query_string: bytes, content_type: str, body: bytes) -> Operation | None:
    """The operation of a request; None where it asks for the description of the service."""
    address = read_values(query_string, "the address")
    if method != "POST":
        asks = any(name in address for name in ("query", "update", "default-graph-uri", "named-graph-uri"))
        return _to_operation(address, 414) if asks else None
    media_type, charset = _split_content_type(content_type)
    if charset not in ("", "utf-8", "us-ascii"):
        raise Problem(415, f"the request is in {charset[:40]}: send UTF-8", header="Content-Type")
    if media_type == FORM:
        return _to_operation(_join(read_values(body, "the form"), address), 413)
    if media_type == QUERY:
        if "query" in address:
            raise Problem(400, "there is a query in the body and one in the address: send one", parameter="query")
        return _to_operation({**address, "query": [_decode(body, "the query")]}, 413)
    given = f"{media_type[:60]!r} can't be read" if media_type else "the request doesn't say what its body is"
    raise Problem(415, f"{given}: send {FORM} or {QUERY}", header="Content-Type",
                  headers={"Accept-Post": f"{FORM}, {QUERY}"})  # fmt: skip


def read_values(encoded: bytes, place: str) -> dict[str, list[str]]:
    """Values by name, out of an address or a form."""
    values: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(_decode(encoded, place), keep_blank_values=True, errors="strict",
                          max_num_fields=MOST_PARAMETERS)  # fmt: skip
    except UnicodeDecodeError:
        raise Problem(400, f"{place} is not UTF-8 once its percent signs are decoded") from None
    except ValueError:
        raise Problem(400, f"{place} has more than {MOST_PARAMETERS} parameters") from None
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return values


def _decode(data: bytes, place: str) -> str:
    """The text of bytes."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, f"{place} is not UTF-8: byte {error.start + 1} can't be read") from None


def _split_content_type(header: str) -> tuple[str, str]:
    """Media type and charset of a `Content-Type`."""
    media_type, *parameters = (part.strip().lower() for part in header.split(";"))
    charset = next((value[8:].strip('"') for value in parameters if value.startswith("charset=")), "")
    return media_type, charset


def _join(form: Values, address: Values) -> dict[str, list[str]]:
    """Values of a form and of the address it was sent to."""
    return {name: [*form.get(name, []), *address.get(name, [])] for name in dict.fromkeys([*form, *address])}


def _to_operation(values: Values, too_long: int) -> Operation:
    """The operation that values ask for."""
    if "update" in values:
        raise Problem(400, "this service answers queries: updates are refused", parameter="update")
    queries = values.get("query", [])
    if len(queries) != 1:
        raise Problem(400, f"a request has one query, this one has {len(queries) or 'none'}", parameter="query")
    length = len(queries[0].encode("utf-8", "surrogatepass"))
    if length > MOST_QUERY:
        detail = f"the query has {length:,} bytes, {MOST_QUERY:,} are read: ask less at once"
        raise Problem(too_long, detail, parameter="query")
    default, named = (tuple(values.get(name, ())) for name in ("default-graph-uri", "named-graph-uri"))
    return Operation(queries[0], default, named, values.get("format", [""])[0])
