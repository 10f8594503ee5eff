"""The field for the name of whoever marks, which is asked for once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

_COMES_BACK: Final = {
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
}
"""Why the focus goes for a while: to another window, to a menu of the field."""


class MarkerName(QLineEdit):
    """A name that is kept when Enter is pressed, and when the field is left.

    Signals: `kept(name)`, also where it is the same as before; after it, when Enter was pressed,
    `entered(was_asked_for)`.
    """

    kept = Signal(str)
    entered = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._is_asked_for = self._was_asked_for = False
        self.setPlaceholderText("Your name")
        self.setAccessibleName("Your name, which stands on the marks you return")
        self.setToolTip("Stands on the marks that you return")
        self.returnPressed.connect(self._enter)
        self.editingFinished.connect(self._keep)

    def ask(self) -> bool:
        """Let somebody without a name write one, once; True when it is asked for now."""
        if self._was_asked_for or self.text().strip():
            return False
        self._is_asked_for = self._was_asked_for = True
        self.setFocus()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes somewhere else on the page does not want to go on any more."""
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self._is_asked_for = False

    def _enter(self) -> None:
        is_asked_for, self._is_asked_for = self._is_asked_for, False
        self._keep()
        self.entered.emit(is_asked_for)

    def _keep(self) -> None:
        self.kept.emit(self.text().strip())
