"""What a statement, decision or demand is about where grammar doesn't say: the likeliest deed around it, by points."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graphbuild.extract.circumstances import DEEDS
from graphbuild.extract.grammar import Grammar, base
from graphbuild.extract.triggers import Trigger
from graphbuild.lexicon import fold
from graphbuild.records import Event, Thing, Token

BACK, AHEAD = 10, 4  # deeds before and after a bearer that are looked at
FIRST = 2  # deeds at the head of the article that are looked at from anywhere
STEM = 4  # letters that a deed and a noun which takes it up share: déployé, déploiement
REACTIONS = frozenset({"condemn", "welcome", "criticise", "justify", "deny", "confirm"})


@dataclass(frozen=True, slots=True)
class Bearer:
    """A trigger that bears on others, with what its own words tell of them."""

    trigger: Trigger
    below: frozenset[int]  # tokens in its subtree
    stems: frozenset[str]  # of the nouns in its clause that point back
    echoes: frozenset[str]  # classes of deeds that these nouns can mean
    above: frozenset[int]  # tokens above it
    roles: dict[str, set[int]]  # what fills its roles


def find_topic(trigger: Trigger, order: Sequence[Trigger], grammar: Grammar) -> Trigger | None:
    """The deed that a bearer is most likely about, None where none is; `order` has all triggers of the article."""
    bearer = _to_bearer(trigger, grammar)
    points = grammar.points
    best, most = None, points.get("none", 0)
    for candidate, clues in list_candidates(bearer, order):
        total = sum(points.get(clue, 0) for clue in clues)
        if total > most:
            best, most = candidate, total
    return best


def list_candidates(bearer: Bearer, order: Sequence[Trigger]) -> Iterator[tuple[Trigger, list[str]]]:
    """Deeds around a bearer and at the head of the article, each with the clues that hold of it."""
    deeds = [other for other in order if other.event.type in DEEDS and other is not bearer.trigger]
    at = bearer.trigger.token.index
    told = _find_last_topics(bearer.trigger, order)
    after = [deed for deed in deeds if deed.token.index > at][:AHEAD]
    before = [deed for deed in reversed(deeds) if deed.token.index < at]
    for rank, deed in enumerate(before):
        if rank < BACK or deed in deeds[:FIRST]:
            clues = [*_list_clues(bearer, deed), f"back {min(rank, 4)}"]
            clues += ["head"] if deed is deeds[0] else []
            yield deed, [*clues, "told of last"] if deed.event in told else clues
    for rank, deed in enumerate(after):
        if deed.token.sentence.index - bearer.trigger.token.sentence.index <= 1:
            yield deed, [*_list_clues(bearer, deed), f"ahead {min(rank, 2)}"]


def _to_bearer(trigger: Trigger, grammar: Grammar) -> Bearer:
    below = list(trigger.token.subtree())
    nouns = [token for token in below if token.upos == "NOUN" and token is not trigger.token and _points_back(token)]
    echoes = (name for token in nouns for name in grammar.echoes.get(token.lemma.lower(), ()))
    stems = frozenset(_stem(token.lemma) for token in nouns)
    inside, above = (frozenset([token.index for token in part]) for part in (below, trigger.token.ancestors()))
    return Bearer(trigger, inside, stems, frozenset(echoes), above, _list_roles(trigger.event))


def _list_roles(event: Event) -> dict[str, set[int]]:
    """What fills each role of an event."""
    found: dict[str, set[int]] = {}
    for part in event.participations:
        found.setdefault(part.role, set()).add(id(part.filler))
    return found


def _find_last_topics(trigger: Trigger, order: Sequence[Trigger]) -> list[Thing | Event]:
    """What the last statement before a bearer is about."""
    at = trigger.token.index
    before = [other for other in order if other.event.type == "Statement" and other.token.index < at]
    return before[-1].event.fillers("about") if before else []


@lru_cache(maxsize=4096)
def _stem(lemma: str) -> str:
    return fold(lemma)[:STEM]


def _points_back(noun: Token) -> bool:
    """Whether a noun has a definite, demonstrative or possessive article."""
    kinds = (c.feats for c in noun.children if c.deprel == "det")
    return any(f.get("Definite") == "Def" or f.get("PronType") == "Dem" or f.get("Poss") == "Yes" for f in kinds)


def _list_clues(bearer: Bearer, deed: Trigger) -> Iterator[str]:
    """Names of the clues that hold of a bearer and a deed."""
    trigger, token = bearer.trigger, deed.token
    kind = trigger.event.type
    yield f"{kind}"
    yield f"{kind} {_find_distance(trigger, deed)}"
    yield f"on {deed.event.type}"
    if kind == "Statement":
        yield f"Statement on {deed.event.type}"
    if trigger.event.kind in REACTIONS:
        yield f"reaction {deed.event.status == 'actual'}"
    if token.index in bearer.below:
        yield "below"
        yield f"{kind} below"
    if token.index in bearer.above:
        yield "above" if base(trigger.token.deprel) in ("parataxis", "ccomp", "root") else "beside"
    if _stem(token.lemma) in bearer.stems:
        yield "stem"
    if deed.event.type in bearer.echoes:
        yield "echo"
    yield from _compare_fillers(bearer.roles, _list_roles(deed.event))
    if deed.event.status == "actual":
        yield f"{kind} actual"
    if base(token.deprel) == "acl" and token.deprel == "acl:relcl":
        yield "relative"
    if token.upos == "NOUN":
        yield "noun"


def _find_distance(trigger: Trigger, deed: Trigger) -> str:
    """How far a deed stands from a bearer, in sentences and paragraphs."""
    here, there = trigger.token.sentence, deed.token.sentence
    if here is there:
        return "after" if deed.token.index > trigger.token.index else "before"
    if there.index > here.index:
        return "next"
    if here.index - there.index == 1:
        return "previous" if here.paragraph == there.paragraph else "previous paragraph"
    return "earlier" if here.paragraph == there.paragraph else "far"


def _compare_fillers(ours: Mapping[str, set[int]], theirs: Mapping[str, set[int]]) -> Iterator[str]:
    """Clues from the fillers that a bearer and a deed have in common."""
    if ours.get("agent", set()) & theirs.get("agent", set()):
        yield "same agent"
    if (ours.get("target", set()) | ours.get("recipient", set())) & theirs.get("agent", set()):
        yield "told of"
    for role in ("weapon", "place"):
        if ours.get(role, set()) & theirs.get(role, set()):
            yield f"same {role}"
