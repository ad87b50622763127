"""Articles out of files, folders and standard input; what can't be read is one line each, and the others go on."""

import codecs
import datetime as dt
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import IO

from graphbuild.detection import Profile, find_other_language, load_profiles
from graphbuild.errors import InputError
from graphbuild.markup import Content, find_charset, read_html, read_markdown
from graphbuild.records import Article
from graphbuild.resources import PACKAGE

MAX_CHARACTERS = 3_000_000
FORMATS = {".txt": "txt", ".md": "md", ".html": "html", ".htm": "html", ".jsonl": "jsonl"}
STDIN = "-"
_BYTES = 12  # the most that a character takes: \ud83d\ude00 in JSON
_CONTROLS = 0.05  # share of control characters above which a file is no text


@dataclass(frozen=True, slots=True)
class Rejection:
    """An article that is set aside: where it stands, and why, with what to do."""

    where: str
    message: str

    def __str__(self) -> str:
        """The line to show."""
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Notice(Rejection):
    """Something left aside that was never taken for an article: files of other kinds in a folder."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for the articles that don't state it themselves, and the limits of reading."""

    date: dt.date | None = None
    title: str | None = None
    source: str | None = None
    language: str | None = None  # given: believed; None: French, unless the text is clearly in another language
    format: str | None = None  # given: every input is read as this
    max_characters: int | None = MAX_CHARACTERS


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read (None for standard input), what its messages call it, the id its article has by default."""

    path: Path | None
    where: str
    id: str
    format: str


@dataclass(slots=True)
class _Run:
    """What one run knows: the defaults, the languages, and the ids that it has seen."""

    defaults: Defaults
    profiles: list[Profile]
    languages: list[str]
    seen: dict[str, str] = field(default_factory=dict)


def read_sources(paths: Iterable[str | Path], defaults: Defaults | None = None) -> Iterator[Article | Rejection]:
    """Articles of files, folders (with those below, in alphabetical order) and `-` for standard input."""
    run = _Run(defaults or Defaults(), load_profiles(), list_languages())
    for found in find_inputs(paths, run.defaults.format):
        if isinstance(found, Rejection):
            yield found
        elif found.format == "jsonl":
            yield from _read_lines(found, run)
        else:
            yield _attempt(found.where, partial(_read_file, found, run))


def read_text(text: str, id: str = "", defaults: Defaults | None = None) -> Article:
    """The article of a text at hand; `InputError` when it can't be read."""
    run = _Run(defaults or Defaults(), load_profiles(), list_languages())
    return _to_article(Content(normalize_lines(text)), id, "the text", run)


def count_articles(paths: Iterable[str | Path], format: str | None = None) -> int | None:
    """How many articles there are to read at most; None when standard input is among them."""
    total = 0
    for found in find_inputs(paths, format):
        if isinstance(found, Rejection):
            continue
        if found.path is None:
            return None
        total += _count_lines(found.path) if found.format == "jsonl" else 1
    return total


def list_languages() -> list[str]:
    """Codes of the languages that can be read."""
    return sorted(path.name for path in (PACKAGE / "languages").iterdir() if path.is_dir() and len(path.name) == 2)


def parse_date(text: str) -> dt.date:
    """The day of an ISO 8601 date or date and time; `InputError` for anything else."""
    try:
        return dt.datetime.fromisoformat(text.strip()).date()
    except ValueError:
        raise InputError(f"bad date {text[:40]!r}: write it as 2024-11-20") from None


# --- which files ------------------------------------------------------------------------------------------------------


def find_inputs(paths: Iterable[str | Path], format: str | None = None) -> Iterator[Input | Rejection]:
    """Files to read, in order; in a folder, hidden files and those of unknown kind are left aside."""
    for path in map(str, paths):
        if path == STDIN:
            yield Input(None, "standard input", "", format or "txt")
        elif Path(path).is_dir():
            yield from _find_in_folder(Path(path), format)
        elif not Path(path).exists():
            yield Rejection(path, "no such file or folder: check its name")
        else:
            yield _to_input(Path(path), Path(path).stem, format)


def _find_in_folder(folder: Path, format: str | None) -> Iterator[Input | Rejection]:
    """Files of a folder and those below it: their ids tell where they lie, so that equal names don't collide."""
    others: Counter[str] = Counter()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file():
            continue
        if format is None and path.suffix.lower() not in FORMATS:
            others[path.suffix.lower() or "no suffix"] += 1
        else:
            yield _to_input(path, inside.with_suffix("").as_posix(), format)
    if others:
        kinds = ", ".join(f"{number} {suffix}" for suffix, number in sorted(others.items()))
        yield Notice(str(folder), f"files of other kinds left aside: {kinds} (read are {' '.join(FORMATS)})")


def _to_input(path: Path, id: str, format: str | None) -> Input | Rejection:
    """The file as an input, or why it is none."""
    kind = format or FORMATS.get(path.suffix.lower())
    if kind is None:
        known = " ".join(FORMATS)
        return Rejection(str(path), f"unknown kind of file {path.suffix!r}: read are {known}, others with --format")
    return Input(path, str(path), id, kind)


def _count_lines(path: Path) -> int:
    """Lines of a file that are not empty; 0 when it can't be read."""
    try:
        with path.open("rb") as lines:
            return sum(not line.isspace() for line in lines)
    except OSError:
        return 0


# --- one file, one article --------------------------------------------------------------------------------------------


def _attempt(where: str, read: Callable[[], Article]) -> Article | Rejection:
    """The article that is read, or why it can't be."""
    try:
        return read()
    except InputError as error:
        return Rejection(where, str(error))
    except OSError as error:
        return Rejection(where, f"{error.strerror or error}: check the file")


def _read_file(found: Input, run: _Run) -> Article:
    """The article of a text, Markdown or HTML file."""
    data = _read_bytes(found, run.defaults.max_characters)
    if found.format == "html":
        content = read_html(decode(data, find_charset(data)))
    else:
        text = decode(data)
        content = read_markdown(text) if found.format == "md" else Content(text)
    return _to_article(content, found.id, found.where, run)


def _open(found: Input) -> IO[bytes]:
    """The bytes of an input, to be read."""
    return sys.stdin.buffer if found.path is None else found.path.open("rb")


def _read_bytes(found: Input, limit: int | None) -> bytes:
    """All bytes of an input; not one that is beyond the limit for certain, however long it is."""
    most = -1 if limit is None else limit * _BYTES
    with _open(found) as stream:
        data = stream.read(most + 1 if most >= 0 else -1)
    if 0 <= most < len(data):
        raise InputError(_too_long(limit))
    return data


def _too_long(limit: int | None) -> str:
    """What is wrong with a text above the limit."""
    return f"longer than {limit:,} characters: split it, or raise --max-characters"


def decode(data: bytes, charset: str | None = None) -> str:
    """Text of the bytes: UTF-8, or the encoding that they declare; BOM dropped, line ends `\\n`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _decode_declared(data, charset, error)
    controls = sum(unicodedata.category(char) == "Cc" for char in text[:5000] if char not in "\t\n\r\f")
    if "\0" in text or controls > _CONTROLS * min(len(text), 5000):
        raise InputError("binary data, not text: give the text of the article")
    return normalize_lines(text)


def _decode_declared(data: bytes, charset: str | None, error: UnicodeDecodeError) -> str:
    """Text in the encoding declared; `InputError` that says where the UTF-8 breaks off when there is none."""
    if b"\0" in data[:5000]:
        raise InputError("binary data, not text: give the text of the article") from None
    try:
        if charset and codecs.lookup(charset).name != "utf-8":
            return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        pass
    raise InputError(f"not UTF-8 (byte {error.start + 1:,}): convert it, as with iconv -f latin1 -t utf-8") from None


def normalize_lines(text: str) -> str:
    """The text with `\\n` for every line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


# --- JSON Lines -------------------------------------------------------------------------------------------------------


def _read_lines(found: Input, run: _Run) -> Iterator[Article | Rejection]:
    """The article of every line of a JSON Lines file; a bad line does the others no harm."""
    try:
        with _open(found) as stream:
            for number, line in _split_lines(stream, run.defaults.max_characters):
                where = f"{found.where}:{number}"
                id = f"{found.id or 'stdin'}-{number}"
                yield _attempt(where, partial(_read_line, line, id, where, run))
    except OSError as error:
        yield Rejection(found.where, f"{error.strerror or error}: check the file")


def _split_lines(stream: IO[bytes], limit: int | None) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines that are not empty; None for one that is beyond the limit for certain."""
    most = -1 if limit is None else limit * _BYTES + 10_000
    number = 0
    while line := stream.readline(most):
        number += 1
        whole = line.endswith(b"\n") or len(line) != most
        if not whole:
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
        if not line.isspace():
            yield number, line if whole else None


def _read_line(line: bytes | None, id: str, where: str, run: _Run) -> Article:
    """The article of one line: fields `text`, `id`, `date`, `title`, `url` (or `source`), `language`."""
    if line is None:
        raise InputError(_too_long(run.defaults.max_characters))
    try:
        row = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise InputError(f"bad JSON ({getattr(error, 'msg', 'nested too deep')}): one object a line") from None
    if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
        raise InputError('no "text" (a string): every line is an object with the fields id, date, title, text, url')
    wrong = [key for key in (*_FIELDS, "url") if not isinstance(row.get(key), str | int | None)]
    if wrong:
        raise InputError(f'field "{wrong[0]}" is neither a string nor a number: give it as a string')
    fields = {key: str(row[key]) for key in (*_FIELDS, "url") if row.get(key) not in (None, "")}
    fields.setdefault("source", fields.get("url", ""))
    return _to_article(Content(normalize_lines(row["text"]), fields), id, where, run)


# --- what every article must be ---------------------------------------------------------------------------------------

_FIELDS = ("id", "date", "title", "source", "language")


def _to_article(content: Content, id: str, where: str, run: _Run) -> Article:
    """The article with what it states, the defaults for the rest; `InputError` when it can't be one."""
    given, stated = run.defaults, {key: value.strip() for key, value in content.fields.items() if value.strip()}
    _check_text(content.text, given.max_characters)
    article = Article(
        id="",
        text=content.text,
        language=_find_language(content.text, stated.get("language"), run),
        date=parse_date(stated["date"]) if "date" in stated else given.date,
        title=stated.get("title", given.title),
        source=stated.get("source", given.source),
    )
    # A text without a name is called after its bytes: the same text has the same id in every run.
    article = replace(article, id=stated.get("id") or id or f"text-{article.sha256[:12]}")
    _check_id(article, where, run)
    return article


def _check_text(text: str, limit: int | None) -> None:
    """`InputError` for a text that can't be read: empty, too long, or not to be written as UTF-8."""
    if not text.strip():
        raise InputError("no text in it: nothing to read")
    if limit is not None and len(text) > limit:
        raise InputError(f"{len(text):,} characters, {_too_long(limit)}")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise InputError("half of a surrogate pair (\\ud800 to \\udfff): repair the text where it was made")


def _find_language(text: str, stated: str | None, run: _Run) -> str:
    """Code of the article's language; `InputError` when there is no pipeline for it."""
    language = run.defaults.language or (stated or "fr").split("-")[0].lower()
    known = ", ".join(run.languages)
    if language not in run.languages:
        raise InputError(f"language {language!r} can't be read: there is {known}")
    other = None if run.defaults.language else find_other_language(text, language, run.profiles)
    if other is not None and other.language not in run.languages:
        raise InputError(f"seems to be in {other.name}: there is {known} (--language to read it as that)")
    return other.language if other else language


def _check_id(article: Article, where: str, run: _Run) -> None:
    """`InputError` for an id that can't name a graph, or names another article of this run."""
    if not article.id.isprintable() or len(article.id) > 300:
        raise InputError(f"bad id {article.id[:40]!r}: give one of at most 300 printable characters")
    if article.id in run.seen:
        raise InputError(f"id {article.id!r} is that of {run.seen[article.id]} too: give it another id")
    run.seen[article.id] = where
