"""What is cited is anchored in time: it outlasts other words, and a program that is killed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Evidence, Marking
from mockinterview.core.transcript import TranscriptStage
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.ui.marking.page import MarkingPage
from tests.gui.marking.room import SHIFT, Key, SilentServices, press, show
from tests.gui.marking_attempts import ANSWER, make_attempt, make_transcript, make_words

pytestmark = [pytest.mark.qt_log_ignore("does not support propagateSizeHints"), pytest.mark.slow]

WORDS = make_words()


def cited(page: MarkingPage) -> list[Evidence]:
    assert page.marking is not None
    return list(page.marking.mark("both").evidence)


def test_a_better_hearing_leaves_the_time_and_the_choice_of_a_citation(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    view = page.answer.transcript.view
    view.choose(3, 8)
    press(qtbot, Key.Key_E)
    (before,) = cited(page)
    better = make_transcript(ANSWER.replace("happy to", "glad to")).model_copy(
        update={"stage": TranscriptStage.REFINED}
    )
    page.answer.take_over(str(folder.path), 1, better)
    (after,) = cited(page)
    assert (after.start, after.end) == (before.start, before.end)
    assert after.words.startswith("I'm glad to lead")
    assert page.checklist.rows[0].chips[0].quote.is_chosen
    assert [citation.is_chosen for citation in view.citations] == [True]
    press(qtbot, Key.Key_O)
    assert cited(page)[0].end > after.end, "it can still be trimmed"


def test_a_stretch_that_was_cited_before_there_were_words_is_tinted_when_there_are(
    qtbot: QtBot,
    page: MarkingPage,
    library: Library,
    shipped_content: Content,
    services: SilentServices,
) -> None:
    folder = make_attempt(library, text=None, content=shipped_content)
    stretch = Evidence(take=1, start=WORDS[3].start, end=WORDS[8].end)
    folder.save_marking(Marking().with_evidence("both", stretch))
    show(qtbot, page, folder)
    page.answer.transcribe()
    services.fake_speech.may_end.set()
    view = page.answer.transcript.view
    qtbot.waitUntil(lambda: len(view.layout_of_words.words) == len(WORDS))
    assert cited(page) == [stretch]
    assert [citation.cited.evidence for citation in view.citations] == [stretch]
    tinted = [mark.cursor.selectedText() for mark in view.extraSelections()]
    assert "I'm happy to lead or to" in tinted


def test_a_trim_is_on_the_disk_before_anything_else_is_done(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    page.answer.transcript.view.choose(3, 8)
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_I, SHIFT)
    wanted = cited(page)
    path = folder.path / "markings" / "candidate-1.json"
    qtbot.waitUntil(lambda: _evidence(path) == wanted, timeout=1500)


def _evidence(path: Path) -> list[Evidence]:
    """What a process that starts now would find."""
    if not path.exists():
        return []
    return list(Marking.model_validate_json(path.read_bytes()).mark("both").evidence)
