"""What speaks for a word naming an event of a class: clues of the tree and the word tables, for the trained model."""

from collections.abc import Iterator

from graphbuild.extract.candidates import Candidate, only_qualifies
from graphbuild.extract.grammar import base, find_case
from graphbuild.extract.things import Things
from graphbuild.records import Actor, Token

NEAR = (-2, -1, 1, 2)  # words around it whose lemmas are clues


def list_clues(candidate: Candidate, things: Things) -> list[str]:
    """Clues of one candidate, each a string that the model may have a weight for."""
    token = candidate.token
    met = [frame for frame in candidate.frames if candidate.meets(frame)]
    best = met[0].type if met else "none"
    classes = sorted({frame.type for frame in candidate.frames})
    out = [f"best={best}", f"best={best}/{token.upos}", f"lemma={token.lemma.lower()}", f"classes={'+'.join(classes)}"]
    out += [f"class={name}" for name in classes] + [f"met={frame.type}" for frame in met]
    if met:
        out += [f"pattern={met[0].pattern}", f"kind={met[0].kind}"]
        out.append(f"sure={best}/{bool(met[0].needs)}/{bool(met[0].partner)}")
    if candidate.mistagged:
        out.append(f"mistagged={token.upos}")
    if not candidate.fillers and only_qualifies(token, things):
        out.append("qualifies")
    out += [f"{clue}/{best}" for clue in (*_list_form(token), *_list_company(candidate))]
    return out + list(_list_neighbours(token))


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
    yield f"sentence={min(token.sentence.index, 2)}"


def _list_neighbours(token: Token) -> Iterator[str]:
    words = token.sentence.tokens
    at = token.index - words[0].index
    for step in NEAR:
        if 0 <= at + step < len(words):
            yield f"{step}={words[at + step].lemma.lower()}"
