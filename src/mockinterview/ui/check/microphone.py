"""The microphone's half of the sound check: which one, its level, a test recording, the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from mockinterview.device_check import Moment, Phase
from mockinterview.errors import MockInterviewError
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.check.finding_row import FindingList
from mockinterview.ui.device_choice import DeviceChooser
from mockinterview.ui.interview_parts import announce, keep_place
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.meter import LevelMeter
from mockinterview.ui.widgets.panels import Card

if TYPE_CHECKING:
    from mockinterview.audio.check.findings import Finding

EXAMPLE: Final = "For example: “I would like to study medicine, and this is how I sound.”"
_STEPS: Final = 1000
_WORDS: Final = {
    Phase.OPENING: ("Opening the microphone …", ""),
    Phase.QUIET: ("Be quiet for a moment …", "This is how the room sounds without you."),
    Phase.SPEAKING: ("Now say a sentence.", EXAMPLE),
    Phase.MEASURING: ("Measuring …", ""),
}


class MicrophoneCard(Card):
    """Shows what is heard and what was found; it drives nothing.

    Signals: `record_wanted()`, `play_wanted()`.
    """

    record_wanted = Signal()
    play_wanted = Signal()

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self._phase: Phase | None = None
        self.chooser = DeviceChooser(services, theme, tasks, "input", is_compact=True)
        self.meter = LevelMeter(theme, has_scale=True)
        self.prompt = Label("", "heading")
        self.hint = Label("", "body")
        self.progress = QProgressBar()
        self.progress.setRange(0, _STEPS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Test recording")
        keep_place(self.progress)
        self.record = KeyButton(theme, "", "R", icon="mic-line")
        self.play = KeyButton(theme, "Play it back", "P", icon="play-fill")
        self.findings = FindingList(theme)
        self.record.clicked.connect(self.record_wanted)
        self.play.clicked.connect(self.play_wanted)
        self.meter.clipped.connect(lambda: announce(self, "Too loud."))
        self._arrange()
        self.show_ready()

    def show_ready(self) -> None:
        """No test was made yet."""
        self._tell(
            "Say something: the bar should move.",
            "Then record a test: a moment of quiet, then one sentence.",
        )
        self.findings.show_findings([])

    def show_moment(self, moment: Moment) -> None:
        """A test is being recorded."""
        self.meter.show_level(moment.level_dbfs)
        self.progress.setValue(round(_STEPS * moment.share))
        if moment.phase is not self._phase:
            self._phase = moment.phase
            self._tell(*_WORDS[moment.phase])

    def show_findings(self, findings: list[Finding]) -> None:
        """The test was measured."""
        if all(finding.grade.value != "bad" for finding in findings):
            self._tell("Your microphone works.", "Play it back to hear yourself as a marker will.")
        else:
            self._tell("Not right yet.", "Change what is told here, then record again.")
        self.findings.show_findings(findings)
        announce(self, " ".join(str(finding) for finding in findings))

    def show_problem(self, error: MockInterviewError) -> None:
        """The microphone cannot be used."""
        self.meter.reset()
        self.findings.show_findings([])
        self._tell(error.message, error.hint)

    def set_busy(self, *, is_recording: bool, is_sounding: bool, has_recording: bool) -> None:
        """What can be done now."""
        is_free = not is_recording and not is_sounding
        if is_recording:
            self.findings.show_findings([])
        else:
            self._phase = None
        if is_sounding:
            self.meter.reset()  # nobody tells its level meanwhile
        self.progress.setVisible(is_recording)
        self.record.setEnabled(is_free)
        self.play.setVisible(has_recording)
        self.play.setEnabled(is_free)
        self.chooser.setEnabled(is_free)

    def offer(self, words: str, *, key: str, icon: str) -> None:
        """What the button does that mostly records; as the main one it has Enter and the colour."""
        self.record.setText(words)
        self.record.set_key(key)
        self.record.set_icon(icon)
        set_role(self.record, "primary" if key == "Enter" else "")

    def set_playing(self, *, is_playing: bool) -> None:
        """Whether the test is being heard."""
        self.play.setText("Stop" if is_playing else "Play it back")
        self.play.set_icon("stop-fill" if is_playing else "play-fill")

    def _tell(self, words: str, hint: str) -> None:
        self.prompt.setText(words)
        self.hint.setText(hint)
        announce(self, f"{words} {hint}".strip())

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addWidget(self.record)
        buttons.addWidget(self.play)
        buttons.addStretch(1)
        self.column.addWidget(SectionHeader("Microphone"))
        for widget in (self.chooser, self.meter, self.prompt, self.hint, self.progress):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self.column.addSpacing(tokens.SPACE_4)
        self.column.addWidget(self.findings)
        self.column.addStretch(1)
