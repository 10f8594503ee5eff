"""A field for a sentence or two: grows with its text, Enter ends it, keys of the page rest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme

_MUCH = 10_000
_ENDING_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class SentenceEdit(QPlainTextEdit):
    """Text without line breaks, as high as it or its placeholder. What is typed stays.

    Signals: `typed` with the text at each change by the person; `ended(by_enter)` when a key
    ends it; `left` when the focus goes elsewhere.
    """

    typed = Signal(str)
    ended = Signal(bool)
    left = Signal()

    def __init__(self, theme: Theme, name: str, placeholder: str) -> None:
        super().__init__()
        self._theme = theme
        self._is_filling = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._tell)
        theme.changed.connect(self._fit)
        self._fit()

    def set_text(self, text: str) -> None:
        """Show another text, unless that is what it says already; nobody is told."""
        if text != self.toPlainText().strip():
            self._is_filling = True
            self.setPlainText(text)
            self._is_filling = False
            self._fit()

    def sizeHint(self) -> QSize:
        """As high as its text."""
        return QSize(self._theme.pixels(160), self._height())

    def minimumSizeHint(self) -> QSize:
        """As high as its text, and narrow."""
        return QSize(self._theme.pixels(80), self._height())

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from the page's shortcuts while the field has the focus."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() & ~(
                Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
            )
            if plain == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape end the field; everything else edits."""
        if event.key() in _ENDING_KEYS:
            self.ended.emit(event.key() != Qt.Key.Key_Escape)
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left; a context menu does not count."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines may break elsewhere now."""
        super().resizeEvent(event)
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted line breaks become spaces."""
        self.insertPlainText(" ".join(source.text().split()))

    def _tell(self) -> None:
        self._fit()
        if not self._is_filling:
            self.typed.emit(self.toPlainText())

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())
            self.updateGeometry()

    def _height(self) -> int:
        lines = max(1, round(self.document().size().height()))
        if self.document().isEmpty():
            lines = max(lines, self._placeholder_lines())
        return lines * self.fontMetrics().lineSpacing() + 2 * tokens.SPACE_8 + 2

    def _placeholder_lines(self) -> int:
        """Into how many lines the placeholder breaks at the present width."""
        space = QRect(0, 0, self.viewport().width(), _MUCH)
        flags = int(Qt.TextFlag.TextWordWrap)
        area = self.fontMetrics().boundingRect(space, flags, self.placeholderText())
        return round(area.height() / self.fontMetrics().lineSpacing())
