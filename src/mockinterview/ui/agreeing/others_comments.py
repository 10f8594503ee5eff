"""On the marking page: what others commented on the take that is shown, to be read and heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.comments import Comment, comments_of
from mockinterview.core.marking import Evidence
from mockinterview.ui import tokens
from mockinterview.ui.marking.comments.flags import WaveformFlags
from mockinterview.ui.marking.low_area import LowArea
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label, SectionHeader

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

Said = tuple[str, Comment]
"""Who said it, and what."""


class OthersComments(QObject):
    """A panel under the transcript, and signs in a second line on the waveform."""

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._page = page
        self.panel = OthersCommentsPanel(page.theme)
        self.flags = WaveformFlags(page.theme, page.answer.waveform, line=1, colour="muted")
        page.answer.add_below(self.panel)
        self.panel.played.connect(self._play)
        self.flags.clicked.connect(self._play)

    def show_comments(self, comments: Mapping[str, Sequence[Comment]]) -> None:
        """Show those on the shown take, by the name of who made them."""
        take = self._page.answer.take_number
        said = [
            (name, comment)
            for name, theirs in comments.items()
            for comment in comments_of(theirs, take)
        ]
        said.sort(key=lambda one: one[1].place)
        self.panel.show_said(said)
        self.flags.show_comments([comment for _, comment in said])

    def _play(self, comment: Comment) -> None:
        text = self._page.answer.transcript.view.layout_of_words
        words = text.words_within(comment.start, comment.end)
        said = text.plain(words[0], words[-1]) if words else ""
        clip = Evidence(take=comment.take, start=comment.start, end=comment.end, words=said)
        self._page.clips.play(clip)


class OthersCommentsPanel(QWidget):
    """Away where nobody else commented on the take. Signals: `played(Comment)`."""

    played = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._said: Sequence[Said] = ()
        self.buttons: list[KeyButton] = []
        self.header = SectionHeader("Comments of others")
        inside = QWidget()
        inside.setObjectName("page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, tokens.SPACE_8, 0)
        self._column.setSpacing(tokens.SPACE_4)
        self.area = LowArea(theme, inside, fewest=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.header)
        column.addWidget(self.area)
        self.hide()

    def show_said(self, said: Sequence[Said]) -> None:
        """Show these, in order of time."""
        if list(said) != list(self._said):
            self._said = said
            self._fill()
        self.setVisible(bool(said))

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        names = list(dict.fromkeys(name for name, _ in self._said))
        self.header.remark.setText(", ".join(names))
        for name, comment in self._said:
            row = self._new_row(name if len(names) > 1 else "", comment)
            self._column.addWidget(row)
            row.show()
        self.area.updateGeometry()

    def _new_row(self, name: str, comment: Comment) -> QWidget:
        moment = clock(comment.start)
        button = KeyButton(self._theme, moment, role="plain", icon="play-mini-fill")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(f"Play what is commented at {moment}: {comment.text}")
        button.clicked.connect(lambda: self.played.emit(comment))
        self.buttons.append(button)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(f"{name}: {comment.text}" if name else comment.text, "body"), 1)
        return holder
