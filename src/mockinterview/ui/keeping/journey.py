"""Your data and the window: a deletion that was cut off, what was restored, and the end."""

from __future__ import annotations

import contextlib
from typing import Any

from PySide6.QtWidgets import QWidget

from mockinterview.files.presence import Presence
from mockinterview.keeping.deleting import Note, forget_note, unfinished_note
from mockinterview.safekeeping import places_of
from mockinterview.ui.journeys import Journey


class Keeping(Journey):
    """Stays in the library, so that no other window deletes it, and tells of what was cut off."""

    listens_to = ("settings",)

    def __init__(self, *ground: Any) -> None:
        super().__init__(*ground)
        self._presence = Presence()
        self._has_looked = False
        self._keeper.changed.connect(self._after_reading)

    def _connect_settings(self) -> None:
        data = self._pages.settings.data
        data.desk.presence = self._presence
        data.changed.connect(self._keeper.refresh)
        data.end_wanted.connect(self._end)

    def _after_reading(self) -> None:
        self._stay()
        if not self._has_looked:
            self._has_looked = True
            places = places_of(self._services)
            self._tasks.run(lambda: unfinished_note(places), self._tell_unfinished)

    def _stay(self) -> None:
        """Be present where the attempts are now; the folder may be new, or chosen anew."""
        library, presence = self._services.library.folder, self._presence
        if presence.library != library:
            with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
                self._tasks.run(lambda: presence.stay_in(library))

    def _tell_unfinished(self, note: Note | None) -> None:
        if note is None:
            return
        self._pages.practise.banner.show_notice(
            "Deleting everything was cut off when the program ended.",
            "Part of your data is still there. Go on in Settings, “Your data”.",
            action_text="Show Settings",
            action=self._show_settings,
        )

    def _show_settings(self) -> None:
        places = places_of(self._services)
        self._pages.practise.banner.dismiss()
        self._tasks.run(lambda: forget_note(places))
        self.page_wanted.emit("settings")

    def _end(self) -> None:
        window = self.parent()
        if isinstance(window, QWidget):
            window.close()
