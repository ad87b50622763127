"""Frames: which words name an event, of which class, under which conditions, and who fills which role."""

from dataclasses import dataclass, field

from graphbuild.errors import ResourceError
from graphbuild.lexicon import Row, read_table, split_cell
from graphbuild.resources import find_ontology

FRAME_COLUMNS = ("lemma", "upos", "class", "kind", "plover", "pattern", "complement", "control", "needs")
FLAGS = frozenset({"refl", "norefl", "comp", "neg"})
COMMON = "any"  # pattern whose rows hold for every frame that has none of its own


@dataclass(frozen=True, slots=True)
class Condition:
    """One alternative of what a frame needs: a flag, a filler in a function, or a lemma in a function."""

    function: str
    filler: str = ""
    lemma: str = ""


Need = tuple[tuple[Condition, ...], ...]  # all of them, of each one alternative


@dataclass(frozen=True, slots=True)
class Frame:
    """A row of `frames.csv`: `lemma` names an event of `type`; `partner` is the second word of a phrase."""

    lemma: str
    partner: str
    upos: str
    type: str
    kind: str
    plover: str
    pattern: str
    complement: str  # status of the event that the complement tells
    control: str  # who does what an infinitive complement tells: subj, obj
    needs: tuple[Need, ...]  # one of them is enough


@dataclass(slots=True)
class FrameTable:
    """Frames by lemma, role patterns by (pattern, function, filler)."""

    frames: dict[str, list[Frame]] = field(default_factory=dict)
    patterns: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)

    def find_roles(self, pattern: str, function: str, filler: str) -> tuple[str, ...]:
        """Roles that a filler of a kind takes in a function; empty where it takes none."""
        return self.patterns.get((pattern, function, filler)) or self.patterns.get((COMMON, function, filler), ())


def load_frames(language: str = "fr") -> FrameTable:
    """Frames, conditions and patterns of a language; `ResourceError` when one names what another lacks."""
    folder = find_ontology("lexicon", language)
    conditions = {
        row["name"]: row["expression"]
        for row in read_table(folder / "conditions.csv", ("name", "expression", "meaning"))
    }
    table = FrameTable()
    for row in read_table(folder / "patterns.csv", ("pattern", "function", "filler", "roles")):
        table.patterns[row["pattern"], row["function"], row["filler"]] = tuple(split_cell(row["roles"]))
    known = {pattern for pattern, _, _ in table.patterns}
    for row in read_table(folder / "frames.csv", FRAME_COLUMNS):
        if row["pattern"] not in known:
            raise ResourceError(f"frames.csv: {row['lemma']}: pattern {row['pattern']!r} is not in patterns.csv")
        frame = _to_frame(row, conditions)
        table.frames.setdefault(frame.lemma, []).append(frame)
    for frames in table.frames.values():  # phrases before words, conditions before none; else the order of the file
        frames.sort(key=lambda frame: (not frame.partner, not frame.needs))
    return table


def _to_frame(row: Row, conditions: dict[str, str]) -> Frame:
    lemma, _, partner = row["lemma"].partition("+")
    needs = tuple(
        tuple(tuple(_parse_conditions(part, conditions)) for part in need.split("&"))
        for need in split_cell(row["needs"])
    )
    return Frame(
        lemma, partner, row["upos"], row["class"], kind=row["kind"], plover=row["plover"], pattern=row["pattern"],
        complement=row["complement"], control=row["control"], needs=needs,
    )  # fmt: skip


def _parse_conditions(expression: str, conditions: dict[str, str]) -> list[Condition]:
    """Alternatives of an expression such as `subj:actor|obj=accord|refl`."""
    out = []
    for part in split_cell(expression):
        function, _, filler = part.partition(":")
        if filler:
            out.append(Condition(function, filler=filler))
        elif "=" in part:
            function, _, lemma = part.partition("=")
            out.append(Condition(function, lemma=lemma))
        elif part in FLAGS:
            out.append(Condition(part))
        elif part in conditions:
            out += _parse_conditions(conditions[part], conditions)
        else:
            raise ResourceError(f"frames.csv: condition {part!r} is neither a flag nor in conditions.csv")
    return out
