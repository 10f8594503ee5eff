"""What a person has made, in places of their own: for the tests of backup and deleting."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from mockinterview.core.marking import Marking, Verdict
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.sittings import Sittings
from mockinterview.files.templates import template
from mockinterview.keeping.places import Places
from mockinterview.settings import Settings, save_settings
from tests.unit.test_attempts import MOMENT
from tests.unit.test_bin import practised

DIARY_ENTRY: Final = "diary/2026-07-14-101500.json"
WORDS: Final = "version: 1\nwords: [yeah]\n"


def places_in(home: Path) -> Places:
    """Places under a folder, none of which is there yet."""
    return Places(
        library=home / "data" / "mockinterview" / "library",
        own_content=home / "Documents" / "Mock Interview" / "Own questions",
        settings=home / "config" / "mockinterview" / "settings.json",
        informal_words=home / "config" / "mockinterview" / "informal_words.yaml",
        cache=home / "cache" / "mockinterview",
        models=home / "cache" / "mockinterview" / "models",
        log=home / "log" / "mockinterview.log",
    )


def lived_in(home: Path, attempts: int = 2) -> Places:
    """Attempts with sound, words and marks; a diary, a bank, a sitting's file, settings, caches."""
    places = places_in(home)
    library = Library(places.library, now=lambda: MOMENT)
    for number in range(attempts):
        folder = practised(library, takes=1)
        folder.save_marking(Marking(pass_number=2).with_verdict(f"c{number}", Verdict.MET))
    write(places.library / DIARY_ENTRY, '{"version": 1}')
    write(places.library / Sittings(library).folder.name / "2026-11-24-194012.json", "{}")
    bank = places.own_content / "questions" / "mine.yaml"
    write(bank, template("bank", bank))
    write(places.informal_words, WORDS)
    save_settings(Settings(extra_time_percent=25, model="tiny.en"), places.settings)
    write(places.cache / "content.json", "{}")
    write(places.models / "tiny.en" / "model.bin", "weights")
    write(places.log, "a line")
    return places


def folders_of(places: Places) -> list[AttemptFolder]:
    """The attempts, by name."""
    return [AttemptFolder(path.parent) for path in sorted(places.library.glob("*/attempt.json"))]


def write(path: Path, text: str) -> Path:
    """Write a file and the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def tree_of(*folders: Path) -> dict[str, str]:
    """Every file below, with its SHA-256: equal when nothing has changed. Claims do not count."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }


def made_by_hand(places: Places) -> dict[str, str]:
    """What a backup holds of these places, by the path in the library or the own banks."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in (places.library, places.own_content)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", ".npy"))
    }
