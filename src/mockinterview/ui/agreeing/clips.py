"""Playing what one or the other cited, of whatever take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from mockinterview.core.audible import audible_words
from mockinterview.core.marking import Evidence
from mockinterview.services import Services
from mockinterview.ui.agreeing.reading import MarkedBy
from mockinterview.ui.marking.playback import Playback
from mockinterview.ui.tasks import Tasks


class CitedClips(QObject):
    """Opens a take when a clip of it is wanted.

    Signals: `changed` when another clip is heard, or none.
    """

    changed = Signal()

    def __init__(self, services: Services, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.playback = Playback(services.new_player, services.audio, tasks, self)
        self._answer: MarkedBy | None = None
        self._take = 0
        self._clip: Evidence | None = None
        self.playback.playing_changed.connect(lambda _: self.changed.emit())

    @property
    def heard(self) -> Evidence | None:
        """The clip that is being played."""
        return self._clip if self.playback.is_playing else None

    def show_answer(self, answer: MarkedBy | None) -> None:
        """Clips are of this answer from now on."""
        self._answer, self._take, self._clip = answer, 0, None
        self.playback.close()

    def play(self, clip: Evidence) -> None:
        """Play just the clip; pause where it is heard already."""
        if self.heard == clip:
            self.playback.pause()
            return
        if self._answer is None or not self._open(clip.take):
            return
        self._clip = clip
        start, end = clip.start, clip.end
        if clip.words:
            start, end = audible_words(start, end, self._answer.words.get(clip.take, ()))
        self.playback.play_clip(start, end)
        self.changed.emit()

    def after(self, clips: Sequence[Evidence]) -> Evidence:
        """Which of these comes next: the one behind what was heard last, else the first."""
        place = clips.index(self._clip) + 1 if self._clip in clips else 0
        return clips[place % len(clips)]

    def _open(self, number: int) -> bool:
        """Whether there is sound of this take."""
        if number == self._take:
            return True
        answer = self._answer
        takes = answer.attempt.kept_takes if answer is not None else ()
        take = next((one for one in takes if one.number == number and one.seconds > 0), None)
        if take is None or answer is None:
            return False
        self._take = number
        self.playback.open(answer.folder.take_path(take))
        return True
