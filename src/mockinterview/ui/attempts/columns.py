"""How wide the columns of the attempts are: the question has its room, whatever else goes."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme

DATE, QUESTION, TAKES, LENGTH, TRANSCRIPT, MARKS = range(6)
HEADINGS: Final = ("Date", "Question", "Takes", "Length", "Transcript", "Marks")
BENEATH: Final = (TAKES, LENGTH, TRANSCRIPT)
"""Where room is short these stand beneath the question."""

_QUESTION_WIDTH = 400
"""Pixels at the ordinary type size, as all widths here: with less it runs over many lines."""
_TRANSCRIPT_WIDTH = 240
"""Longer words on a transcript, with whom it came from, are broken."""
_TAKES_AND_LENGTH = 190
_MARKS_WIDTH = 300
_MARKS_SHARE = 0.19
"""The marks have no more of the table's width than this: the question is what one looks for."""
_LONGEST_WORD = "communication"
"""Of what is told of marks, which may be broken between words."""
_EASY_WIDTH = 420
"""With less room for the question, the time goes into a second line beneath the day."""
_DAY, _TIME = "30 Nov 2000, ", "00:00"
"""As wide as any; the first rows that are measured may have narrower ones than those below."""


def prepare_columns(header: QHeaderView) -> None:
    """All but the question have the width that `fit_columns` finds."""
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(QUESTION, QHeaderView.ResizeMode.Stretch)


def fit_columns(table: QTableView, theme: Theme) -> bool:
    """Give the columns their widths, or hide those that the question leaves no room.

    Returns:
        Whether the columns of `BENEATH` are hidden.
    """
    header, room = table.horizontalHeader(), table.viewport().width()
    small = QFontMetrics(theme.font(tokens.META))
    hints = {column: table.sizeHintForColumn(column) for column in (DATE, *BENEATH)}
    padding = 2 * tokens.SPACE_16
    hints[DATE] = max(hints[DATE], small.horizontalAdvance(_DAY + _TIME) + padding)
    hints[MARKS] = max(
        min(theme.pixels(_MARKS_WIDTH), round(room * _MARKS_SHARE)),
        small.horizontalAdvance(_LONGEST_WORD) + padding,
    )
    hints[TRANSCRIPT] = min(hints[TRANSCRIPT], theme.pixels(_TRANSCRIPT_WIDTH))
    question = room - hints[DATE] - hints[MARKS]
    beside = theme.pixels(_TAKES_AND_LENGTH) + hints[TRANSCRIPT]
    is_narrow = question - beside < theme.pixels(_QUESTION_WIDTH)
    if question < theme.pixels(_EASY_WIDTH):
        hints[DATE] -= small.horizontalAdvance(_TIME)
    for column in BENEATH:
        table.setColumnHidden(column, is_narrow)
    for column in (DATE, *BENEATH, MARKS):
        # A hidden head asks for nothing, so that it has no part in what is decided above.
        width = max(hints[column], header.sectionSizeHint(column))
        if not table.isColumnHidden(column) and width != table.columnWidth(column):
            table.setColumnWidth(column, width)
    return is_narrow
