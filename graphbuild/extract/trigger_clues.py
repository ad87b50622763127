"""What speaks for a word naming an event of a class: clues of the tree and the word tables, for the trained model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.extract.candidates import Candidate, only_qualifies
from graphbuild.extract.frames import Frame
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
    met = [[frame for frame in candidate.frames if candidate.meets(frame)] for candidate in candidates]
    classes = [(frames or c.frames)[0].type for frames, c in zip(met, candidates, strict=True)]
    row = _line_up(candidates, classes)
    own = (_list_own(candidate, frames, things) for candidate, frames in zip(candidates, met, strict=True))
    return [[*clues, *_list_echoes(row, at)] for at, clues in enumerate(own)]


def _list_own(candidate: Candidate, met: Sequence[Frame], things: Things) -> Iterator[str]:
    """Clues of the word itself; `met`: frames whose needs are met."""
    token = candidate.token
    best = met[0].type if met else "none"
    classes = sorted({frame.type for frame in candidate.frames})
    yield from (f"best={best}", f"best={best}/{token.upos}", f"lemma={token.lemma.lower()}")
    yield f"classes={'+'.join(classes)}"
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


@dataclass(slots=True)
class Row:
    """The candidates of a document in a row, with the class that each is taken for."""

    candidates: Sequence[Candidate]
    classes: Sequence[str]
    places: dict[int, int]  # of a candidate in the row, by the index of its word
    same: list[dict[str, int]]  # for each candidate the nearest with its stem, before and after it
    akin: list[dict[str, int]]  # the same for its class


def _line_up(candidates: Sequence[Candidate], classes: Sequence[str]) -> Row:
    """The row of a document's candidates."""
    places = {candidate.token.index: at for at, candidate in enumerate(candidates)}
    stems = [candidate.token.lemma.lower()[:STEM] for candidate in candidates]
    return Row(candidates, classes, places, _find_nearest(stems), _find_nearest(classes))


def _find_nearest(keys: Sequence[str]) -> list[dict[str, int]]:
    """For each place of a sequence the nearest places before and after that have the same key."""
    found: list[dict[str, int]] = [{} for _ in keys]
    last: dict[str, int] = {}
    for at, key in enumerate(keys):
        if key in last:
            found[at]["before"] = last[key]
            found[last[key]]["after"] = at
        last[key] = at
    return found


def _list_echoes(row: Row, at: int) -> Iterator[str]:
    """Clues of the other candidates: whether the same happening may be told elsewhere, and what stands around."""
    candidates, classes = row.candidates, row.classes
    token, best = candidates[at].token, classes[at]
    upos, determiner = token.upos, _find_determiner(token)
    for side, beside in (("before", at - 1), ("after", at + 1)):
        same, akin = row.same[at].get(side), row.akin[at].get(side)
        if same is not None:
            yield from (f"{side}:stem", f"{side}:stem/{best}", f"{side}:stem/{upos}/{determiner}")
            yield f"{side}:stem/{upos}/{candidates[same].token.upos}"
        if akin is not None and _is_near(candidates[akin].token, token):
            yield from (f"{side}:akin/{upos}/{candidates[akin].token.upos}/{best}", f"{side}:akin/{upos}/{determiner}")
        if 0 <= beside < len(candidates) and candidates[beside].token.sentence is token.sentence:
            yield from (f"{side}={classes[beside]}/{best}", f"{side}={candidates[beside].token.upos}/{upos}")
    more = candidates[-1].token.sentence is not token.sentence
    if more and token.sentence.index == 0 and token.sentence.tokens[-1].text not in FINAL:
        yield from ("heading", f"heading/{best}", f"heading/{upos}")  # what it tells is told again below
    yield from _list_over(row, at)


def _list_over(row: Row, at: int) -> Iterator[str]:
    """Clues of the candidate that stands above the word in the tree."""
    token, best = row.candidates[at].token, row.classes[at]
    for step, node in zip(range(HEIGHT), token.ancestors(), strict=False):
        place = row.places.get(node.index, -1)
        if place >= 0 and at - SPAN <= place < at + SPAN:
            above, relation = row.classes[place], base(token.deprel)
            yield from (f"over={above}/{best}/{relation}", f"over={above}/{best}")
            yield f"over/{token.upos}/{relation}/{step}"
            return
    yield f"top/{token.upos}/{best}"


def _find_determiner(token: Token) -> str:
    """What sort of determiner a word has: definite, demonstrative, possessive ..., `no` where it has none."""
    for child in token.children:
        if base(child.deprel) == "det":
            return child.feats.get("Definite") or child.feats.get("PronType") or "poss"
    return "no"


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
