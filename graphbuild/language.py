"""Reading: articles to sentences and tokens with their Universal Dependencies analysis, by a trained spaCy pipeline."""

import hashlib
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from graphbuild.errors import ResourceError
from graphbuild.lemmas import correct_lemma
from graphbuild.lexicon import read_table
from graphbuild.records import Article, Document, Sentence, Token
from graphbuild.resources import find_language

LONGEST_PASSAGE = 6000  # characters that are parsed at once
REQUIRED_RELATIONS = {"nsubj", "obj", "case", "det"}
# Same length on both sides, so that offsets hold: what the parser reads is never what a token says.
SAME_LENGTH = (
    (re.compile(r"[\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"), " "),
    (re.compile("[\ud800-\udfff]"), "\ufffd"),
    (re.compile("[’ʼ]"), "'"),
    (re.compile("[‐‑]"), "-"),
)
GROUPED_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,]?\d)")
INITIAL = re.compile(r"[^\W\d_]\.")
FULL_STOP = re.compile(r"(?:[.!?…؟۔。]+[\"»”)\]]*)\s+")
STOPS = frozenset((".", "!", "?", "…", "؟", "۔", "。"))
CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A trained spaCy pipeline, what identifies it, and the tables that help it to read its language."""

    nlp: Language
    language: str
    name: str
    version: str
    sha256: str  # of its files
    unending: frozenset[str]  # abbreviations after which a sentence goes on, folded
    ending: frozenset[str]  # abbreviations that may end one


class Passage(NamedTuple):
    """A piece of text that is parsed at once: a paragraph, or a part of a very long one."""

    begin: int
    text: str
    paragraph: int


class Word(NamedTuple):
    """A token before the parser has seen it: offset in its passage and its characters as the parser reads them."""

    begin: int
    text: str


class Parsed(NamedTuple):
    """A passage, where its words begin, and what the parser says of them."""

    passage: Passage
    words: list[Word]
    doc: Doc


# --- loading ---------------------------------------------------------------------------------------------------------


def load_pipeline(language: str = "fr", name: str | None = None) -> Pipeline:
    """The language's own pipeline, or the spaCy package or folder `name`; `ResourceError` when it can't serve."""
    source = str(find_language(language, "pipeline")) if name is None else name
    try:
        with use_ops("numpy", use_blis=False):  # NumPy's own BLAS multiplies three times as fast as thinc's
            nlp = spacy.load(source, exclude=["ner", "textcat", "senter"])
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).splitlines()[0]
        raise ResourceError(f"pipeline {source!r} can't be loaded: {reason}") from error
    _check_pipeline(nlp, source)
    return wrap_pipeline(nlp, language)


def wrap_pipeline(nlp: Language, language: str) -> Pipeline:
    """A loaded spaCy pipeline with its identity and the tables of its language (none for a language without tables)."""
    folder = find_language(language)
    abbreviations = _read_rows(folder / "abbreviations.csv", ("form", "ends"))
    return Pipeline(
        nlp=nlp,
        language=language,
        name=f"{language}_{nlp.meta['name']}",
        version=str(nlp.meta["version"]),
        sha256=_hash_files(nlp),
        unending=frozenset(row["form"].lower() for row in abbreviations if row["ends"] == "no"),
        ending=frozenset(row["form"].lower() for row in abbreviations if row["ends"] == "yes"),
    )


def _read_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Rows of a table that a language need not have."""
    return read_table(path, columns) if path.is_file() else []


def _check_pipeline(nlp: Language, source: str) -> None:
    """Nothing; `ResourceError` when the pipeline lacks a parser with UD relations, a lemmatiser or a tagger."""
    needs = {
        "a parser": {"parser", "beam_parser"},
        "a lemmatiser": {"trainable_lemmatizer", "lemmatizer"},
        "parts of speech": {"morphologizer", "attribute_ruler"},
    }
    factories = {nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names}
    for need, fillers in needs.items():
        if not factories & fillers:
            raise ResourceError(f"pipeline {source!r} has no {need}: name a spaCy pipeline that has one")
    parser = next(pipe for pipe in nlp.pipe_names if nlp.get_pipe_meta(pipe).factory in needs["a parser"])
    if not {label.lower() for label in nlp.pipe_labels[parser]} >= REQUIRED_RELATIONS:
        raise ResourceError(f"pipeline {source!r} doesn't parse Universal Dependencies: name one that does")


def _hash_files(nlp: Language) -> str:
    """Hexadecimal digest of the pipeline's files in the order of their paths; of its bytes when it has no files."""
    digest = hashlib.sha256()
    folder = nlp._path
    if folder is None:
        digest.update(nlp.to_bytes())
    else:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


# --- parsing ---------------------------------------------------------------------------------------------------------


def parse(pipeline: Pipeline, article: Article) -> Document:
    """The article's sentences and tokens."""
    return next(parse_many(pipeline, [article]))


def parse_many(pipeline: Pipeline, articles: Iterable[Article]) -> Iterator[Document]:
    """Sentences and tokens of each article, in order; many short articles are parsed together."""
    waiting: deque[tuple[Article, int]] = deque()

    def read() -> Iterator[tuple[Doc, tuple[Passage, list[Word]]]]:
        for article in articles:
            passages = split_passages(article.text)
            pieces = [(cut_words(pipeline.nlp, plain_text(passage.text)), passage) for passage in passages]
            pieces = [(words, passage) for words, passage in pieces if words]
            waiting.append((article, len(pieces)))
            for words, passage in pieces:
                yield to_doc(pipeline.nlp, words, find_starts(pipeline, words)), (passage, words)

    parsed: list[Parsed] = []
    for doc, (passage, words) in pipeline.nlp.pipe(read(), as_tuples=True):
        while waiting[0][1] == 0:
            yield build_document(pipeline, waiting.popleft()[0], [])
        parsed.append(Parsed(passage, words, doc))
        if len(parsed) == waiting[0][1]:
            yield build_document(pipeline, waiting.popleft()[0], parsed)
            parsed = []
    for article, _ in waiting:
        yield build_document(pipeline, article, [])


def split_passages(text: str) -> Iterator[Passage]:
    """The paragraphs of a text, very long ones in parts that end at a full stop, a space, or anywhere."""
    begin, paragraph = 0, 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            offset = 0
            while offset < len(line):
                end = _find_cut(line, offset)
                yield Passage(begin + offset, line[offset:end], paragraph)
                offset = end
            paragraph += 1
        begin += len(line)


def _find_cut(line: str, begin: int) -> int:
    """Where the part of a paragraph that starts at `begin` ends."""
    if len(line) - begin <= LONGEST_PASSAGE:
        return len(line)
    limit = begin + LONGEST_PASSAGE
    stops = [match.end() for match in FULL_STOP.finditer(line, begin, limit)]
    space = line.rfind(" ", begin + 1, limit) + 1
    return (stops and stops[-1]) or space or limit


def plain_text(text: str) -> str:
    """The text as the parser reads it, of the same length: no control or unusual space characters, one apostrophe."""
    for pattern, plain in SAME_LENGTH:
        text = pattern.sub(plain, text)
    return text


def cut_words(nlp: Language, text: str) -> list[Word]:
    """Tokens of a text without white space, a number written in groups (`10 000`) as one."""
    words = [Word(token.idx, token.text) for token in nlp.make_doc(text) if not token.is_space]
    groups = [match.span() for match in GROUPED_NUMBER.finditer(text)]
    return _join_groups(words, groups, text) if groups else words


def _join_groups(words: list[Word], groups: list[tuple[int, int]], text: str) -> list[Word]:
    """The words with those of a grouped number as one, where the number begins and ends with a word."""
    begins = {word.begin for word in words}
    ends = {word.begin + len(word.text) for word in words}
    joined = {begin: end for begin, end in groups if begin in begins and end in ends}
    inside = {offset for begin, end in joined.items() for offset in range(begin + 1, end)}
    return [
        Word(word.begin, text[word.begin : joined.get(word.begin, word.begin + len(word.text))])
        for word in words
        if word.begin not in inside
    ]


def to_doc(nlp: Language, words: Sequence[Word], starts: list[bool | int | None] | None = None) -> Doc:
    """An unparsed spaCy document of the words, with what is known of where sentences start."""
    ends = [word.begin + len(word.text) for word in words]
    spaces = [end < word.begin for end, word in zip(ends, words[1:], strict=False)] + [False] * bool(words)
    return Doc(nlp.vocab, words=[word.text for word in words], spaces=spaces, sent_starts=starts)


# --- where sentences start -------------------------------------------------------------------------------------------


def find_starts(pipeline: Pipeline, words: Sequence[Word]) -> list[bool | int | None]:
    """For each word whether a sentence starts with it: yes, no, or None where the parser is to tell."""
    inside = _find_continued_quotations(words)
    starts: list[bool | int | None] = [True]
    for i in range(1, len(words)):
        starts.append(False if i in inside or not _can_open(words, i) else _judge_stop(pipeline, words, i))
    return starts


def _can_open(words: Sequence[Word], i: int) -> bool:
    """Whether a sentence could open with this word: a capital, a digit, a caseless letter, or a mark that opens one."""
    first = words[i].text[0]
    if first.isalnum():
        return not first.islower()
    opens = first in "«“„([\"'¿¡" or words[i].text in ("-", "–", "—")
    return opens and i + 1 < len(words) and words[i + 1].text[0].isalnum() and not words[i + 1].text[0].islower()


def _judge_stop(pipeline: Pipeline, words: Sequence[Word], i: int) -> bool | None:
    """Whether what stands before a possible first word ends a sentence."""
    before = i - 1
    while before > 0 and words[before].text in ("»", "”", '"', ")", "]"):
        before -= 1
    stop = words[before]
    if set(stop.text) <= STOPS:
        if before and stop.begin == words[before - 1].begin + len(words[before - 1].text):
            stop = Word(words[before - 1].begin, words[before - 1].text + stop.text)
    elif not (stop.text.endswith(".") or not stop.text[-1].isalnum()):
        return False
    return _judge_form(pipeline, stop.text.lower(), words[i].text)


def _judge_form(pipeline: Pipeline, form: str, following: str) -> bool | None:
    """Whether a word with its stop (`hier.`, `gén.`, `J.`, `...`) ends a sentence before the following word."""
    if form in pipeline.unending or INITIAL.fullmatch(form):
        return False
    if form in pipeline.ending or form.endswith(("..", "…")):
        return None
    if form[-1] in STOPS:
        return True if following[0].isalpha() else None
    return False if form[-1] in ",;:«“„([-–—/&" else None


def _find_continued_quotations(words: Sequence[Word]) -> set[int]:
    """Positions inside a quotation whose sentence goes on after it, as with a reporting clause (`», a dit X`)."""
    inside: set[int] = set()
    for opening, closing in _pair_quotation_marks(words):
        after = closing + 1
        if after < len(words) and words[after].text == ",":
            after += 1
        if after < len(words) and words[after].text[0].islower():
            inside.update(range(opening + 1, after + 1))
    return inside


def _pair_quotation_marks(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Positions of opening and closing marks that belong together; a mark without its fellow is left alone."""
    opened: list[int] = []
    for i, word in enumerate(words):
        if opened and word.text == CLOSING[words[opened[-1]].text]:
            yield opened.pop(), i
        elif word.text in CLOSING:
            opened.append(i)


# --- from the parser's document to records ----------------------------------------------------------------------------


def build_document(pipeline: Pipeline, article: Article, parsed: Sequence[Parsed]) -> Document:
    """The document of an article from its parsed passages: every sentence one tree, every offset in the whole text."""
    document = Document(article, [], [])
    for part in parsed:
        _add_passage(pipeline, document, part)
    for sentence in document.sentences:
        sentence.end = sentence.tokens[-1].end
        mend_tree(sentence)
    return document


def _add_passage(pipeline: Pipeline, document: Document, part: Parsed) -> None:
    """Nothing; the passage's sentences and tokens are added to the document, heads as the parser has them."""
    strings = pipeline.nlp.vocab.strings
    feats: dict[int, dict[str, str]] = {}
    columns = part.doc.to_array(["DEP", "LEMMA", "POS", "MORPH", "SENT_START"]).tolist()
    first = len(document.tokens)
    for word, (dep, guess, pos, morph, start) in zip(part.words, columns, strict=True):
        begin = part.passage.begin + word.begin
        end = begin + len(word.text)
        if start == 1 or len(document.tokens) == first:
            document.sentences.append(Sentence(len(document.sentences), begin, end, part.passage.paragraph))
        if morph not in feats:
            feats[morph] = dict(pair.split("=", 1) for pair in strings[morph].split("|") if "=" in pair)
        sentence = document.sentences[-1]
        upos = strings[pos] or "X"
        text = document.article.text[begin:end]
        lemma = correct_lemma(word.text, strings[guess] or word.text, upos, pipeline.language)
        relation = strings[dep].lower()
        token = Token(len(document.tokens), begin, end, text, lemma, upos, feats[morph].copy(), relation, sentence)
        document.tokens.append(token)
        sentence.tokens.append(token)
    for i, distance in enumerate(part.doc.to_array(["HEAD"]).astype("int64").tolist()):
        document.tokens[first + i].head = document.tokens[first + i + distance]


def mend_tree(sentence: Sentence) -> None:
    """Nothing; afterwards the sentence is one tree: a single root, no cycle, no head in another sentence."""
    tops = [token for token in sentence.tokens if token.head is token or _leaves(token)]
    root = next((token for token in tops if token.deprel == "root"), (tops or sentence.tokens)[0])
    for token in tops:
        _attach(token, root)
    root.head, root.deprel = None, "root"
    for token in sentence.tokens:
        if token is not root and token.head is not None:
            token.head.children.append(token)
    reached = {token.index for token in root.subtree()}
    for token in sentence.tokens:
        if token.index not in reached and token.head is not None:
            token.head.children.remove(token)
            _attach(token, root)
            root.children.append(token)
            reached.update(below.index for below in token.subtree())


def _leaves(token: Token) -> bool:
    """Whether the token's head lies in another sentence."""
    return token.head is not None and token.head.sentence is not token.sentence


def _attach(token: Token, root: Token) -> None:
    """Nothing; a token that had no head in its sentence depends on the root."""
    token.head = root
    if token.deprel == "root":
        token.deprel = "parataxis"
