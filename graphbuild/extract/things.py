"""Which actors, weapons and places stand at a token: the index that roles are filled from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graphbuild.extract.grammar import Grammar, base, find_case
from graphbuild.records import Actor, Mention, Thing, Token, Weapon

TAGS = {
    "State": ("actor", "state", "force", "armed"),
    "ArmedForce": ("actor", "force", "armed"),
    "ArmedGroup": ("actor", "force", "armed", "armedgroup"),
    "GovernmentBody": ("actor", "body"),
    "Organization": ("actor", "organization"),
    "Person": ("actor", "person"),
    "Group": ("actor", "person", "group"),
    "MediaOutlet": ("actor", "outlet"),
}


@dataclass(frozen=True, slots=True)
class Filler:
    """A thing where it stands: offsets of the words, and whether grammar or coreference leads to it."""

    thing: Thing
    begin: int
    end: int
    basis: str = "grammar"
    mention: Mention | None = None

    @property
    def kind(self) -> str:
        """`actor`, `weapon` or `place`."""
        return "actor" if isinstance(self.thing, Actor) else "weapon" if isinstance(self.thing, Weapon) else "place"

    @property
    def tags(self) -> tuple[str, ...]:
        """The kind and what a frame's conditions may ask for (`force`, `body`, `person`)."""
        if isinstance(self.thing, Actor):
            return TAGS[self.thing.type]
        return ("weapon", "armed") if isinstance(self.thing, Weapon) else ("place",)


class Things:
    """Actors, weapons and places of a document by token."""

    def __init__(
        self,
        things: Sequence[Thing],
        resolve: Callable[[Token], Actor | None],
        grammar: Grammar,
        demonyms: dict[str, str],
    ) -> None:
        self.grammar = grammar
        self.resolve = resolve
        self.demonyms = demonyms
        self.actors = [thing for thing in things if isinstance(thing, Actor)]
        self.heads: dict[int, list[Filler]] = {}
        self.covers: dict[int, list[Filler]] = {}
        for thing in things:
            for mention in thing.mentions:
                filler = Filler(thing, mention.begin, mention.end, mention=mention)
                self.heads.setdefault(mention.head.index, []).append(filler)
                for index in range(mention.first, mention.last):
                    self.covers.setdefault(index, []).append(filler)
        self._pass_on_to_bodies()
        self.lists = _find_lists(self.heads)
        self.enumerated = {run[i].begin: run for run in self.lists.values() for i in range(len(run))}

    def _pass_on_to_bodies(self) -> None:
        """Lets a body stand for the officer whose name ends its phrase, wherever the parser hung that name."""
        bodies = {f.mention.last: f for fillers in self.covers.values() for f in fillers if _is_body(f) and f.mention}
        for index, fillers in self.heads.items():
            for at, filler in enumerate(fillers):
                body = bodies.get(filler.mention.last) if filler.mention is not None and _is_person(filler) else None
                if body is not None and body.begin < filler.begin:
                    self.heads[index][at] = body

    def at(self, token: Token, depth: int = 0) -> list[Filler]:
        """What a token stands for: the thing it names or lies in, or leads to as a pronoun, title or measure."""
        found = self.heads.get(token.index) or self.covers.get(token.index)
        if found:
            return found
        if token.upos == "PRON" or token.feats.get("Poss") == "Yes":
            actor = self.resolve(token)
            return [Filler(actor, token.begin, token.end, "coreference")] if actor else []
        return self._through(token, depth) if depth < 3 else []

    def _through(self, token: Token, depth: int) -> list[Filler]:
        """Things behind a noun that is no thing itself: `le chef X`, `une dizaine de X`."""
        for child in token.children:
            relation = base(child.deprel)
            if relation in ("appos", "flat"):
                found = self.at(child, depth + 1)
            elif relation == "nmod" and self._is_measure(token) and self.grammar.has("genitive", find_case(child)):
                found = [filler for part in self._coordinated(child) for filler in self.at(part, depth + 1)]
            else:
                continue
            if found:
                return found
        return []

    def _is_measure(self, token: Token) -> bool:
        return token.upos in ("NUM", "DET") or self.grammar.has("transparent", token.lemma)

    def _coordinated(self, token: Token) -> Iterator[Token]:
        yield token
        for child in token.children:
            if child.deprel == "conj":
                yield from self._coordinated(child)

    def listed_with(self, filler: Filler) -> list[Filler]:
        """What stands in one enumeration with a mention, itself included: `A, B et C`."""
        return self.lists.get(id(filler.mention), [filler])

    def find_listed(self, begin: int) -> list[Filler]:
        """What stands in one enumeration with the mention that begins at an offset, it left out."""
        return [filler for filler in self.enumerated.get(begin, ()) if filler.begin != begin]

    def of_country(self, adjective: Token) -> Filler | None:
        """The actor of the article that an adjective of nationality means: the state, else its army (inferred)."""
        country = self.demonyms.get(adjective.text.lower())
        if country is None:
            return None
        for wanted in ("State", "ArmedForce"):
            for actor in self.actors:
                if actor.type == wanted and actor.country == country:
                    return Filler(actor, adjective.begin, adjective.end, "inference")
        return None


def _is_body(filler: Filler) -> bool:
    return isinstance(filler.thing, Actor) and filler.thing.type == "GovernmentBody"


def _is_person(filler: Filler) -> bool:
    return isinstance(filler.thing, Actor) and filler.thing.type == "Person"


def _find_lists(heads: dict[int, list[Filler]]) -> dict[int, list[Filler]]:
    """Enumerations of mentions of one kind by each of them, however the parser hung them.

    The mentions stand side by side with nothing but articles between commas, and a conjunction before the last.
    """
    found: dict[int, list[Filler]] = {}
    mentions = {id(f.mention): f for fillers in heads.values() for f in fillers if f.mention is not None}
    ordered = sorted(mentions.values(), key=lambda f: (f.kind, f.begin))
    run: list[Filler] = []
    for filler in ordered:
        link = _find_link(run[-1], filler) if run else ""
        if not link:
            run = [filler]
            continue
        run.append(filler)
        if link == "and":
            found |= {id(member.mention): list(run) for member in run}
    return found


def _find_link(one: Filler, other: Filler) -> str:
    """`comma` or `and`: what joins two mentions of one kind that stand side by side, `` where more stands between."""
    if one.kind != other.kind or one.mention is None or other.mention is None:
        return ""
    sentence = other.mention.head.sentence
    if one.mention.head.sentence is not sentence:
        return ""
    start = sentence.tokens[0].index
    gap = sentence.tokens[max(one.mention.last - start, 0) : max(other.mention.first - start, 0)]
    between = [token for token in gap if token.upos != "DET"]
    if len(between) != 1:
        return ""
    return {"PUNCT": "comma" if between[0].text == "," else "", "CCONJ": "and"}.get(between[0].upos, "")
