"""Looks for places in the background, anew when the words are other ones, and remembers them."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.core.content import Rubric
from mockinterview.core.suggestion import Place
from mockinterview.core.transcript import Word
from mockinterview.errors import MockInterviewError

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

BEGIN_MILLISECONDS = 600
"""The page itself is shown first, and what is measured."""

REST_MILLISECONDS = 1000
"""Corrected words are looked through when the correcting rests this long."""

MOST_REMEMBERED: Final = 16
"""Takes, with their words, of which the places are remembered."""

Found = dict[str, tuple[Place, ...]]
_Key = tuple[str, int, tuple[Word, ...]]


class PlaceFinder(QObject):
    """Finds the places of the take that is shown.

    Signals: `changed` when there are others, or they could not be looked for.
    """

    changed = Signal()

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._page = page
        self._known: OrderedDict[_Key, Found] = OrderedDict()
        self._wanted: _Key | None = None
        self._shown: tuple[tuple[str, int], Found] | None = None
        self.problem: MockInterviewError | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.find)

    @property
    def places(self) -> Found | None:
        """By criterion, best first; while words are corrected, those of the words before.

        None as long as nobody has looked.
        """
        if self._shown is None or self._shown[0] != self._take:
            return None
        return self._shown[1]

    def begin(self) -> None:
        """Another take is shown: look for its places, in a moment if they are not known."""
        if self._key in self._known:
            self.find()
        else:
            self._rest.start(BEGIN_MILLISECONDS)

    def find_soon(self) -> None:
        """Look for them when the correcting rests."""
        self._rest.start(REST_MILLISECONDS)

    def find(self) -> None:
        """Look for them in the words as they are now; not when nobody sees the page any more."""
        self._rest.stop()
        if not self._page.isVisible():
            return
        attempt, key = self._page.attempt, self._key
        if attempt is None or key is None:
            self._wanted = self._shown = None
            self.changed.emit()
            return
        if key in self._known:
            self._known.move_to_end(key)
            self._wanted = None
            self._show(key)
            return
        if key == self._wanted:
            return
        self._start(key, attempt.rubric)

    def _start(self, key: _Key, rubric: Rubric) -> None:
        self._wanted = key
        services, words = self._page.services, key[2]

        def done(found: Found) -> None:
            self._known[key] = found
            if len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
            if key == self._wanted:
                self._wanted = None
                self._show(key)

        def fail(problem: MockInterviewError) -> None:
            if key == self._wanted:
                self._wanted = None
                self.problem = problem
                self.changed.emit()

        future = services.hints.submit(services.suggest_places, rubric, words)
        self._page.tasks.follow(future, done, fail)

    @property
    def _take(self) -> tuple[str, int] | None:
        folder = self._page.folder
        return (str(folder.path), self._page.answer.take_number) if folder else None

    @property
    def _key(self) -> _Key | None:
        """The take that is shown with the words of its finished transcript; None without any."""
        take, text = self._take, self._page.answer.transcript.text
        return (*take, text.words) if take is not None and text is not None and text.words else None

    def _show(self, key: _Key) -> None:
        self.problem = None
        self._shown = (key[:2], self._known[key])
        self.changed.emit()
