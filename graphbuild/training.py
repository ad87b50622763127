"""Training of a language's pipeline on Universal Dependencies treebanks: `python -m graphbuild.training --help`."""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import median
from string import Template
from typing import Any

from spacy.lang import char_classes as chars
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import (
    compile_infix_regex,
    compile_prefix_regex,
    compile_suffix_regex,
    load_config,
    load_model_from_config,
)
from spacy.vocab import Vocab
from thinc.api import Adam, fix_random_seed, use_ops, warmup_linear

from graphbuild import __version__
from graphbuild.language import to_doc
from graphbuild.lexicon import read_table
from graphbuild.resources import find_language
from graphbuild.segmentation import cut_words
from graphbuild.treebanks import Reports, Tree, collect_reports, harmonise_relations, read_treebank, vary_passage

# Words that lose their vowel before another; a capital one before a capital is part of a name (`N'Djamena`).
ELISION = "(?:[cdjlmnstDL]|[Qq]u|QU|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[CJMNST](?=.[a-zà-ÿ\"«“]|.[A-ZÀ-Ý]{2}))['’]"


# --- tokeniser -------------------------------------------------------------------------------------------------------


def set_tokenizer(nlp: Language, language: str) -> None:
    """Nothing; the pipeline cuts as the treebanks do: `-t-il` and elisions off, hyphened words and initials whole."""
    forms = _find_whole_forms(language)
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = {form: [{"ORTH": form}] for form in forms}
    tokenizer.prefix_search = compile_prefix_regex(_list_prefixes()).search
    tokenizer.suffix_search = compile_suffix_regex(_list_suffixes(language)).search
    tokenizer.infix_finditer = compile_infix_regex(_list_infixes()).finditer
    tokenizer.token_match = None


def _list_prefixes() -> list[str]:
    """Patterns of what is cut off before a word."""
    marks = chars.LIST_PUNCT + chars.LIST_ELLIPSES + chars.LIST_QUOTES + chars.LIST_CURRENCY + chars.LIST_ICONS
    return ["§", "%", "=", "—", "–", r"\+(?![0-9])", rf"-(?=[{chars.ALPHA}])", "--", rf"{ELISION}(?=\S)", *marks]


def _list_suffixes(language: str) -> list[str]:
    """Patterns of what is cut off after a word; `(s)` and `(e)` stay with theirs."""
    clitics = "|".join(row["form"] for row in read_table(find_language(language, "clitics.csv"), ("form",)))
    closing = [r"(?<!\(s)(?<!\(e)(?<!\(S)(?<!\(E)(?<!\(es)\)" if mark == r"\)" else mark for mark in chars.LIST_PUNCT]
    lower, upper = chars.ALPHA_LOWER, chars.ALPHA_UPPER
    return [
        *("—", "–", "--", "['’]s", "(?<=[0-9])h", r"(?<=[0-9])\+", r"(?<=°[FfCcKk])\.", f"(?<=[0-9{lower}])%"),
        rf"(?<=[{chars.ALPHA}][{chars.ALPHA}])-",
        rf"(?<=[{chars.ALPHA}])[-‑‐](?:{clitics})",
        f"(?<=[0-9])(?:{chars.CURRENCY})",
        f"(?<=[0-9])(?:{chars.UNITS})",
        rf"(?<=[0-9{lower}%²\-\+{chars.PUNCT}(?:{chars.CONCAT_QUOTES})])\.",
        rf"(?<=[{upper}][{upper}])\.",
        *(closing + chars.LIST_ELLIPSES + chars.LIST_QUOTES + chars.LIST_ICONS),
    ]


def _list_infixes() -> list[str]:
    """Patterns of what is cut off inside a word."""
    lower, upper, quotes = chars.ALPHA_LOWER, chars.ALPHA_UPPER, chars.CONCAT_QUOTES
    return [
        *(chars.LIST_ELLIPSES + chars.LIST_ICONS),
        rf"(?<=[{lower}{quotes}])\.(?=[{upper}{quotes}])",
        rf"(?<=[{chars.ALPHA}]),(?=[{chars.ALPHA}])",
        rf"(?<=[{chars.ALPHA}0-9])[:<>=/](?=[{chars.ALPHA}])",
        "(?<=[0-9])h(?=[0-9])",
    ]


def _find_whole_forms(language: str) -> list[str]:
    """Words that are never cut, in both cases and with both apostrophes."""
    forms = [row["form"] for row in read_table(find_language(language, "tokens.csv"), ("form",))]
    forms += [row["form"] for row in read_table(find_language(language, "abbreviations.csv"), ("form", "ends"))]
    cased = {variant for form in forms for variant in (form, form[:1].upper() + form[1:], form.title())}
    return sorted({variant for form in cased for variant in (form, form.replace("'", "’"))})

# --- examples --------------------------------------------------------------------------------------------------------


def to_reference(vocab: Vocab, trees: Sequence[Tree]) -> Doc:
    """Sentences that follow one another as an annotated spaCy document."""
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    for tree in trees:
        heads += [len(words) + head for head in tree.heads]
        starts += [True] + [False] * (len(tree.words) - 1)
        words += tree.words
        spaces += [*tree.spaces[:-1], True]
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        heads=heads,
        sent_starts=starts,
        lemmas=[lemma for tree in trees for lemma in tree.lemmas],
        pos=[upos for tree in trees for upos in tree.upos],
        morphs=[feats for tree in trees for feats in tree.feats],
        deps=[deprel for tree in trees for deprel in tree.deprels],
    )


def to_example(nlp: Language, trees: Sequence[Tree]) -> Example:
    """An example as the parser will meet it: raw words, and the treebank's analysis."""
    reference = to_reference(nlp.vocab, trees)
    return Example(to_doc(nlp, cut_words(nlp, reference.text)), reference)


def group_trees(treebanks: Sequence[Sequence[Tree]], rng: random.Random, longest: int = 4) -> list[list[Tree]]:
    """Passages of one to `longest` neighbouring sentences, in random order, that cover every treebank once."""
    passages = []
    for trees in treebanks:
        begin = 0
        while begin < len(trees):
            length = rng.randint(1, longest)
            passages.append(list(trees[begin : begin + length]))
            begin += length
    rng.shuffle(passages)
    return passages


# --- training --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how a pipeline is trained."""

    seed: int
    steps: int
    words: int = 1000  # of a batch, once grown
    growth: float = 1.005  # of a batch at every step, from an eighth
    dropout: float = 0.2
    rate: float = 0.002
    held_out: float = 0.03  # part of every treebank
    checks: int = 10  # how often the held-out part is parsed


def split_treebanks(
    treebanks: Sequence[Sequence[Tree]], settings: Settings
) -> tuple[list[list[Tree]], list[list[Tree]]]:
    """What is trained on, by treebank, and the random passages held out to choose the weights."""
    rng = random.Random(settings.seed)
    kept, held_out = [], []
    for trees in treebanks:
        parts = [list(trees[i : i + 10]) for i in range(0, len(trees), 10)]
        chosen = set(rng.sample(range(len(parts)), round(len(parts) * settings.held_out) or 1))
        held_out += [part for i, part in enumerate(parts) if i in chosen]
        kept.append([tree for i, part in enumerate(parts) if i not in chosen for tree in part])
    return kept, held_out


def draw_batches(
    nlp: Language, treebanks: Sequence[Sequence[Tree]], reports: Reports, settings: Settings
) -> Iterator[list[Example]]:
    """Batches of examples without end: every round groups and varies the sentences anew."""
    rng = random.Random(settings.seed)
    batch: list[Example] = []
    size = settings.words / 8
    while True:
        for passage in group_trees(treebanks, rng):
            batch.append(to_example(nlp, vary_passage(passage, rng, reports)))
            if sum(len(example.reference) for example in batch) >= size:
                yield batch
                batch, size = [], min(settings.words, size * settings.growth)


def make_pipeline(treebanks: Sequence[Sequence[Tree]], language: str, seed: int) -> Language:
    """An untrained pipeline that knows the treebanks' labels."""
    fix_random_seed(seed)
    nlp = load_model_from_config(load_config(find_language(language, "training", "pipeline.cfg")), auto_fill=True)
    set_tokenizer(nlp, language)
    examples = [to_example(nlp, passage) for passage in group_trees(treebanks, random.Random(seed))]
    nlp.initialize(lambda: examples)
    return nlp


def train_pipeline(treebanks: Sequence[Sequence[Tree]], language: str, settings: Settings) -> Language:
    """The pipeline with those averaged weights that parse the held-out part best."""
    kept, held_out = split_treebanks(treebanks, settings)
    nlp = make_pipeline(kept, language, settings.seed)
    rates = list(islice(warmup_linear(settings.rate, settings.steps // 10, settings.steps + 1), settings.steps))
    optimizer = Adam(rates, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    reports = collect_reports([tree for trees in kept for tree in trees], language)
    checked = [to_example(nlp, passage) for passage in held_out]
    best = (-1.0, b"")
    for step, batch in enumerate(draw_batches(nlp, kept, reports, settings), start=1):
        nlp.update(batch, drop=settings.dropout, sgd=optimizer)
        optimizer.step_schedules()
        if step % max(1, settings.steps // settings.checks) == 0 or step == settings.steps:
            with nlp.use_params(optimizer.averages):
                las = score_pipeline(nlp, checked)["dep_las"]
                best = max(best, (las, nlp.to_bytes()))
            print(f"step {step} of {settings.steps}: LAS {las:.4f} on the held-out part", file=sys.stderr, flush=True)
        if step == settings.steps:
            break
    return nlp.from_bytes(best[1])


def score_pipeline(nlp: Language, examples: Sequence[Example]) -> dict[str, Any]:
    """spaCy's scores of the pipeline, from the tokens that the examples have on."""
    fresh = [Example(_copy_words(example.predicted), example.reference) for example in examples]
    for example, doc in zip(fresh, nlp.pipe([example.predicted for example in fresh]), strict=True):
        example.predicted = doc
    return Scorer(nlp).score(fresh)


def _copy_words(doc: Doc) -> Doc:
    """The document without its analysis."""
    return Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])


# --- scores and card -------------------------------------------------------------------------------------------------


def evaluate_text(nlp: Language, trees: Sequence[Tree]) -> dict[str, float]:
    """The scores of the pipeline on a test file, from raw text, in per cent."""
    scores: dict[str, float] = {}
    for length in (1, 10):
        references = [to_reference(nlp.vocab, trees[i : i + length]) for i in range(0, len(trees), length)]
        found = nlp.evaluate([Example(nlp.make_doc(reference.text), reference) for reference in references])
        names = ("token_f", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
        scores |= {name if length > 1 else f"{name}_single": round(100 * found[name], 2) for name in names}
    return scores


def write_card(folder: Path, treebanks: Path, language: str, runs: Sequence[Path]) -> None:
    """Nothing; the pipeline's folder gets its card: sources, licences, scores of this run and of others."""
    metas = {run: json.loads((run / "meta.json").read_text(encoding="utf-8")) for run in dict.fromkeys([folder, *runs])}
    rows = [
        (meta["training"]["seed"], name, scores)
        for meta in metas.values()
        for name, scores in meta["performance"].items()
    ]
    names = ("token_f", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f", "dep_las_single")
    lines = [f"| {seed} | {text} | " + " | ".join(f"{of[n]:.1f}" for n in names) + " |" for seed, text, of in rows]
    for text in sorted({name for _, name, _ in rows}):
        of_text = [scores for _, name, scores in rows if name == text]
        middle = (f"{median(scores[n] for scores in of_text):.1f}" for n in names)
        lines.append(f"| median of {len(of_text)} | {text} | " + " | ".join(middle) + " |")
    training = metas[folder]["training"]
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    template = Template(find_language(language, "training", "CARD.md").read_text(encoding="utf-8"))
    card = template.substitute(
        {name: version(name) for name in ("spacy", "thinc", "numpy")},
        command=f"python -m graphbuild.training TREEBANKS -o OUT --seed {training['seed']} --steps {training['steps']}",
        megabytes=f"{size / 1e6:.1f}",
        sources="\n".join(_list_sources(treebanks, language)),
        scores="\n".join(sorted(lines)),
    )
    (folder / "CARD.md").write_text(card, encoding="utf-8")


def _list_sources(folder: Path, language: str) -> Iterator[str]:
    """A line of the card's table for every treebank file."""
    table = find_language(language, "training", "sources.csv")
    known = {row["file"]: row for row in read_table(table, ("file", "repository", "commit", "licence"))}
    for path in sorted(folder.glob("*.conllu")):
        source = known.get(path.stem, {"repository": "unknown", "commit": "unknown", "licence": "unknown"})
        count = len(read_treebank(path))
        use = " (test)" if is_test(path) else ""
        yield f"| {path.stem}{use} | {count} | {source['repository']}, {source['commit']} | {source['licence']} |"


# --- command ---------------------------------------------------------------------------------------------------------


def is_test(path: Path) -> bool:
    """Whether a treebank file is for measuring alone."""
    return path.stem.endswith("test")


def train_folder(folder: Path, out: Path, language: str, settings: Settings) -> None:
    """Nothing; `out` gets a pipeline trained on the folder's files, but scored on its test files, and its card."""
    paths = sorted(folder.glob("*.conllu"))
    training = list(_read_training([path for path in paths if not is_test(path)], language))
    with use_ops("numpy", use_blis=False):  # OpenBLAS is three times as fast as the default
        nlp = train_pipeline(training, language, settings)
        nlp.meta["name"], nlp.meta["version"] = "graphbuild", __version__
        nlp.meta["license"] = "CC BY-SA 4.0 and LGPL-LR"
        nlp.meta["training"] = {"seed": settings.seed, "steps": settings.steps}
        tests = {path.stem: read_treebank(path) for path in paths if is_test(path)}
        nlp.meta["performance"] = {name: evaluate_text(nlp, trees) for name, trees in tests.items()}
        nlp.to_disk(out)
    write_card(out, folder, language, [])


def _read_training(paths: Sequence[Path], language: str) -> Iterator[list[Tree]]:
    """The training files' trees, by file, in one scheme."""
    treebanks = [read_treebank(path) for path in paths]
    trees = iter(harmonise_relations([tree for treebank in treebanks for tree in treebank], language))
    for treebank in treebanks:
        yield [next(trees) for _ in treebank]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code of the command."""
    parser = argparse.ArgumentParser(
        prog="python -m graphbuild.training",
        description="Train a language's pipeline on a folder of Universal Dependencies treebanks and write it with its "
        "card. Files *test.conllu are for its scores alone.",
        epilog="example: python -m graphbuild.training treebanks/fr -o build/fr --seed 1",
    )
    parser.add_argument("treebanks", type=Path, help="folder of CoNLL-U files")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the pipeline")
    parser.add_argument("--language", default="fr", help="language, ISO 639-1 (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of all that is random (default: %(default)s)")
    parser.add_argument("--steps", type=int, default=2400, help="batches to train on (default: %(default)s)")
    parser.add_argument(
        "--card", type=Path, nargs="*", metavar="RUN",
        help="don't train: write the card of the pipeline in OUTPUT again, with the scores of these other runs",
    )
    options = parser.parse_args(arguments)
    if options.card is None:
        train_folder(options.treebanks, options.output, options.language, Settings(options.seed, options.steps))
    else:
        write_card(options.output, options.treebanks, options.language, options.card)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
