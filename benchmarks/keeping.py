"""A library of 10,000 attempts: its size, a backup, restoring it, deleting everything.

    python -m benchmarks.keeping [--attempts 10000]

The library is that of `benchmarks.library`; everything is done in a temporary folder.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.library import make_library
from mockinterview.core.sizes import size_words
from mockinterview.files.presence import Presence
from mockinterview.keeping.deleting import delete_everything, parts_to_delete
from mockinterview.keeping.layout import SUFFIX
from mockinterview.keeping.places import Places
from mockinterview.keeping.restoring import restore
from mockinterview.keeping.sizes import measure_storage
from mockinterview.keeping.writing import write_backup

Outcome = TypeVar("Outcome")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attempts", type=int, default=10_000)
    arguments = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory() as temporary:
        report(Path(temporary), arguments.attempts)


def report(place: Path, attempts: int) -> None:
    """Do all of it and tell how long each takes."""
    now = dt.datetime.now().astimezone()
    old, new = places_in(place / "old"), places_in(place / "new")
    target = place / f"kept{SUFFIX}"
    make_library(old.library, attempts)
    told = timed("size of everything", lambda: measure_storage(old, now))
    print(f"{told.attempts:,} attempts, {size_words(told.size_bytes)}")
    written = timed("backup, read back", lambda: write_backup(target, old, settings=None, now=now))
    print(f"{written.files:,} files, {size_words(written.size_bytes)}")
    restored = timed("restoring into an empty library", lambda: restore(target, new))
    again = timed("restoring once more: nothing to add", lambda: restore(target, new))
    print(f"{restored.added:,} added, then {again.here:,} were there")
    parts = parts_to_delete(own_banks=True, models=True)
    deleted = timed("deleting everything", lambda: delete_everything(new, parts, Presence()))
    print(f"{deleted.files:,} files deleted, {len(deleted.left)} left")
    print(f"memory, at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


def timed(name: str, function: Callable[[], Outcome]) -> Outcome:
    """What a function gives; how long it took is printed."""
    began = time.perf_counter()
    outcome = function()
    print(f"{name:<40} {time.perf_counter() - began:8.1f} s", flush=True)
    return outcome


def places_in(home: Path) -> Places:
    """Places of their own."""
    return Places(
        library=home / "library",
        own_content=home / "own",
        settings=home / "config" / "settings.json",
        informal_words=home / "config" / "informal_words.yaml",
        cache=home / "cache",
        models=home / "cache" / "models",
        log=home / "log" / "mockinterview.log",
    )


if __name__ == "__main__":
    main()
