"""One happening, one event: repeated mentions of the same deed join it, and so do its dead and injured."""

from collections.abc import Callable, Sequence

from graphbuild.lexicon import fold
from graphbuild.records import Claim, Event, Participation, Token

CORE = ("agent", "recipient", "target", "weapon", "weaponHit")
AGREEING = ("agent", "recipient", "weapon", "weaponHit")
WINDOW = 60  # events before a mention among which its happening is looked for
STEM = 4  # letters that a verb and the noun of its deed share: livrer, livraison
FINITE = ("VERB", "AUX")
JUDGEMENTS = frozenset({"condemn", "criticise", "welcome", "justify"})
LEAD = 3  # sentences after the headline that tell it again


def link_events(
    events: Sequence[Event],
    claims: list[Claim],
    is_casualty: Callable[[Token], bool],
    can_mean: Callable[[str, str], bool],
) -> tuple[list[Event], list[Claim]]:
    """Events with repeated mentions joined, and the claims about what remains.

    `is_casualty` says of a trigger whether it tells of dead or injured, `can_mean` of a class and a noun whether the
    noun can take up any deed of the class (`opération`).
    """
    kept: list[Event] = []
    joined: dict[int, Event] = {}
    judged = _list_judged(events)

    def is_same(earlier: Event, later: Event) -> bool:
        return is_repeated(earlier, later, can_mean, known=id(later) in judged)

    for event in events:
        reasons = (_is_outcome if is_casualty(event.trigger) else is_same, _is_means, _is_one_phrase, _is_headline)
        recent = reversed(kept[-WINDOW:])
        earlier = next((other for other in recent if any(reason(other, event) for reason in reasons)), None)
        if earlier is None:
            kept.append(event)
        else:
            _join(earlier, event)
            joined[id(event)] = earlier
    for event in kept:
        _redirect(event, joined)
    for claim in claims:
        claim.about = joined.get(id(claim.about), claim.about)
        if claim.statement is not None:
            claim.statement = joined.get(id(claim.statement), claim.statement)
    return kept, claims


def _list_judged(events: Sequence[Event]) -> set[int]:
    """Deeds told by a noun that somebody condemns or judges, and so known already: `fustigeant une attaque`."""
    statements = (event for event in events if event.type == "Statement" and event.kind in JUDGEMENTS)
    about = (p for statement in statements for p in statement.participations if p.role == "about")
    return {id(p.filler) for p in about if p.basis == "grammar"}


def is_repeated(earlier: Event, later: Event, can_mean: Callable[[str, str], bool], *, known: bool = False) -> bool:
    """Whether a later mention means the same happening: same class, nothing against it, and a reason for it."""
    if (earlier.type, earlier.status) != (later.type, later.status) or earlier.type == "Statement":
        return False
    if not _agree(earlier, later):
        return False
    same_word = _stem(earlier.trigger) == _stem(later.trigger)
    if later.trigger.upos == "NOUN" and _is_anaphoric(later, known=known):
        return same_word or can_mean(later.type, later.trigger.lemma)
    if later.trigger.upos in FINITE and (earlier.date is None) != (later.date is None):
        return False  # told twice with a verb, once with a date: as well two deliveries as one
    return same_word and _share(earlier, later)


def _is_anaphoric(event: Event, *, known: bool) -> bool:
    """Whether a noun points back: `cette attaque`, or a definite or judged one that tells nothing new."""
    told = set(CORE)
    if known:
        told -= {"agent", "recipient"}
    if event.killed is not None or event.injured is not None:
        told -= {"target"}  # the dead are the news, not whom it was aimed at
    bare = not any(p.role in told for p in event.participations) and event.date is None
    return _is_demonstrative(event.trigger) or (bare and (known or _is_definite(event.trigger)))


def _is_outcome(earlier: Event, later: Event) -> bool:
    """Whether a word for dead or injured tells the outcome of the deed before it: same or previous sentence.

    It has no doer, means, place or date of its own beside those of the deed.
    """
    if earlier.type != "ArmedAction" or earlier.status != later.status or not _agree(earlier, later):
        return False
    if later.trigger.deprel.startswith("advcl") and _is_compound(later.trigger):
        return False  # "après que deux soldats ont été tués": another time
    own = [p for p in later.participations if p.role in ("agent", "weapon", "place")]
    distance = later.trigger.sentence.index - earlier.trigger.sentence.index
    return distance == 0 or (distance == 1 and not own and later.date is None)


def _is_means(earlier: Event, later: Event) -> bool:
    """Whether two words of a clause tell one deed: `utilisé pour frapper`, `l'attaque a tué`, `tué dans l'attaque`."""
    if earlier.type != "ArmedAction":
        return False
    first, second = earlier.trigger, later.trigger
    above = second.head
    if second.deprel.startswith("advcl") and above is not None and first in (above, above.head):
        return _is_aim_or_gerund(later)  # on the verb, or on its object, where parsers hang it too
    if above is first:
        return second.upos == "NOUN" and second.deprel.startswith("obl")
    return first.head is second and first.upos == "NOUN" and first.deprel.startswith("nsubj")


def _is_aim_or_gerund(event: Event) -> bool:
    """Whether a clause tells an aim (`pour frapper`) or goes along (`tuant`): not `avant d'être abattu`."""
    verb = event.trigger
    form = verb.feats.get("VerbForm")
    if _is_compound(verb):
        return False
    return (form == "Inf" and event.status == "intended") or (form == "Part" and verb.feats.get("Tense") == "Pres")


def _is_compound(verb: Token) -> bool:
    return any(child.deprel.startswith("aux") for child in verb.children)


def _is_one_phrase(earlier: Event, later: Event) -> bool:
    """Whether a noun and the verb beside it tell one deed: `l'embargo décrété par X`, `a proclamé une trêve`."""
    if earlier.type != later.type or earlier.type in ("Statement", "ArmedAction") or not _agree(earlier, later):
        return False
    first, second = earlier.trigger, later.trigger
    if first.upos == "NOUN" and second.head is first:
        return second.deprel.startswith("acl") and second.feats.get("VerbForm") != "Inf"
    if first.upos == "NOUN" and first.head is second:
        return first.deprel == "nsubj:pass"
    return second.head is first and second.upos == "NOUN" and second.deprel == "obj" and not _is_definite(second)


def _is_headline(earlier: Event, later: Event) -> bool:
    """Whether the text tells again what its headline says: the same word in its first sentences."""
    title, sentence = earlier.trigger.sentence, later.trigger.sentence
    if title.index or title.tokens[-1].upos == "PUNCT" or not 0 < sentence.index <= LEAD:
        return False
    if earlier.type != later.type or _stem(earlier.trigger) != _stem(later.trigger):
        return False
    ours, theirs = earlier.fillers("target"), later.fillers("target")
    return not (ours and theirs) or bool(set(map(id, ours)) & set(map(id, theirs)))


def _stem(token: Token) -> str:
    return fold(token.lemma)[:STEM]


def _is_demonstrative(token: Token) -> bool:
    return any(child.deprel == "det" and child.feats.get("PronType") == "Dem" for child in token.children)


def _is_definite(token: Token) -> bool:
    return any(child.deprel == "det" and child.feats.get("Definite") == "Def" for child in token.children)


def _agree(earlier: Event, later: Event) -> bool:
    """Whether no role and no date of the two contradict each other."""
    for role in AGREEING:
        a, b = earlier.fillers(role), later.fillers(role)
        if a and b and not set(map(id, a)) & set(map(id, b)):
            return False
    if earlier.date and later.date:
        return earlier.date.earliest <= later.date.latest and later.date.earliest <= earlier.date.latest
    return all(a is None or b is None or a == b for a, b in ((earlier.killed, later.killed),))


def _share(earlier: Event, later: Event) -> bool:
    """Whether the two have at least two fillers in common, or all of those of the poorer one."""
    a = {(p.role, id(p.filler)) for p in earlier.participations if p.role in CORE}
    b = {(p.role, id(p.filler)) for p in later.participations if p.role in CORE}
    return bool(a & b) and len(a & b) >= min(2, len(a), len(b))


def _join(event: Event, other: Event) -> None:
    """Moves what the other mention knows into the event; a finite verb beats a noun as its trigger."""
    spare = (other.begin, other.end)
    if event.trigger.upos not in FINITE and other.trigger.upos in FINITE:
        spare = (event.begin, event.end)
        event.trigger, event.begin, event.end = other.trigger, other.begin, other.end
        event.status, event.certainty, event.polarity = other.status, other.certainty, other.polarity
    event.mentions += [spare, *other.mentions]
    for participation in other.participations:
        if not any(p.role == participation.role and p.filler is participation.filler for p in event.participations):
            event.participations.append(participation)
    event.date = event.date or other.date
    event.killed = event.killed if event.killed is not None else other.killed
    event.injured = event.injured if event.injured is not None else other.injured
    event.conditions += other.conditions
    event.purposes += other.purposes


def _redirect(event: Event, joined: dict[int, Event]) -> None:
    """Makes `about` point at what remains, each once, never at itself."""
    seen: set[int] = set()
    kept: list[Participation] = []
    for p in event.participations:
        if isinstance(p.filler, Event):
            p.filler = joined.get(id(p.filler), p.filler)
            if p.filler is event or id(p.filler) in seen:
                continue
            seen.add(id(p.filler))
        kept.append(p)
    event.participations = kept
