"""The page of a network: one HTML file that needs nothing from outside and lets nothing in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import networkx as nx
import pyvis
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from graphbuild.errors import GraphbuildError
from graphbuild.explorer.columns import pause_collector
from graphbuild.explorer.payload import Json, Payload, to_json
from graphbuild.explorer.rows import list_rows
from graphbuild.explorer.terms import LANGUAGES, read_terms
from graphbuild.lexicon import read_table
from graphbuild.resources import PACKAGE
from graphbuild.vocabulary import PREFIXES

TITLE = "graphbuild"
ASSETS = PACKAGE / "explorer" / "assets"
SPARQL = PACKAGE / "explorer" / "sparql"
# vis-network as pyvis ships it, under MIT or Apache-2.0
VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"


@pause_collector()
def render_page(network: nx.MultiDiGraph, title: str | None = None, language: str = LANGUAGES[0]) -> str:
    """The page of a network (`read_network`, `select`) as HTML; without `title` it has the only article's."""
    title = title or find_title(network)
    if language not in LANGUAGES:
        raise GraphbuildError(f"no page in {language!r}: choose one of {', '.join(LANGUAGES)}")
    texts, data = read_texts(), make_data(network, title, language)
    vis, script = VIS.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0], read_script()
    style, page = (read_asset(name) for name in ("page.css", "page.html"))
    rows = list_rows(data, language)
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(page).render(
        title=title, language=language, texts=SimpleNamespace(**texts[language]), rows=rows,
        left=data["meta"]["counts"]["events"] - len(rows), policy=write_policy([vis, script], style),
        data=Markup(to_json(data)), vis=Markup(vis), script=Markup(script), style=Markup(style),
    )  # fmt: skip


def find_title(network: nx.MultiDiGraph) -> str:
    """The title of the only article, else the name of the program."""
    titles = [article["title"] for article in network.graph.get("articles", {}).values()]
    return str(titles[0]) if len(titles) == 1 else TITLE


def make_data(network: nx.MultiDiGraph, title: str, language: str) -> Json:
    """All that the page's script is given."""
    data = Payload(network, read_terms()).to_dict()
    data["meta"] |= {"title": title, "lang": language, "prefixes": PREFIXES}
    sparql = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SPARQL.glob("*.rq"))}
    return data | {"texts": read_texts(), "groups": read_groups(), "sparql": sparql}


def read_asset(name: str) -> str:
    """The text of a file of the page."""
    return (ASSETS / name).read_text(encoding="utf-8")


def read_script() -> str:
    """The page's scripts as one, in their order, with no name left outside."""
    parts = [read_asset(f"js/{name}") for name in read_asset("js/order.txt").split()]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


def read_texts() -> dict[str, dict[str, str]]:
    """The words of the page itself by language and key."""
    rows = read_table(ASSETS / "texts.csv", ("key", *LANGUAGES))
    return {language: {row["key"]: row[language] for row in rows} for language in LANGUAGES}


def read_groups() -> dict[str, dict[str, Any]]:
    """How each group of nodes is drawn; the colours are from Okabe and Ito's palette."""
    columns = read_asset("groups.csv").partition("\n")[0].split(",")
    rows = read_table(ASSETS / "groups.csv", columns)
    return {row.pop("group"): {key: int(value) if value.isdecimal() else value for key, value in row.items()}
            for row in rows}  # fmt: skip


def write_policy(scripts: Iterable[str], style: str) -> str:
    """A content security policy that lets only these scripts and this style in, and nothing be fetched."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    """The source expression of an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
