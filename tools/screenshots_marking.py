"""Draw the marking page in its states: `python -m tools.screenshots_marking FOLDER [STATE…]`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.gui.marking_attempts import ANSWER, make_attempt, make_transcript

from mockinterview import paths, settings
from mockinterview.core.marking import Evidence, Verdict
from mockinterview.core.transcript import Transcript
from mockinterview.errors import ModelMissingError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import load_content
from mockinterview.services import Services
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme

PREPARE_MILLISECONDS = 400
RAIL = 76
WIDE = QSize(1440 - RAIL, 900)
SMALL = QSize(1100 - RAIL, 700)
LARGE = QSize(1920 - RAIL, 1080)


def _rest(_page: MarkingPage) -> None:
    pass


@dataclass(frozen=True)
class State:
    """One picture."""

    size: QSize = WIDE
    dark: bool = False
    scale: float = 1.0
    text: str | None = ANSWER
    takes: int = 2
    question: str = "leader-or-follower"
    marked: bool = True
    act: Callable[[MarkingPage], None] = _rest


def _fail(page: MarkingPage) -> None:
    page.answer.transcript.show_failed(
        ModelMissingError(
            "No speech model is on this computer.",
            "Choose or download one in Settings; the recording is safe.",
            "looked in /home/user/.local/share/mockinterview/models",
        )
    )


def _half_way(page: MarkingPage) -> None:
    words = make_transcript().segments[0].words[:40]
    page.answer.transcript.show_working("", 14.0, 41.0, words)


def _note(page: MarkingPage) -> None:
    page.checklist.current.note.setFocus()


def _pitfall(page: MarkingPage) -> None:
    page.checklist.go_to(len(page.checklist.rows) - 1)


def _unsaved(page: MarkingPage) -> None:
    from mockinterview.errors import DiskFullError

    page._tell_unsaved(  # noqa: SLF001
        DiskFullError(
            "The disk is full, so your marks could not be saved.", "Free some space and try again."
        )
    )


def _choose(page: MarkingPage) -> None:
    page.answer.transcript.view.choose(52, 60)


STATES: dict[str, State] = {
    "light": State(),
    "dark": State(dark=True),
    "small": State(size=SMALL),
    "small-dark": State(size=SMALL, dark=True),
    "large": State(size=LARGE),
    "scale-150": State(scale=1.5),
    "scale-150-small": State(scale=1.5, size=SMALL),
    "fresh": State(marked=False, takes=1),
    "long": State(text=" ".join([ANSWER] * 9), takes=1),
    "none": State(text=None, takes=1),
    "working": State(text=None, takes=1, act=_half_way),
    "failed": State(text=None, takes=1, act=_fail),
    "failed-dark": State(text=None, takes=1, act=_fail, dark=True, size=SMALL),
    "no-speech": State(text="", takes=1),
    "note": State(act=_note),
    "pitfall": State(act=_pitfall),
    "choice": State(act=_choose),
    "unsaved": State(act=_unsaved),
    "help": State(act=lambda page: page.header.help_asked.emit()),
    "help-dark-small": State(act=lambda page: page.header.help_asked.emit(), dark=True, size=SMALL),
    "duties": State(question="duties-of-a-doctor", size=SMALL),
    "imperial": State(question="why-imperial", size=SMALL),
}


def mark(folder: AttemptFolder, transcript: Transcript) -> None:
    """Marks as in the picture of intent."""
    words = list(transcript.words)
    if len(words) < 40:
        return

    def cite(first: int, last: int) -> Evidence:
        said = " ".join(word.word for word in words[first : last + 1])
        return Evidence(take=2, start=words[first].start, end=words[last].end, words=said)

    ids = [criterion.id for criterion in folder.load().rubric.criteria]
    marking = (
        folder.marking()
        .with_verdict(ids[0], Verdict.MET)
        .with_evidence(ids[0], cite(3, 13))
        .with_verdict(ids[1], Verdict.PARTLY)
        .with_evidence(ids[1], cite(19, 28))
        .with_note(ids[1], "What did you decide, and why that way?")
        .with_verdict(ids[2], Verdict.MET)
        .with_verdict(ids[3], Verdict.NOT_MET)
        .with_verdict(ids[-1], Verdict.CANNOT_TELL)
        .with_overall(3)
        .with_next_time("I say what I learnt about following, and end on medicine.")
    )
    pitfalls = [entry.id for entry in folder.load().rubric.criteria if entry.is_pitfall]
    folder.save_marking(marking.with_verdict(pitfalls[0], Verdict.NOT_MET))


def draw(name: str, state: State, theme: Theme, services: Services, target: Path) -> None:
    """One picture of one state."""
    choice = settings.Theme.DARK if state.dark else settings.Theme.LIGHT
    theme.scale = state.scale
    theme.choose(choice)
    theme._apply()  # noqa: SLF001
    with tempfile.TemporaryDirectory() as folder_name:
        library = Library(Path(folder_name))
        folder = make_attempt(
            library,
            question_id=state.question,
            takes=state.takes,
            text=state.text,
            content=services.content,
        )
        if state.marked:
            mark(folder, make_transcript(state.text or ""))
        page = MarkingPage(services, theme, Tasks(services.work))
        page.resize(state.size)
        page.show()
        page.activateWindow()
        page.open_attempt(folder, transcribe=False)
        while page.marking is None or not page.answer.waveform.peaks:
            QTest.qWait(20)
        QTest.qWait(PREPARE_MILLISECONDS)
        if state.marked:
            page.checklist.go_to(1)
            page.answer._move(14.0)  # noqa: SLF001
        state.act(page)
        QTest.qWait(PREPARE_MILLISECONDS)
        page.grab().save(str(target / f"marking-{name}.png"))
        page.close_down()
        page.deleteLater()
        QTest.qWait(20)


def main(arguments: list[str]) -> None:
    """Draw all states, or those that are named."""
    target = Path(arguments[0])
    target.mkdir(parents=True, exist_ok=True)
    application: Any = QApplication.instance() or QApplication([])
    theme = Theme(application)
    content = load_content([paths.content_folder()])
    services = Services(settings.Settings(), target / "settings.json", content)
    for name in arguments[1:] or list(STATES):
        draw(name, STATES[name], theme, services, target)
    services.close()


if __name__ == "__main__":
    main(sys.argv[1:])
