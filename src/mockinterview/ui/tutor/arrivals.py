"""Packs on their way in, one after the other, away from the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.errors import MockInterviewError, PackError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.pack.arriving import Outcome
from mockinterview.pack_exchange import take_over
from mockinterview.services import Services
from mockinterview.ui.tasks import Tasks


@dataclass
class Arrivals:
    """What came of some packs.

    `added` are the candidates of the answers that are new here, one for each; `marked` the answers
    that were here and got marks of somebody; `known` counts those that were here already, `strange`
    those that marks were for and that are not here. `refused` says why, by the name of a file.
    `done` are the packs that need not be looked at again: a full disk or a folder that cannot be
    written to says nothing of a pack.
    """

    added: list[str] = field(default_factory=list)
    marked: list[AttemptFolder] = field(default_factory=list)
    known: int = 0
    strange: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    done: list[Path] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing came that was not here."""
        return not (self.added or self.marked or self.refused)


class ArrivalDesk(QObject):
    """Signals: `begun(number)`; `arrived(Arrivals, is_asked)` after every lot of packs."""

    begun = Signal(int)
    arrived = Signal(object, bool)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._waiting: list[tuple[list[Path], bool]] = []
        self._is_busy = False
        self._is_closed = False

    def take_in(self, paths: Sequence[Path], *, is_asked: bool = True) -> None:
        """Take these in; `is_asked` says that a person gave them, not a watched folder."""
        self._waiting.append((list(paths), is_asked))
        if not self._is_busy:
            self._go_on()

    def close_down(self) -> None:
        """Begin with no more of them; the one on its way is taken in whole."""
        self._is_closed = True

    def _go_on(self) -> None:
        if self._is_closed:
            return
        self._is_busy = bool(self._waiting)
        if not self._waiting:
            return
        paths, is_asked = self._waiting.pop(0)
        self.begun.emit(len(paths))

        self._tasks.run(
            partial(take_in, paths, self._services.library),
            lambda found: self.arrived.emit(found, is_asked),
            # After the outcome was told, and after a defect, too.
            ended=lambda: QTimer.singleShot(0, self, self._go_on),
        )


def take_in(paths: Sequence[Path], library: Library) -> Arrivals:
    """Take packs in, each whole or not at all; one that is refused does not stop the others."""
    found = Arrivals()
    for path in paths:
        try:
            arrived = take_over(path, library)
        except MockInterviewError as error:
            found.refused[path.name] = f"{error.message} {error.hint}".strip()
            if isinstance(error, PackError):
                found.done.append(path)
            continue
        found.done.append(path)
        for one in arrived:
            if one.outcome in {Outcome.NEW, Outcome.BESIDE}:
                found.added.append(one.packed.candidate)
            elif one.outcome is Outcome.NOT_HERE:
                found.strange += 1
            elif one.new_markings and one.folder is not None:
                found.marked.append(one.folder)
            else:
                found.known += 1
    return found
