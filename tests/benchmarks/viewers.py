"""How soon a page can be used, beside pyvis' own page of the same network: `python -m tests.benchmarks.viewers`.

Prints, for each number of nodes: seconds to build the file, its size, seconds until the first view is drawn in
Chromium, and the milliseconds from a click to its evidence. pyvis' page, with its physics on as it comes, can be used
when its progress bar is gone; it is given `--cap` seconds, and only for the least number of nodes.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import networkx as nx
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from pyvis.network import Network

from graphbuild.explorer import draw_network, read_network, render_page
from tests.benchmarks.synthetic import make_store

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"]
NODES = (1000, 10_000)
CAP = 120.0  # seconds
ROUNDS = 3  # loadings and clicks, of which the fastest counts
DRAWN = "() => window.graphbuild?.scene?.labels.length > 0"
STABLE = """() => typeof network !== 'undefined' && typeof nodes !== 'undefined' && nodes.length > 0
  && (!document.getElementById('loadingBar') || document.getElementById('loadingBar').style.display === 'none')"""
CLICK = """async (which) => {
  const box = graphbuild.scene.labels[which], place = document.getElementById('network').getBoundingClientRect();
  return [place.left + (box.left + box.right) / 2, place.top + (box.top + box.bottom) / 2];
}"""
# Milliseconds from the pointer's going down to the frame that shows the evidence.
WATCH = """() => { window.answered = new Promise((done) => {
  let begin;
  addEventListener('pointerdown', () => { begin = performance.now(); }, { once: true, capture: true });
  new MutationObserver((_, watcher) => {
    watcher.disconnect();
    requestAnimationFrame(() => done(performance.now() - begin));
  }).observe(document.getElementById('evidence'), { childList: true, subtree: true });
}); }"""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Chromium that resolves no name."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)


def write_pyvis(network: nx.MultiDiGraph, path: Path) -> None:
    """Write pyvis' own page of a network: as it comes, physics on, positions left to it."""
    drawn, picture = draw_network(network), Network(directed=True, cdn_resources="in_line")
    kept = ("id", "label", "shape")
    picture.nodes = [{name: node[name] for name in kept} for node in drawn.nodes]
    picture.edges = drawn.edges
    path.write_text(picture.generate_html(), encoding="utf-8")


def time_opening(browser: Browser, path: Path, ready: str, cap: float = CAP) -> tuple[float, Page] | None:
    """Seconds until a page says that it is ready, and the page; None when that takes too long."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    begin = time.perf_counter()
    try:
        page.goto(path.as_uri(), timeout=cap * 1000, wait_until="commit")
        page.wait_for_function(ready, timeout=cap * 1000, polling=20)
    except TimeoutError:
        page.close()
        return None
    return time.perf_counter() - begin, page


def time_click(page: Page, which: int) -> float:
    """Milliseconds from a click on a label to the evidence in the panel."""
    page.evaluate(WATCH)
    page.mouse.click(*page.evaluate(CLICK, which))
    return float(page.evaluate("answered"))


def measure_explorer(browser: Browser, path: Path) -> tuple[float, float]:
    """Seconds until the first view and milliseconds of a click, the least of several."""
    seconds, clicks = [], []
    for _ in range(ROUNDS):
        opened = time_opening(browser, path, DRAWN)
        if opened is None:
            raise SystemExit(f"the page of {path.name} isn't drawn after {CAP:.0f} s")
        seconds.append(opened[0])
        clicks += [time_click(opened[1], which) for which in range(ROUNDS)]
        opened[1].close()
    return min(seconds), min(clicks)


def main(arguments: Sequence[str] | None = None) -> None:
    """Nothing; the measurements are printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", nargs="+", type=int, default=NODES, help="sizes of the networks")
    parser.add_argument("--cap", type=float, default=CAP, help="seconds that pyvis' page is given")
    options = parser.parse_args(arguments)
    with open_browser() as browser, tempfile.TemporaryDirectory() as folder:
        for number in sorted(options.nodes):
            compare(browser, Path(folder), number, options.cap if number == min(options.nodes) else 0)


def compare(browser: Browser, folder: Path, number: int, cap: float) -> None:
    """Print the measurements for one network."""
    store, path = make_store(number), folder / f"{number}.html"
    begin = time.perf_counter()
    network = read_network(store)
    path.write_text(render_page(network), encoding="utf-8")
    built, size = time.perf_counter() - begin, path.stat().st_size / 1e6
    seconds, click = measure_explorer(browser, path)
    print(f"{len(network):,} nodes, {network.number_of_edges():,} edges: built in {built:.1f} s, {size:.1f} MB")
    print(f"  explorer: first view in {seconds:.2f} s, a click answered in {click:.0f} ms")
    if not cap:
        print("  pyvis: not tried with so many nodes")
        return
    write_pyvis(network, folder / "pyvis.html")
    opened = time_opening(browser, folder / "pyvis.html", STABLE, cap)
    took = f"usable in {opened[0]:.1f} s" if opened else f"not usable after the {cap:.0f} s it was given"
    ratio = (opened[0] if opened else cap) / seconds
    print(f"  pyvis: {took}, {'' if opened else 'at least '}{ratio:.0f} times as long")


if __name__ == "__main__":
    main()
