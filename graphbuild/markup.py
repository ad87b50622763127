"""Plain text out of Markdown and HTML, with what the file says about its article."""

import html as entities
import re
from dataclasses import dataclass, field

_FIELD = re.compile(r"\s*([A-Za-z_][\w-]*)\s*:\s*(.*?)\s*$")
_BLOCK = re.compile(r"\s*(?:#{1,6}\s+|[-*+]\s+|>\s?|\d{1,3}[.)]\s)")  # begins a block of its own
_RULE = re.compile(r"\s*(?:([-*_])\s*(?:\1\s*){2,}|=+)$")
_MARKERS = re.compile(r"^\s*(?:(?:#{1,6}|[-*+])\s+|>\s?)+|\s+#+\s*$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")
_INLINE = (
    (re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),  # links and images: their words
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Content:
    """Text of a file and the fields (id, date, title, source, language) that it states."""

    text: str
    fields: dict[str, str] = field(default_factory=dict)


def read_markdown(text: str) -> Content:
    """The words of a Markdown text, a line for each of its paragraphs, and its front matter."""
    fields, body = _split_front_matter(text)
    paragraphs = [_strip_inline(block) for block in _split_blocks(_COMMENT.sub("", body))]
    return Content("\n\n".join(p for p in paragraphs if p), fields)


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Fields between two lines `---` at the beginning of the text, and the rest."""
    head, closed, body = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not closed:
        return {}, text
    found = (match for line in head.split("\n") if (match := _FIELD.match(line)))
    return {match[1].lower(): _unquote(match[2]) for match in found}, body


def _unquote(value: str) -> str:
    """The value without the quotation marks around it."""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _split_blocks(body: str) -> list[str]:
    """Paragraphs, headings and items: lines that only the width of the page broke are joined."""
    blocks = [""]
    for line in body.split("\n"):
        if not line.strip() or _RULE.match(line):
            blocks.append("")
        elif _BLOCK.match(line):
            blocks.append(_MARKERS.sub("", line).strip())
            if line.lstrip().startswith("#"):
                blocks.append("")
        else:
            blocks[-1] = f"{blocks[-1]} {line.strip(' ')}".strip(" ")
    return blocks


def _strip_inline(block: str) -> str:
    """Words of a block without emphasis, link targets and escapes."""
    block = _ESCAPE.sub(lambda match: f"\0{ord(match[1])}\0", block)  # no text holds a NUL
    for pattern, words in _INLINE:
        block = pattern.sub(words, block)
    return entities.unescape(re.sub(r"\0(\d+)\0", lambda match: chr(int(match[1])), block))


def find_charset(data: bytes) -> str | None:
    """The encoding that an HTML file declares."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def read_html(text: str) -> Content:
    """The article of a web page without menus and notices; title, date and address as the page states them."""
    from trafilatura import bare_extraction

    # Without the extensive search: a date that merely stands somewhere on the page is not the article's.
    dates = {"extensive_search": False, "original_date": True}
    page = bare_extraction(
        text, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dates
    )
    if page is None or isinstance(page, dict):
        return Content("")
    stated = {"title": page.title, "date": page.date, "source": page.url}
    return Content(page.text or "", {key: value for key, value in stated.items() if value})
