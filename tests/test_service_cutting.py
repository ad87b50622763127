"""An answer that is cut anywhere is the beginning of the whole one, in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from graphbuild.service.cutting import Buffer, Full, cut
from graphbuild.service.negotiation import CSV, JSON, TSV, XML, Format

ODD = ['a"b', "a,b\nc", "}},{", '}},{"a":{"type":', "</result>", "\t", "", "é🛩️", "</results></sparql>", "]}}"]
VALUES = " ".join(f"({json.dumps(text, ensure_ascii=False)} {'UNDEF' if n % 3 else n})" for n, text in enumerate(ODD))
QUERY = f"SELECT ?a ?b WHERE {{ VALUES (?a ?b) {{ {VALUES} }} }}"


def read_json(data: bytes) -> list[object]:
    return list(json.loads(data)["results"]["bindings"])


def read_xml(data: bytes) -> list[object]:
    return [ElementTree.tostring(result) for result in ElementTree.fromstring(data).findall(".//{*}result")]


def read_csv(data: bytes) -> list[object]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))[1:]


def read_tsv(data: bytes) -> list[object]:
    return list(data.decode().split("\n")[1:-1])


@pytest.mark.parametrize(
    ("format", "read"),
    [(JSON, read_json), (XML, read_xml), (CSV, read_csv), (TSV, read_tsv)],
    ids=["JSON", "XML", "CSV", "TSV"],
)
def test_cut_answer_is_a_beginning(format: Format, read: Callable[[bytes], list[object]]) -> None:
    whole = ox.Store().query(QUERY).serialize(format=format.engine)  # type: ignore[union-attr, arg-type]
    assert whole
    rows = read(whole)
    assert len(rows) == len(ODD)
    head = ox.Store().query(QUERY + " LIMIT 0").serialize(format=format.engine)  # type: ignore[union-attr, arg-type]
    lengths = set()
    for length in range(len(head or b""), len(whole)):
        kept = read(cut(whole[:length], format))
        assert kept == rows[: len(kept)]
        lengths.add(len(kept))
    assert lengths >= set(range(len(ODD) - 1))


def test_cut_json_says_so() -> None:
    whole = ox.Store().query(QUERY).serialize(format=JSON.engine)  # type: ignore[union-attr, arg-type]
    assert json.loads(cut((whole or b"")[:-20], JSON))["cut"] is True


def test_buffer_takes_no_more_than_it_may() -> None:
    buffer = Buffer(10)
    assert buffer.write(b"12345") == 5
    with pytest.raises(Full):
        buffer.write(b"123456")
    assert buffer.read()[:10] == b"1234512345"
