"""The takes of an attempt: heard against each other, one chosen to count, deleted and put back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mockinterview.core.attempt import Attempt, Take
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.bin import KEPT_DAYS, bin_take, restore_take
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.banks.entry_list import Entry, EntryList
from mockinterview.ui.marking.export_desk import ExportDesk
from mockinterview.ui.marking.playback import Playback
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner
from mockinterview.ui.widgets.sheet import Sheet
from mockinterview.ui.wording import clock_words, count, day_words

_WIDTH = 600
_HIGHEST = 320
_ABOUT = (
    "Space plays. Going to another take while it plays goes on there at the same moment, so that"
    " two takes can be compared."
)


class TakesSheet(Sheet):
    """Up and Down choose a take; every action has its key.

    Signals: `changed(Attempt)` when another take counts, or one was deleted or put back.
    """

    changed = Signal(object)

    def __init__(self, services: Services, theme: Theme, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(theme, parent, "Takes", "Takes of this attempt")
        self._services = services
        self._tasks = tasks
        self._folder: AttemptFolder | None = None
        self._attempt: Attempt | None = None
        self._undo: Callable[[], Attempt] | None = None
        self.playback = Playback(services.new_player, services.audio, tasks, self)
        self.about = Label(_ABOUT, "meta")
        self.banner = Banner(theme)
        self.list = EntryList(theme, "Takes")
        self.position = Label("", "strong", wraps=False)
        self.play = KeyButton(theme, "Play", "Space", icon="play-fill")
        self.counts = KeyButton(theme, "Let it count", "C", role="primary")
        self.delete = KeyButton(theme, "Delete", "Del")
        self.restore = KeyButton(theme, "Put back", "P")
        self.export = KeyButton(theme, "Export …", "E")
        self.exports = ExportDesk(tasks, self.banner, self)
        self._arrange()
        self._connect()

    @property
    def first_focus(self) -> QWidget:
        """The list takes the keys."""
        return self.list

    @property
    def take(self) -> Take | None:
        """The take that is chosen in the list."""
        if self._attempt is None or not self.list.key:
            return None
        return self._attempt.take(int(self.list.key))

    def show_takes(self, folder: AttemptFolder, attempt: Attempt, number: int) -> None:
        """Show the takes of this attempt with this one chosen."""
        self._folder, self._undo = folder, None
        self.banner.hide()
        self._show(attempt, str(number))
        self._open_sound(0.0)
        self.open()

    def dismiss(self) -> None:
        """Fall silent and hide."""
        self.playback.close()
        super().dismiss()

    def _show(self, attempt: Attempt, key: str = "") -> None:
        self._attempt = attempt
        self.list.show_entries([_entry(attempt, take) for take in _shown(attempt)], key)
        self.list.setFixedHeight(min(self.list.entries_height, self._theme.pixels(_HIGHEST)))
        self._offer()

    def _offer(self) -> None:
        take, attempt = self.take, self._attempt
        is_binned = take is not None and take.binned is not None
        is_kept = take is not None and not is_binned
        counting = attempt.counting_take if attempt else None
        is_answer = attempt is not None and take in attempt.answers
        has_sound = take is not None and take.seconds > 0
        self.play.setEnabled(has_sound)
        self.export.setEnabled(has_sound)
        self.counts.setEnabled(is_answer and has_sound and take != counting)
        self.delete.setVisible(not is_binned)
        self.delete.setEnabled(is_kept)
        self.restore.setVisible(is_binned)

    def _choose(self) -> None:
        """Another take of the list; a playing one is followed at the same moment."""
        was_playing, position = self.playback.is_playing, self.playback.position
        take = self.take
        self._offer()
        if take is not None and take.seconds > 0:
            moment = position if position < take.seconds else 0.0
            self._open_sound(moment)
            if was_playing:
                self.playback.play_from(moment)

    def _open_sound(self, moment: float) -> None:
        take, folder = self.take, self._folder
        if take is None or folder is None or take.seconds <= 0:
            self.playback.close()
            return
        self.playback.open(folder.take_path(take))
        if moment:
            self.playback.seek(moment)

    def _count(self) -> None:
        take, folder = self.take, self._folder
        if take is None or folder is None or not self.counts.isEnabled():
            return
        choose = {"chosen_take": take.number}
        self._change(partial(folder.change, lambda one: one.model_copy(update=choose)))

    def _delete(self) -> None:
        take, folder = self.take, self._folder
        if take is None or folder is None or take.binned is not None:
            return
        self.playback.stop()
        self._undo = partial(restore_take, folder, take.number)
        now = self._services.library.now()
        self._change(
            partial(bin_take, folder, take.number, now), partial(self._tell_deleted, take.number)
        )

    def _tell_deleted(self, number: int) -> None:
        self.banner.show_notice(
            f"Take {number} is in the bin.",
            f"It is removed for good after {KEPT_DAYS} days. Ctrl+Z puts it back.",
            action_text="Undo",
            action=self._take_back,
        )

    def _export(self) -> None:
        take, folder, attempt = self.take, self._folder, self._attempt
        if take is None or folder is None or attempt is None or take.seconds <= 0:
            return
        self.playback.pause()
        self.exports.ask_for(folder, attempt, take)

    def _restore(self) -> None:
        take, folder = self.take, self._folder
        if take is not None and folder is not None and take.binned is not None:
            self._change(partial(restore_take, folder, take.number))

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            self._change(undo, self.banner.hide)

    def _change(self, work: Callable[[], Attempt], then: Callable[[], None] | None = None) -> None:
        def done(attempt: Attempt) -> None:
            if self._attempt is not None and attempt.id == self._attempt.id:
                self._show(attempt, self.list.key)
            if then is not None:
                then()
            self.changed.emit(attempt)

        self._tasks.run(work, done, self._fail)

    def _fail(self, error: MockInterviewError) -> None:
        self.banner.show_problem(error)

    def _move(self, seconds: float) -> None:
        take = self.take
        whole = f" / {clock_words(take.seconds)}" if take else ""
        self.position.setText(f"{clock_words(int(seconds))}{whole}")

    def _show_playing(self, is_playing: bool) -> None:  # noqa: FBT001  (Qt's signature)
        self.play.setText("Pause" if is_playing else "Play")
        self.play.set_icon("pause-fill" if is_playing else "play-fill")

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _: self._choose())
        self.list.taken.connect(self._count)
        self.playback.moved.connect(self._move)
        self.playback.playing_changed.connect(self._show_playing)
        self.playback.failed.connect(self._fail)
        actions = {
            "Space": (self.play, self.playback.toggle),
            "C": (self.counts, self._count),
            "Delete": (self.delete, self._delete),
            "P": (self.restore, self._restore),
            "E": (self.export, self._export),
        }
        for keys, (button, action) in actions.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(action)
            self._bind(keys, action)
        self._bind("Ctrl+Z", self._take_back)

    def _bind(self, keys: str, action: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    def _arrange(self) -> None:
        hearing, deciding = QHBoxLayout(), QHBoxLayout()
        for row in (hearing, deciding):
            row.setSpacing(tokens.SPACE_12)
        hearing.addWidget(self.play)
        hearing.addWidget(self.position)
        hearing.addStretch(1)
        hearing.addWidget(self.export)
        deciding.addStretch(1)
        for button in (self.restore, self.delete, self.counts):
            deciding.addWidget(button)
        for widget in (self.about, self.banner, self.list):
            widget.setFixedWidth(self._theme.pixels(_WIDTH))
            self.column.addWidget(widget)
        self.column.addLayout(hearing)
        self.column.addLayout(deciding)


def _shown(attempt: Attempt) -> list[Take]:
    """The kept takes first, then what is in the bin; no empty ones beside others with sound."""
    takes = [*attempt.kept_takes, *attempt.binned_takes]
    return [take for take in takes if take.seconds > 0] or takes


def _entry(attempt: Attempt, take: Take) -> Entry:
    counting = attempt.counting_take
    title = f"Take {take.number} · {clock_words(take.seconds)}"
    joined = attempt.joined_from(take)
    earlier = [part for part in attempt.parts_up_to(take)[:-1] if part.seconds > 0]
    if joined is not None:
        title += f" · part of take {joined.number}"
    elif earlier:
        title += f" · goes on with take {earlier[-1].number}"
    since = take.binned
    told = f"In the bin since {day_words(since)}" if since else day_words(take.started)
    parts = [told, take.device]
    gaps = count(take.overflows, "gap")
    if take.overflows and gaps not in take.problem:
        parts.append(gaps)
    parts.append(take.problem)
    meta = " · ".join(part for part in parts if part)
    is_counting = counting is not None and take.number == counting.number
    return Entry(str(take.number), title, meta, tag="counts" if is_counting else "")
