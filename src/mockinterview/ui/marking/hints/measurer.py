"""Measures the take that is shown, in the background, and remembers what came of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.core.attempt import Take
from mockinterview.core.measures import Measure
from mockinterview.errors import MockInterviewError
from mockinterview.measures.take import TakeWords

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

BEGIN_MILLISECONDS = 400
"""The page itself is shown first."""

REST_MILLISECONDS = 1000
"""Corrected words are measured when the correcting rests this long."""

MOST_REMEMBERED: Final = 16
"""Takes, with their words, of which the measures are remembered."""

_Key = tuple[str, int, TakeWords | None]


class Measurer(QObject):
    """What is measured on the take that is shown.

    Signals: `changed` when there are other measures, none yet, or none at all.
    """

    changed = Signal()

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._page = page
        self._known: OrderedDict[_Key, Sequence[Measure]] = OrderedDict()
        self._wanted: _Key | None = None
        self._shown: _Key | None = None
        self.problem: MockInterviewError | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.measure)

    @property
    def measures(self) -> Sequence[Measure]:
        """Those of this take; while words are corrected, those of the words before."""
        if self._shown is None or self._shown[:2] != self._take:
            return ()
        return self._known.get(self._shown, ())

    @property
    def is_measuring(self) -> bool:
        """Whether there will be some soon."""
        return self._wanted is not None or self._rest.isActive()

    def begin(self) -> None:
        """Another take is shown: measure it, in a moment if it is not known."""
        if self._key in self._known:
            self.measure()
        else:
            self._rest.start(BEGIN_MILLISECONDS)

    def measure_anew(self) -> None:
        """Measure the take again: what is looked for in it may be something else by now."""
        take, key = self._page.shown_take, self._key
        if take is not None and key is not None and key in self._known:
            self._start(take, key)

    def measure_soon(self) -> None:
        """Measure when the correcting rests."""
        self._rest.start(REST_MILLISECONDS)

    def measure(self) -> None:
        """Measure the take as it is now; not when nobody sees the page any more."""
        self._rest.stop()
        if not self._page.isVisible():
            return
        self.problem = None
        take, key = self._page.shown_take, self._key
        if take is None or key is None or take.seconds <= 0:
            self._wanted = self._shown = None
        elif key in self._known:
            self._known.move_to_end(key)
            self._wanted, self._shown = None, key
        elif key != self._wanted:
            self._start(take, key)
        self.changed.emit()

    def _start(self, take: Take, key: _Key) -> None:
        folder, attempt = self._page.folder, self._page.attempt
        if folder is None or attempt is None:
            return
        self._wanted = key
        services, text = self._page.services, key[2]

        def done(measures: Sequence[Measure]) -> None:
            self._known[key] = measures
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
            if key == self._wanted:
                self._wanted, self._shown = None, key
                self.changed.emit()

        def fail(problem: MockInterviewError) -> None:
            if key == self._wanted:
                self._wanted, self.problem = None, problem
                self.changed.emit()

        future = services.hints.submit(services.measure, folder, attempt, take, text)
        self._page.tasks.follow(future, done, fail)

    @property
    def _take(self) -> tuple[str, int] | None:
        folder = self._page.folder
        return (str(folder.path), self._page.answer.take_number) if folder else None

    @property
    def _key(self) -> _Key | None:
        take, text = self._take, self._page.answer.transcript.text
        if take is None:
            return None
        words = TakeWords(text.words, text.fillers, text.unheard) if text is not None else None
        return (*take, words)
