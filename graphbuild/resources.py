"""Where the program's knowledge lies: in a checkout beside the package, in an installation inside it."""

from pathlib import Path

from graphbuild.errors import ResourceError

PACKAGE = Path(__file__).parent


def find_folder(name: str) -> Path:
    """Folder `ontology`, `queries` or `articles`: that of the checkout, or the copy which the wheel carries."""
    for parent in (PACKAGE / "data", PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise ResourceError(f"folder {name!r} is missing: install graphbuild again, or run it from a full checkout")


def find_ontology(*parts: str) -> Path:
    """Path of a file or folder under `ontology/`."""
    return find_folder("ontology").joinpath(*parts)


def find_language(language: str, *parts: str) -> Path:
    """Path of a file or folder that belongs to the reading of one language (ISO 639-1 code)."""
    return PACKAGE.joinpath("languages", language, *parts)
