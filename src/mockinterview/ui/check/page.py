"""The page of the sound check: microphone, loudspeaker, and one key to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mockinterview.audio.check.findings import describe, describe_echo
from mockinterview.audio.devices import Device
from mockinterview.errors import MockInterviewError
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.check.desk import CheckDesk
from mockinterview.ui.check.loudspeaker import LoudspeakerCard
from mockinterview.ui.check.microphone import MicrophoneCard
from mockinterview.ui.check.offer import Act, Offer, offer_for
from mockinterview.ui.interview_parts import keep_place
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner

if TYPE_CHECKING:
    from mockinterview.audio.check.echo import Echo
    from mockinterview.audio.check.figures import SoundCheck
    from mockinterview.audio.check.findings import Finding
    from mockinterview.device_check import Moment

_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_WIDTH: Final = 1240
"""Wider than this the figures would stand too far from their sentences."""
_CARD_HEIGHT: Final = 440
_NARROW: Final = 960
"""Below this, at the ordinary text size, the loudspeaker stands beneath the microphone."""


class CheckPage(QWidget):
    """Listens while it is shown.

    Signals: `accepted()`, `skipped()` for this time, `left()` when the person goes back.
    """

    accepted = Signal()
    skipped = Signal()
    left = Signal()

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Sound check")
        self._theme = theme
        self._is_before_practice = False
        self._problem: MockInterviewError | None = None
        self._findings: list[Finding] = []
        self._offer: Offer | None = None
        self.desk = CheckDesk(services, tasks, self)
        self.title = Label("Sound check", "title")
        self.reason = Label("", "meta")
        self.back = KeyButton(theme, "Back", "Esc", role="plain")
        self.banner = Banner(theme)
        self.microphone = MicrophoneCard(services, theme, tasks)
        self.loudspeaker = LoudspeakerCard(services, theme, tasks)
        self.second = KeyButton(theme, "", "S")
        self.accept = KeyButton(theme, "", "Enter", role="primary")
        for button in (self.second, self.accept):
            button.setMinimumHeight(theme.pixels(44))
            keep_place(button)
        self._connect()
        self._arrange()

    def prepare(self, reason: str, *, is_before_practice: bool) -> None:
        """Begin anew; to be called before the page is shown."""
        self._is_before_practice = is_before_practice
        self.reason.setText(reason)
        self.banner.hide()
        self._forget()
        self.loudspeaker.show_ready()
        self._refresh()

    def close_down(self) -> None:
        """Give the devices back; for the end of the program."""
        self.desk.close_down()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for the devices and listen."""
        super().showEvent(event)
        if not event.spontaneous():
            self.desk.open()
            self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody listens to what is not shown."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.desk.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what comes next, Esc goes back; letters are on their buttons."""
        key = event.key()
        letters = {
            Qt.Key.Key_R: self.microphone.record,
            Qt.Key.Key_P: self.microphone.play,
            Qt.Key.Key_T: self.loudspeaker.sound,
            Qt.Key.Key_S: self.second,
        }
        if event.isAutoRepeat():
            return
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _ENTER:
            self._act()
        elif key in letters and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            button = letters[Qt.Key(key)]
            if button.isVisible():
                button.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.pixels(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The cards may have become higher."""
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _forget(self) -> None:
        """What was found was of another microphone."""
        self._problem = None
        self._findings = []
        self.microphone.show_ready()

    def _choose_microphone(self) -> None:
        self.desk.forget()
        self._forget()
        self.desk.listen()
        self._refresh()

    def _show_devices(self, microphones: list[Device], loudspeakers: list[Device]) -> None:
        self.microphone.chooser.take_in(microphones)
        self.loudspeaker.chooser.take_in(loudspeakers)

    def _look_again(self) -> None:
        self._forget()
        self.desk.open()
        self._refresh()

    def _resume(self) -> None:
        """Devices were looked for, one of the lists is new."""
        self._problem = None
        if not self._findings:
            self.microphone.show_ready()
        self.desk.listen()
        self._refresh()

    def _show_moment(self, moment: Moment) -> None:
        self.microphone.show_moment(moment)

    def _take_check(self, check: SoundCheck) -> None:
        self._problem = None
        self._findings = describe(check)
        self.microphone.show_findings(self._findings)
        self._refresh()

    def _take_echo(self, echo: Echo | None) -> None:
        self.loudspeaker.show_echo(describe_echo(echo) if echo is not None else None)

    def _fail(self, error: MockInterviewError) -> None:
        self._problem = error
        self._findings = []
        self.microphone.show_problem(error)
        self._refresh()

    def _refresh(self) -> None:
        """Show what can be done now."""
        desk = self.desk
        if desk.is_recording:
            self._findings = []
        self.microphone.set_busy(
            is_recording=desk.is_recording,
            is_sounding=desk.is_sounding,
            has_recording=desk.has_recording,
        )
        self.loudspeaker.set_busy(is_recording=desk.is_recording, is_sounding=desk.is_sounding)
        self._offer = offer = offer_for(
            [finding.grade for finding in self._findings],
            is_recording=desk.is_recording,
            has_problem=self._problem is not None,
            is_before_practice=self._is_before_practice,
        )
        is_main = offer.act in {Act.RECORD, Act.LOOK_AGAIN}
        self.microphone.offer(
            offer.record,
            key="Enter" if is_main else "" if desk.is_recording else "R",
            icon="refresh-line" if offer.act is Act.LOOK_AGAIN else "mic-line",
        )
        self.accept.setEnabled(not desk.is_sounding)
        for button, words in ((self.accept, offer.accept), (self.second, offer.second)):
            button.setText(words)
            button.setAccessibleName(words)
            button.setVisible(bool(words))

    def _act(self) -> None:
        """Enter."""
        act = self._offer.act if self._offer is not None else None
        if act is Act.ACCEPT:
            self.accept.click()
        elif act is not None:
            self.microphone.record.click()

    def _record(self) -> None:
        """The microphone's button was pressed."""
        if self._offer is not None and self._offer.act is Act.LOOK_AGAIN:
            self._look_again()
        else:
            self.desk.record()
        # The button that had the keyboard may have been switched off.
        self.setFocus()

    def _fit(self) -> None:
        """The cards are as high as what is in them, but so high that they rarely change it."""
        needed = self._inside.heightForWidth(self.area.viewport().width())
        least = self._theme.pixels(_CARD_HEIGHT)
        self.area.setMaximumHeight(max(needed, least))

    def _connect(self) -> None:
        desk, microphone, loudspeaker = self.desk, self.microphone, self.loudspeaker
        self.back.clicked.connect(self.left)
        self.accept.clicked.connect(self.accepted)
        self.second.clicked.connect(self.skipped)
        desk.devices_found.connect(self._show_devices)
        desk.level.connect(microphone.meter.show_level)
        desk.moment.connect(self._show_moment)
        desk.measured.connect(self._take_check)
        desk.echo_found.connect(self._take_echo)
        desk.failed.connect(self._fail)
        desk.unheard.connect(loudspeaker.show_problem)
        desk.changed.connect(self._refresh)
        desk.playback.playing_changed.connect(
            lambda is_playing: microphone.set_playing(is_playing=is_playing)
        )
        microphone.record_wanted.connect(self._record)
        microphone.play_wanted.connect(desk.toggle_playback)
        microphone.chooser.chosen.connect(self._choose_microphone)
        loudspeaker.sound_wanted.connect(desk.sound)
        loudspeaker.chooser.chosen.connect(loudspeaker.show_ready)
        for chooser in (microphone.chooser, loudspeaker.chooser):
            chooser.looking.connect(desk.pause)
            chooser.looking.connect(microphone.meter.reset)
            chooser.looked.connect(self._resume)
            chooser.failed.connect(self.banner.show_problem)
        loudspeaker.failed.connect(self.banner.show_problem)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        self._inside = inside = QWidget()
        inside.setObjectName("page")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(tokens.SPACE_16)
        self._columns.addWidget(self.microphone, 3)
        self._columns.addWidget(self.loudspeaker, 2)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        inside.installEventFilter(self)
        actions = QHBoxLayout()
        actions.setSpacing(tokens.SPACE_12)
        actions.addWidget(self.second)
        actions.addStretch(1)
        actions.addWidget(self.accept)
        middle = QWidget()
        middle.setMaximumWidth(self._theme.pixels(_WIDTH))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addLayout(head)
        column.addWidget(self.reason)
        column.addSpacing(tokens.SPACE_12)
        column.addWidget(self.banner)
        column.addWidget(self.area, 1000)
        column.addSpacing(tokens.SPACE_12)
        column.addLayout(actions)
        column.addStretch(1)
        page = QHBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.addStretch(1)
        page.addWidget(middle, 1000)
        page.addStretch(1)
