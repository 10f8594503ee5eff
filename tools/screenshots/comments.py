"""The states of the marking page with comments anchored in time."""

from __future__ import annotations

from functools import partial

from PySide6.QtTest import QTest

from mockinterview.core.comments import Comment
from mockinterview.core.marking import Marking
from mockinterview.ui.marking.comments.feature import CommentsFeature
from mockinterview.ui.marking.page import MarkingPage

from .evidence import WORDS
from .marking import show
from .studio import Studio

_TEXTS = (
    (3, 14, "A good opening: it answers the question at once."),
    (22, 40, "Here I wanted to know what you yourself decided, and what the others thought of it."),
    (56, 66, "Say how you knew that it worked."),
)


def _feature(page: MarkingPage) -> CommentsFeature:
    return next(one for one in page.features if isinstance(one, CommentsFeature))


def _commented(studio: Studio) -> MarkingPage:
    page = show(studio)
    for first, last, text in _TEXTS:
        if page.desk is not None:
            comment = Comment(take=2, start=WORDS[first].start, end=WORDS[last].end, text=text)
            page.desk.change_marks(partial(Marking.with_comment, comment=comment))
    studio.rest(0.3)
    return page


def marking_comments(studio: Studio) -> None:
    """Three comments, one of them on another step of the story."""
    _commented(studio)


def marking_comment_begun(studio: Studio) -> None:
    """A comment that is being written."""
    page = show(studio)
    _feature(page).write()
    studio.rest(0.3)


def marking_phrases(studio: Studio) -> None:
    """Phrases are offered while a note is written."""
    page = show(studio)
    note = page.checklist.current.note
    note.setFocus()
    note.moveCursor(note.textCursor().MoveOperation.End)
    QTest.keyClicks(note, " ;wha")
    studio.rest(0.3)


STATES = (marking_comments, marking_comment_begun, marking_phrases)
