"""Text of others where Qt would read more into it than words: tooltips, menus, messages.

Qt takes a tooltip or a message for HTML when it looks like it, and would show a picture that the
name of a candidate asks for. Labels and tables of this program are plain already.
"""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

_AS_WRITTEN = '<span style="white-space: pre-wrap">{}</span>'


def plain_tip(text: str) -> str:
    """The text for a tooltip that shows it letter by letter, with its line breaks.

    Qt guesses HTML only from a "<" or from "&lt;" (`Qt::mightBeRichText`). A text with neither is
    given back as it is, because a screen reader is read the tooltip of what has no description,
    and would be read the escapes as well.
    """
    if "<" not in text and "&lt;" not in text:
        return text
    return _AS_WRITTEN.format(html.escape(text))


def plain_entry(text: str) -> str:
    """The text for an entry of a menu: no key is taken from its “&”, none told behind a tab."""
    return text.replace("&", "&&").replace("\t", " ")


def new_message(parent: QWidget | None, icon: QMessageBox.Icon, title: str) -> QMessageBox:
    """A message whose texts are shown letter by letter."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setWindowTitle(title)
    return box
