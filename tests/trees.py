"""Parsed sentences written by hand: `form/lemma/UPOS/relation/head[/Feature=Value|...]`, heads counted from 1."""

from graphbuild.records import Article, Document, Sentence, Token


def grow(*words: str) -> Document:
    """The document of one sentence."""
    parts = [word.split("/") for word in words]
    text = " ".join(part[0] for part in parts)
    sentence = Sentence(0, 0, len(text), 0)
    document = Document(Article("tree", text), [sentence], sentence.tokens)
    begin = 0
    for i, (form, lemma, upos, relation, _, *feats) in enumerate(parts):
        features = dict(pair.split("=") for pair in feats[0].split("|")) if feats else {}
        end = begin + len(form)
        sentence.tokens.append(Token(i, begin, end, form, lemma, upos, features, relation, sentence))
        begin = end + 1
    for token, part in zip(sentence.tokens, parts, strict=True):
        if int(part[4]):
            token.head = sentence.tokens[int(part[4]) - 1]
            token.head.children.append(token)
    return document
