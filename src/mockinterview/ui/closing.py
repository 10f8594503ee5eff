"""What is asked before the window closes, when something would end or be lost with it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from mockinterview.ui.unsaved_banner import names_of
from mockinterview.ui.widgets.plain import new_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockinterview.ui.marking.marks import AttemptMarks


class UnsavedAnswer(Enum):
    """What to do about marks that are not saved."""

    TRY_AGAIN = auto()
    CLOSE = auto()
    STAY = auto()


def ask_to_end_interview(window: QWidget, title: str) -> bool:
    """Whether to close although an interview is running."""
    box = new_message(window, QMessageBox.Icon.Question, title)
    box.setText("An interview is running. Close the program?")
    box.setInformativeText("What has been recorded so far is kept.")
    close = box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton("Go on with the interview", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is close


def ask_about_unsaved(
    window: QWidget, title: str, unsaved: Sequence[AttemptMarks]
) -> UnsavedAnswer:
    """What to do about these marks, which cannot be written."""
    box = new_message(window, QMessageBox.Icon.Warning, title)
    box.setText(f"Changes to {names_of(unsaved)} are not saved yet.")
    box.setInformativeText(f"{unsaved[0].problem}\n\nIf you close anyway, they are lost.")
    again = box.addButton("Try again", QMessageBox.ButtonRole.AcceptRole)
    close = box.addButton("Close anyway", QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(again)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is again:
        return UnsavedAnswer.TRY_AGAIN
    return UnsavedAnswer.CLOSE if box.clickedButton() is close else UnsavedAnswer.STAY
