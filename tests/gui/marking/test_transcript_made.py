"""The marking page while a transcript is made, and when none can be."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Marking, Verdict
from mockinterview.errors import (
    ModelMissingError,
)
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.ui.marking.page import MarkingPage
from tests.gui.marking.room import (
    Key,
    SilentServices,
    press,
    show,
    wait_saved,
)
from tests.gui.marking_attempts import (
    make_attempt,
    make_silent_attempt,
    make_transcript,
)

pytestmark = [pytest.mark.qt_log_ignore("does not support propagateSizeHints"), pytest.mark.slow]


def test_a_transcript_is_made_shown_as_it_grows_and_kept(
    qtbot: QtBot,
    page: MarkingPage,
    library: Library,
    shipped_content: Content,
    services: SilentServices,
) -> None:
    folder = make_attempt(library, text=None, content=shipped_content)
    show(qtbot, page, folder, transcribe=True)
    panel = page.answer.transcript
    qtbot.waitUntil(lambda: len(panel.view.layout_of_words.words) == 10)
    assert panel.progress_label.text() == "Making the transcript · 0:14 of 0:42"
    assert panel.cancel_button.isVisible()
    services.fake_speech.may_end.set()
    total = len(list(make_transcript().words))
    qtbot.waitUntil(lambda: len(panel.view.layout_of_words.words) == total)
    assert not panel.working.isVisible()
    assert folder.transcript(1) == make_transcript()


def test_a_transcript_goes_on_while_another_attempt_is_marked(
    qtbot: QtBot,
    page: MarkingPage,
    library: Library,
    services: SilentServices,
    folder: AttemptFolder,
) -> None:
    waiting = make_attempt(library, text=None, content=services.content)
    show(qtbot, page, waiting, transcribe=True)
    qtbot.waitUntil(lambda: bool(services.fake_speech.asked))
    show(qtbot, page, folder)
    press(qtbot, Key.Key_1)
    wait_saved(qtbot, page)
    services.fake_speech.may_end.set()
    qtbot.waitUntil(lambda: waiting.transcript(1) is not None)
    total = len(list(make_transcript().words))
    assert len(page.answer.transcript.view.layout_of_words.words) == total
    assert waiting.marking() == Marking()


def test_a_cancelled_transcript_can_be_asked_for_again(
    qtbot: QtBot,
    page: MarkingPage,
    library: Library,
    shipped_content: Content,
    services: SilentServices,
) -> None:
    show(qtbot, page, make_attempt(library, text=None, content=shipped_content), transcribe=True)
    panel = page.answer.transcript
    qtbot.waitUntil(panel.cancel_button.isVisible)
    qtbot.waitUntil(lambda: bool(services.fake_speech.asked))
    panel.cancel_button.click()
    qtbot.waitUntil(lambda: panel.message_title.text() == "The transcript was cancelled")
    services.fake_speech.cancelled.clear()
    services.fake_speech.may_end.set()
    panel.ask_button.click()
    qtbot.waitUntil(lambda: panel.view.isVisible() and not panel.working.isVisible())


def test_without_a_model_the_page_says_what_to_do_and_the_answer_can_be_marked(
    qtbot: QtBot,
    page: MarkingPage,
    library: Library,
    shipped_content: Content,
    services: SilentServices,
) -> None:
    services.fake_speech.error = ModelMissingError(
        "No speech model is on this computer.", "Choose one in Settings."
    )
    folder = make_attempt(library, text=None, content=shipped_content)
    show(qtbot, page, folder, transcribe=True)
    failure = page.answer.transcript.failure
    qtbot.waitUntil(failure.isVisible)
    assert failure.message.text() == "No speech model is on this computer."
    assert failure.hint.text() == "Choose one in Settings."
    press(qtbot, Key.Key_1)
    wait_saved(qtbot, page)
    assert folder.marking().mark("both").verdict is Verdict.MET


def test_silence_is_told_as_no_speech_heard(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    show(qtbot, page, make_attempt(library, text="", content=shipped_content))
    assert page.answer.transcript.message_title.text() == "No speech heard"
    assert not page.answer.transcript.view.isVisible()


def test_a_take_without_sound_is_told_and_still_marked(
    qtbot: QtBot, page: MarkingPage, library: Library
) -> None:
    folder = make_silent_attempt(library)
    show(qtbot, page, folder, transcribe=True)
    assert page.answer.transcript.message_title.text() == "This take has no sound"
    assert not page.answer.bar.play_button.isEnabled()
    assert page.banner.message.text() == "The microphone went away before any sound came."
    press(qtbot, Key.Key_4)
    wait_saved(qtbot, page)
    assert folder.marking().mark("both").verdict is Verdict.CANNOT_TELL
