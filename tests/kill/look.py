"""What the next start of the program finds in the library of a process that was killed."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from mockinterview.audio.compression import compress_attempt
from mockinterview.core.attempt import TakeState
from mockinterview.files.attempts import AttemptFolder, Library
from tests.kill.life import COMPRESSED, DEFECT, MARKED, NOTED, RATE_HZ, SAVED, Life, Outcome
from tests.kill.marks import newest

MOST_LOST_SECONDS: Final = 0.5


class Look:
    """Opens a library and holds what is there against what the child told.

    Args:
        library: where the child worked.
        folder: the one attempt in it.
        life: what the child told.
        outcome: where what is found is written down.
        sound: what was spoken, from its beginning; again from there when it ends.
    """

    def __init__(
        self,
        library: Library,
        folder: AttemptFolder,
        life: Life,
        *,
        outcome: Outcome,
        sound: NDArray[np.int16],
    ) -> None:
        self._library = library
        self._folder = folder
        self._life = life
        self._outcome = outcome
        self._sound = sound

    def look(self) -> None:
        """Recover, list, hear, read; then compress as the next start does, and hear again."""
        outcome, folder = self._outcome, self._folder
        outcome.step = ", ".join(self._sound_files())
        for defect in self._life.values(DEFECT):
            self._complain(str(defect))
        self._library.recover()
        listing = self._library.listing()
        if listing.unreadable or [each.id for each, _ in listing.attempts] != [folder.id]:
            outcome.was_unopened = True
            self._complain(f"not readable: {listing.unreadable or 'nothing is listed'}")
            return
        self._hear()
        self._read()
        compress_attempt(folder)
        self._hear()
        left = self._sound_files()
        if len(left) > 1 or any(not name.endswith((".flac", ".wav")) for name in left):
            self._complain(f"left over: {left}")
        if self._library.recover():
            self._complain("it had to be recovered twice")
        if not folder.lock():
            self._complain("the folder is still locked")
        folder.unlock()

    def _hear(self) -> None:
        """Compare the sound with what was spoken, sample by sample."""
        takes = self._folder.load().takes
        samples: NDArray[Any] = np.zeros(0, np.int16)
        if takes:
            path = self._folder.take_path(takes[0])
            if path.exists():
                samples, _ = soundfile.read(path, dtype="int16")
            if takes[0].state is TakeState.RECORDING:
                self._complain("the take is still open")
            if round(takes[0].seconds * RATE_HZ) != len(samples):
                self._complain(f"{takes[0].seconds} s told, {len(samples)} frames there")
        if not np.array_equal(samples, np.resize(self._sound, len(samples))):
            self._complain("the sound is not the same")
        spoken = self._life.spoken_seconds
        lost = spoken - len(samples) / RATE_HZ
        self._outcome.spoken_seconds = spoken
        self._outcome.lost_seconds = max(self._outcome.lost_seconds, lost)
        is_complete = self._life.said(SAVED) or self._life.prepared is not None
        if lost > (0.0 if is_complete else MOST_LOST_SECONDS):
            self._complain(f"{lost:.3f} s of sound lost")
        if is_complete and not (takes and takes[0].state is TakeState.FINISHED):
            self._complain("a finished take is not finished any more")
        if self._life.said(COMPRESSED) and self._sound_files() != ["take-1.flac"]:
            self._complain("a compressed take is not compressed any more")

    def _read(self) -> None:
        """Compare notes and marks with what was told to be saved."""
        outcome = self._outcome
        notes = self._life.values(NOTED)
        if notes and not self._folder.load().notes.startswith(notes[-1]):
            self._complain("notes that were saved are not there")
        outcome.marks_told = max(self._life.values(MARKED), default=0)
        outcome.marks_lost = max(0, outcome.marks_told - newest(self._folder.marking()))
        if outcome.marks_lost:
            self._complain(f"{outcome.marks_lost} marks lost")

    def _sound_files(self) -> list[str]:
        return sorted(path.name for path in self._folder.path.glob("takes/*"))

    def _complain(self, problem: str) -> None:
        if problem not in self._outcome.problems:
            self._outcome.problems.append(problem)
