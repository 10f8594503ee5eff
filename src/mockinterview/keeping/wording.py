"""What backup, restoring and deleting came to, in sentences for window and terminal."""

from __future__ import annotations

from typing import Final

from mockinterview.core.sizes import size_words
from mockinterview.keeping.deleting import Deleted
from mockinterview.keeping.restoring import Restored
from mockinterview.keeping.sizes import Part
from mockinterview.keeping.writing import WrittenBackup

PART_NAMES: Final = {
    Part.ATTEMPTS: "Attempts",
    Part.DIARY: "Diary",
    Part.LIBRARY: "Sittings and lists",
    Part.BANKS: "Own banks and mark schemes",
    Part.SETTINGS: "Settings and log",
    Part.CACHES: "Caches",
    Part.MODELS: "Speech models",
}


def counted(number: int, word: str) -> str:
    """“1 attempt”, “12 attempts”."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def backup_sentences(written: WrittenBackup) -> list[str]:
    """What was written, and what was not."""
    what = f"{counted(written.attempts, 'attempt')}, {counted(written.files, 'file')}"
    size = size_words(written.size_bytes)
    told = [f"{written.path.name}: {what}, {size}, read back and whole."]
    if written.unread:
        told.append(f"{counted(len(written.unread), 'file')} could not be read, among them:")
        told.extend(f"  {path}" for path in written.unread[:3])
    if written.left_out:
        number = len(written.left_out)
        verb = "was" if number == 1 else "were"
        told.append(
            f"{counted(number, 'file')} in your folders that Mock Interview did not make"
            f" {verb} left out."
        )
    return told


def restored_sentences(restored: Restored, *, has_settings: bool) -> list[str]:
    """What became of a backup."""
    attempts = [f"{counted(restored.added, 'attempt')} added"]
    if restored.here:
        attempts.append(f"{_there(restored.here)} there")
    if restored.completed:
        attempts.append(f"{restored.completed} lacked files, which were added")
    if restored.beside:
        number = len(restored.beside)
        attempts.append(
            "1 differs and was kept beside"
            if number == 1
            else f"{number} differ and were kept beside"
        )
    told = [f"{', '.join(attempts)}."]
    if restored.beside:
        told.append(f"Kept beside: {_some(restored.beside)}.")
    if restored.files_added or restored.files_here or restored.files_beside:
        told.append(
            f"Sittings, diary and banks: {counted(restored.files_added, 'file')} added"
            + (f", {_there(restored.files_here)} there" if restored.files_here else "")
            + (f", {len(restored.files_beside)} kept beside." if restored.files_beside else ".")
        )
    if restored.files_beside:
        told.append(f"Kept beside: {_some([path.name for path in restored.files_beside])}.")
    if has_settings:
        told.append("The settings were taken over; they hold from the next start.")
    elif restored.settings is not None:
        told.append("Your settings stay as they are.")
    return told


def deleted_sentences(deleted: Deleted) -> list[str]:
    """What is gone, and what is left."""
    told = [f"{counted(deleted.files, 'file')} deleted, {size_words(deleted.size_bytes)}."]
    if deleted.failed:
        told.append(f"{counted(len(deleted.failed), 'file')} could not be deleted.")
    if foreign := len(deleted.left) - len(deleted.failed):
        verb = "is" if foreign == 1 else "are"
        told.append(
            f"{counted(foreign, 'file')} that Mock Interview did not make {verb} still there."
        )
    if not deleted.left:
        told.append("Nothing is left.")
    return told


def _there(number: int) -> str:
    return "1 was" if number == 1 else f"{number} were"


def _some(names: tuple[str, ...] | list[str]) -> str:
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
