"""What both said besides the criteria: overall, next time, comments to hear."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mockinterview.core.comments import Comment
from mockinterview.core.marking import Evidence, Marking
from mockinterview.ui.agreeing.rows import PlainRow
from mockinterview.ui.agreeing.side import Half
from mockinterview.ui.agreeing.wording import overall_word
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label

Play = Callable[[Evidence], None]


def rows_besides(theme: Theme, yours: Marking, theirs: Marking, play: Play) -> list[QWidget]:
    """A row for each thing that at least one of them said."""
    both = (yours, theirs)
    rows: list[QWidget] = []
    if any(marking.overall is not None for marking in both):
        rows.append(PlainRow("Overall", *(_words(overall_word(one), "strong") for one in both)))
    if any(marking.next_time for marking in both):
        rows.append(PlainRow("Next time", *(_words(one.next_time or "–") for one in both)))
    if any(marking.comments for marking in both):
        rows.append(PlainRow("Comments", *(_comments(theme, one, play) for one in both)))
    return rows


def _words(text: str, role: str = "body") -> Half:
    half = Half()
    half.add(Label(text, role))
    return half


def _comments(theme: Theme, marking: Marking, play: Play) -> Half:
    if not marking.comments:
        return _words("–")
    half = Half()
    for comment in marking.comments:
        half.add(_button(theme, comment, play), Qt.AlignmentFlag.AlignLeft)
        half.add(Label(comment.text, "body"))
    return half


def _button(theme: Theme, comment: Comment, play: Play) -> KeyButton:
    moment = clock(comment.start)
    button = KeyButton(theme, moment, role="plain", icon="play-mini-fill")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(f"Play what is commented at {moment}: {comment.text}")
    # Not without words, so that it is heard from whole word to whole word.
    clip = Evidence(take=comment.take, start=comment.start, end=comment.end, words=comment.text)
    button.clicked.connect(lambda: play(clip))
    return button
