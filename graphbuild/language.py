"""Reading: articles to sentences and tokens with their Universal Dependencies analysis, by a trained spaCy pipeline."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from graphbuild.errors import ResourceError
from graphbuild.lemmas import correct_lemma, find_infinitive, find_mistagged_verb
from graphbuild.lexicon import read_table
from graphbuild.records import Article, Document, Sentence, Token
from graphbuild.resources import find_language
from graphbuild.segmentation import (
    Abbreviations,
    Passage,
    Word,
    cut_words,
    find_starts,
    plain_text,
    read_abbreviations,
    split_passages,
)

BATCH = 32  # passages that are parsed together: more is no faster and takes more memory
REQUIRED_RELATIONS = {"nsubj", "obj"}  # other schemes say `dobj` or `OA`


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A trained spaCy pipeline, what identifies it, and the tables that help it to read its language."""

    nlp: Language
    language: str
    name: str
    version: str
    sha256: str  # of its files
    abbreviations: Abbreviations
    weekdays: frozenset[str]


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
    return Pipeline(
        nlp=nlp,
        language=language,
        name=f"{language}_{nlp.meta['name']}",
        version=str(nlp.meta["version"]),
        sha256=_hash_files(nlp),
        abbreviations=read_abbreviations(language),
        weekdays=_read_weekdays(language),
    )


def _read_weekdays(language: str) -> frozenset[str]:
    """The days of the week; none for a language without the table."""
    path = find_language(language, "weekdays.csv")
    return frozenset(row["form"] for row in read_table(path, ("form", "weekday"))) if path.is_file() else frozenset()


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
    opened: deque[Document] = deque()
    cut: deque[tuple[Document, Passage, list[Word]]] = deque()

    def read() -> Iterator[Doc]:
        for article in articles:
            opened.append(Document(article, [], []))
            for passage in split_passages(article.text):
                words = cut_words(pipeline.nlp, plain_text(passage.text))
                if words:
                    cut.append((opened[-1], passage, words))
                    yield to_doc(pipeline.nlp, words, find_starts(pipeline.abbreviations, words))

    for doc in pipeline.nlp.pipe(read(), batch_size=BATCH):
        document, passage, words = cut.popleft()
        while opened[0] is not document:
            yield opened.popleft()
        add_passage(pipeline, document, passage, words, doc)
    yield from opened


def to_doc(nlp: Language, words: Sequence[Word], starts: list[bool | int | None] | None = None) -> Doc:
    """An unparsed spaCy document of the words, with what is known of where sentences start."""
    ends = [word.begin + len(word.text) for word in words]
    spaces = [end < word.begin for end, word in zip(ends, words[1:], strict=False)] + [False] * bool(words)
    return Doc(nlp.vocab, words=[word.text for word in words], spaces=spaces, sent_starts=starts)


# --- from the parser's document to records ----------------------------------------------------------------------------


def add_passage(pipeline: Pipeline, document: Document, passage: Passage, words: Sequence[Word], doc: Doc) -> None:
    """Nothing; the passage's sentences, each one tree, and tokens are added to the document."""
    strings = pipeline.nlp.vocab.strings
    feats: dict[int, dict[str, str]] = {}
    columns = doc.to_array(["DEP", "LEMMA", "POS", "MORPH", "SENT_START"]).tolist()
    first, first_sentence = len(document.tokens), len(document.sentences)
    for word, (dep, guess, pos, morph, start) in zip(words, columns, strict=True):
        begin = passage.begin + word.begin
        end = begin + len(word.text)
        if start == 1 or len(document.tokens) == first:
            document.sentences.append(Sentence(len(document.sentences), begin, end, passage.paragraph))
        if morph not in feats:
            feats[morph] = dict(pair.split("=", 1) for pair in strings[morph].split("|") if "=" in pair)
        sentence = document.sentences[-1]
        upos = strings[pos] or "X"
        text = document.article.text[begin:end]
        lemma = correct_lemma(word.text, strings[guess] or word.text, upos, pipeline.language)
        relation = strings[dep].lower()
        named = bool(document.tokens) and document.tokens[-1].upos == "DET"  # "la prise" is a noun, whatever it ends in
        verb = None if named else find_mistagged_verb(word.text, upos, relation, pipeline.language)
        features = {"VerbForm": "Part" if verb[1] else "Fin"} if verb else feats[morph]
        lemma, upos = (verb[0], "VERB") if verb else (lemma, upos)
        token = Token(len(document.tokens), begin, end, text, lemma, upos, features, relation, sentence)
        document.tokens.append(token)
        sentence.tokens.append(token)
    for i, distance in enumerate(doc.to_array(["HEAD"]).astype("int64").tolist()):
        document.tokens[first + i].head = document.tokens[first + i + distance]
    for sentence in document.sentences[first_sentence:]:
        sentence.end = sentence.tokens[-1].end
        mend_tree(sentence)
        _mend_weekdays(sentence, pipeline.weekdays)
        _mend_verbs(sentence, pipeline.language)


def _mend_verbs(sentence: Sentence, language: str) -> None:
    """Nothing; what has a subject and an object or an auxiliary, and no copula, is a verb, whatever the tagger says."""
    for token in sentence.tokens:
        relations = {child.deprel.partition(":")[0] for child in token.children}
        clause = "nsubj" in relations and relations & {"obj", "aux", "iobj", "ccomp"} and "cop" not in relations
        if clause and token.upos in ("NOUN", "ADJ", "PROPN", "ADV"):
            lemma = find_infinitive(token.text, language)
            if lemma is not None:
                token.upos, token.lemma, token.feats = "VERB", lemma, {"VerbForm": "Fin"}


def _mend_weekdays(sentence: Sentence, weekdays: frozenset[str]) -> None:
    """Nothing; a bare day of the week is when, never who or what: parsers take it for a subject in `a dit mardi X`."""
    for token in sentence.tokens:
        core = token.deprel.partition(":")[0] in ("nsubj", "obj", "iobj", "xcomp")
        if core and token.text.lower() in weekdays and not token.find_children("det", "case", "amod"):
            token.deprel = "obl:mod"


def mend_tree(sentence: Sentence) -> None:
    """Nothing; afterwards the sentence is one tree: a single root, no cycle, no head in another sentence."""
    tops = [token for token in sentence.tokens if token.head is token or _leaves(token)]
    root = next((token for token in tops if token.deprel == "root"), (tops or sentence.tokens)[0])
    for token in tops:
        token.head = root
    root.head = None
    for token in sentence.tokens:
        if token.head is not None:
            token.head.children.append(token)
        if (token is root) != (token.deprel == "root"):
            token.deprel = "root" if token is root else "parataxis"
    _break_cycles(sentence, root)


def _leaves(token: Token) -> bool:
    """Whether the token's head lies in another sentence."""
    return token.head is not None and token.head.sentence is not token.sentence


def _break_cycles(sentence: Sentence, root: Token) -> None:
    """Nothing; what the root doesn't reach is hung on it."""
    reached = {token.index for token in root.subtree()}
    for token in sentence.tokens:
        if token.index not in reached and token.head is not None:
            token.head.children.remove(token)
            token.head = root
            root.children.append(token)
            reached.update(below.index for below in token.subtree())
