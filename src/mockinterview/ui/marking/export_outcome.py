"""What became of an export, told on a banner; and under which name one is proposed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from mockinterview.core.attempt import Attempt, Take
from mockinterview.errors import ExportCancelled, ExportError, MockInterviewError
from mockinterview.ui.widgets.panels import Banner


class ExportOutcome:
    """Tells on one banner."""

    def __init__(self, banner: Banner) -> None:
        self._banner = banner

    def tell_done(self, what: str, target: Path) -> None:
        """It is written: “Take 1 was exported as …”."""
        self._banner.show_notice(
            f"{what} was exported as {target.name}.",
            f"It is in {target.parent}.",
            action_text="Show folder",
            action=partial(self._show_folder, target.parent),
        )

    def tell_failed(self, error: MockInterviewError) -> None:
        """It is not written, and nothing of it is left."""
        if isinstance(error, ExportCancelled):
            self._banner.show_notice(error.message, error.hint)
        else:
            self._banner.show_problem(error)

    def _show_folder(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.tell_failed(ExportError("The folder cannot be shown.", f"It is {folder}."))


def proposed_name(attempt: Attempt, take: Take) -> str:
    """A name that tells question, day and take."""
    return f"{attempt.question.id} {take.started:%Y-%m-%d} take {take.number}"
