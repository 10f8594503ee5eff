"""The left column: the answer to hear and to read, and what of it is chosen to be cited."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mockinterview.core.attempt import Take
from mockinterview.core.audible import audible_filler, audible_words
from mockinterview.core.correction import Correction
from mockinterview.core.marking import Evidence, Marking
from mockinterview.core.transcript import Transcript
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.marking.beneath import Beneath
from mockinterview.ui.marking.citations import Cited, citations_of
from mockinterview.ui.marking.evidence.margin import CitationMargin
from mockinterview.ui.marking.notes_view import NotesView
from mockinterview.ui.marking.playback import Playback
from mockinterview.ui.marking.player_bar import PlayerBar
from mockinterview.ui.marking.transcript_panel import TranscriptPanel
from mockinterview.ui.marking.transcript_remarks import TranscriptRemarks
from mockinterview.ui.marking.transcript_text import Stretch
from mockinterview.ui.marking.transcription import TranscriptionJob, Transcriptions
from mockinterview.ui.marking.waveform import Waveform
from mockinterview.ui.marking.wording import NumberedCriterion
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme

STRETCH_STEP_SECONDS = 1.0
"""By how much Shift+Left and Shift+Right change a stretch where there are no words."""


class AnswerColumn(QWidget):
    """Waveform, player and transcript of one take.

    Signals: `failed(MockInterviewError)` when the sound cannot be read or played; `rewritten`
    when the words are other ones; `chosen_changed` when something else is chosen to be cited.
    """

    failed = Signal(object)
    rewritten = Signal()
    chosen_changed = Signal()

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._folder: AttemptFolder | None = None
        self._take: Take | None = None
        self._chosen: Stretch | None = None
        self._job: TranscriptionJob | None = None
        self._correction: Correction | None = None
        self.chosen_citation: Cited | None = None
        self.transcriptions = Transcriptions(services, tasks, self)
        self.playback = Playback(services.new_player, services.audio, tasks, self)
        self.waveform = Waveform(theme)
        self.bar = PlayerBar(theme)
        self.transcript = TranscriptPanel(theme)
        self.margin = CitationMargin(theme, self.transcript.view, self)
        self.remarks = TranscriptRemarks(theme)
        self.notes = NotesView(theme)
        self.beneath = Beneath(theme, self.notes)
        self._arrange()
        self._connect()

    @property
    def take_number(self) -> int:
        """The take that is shown; 1 where there is none."""
        return self._take.number if self._take else 1

    @property
    def seconds(self) -> float:
        """How long the take is; 0 where there is none."""
        return self._take.seconds if self._take else 0.0

    @property
    def chosen(self) -> Stretch | None:
        """What is chosen to be cited."""
        return self._chosen

    def add_below(self, widget: QWidget) -> None:
        """Put something under the transcript, over the notes."""
        self.beneath.add(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, what stands beneath the transcript is folded away."""
        super().resizeEvent(event)
        self.beneath.set_room(self.height())

    def open(
        self,
        folder: AttemptFolder,
        take: Take | None,
        transcript: Transcript | None,
        correction: Correction | None = None,
    ) -> None:
        """Show this take; without a transcript, the one in the making is followed."""
        self.let_go()
        self._folder, self._take, self._correction = folder, take, correction
        seconds = take.seconds if take else 0.0
        self.bar.set_length(seconds)
        self.bar.set_usable(is_usable=seconds > 0)
        self.waveform.show_sound((), seconds)
        if take is None:
            self.transcript.show_no_take()
            return
        if seconds <= 0:
            self.transcript.show_unplayable()
            return
        path = folder.take_path(take)
        self.playback.open(path)
        self._read_outline(path, folder.outline_path(take.number), take)
        if transcript is not None:
            newest = self.transcriptions.newest(folder, take.number, transcript)
            self.transcript.show_transcript(newest, correction)
            self._tell_words()
            return
        self.transcript.show_none()
        job = self.transcriptions.find(folder, take.number)
        if job is not None:
            self._follow(job)

    def let_go(self) -> None:
        """Be silent, and let go of the take; a transcript in the making goes on."""
        self.playback.close()
        self._follow(None)
        self.clear_choice()
        self._folder = self._take = self._correction = None
        self.remarks.show_transcript(None)
        self.remarks.show_unsaved(None)

    def take_over(self, path: str, take_number: int, transcript: Transcript) -> None:
        """A take was heard again, better; where another one is shown nothing happens."""
        if self._shows(path, take_number):
            self.transcript.take_over(transcript)

    def _shows(self, path: str, take_number: int) -> bool:
        is_shown = self._folder is not None and str(self._folder.path) == path
        return is_shown and self._take is not None and self._take.number == take_number

    def _tell_unsaved(
        self, path: str, take_number: int, problem: MockInterviewError | None = None
    ) -> None:
        if self._shows(path, take_number):
            self.remarks.show_unsaved(problem)

    def transcribe(self) -> None:
        """Make the transcript of this take."""
        if self._folder is not None and self._take is not None and self._take.seconds > 0:
            self._follow(self.transcriptions.start(self._folder, self._take.number))

    def chosen_evidence(self) -> Evidence | None:
        """What is chosen, with the words said in it."""
        if self._chosen is None:
            return None
        layout = self.transcript.view.layout_of_words
        words = self.transcript.view.chosen
        if words is None:
            inside = layout.words_within(self._chosen.start, self._chosen.end)
            text = layout.plain(inside[0], inside[-1]) if inside else ""
        else:
            text = layout.plain(*words)
        return Evidence(
            take=self.take_number, start=self._chosen.start, end=self._chosen.end, words=text
        )

    def clear_choice(self) -> None:
        """Choose nothing."""
        self.transcript.view.clear_choice()
        self._keep(None)

    def extend_choice(self, step: int) -> None:
        """Choose a word more or less; without words, a second more or less."""
        if self.transcript.view.layout_of_words.words:
            self.transcript.view.extend_choice(step)
            return
        self.extend_stretch(step * STRETCH_STEP_SECONDS)

    def extend_stretch(self, seconds: float) -> None:
        """Choose a stretch that ends so much later, or earlier; at first from where it stands."""
        if self.seconds <= 0:
            return
        start = self._chosen.start if self._chosen else self.playback.position
        end = self._chosen.end if self._chosen else start
        end = min(self.seconds, end + seconds)
        self.choose_stretch(Stretch(start, end) if end > start else None)

    def choose_stretch(self, stretch: Stretch | None) -> None:
        """Choose a stretch of sound, whatever words are said in it."""
        self.transcript.view.clear_choice()
        self._keep(stretch)

    def toggle_loop(self) -> None:
        """Play what is chosen, or else the clip heard last, again and again; or stop that."""
        cited = self.chosen_citation.evidence if self.chosen_citation else None
        is_here = cited is not None and cited.take == self.take_number
        chosen = self._chosen or (Stretch(cited.start, cited.end) if cited and is_here else None)
        self.playback.toggle_loop((chosen.start, chosen.end) if chosen else None)

    def show_citations(
        self, marking: Marking, entries: Sequence[NumberedCriterion], current: str
    ) -> None:
        """Show what is cited, and what of it belongs to the current criterion."""
        citations = citations_of(marking, entries, self.take_number, current, self.chosen_citation)
        self.waveform.set_citations(citations)
        self.transcript.view.set_citations(citations)

    def _read_outline(self, path: Path, kept: Path, take: Take) -> None:
        def read() -> list[float]:
            from mockinterview.audio.waveform import outline

            return outline(path, kept)

        def show(found: list[float]) -> None:
            if self._take == take:
                self.waveform.show_sound(found, take.seconds)

        def fail(error: MockInterviewError) -> None:
            if self._take == take:
                self.bar.set_usable(is_usable=False)
                self.failed.emit(error)

        self._tasks.run(read, show, fail)

    def _follow(self, job: TranscriptionJob | None) -> None:
        """Show how this job goes on, and no other."""
        if self._job is job and job is not None:
            return
        if self._job is not None:
            self._job.advanced.disconnect(self._show_progress)
            self._job.done.disconnect(self._show_transcript)
            self._job.cancelled.disconnect(self._show_cancelled)
            self._job.failed.disconnect(self._show_failure)
        self._job = job
        if job is not None:
            job.advanced.connect(self._show_progress)
            job.done.connect(self._show_transcript)
            job.cancelled.connect(self._show_cancelled)
            job.failed.connect(self._show_failure)
            self._show_progress()

    def _show_progress(self) -> None:
        if self._job is None or self._take is None:
            return
        words = tuple(word for segment in self._job.segments for word in segment.words)
        before = len(self.transcript.view.layout_of_words.words)
        total = self._job.total_seconds or self._take.seconds
        left = self._job.seconds_left
        self.transcript.show_working(self._job.step, self._job.done_seconds, total, words, left)
        if len(words) != before:
            self.rewritten.emit()

    def _show_transcript(self, transcript: Transcript) -> None:
        self._job = None
        self.transcript.show_transcript(transcript, self._correction)
        self._rewrite()

    def _show_cancelled(self) -> None:
        self._job = None
        self.transcript.show_none(is_cancelled=True)

    def _show_failure(self, error: MockInterviewError) -> None:
        self._job = None
        self.transcript.show_failed(error)

    def _cancel_transcript(self) -> None:
        if self._job is not None:
            self.transcriptions.cancel(self._job)

    def _keep(self, stretch: Stretch | None) -> None:
        self.waveform.choose(stretch)
        if stretch != self._chosen:
            self._chosen = stretch
            self.chosen_changed.emit()

    def _choose_words(self, first: int, last: int) -> None:
        layout = self.transcript.view.layout_of_words
        self._keep(layout.stretch(first, last) if first >= 0 else None)

    def _play_word(self, index: int) -> None:
        self.playback.play_from(self.transcript.view.layout_of_words.words[index].start)

    def play_filler(self, index: int) -> None:
        """Play a hesitation that was heard."""
        filler = self.transcript.view.layout_of_words.fillers[index]
        self.playback.play_clip(*audible_filler(filler))

    def play_evidence(self, evidence: Evidence) -> tuple[float, float]:
        """Play just what is cited; a stretch of sound as it was chosen, words as a whole.

        Returns: from when to when, in seconds.
        """
        start, end = evidence.start, evidence.end
        if evidence.words:
            start, end = self.audible(Stretch(start, end))
        self.playback.play_clip(start, end)
        return start, min(end, self.seconds)

    def audible(self, stretch: Stretch) -> tuple[float, float]:
        """What to play so that the words of a stretch are heard whole, in seconds."""
        words = self.transcript.view.layout_of_words.words
        return audible_words(stretch.start, stretch.end, words)

    def _share_room(self) -> None:
        """The words stay in sight when what is beneath them is unfolded in little room."""
        self.waveform.setVisible(not self.beneath.takes_room)

    def _rewrite(self) -> None:
        """The words are other ones."""
        self._follow_sound(self.playback.position)
        self._tell_words()
        self.rewritten.emit()

    def _tell_words(self) -> None:
        self.notes.set_words(self.transcript.view.layout_of_words.words)
        text = self.transcript.text
        self.remarks.show_transcript(text.transcript if text else None)

    def _move(self, seconds: float) -> None:
        self.bar.set_position(seconds)
        self.waveform.set_position(seconds)
        self._follow_sound(seconds)

    def _follow_sound(self, seconds: float) -> None:
        spoken = self.transcript.view.layout_of_words.word_at_time(seconds)
        self.transcript.view.set_spoken(spoken if seconds > 0 else None)

    def _connect(self) -> None:
        playback, bar = self.playback, self.bar
        playback.moved.connect(self._move)
        playback.playing_changed.connect(lambda playing: bar.set_playing(is_playing=playing))
        playback.speed_changed.connect(bar.set_speed)
        playback.looping_changed.connect(lambda loops: bar.set_looping(is_looping=loops))
        playback.failed.connect(self.failed)
        bar.toggled.connect(playback.toggle)
        bar.stepped.connect(playback.step)
        bar.speed_stepped.connect(playback.change_speed)
        bar.loop_asked.connect(self.toggle_loop)
        self.waveform.sought.connect(playback.seek)
        self.waveform.stretch_chosen.connect(self.choose_stretch)
        self.transcript.view.word_clicked.connect(self._play_word)
        self.transcript.view.words_chosen.connect(self._choose_words)
        self.transcript.view.filler_clicked.connect(self.play_filler)
        self.transcript.rewritten.connect(self._rewrite)
        self.transcriptions.refined.connect(self.take_over)
        self.transcriptions.unsaved.connect(self._tell_unsaved)
        self.transcriptions.saved.connect(self._tell_unsaved)
        self.transcript.asked.connect(self.transcribe)
        self.transcript.cancel_asked.connect(self._cancel_transcript)
        self.notes.played.connect(playback.play_from)
        self.beneath.folded.connect(self._share_room)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(
            tokens.SPACE_24, tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16
        )
        column.setSpacing(tokens.SPACE_12)
        column.addWidget(self.waveform)
        column.addWidget(self.bar)
        column.addWidget(self.remarks)
        column.addWidget(self.transcript, 1)
        column.addWidget(self.beneath)
