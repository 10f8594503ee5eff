"""An entry in the bin: how long it is kept, and the way back."""

from __future__ import annotations

import datetime as dt
import math

from PySide6.QtCore import Signal

from mockinterview.core.diary import Entry
from mockinterview.core.model import comparable
from mockinterview.files.bin import KEPT_DAYS
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.panels import EmptyState
from mockinterview.ui.wording import count


class BinnedEntry(EmptyState):
    """Signals: `restore_wanted`."""

    restore_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "delete-bin-line", "", "", "Put it back")
        self.acted.connect(self.restore_wanted)

    def show_entry(self, entry: Entry, now: dt.datetime) -> None:
        """Tell of this one."""
        self.title.setText(entry.name)
        left = KEPT_DAYS
        if entry.binned is not None:
            end = entry.binned + dt.timedelta(days=KEPT_DAYS)
            left = max(0, math.ceil((end - comparable(now)) / dt.timedelta(days=1)))
        kept = f"for {count(left, 'more day')}" if left else "until the program starts again"
        self.text.setText(f"This entry is in the bin and kept {kept}. Everything in it comes back.")
        for label in (self.title, self.text):
            label.setFixedHeight(label.heightForWidth(label.width()))
