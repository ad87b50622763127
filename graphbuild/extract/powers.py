"""Countries, capitals and seats: whether a clause treats them as a power (an actor) or as a place."""

from __future__ import annotations

from graphbuild.extract.actor_lexicon import ActorLexicon
from graphbuild.extract.scanning import base, find_first_conjunct
from graphbuild.records import Token

OBJECTS = frozenset({"obj", "iobj", "nsubj:pass"})
SUBJECTS = frozenset({"nsubj", "nsubj:caus"})
HEADS = frozenset({":", ".", "-", "–", "—", "/"})  # what closes the name of a place that heads a paragraph
REACH = 4  # words before `à Kiev` in which its verb of giving is looked for, should the tree be wrong


def is_power(head: Token, tokens: list[Token], lexicon: ActorLexicon, seat: bool) -> bool:
    """Whether the name of a country (or, with `seat`, of its capital) stands for the state in its clause."""
    token = find_first_conjunct(head)
    case = find_preposition(head, tokens) or find_preposition(token, tokens)
    governor = token.head
    if case and governor is not None and lexicon.has_cue(governor, "site"):
        return False
    if not case:
        return not _is_heading(head, tokens) and _is_argument(token, governor, lexicon, seat)
    cues = lexicon.cues.get(case, frozenset())
    if "political" in cues or _is_pressed(head, case, tokens, lexicon):
        return True
    if "dative" in cues:
        return _is_recipient(head, tokens, lexicon, seat)
    return "genitive" in cues and governor is not None and _is_owner(head, governor, lexicon, seat)


def find_preposition(head: Token, tokens: list[Token]) -> str:
    """Lemma of the preposition right before a name and its article; `` when none stands there."""
    index = head.index - 1
    if index >= 0 and tokens[index].upos == "DET":
        index -= 1
    before = tokens[index] if index >= 0 else None
    if before is None or before.sentence is not head.sentence:
        return ""
    if before.text == "A" and before is head.sentence.tokens[0]:  # a capital that lost its accent
        return "à"
    if before.upos != "ADP":
        return ""
    return before.lemma.lower()


def has_article(head: Token) -> bool:
    """Whether a definite article stands before a name, alone or in `du`, `aux`."""
    return any(c.deprel == "det" or (c.deprel == "case" and c.feats.get("Definite") == "Def") for c in head.children)


def _is_heading(head: Token, tokens: list[Token]) -> bool:
    """Whether a name opens its paragraph as a dateline (`KIEV, 19 juillet`), or a heading that has no verb."""
    opening = head.sentence.tokens[0]
    if any(token.upos != "PUNCT" for token in tokens[opening.index : head.index]):
        return False
    after = tokens[head.index + 1] if head.index + 1 < len(tokens) else None
    opens = opening.index == 0 or tokens[opening.index - 1].sentence.paragraph != head.sentence.paragraph
    ends = after is None or after.sentence is not head.sentence or after.text in HEADS
    shouted = head.text.isupper() and after is not None and after.upos == "PUNCT"
    return opens and (ends or shouted or not _has_verb(head))


def _has_verb(head: Token) -> bool:
    return any(token.upos in ("VERB", "AUX") for token in head.sentence.tokens)


def _is_argument(token: Token, governor: Token | None, lexicon: ActorLexicon, seat: bool) -> bool:
    """Subjects and objects: powers, unless the verb is one for places; so are names the tree gives no function."""
    if governor is None:
        return True
    if token.deprel in OBJECTS:
        return not lexicon.has_cue(governor, "site_object") and not (seat and token.deprel == "nsubj:pass")
    if token.deprel in SUBJECTS:
        return not lexicon.has_cue(governor, "site_subject")
    return base(token.deprel) not in ("vocative", "flat")


def _is_recipient(head: Token, tokens: list[Token], lexicon: ActorLexicon, seat: bool) -> bool:
    """`à Kiev` after a verb or noun of giving; `à la Russie`, which is never a place."""
    if not seat and any(c.deprel == "det" for c in head.children):
        return True
    governor = find_first_conjunct(head).head
    if governor is not None and lexicon.has_cue(governor, "giving"):
        return True
    return any(lexicon.has_cue(token, "giving") for token in tokens[max(0, head.index - REACH) : head.index])


def _is_pressed(head: Token, case: str, tokens: list[Token], lexicon: ActorLexicon) -> bool:
    """`la pression sur Moscou`: right before the preposition stands a word for what is put on powers."""
    index = head.index - 1
    while index > 0 and tokens[index].lemma.lower() != case:
        index -= 1
    return index > 0 and lexicon.has_cue(tokens[index - 1], "pressure")


def _is_owner(head: Token, governor: Token, lexicon: ActorLexicon, seat: bool) -> bool:
    """`de la Russie`, `de Kiev` after the name of a deed; not after that of an office or a body."""
    if base(governor.deprel) == "flat":
        return False
    if governor.upos in ("VERB", "AUX"):
        if seat and lexicon.has_cue(governor, "speech"):
            return True
        return has_article(head) and not lexicon.has_cue(governor, "site_object")
    lemma = governor.lemma.lower()
    if lexicon.has_cue(governor, "war") or lemma in lexicon.nouns or lemma in lexicon.titles:
        return False
    return lexicon.has_cue(governor, "deed") or (has_article(head) and not seat)
