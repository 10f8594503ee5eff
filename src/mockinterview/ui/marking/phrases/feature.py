"""Phrases on the marking page: offered in every field for a sentence, kept from what is there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from mockinterview.files.own_phrases import LONGEST_PHRASE, add_phrase
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.marking.phrases.matching import Asked, asked, fitting
from mockinterview.ui.marking.phrases.popup import PhrasePopup
from mockinterview.ui.marking.sentence_edit import SentenceEdit
from mockinterview.ui.wording import count

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

_TAKING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize}
_GAP = 4
"""Pixels between the cursor and the list."""
_SHOWN_OF_KEPT = 40
"""Characters of what would be kept that are shown."""


class PhrasesFeature(Feature):
    """Follows the keyboard from field to field; one field at a time is listened to."""

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._field: SentenceEdit | None = None
        self._around: list[QWidget] = []
        self._asked: Asked | None = None
        self._offered: list[str] = []
        self._kept = ""
        self.popup = PhrasePopup(page.theme, page)
        self.popup.taken.connect(self._take)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While phrases are offered, the keys that choose among them are theirs."""
        is_key = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if watched is self._field and isinstance(event, QKeyEvent) and is_key:
            return self.popup.isVisible() and self._use(Qt.Key(event.key()))
        if event.type() in _MOVES and self.popup.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _use(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            self.popup.step(_STEPS[key])
            announce(self.page, self.popup.texts[self.popup.chosen])
        elif key in _TAKING:
            self._take(self.popup.chosen)
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Listen to the field that has the keyboard now."""
        if now is self._field:
            return
        if not shiboken6.isValid(self.popup):
            return  # the page is being taken down
        self._close()
        for widget in filter(shiboken6.isValid, self._around):
            widget.removeEventFilter(self)
        if self._field is not None and shiboken6.isValid(self._field):
            self._field.typed.disconnect(self._offer)
            self._field.cursorPositionChanged.disconnect(self._keep_to)
        self._field, self._around = None, []
        if isinstance(now, SentenceEdit) and self.page.isAncestorOf(now) and not now.isReadOnly():
            self._field = now
            self._around = self._with_what_it_lies_in(now)
            for widget in self._around:
                widget.installEventFilter(self)
            now.typed.connect(self._offer)
            now.cursorPositionChanged.connect(self._keep_to)

    def _offer(self, text: str) -> None:
        """Offer what fits what was just typed."""
        field = self._field
        if field is None:
            return
        self._asked = asked(text, field.textCursor().position())
        if self._asked is None:
            self._close()
            return
        phrases = self.page.services.content.phrases
        self._offered = fitting(phrases, self._asked.letters)
        self._kept = self._to_be_kept(text, phrases)
        lines = [*self._offered]
        if self._kept:
            lines.append(f"Keep “{_shortened(self._kept)}” as a phrase")
        if not lines:
            self._close()
            return
        self.popup.offer(lines)
        self._place()
        announce(self.page, f"{count(len(lines), 'phrase')}: {lines[0]}")

    def _place(self) -> None:
        """Under the cursor, wherever the field has been scrolled to."""
        if self._field is None:
            return
        cursor, view = self._field.cursorRect(), self._field.viewport()
        under = view.mapTo(self.page, cursor.bottomLeft() + QPoint(0, _GAP))
        self.popup.place(under, view.mapTo(self.page, cursor.topLeft() - QPoint(0, _GAP)))

    def _with_what_it_lies_in(self, field: QWidget) -> list[QWidget]:
        """The field and all that moves it."""
        found = [field]
        while (above := found[-1].parentWidget()) is not None and above is not self.page:
            found.append(above)
        return found

    def _to_be_kept(self, text: str, phrases: list[str]) -> str:
        """What was written before a bare semicolon, where it is no phrase yet."""
        if self._asked is None or self._asked.letters:
            return ""
        written = " ".join(text[: self._asked.start].split())
        is_fit = 0 < len(written) <= LONGEST_PHRASE and written not in phrases
        return written if is_fit else ""

    def _keep_to(self) -> None:
        """The cursor went elsewhere by itself."""
        field = self._field
        if field is not None and self.popup.isVisible():
            now = asked(field.toPlainText(), field.textCursor().position())
            if now is None or self._asked is None or now.start != self._asked.start:
                self._close()

    def _take(self, row: int) -> None:
        """Put a phrase in the place of the semicolon, or keep what is written as one."""
        field, place = self._field, self._asked
        if field is None or place is None:
            return
        phrase = self._offered[row] if row < len(self._offered) else ""
        kept = self._kept
        self._close()
        cursor = field.textCursor()
        cursor.setPosition(place.start)
        cursor.setPosition(place.start + 1 + len(place.letters), cursor.MoveMode.KeepAnchor)
        cursor.insertText(phrase)
        field.setTextCursor(cursor)
        if not phrase:
            self._keep(kept)

    def _keep(self, phrase: str) -> None:
        services = self.page.services

        def take_in(_: None) -> None:
            if phrase not in services.content.phrases:
                services.content.phrases.insert(0, phrase)
            self.page.header.tell("Kept as a phrase")

        keep = partial(add_phrase, services.own_content, phrase)
        self.page.tasks.run(keep, take_in, self.page.banner.show_problem)

    def _close(self) -> None:
        self._asked = None
        self.popup.hide()


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN_OF_KEPT else f"{text[:_SHOWN_OF_KEPT].rstrip()} …"
