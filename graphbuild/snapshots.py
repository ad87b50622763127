"""Published states of a store: readers ask a snapshot while the store itself is written.

`publish` makes one of hard links, at once, and names it in a file that is replaced atomically: who reads that file sees
the state before a build or after it. A snapshot stays as long as somebody holds it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import StoreError
from graphbuild.store import DATA, MARKER, Store, open_store

FOLDER = "snapshots"
CURRENT = "current.json"  # names the snapshot to be read


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of a store that nobody writes."""

    id: str
    path: Path
    quads: int
    logs: frozenset[str]  # of the store when this was made: some are left over, their content is in the tables


def find_current(path: Path) -> Snapshot | None:
    """The snapshot of the store in a folder that is to be read; None where none was published."""
    try:
        noted = json.loads((path / FOLDER / CURRENT).read_text(encoding="utf-8"))
        return Snapshot(noted["id"], path / FOLDER / noted["id"], noted["quads"], frozenset(noted["logs"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path / FOLDER}: can't be read: remove that folder, it is made again") from error


def publish(store: Store) -> Snapshot:
    """Make what a store holds the snapshot to be read; the store has to be open for writing."""
    if store.path is None or store.read_only:
        raise StoreError("only a store in a folder, open for writing, can be published")
    folder = store.path / FOLDER
    folder.mkdir(exist_ok=True)
    for left in folder.glob(".*"):  # by a run that was interrupted
        shutil.rmtree(left, ignore_errors=True)
    made = folder / f".new-{os.getpid()}"
    store.inner.flush()  # else the tables of the copy are written anew when the store is opened next
    store.backup(made)
    id = _identify(made, store.path)
    if (folder / id).exists():
        shutil.rmtree(made)
    else:
        made.rename(folder / id)
    snapshot = Snapshot(id, folder / id, len(store.inner), _list_logs(store.path))
    _point_to(snapshot)
    return snapshot


def _point_to(snapshot: Snapshot) -> None:
    """Make a snapshot the current one, atomically."""
    noted = {"id": snapshot.id, "quads": snapshot.quads, "logs": sorted(snapshot.logs)}
    pointer = snapshot.path.with_name(f".{CURRENT}")
    pointer.write_text(json.dumps(noted) + "\n", encoding="utf-8")
    pointer.replace(pointer.with_name(CURRENT))


def publish_if_served(store: Store) -> None:
    """Publish a store of which a snapshot was ever asked for."""
    if store.path is not None and (store.path / FOLDER).is_dir():
        publish(store)


def update_snapshot(path: Path) -> Snapshot:
    """The snapshot of the store as it is now; while a build runs, that of the state before it."""
    current = find_current(path)
    if current and is_unchanged(path, current):
        return current
    try:
        return publish(open_store(path, create=False))
    except StoreError:
        if current is None:
            raise
        return current


def is_unchanged(path: Path, snapshot: Snapshot) -> bool:
    """Whether a store holds what the snapshot holds: the same tables, and nothing logged since.

    Tables that were merged in the meantime look like a change: the same content is then published once more.
    """
    return _identify(path, path) == snapshot.id and _list_logs(path) <= snapshot.logs


def _identify(path: Path, origin: Path) -> str:
    """An id for the tables in a folder; RocksDB never gives a name of one again, within the store they come from."""
    born = origin / DATA / "IDENTITY"
    stated = [born.read_text(encoding="utf-8") if born.exists() else "", sorted(_list_files(path, "*.sst"))]
    return hashlib.sha256(json.dumps(stated).encode()).hexdigest()[:16]


def _list_logs(path: Path) -> frozenset[str]:
    """The logs of a store that hold something, with their sizes."""
    return frozenset(f"{name} {size}" for name, size in _list_files(path, "*.log") if size)


def _list_files(path: Path, pattern: str) -> Iterator[tuple[str, int]]:
    """Names and sizes of files of the database; a writer may remove some meanwhile."""
    for file in (path / DATA).glob(pattern):
        with suppress(FileNotFoundError):
            yield file.name, file.stat().st_size


@contextmanager
def hold(snapshot: Snapshot) -> Iterator[None]:
    """Keep a snapshot from being removed."""
    with (snapshot.path / MARKER).open("rb") as marker:
        fcntl.flock(marker, fcntl.LOCK_SH)
        if not (snapshot.path / MARKER).exists():
            raise StoreError(f"snapshot {snapshot.id} is being removed")
        yield


def remove_old(path: Path) -> None:
    """Remove the snapshots that are neither current nor held by anybody."""
    current = find_current(path)
    for folder in (path / FOLDER).glob("[!.]*/"):
        if current is None or folder.name == current.id:
            continue
        with (folder / MARKER).open("rb") as marker:
            try:
                fcntl.flock(marker, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(folder.rename(folder.with_name(f".old-{folder.name}")), ignore_errors=True)
