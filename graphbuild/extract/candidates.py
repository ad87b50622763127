"""Candidates: words that may name an event, with their arguments and what fills them."""

from dataclasses import dataclass

from graphbuild.extract.frames import Condition, Frame, FrameTable, Need
from graphbuild.extract.grammar import Argument, base, find_case, is_past_participle, is_verbal
from graphbuild.extract.things import Filler, Things
from graphbuild.lemmas import find_infinitive
from graphbuild.records import Document, Token

COMPLEMENTS = frozenset({"ccomp", "xcomp", "parataxis"})
STRAY_UNDER = frozenset({"obj", "de", "à", "contre"})
DOERS = frozenset({"subj", "agent", "par"})  # beside these a possessive tells no other doer
REACH = 12  # tokens before a verb within which a stray subject is looked for
CLAUSE_BREAKS = frozenset({";", ":", "«", "»", "“", "”", "("})
PARTNERS = frozenset({"obj", "obl", "amod", "xcomp", "fixed", "advmod", "compound", "nmod", "iobj", "ccomp", "case"})
NAMES = frozenset({"PROPN", "X", "NOUN", "ADJ"})  # what taggers take verbs for


@dataclass(slots=True, eq=False)
class Candidate:
    """A possible trigger with its frames, its arguments and what fills them."""

    token: Token
    frames: list[Frame]  # of its lemma; of the right word class where there are any
    mistagged: bool  # no frame has the word class that the tagger saw
    arguments: list[Argument]
    fillers: list[tuple[str, Filler]]
    events: frozenset[str]  # functions that a noun for an event fills
    reflexive: bool
    negated: bool

    def meets(self, frame: Frame) -> bool:
        """Whether what the frame needs is there."""
        return not frame.needs or any(_is_met(need, self) for need in frame.needs)

    def find_span(self, frame: Frame) -> tuple[int, int]:
        """Offsets of the trigger words: the token, and the second word of a phrase where it stands near."""
        partner = find_partner(self.token, frame.partner) if frame.partner else None
        words = [self.token, partner] if partner is not None and _is_near(self.token, partner) else [self.token]
        return min(w.begin for w in words), max(w.end for w in words)


def find_candidates(document: Document, things: Things, table: FrameTable) -> list[Candidate]:
    """Every word of a document that a frame knows, in the order of the text; words inside names are left out."""
    out = []
    for token in document.tokens:
        frames, mistagged = _find_frames(token, table, document.article.language)
        if frames and not _lies_in_name(token, things):
            out.append(_to_candidate(token, frames, mistagged, things, table))
    return out


def _find_frames(token: Token, table: FrameTable, language: str) -> tuple[list[Frame], bool]:
    """Frames of a word, and whether the tagger must have mistaken its word class for them to fit."""
    listed = table.frames.get(token.lemma.lower(), ())
    if not listed and token.upos not in NAMES:
        return [], True
    known = [f for f in listed if not f.partner or find_partner(token, f.partner)]
    fitting = [frame for frame in known if _is_word_class(token, frame.upos)]
    if fitting:
        return fitting, False
    if not known and token.upos in NAMES and not any(child.deprel in ("det", "case") for child in token.children):
        lemma = find_infinitive(token.text, language)  # what has a determiner or a preposition is no finite verb
        known = [f for f in table.frames.get(lemma or "", ()) if f.upos == "VERB" and not f.partner]
    return known, True


def _is_word_class(token: Token, upos: str) -> bool:
    """Whether a token is of the frame's word class; a participle tagged as an adjective is a verb."""
    return is_verbal(token) if upos == "VERB" else token.upos == upos


def _lies_in_name(token: Token, things: Things) -> bool:
    """Whether the token is part of a name (`la Conférence de Munich`) and so no happening."""
    return any(filler.mention is not None for filler in things.covers.get(token.index, ()))


def find_partner(token: Token, lemma: str) -> Token | None:
    """The second word of a phrase: a dependent of the first, or what it says of its noun (`la peine infligée`).

    Of an auxiliary it is the verb (`fait savoir`).
    """
    for child in token.children:
        relation = base(child.deprel)
        if child.lemma.lower() == lemma and (relation in PARTNERS or child.deprel == "nsubj:pass"):
            return child
    head = token.head
    if head is None or head.lemma.lower() != lemma:
        return None
    said = base(token.deprel) == "aux" or (base(token.deprel) in ("acl", "amod") and is_past_participle(token))
    return head if said else None


def _is_near(token: Token, partner: Token) -> bool:
    """Whether the two words of a phrase stand close enough to be marked together."""
    return abs(partner.index - token.index) <= 2


def only_qualifies(token: Token, things: Things) -> bool:
    """Whether a noun without article only says of what kind another is: `crime de guerre`, `exercice de combat`."""
    if token.upos != "NOUN" or token.deprel != "nmod" or token.head is None:
        return False
    bare = not any(child.deprel in ("det", "nummod") for child in token.children)
    return bare and things.grammar.has("genitive", find_case(token)) and token.head.upos == "NOUN"


def _to_candidate(token: Token, frames: list[Frame], mistagged: bool, things: Things, table: FrameTable) -> Candidate:
    grammar = things.grammar
    arguments = grammar.find_arguments(token, find_control(token, table))
    fillers = []
    for argument in arguments:
        if argument.function == "adj":
            of_country = things.of_country(argument.token)
            found = [of_country] if of_country else []
        else:
            found = [listed for filler in things.at(argument.token) for listed in things.listed_with(filler)]
        fillers += [(argument.function, filler) for filler in found]
    if is_verbal(token) and not any(argument.function == "obj" for argument in arguments):
        partitive = [a.token for a in arguments if a.function == "de" and _has_partitive(a.token, things)]
        fillers += [("obj", filler) for noun in partitive for filler in things.at(noun)]
    fillers += [stray for a in arguments if a.function in STRAY_UNDER for stray in _find_strays(a.token, things)]
    if is_verbal(token) and not any(argument.function in ("subj", "agent") for argument in arguments):
        subject = _find_stray_subject(token, things)
        fillers += [("obj" if grammar.is_passive(token) else "subj", filler) for filler in subject]
    if any(function in DOERS and filler.kind == "actor" for function, filler in fillers):
        fillers = [(function, filler) for function, filler in fillers if function != "poss"]
    events = frozenset(a.function for a in arguments if _is_event_noun(a.token, table))
    reflexive, negated = grammar.is_reflexive(token), grammar.is_negated(token)
    return Candidate(token, frames, mistagged, arguments, fillers, events, reflexive, negated)


def _find_strays(nominal: Token, things: Things) -> list[tuple[str, Filler]]:
    """Fillers that the parser hung on an argument beside them: `livre [des chars à Kiev]`, `l'attaque [de X sur Y]`."""
    out = []
    for token in nominal.subtree():
        case = find_case(token)
        if token.head is nominal and _is_partitive(token, things):
            out += [("obj", filler) for filler in things.heads.get(token.index, ())]
        if token is not nominal and things.grammar.has("stray", case) and not _in_clause(token, nominal):
            out += [(case, filler) for filler in things.heads.get(token.index, ())]
    return out


def _is_partitive(token: Token, things: Things) -> bool:
    """Whether `des` before a noun is an article that the parser took for a preposition: `fournit à Kiev des mines`."""
    head = token.head
    return _has_partitive(token, things) and head is not None and head.upos == "PROPN" and bool(find_case(head))


def _has_partitive(token: Token, things: Things) -> bool:
    return any(c.deprel == "case" and things.grammar.has("partitive", c.text) for c in token.children)


def _in_clause(token: Token, top: Token) -> bool:
    """Whether a clause stands between a token and the noun above it."""
    for node in (token, *token.ancestors()):
        if node is top:
            return False
        if is_verbal(node):
            return True
    return True


def _find_stray_subject(verb: Token, things: Things) -> list[Filler]:
    """The subject of a finite verb that the parser hung elsewhere: the nearest bare actor before it in its clause.

    After the verb it is looked for too, next to it, as in `..., déplore la ministre`.
    """
    finite = verb.feats.get("VerbForm") == "Fin" or any(c.feats.get("VerbForm") == "Fin" for c in verb.children)
    if not finite:
        return []
    words = verb.sentence.tokens
    at = verb.index - words[0].index
    for word in reversed(words[max(0, at - REACH) : at]):
        if word.upos == "VERB" or word.text in CLAUSE_BREAKS:
            break
        if _is_bare_actor(word, things):
            return things.heads[word.index]
    return next((things.heads[w.index] for w in words[at + 1 : at + 4] if _is_bare_actor(w, things)), [])


def _is_bare_actor(word: Token, things: Things) -> bool:
    """Whether a word heads an actor and no preposition stands before it."""
    fillers = things.heads.get(word.index, ())
    free = not find_case(word) and base(word.deprel) not in ("nmod", "obj", "conj", "appos", "flat")
    return free and any(filler.kind == "actor" for filler in fillers)


def find_control(token: Token, table: FrameTable) -> str:
    """`subj` or `obj`: who controls an infinitive, after the frame of the verb above it."""
    if token.head is None:
        return ""
    return next((f.control for f in table.frames.get(token.head.lemma.lower(), ()) if f.control), "")


def _is_event_noun(token: Token, table: FrameTable) -> bool:
    return any(frame.upos == "NOUN" == token.upos for frame in table.frames.get(token.lemma.lower(), ()))


def _is_met(need: Need, candidate: Candidate) -> bool:
    return all(any(_holds(condition, candidate) for condition in part) for part in need)


def _holds(condition: Condition, candidate: Candidate) -> bool:
    """Whether one alternative of a frame's needs is met."""
    function = condition.function
    if function in ("refl", "norefl"):
        return candidate.reflexive == (function == "refl")
    if function == "neg":
        return candidate.negated
    if function == "comp":
        return any(base(child.deprel) in COMPLEMENTS for child in candidate.token.children)
    if condition.lemma:
        wanted = condition.lemma
        return any(a.function == function and a.token.lemma.lower() == wanted for a in candidate.arguments)
    if condition.filler == "event":
        return function in candidate.events
    return any(function in ("any", f) and condition.filler in filler.tags for f, filler in candidate.fillers)
