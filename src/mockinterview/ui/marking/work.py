"""What a person does to one attempt, as one value: the marks and the corrected transcripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mockinterview.core.cited_words import marking_cited_again, moved_marking
from mockinterview.core.correction import Correction, Edit
from mockinterview.core.marking import Marking
from mockinterview.core.rehearing import heard_again
from mockinterview.core.transcript import Transcript
from mockinterview.files.attempts import AttemptFolder


@dataclass(frozen=True)
class Work:
    """Marks, and the correction of each take that has one. A change makes a new value."""

    marking: Marking
    corrections: Mapping[int, Correction] = field(default_factory=dict)

    def with_marking(self, marking: Marking) -> Work:
        """The same words with these marks."""
        return Work(marking, self.corrections)

    def with_edit(self, take: int, edit: Edit) -> Work:
        """A take's words after an edit; the evidence that cites them follows."""
        if not edit.is_change:
            return self
        marking = moved_marking(self.marking, take, edit)
        return Work(marking, {**self.corrections, take: edit.after})

    def without_correction(self, take: int, original: Transcript) -> Work:
        """A take's words as they were; the evidence keeps its times and cites those."""
        if take not in self.corrections:
            return self
        left = {number: each for number, each in self.corrections.items() if number != take}
        words = Correction.of(original).words
        return Work(marking_cited_again(self.marking, take, words), left)

    def heard_again(self, take: int, transcript: Transcript) -> Work:
        """The same work when a take was heard again, better."""
        correction = self.corrections.get(take)
        if correction is None:
            words = Correction.of(transcript).words
            return self.with_marking(marking_cited_again(self.marking, take, words))
        again = heard_again(correction, transcript)
        if again is correction:
            return self
        marking = marking_cited_again(self.marking, take, again.words)
        return Work(marking, {**self.corrections, take: again})


class WorkWriter:
    """Writes what differs from what it knows to be on the disk.

    Args:
        folder: the attempt.
        written: what is on the disk already.
    """

    def __init__(self, folder: AttemptFolder, written: Work) -> None:
        self._folder = folder
        self._written = written

    def save(self, work: Work) -> None:
        """Make the disk say this; for the work executor.

        The words come first: marks cite them by their times, whichever of the two is older.

        Raises:
            LibraryError: it cannot be written.
        """
        before = self._written
        takes = {*before.corrections, *work.corrections}
        changed = sorted(
            take for take in takes if work.corrections.get(take) is not before.corrections.get(take)
        )
        if changed:
            self._save_corrections(work, changed)
        if work.marking != before.marking:
            self._folder.save_marking(work.marking)
        self._written = work

    def _save_corrections(self, work: Work, changed: Sequence[int]) -> None:
        """Those of a take that was removed for good meanwhile are not wanted any more."""
        removed = {take.number for take in self._folder.load().takes if take.is_removed}
        for take in changed:
            correction = work.corrections.get(take)
            if correction is None:
                self._folder.remove_correction(take)
            elif take not in removed:
                self._folder.save_correction(take, correction)
