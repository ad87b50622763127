"""Which format an answer has: RFC 9110, section 12.5.1, or the name given as `format`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

from graphbuild.service.problems import Problem


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer."""

    names: tuple[str, ...]  # in `format`; the first is the usual one
    media_types: tuple[str, ...]  # in `Accept`; the first is the registered one
    engine: QueryResultsFormat | RdfFormat
    iri: str  # in a service description


_W3 = "http://www.w3.org/ns/formats/"
JSON = Format(("json",), ("application/sparql-results+json", "application/json"), QueryResultsFormat.JSON,
              _W3 + "SPARQL_Results_JSON")  # fmt: skip
XML = Format(("xml",), ("application/sparql-results+xml", "application/xml", "text/xml"), QueryResultsFormat.XML,
             _W3 + "SPARQL_Results_XML")  # fmt: skip
CSV = Format(("csv",), ("text/csv",), QueryResultsFormat.CSV, _W3 + "SPARQL_Results_CSV")
TSV = Format(("tsv",), ("text/tab-separated-values",), QueryResultsFormat.TSV, _W3 + "SPARQL_Results_TSV")
TURTLE = Format(("turtle", "ttl", "n3"), ("text/turtle", "application/x-turtle"), RdfFormat.TURTLE, _W3 + "Turtle")
BOOLEANS = (JSON, XML)
ROWS = (JSON, XML, CSV, TSV)
GRAPHS = (
    TURTLE,
    Format(("nt", "ntriples", "n-triples"), ("application/n-triples", "text/plain"), RdfFormat.N_TRIPLES,
           _W3 + "N-Triples"),
    Format(("jsonld", "json-ld", "json"), ("application/ld+json", "application/json"), RdfFormat.JSON_LD,
           _W3 + "JSON-LD"),
    Format(("rdfxml", "rdf+xml", "rdf", "xml"), ("application/rdf+xml", "application/xml", "text/xml"),
           RdfFormat.RDF_XML, _W3 + "RDF_XML"),
    Format(("trig",), ("application/trig",), RdfFormat.TRIG, _W3 + "TriG"),
)  # fmt: skip
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a client asks for: a name in `format`, else its `Accept`."""

    accept: str = ""
    format: str = ""

    def choose(self, offered: Sequence[Format]) -> tuple[Format, str]:
        """The format to write, with its media type; a `Problem` of status 406 that lists those there are."""
        if self.format:
            return self._choose_named(offered)
        ranges = parse_accept(self.accept) if self.accept.strip() else [("*/*", 1.0)]
        found = [
            (_weigh(media_type, ranges), format, media_type) for format in offered for media_type in format.media_types
        ]
        quality, chosen, media_type = max(found, key=lambda item: item[0])
        if quality <= 0:
            raise Problem(406, f"no answer in {self.accept[:200]!r}: {_list(offered)}", header="Accept")
        return chosen, media_type

    def _choose_named(self, offered: Sequence[Format]) -> tuple[Format, str]:
        """The format of the name given, or of the media type."""
        wanted = self.format.lower().replace(" ", "+")  # a plus that was not encoded
        for format in offered:
            if wanted in format.names:
                return format, format.media_types[0]
            if wanted in format.media_types:
                return format, wanted
        raise Problem(406, f"no answer as {self.format[:60]!r}: {_list(offered)}", parameter="format")


def prefers_page(accept: str, offered: Iterable[Format]) -> bool:
    """Whether a client would rather have HTML than any format of data, as browsers say; at a tie it gets data."""
    ranges = parse_accept(accept)
    others = (_weigh(media_type, ranges) for format in offered for media_type in format.media_types)
    return _weigh(HTML, ranges) > max(others, default=0.0)


def parse_accept(header: str) -> list[tuple[str, float]]:
    """Media ranges of an `Accept` with their weights; what can't be read is left out."""
    ranges = []
    for item in header.split(","):
        media_range, *parameters = (part.strip().lower() for part in item.split(";"))
        weight = next((value[2:] for value in parameters if value.startswith("q=")), "1")
        try:
            quality = float(weight)
        except ValueError:
            continue
        if media_range.count("/") == 1 and 0 <= quality <= 1:
            ranges.append((media_range, quality))
    return ranges


def _weigh(media_type: str, ranges: Iterable[tuple[str, float]]) -> float:
    """The weight of a media type: that of the most specific range which has it."""
    matching = [(range.count("*"), -quality) for range, quality in ranges if _matches(media_type, range)]
    return -min(matching)[1] if matching else 0.0


def _matches(media_type: str, range: str) -> bool:
    """Whether a range has a media type."""
    return range in ("*/*", media_type) or (range.endswith("/*") and media_type.startswith(range[:-1]))


def _list(offered: Iterable[Format]) -> str:
    """The formats there are, for a message."""
    return "there are " + ", ".join(f"{format.media_types[0]} (format={format.names[0]})" for format in offered)
