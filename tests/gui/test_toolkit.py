"""What the program relies on in Qt's Python binding."""

from __future__ import annotations

import sys

from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot


def test_calls_without_an_answer_leave_none_alone(qtbot: QtBot) -> None:
    """PySide6 6.12.0 took a reference from None with each such call.

    Before Python 3.12, where None lives for ever, that ended the interpreter ("deallocating
    None") after some thousand calls: half a minute of a clock that is painted.
    """
    font = QFont()
    before = sys.getrefcount(None)
    for _ in range(1000):
        font.setPixelSize(12)
    assert abs(sys.getrefcount(None) - before) < 100
