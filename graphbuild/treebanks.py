"""Universal Dependencies treebanks: reading, one scheme for all, and variants of their sentences for training."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphbuild.lexicon import read_table, split_cell
from graphbuild.resources import find_language


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence of a treebank, one entry per token of the text; heads are positions (its own for the root)."""

    words: list[str]
    spaces: list[bool]
    lemmas: list[str]
    upos: list[str]
    feats: list[str]
    heads: list[int]
    deprels: list[str]

    @property
    def text(self) -> str:
        """The sentence as written."""
        return "".join(word + " " * space for word, space in zip(self.words, self.spaces, strict=True)).strip()


def read_treebank(path: Path) -> list[Tree]:
    """Sentences of a CoNLL-U file, contractions (`du`, `auquel`) as the one token that the text has."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    rows = ([line.split("\t") for line in block.splitlines() if line[:1].isdigit()] for block in blocks)
    return [merge_contractions(block) for block in rows if block]


def merge_contractions(rows: list[list[str]]) -> Tree:
    """A sentence with every range line and its words as one token, analysed as the word that governs the others."""
    words = {int(row[0]): row for row in rows if row[0].isdigit()}
    spans = {int(row[0].split("-")[0]): row for row in rows if "-" in row[0]}
    position: dict[int, int] = {}
    kept: list[tuple[list[str], list[str], list[str]]] = []  # surface row, governing row, features
    number = 1
    while number <= len(words):
        surface = spans.get(number, words[number])
        last = int(surface[0].split("-")[-1])
        inside = range(number, last + 1)
        governor = next(words[n] for n in inside if int(words[n][6]) not in inside)
        feats = sorted({feat for n in inside for feat in words[n][5].split("|") if feat != "_"})
        position.update(dict.fromkeys(inside, len(kept)))
        kept.append((surface, governor, feats))
        number = last + 1
    return Tree(
        words=[surface[1] for surface, _, _ in kept],
        spaces=["SpaceAfter=No" not in surface[9] for surface, _, _ in kept],
        lemmas=[governor[2] for _, governor, _ in kept],
        upos=[governor[3] for _, governor, _ in kept],
        feats=["|".join(feats) for _, _, feats in kept],
        heads=[position.get(int(governor[6]), here) for here, (_, governor, _) in enumerate(kept)],
        deprels=["ROOT" if governor[7] == "root" else governor[7] for _, governor, _ in kept],
    )


# --- one scheme for all treebanks ------------------------------------------------------------------------------------


def harmonise_relations(trees: Sequence[Tree], language: str) -> list[Tree]:
    """The trees with relations that one treebank alone uses, or doesn't tell apart, written as the others have them."""
    rows = read_table(find_language(language, "training", "relations.csv"), ("relation", "forms", "becomes"))
    renamed = [_insert_report(_rename_relations(tree, rows)) for tree in trees]
    return _tell_obliques(renamed)


def _insert_report(tree: Tree) -> Tree:
    """The tree with a reporting clause after what is told (`S, a dit X`) as an insertion, not as the root."""
    report = tree.deprels.index("ROOT")
    inverted = any(head == report and tree.deprels[i] == "nsubj" and i > report for i, head in enumerate(tree.heads))
    relations = ("ccomp", "parataxis") if inverted else ()
    told = [i for i, head in enumerate(tree.heads) if head == report and tree.deprels[i] in relations and i < report]
    if not told or any(head == told[0] and tree.deprels[i] == "mark" for i, head in enumerate(tree.heads)):
        return tree
    root, heads, deprels = told[0], list(tree.heads), list(tree.deprels)
    last = max(_find_below(tree, root))
    for i, head in enumerate(tree.heads):
        if head == report and i < last:
            heads[i] = root
    heads[report], deprels[report] = root, "parataxis:insert"
    heads[root], deprels[root] = root, "ROOT"
    return replace(tree, heads=heads, deprels=deprels)


def _rename_relations(tree: Tree, rows: list[dict[str, str]]) -> Tree:
    """The tree with the relations of the table renamed."""
    deprels = list(tree.deprels)
    for i, (word, deprel) in enumerate(zip(tree.words, tree.deprels, strict=True)):
        for row in rows:
            if deprel == row["relation"] and (not row["forms"] or word.lower() in split_cell(row["forms"])):
                deprels[i] = row["becomes"]
    return replace(tree, deprels=deprels)


def _tell_obliques(trees: Sequence[Tree]) -> list[Tree]:
    """The trees with every bare `obl` as argument, modifier or agent: whichever the others have with its words."""
    counts: dict[tuple[str, ...], Counter[str]] = {}
    for tree in trees:
        for i, deprel in enumerate(tree.deprels):
            if deprel.startswith("obl:"):
                for key in _describe_oblique(tree, i):
                    counts.setdefault(key, Counter())[deprel] += 1
    return [_relabel_obliques(tree, counts) for tree in trees]


def _describe_oblique(tree: Tree, i: int) -> list[tuple[str, ...]]:
    """Keys under which an oblique is counted, the finest first: its verb, its preposition, passive or not."""
    cases = [tree.lemmas[j] for j, head in enumerate(tree.heads) if head == i and tree.deprels[j] == "case"]
    head = tree.heads[i]
    passive = any(h == head and tree.deprels[j] == "aux:pass" for j, h in enumerate(tree.heads))
    passive = passive or "Voice=Pass" in tree.feats[head]
    case = cases[0] if cases else tree.upos[i]
    return [(tree.lemmas[head], case, str(passive)), (case, str(passive)), (case,), ()]


def _relabel_obliques(tree: Tree, counts: dict[tuple[str, ...], Counter[str]]) -> Tree:
    """The tree with its bare obliques named as the finest known key has them most often."""
    deprels = list(tree.deprels)
    for i, deprel in enumerate(tree.deprels):
        known = [counts[key] for key in _describe_oblique(tree, i) if key in counts] if deprel == "obl" else []
        if known:
            deprels[i] = known[0].most_common(1)[0][0]
    return replace(tree, deprels=deprels)


# --- variants --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reports:
    """What reporting clauses are made of: verb groups, noun phrases that are subjects, days of the week."""

    verbs: list[Tree]
    subjects: list[Tree]
    days: list[str]


def collect_reports(trees: Sequence[Tree], language: str) -> Reports:
    """The verb groups of all sentences `X a dit que S` and the short nominal subjects of any sentence."""
    verbs, subjects = [], []
    for tree in trees:
        parts = _divide_report(tree)
        if parts and _is_closed(tree, parts[1], parts[3]):
            verbs.append(_take_part(tree, parts[1], parts[3]))
        for i, deprel in enumerate(tree.deprels):
            below = _find_below(tree, i) if deprel == "nsubj" and tree.upos[i] in ("NOUN", "PROPN") else set()
            asks = any("PronType=Int" in tree.feats[j] for j in below)
            if 0 < len(below) <= 8 and max(below) - min(below) < len(below) and not asks:
                subjects.append(_take_part(tree, range(min(below), max(below) + 1), i))
    days = [row["form"] for row in read_table(find_language(language, "weekdays.csv"), ("form", "weekday"))]
    return Reports(verbs, subjects, days)


def _is_closed(tree: Tree, part: range, top: int) -> bool:
    """Whether neighbouring tokens depend on nothing outside but by their top, and have no punctuation."""
    return all(i == top or (tree.heads[i] in part and tree.upos[i] != "PUNCT") for i in part)


def _take_part(tree: Tree, part: range, top: int) -> Tree:
    """Neighbouring tokens of a sentence as a tree of their own."""
    taken = Tree(*(list(getattr(tree, name)[part.start : part.stop]) for name in Tree.__slots__))
    heads = [head - part.start for head in taken.heads]
    heads[top - part.start] = top - part.start
    return replace(taken, heads=heads)


def append_report(tree: Tree, reports: Reports, rng: random.Random) -> Tree:
    """The sentence with a made-up reporting clause behind (`S, a dit mardi X.`); as it is where none fits."""
    verb, subject = rng.choice(reports.verbs), rng.choice(reports.subjects)
    plural = [any("Number=Plur" in feats for feats in part.feats) for part in (verb, subject)]
    last = len(tree.words) - 1
    if plural[0] != plural[1] or not 4 < last < 40 or tree.words[last] != "." or last in tree.heads:
        return tree
    root = _find_root(tree)
    told = Tree(*(list(getattr(tree, name)[:last]) for name in Tree.__slots__))
    told.spaces[-1] = False
    report = last + 1 + _find_root(verb)
    _append_word(told, ",", "PUNCT", report, "punct")
    _append_part(told, verb, root, "parataxis:insert")
    told.spaces[-1] = True
    if rng.random() < 0.4:
        _append_word(told, rng.choice(reports.days), "NOUN", report, "obl:mod")
    first = len(told.words)
    _append_part(told, subject, report, "nsubj")
    if subject.upos[0] != "PROPN":
        told.words[first] = told.words[first][:1].lower() + told.words[first][1:]
    told.spaces[-1] = False
    _append_word(told, ".", "PUNCT", root, "punct")
    return told


def _find_root(tree: Tree) -> int:
    """Position of the token that is its own head."""
    return next(i for i, head in enumerate(tree.heads) if head == i)


def _append_word(tree: Tree, word: str, upos: str, head: int, deprel: str) -> None:
    """Nothing; one word is added behind the tree."""
    feats = "Gender=Masc|Number=Sing" if upos == "NOUN" else ""
    _append_part(tree, Tree([word], [True], [word], [upos], [feats], [0], [deprel]), head, deprel)


def _append_part(tree: Tree, part: Tree, head: int, deprel: str) -> None:
    """Nothing; the part is added behind the tree and hung on one of its tokens."""
    offset, top = len(tree.words), _find_root(part)
    for name in ("words", "spaces", "lemmas", "upos", "feats"):
        getattr(tree, name).extend(getattr(part, name))
    tree.heads.extend(head if i == top else offset + below for i, below in enumerate(part.heads))
    tree.deprels.extend(deprel if i == top else relation for i, relation in enumerate(part.deprels))


def vary_passage(trees: Sequence[Tree], rng: random.Random, reports: Reports) -> list[Tree]:
    """The passage in another house style, at random: reports behind, other apostrophes, quotation marks, capitals."""
    swaps = {}
    if rng.random() < 0.2:
        swaps["'"] = "’"
    if rng.random() < 0.5:
        swaps['"'] = rng.choice(["«»", "“”"])
    return [_vary_tree(_vary_report(tree, rng, reports), swaps, rng) for tree in trees]


def _vary_report(tree: Tree, rng: random.Random, reports: Reports) -> Tree:
    """The sentence with its own reporting clause behind, or sometimes with a made-up one."""
    if rng.random() < 0.6:
        return invert_report(tree, rng.random() < 0.5) or tree
    return append_report(tree, reports, rng) if rng.random() < 0.3 and reports.verbs else tree


def _vary_tree(tree: Tree, swaps: dict[str, str], rng: random.Random) -> Tree:
    """A sentence with its characters swapped, sometimes in capitals, in small letters, or without its full stop."""
    words, marks = [], 0
    for word in tree.words:
        if word == '"' and '"' in swaps:
            words.append(swaps['"'][marks % 2])
            marks += 1
        else:
            words.append(word.replace("'", swaps.get("'", "'")))
    case = rng.random()
    if case < 0.02:
        words = [word.upper() for word in words]
    elif case < 0.04:
        words = [word.lower() for word in words]
    varied = replace(tree, words=words)
    return _drop_stop(varied) if rng.random() < 0.08 else varied


def _drop_stop(tree: Tree) -> Tree:
    """The sentence without its full stop, as a headline has none."""
    last = len(tree.words) - 1
    if last < 3 or tree.words[last] != "." or last in tree.heads:
        return tree
    return Tree(*(getattr(tree, name)[:last] for name in Tree.__slots__))


def invert_report(tree: Tree, quoted: bool) -> Tree | None:
    """`S, a dit X.` or `« S », a dit X.` from a sentence `X a dit que S.`; None when the sentence isn't built so.

    News puts the reporting clause last and treebanks seldom do: untaught, a parser takes its subject for an object.
    """
    parts = _divide_report(tree)
    if parts is None:
        return None
    subject, verb, said, report, content = parts
    marks = ["«", "»", ","] if quoted else ["", "", ","]
    source = _add_marks(tree, marks, content, report)
    last = len(tree.words) - 1
    opening, closing, comma = last + 1, last + 2, last + 3
    order = [opening, *said, closing, comma] if quoted else [*said, comma]
    varied = _reorder(source, [*order, *verb, *subject, last], content, report)
    words, begin = varied.words, int(quoted)
    varied.spaces[len(said)] = quoted or varied.spaces[len(said)]
    words[begin] = words[begin][:1].upper() + words[begin][1:]
    if tree.upos[subject[0]] != "PROPN":
        first = len(words) - 1 - len(subject)
        words[first] = words[first][:1].lower() + words[first][1:]
    return varied


def _add_marks(tree: Tree, marks: list[str], content: int, report: int) -> Tree:
    """The tree with quotation marks and a comma at its end, whence they are moved to their places."""
    count = len(marks)
    return Tree(
        words=tree.words + marks,
        spaces=[*tree.spaces, True, False, True],
        lemmas=tree.lemmas + marks,
        upos=tree.upos + ["PUNCT"] * count,
        feats=tree.feats + [""] * count,
        heads=[*tree.heads, content, content, report],
        deprels=tree.deprels + ["punct"] * count,
    )


def _reorder(tree: Tree, order: list[int], root: int, report: int) -> Tree:
    """The tree with its tokens in another order, some left out, the clause told as its root and the report inserted."""
    place = {old: new for new, old in enumerate(order)}
    heads = [place.get(tree.heads[old], place[root]) for old in order]
    deprels = [tree.deprels[old] for old in order]
    for old, relation in ((root, "ROOT"), (report, "parataxis:insert")):
        heads[place[old]], deprels[place[old]] = place[root], relation
    heads[-1] = place[root]
    spaces = [tree.spaces[old] for old in order]
    spaces[-2] = False
    for new, old in enumerate(order[1:]):
        if tree.words[old] == "," and tree.deprels[old] == "punct":
            spaces[new] = False
    columns = (tree.words, tree.lemmas, tree.upos, tree.feats)
    words, lemmas, upos, feats = ([column[old] for old in order] for column in columns)
    return Tree(words, spaces, lemmas, upos, feats, heads, deprels)


def _divide_report(tree: Tree) -> tuple[range, range, range, int, int] | None:
    """Subject, verb group and clause told of `X a dit que S.`, its verb and the clause's head; None if not so built."""
    last = len(tree.words) - 1
    report = tree.deprels.index("ROOT")
    below = {tree.deprels[i]: i for i, head in enumerate(tree.heads) if head == report and i != report}
    content, subject = below.get("ccomp"), below.get("nsubj")
    if content is None or subject is None or tree.words[last] != "." or not subject < report < content:
        return None
    marks = [i for i, head in enumerate(tree.heads) if head == content and tree.deprels[i] == "mark"]
    inside = _find_below(tree, subject)
    if not marks or inside != set(range(len(inside))) or _find_below(tree, content) != set(range(marks[0], last)):
        return None
    if tree.upos[subject] == "PRON" or tree.upos[len(inside) - 1] == "PUNCT":
        return None
    return range(len(inside)), range(len(inside), marks[0]), range(marks[0] + 1, last), report, content


def _find_below(tree: Tree, top: int) -> set[int]:
    """Positions of a token and all that depend on it."""
    below, grown = {top}, True
    while grown:
        more = {i for i, head in enumerate(tree.heads) if head in below} - below
        below, grown = below | more, bool(more)
    return below
