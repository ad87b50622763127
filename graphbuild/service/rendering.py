"""Pages in HTML: templates with the texts of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from graphbuild.lexicon import read_table
from graphbuild.records import Article
from graphbuild.service.addresses import abbreviate, ask, to_address, write_query
from graphbuild.service.files import write_address
from graphbuild.service.negotiation import parse_accept
from graphbuild.service.ontology import read_ontology
from graphbuild.vocabulary import cg

HERE = Path(__file__).parent
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a page is for: the language, whether the address says it, and the address without it."""

    language: str
    said: bool
    path: str
    pairs: tuple[tuple[str, str], ...]

    def go(self, address: str) -> str:
        """An address of the server that keeps the language which the address of this page says."""
        if not self.said:
            return address
        place, mark, fragment = address.partition("#")
        return f"{place}{'&' if '?' in place else '?'}_lang={self.language}{mark}{fragment}"

    def translate(self, language: str) -> str:
        """The address of this page in another language."""
        return self.path + write_query([*self.pairs, ("_lang", language)])


def read_reader(request: Request) -> Reader:
    """Who asks: the language of `_lang`, else of `Accept-Language`, else French."""
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace")
    path = "/" + raw.lstrip("/\\")  # two slashes would begin the name of another server
    given = parse_qsl(request.scope["query_string"].decode("utf-8", "replace"), keep_blank_values=True)
    pairs = tuple(pair for pair in given if pair[0] != "_lang")
    wanted = [value for name, value in given if name == "_lang" and value in LANGUAGES]
    language = wanted[-1] if wanted else _choose(request.headers.get("accept-language", ""))
    return Reader(language, bool(wanted), path, pairs)


def _choose(header: str) -> str:
    """The language that `Accept-Language` prefers among those there are."""
    items = [item.partition(";") for item in header.split(",")]
    ranges = parse_accept(",".join(f"{name.strip().lower()[:2]}/x;{rest}" for name, _, rest in items))
    ordered = sorted(ranges, key=lambda item: -item[1])
    return next((name[:2] for name, weight in ordered if name[:2] in LANGUAGES and weight > 0), LANGUAGES[0])


def render(template: str, reader: Reader, base: str, **values: Any) -> str:
    """A page."""
    speaker = Speaker(reader, base)
    tools = {name: getattr(speaker, name) for name in TOOLS}
    return make_environment().get_template(template).render(**tools, reader=reader, go=reader.go, ask=ask, **values)


TOOLS = ("t", "texts", "name", "define", "leads", "address", "article_address", "abbreviate", "number", "asset")


@dataclass(frozen=True, slots=True)
class Speaker:
    """What templates call, for a reader of a store with a base IRI."""

    reader: Reader
    base: str

    def t(self, key: str, **values: Any) -> str:
        """A text; with a number `n` its singular or plural."""
        count, language = values.get("n"), self.reader.language
        if count is not None:
            key += "_one" if count == 1 or (count == 0 and language == "fr") else "_other"
            values["n"] = self.number(count)
        return read_texts()[language][key].format(**values)

    def texts(self, prefix: str) -> dict[str, str]:
        """The texts that a script needs."""
        return {key: words for key, words in read_texts()[self.reader.language].items() if key.startswith(prefix)}

    def name(self, term: str) -> str:
        """What the ontology calls a term."""
        return read_ontology().name(_expand(term), self.reader.language) or term

    def define(self, term: str) -> str:
        """What the ontology says that a term means."""
        return read_ontology().define(_expand(term), self.reader.language)

    def leads(self, iri: str) -> bool:
        """Whether there surely is a page of an IRI: one of the store, or a term of the ontology."""
        return iri.startswith(self.base) or next(read_ontology().find(iri), None) is not None

    def address(self, iri: str) -> str:
        """The address of the page of an IRI."""
        return self.reader.go(to_address(iri, self.base))

    def article_address(self, id: str) -> str:
        """The address of the page of an article."""
        return self.address(self.base + Article(id, "").path)

    def abbreviate(self, iri: str) -> str:
        """An IRI as it is shown."""
        return abbreviate(iri, self.base)

    def number(self, value: int) -> str:
        """A whole number as it is written."""
        return format_number(value, self.reader.language)

    def asset(self, name: str) -> str:
        """The address of a file."""
        return write_address(name)


def _expand(term: str) -> str:
    """The IRI of a term that may be a local name."""
    return term if ":" in term else cg.NAMESPACE + term


def format_number(value: int, language: str) -> str:
    """A whole number as it is written in a language."""
    return f"{value:,}".replace(",", "\u202f" if language == "fr" else ",")


@cache
def make_environment() -> Environment:
    """Where templates are found; what is put in is escaped, what is missing is an error."""
    return Environment(loader=FileSystemLoader(HERE / "pages"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)  # fmt: skip


@cache
def read_texts() -> Mapping[str, Mapping[str, str]]:
    """The texts of pages by language and key."""
    rows = read_table(HERE / "texts.csv", ("key", *LANGUAGES))
    return {language: {row["key"]: row[language] for row in rows} for language in LANGUAGES}
