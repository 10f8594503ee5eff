"""Asks the index what fits, away from the window's thread; only the newest answer counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from mockinterview.errors import MockInterviewError
from mockinterview.index.query import Query
from mockinterview.services import Services
from mockinterview.ui.tasks import Tasks

PLACES_AT_ONCE = 60
"""For so many rows the words around what was found are fetched together."""


class AttemptSearch(QObject):
    """Signals: `found(Query, names)`; `places(words, {name: snippet})`; `failed(error)`."""

    found = Signal(object, object)
    places = Signal(str, object)
    failed = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._number = 0

    def ask(self, query: Query) -> None:
        """Find the attempts that fit; `found` follows, unless something else is asked before."""
        self._number += 1
        number = self._number

        def tell(names: Sequence[str]) -> None:
            if number == self._number:
                self.found.emit(query, names)

        self._tasks.run(partial(self._find, query), tell, partial(self._fail, number))

    def forget(self) -> None:
        """What was asked last is not wanted any more."""
        self._number += 1

    def ask_places(self, words: str, names: Sequence[str]) -> None:
        """Find where the words stand in these; `places` follows."""
        self._tasks.run(
            partial(self._places, words, list(names)),
            lambda found: self.places.emit(words, found),
            partial(self._fail, self._number),
        )

    def _find(self, query: Query) -> Sequence[str]:
        return self._services.index.find(query)

    def _places(self, words: str, names: Sequence[str]) -> dict[str, str]:
        return self._services.index.snippets(words, names)

    def _fail(self, number: int, error: MockInterviewError) -> None:
        if number == self._number:
            self.failed.emit(error)
