"""Asks where an export goes to and as what kind of file; the last answer is proposed next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget


class Kind(Protocol):
    """A kind of file: how its name ends, and what people call it."""

    @property
    def suffix(self) -> str:
        """How its name ends, with the dot."""

    @property
    def title(self) -> str:
        """What people call it."""


@dataclass(frozen=True)
class Target:
    """The file to be written; `replaces` tells whether the person agreed to replace one there."""

    path: Path
    replaces: bool


class ExportPlace:
    """One for each thing that is exported; `kinds` are the files that it can be written as."""

    def __init__(self, kinds: Sequence[Kind], usual_suffix: str) -> None:
        self._kinds = kinds
        self._folder = Path.home()
        self._suffix = usual_suffix

    def ask(self, page: QWidget, title: str, name: str) -> tuple[Path, Kind] | None:
        """What was chosen in the system's dialog; None when it was given up."""
        filters = {f"{kind.title} (*{kind.suffix})": kind for kind in self._kinds}
        usual = next(words for words, kind in filters.items() if kind.suffix == self._suffix)
        proposed = self._folder / f"{name}{self._suffix}"
        chosen, words = QFileDialog.getSaveFileName(
            page, title, str(proposed), ";;".join(filters), usual
        )
        return (Path(chosen), filters.get(words, filters[usual])) if chosen else None

    def settle(self, path: Path, kind: Kind) -> Target:
        """Remember the place; a name without one of our endings gets that of `kind`."""
        has_ending = path.suffix.lower() in {each.suffix for each in self._kinds}
        if not has_ending:
            path = path.with_name(path.name + kind.suffix)
        self._folder, self._suffix = path.parent, path.suffix.lower()
        # The dialog has asked about the name that was typed, not about the one that we made.
        return Target(path, replaces=has_ending)
