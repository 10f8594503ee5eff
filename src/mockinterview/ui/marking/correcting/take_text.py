"""The text of a take as it is shown: what a model wrote and what a person made of it. Qt-free."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mockinterview.core.changes import Change, ChangeKind, changed_words, changes
from mockinterview.core.correction import Correction, corrected_transcript
from mockinterview.core.transcript import (
    Filler,
    TimeSpan,
    Transcript,
    TranscriptStage,
    Word,
    is_uncertain,
)
from mockinterview.ui.marking.transcript_text import Removed
from mockinterview.ui.marking.wording import not_understood
from mockinterview.ui.wording import count

CORRECTING_HINT = "Double-click a word to correct it"


@dataclass(frozen=True)
class TakeText:
    """A transcript with its correction, if there is one; nothing of it is ever changed."""

    transcript: Transcript
    correction: Correction | None = None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words to show."""
        return self.as_correction.words

    @cached_property
    def as_correction(self) -> Correction:
        """What the next edit is made on; its words have the same places as `words`."""
        return self.correction or Correction.of(self.transcript)

    @cached_property
    def fillers(self) -> tuple[Filler, ...]:
        """The hesitations that were heard or typed, without those that were taken out."""
        return corrected_transcript(self.transcript, self.correction).fillers

    @cached_property
    def unheard(self) -> tuple[TimeSpan, ...]:
        """Where a voice was heard and nobody, program or person, wrote down words."""
        middles = [(word.start + word.end) / 2 for word in self.words]
        return tuple(
            stretch
            for stretch in self.transcript.unheard
            if not any(stretch.start <= middle <= stretch.end for middle in middles)
        )

    @cached_property
    def marks(self) -> tuple[Filler, ...]:
        """What stands between the words to be heard: hesitations, and what was not understood."""
        lost = (
            Filler(start=one.start, end=one.end, text=not_understood(one.end - one.start))
            for one in self.unheard
        )
        return tuple(sorted((*self.fillers, *lost), key=lambda mark: mark.start))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What a person changed, in order of place."""
        if self.correction is None:
            return ()
        found = changes(self.correction.original_words, self.words)
        return tuple(change for change in found if change.kind is not ChangeKind.EQUAL)

    @property
    def changed_words(self) -> int:
        """How many words a person changed."""
        return changed_words(self.changes)

    @cached_property
    def removed(self) -> tuple[Removed, ...]:
        """The original's words that are not there any more, each before its place."""
        return tuple(
            Removed(change.corrected.start, change.original_text)
            for change in self.changes
            if change.original
        )

    @cached_property
    def written(self) -> frozenset[int]:
        """The words that a person wrote."""
        return frozenset(index for change in self.changes for index in change.corrected)

    @cached_property
    def uncertain(self) -> tuple[int, ...]:
        """The words that the program was unsure of."""
        return tuple(index for index, word in enumerate(self.words) if is_uncertain(word))

    def changes_within(self, first: int, last: int) -> list[Change]:
        """The changes of these words, and of what was taken out just before one of them."""
        return [
            change
            for change in self.changes
            if change.corrected.start <= last
            and max(change.corrected.start, change.corrected.stop - 1) >= first
        ]

    @property
    def line(self) -> str:
        """What there is to know about it, most important first."""
        parts = []
        if self.correction is not None and self.correction.is_changed:
            changed = self.changed_words
            more = f": {count(changed, 'word')}" if changed else ""
            parts.append(f"Corrected by you{more}")
        if self.unheard:
            seconds = sum(one.end - one.start for one in self.unheard)
            parts.append(not_understood(seconds))
        if self.uncertain:
            parts.append(count(len(self.uncertain), "uncertain word"))
        if self.fillers:
            parts.append(f"at least {count(len(self.fillers), 'hesitation')}")
        if self.as_correction.made_from.stage is TranscriptStage.REFINED:
            parts.append("refined")
        if self.correction is None and self.words:
            parts.append(CORRECTING_HINT)
        line = " · ".join(parts)
        return line[:1].upper() + line[1:]
