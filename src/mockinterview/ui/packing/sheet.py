"""The sheet on which is chosen what of an answer, or of several, goes to somebody else."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mockinterview.errors import MockInterviewError
from mockinterview.pack.layout import SoundKind
from mockinterview.pack.manifest import CANDIDATE_LIMIT
from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.packing.contents import SOUNDS, Offer, Sizes, Wish
from mockinterview.ui.packing.marks_list import MarksList
from mockinterview.ui.packing.wording import (
    SOUND_NAMES,
    TITLE,
    answers_words,
    name_question,
    name_remark,
    sound_remark,
)
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import SegmentedControl
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.widgets.panels import Banner
from mockinterview.ui.widgets.scroll_card import ScrollWords
from mockinterview.ui.widgets.sheet import Sheet

_WIDTH: Final = 600
_USUAL_SOUND: Final[SoundKind] = "opus"


class PackSheet(Sheet):
    """Enter goes on to the file, Esc leaves; what does not fit is scrolled.

    Signals: `wanted(Wish)`; `marks_changed()` when others are ticked, and the size is another.
    """

    wanted = Signal(object)
    marks_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, TITLE, TITLE)
        self._offer = Offer(())
        self._sizes: Sizes = {}
        self.answers = ElidedLabel("", "body")
        self.banner = Banner(theme)
        self.name_label = Label("", "strong")
        self.name = QLineEdit()
        self.name.setMaxLength(CANDIDATE_LIMIT)
        self.name_remark = Label("", "meta")
        self.sound = SegmentedControl("Sound", [(kind, SOUND_NAMES[kind]) for kind in SOUNDS])
        self.sound.set_value(_USUAL_SOUND)
        self.sound_remark = Label("", "meta")
        self.marks = MarksList(theme)
        self.write = KeyButton(theme, "Write the pack …", "Enter", role="primary")
        self.leave = KeyButton(theme, "Not now", "Esc")
        self._arrange()
        self.name.textChanged.connect(lambda _: self._follow_name())
        self.sound.chosen.connect(lambda _: self._follow_sound())
        self.marks.changed.connect(self.marks_changed)
        self.write.clicked.connect(self._want)
        self.leave.clicked.connect(self.dismiss)

    @property
    def first_focus(self) -> QWidget:
        """The name, which is the first to be asked for."""
        return self.name if self._offer.asks_name else self.write

    @property
    def wish(self) -> Wish:
        """What is chosen now."""
        return Wish(self.name.text(), self.sound.value, self.marks.chosen)

    def ask(self, offer: Offer) -> None:
        """Show what there is to choose from."""
        self._offer, self._sizes = offer, {}
        self.answers.setText(answers_words(offer))
        question = name_question(offer)
        self.name_label.setText(question)
        self.name.setAccessibleName(question)
        self.name.setText(offer.name)
        self.name.setSelection(len(offer.name), -len(offer.name))  # a long one from its beginning
        for widget in (self.name_label, self.name):
            widget.setVisible(offer.asks_name)
        self.sound.set_value(_USUAL_SOUND)
        self.marks.show_lines(offer.counts, len(offer.answers))
        self._follow_name()
        self._follow_sound()
        self.open()
        self.area.verticalScrollBar().setValue(0)
        announce(self, f"{TITLE}. {self.answers.text()}")

    def show_sizes(self, sizes: Sizes) -> None:
        """Tell how large it will be; {}: that is being found out."""
        self._sizes = sizes
        self._follow_sound()

    def show_problem(self, error: MockInterviewError) -> None:
        """Tell why it cannot be written as it is chosen."""
        self.banner.show_problem(error)
        self.area.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, unless the keyboard is at another button; Esc leaves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            focused = self.focusWidget()
            (focused if isinstance(focused, KeyButton) else self.write).click()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """Tab stays in the sheet, and what it comes to is seen."""
        has_moved = super().focusNextPrevChild(forward)
        focused = self.focusWidget()
        if focused is not None and self.area.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused, 0, tokens.SPACE_24)
        return has_moved

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: the question does not wait behind it."""
        super().hideEvent(event)
        if not event.spontaneous() and not self.isHidden():
            self.dismiss()

    def _want(self) -> None:
        if self.write.isEnabled():
            self.wanted.emit(self.wish)

    @property
    def _problem(self) -> MockInterviewError | None:
        """Why a pack with the chosen sound cannot be written; None: as far as is known it can."""
        found = self._sizes.get(self.sound.value)
        return found if isinstance(found, MockInterviewError) else None

    def _follow_name(self) -> None:
        self.name_remark.setText(name_remark(self._offer, self.name.text()))
        if self._problem is None:
            self.banner.hide()  # another name may do

    def _follow_sound(self) -> None:
        """Tell what the chosen sound means, or why it cannot be had."""
        found = self._sizes.get(self.sound.value)
        self.write.setEnabled(self._problem is None)
        self.sound_remark.setVisible(self._problem is None)
        if isinstance(found, MockInterviewError):
            self.show_problem(found)
        else:
            self.banner.hide()
            self.sound_remark.setText(sound_remark(self.sound.value, found))

    def _cover(self) -> None:
        """As wide as the page lets it be, up to what can be read at ease."""
        super()._cover()
        room = self.width() - 5 * tokens.SPACE_16
        self.area.setFixedWidth(min(room, self._theme.pixels(_WIDTH)))

    def _arrange(self) -> None:
        self.title.setWordWrap(False)  # what is asked for its height would not let itself be short
        self.close_button.hide()
        self.area = ScrollWords(self._theme)
        words = self.area.words
        words.setSpacing(tokens.SPACE_16)
        words.addWidget(self.banner)
        words.addWidget(self.answers)
        words.addLayout(_part(self.name_label, self.name, self.name_remark))
        words.addLayout(_part(Label("Sound", "strong"), self.sound, self.sound_remark))
        words.addLayout(_part(Label("Whose marks go along", "strong"), self.marks))
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_12)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.write)
        self.column.addWidget(self.area)
        self.column.addLayout(buttons)


def _part(*widgets: QWidget) -> QVBoxLayout:
    """What belongs together, one below the other."""
    part = QVBoxLayout()
    part.setSpacing(tokens.SPACE_4)
    for widget in widgets:
        part.addWidget(widget)
    return part
