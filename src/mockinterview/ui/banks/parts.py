"""Small parts of the banks page: its offer while it is empty, and which files it takes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from mockinterview.files.bank_sharing import ADDED_SUFFIXES
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.panels import EmptyState

_WIDTH = 340


class NoBanks(EmptyState):
    """What own banks are for. Signals: `acted()` for a new one, `add_wanted()`."""

    add_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            "book-open-line",
            "Questions of your own",
            "A bank is a text file with questions, their mark schemes and model answers. Begin"
            " with a template and write in any editor; this page shows each question as you save."
            " Or drop a bank from a colleague here: a .yaml or a .zip file.",
            "New bank from template …",
        )
        width = theme.pixels(_WIDTH)
        self.text.ensurePolished()
        # A layout that centres a text does not ask how high it is at this width.
        self.text.setFixedSize(width, self.text.heightForWidth(width))
        self.title.setFixedWidth(width)
        self.add = KeyButton(theme, "Add a bank …")
        self.add.clicked.connect(self.add_wanted)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            middle = Qt.AlignmentFlag.AlignHCenter
            layout.insertWidget(layout.indexOf(self.button) + 1, self.add, 0, middle)


def dropped_banks(data: QMimeData) -> list[Path]:
    """The files of a drag that may hold banks; none when any other file is among them."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths if paths and _are_banks(paths) else []


def _are_banks(paths: Iterable[Path]) -> bool:
    return all(path.suffix.lower() in ADDED_SUFFIXES for path in paths)
