"""The way through what a person changed: shown in the text, told one by one, given back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.correcting.corrector import Corrector
from mockinterview.ui.marking.correcting.take_text import TakeText
from mockinterview.ui.marking.transcript_panel import TranscriptPanel


class ChangesGuide(QObject):
    """Leads through the changes of the panel's transcript. `told(words)` is something to say."""

    told = Signal(str)

    def __init__(self, corrector: Corrector, panel: TranscriptPanel) -> None:
        super().__init__(panel)
        self._corrector = corrector
        self._panel = panel
        self._place = 0
        bar = panel.changes_bar
        panel.head.changes_asked.connect(self.toggle)
        panel.rewritten.connect(self._refresh)
        bar.stepped.connect(self.step)
        bar.revert_asked.connect(self.revert_shown)
        bar.revert_all_asked.connect(corrector.revert_all)
        bar.closed.connect(self.toggle)

    @property
    def text(self) -> TakeText | None:
        """The words that are shown, when they are complete."""
        return self._panel.text

    def toggle(self) -> None:
        """Show what a person changed, or hide that again."""
        text = self.text
        if text is None:
            return
        if not text.changes and not self._panel.shows_changes:
            self.told.emit("No word was changed.")
            return
        self._panel.editor.commit()
        self._panel.show_changes(are_shown=not self._panel.shows_changes)
        if self._panel.shows_changes:
            self._show_change(0)
        elif self._panel.text is not None:
            self._panel.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, step: int) -> None:
        """Look at the next change, or the one before; behind the last comes the first."""
        text = self.text
        if text is not None and text.changes:
            self._show_change((self._place + step) % len(text.changes))

    def revert_shown(self) -> None:
        """Give back the change that is looked at."""
        text = self.text
        if text is not None and self._place < len(text.changes):
            self._corrector.revert(text.changes[self._place])

    def _refresh(self) -> None:
        """The words are other ones: the bar tells of them, and nothing moves."""
        if self._panel.shows_changes:
            self._show_change(self._place, moves=False)

    def _show_change(self, place: int, *, moves: bool = True) -> None:
        """Tell a change in the bar, and go to it in the text."""
        text = self.text
        if text is None:
            return
        found = text.changes
        self._place = min(place, max(0, len(found) - 1))
        change = found[self._place] if found else None
        bar = self._panel.changes_bar
        bar.show_change(text.changed_words, change, self._place, len(found))
        if change is None or not moves or not text.words:
            return
        if change.corrected:
            self._panel.view.choose(change.corrected.start, change.corrected.stop - 1)
        else:
            self._panel.view.clear_choice()
        self._panel.view.reveal(min(change.corrected.start, len(text.words) - 1))
        announce(self._panel, bar.change.text())
