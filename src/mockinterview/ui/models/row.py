"""One model: a line that tells what it is, and the rest when it is the current one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mockinterview.core.sizes import size_words
from mockinterview.errors import MockInterviewError, ModelDamagedError
from mockinterview.speech.models.catalogue import official_model
from mockinterview.speech.models.installation import INSTALL_AGAIN
from mockinterview.speech.models.overview import ModelEntry
from mockinterview.speech.models.soundness import Soundness
from mockinterview.speech.models.wording import accuracy_words, soundness_words, speed_words
from mockinterview.ui import tokens
from mockinterview.ui.models.jobs import Job
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.focus_ring import draw_focus_ring
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.widgets.panels import Glyph

_STEPS = 1000


class ModelRow(QFrame):
    """Signals: `wanted()` to be current, `stepped(by)` for the row above or below, and one for
    each thing to do: `used`, `fetched`, `measured`, `verified`, `deleted`, `cancelled`, `opened`.
    """

    wanted = Signal()
    stepped = Signal(int)
    used = Signal()
    fetched = Signal()
    measured = Signal()
    verified = Signal()
    deleted = Signal()
    cancelled = Signal()
    opened = Signal()

    def __init__(self, theme: Theme, entry: ModelEntry) -> None:
        super().__init__()
        self._theme = theme
        self.entry = entry
        self.is_current = False
        self._job: Job | None = None
        self._left: QWidget | None = None
        """The button that the keyboard was at before a job took it away."""
        set_role(self, "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make()
        self._arrange()
        self._connect()

    def show_entry(
        self,
        entry: ModelEntry,
        *,
        is_current: bool,
        job: Job | None,
        problem: MockInterviewError | None,
        note: str,
    ) -> None:
        """Show what is known now; `note` and `problem` are how the last job ended."""
        self.entry, self.is_current, self._job = entry, is_current, job
        set_role(self, "card", "current" if is_current else "")
        self.glyph.set_glyph(*_sign(entry))
        self.title.setText(entry.title)
        self.state.setText(_state(entry))
        self.facts.setText(_facts(entry, is_current=is_current))
        self.note.setText(entry.note)
        self.note.setVisible(is_current and bool(entry.note))
        trouble = problem or _damage(entry)
        self.problem.setText(trouble.message if trouble else "")
        self.problem.setVisible(trouble is not None)
        self.outcome.setText(trouble.hint if trouble else note)
        self.outcome.setVisible(bool(self.outcome.text()))
        self._show_place()
        self._show_buttons()
        told = (entry.title, _state(entry), note or str(trouble or ""))
        self.setAccessibleName(" · ".join(part for part in told if part))
        facts = _facts(entry, is_current=True).replace("\n", ". ")
        self.setAccessibleDescription(f"{entry.note} {facts}".strip())

    def show_job(self, job: Job | None) -> None:
        """How far it is."""
        self._job = job
        if job is None:
            return
        self.bar.setRange(0, 0 if job.fraction is None else _STEPS)
        self.bar.setValue(round(_STEPS * (job.fraction or 0)))
        self.bar.setAccessibleName(job.doing.value)
        self.words.setText(job.words)
        if job.cancel is None and self._keyboard_at() is self.cancel_button:
            self.setFocus()  # a button that is disabled sends the keyboard to the next row
        self.cancel_button.setEnabled(job.cancel is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go on; Enter and Space make it current, and Tab leads to what can be done."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes it current."""
        self.wanted.emit()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, and a ring where the keyboard is."""
        super().paintEvent(event)
        draw_focus_ring(self, self._theme)

    def _show_place(self) -> None:
        path = self.entry.model.path if self.entry.model else None
        self.place.setVisible(self.is_current and path is not None)
        self.path.setText(str(path or ""))

    def _show_buttons(self) -> None:
        """What can be done now.

        What is hidden while the keyboard is at it sends that to the next row: first comes all that
        is to be seen, then the keyboard goes there, and then the rest is hidden.
        """
        shown = self._shown()
        for button, is_shown in shown.items():
            if is_shown:
                button.show()
        has_job = self._job is not None
        can_act = self.is_current and not has_job
        for part, is_shown in ((self.progress, has_job), (self.buttons, can_act)):
            if is_shown:
                part.show()
        self.show_job(self._job)
        row = [button for button in shown if shown[button] and button.isEnabled()]
        self._lead_keyboard(row if can_act else [])
        self.progress.setVisible(has_job)
        self.buttons.setVisible(can_act)
        for button, is_shown in shown.items():
            button.setVisible(is_shown)

    def _keyboard_at(self) -> QWidget | None:
        """Which of this row's widgets has the keyboard."""
        place = self.window().focusWidget()
        is_ours = place is self or (place is not None and self.isAncestorOf(place))
        return place if is_ours else None

    def _lead_keyboard(self, usable: list[KeyButton]) -> None:
        """Keep it in this row: at Cancel during a job, back at its button afterwards."""
        place = self._keyboard_at()
        if place is None:
            self._left = None
        if place in {None, self.open_button, *usable}:
            return
        if self._job is not None:
            if place not in {self, self.cancel_button}:
                self._left = place
                can_cancel = self._job.cancel is not None
                (self.cancel_button if can_cancel else self).setFocus()
            return
        if place is not self or self._left is not None:
            back = [button for button in usable if button is self._left] or usable
            (back[0] if back else self).setFocus()
        self._left = None

    def _shown(self) -> dict[KeyButton, bool]:
        """Which buttons are of use; gives them their words."""
        entry = self.entry
        is_here = entry.model is not None
        is_damaged = entry.soundness is Soundness.DAMAGED
        can_fetch = official_model(entry.name) is not None and (
            not is_here or (is_damaged and not entry.kept_because)
        )
        self.fetch_button.setText(_fetch_words(entry))
        self.measure_button.setText("Measure again" if entry.speed else "Measure speed")
        self.verify_button.setText(
            "Verify now" if entry.soundness is Soundness.UNCHECKED else "Verify again"
        )
        can_delete = (is_here and not entry.kept_because) or entry.arrived_bytes > 0
        self.delete_button.setText("Delete …" if is_here else "Delete what is here …")
        self.delete_button.setEnabled(not (entry.is_chosen and not is_damaged))
        self.kept.setText(_kept_words(entry))
        self.kept.setVisible(self.is_current and bool(self.kept.text()))
        return {
            self.use_button: is_here and not entry.is_chosen and not is_damaged,
            self.fetch_button: can_fetch,
            self.measure_button: is_here and not is_damaged,
            self.verify_button: is_here,
            self.delete_button: can_delete,
        }

    def _make(self) -> None:
        theme = self._theme
        self.glyph = Glyph(theme, "download-line", tokens.TRANSCRIPT)
        self.title = Label("", "strong")
        self.state = Label("", "meta", wraps=False)
        self.facts = Label("", "meta")
        self.note = Label("", "body")
        self.problem = Label("", "problem")
        self.outcome = Label("", "body")
        self.path = ElidedLabel("", "meta")
        self.kept = Label("", "meta")
        self.open_button = KeyButton(theme, "Open folder", role="plain", icon="folder-open-line")
        self.use_button = KeyButton(theme, "Use this model", role="primary")
        self.fetch_button = KeyButton(theme, "Fetch", role="primary")
        self.measure_button = KeyButton(theme, "Measure speed")
        self.verify_button = KeyButton(theme, "Verify now")
        self.delete_button = KeyButton(theme, "Delete …")
        self.cancel_button = KeyButton(theme, "Cancel")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words = Label("", "meta")

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        self.place = QWidget()
        place = QHBoxLayout(self.place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.path, 1)
        place.addWidget(self.open_button)
        self.progress = QWidget()
        progress = QGridLayout(self.progress)
        progress.setContentsMargins(0, tokens.SPACE_4, 0, 0)
        progress.setHorizontalSpacing(tokens.SPACE_12)
        progress.setColumnStretch(0, 1)
        progress.addWidget(self.bar, 0, 0)
        progress.addWidget(self.words, 1, 0)
        progress.addWidget(self.cancel_button, 0, 1, 2, 1)
        self.buttons = QWidget()
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, tokens.SPACE_4, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        for button in (
            *(self.use_button, self.fetch_button, self.measure_button),
            *(self.verify_button, self.delete_button),
        ):
            row.addWidget(button)
        row.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_4)
        words.addLayout(head)
        for widget in (
            *(self.note, self.facts, self.place, self.problem, self.outcome),
            *(self.progress, self.buttons, self.kept),
        ):
            words.addWidget(widget)
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.SPACE_12, tokens.SPACE_8, tokens.SPACE_12, tokens.SPACE_8)
        line.setSpacing(tokens.SPACE_12)
        line.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)

    def _connect(self) -> None:
        for button, signal in (
            (self.use_button, self.used),
            (self.fetch_button, self.fetched),
            (self.measure_button, self.measured),
            (self.verify_button, self.verified),
            (self.delete_button, self.deleted),
            (self.cancel_button, self.cancelled),
            (self.open_button, self.opened),
        ):
            button.clicked.connect(signal)
            button.setAccessibleDescription(self.entry.title)


def _sign(entry: ModelEntry) -> tuple[str, str]:
    """Its icon and colour."""
    if entry.soundness is Soundness.DAMAGED:
        return "error-warning-line", "recording"
    if entry.is_chosen:
        return "checkbox-circle-fill", "accent"
    if entry.model is not None:
        return "hard-drive-2-line", "muted"
    return "download-line", "muted"


def _state(entry: ModelEntry) -> str:
    parts = [size_words(entry.size_bytes)]
    if entry.is_chosen:
        parts.insert(0, "In use")
    return " · ".join(parts)


def _facts(entry: ModelEntry, *, is_current: bool) -> str:
    """Soundness, speed and accuracy; what it is for where nothing else says so."""
    if entry.model is None:
        known = [soundness_words(entry)]
        known += [] if is_current else [entry.note.rstrip(".")]
        known += [speed_words(entry.speed)] if entry.speed else []
        known += [accuracy_words(entry.accuracy)] if entry.accuracy else []
        return " · ".join(known)
    first = f"{soundness_words(entry)} · {speed_words(entry.speed)}"
    return f"{first}\n{accuracy_words(entry.accuracy)}"


def _damage(entry: ModelEntry) -> MockInterviewError | None:
    if entry.soundness is not Soundness.DAMAGED:
        return None
    hint = "Fetch it again, or delete it."
    if entry.kept_because:
        hint = INSTALL_AGAIN
    return ModelDamagedError("Its file is not as it was published, so it is not used.", hint)


def _fetch_words(entry: ModelEntry) -> str:
    if entry.soundness is Soundness.DAMAGED:
        return f"Fetch again, {size_words(entry.size_bytes)}"
    if entry.arrived_bytes:
        return f"Go on, {size_words(max(0, entry.size_bytes - entry.arrived_bytes))}"
    return f"Fetch, {size_words(entry.size_bytes)}"


def _kept_words(entry: ModelEntry) -> str:
    if entry.model is None:
        return "Fetching is the only thing that Mock Interview ever uses the network for."
    if entry.kept_because:
        return entry.kept_because
    return "Choose another model to delete this one." if entry.is_chosen else ""
