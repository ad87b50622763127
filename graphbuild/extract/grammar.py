"""Grammatical functions over a Universal Dependencies tree: who is subject, object, agent of a predicate.

A function is `subj`, `obj`, `iobj`, `agent` (of a passive), `adj`, `poss`, `où`, or the lemma of a preposition (`à`,
`contre`). Subjects and objects are the logical ones: the `nsubj:pass` of a passive is its `obj`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graphbuild.lexicon import read_table
from graphbuild.records import Token
from graphbuild.resources import find_language

NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
NEGATABLE = frozenset({"advmod", "cc", "det", "mark", "obj", "nsubj"})
CONTROLLERS = ("iobj", "obj", "obl:arg", "obl")  # where the one who is told to do something hangs, best first
CLAUSE_LINKS = frozenset({"xcomp", "ccomp", "obj", "obl", "nmod", "nsubj", "conj", "amod", "iobj"})
TOLD = frozenset({"parataxis", "ccomp", "dislocated"})  # how the words reported hang on the verb of speech
ECHO = "echo "  # before a class, in the table of function words: nouns that can take up a deed of it
CLUES = ("clue", "points", "note")
MAX_DEPTH = 6  # how far a missing subject is looked for: deeper trees are parser errors


@dataclass(frozen=True, slots=True)
class Argument:
    """A dependent of a predicate in one function; `shared` when another clause lends it."""

    function: str
    token: Token
    shared: bool = False


@cache
def base(relation: str) -> str:
    """A UD relation without its subtype."""
    return relation.partition(":")[0]


def is_verbal(token: Token) -> bool:
    """Whether the token can head a clause as a verb; participles tagged as adjectives count."""
    return token.upos in ("VERB", "AUX") or (token.upos == "ADJ" and token.feats.get("VerbForm") == "Part")


def is_past_participle(token: Token) -> bool:
    """Whether the token is a past participle."""
    return token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") != "Pres"


def is_infinitive(token: Token) -> bool:
    """Whether the token is an infinitive."""
    return token.feats.get("VerbForm") == "Inf"


def is_relative(token: Token) -> bool:
    """Whether the token heads a relative clause."""
    return token.deprel == "acl:relcl"


def find_case(token: Token) -> str:
    """The preposition of a nominal as one string of lemmas: `à`, `auprès de`, `` where it has none."""
    for child in token.children:
        if child.deprel == "case":
            fixed = sorted((c for c in child.children if c.deprel == "fixed"), key=lambda c: c.index)
            return " ".join([child.lemma.lower(), *(c.lemma.lower() for c in fixed)])
    return ""


def find_marks(token: Token) -> list[str]:
    """What introduces a clause, as strings of lemmas: `pour`, `que`, `afin de`."""
    marks = [c for c in token.children if c.deprel in ("mark", "case")]
    return [" ".join([m.lemma.lower(), *(c.lemma.lower() for c in m.children if c.deprel == "fixed")]) for m in marks]


def expand(token: Token) -> Iterator[Token]:
    """The token and what is coordinated with it."""
    yield token
    for child in token.children:
        if child.deprel == "conj" and not is_verbal(child):
            yield from expand(child)


class Grammar:
    """The function words of one language, and what they make of a tree."""

    def __init__(self, words: dict[str, frozenset[str]], points: dict[str, int] | None = None) -> None:
        self.words = words
        self.points = points or {}  # of the clues to what a statement is about
        self.echoes: dict[str, set[str]] = {}  # classes of deeds that a noun can take up
        for group, lemmas in words.items():
            for lemma in lemmas if group.startswith(ECHO) else ():
                self.echoes.setdefault(lemma, set()).add(group.removeprefix(ECHO))

    def has(self, group: str, lemma: str) -> bool:
        """Whether a lemma belongs to a group of `function_words.csv`."""
        return lemma.lower() in self.words[group]

    def has_echo(self, type: str, lemma: str) -> bool:
        """Whether a noun can take up a deed of a class told before: `ces tirs`, `cette décision`."""
        return type in self.echoes.get(lemma.lower(), ())

    def is_reflexive(self, verb: Token) -> bool:
        """Whether a verb has a reflexive clitic (`se`, `s'`)."""
        clitics = [child.lemma for child in verb.children if child.upos == "PRON"]
        return any([self.has("reflexive", lemma) for lemma in clitics])

    def is_passive(self, verb: Token) -> bool:
        """Whether a verb stands in the passive: `aux:pass`, `nsubj:pass`, or a past participle alone.

        The participle alone of a verb of motion or dying (`entré`, `mort`) is active.
        """
        if self.has("being", verb.lemma) or self.is_reflexive(verb):
            return False
        relations = {child.deprel for child in verb.children}
        if "aux:pass" in relations or "nsubj:pass" in relations:
            return True
        alone = not any(base(relation) in ("aux", "cop") for relation in relations)
        if alone and verb.deprel == "conj" and verb.head is not None and is_verbal(verb.head):
            return self.is_passive(verb.head)  # the auxiliary is shared: "a bombardé A et pris B"
        return is_past_participle(verb) and alone

    def is_negated(self, predicate: Token) -> bool:
        """Whether a negation denies the predicate; `ne ... que`, the expletive `ne` and `pas seulement` do not."""
        if any(self.has("without", mark) for mark in find_marks(predicate)):
            return True
        parents = [predicate, *(c for c in predicate.children if base(c.deprel) in ("aux", "cop"))]
        around = [c for parent in parents for c in parent.children if base(c.deprel) in NEGATABLE and c.upos != "PROPN"]
        around += [det for c in around if c.upos != "VERB" for det in c.children if det.deprel == "det"]
        negatives = [c for c in around if self.has("negative", c.lemma)]
        if any(not self._is_softened(word) for word in negatives):
            return True
        words = {child.lemma.lower() for child in around}
        if words & self.words["negator"]:
            return not negatives and self._is_denied(predicate, words)
        return not negatives and bool(words & self.words["negation"])

    def _is_denied(self, predicate: Token, words: set[str]) -> bool:
        """Whether `ne` denies a predicate: with a word such as `aucun`, or alone where French allows that."""
        words_after = predicate.sentence.tokens[predicate.index - predicate.sentence.tokens[0].index + 1 :][:1]
        below = [*self._list_below(predicate), *words_after]
        if any(child.lemma.lower() in self.words["restriction"] for child in below):
            return False
        if words & (self.words["negation"] - self.words["negator"]) or "plus" in words:
            return True
        return base(predicate.deprel) not in ("ccomp", "advcl")

    def _list_below(self, predicate: Token) -> Iterator[Token]:
        """Children of a predicate and those of its nominals: where the `que` of `ne ... que` hangs."""
        for child in predicate.children:
            if not (child.deprel == "mark" and child.index < predicate.index):
                yield child
            if not is_verbal(child) and child.index > predicate.index:
                yield from child.children

    def _is_softened(self, negative: Token) -> bool:
        """Whether a word after `pas` takes its force: `pas seulement`, `pas moins`."""
        words = negative.sentence.tokens
        at = negative.index - words[0].index + 1
        return at < len(words) and self.has("softener", words[at].lemma)

    def find_antecedent(self, token: Token) -> Token:
        """For a relative pronoun the noun it stands for, else the token itself."""
        pronoun = token.upos == "PRON" and (token.feats.get("PronType") == "Rel" or self.has("relative", token.lemma))
        mistagged = token.upos == "SCONJ" and self.has("relative", token.lemma) and base(token.deprel) != "mark"
        if pronoun or mistagged:
            for node in token.ancestors():
                if base(node.deprel) == "acl" and node.head is not None:
                    return node.head
        return token

    def own_subject(self, verb: Token) -> Token | None:
        """The grammatical subject that hangs on the verb itself; an impersonal one only where there is no other."""
        subjects = [child for child in verb.children if base(child.deprel) == "nsubj"]
        if not subjects and self._is_report(verb):  # parsers take the inverted subject of a report for an object
            subjects = [c for c in verb.children if c.deprel in ("obj", "obl:agent") and not find_case(c)]
        subjects.sort(key=lambda child: self.has("impersonal", child.lemma))
        return self.find_antecedent(subjects[0]) if subjects else None

    def _is_report(self, verb: Token) -> bool:
        """Whether a verb stands beside or after the words it reports."""
        before = {base(child.deprel) for child in verb.children if child.index < verb.index}
        return base(verb.deprel) == "parataxis" or bool(before & TOLD)

    def find_subject(self, verb: Token, control: str = "", depth: int = 0) -> tuple[Token, bool] | None:
        """Grammatical subject of a verb and whether another clause lends it; `control`: who controls an infinitive."""
        own = self.own_subject(verb)
        if own is not None:
            return own, False
        head = verb.head
        if head is None or depth > MAX_DEPTH:
            return None
        if verb.deprel == "conj" and is_verbal(head):
            return _share(self.find_subject(head, control, depth + 1))
        adnominal = base(verb.deprel) in ("acl", "amod")
        if adnominal and not is_infinitive(verb):
            return head, False
        if is_verbal(head):
            return self._find_controller(verb, head, control, depth)
        return self._find_owner(head, depth) if adnominal else None

    def _find_controller(self, verb: Token, head: Token, control: str, depth: int) -> tuple[Token, bool] | None:
        """Who does what an infinitive or a gerund tells: the head's object where it controls, else its subject."""
        if verb.feats.get("VerbForm", "Fin") == "Fin":
            return None
        adverbial = base(verb.deprel) == "advcl"
        if control == "obj" and not adverbial:
            for relation in CONTROLLERS:
                for child in head.children:
                    if child.deprel == relation and child is not verb and self._is_told(child):
                        return self.find_antecedent(child), True
        elif self.is_passive(head) and adverbial:
            agents = head.find_children("obl:agent")
            return (agents[0], True) if agents else None
        return _share(self.find_subject(head, "", depth + 1))

    def _is_told(self, token: Token) -> bool:
        """Whether a dependent of a verb can be the one who is told to do something."""
        case = find_case(token)
        nominal = token.upos in NOMINALS and not self.has("reflexive", token.lemma)
        return nominal and (not case or self.has("dative", case))

    def _find_owner(self, noun: Token, depth: int) -> tuple[Token, bool] | None:
        """Who owns a deed named by a noun with an infinitive (`la décision de X de`, `prend la décision de`)."""
        for child in noun.children:
            if child.deprel == "nmod" and self.has("genitive", find_case(child)) and child.upos in NOMINALS:
                return child, True
        for child in noun.children:
            if child.deprel == "det" and child.feats.get("Poss") == "Yes":
                return child, True
        if noun.head is not None and is_verbal(noun.head):
            return _share(self.find_subject(noun.head, "", depth + 1))
        return None

    def find_arguments(self, predicate: Token, control: str = "") -> list[Argument]:
        """Arguments of a predicate, verbal or nominal, coordinated ones each for itself."""
        if is_verbal(predicate):
            arguments = self._verb_arguments(predicate, control)
        else:
            arguments = self._noun_arguments(predicate)
        return [Argument(a.function, token, a.shared) for a in arguments for token in expand(a.token)]

    def _verb_arguments(self, verb: Token, control: str) -> list[Argument]:
        passive = self.is_passive(verb)
        out = []
        subject = self.find_subject(verb, control)
        if subject is not None:
            out.append(Argument("obj" if passive else "subj", subject[0], subject[1]))
        for child in verb.children:
            function = self._verb_function(child, passive)
            if function and (subject is None or child is not subject[0]):
                out.append(Argument(function, self.find_antecedent(child)))
        return out

    def _verb_function(self, child: Token, passive: bool) -> str:
        """Function of one child of a verb; `` where it is none (subjects are found elsewhere)."""
        relation = base(child.deprel)
        if self.has("reflexive", child.lemma):
            return ""
        if self.has("where", child.lemma):
            return "où"
        case = find_case(child)
        if relation in ("obj", "iobj"):
            return case or relation
        if child.deprel == "obl:agent" or (passive and self.has("agent", case)):
            return "agent"
        return case if relation in ("obl", "nmod") and child.upos in NOMINALS else ""

    def _noun_arguments(self, noun: Token) -> list[Argument]:
        out = []
        for child in noun.children:
            relation = base(child.deprel)
            if relation in ("nmod", "obl") and child.upos in NOMINALS:
                out.append(Argument(find_case(child) or "de", child))
            elif relation == "amod":
                out.append(Argument("adj", child))
            elif relation == "det" and child.feats.get("Poss") == "Yes":
                out.append(Argument("poss", child))
            elif relation == "acl" and is_past_participle(child) and not is_relative(child):
                out += [a for a in self._verb_arguments(child, "") if a.function not in ("obj", "subj")]
        return out + self._lent_arguments(noun)

    def _lent_arguments(self, noun: Token) -> list[Argument]:
        """Arguments that a light verb lends to its noun: `mener une frappe`, `une frappe a été menée par`, `subir`."""
        verb = noun.head
        if verb is None or not is_verbal(verb) or base(noun.deprel) not in ("obj", "nsubj", "obl"):
            return []
        arguments = [a for a in self._verb_arguments(verb, "") if a.token is not noun]
        if self.has("light", verb.lemma) and (base(noun.deprel) != "nsubj" or self.is_passive(verb)):
            return [Argument("agent" if a.function == "subj" else a.function, a.token, True) for a in arguments]
        if self.has("suffered", verb.lemma) and base(noun.deprel) == "obj":
            return [Argument("obj", a.token, True) for a in arguments if a.function == "subj"]
        if self.has("occur", verb.lemma) and base(noun.deprel) == "nsubj":
            return [Argument(a.function, a.token, True) for a in arguments if a.function != "subj"]
        return []


def _share(found: tuple[Token, bool] | None) -> tuple[Token, bool] | None:
    return (found[0], True) if found else None


def load_grammar(language: str = "fr") -> Grammar:
    """The grammar of a language from its table of function words."""
    words: dict[str, set[str]] = {}
    for row in read_table(find_language(language, "function_words.csv"), ("group", "lemma")):
        words.setdefault(row["group"], set()).add(row["lemma"])
    points = {row["clue"]: int(row["points"]) for row in read_table(find_language(language, "topic_points.csv"), CLUES)}
    return Grammar({group: frozenset(lemmas) for group, lemmas in words.items()}, points)
