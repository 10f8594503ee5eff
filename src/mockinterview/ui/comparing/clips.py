"""Playing what was cited in the earlier or in the later answer, of whatever take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from mockinterview.core.audible import audible_words
from mockinterview.core.marking import Evidence
from mockinterview.services import Services
from mockinterview.ui.comparing.reading import Compared
from mockinterview.ui.marking.playback import Playback
from mockinterview.ui.tasks import Tasks

Heard = tuple[int, Evidence]
"""Of which answer, 0 the earlier and 1 the later, and which clip."""


class ComparedClips(QObject):
    """Opens a take when a clip of it is wanted.

    Signals: `changed` when another clip is heard, or none.
    """

    changed = Signal()

    def __init__(self, services: Services, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.playback = Playback(services.new_player, services.audio, tasks, self)
        self._answers: Compared | None = None
        self._open_take: tuple[int, int] | None = None
        self._clip: Heard | None = None
        self.playback.playing_changed.connect(lambda _: self.changed.emit())

    @property
    def heard(self) -> Heard | None:
        """The clip that is being played."""
        return self._clip if self.playback.is_playing else None

    def show_answers(self, answers: Compared | None) -> None:
        """Clips are of these answers from now on."""
        self._answers, self._open_take, self._clip = answers, None, None
        self.playback.close()

    def play(self, which: int, clip: Evidence) -> None:
        """Play just the clip; pause where it is heard already."""
        if self.heard == (which, clip):
            self.playback.pause()
            return
        if self._answers is None or not self._open(which, clip.take):
            return
        self._clip = (which, clip)
        start, end = clip.start, clip.end
        if clip.words:
            words = self._answers.words[which].get(clip.take, ())
            start, end = audible_words(start, end, words)
        self.playback.play_clip(start, end)
        self.changed.emit()

    def after(self, which: int, clips: Sequence[Evidence]) -> Evidence:
        """Which of these comes next: the one behind what was heard last, else the first."""
        last = self._clip[1] if self._clip is not None and self._clip[0] == which else None
        place = clips.index(last) + 1 if last in clips else 0
        return clips[place % len(clips)]

    def _open(self, which: int, number: int) -> bool:
        """Whether there is sound of this take."""
        if self._open_take == (which, number):
            return True
        if self._answers is None:
            return False
        found = self._answers.found
        attempt = (found.before, found.after)[which].attempt
        takes = (one for one in attempt.kept_takes if one.number == number and one.seconds > 0)
        take = next(takes, None)
        if take is None:
            return False
        self._open_take = (which, number)
        self.playback.open(self._answers.folders[which].take_path(take))
        return True
