"""Words that open a condition or purpose (`à condition que`, `afin de`), and the words that they open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from graphbuild.extract.grammar import Grammar, base, is_infinitive, is_past_participle, is_verbal
from graphbuild.extract.triggers import Trigger
from graphbuild.records import Sentence, Token

GROUPS = ("condition", "purpose", "grounds")  # of phrases in the table of function words
CUTS = frozenset({";", ":", "«", "»", "(", ")", "–", "—", "?", "!", "["})  # no term reaches beyond
FEW = 3  # words left over after a term that still belong to it
REACH = 14  # words after an opener within which its verb stands

Known = dict[str, list[tuple[tuple[str, ...], str]]]  # of phrases with one first word, by their second
Phrases = dict[str, Known]


@dataclass(slots=True)
class Opener:
    """Words that open a condition or purpose, and the words after them up to the end of the sentence."""

    group: str
    words: list[Token]
    after: list[Token]


def index_phrases(grammar: Grammar, groups: Sequence[str] = GROUPS) -> Phrases:
    """Phrases that open a term by their first word and their second (`` for none), the longest first."""
    found: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for group in groups:
        for phrase in grammar.words[group]:
            words = tuple(phrase.split())
            for first in {words[0], words[0].replace("'", "’")}:
                known = found.setdefault(first, {})
                known.setdefault(words[1] if len(words) > 1 else "", []).append((words, group))
    for known in found.values():
        for phrases in known.values():
            phrases.sort(key=lambda item: (-len(item[0]), item))
    return found


def find_openers(sentence: Sentence, phrases: Phrases) -> Iterator[Opener]:
    """Every place of a sentence where a phrase opens a term; its words are lemmas or stand as written."""
    tokens = sentence.tokens
    taken = 0  # words before this place are part of a phrase
    for at, token in enumerate(tokens):
        form = token.text.lower()
        if at < taken or not (token.lemma in phrases or form in phrases):
            continue
        known = [phrases[word] for word in dict.fromkeys((token.lemma, form)) if word in phrases]
        found = _find_phrase(known, tokens, at)
        if found is not None:
            taken = at + len(found[0])
            yield Opener(found[1], tokens[at:taken], tokens[taken:])


def _find_phrase(known: Sequence[Known], tokens: Sequence[Token], at: int) -> tuple[tuple[str, ...], str] | None:
    """The longest phrase that stands at a place."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    seconds = ("",) if following is None else (following.lemma, _write(following), "")
    for second in seconds:
        for phrases in known:
            for words, group in phrases.get(second, ()):
                rest = tokens[at + 2 : at + len(words)]
                if len(rest) != max(0, len(words) - 2):
                    continue
                if all(word in (t.lemma, _write(t)) for word, t in zip(words[2:], rest, strict=True)):
                    return words, group
    return None


def _write(token: Token) -> str:
    return token.text.lower().replace("’", "'")


def find_head(opener: Opener, grammar: Grammar) -> Token | None:
    """The word that heads what an opener opens: a finite verb after `que`, else an infinitive or a noun."""
    words = opener.after[:REACH]
    if grammar.has("finite_opener", opener.words[-1].lemma):
        return next((t for t in words if is_verbal(t) and t.upos != "AUX" and _is_finite(t)), None)
    for position, token in enumerate(words):
        if is_infinitive(token):
            following = next((t for t in words[position + 1 :] if t.upos not in ("ADV", "PRON")), None)
            passive = token.upos == "AUX" and following is not None and is_past_participle(following)
            return following if passive else token
        if token.upos in ("NOUN", "PROPN"):
            return token
        if token.upos not in ("DET", "ADJ", "ADV", "PRON", "NUM", "ADP", "AUX") or token.text in CUTS:
            return None
    return None


def _is_finite(verb: Token) -> bool:
    """Whether a verb or its auxiliary is finite."""
    auxiliaries = [c for c in verb.children if base(c.deprel) in ("aux", "cop")]
    return bool(auxiliaries) or not (is_infinitive(verb) or verb.feats.get("VerbForm") == "Part")


def find_body(opener: Opener, head: Token, triggers: dict[int, Trigger]) -> list[Token]:
    """The words from the opener on that hang together with the head; insertions and what follows a cut are left out."""
    inside = {token.index for token in _list_clause(head, opener)}
    body: list[Token] = []
    for at, token in enumerate(opener.after):
        if token.index > head.index:
            if token.text in CUTS or (token.text == "," and _opens_report(token, triggers)):
                break
            if token.index not in inside and token.upos != "PUNCT" and not _is_remainder(opener.after[at:]):
                break
        body.append(token)
    while body and (body[-1].upos in ("PUNCT", "CCONJ") or (body[-1].index > head.index and body[-1].upos == "ADP")):
        body.pop()
    while body and body[0].upos == "PUNCT":
        body.pop(0)
    return body


def _is_remainder(words: Sequence[Token]) -> bool:
    """Whether only a few words without a verb are left up to a comma or the end: parsers hang them elsewhere."""
    rest = list(takewhile(lambda t: t.text != "," and t.text not in CUTS and t.text != ".", words))
    return len(rest) <= FEW and not any(is_verbal(t) or t.deprel == "cc" for t in rest)


def _opens_report(comma: Token, triggers: dict[int, Trigger]) -> bool:
    """Whether a reporting clause follows a comma: `, a précisé X`, `, dit-il`."""
    words = comma.sentence.tokens
    at = comma.index - words[0].index + 1
    for token in words[at : at + 3]:
        if token.index in triggers:
            return triggers[token.index].event.type == "Statement"
        if is_past_participle(token):
            return True  # "a précisé X": no subject before its auxiliary
        if token.upos not in ("AUX", "PRON"):
            return False
    return False


def _list_clause(head: Token, opener: Opener) -> Iterator[Token]:
    """The head and what hangs below it or, for a participle, beside it; no reporting clause and no second main verb."""
    yield head
    for child in head.children:
        aside = base(child.deprel) == "parataxis" or (
            child.deprel == "conj" and is_verbal(child) and child.feats.get("VerbForm") != head.feats.get("VerbForm")
        )
        if child.index > opener.words[-1].index and not aside:
            yield from child.subtree()
