"""The loudspeaker's half of the sound check: which one, how loud, the test sound and its echo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from mockinterview.errors import MockInterviewError
from mockinterview.services import Services
from mockinterview.ui.check.finding_row import FindingList
from mockinterview.ui.check.volume import VolumeControl
from mockinterview.ui.device_choice import DeviceChooser
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.panels import Card

if TYPE_CHECKING:
    from mockinterview.audio.check.findings import Finding

_ABOUT = "Two notes. The microphone listens along and tells whether it hears the loudspeaker."
_PLAYING = "Stay quiet: two notes are played …"
_NO_EAR = "The sound was played. No microphone could listen for its echo."


class LoudspeakerCard(Card):
    """Shows what was found; it drives nothing.

    Signals: `sound_wanted()`, `failed(error)` when the volume cannot be kept.
    """

    sound_wanted = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.chooser = DeviceChooser(services, theme, tasks, "output", is_compact=True)
        self.volume = VolumeControl(services, theme)
        self.sound = KeyButton(theme, "Play a test sound", "T", icon="volume-up-line")
        self.hint = Label(_ABOUT, "meta")
        self.findings = FindingList(theme)
        self.sound.clicked.connect(self.sound_wanted)
        self.volume.failed.connect(self.failed)
        self.column.addWidget(SectionHeader("Loudspeaker or headphones"))
        for widget in (self.chooser, self.volume, self.sound, self.hint, self.findings):
            self.column.addWidget(widget)
        self.column.setAlignment(self.sound, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_ready(self) -> None:
        """No sound was played yet."""
        self._tell(_ABOUT, [])

    def show_echo(self, finding: Finding | None) -> None:
        """The sound was played, and listened for unless there was no microphone."""
        if finding is None:
            self._tell(_NO_EAR, [])
        else:
            self._tell("", [finding])
            announce(self, str(finding))

    def show_problem(self, error: MockInterviewError) -> None:
        """The sound could not be played."""
        self._tell(str(error), [])

    def set_busy(self, *, is_recording: bool, is_sounding: bool) -> None:
        """What can be done now."""
        is_free = not is_recording and not is_sounding
        self.sound.setEnabled(is_free)
        self.chooser.setEnabled(is_free)
        if is_sounding:
            self._tell(_PLAYING, [])

    def _tell(self, words: str, findings: list[Finding]) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.findings.show_findings(findings)
        announce(self, words)
