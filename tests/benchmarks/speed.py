"""How fast articles are read, and whether memory grows with their number: `python -m tests.benchmarks.speed [DIR]`.

Prints the words per second of the bare trained pipeline, how much longer the rest of a build takes in comparison
(extraction, identity, triples, store), and the peak memory of builds of all articles twice and eight times.
"""

import argparse
import dataclasses
import gc
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from graphbuild.catalogue import load_catalogue
from graphbuild.gold import list_gold, read_gold
from graphbuild.graph import to_quads
from graphbuild.language import parse_many, to_doc
from graphbuild.pipeline import Knowledge, build, describe_run, load_knowledge, read_document
from graphbuild.records import Article, Document
from graphbuild.resources import find_ontology
from graphbuild.segmentation import cut_words, find_starts, plain_text, split_passages
from graphbuild.store import open_store
from tests.paths import CORPUS

ROUNDS = 5  # of which the fastest counts: other work on the machine only makes them slower
TIMES = (2, 8)  # how often the articles are read to see whether memory grows
KILOBYTES = 1 if sys.platform == "linux" else 1024  # what `ru_maxrss` counts


def read_articles(folder: Path, limit: int | None = None) -> list[Article]:
    """The annotated articles of a folder."""
    return [read_gold(path)[0] for path in list_gold(folder)[:limit]]


def time_parse(articles: Sequence[Article], knowledge: Knowledge) -> float:
    """Seconds that the trained pipeline takes for the articles, cut into words beforehand."""
    pipeline = knowledge.pipeline
    passages = (passage for article in articles for passage in split_passages(article.text))
    cut = [words for p in passages if (words := cut_words(pipeline.nlp, plain_text(p.text)))]
    docs = [to_doc(pipeline.nlp, words, find_starts(pipeline.abbreviations, words)) for words in cut]
    return _time(lambda: sum(1 for _ in pipeline.nlp.pipe(docs, batch_size=32)))


def time_rest(documents: Sequence[Document], knowledge: Knowledge) -> float:
    """Seconds from parsed articles to a store in memory that holds their graphs."""
    store, run = open_store(), describe_run(knowledge)
    catalogue = load_catalogue(knowledge.reference, find_ontology("weapons.ttl"), knowledge.gazetteer, store.names)

    def read() -> None:
        for document in documents:
            store.add(to_quads(read_document(document, knowledge), run, catalogue))

    return _time(read)


def _time(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def compare(articles: Sequence[Article], knowledge: Knowledge, rounds: int = ROUNDS) -> tuple[float, float]:
    """Seconds of the parse and of the rest, each the least of several rounds that take turns."""
    gc.collect()
    gc.freeze()
    documents = list(parse_many(knowledge.pipeline, articles))
    turns = [(time_parse(articles, knowledge), time_rest(documents, knowledge)) for _ in range(rounds)]
    return min(parse for parse, _ in turns), min(rest for _, rest in turns)


def repeat(articles: Sequence[Article], times: int) -> Iterator[Article]:
    """The articles several times, each time with other ids."""
    for number in range(times):
        for article in articles:
            yield dataclasses.replace(article, id=f"{article.id}-{number}")


def measure_memory(folder: Path, limit: int | None, times: int) -> int:
    """Peak memory in megabytes of a process that builds the articles of a folder into a store on disk."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_build, (folder, limit, times))


def _build(folder: Path, limit: int | None, times: int) -> int:
    knowledge = load_knowledge()
    with tempfile.TemporaryDirectory() as place:
        for outcome in build(repeat(read_articles(folder, limit), times), open_store(Path(place)), knowledge):
            assert outcome.state == "added", outcome
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * KILOBYTES)


def main(arguments: Sequence[str] | None = None) -> None:
    """Nothing; the measurements are printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS, help="annotated articles")
    parser.add_argument("--limit", type=int, help="read so many articles at most")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of which the fastest counts")
    options = parser.parse_args(arguments)
    articles = read_articles(options.folder, options.limit)
    words = sum(len(article.text.split()) for article in articles)
    parse, rest = compare(articles, load_knowledge(), options.rounds)
    print(f"{len(articles)} articles, {words:,} words")
    print(f"parse alone: {words / parse:,.0f} words/s")
    print(f"the rest of a build: {rest / parse:.2f} times the parse")
    for times in TIMES:
        print(f"peak memory, articles x {times}: {measure_memory(options.folder, options.limit, times):,} MB")


if __name__ == "__main__":
    main()
