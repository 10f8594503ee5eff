"""What a person does to one attempt, as one value: the marks and the corrected transcripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mockinterview.core.cited_words import marking_cited_again, moved_marking
from mockinterview.core.correction import Correction, Edit
from mockinterview.core.marking import Marking
from mockinterview.core.passes import second_pass
from mockinterview.core.rehearing import heard_again
from mockinterview.core.transcript import Transcript
from mockinterview.files.attempts import AttemptFolder


@dataclass(frozen=True)
class Work:
    """Marks, and the correction of each take that has one. A change makes a new value.

    `first` are the marks of the first pass, which rest while `marking` is the second.
    """

    marking: Marking
    corrections: Mapping[int, Correction] = field(default_factory=dict)
    first: Marking | None = None

    def with_marking(self, marking: Marking) -> Work:
        """The same words with these marks."""
        return replace(self, marking=marking)

    def with_second_pass(self) -> Work:
        """The first pass is finished, and the second begins with its marks."""
        if self.first is not None:
            return self
        return replace(self, marking=second_pass(self.marking), first=self.marking)

    def as_uncovered(self) -> Work:
        """The same work of somebody who could read the model answer during the first pass."""
        first = self.first.as_uncovered() if self.first is not None else None
        return replace(self, marking=self.marking.as_uncovered(), first=first)

    def with_edit(self, take: int, edit: Edit) -> Work:
        """A take's words after an edit; the evidence that cites them follows."""
        if not edit.is_change:
            return self
        marking = moved_marking(self.marking, take, edit)
        return replace(self, marking=marking, corrections={**self.corrections, take: edit.after})

    def without_correction(self, take: int, original: Transcript) -> Work:
        """A take's words as they were; the evidence keeps its times and cites those."""
        if take not in self.corrections:
            return self
        left = {number: each for number, each in self.corrections.items() if number != take}
        words = Correction.of(original).words
        marking = marking_cited_again(self.marking, take, words)
        return replace(self, marking=marking, corrections=left)

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
        return replace(self, marking=marking, corrections={**self.corrections, take: again})


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
        self._save_passes(work, before)
        self._written = work

    def _save_passes(self, work: Work, before: Work) -> None:
        """Both passes, the first one first; a second one that was taken back is removed."""
        if work.first is not None and work.first not in (before.first, before.marking):
            self._folder.save_marking(work.first)
        if work.marking != before.marking:
            self._folder.save_marking(work.marking)
        if before.first is not None and work.first is None:
            self._folder.remove_second_pass(before.marking.role)

    def _save_corrections(self, work: Work, changed: Sequence[int]) -> None:
        """Those of a take that was removed for good meanwhile are not wanted any more."""
        removed = {take.number for take in self._folder.load().takes if take.is_removed}
        for take in changed:
            correction = work.corrections.get(take)
            if correction is None:
                self._folder.remove_correction(take)
            elif take not in removed:
                self._folder.save_correction(take, correction)
