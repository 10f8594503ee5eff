"""Comments on the marking page: a key while listening, type, Enter; heard, changed, taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from mockinterview.core.comments import Comment, comments_of
from mockinterview.core.marking import Evidence, Marking
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.comments.flags import WaveformFlags, WordFlags
from mockinterview.ui.marking.comments.panel import CommentsPanel
from mockinterview.ui.marking.comments.row import Place
from mockinterview.ui.marking.evidence.sentences import sentence_at
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.marking.structure.feature import StructureFeature
from mockinterview.ui.marking.transcript_text import Stretch
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.wording import count

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

BEFORE_SECONDS, AFTER_SECONDS = 3.0, 2.0
"""Without words a comment is about so much before and behind the moment at which it is begun."""

NOTHING_THERE = "There is no sound here to write about."
NONE_YET = "No comments yet: W writes one."


class CommentsFeature(Feature):
    """What a marker says of a moment, beside what is said of criteria."""

    reading = frozenset({"comment_on", "comment_back"})

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._resumes = False
        self._heard: Place | None = None
        self.panel = CommentsPanel(page.theme)
        self.on_wave = WaveformFlags(page.theme, page.answer.waveform)
        view = page.answer.transcript.view
        self.on_words = WordFlags(page.theme, view, page.answer, self._letters)
        page.answer.add_below(self.panel)
        page.checklist.rebuilt.connect(self._begin)
        page.marks_shown.connect(self._show)
        page.marks.drafted.connect(self._show_flags)
        page.clips.changed.connect(self._show_heard)
        self.panel.played.connect(self._play)
        self.panel.removed.connect(self._remove)
        self.panel.typed.connect(self._type)
        self.panel.ended.connect(self._end)
        self.panel.left.connect(self._settle)
        for flags in (self.on_wave, self.on_words):
            flags.clicked.connect(lambda comment: self._play(comment.place))

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What its keys do."""
        return {
            "comment": self.write,
            "comment_on": partial(self._step, 1),
            "comment_back": partial(self._step, -1),
        }

    def write(self) -> None:
        """Write about what is chosen, else about what is being said; playing rests meanwhile."""
        answer = self.page.answer
        if answer.chosen is None:
            self._choose()
        stretch = answer.chosen
        if self.page.desk is None or stretch is None:
            self.page.header.tell(NOTHING_THERE)
            return
        self._hush()
        answer.beneath.unfold()
        self.panel.begin((answer.take_number, stretch.start, stretch.end))

    def _choose(self) -> None:
        """The sentence that is said now or was said last; without words the sound around now."""
        answer = self.page.answer
        now = answer.playback.position
        text = answer.transcript.view.layout_of_words
        spoken = text.word_at_time(now)
        if answer.seconds <= 0:
            return
        if spoken is not None:
            answer.transcript.view.choose(*sentence_at(text.words, spoken))
        else:
            end = min(answer.seconds, now + AFTER_SECONDS)
            answer.choose_stretch(Stretch(max(0.0, min(now, end) - BEFORE_SECONDS), end))

    # What is shown

    def _begin(self) -> None:
        """Another attempt."""
        self._heard = None

    @property
    def _comments(self) -> Sequence[Comment]:
        marking = self.page.marking
        return marking.comments if marking is not None else ()

    def _show(self) -> None:
        take = self.page.answer.take_number
        here = comments_of(self._comments, take)
        others = sorted({comment.take for comment in self._comments} - {take})
        remark = count(len(here), "comment") if here else ""
        if others:
            takes = ", ".join(map(str, others))
            remark += f"{' · ' if remark else ''}more on take {takes}"
        self.panel.show_comments(here, remark, may_change=self.page.desk is not None)
        self._show_flags()
        self._show_heard()

    def _show_flags(self) -> None:
        here = comments_of(self._comments, self.page.answer.take_number)
        self.on_wave.show_comments(here)
        self.on_words.show_comments(here)

    def _show_heard(self) -> None:
        heard = self.page.clips.heard
        here = comments_of(self._comments, self.page.answer.take_number)
        found = (one.place for one in here if heard is not None and self._clip(one) == heard)
        self.panel.show_heard(next(found, None))

    def _letters(self) -> Sequence[QRectF]:
        """The letters of the steps stand in the same margin."""
        features = getattr(self.page, "features", ())
        margins = [one.margin for one in features if isinstance(one, StructureFeature)]
        return [area for margin in margins for area in margin.letter_areas]

    # Hearing

    def _step(self, step: int) -> None:
        """Hear the next comment, or the one before, of whatever take."""
        comments = list(self._comments)
        at = self._beside(step)
        if at is None:
            self.page.header.tell("That was the last comment." if comments else NONE_YET)
            return
        comment = comments[at]
        self._play(comment.place)
        place = f"Comment {at + 1} of {len(comments)}"
        announce(self.page, f"{place}, at {clock(comment.start)}: {comment.text}")

    def _beside(self, step: int) -> int | None:
        """Which comment comes next, or before; at first the one behind where the take stands."""
        places = [comment.place for comment in self._comments]
        if self._heard is None:
            now = (self.page.answer.take_number, self.page.answer.playback.position, 0.0)
            ahead = [at for at, place in enumerate(places) if place > now]
            found = ahead or [*range(len(places))]
            return found[0] if found else None
        if step > 0:
            return next((at for at, place in enumerate(places) if place > self._heard), None)
        before = [at for at, place in enumerate(places) if place < self._heard]
        return before[-1] if before else None

    def _play(self, place: Place) -> None:
        comment = next((one for one in self._comments if one.place == place), None)
        if comment is None:
            return
        self._heard = place
        self.page.clips.play(self._clip(comment))
        self.panel.reveal(place)
        view = self.page.answer.transcript.view
        words = view.layout_of_words.words_within(comment.start, comment.end)
        if words and comment.take == self.page.answer.take_number:
            view.reveal(words[0])

    def _clip(self, comment: Comment) -> Evidence:
        """What is heard of it: whole words, where there are any."""
        text = self.page.answer.transcript.view.layout_of_words
        words = text.words_within(comment.start, comment.end)
        is_here = comment.take == self.page.answer.take_number
        said = text.plain(words[0], words[-1]) if words and is_here else ""
        return Evidence(take=comment.take, start=comment.start, end=comment.end, words=said)

    # Changing

    def _type(self, place: Place, text: str) -> None:
        if self.page.desk is not None:
            self._hush()
            self.page.desk.draft_marks(lambda marking: _commented(marking, place, text))

    def _remove(self, place: Place) -> None:
        if self.page.desk is None:
            return
        self.page.checklist.current.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.page.desk.change_marks(lambda marking: marking.without_comment(place)):
            self.page.header.tell("Comment taken away. Ctrl+Z brings it back.")

    def _hush(self) -> None:
        """Writing pauses what is playing."""
        if self.page.answer.playback.is_playing:
            self._resumes = True
            self.page.answer.playback.pause()

    def _end(self, goes_on: bool) -> None:  # noqa: FBT001  (a signal's argument)
        resumes, self._resumes = self._resumes and goes_on, False
        self.page.checklist.current.setFocus(Qt.FocusReason.OtherFocusReason)
        if resumes:
            self.page.answer.playback.resume()

    def _settle(self) -> None:
        self.page.answer.clear_choice()
        if self.page.desk is not None:
            self.page.desk.settle()


def _commented(marking: Marking, place: Place, text: str) -> Marking:
    """The marks with this text at a place; without text there is no comment."""
    if not text.strip():
        return marking.without_comment(place)
    take, start, end = place
    return marking.with_comment(Comment(take=take, start=start, end=end, text=text))
