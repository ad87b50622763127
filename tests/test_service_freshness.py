"""Snapshots: a store is built while it is served, and no query sees half an article."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from graphbuild.errors import StoreError
from graphbuild.graph import to_quads
from graphbuild.records import Article, Reading
from graphbuild.snapshots import FOLDER, find_current, hold, publish, remove_old, update_snapshot
from graphbuild.store import Store, open_store
from tests.readings import RUN, Reader, make_catalogue
from tests.service_client import Server, serve

ARTICLES = 12
QUADS_PER_ARTICLE = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o . ?article a cg:Article } } GROUP BY ?g"


def make_reading(number: int) -> Reading:
    """An article with an event; all are alike."""
    read = Reader(Article(f"a{number:02}", "Zélie Zelensky a frappé Kiev. La frappe tue."))
    actor = read.actor("actor/person/zelie-zelensky", "Person", "Zélie Zelensky", "Zélie Zelensky")
    event = read.event("ArmedAction", "frappé", participations=[read.role("agent", actor, "Zélie Zelensky")])
    return Reading(read.document, [actor], [], [], [event], [])


def add(store: Store, number: int) -> None:
    """Add an article."""
    store.add(to_quads(make_reading(number), RUN, make_catalogue()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of one article."""
    store = open_store(tmp_path / "store")
    add(store, 0)
    return tmp_path / "store"


def list_snapshots(path: Path) -> set[str]:
    """Ids of the snapshots that are kept."""
    return {folder.name for folder in (path / FOLDER).iterdir() if folder.is_dir()}


def wait_until_served(server: Server, id: str) -> None:
    """Wait until a snapshot answers."""
    end = time.monotonic() + 20
    while server.query("ASK {}").headers["graphbuild-snapshot"] != id:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_snapshot_holds_what_was_there_and_goes_when_nobody_reads_it(path: Path) -> None:
    first = update_snapshot(path)
    store = open_store(path)
    add(store, 1)
    with hold(first):
        second = publish(store)
        remove_old(path)
        assert [len(open_store(s.path, read_only=True).articles()) for s in (first, second)] == [1, 2]
        assert find_current(path) == second and list_snapshots(path) == {first.id, second.id}
    remove_old(path)
    assert list_snapshots(path) == {second.id}
    assert len(open_store(second.path, read_only=True).inner) == second.quads == len(store.inner)


def test_what_is_not_published_yet_is_found_at_the_start(path: Path) -> None:
    update_snapshot(path)
    add(open_store(path), 1)
    assert len(open_store(update_snapshot(path).path, read_only=True).articles()) == 2
    ids = [update_snapshot(path).id for _ in range(8)]
    assert ids[-1] == ids[-2]  # once the database has merged its tables


def test_state_before_is_read_while_a_build_runs(path: Path) -> None:
    before = update_snapshot(path)
    store = open_store(path)
    add(store, 1)
    assert update_snapshot(path).id == before.id
    with pytest.raises(StoreError, match="can be published"):
        publish(open_store(before.path, read_only=True))
    with pytest.raises(StoreError, match="can be published"):
        publish(open_store())


def test_leavings_and_odd_files_do_no_harm(path: Path) -> None:
    first = update_snapshot(path)
    (path / FOLDER / ".new-1" / "data").mkdir(parents=True)
    add(open_store(path), 1)
    assert update_snapshot(path).id != first.id and not (path / FOLDER / ".new-1").exists()
    (path / FOLDER / "current.json").write_text("{")
    with pytest.raises(StoreError, match="remove that folder"):
        find_current(path)


def test_no_query_sees_half_an_article(path: Path, tmp_path: Path) -> None:
    with serve(path, tmp_path / "log", "--workers", "2") as server:
        done = threading.Event()
        seen: list[list[dict[str, str]]] = []

        def ask() -> None:
            while not done.is_set():
                answer = server.query(QUADS_PER_ARTICLE)
                assert answer.status == 200, answer
                seen.append(answer.rows)

        asking = threading.Thread(target=ask)
        asking.start()
        store = open_store(path)
        for number in range(1, ARTICLES):
            add(store, number)
            if number % 3 == 2:
                wait_until_served(server, publish(store).id)
        done.set()
        asking.join()
        assert len(server.query(QUADS_PER_ARTICLE).rows) == ARTICLES
    assert len({row["n"] for rows in seen for row in rows}) == 1
    assert {len(rows) for rows in seen} == {1, 3, 6, 9, 12}


def test_build_and_withdraw_are_served_when_they_end(path: Path, tmp_path: Path) -> None:
    with serve(path, tmp_path / "log") as server:
        first = find_current(path)
        (tmp_path / "b.txt").write_text("L'armée russe a bombardé Kharkiv.", encoding="utf-8")
        for arguments, number in ((["build", str(tmp_path / "b.txt")], 2), (["withdraw", "b"], 1)):
            command = [sys.executable, "-m", "graphbuild", *arguments, "--store", str(path)]
            assert subprocess.run(command, check=False, capture_output=True).returncode == 0
            current = find_current(path)
            assert current
            wait_until_served(server, current.id)
            assert len(server.query("SELECT ?a { ?a a cg:Article }").rows) == number
        server.wait_for(f"snapshot {current.id}.*from memory")
        end = time.monotonic() + 10
        while list_snapshots(path) != {current.id}:
            assert time.monotonic() < end
            time.sleep(0.05)
        assert first and first.id != current.id


def test_killed_server_leaves_no_process(path: Path, tmp_path: Path) -> None:
    with serve(path, tmp_path / "log", "--deadline", "1", "--workers", "2") as server:
        children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
        os.kill(server.process.pid, 9)
        server.process.wait()
        end = time.monotonic() + 10
        while any(Path(f"/proc/{pid}").exists() for pid in children):
            assert time.monotonic() < end
            time.sleep(0.05)
    assert children
