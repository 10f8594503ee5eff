"""Which keys a field over the transcript keeps from the shortcuts of the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def keep_typed_key(event: QEvent) -> bool:
    """Claim a key that is typed, before the page's shortcuts see it.

    Control, Alt and the function keys stay the page's. Returns: whether the event is done with.
    """
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    is_function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    if held != Qt.KeyboardModifier.NoModifier or is_function_key:
        return False
    event.accept()
    return True
