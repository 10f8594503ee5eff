"""Restoring and deleting are killed at any moment: what is there is whole, and they go on."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from mockinterview.files.attempts import Library
from mockinterview.files.presence import Presence
from mockinterview.keeping.deleting import delete_everything, parts_to_delete, unfinished_note
from mockinterview.keeping.layout import SUFFIX
from mockinterview.keeping.places import Places
from mockinterview.keeping.restoring import restore
from mockinterview.keeping.writing import write_backup
from tests.unit.kept_examples import lived_in, made_by_hand, places_in, tree_of
from tests.unit.test_attempts import MOMENT

pytestmark = pytest.mark.slow

ATTEMPTS: Final = 40
SLOWLY: Final = """
import pathlib, sys, time
from mockinterview.files import atomic
from mockinterview.files.presence import Presence
from mockinterview.keeping import deleting, restoring
from tests.unit.kept_examples import places_in

def slowly(function):
    def act(*arguments, **more):
        time.sleep(0.002)
        return function(*arguments, **more)
    return act

places = places_in(pathlib.Path(sys.argv[2]))
print("ready", flush=True)
if sys.argv[1] == "restore":
    atomic.move_into_place = slowly(atomic.move_into_place)
    restoring._stage = slowly(restoring._stage)
    restoring.restore(pathlib.Path(sys.argv[3]), places)
else:
    pathlib.Path.unlink = slowly(pathlib.Path.unlink)
    deleting.delete_everything(
        places, deleting.parts_to_delete(own_banks=True, models=True), Presence()
    )
"""


def kill_after(seconds: float, *arguments: object) -> None:
    """Let a program of its own do it, and kill it so many seconds after it has begun."""
    command = [sys.executable, "-c", SLOWLY, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(seconds)
        child.kill()


@pytest.mark.parametrize("seconds", [0.05, 0.35, 0.62])
def test_a_restoring_that_is_killed_leaves_only_whole_attempts(
    tmp_path: Path, seconds: float
) -> None:
    old = lived_in(tmp_path / "old", attempts=ATTEMPTS)
    target = tmp_path / f"kept{SUFFIX}"
    write_backup(target, old, settings=None, now=MOMENT)
    kill_after(seconds, "restore", tmp_path / "new", target)
    new: Places = places_in(tmp_path / "new")
    library = Library(new.library)
    library.recover()
    there = made_by_hand(new) if new.library.exists() else {}
    whole = made_by_hand(old)
    assert there.items() <= whole.items(), "nothing is half there"
    names = {name.split("/")[0] for name in there if name.startswith("2026-")}
    assert {name for name in whole if name.split("/")[0] in names} <= set(there)
    assert restore(target, new).added == ATTEMPTS - len(names)
    assert made_by_hand(new) == whole


@pytest.mark.parametrize("seconds", [0.05, 0.3, 0.5])
def test_a_deleting_that_is_killed_goes_on(tmp_path: Path, seconds: float) -> None:
    places = lived_in(tmp_path / "home", attempts=ATTEMPTS)
    kill_after(seconds, "delete", tmp_path / "home")
    note = unfinished_note(places)
    parts = note.parts if note is not None else parts_to_delete(own_banks=True, models=True)
    assert note is not None or not places.library.exists() or len(tree_of(places.library)) > 100
    assert delete_everything(places, parts, Presence()).left == ()
    assert not tree_of(tmp_path / "home")
