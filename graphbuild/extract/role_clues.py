"""What speaks for a thing filling a role of an event: clues of the tree and of the frames, for the trained models.

What may fill a role is a spot: an actor, weapon, place, date or other event at a word of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphbuild.extract.grammar import base, find_case, is_verbal
from graphbuild.extract.things import Things
from graphbuild.extract.triggers import Trigger
from graphbuild.records import Actor, DateMention, Document, Event, Thing, Token

# Sentences around the event's in which fillers of a kind are looked for, best first; further off the models find
# next to nothing.
WINDOWS: Mapping[str, tuple[int, ...]] = {
    "actor": (0,),
    "weapon": (0,),
    "place": (0,),
    "date": (0, -1, -2),
    "event": (0, -1),
}
BEARERS = frozenset({"PolicyDecision", "Commitment", "Request", "Statement"})  # events about other events
THROUGH = frozenset({"conj", "appos", "flat", "fixed"})  # links that a path passes without a step
KEPT = frozenset({"obl:agent", "nsubj:pass", "obl:arg", "acl:relcl"})  # subtypes that tell something
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"})
LONGEST = 4  # steps of a path that is a clue of its own


@dataclass(slots=True, eq=False)
class Spot:
    """A possible filler at a word: by name, or by a pronoun that stands for it."""

    thing: Thing | DateMention | Event
    kind: str  # actor, weapon, place, date, event
    sort: str  # class of an actor or event, fineness of a date, else the kind
    head: Token
    begin: int
    end: int
    basis: str
    mentions: int = 1  # how often the article names the thing
    rank: int = 0  # of the thing among those of its kind, by number of mentions
    case: str = ""  # preposition of the word


@dataclass(slots=True, eq=False)
class View:
    """An event as its roles are decided: what rules propose for whom, and the words above it."""

    trigger: Trigger
    passive: bool
    above: dict[int, int]  # index of each token above the trigger, and its distance
    relations: list[str]  # of the trigger and of each token above it
    # By id of a thing: roles and what they rest on, roles of what it is enumerated with, functions.
    proposed: defaultdict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    listed: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    functions: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    roles: set[str] = field(default_factory=set)
    # By kind: steps to each other thing of the sentence, in rising order.
    peers: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.trigger.event


Way = tuple[int, int, list[Token]]  # length of the path from a trigger to a word, steps up, and the words down


@dataclass(slots=True, eq=False)
class Scene:
    """A document with its events and what may fill their roles, by kind and index of the sentence."""

    views: list[View]
    spots: defaultdict[tuple[str, int], list[Spot]]
    proposals: defaultdict[int, list[tuple[View, str]]] = field(default_factory=lambda: defaultdict(list))
    ways: dict[tuple[int, int], Way] = field(default_factory=dict)  # from a trigger to a word of its sentence
    # By index of a word: steps from each event of its sentence, in rising order.
    near: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def open_scene(
    document: Document, triggers: Sequence[Trigger], things: Things, dates: Sequence[DateMention]
) -> Scene:
    """All that the roles of a document's events are decided from."""
    spots = [*_list_named(things), *_list_pronouns(document, things), *_list_dates(dates), *_list_events(triggers)]
    scene = Scene([_to_view(trigger, things) for trigger in triggers], defaultdict(list))
    for spot in _rank(spots):
        spot.case = find_case(spot.head)
        scene.spots[spot.kind, spot.head.sentence.index].append(spot)
    for view in scene.views:
        for thing, proposals in view.proposed.items():
            scene.proposals[thing] += [(view, role) for role, _ in proposals]
        _measure(view, scene)
    for steps in scene.near.values():
        steps.sort()
    return scene


def _measure(view: View, scene: Scene) -> None:
    """Nothing; the scene knows the ways from an event to all that may fill a role in its sentence."""
    at, sentence = view.trigger.token.index, view.trigger.token.sentence.index
    for kind in WINDOWS:
        for spot in scene.spots.get((kind, sentence), ()):
            head = spot.head.index
            if (at, head) not in scene.ways:
                scene.ways[at, head] = _climb(view, spot.head)
                scene.near[head].append(scene.ways[at, head][0])
            if spot.thing is not view.event:
                view.peers[kind].append(scene.ways[at, head][0])
    for steps in view.peers.values():
        steps.sort()


def _to_view(trigger: Trigger, things: Things) -> View:
    token, event = trigger.token, trigger.event
    passive = is_verbal(token) and things.grammar.is_passive(token)
    path = [token, *token.ancestors()]
    above, relations = {node.index: step for step, node in enumerate(path)}, [base(node.deprel) for node in path]
    view = View(trigger, passive, above, relations)
    for p in event.participations:
        view.proposed[id(p.filler)].append((p.role, p.basis))
        view.roles.add(p.role)
        for filler in things.find_listed(p.begin):
            view.listed[id(filler.thing)].add(p.role)
    if event.date is not None:
        view.proposed[id(event.date)].append(("date", "grammar"))
        view.roles.add("date")
    for function, filler in trigger.candidate.fillers:
        view.functions[id(filler.thing)].append(function)
    return view


def _list_named(things: Things) -> Iterator[Spot]:
    """Actors, weapons and places at their names."""
    for fillers in things.heads.values():
        for f in fillers:
            if f.mention is not None:
                sort = f.thing.type if isinstance(f.thing, Actor) else f.kind
                count = len(f.thing.mentions)
                yield Spot(f.thing, f.kind, sort, f.mention.head, f.begin, f.end, "grammar", count)


def _list_pronouns(document: Document, things: Things) -> Iterator[Spot]:
    """Actors at the pronouns and possessives that stand for them."""
    for token in document.tokens:
        if (token.upos == "PRON" or token.feats.get("Poss")) and token.index not in things.covers:
            actor = things.resolve(token)
            if actor is not None:
                count = len(actor.mentions)
                yield Spot(actor, "actor", actor.type, token, token.begin, token.end, "coreference", count)


def _list_dates(dates: Sequence[DateMention]) -> Iterator[Spot]:
    """Dates where they are told."""
    for date in dates:
        sort = f"{date.basis}-{len(date.value)}-{date.ongoing}"
        yield Spot(date, "date", sort, date.head, date.begin, date.end, "grammar")


def _list_events(triggers: Sequence[Trigger]) -> Iterator[Spot]:
    """Events at their triggers."""
    for trigger in triggers:
        event = trigger.event
        yield Spot(event, "event", event.type, trigger.token, event.begin, event.end, "grammar")


def _rank(spots: list[Spot]) -> list[Spot]:
    """The spots with their rank among those of their kind."""
    counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for spot in spots:
        counts[spot.kind][id(spot.thing)] = spot.mentions
    orders = {kind: sorted(found, key=lambda thing: -found[thing]) for kind, found in counts.items()}
    ranks = {thing: rank for order in orders.values() for rank, thing in enumerate(order)}
    for spot in spots:
        spot.rank = ranks[id(spot.thing)]
    return spots


def list_fillers(view: View, scene: Scene) -> Iterator[Spot]:
    """Each thing that may fill a role of an event, at its best spot: in the event's sentence or near it."""
    token = view.trigger.token
    bearer = view.event.type in BEARERS
    best: dict[int, tuple[tuple[int, int, int], Spot]] = {}
    for kind, window in WINDOWS.items():
        if kind == "event" and not bearer:
            continue
        for order, step in enumerate(window):
            for spot in scene.spots.get((kind, token.sentence.index + step), ()):
                if spot.thing is not view.event:
                    length = scene.ways[token.index, spot.head.index][0] if step == 0 else 0
                    rank = (order, length, abs(spot.head.index - token.index))
                    if id(spot.thing) not in best or rank < best[id(spot.thing)][0]:
                        best[id(spot.thing)] = rank, spot
    yield from (spot for _, spot in best.values())


def _climb(view: View, head: Token) -> Way:
    """The way from trigger to word."""
    down = []
    node: Token | None = head
    while node is not None and node.index not in view.above:
        down.append(node)
        node = node.head
    up = view.above[node.index] if node is not None else LONGEST
    return up + len(down), up, down[::-1]


def list_clues(view: View, spot: Spot, scene: Scene) -> list[str]:
    """Clues of one event and one possible filler, each a string that the model may have a weight for."""
    name, sort = view.event.type, spot.sort
    step = spot.head.sentence.index - view.trigger.token.sentence.index
    rank = min(spot.rank, 4)
    out = [name, f"{sort}/{name}", f"rank={rank}", f"rank={rank}/{name}", f"step={step}", f"step={step}/{name}"]
    out += [f"kind={view.event.kind}", f"mentions={min(spot.mentions, 4)}", f"{sort}/{view.event.kind}"]
    out += _list_rules(view, spot)
    out += _list_others(view, id(spot.thing), scene)
    if step == 0:
        way = scene.ways[view.trigger.token.index, spot.head.index]
        out += _list_path(view, spot, way)
        out += _list_place(view, spot)
        out += _list_rivals(view, spot, scene, way[0])
    else:
        out += _list_distance(view, spot, step)
    out.append(f"{sort}/{view.trigger.token.upos}/{view.passive}/{name}")
    return out


def _list_rules(view: View, spot: Spot) -> list[str]:
    """Clues of what the frames say of the thing, or of others."""
    name, pattern, thing = view.event.type, view.trigger.frame.pattern, id(spot.thing)
    out: list[str] = []
    proposals = view.proposed.get(thing, ())
    for role, basis in proposals:
        out += (f"rule={role}", f"rule={role}/{basis}", f"rule={role}/{name}", f"rule={role}/{pattern}")
    if not proposals:
        for role in view.roles:
            out += (f"has={role}", f"has={role}/{name}")
        if "agent" not in view.roles:
            out.append(f"agentless/{name}")
    for role in view.listed.get(thing, ()):
        out += (f"listed={role}", f"listed={role}/{name}")
    for function in view.functions.get(thing, ()):
        out.append(f"function={function}")
        out += (f"function={function}/{key}" for key in (name, spot.sort, pattern, view.passive))
    return out


def _list_others(view: View, thing: int, scene: Scene) -> list[str]:
    """Clues of what the thing does in other events of the sentence and of those before."""
    name, token = view.event.type, view.trigger.token
    out: list[str] = []
    for other, role in scene.proposals.get(thing, ()):
        step = other.trigger.token.sentence.index - token.sentence.index
        if other is view or not -2 <= step <= 0:
            continue
        if step:
            out += (f"before={role}/{name}", f"before={role}/{other.event.type}/{name}", f"before={role}/{step}")
            continue
        side = _find_side(view, other)
        out += (f"also={role}/{side}", f"also={role}/{side}/{name}", f"also={role}/{other.event.type}/{side}")
        if side == "above":
            out.append(f"also={role}/{other.event.type}/{view.relations[0]}/{name}")
            out.append(f"also={role}/{view.relations[0]}")
    return out


def _find_side(view: View, other: View) -> str:
    """Where another event of the sentence stands in the tree: above, below, beside."""
    if other.trigger.token.index in view.above:
        return "above"
    return "below" if view.trigger.token.index in other.above else "beside"


def _list_path(view: View, spot: Spot, way: Way) -> list[str]:
    """Clues of the path through the tree from the trigger to the thing."""
    name, case = view.event.type, spot.case
    length, up, down = way
    ups, downs = view.relations[:up], [node.deprel if node.deprel in KEPT else base(node.deprel) for node in down]
    out: list[str] = []
    if length <= LONGEST:
        long = "long=" + "^".join(ups) + "|" + "_".join(downs)
        out += (long, f"{long}/{name}", f"{long}/{case}")
    ups, downs = [x for x in ups if x not in THROUGH], [x for x in downs if x not in THROUGH]
    steps = len(ups) + len(downs)
    if steps <= LONGEST:
        short = "short=" + "^".join(ups) + "|" + "_".join(downs)
        out += (short, f"{short}/{name}", f"{short}/{case}", f"{short}/{case}/{name}")
    steps = min(steps, 6)
    clauses = min(sum([base(x) in CLAUSES for x in (*ups, *downs)]), 3)
    out += (f"steps={steps}", f"steps={steps}/{name}", f"clauses={clauses}", f"clauses={clauses}/{name}")
    out += (f"last={downs[-1] if downs else '^'}/{name}", f"up={ups[0] if ups else ''}/{name}")
    return out


def _list_place(view: View, spot: Spot) -> tuple[str, ...]:
    """Clues of where the thing stands, and how it hangs there."""
    name, token, head = view.event.type, view.trigger.token, spot.head
    far = head.index - token.index
    side = f"far={'-' if far < 0 else '+'}{min(abs(far).bit_length(), 5)}"
    hung = f"relation={head.deprel}/{name}/{far < 0}"
    return side, f"{side}/{name}", f"{side}/{token.upos}", f"case={spot.case}/{name}", spot.basis, hung


def _list_rivals(view: View, spot: Spot, scene: Scene, steps: int) -> tuple[str, ...]:
    """Clues of what is nearer: other things to the event, other events to the thing."""
    name, others = view.event.type, view.peers[spot.kind]
    near, peers = min(bisect_left(others, steps), 3), min(len(others) - 1, 3)
    rivals = min(bisect_left(scene.near[spot.head.index], steps), 3)
    nearer, events = f"nearer={near}", f"rivals={rivals}"
    things = (nearer, f"{nearer}/{name}", f"peers={peers}/{min(near, 2)}")
    return (*things, events, f"{events}/{name}", f"{events}/{spot.sort}")


def _list_distance(view: View, spot: Spot, step: int) -> tuple[str, ...]:
    """Clues of a thing in another sentence."""
    name, relation = view.event.type, base(spot.head.deprel)
    own = any(base(child.deprel) == "nsubj" for child in view.trigger.token.children)
    away = f"away={relation}"
    return away, f"{away}/{step}/{name}", f"away={view.passive}/{relation}/{name}", f"away={own}/{name}"
