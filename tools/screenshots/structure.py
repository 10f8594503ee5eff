"""The states of the marking page in which the story of an answer is told."""

from __future__ import annotations

from tests.gui.marking_attempts import make_words

from mockinterview.core.attempt import NoteLine
from mockinterview.core.content import StarrRole
from mockinterview.core.structure import Part
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.structure.feature import StructureFeature

from .marking import show
from .studio import Studio

WORDS = make_words()
PLACES = (
    (StarrRole.SITUATION, 14, 42),
    (StarrRole.TASK, 43, 50),
    (StarrRole.ACTION, 51, 62),
    (StarrRole.RESULT, 63, 69),
)
NOTES = ("lead or follow", "cadets, first duty", "pairs", "ask before acting")


def place(page: MarkingPage, take: int = 2) -> None:
    """The steps of the made-up answer, but for the last."""
    if page.desk is None:
        raise RuntimeError("the marks may only be read")
    parts = tuple(
        Part(take=take, start=WORDS[first].start, end=WORDS[last].end, role=role)
        for role, first, last in PLACES
    )
    page.desk.change_marks(lambda marking: marking.model_copy(update={"structure": parts}))


def marking_structure(studio: Studio) -> None:
    page = show(studio)
    place(page)
    page.checklist.go_to_criterion("starr")


def marking_structure_part(studio: Studio) -> None:
    """The keyboard on a part."""
    page = show(studio)
    place(page)
    feature = next(one for one in page.features if isinstance(one, StructureFeature))
    feature.panel.bar.buttons[2].setFocus()


def marking_structure_empty(studio: Studio) -> None:
    show(studio).checklist.go_to_criterion("starr")


def marking_structure_none(studio: Studio) -> None:
    """Without a transcript."""
    page = show(studio, text=None, takes=1)
    place(page, 1)
    page.checklist.go_to_criterion("starr")


def marking_planned(studio: Studio) -> None:
    """Lines planned beforehand, two of them ticked."""
    page = show(studio)
    folder = page.folder
    if folder is None:
        raise RuntimeError("no attempt is shown")
    lines = tuple(NoteLine(text=text, seconds=5.0 * at) for at, text in enumerate(NOTES))
    folder.change(lambda attempt: attempt.model_copy(update={"note_lines": lines}))
    with_notes = folder.load()
    page.open_attempt(folder, transcribe=False)
    studio.wait(lambda: page.attempt == with_notes and page.answer.waveform.peaks)
    place(page)
    if page.desk is not None:
        page.desk.change_marks(
            lambda marking: marking.with_note_said(0, is_said=True).with_note_said(2, is_said=True)
        )
    studio.rest(0.4)


STATES = (
    *(marking_structure, marking_structure_part, marking_structure_empty),
    *(marking_structure_none, marking_planned),
)
