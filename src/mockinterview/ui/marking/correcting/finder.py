"""Finding in the transcript: from what is typed to the place that is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.correcting.find_bar import FindBar
from mockinterview.ui.marking.correcting.finding import FindableWords
from mockinterview.ui.marking.transcript_view import TranscriptView

MOST_SHOWN = 500
"""With more places than this, as for one letter, only the one that is gone to is shown."""


class Finder(QObject):
    """Searches the words of the view for what stands in the bar."""

    def __init__(self, bar: FindBar, view: TranscriptView) -> None:
        super().__init__(bar)
        self._bar = bar
        self._view = view
        self._findable: FindableWords | None = None
        self._places: list[tuple[int, int]] = []
        self._place = 0
        self._origin = 0
        bar.searched.connect(lambda _: self._search())
        bar.stepped.connect(self.step)
        bar.play_asked.connect(self._play)
        bar.closed.connect(self.close)

    @property
    def places(self) -> list[tuple[int, int]]:
        """What was found, each as its first and last word."""
        return self._places

    def open(self) -> None:
        """Show the bar; chosen words are what is looked for first."""
        if not self._view.layout_of_words.words:
            return
        if self._bar.isHidden():
            self._origin, _ = self._view.current_words or (0, 0)
        chosen = self._view.chosen
        if chosen is not None and chosen[0] != chosen[1] and self._bar.isHidden():
            self._bar.field.setText(self._view.layout_of_words.plain(*chosen))
        self._bar.begin()
        self._search()

    def look_for(self, words: str) -> None:
        """Show where these words stand first, as if somebody had typed them."""
        self._origin = 0
        self._bar.field.setText(words)
        self.open()

    def close(self) -> None:
        """Hide the bar; the place that was found stays chosen."""
        if self._bar.isHidden():
            return
        has_keyboard = self._bar.isAncestorOf(self._bar.window().focusWidget() or self._bar)
        self._bar.hide()
        self._view.set_found(())
        if has_keyboard:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, step: int) -> None:
        """Go on to the next place, or back; behind the last comes the first."""
        if self._bar.isHidden():
            self.open()
            return
        if self._places:
            self._show((self._place + step) % len(self._places))
            self._origin, _ = self._places[self._place]

    def refresh(self) -> None:
        """The words are other ones."""
        self._findable = None
        if not self._bar.isHidden():
            self._find()
            self._bar.show_count(self._place, len(self._places))

    def _search(self) -> None:
        """Find anew, from where the search began or went on; behind the end comes the beginning."""
        was_chosen = self._places and self._view.chosen == self._places[self._place]
        self._find()
        if self._places:
            behind = [n for n, (first, _) in enumerate(self._places) if first >= self._origin]
            self._show(behind[0] if behind else 0)
            return
        if was_chosen:
            self._view.clear_choice()
        self._bar.show_count(0, 0)
        if self._bar.field.text().strip():
            announce(self._bar, "Not found")

    def _find(self) -> None:
        if self._findable is None:
            self._findable = FindableWords(self._view.layout_of_words.words)
        self._places = self._findable.find(self._bar.field.text())
        self._place = min(self._place, max(0, len(self._places) - 1))
        self._view.set_found(self._places if len(self._places) <= MOST_SHOWN else ())

    def _show(self, place: int) -> None:
        self._place = place
        first, last = self._places[place]
        self._view.choose(first, last)
        self._view.reveal(first)
        self._bar.show_count(place, len(self._places))
        said = self._view.layout_of_words.plain(max(0, first - 3), last + 3)
        announce(self._bar, f"{self._bar.count.text()}: {said}")

    def _play(self) -> None:
        if self._places:
            self._view.word_clicked.emit(self._places[self._place][0])
