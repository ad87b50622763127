"""What speaks for a word naming an event of a class: clues of the tree and the word tables, for the trained model."""

from collections.abc import Iterator, Sequence

from graphbuild.extract.candidates import Candidate, only_qualifies
from graphbuild.extract.grammar import base, find_case
from graphbuild.extract.things import Things
from graphbuild.records import Actor, Token

NEAR = (-2, -1, 1, 2)  # words around it whose lemmas are clues
FINAL = frozenset(".!?…»")  # what a heading doesn't end with
STEM = 4  # letters that a verb and the noun of its deed share: livrer, livraison
SPAN = 8  # candidates before and after among which the one above is looked for
HEIGHT = 4  # steps up to it


def list_clues(candidates: Sequence[Candidate], things: Things) -> list[list[str]]:
    """Clues of each candidate of a document, strings that the model may have weights for."""
    classes = [_find_class(candidate) for candidate in candidates]
    own = (_list_own(candidate, best, things) for candidate, best in zip(candidates, classes, strict=True))
    return [[*clues, *_list_echoes(candidates, classes, at)] for at, clues in enumerate(own)]


def _find_class(candidate: Candidate) -> str:
    """The class of the first frame whose needs are met, else of the first."""
    met = next((frame for frame in candidate.frames if candidate.meets(frame)), candidate.frames[0])
    return met.type


def _list_own(candidate: Candidate, guess: str, things: Things) -> Iterator[str]:
    """Clues of the word itself."""
    token = candidate.token
    met = [frame for frame in candidate.frames if candidate.meets(frame)]
    best = guess if met else "none"
    classes = sorted({frame.type for frame in candidate.frames})
    yield from (f"best={best}", f"best={best}/{token.upos}", f"lemma={token.lemma.lower()}", f"classes={'+'.join(classes)}")
    yield from (f"class={name}" for name in classes)
    yield from (f"met={frame.type}" for frame in met)
    if met:
        yield from (f"pattern={met[0].pattern}", f"kind={met[0].kind}")
        yield f"sure={best}/{bool(met[0].needs)}/{bool(met[0].partner)}"
    if candidate.mistagged:
        yield f"mistagged={token.upos}"
    if not candidate.fillers and only_qualifies(token, things):
        yield "qualifies"
    yield from (f"{clue}/{best}" for clue in (*_list_form(token), *_list_company(candidate)))
    yield from _list_neighbours(token)


def _list_echoes(candidates: Sequence[Candidate], classes: Sequence[str], at: int) -> Iterator[str]:
    """Clues of the other candidates: whether the same happening may be told elsewhere, and what stands around."""
    token, best = candidates[at].token, classes[at]
    upos, determiner = token.upos, _find_determiner(token)
    for side, others in (("before", range(at - 1, -1, -1)), ("after", range(at + 1, len(candidates)))):
        same = next((i for i in others if _stem(candidates[i].token) == _stem(token)), None)
        if same is not None:
            yield from (f"{side}:stem", f"{side}:stem/{best}", f"{side}:stem/{upos}/{determiner}")
            yield f"{side}:stem/{upos}/{candidates[same].token.upos}"
        akin = next((i for i in others if classes[i] == best and _is_near(candidates[i].token, token)), None)
        if akin is not None:
            yield from (f"{side}:akin/{upos}/{candidates[akin].token.upos}/{best}", f"{side}:akin/{upos}/{determiner}")
        if others and candidates[others[0]].token.sentence is token.sentence:
            yield from (f"{side}={classes[others[0]]}/{best}", f"{side}={candidates[others[0]].token.upos}/{upos}")
    more = candidates[-1].token.sentence is not token.sentence
    if more and token.sentence.index == 0 and token.sentence.tokens[-1].text not in FINAL:
        yield from ("heading", f"heading/{best}", f"heading/{upos}")  # what it tells is told again below
    yield from _list_over(candidates, classes, at)


def _list_over(candidates: Sequence[Candidate], classes: Sequence[str], at: int) -> Iterator[str]:
    """Clues of the candidate that stands above the word in the tree."""
    token, best = candidates[at].token, classes[at]
    around = range(max(0, at - SPAN), min(len(candidates), at + SPAN))
    near = {candidates[i].token.index: classes[i] for i in around}
    for step, node in zip(range(HEIGHT), token.ancestors(), strict=False):
        if node.index in near:
            above, relation = near[node.index], base(token.deprel)
            yield from (f"over={above}/{best}/{relation}", f"over={above}/{best}", f"over/{token.upos}/{relation}/{step}")
            return
    yield f"top/{token.upos}/{best}"


def _find_determiner(token: Token) -> str:
    """What sort of determiner a word has: definite, demonstrative, possessive ..., `no` where it has none."""
    for child in token.children:
        if base(child.deprel) == "det":
            return child.feats.get("Definite") or child.feats.get("PronType") or "poss"
    return "no"


def _stem(token: Token) -> str:
    return token.lemma.lower()[:STEM]


def _is_near(one: Token, other: Token) -> bool:
    return abs(one.sentence.index - other.sentence.index) <= 1


def _list_form(token: Token) -> Iterator[str]:
    """Clues of the word's own form and of its small words."""
    feats = token.feats
    yield f"form={token.upos}/{feats.get('VerbForm', '')}/{feats.get('Tense', '')}/{feats.get('Mood', '')}"
    yield f"relation={token.deprel}"
    yield f"case={find_case(token)}"
    if token.text[:1].isupper():
        yield "upper"
    for child in token.children:
        relation = base(child.deprel)
        yield f"child={relation}"
        if relation == "det":
            yield f"det={'poss' if child.feats.get('Poss') else child.feats.get('Definite', '')}"
        elif relation == "aux":
            yield f"aux={child.lemma.lower()}"


def _list_company(candidate: Candidate) -> Iterator[str]:
    """Clues of what the word governs and is governed by."""
    token = candidate.token
    if candidate.negated:
        yield "negated"
    if candidate.reflexive:
        yield "reflexive"
    if not candidate.fillers:
        yield "alone"
    for argument in candidate.arguments:
        yield f"argument={argument.function}"
    for function, filler in candidate.fillers:
        yield f"filler={function}:{filler.kind}"
        if isinstance(filler.thing, Actor):
            yield f"filler={function}:{filler.thing.type}"
    if token.head is not None:
        yield f"head={token.head.upos}/{base(token.deprel)}"
        yield f"under={token.head.lemma.lower()}"


def _list_neighbours(token: Token) -> Iterator[str]:
    words = token.sentence.tokens
    at = token.index - words[0].index
    for step in NEAR:
        if 0 <= at + step < len(words):
            yield f"{step}={words[at + step].lemma.lower()}"
