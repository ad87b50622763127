"""The editor and the views as they are served: vendored files, terms, pages, networks."""

from __future__ import annotations

import hashlib

from graphbuild.lexicon import read_table
from graphbuild.resources import PACKAGE

VENDOR = PACKAGE / "service" / "assets" / "vendor"


# --- vendored files ---


def test_vendored_files_are_those_that_are_listed() -> None:
    rows = read_table(VENDOR / "vendor.csv", ("name", "version", "package", "file", "sha256", "licence"))
    listed = {f"{row['name']}/{row['file']}": row["sha256"] for row in rows}
    files = [path for path in VENDOR.rglob("*") if path.is_file() and path != VENDOR / "vendor.csv"]
    found = {path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert found == listed
    assert {row["name"] for row in rows} == {row["name"] for row in rows if row["file"] == "LICENSE"}
