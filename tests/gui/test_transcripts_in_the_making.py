"""The window and the queue of transcripts: time left, second hearing, another language, no room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mockinterview import services as services_module
from mockinterview.core.interview import Stage
from mockinterview.core.transcript import TranscriptStage
from mockinterview.errors import DiskFullError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.wishes import Wish, save_wish
from mockinterview.speech.protocol import Progress
from mockinterview.transcribing import worker
from mockinterview.transcribing.job import Job, Urgency
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.transcript_remarks import FULL, UNSAVED
from mockinterview.ui.window import MainWindow
from mockinterview.ui.wording import NO_BREAK_SPACE
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.marking_attempts import ANSWER, make_attempt, make_transcript
from tests.gui.quiet_speech import QuietSpeech
from tests.gui.room import Room
from tests.unit.played_speech import FIRST, PlayedSpeech

Key = Qt.Key

pytestmark = [pytest.mark.qt_log_ignore("does not support propagateSizeHints"), pytest.mark.slow]


class Held(PlayedSpeech):
    """A slow computer: it hears made-up words, and a second time better ones."""

    def __init__(self) -> None:
        super().__init__()
        self.holds = True
        self.heard = make_transcript()
        self.refined = make_transcript(ANSWER.replace("ages,", "years,"))


@pytest.fixture
def slow(services: PlayedServices) -> Iterator[Held]:
    slow = Held()
    services.quiet_speech = slow  # type: ignore[assignment]
    yield slow
    slow.let_all_end()


def opened(qtbot: QtBot, window: MainWindow, folder: AttemptFolder) -> MarkingPage:
    page = window.pages.marking
    with qtbot.waitSignal(page.opened):
        window.open_attempt(AttemptFolder(folder.path))
    return page


def shown(page: MarkingPage) -> list[str]:
    return [word.word for word in page.answer.transcript.view.layout_of_words.words]


def test_the_time_left_is_told_where_it_is_known(
    qtbot: QtBot, window: MainWindow, services: PlayedServices, slow: Held
) -> None:
    folder = make_attempt(services.library, text=None, content=services.content)
    page = opened(qtbot, window, folder)
    qtbot.waitUntil(lambda: len(slow.asked) == 1)
    [shown_job] = page.answer.transcriptions._jobs.values()

    def told() -> str:
        return page.answer.transcript.progress_label.text().replace(NO_BREAK_SPACE, " ")

    qtbot.waitUntil(lambda: told() == "Making the transcript · 0:00 of 0:02")
    queue = services.transcribing._worker
    queue._pace._usual = 0.05  # as measured on earlier jobs
    job = services.transcribing.find(folder, 1)
    assert job is not None
    queue._take_in(job, Progress(0.0, 2.0))
    qtbot.waitUntil(lambda: told() == "Making the transcript · about 40 s left")
    for _ in range(20):
        shown_job.tick()
    assert told() == "Making the transcript · about 20 s left"
    slow.let_all_end()
    qtbot.waitUntil(lambda: "So" in shown(page) and not page.answer.transcript.working.isVisible())


def test_a_slow_computer_hinders_nobody(room: Room, qtbot: QtBot) -> None:
    slow = Held()
    room.services.quiet_speech = slow  # type: ignore[assignment]
    room.answer()
    room.press(Key.Key_Space)
    room.wait(lambda: "writing the transcript" in room.page.status.remark.text())
    with qtbot.waitSignal(room.window.pages.marking.opened):
        room.press(Key.Key_Return)
    page = room.window.pages.marking
    assert page.answer.transcript.working.isVisible()
    assert page.answer.bar.play_button.isEnabled()
    room.press(Key.Key_1)
    assert page.folder is not None
    folder = page.folder
    room.wait(lambda: page.is_saved)
    assert folder.marking().marks, "it can be marked"
    room.start()
    room.press(Key.Key_Space)
    room.wait_for(Stage.PREPARE)
    slow.let_all_end()
    room.wait(lambda: folder.transcript(1) is not None)


def test_the_answer_is_followed_from_its_first_moment(room: Room) -> None:
    quiet = room.services.quiet_speech
    room.answer(retakes=1)
    assert [path.name for path in quiet.followed] == ["take-1.wav"]
    room.press(Key.Key_Space)
    room.wait(lambda: "transcript ready" in room.page.status.remark.text())
    room.press(Key.Key_R)
    room.speak()
    assert [path.name for path in quiet.followed] == ["take-1.wav", "take-2.wav"]


def test_nothing_is_followed_that_is_not_kept(room: Room) -> None:
    bank, question = room.services.content.question("leader-or-follower")
    rules = room.services.format_for(bank, question)
    session = room.services.tryout_session(bank, question, rules)
    room.window.show_page("interview")
    room.page.open(session)
    room.press(Key.Key_Space)
    room.wait_for(Stage.PREPARE)
    room.press(Key.Key_Space)
    room.speak()
    assert room.services.quiet_speech.followed == []


def test_a_second_hearing_takes_the_place_of_the_words_quietly(
    qtbot: QtBot, window: MainWindow, services: PlayedServices, slow: Held
) -> None:
    slow.stage = FIRST
    folder = make_attempt(services.library, text=None, content=services.content)
    page = opened(qtbot, window, folder)
    qtbot.waitUntil(lambda: len(slow.asked) == 1)
    slow.let_one_end()
    qtbot.waitUntil(lambda: "ages," in shown(page))
    qtbot.waitUntil(lambda: len(slow.asked) == 2)
    assert not page.answer.transcript.working.isVisible(), "nobody is told that it goes on"
    page.answer.transcript.view.choose(3, 8)
    slow.let_one_end()
    qtbot.waitUntil(lambda: "years," in shown(page))
    assert page.answer.transcript.view.chosen == (3, 8)
    assert "refined" in page.answer.transcript.head.line.text().lower()
    kept = folder.transcript(1)
    assert kept is not None
    assert kept.stage is TranscriptStage.REFINED


def test_a_second_hearing_that_ends_while_the_page_is_opened_is_shown(
    qtbot: QtBot, window: MainWindow, services: PlayedServices
) -> None:
    folder = make_attempt(services.library, content=services.content)
    first = make_transcript().model_copy(update={"stage": FIRST})
    folder.save_transcript(1, first)
    page = window.pages.marking
    better = make_transcript(ANSWER.replace("ages,", "years,"))
    page.answer.transcriptions._keep_refined((str(folder.path), 1), better)
    opened(qtbot, window, folder)
    assert "years," in shown(page)


def test_words_in_another_language_are_told_and_shown(
    qtbot: QtBot, window: MainWindow, services: PlayedServices
) -> None:
    french = make_attempt(services.library, content=services.content)
    french.save_transcript(1, make_transcript().model_copy(update={"heard_language": "fr"}))
    page = opened(qtbot, window, french)
    remarks = page.answer.remarks
    assert remarks.language.words.text() == (
        "This seems to be French. The transcript may make no sense."
    )
    assert remarks.isVisible()
    assert "So" in shown(page)
    english = make_attempt(services.library, content=services.content)
    opened(qtbot, window, english)
    assert not remarks.isVisible()


def test_words_that_are_not_on_the_disk_can_be_read_and_are_told_until_they_are(
    qtbot: QtBot,
    make_window: MakeWindow,
    services: PlayedServices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "SAVE_AGAIN_SECONDS", 0.05)
    folder = make_attempt(services.library, text=None, content=services.content)
    page = make_window().pages.marking
    with monkeypatch.context() as patch:

        def refuse(*_: object) -> None:
            raise DiskFullError("The disk that holds it is full.")

        patch.setattr(AttemptFolder, "save_transcript", refuse)
        with qtbot.waitSignal(page.opened):
            page.window().open_attempt(folder)  # type: ignore[attr-defined]
        remarks = page.answer.remarks
        qtbot.waitUntil(remarks.isVisible)
        assert remarks.unsaved.words.text() == f"{UNSAVED} {FULL}"
        assert not page.answer.transcript.failure.isVisible()
    qtbot.waitUntil(lambda: not remarks.isVisible())
    assert folder.transcript(1) is not None


def test_a_joined_answer_is_transcribed_whole(room: Room) -> None:
    room.answer()
    room.microphones[-1].vanish()
    room.wait_for(Stage.INTERRUPTED)
    room.wait(lambda: room.session.is_settled)
    room.session.resume()
    room.speak()
    room.press(Key.Key_Space)
    quiet: QuietSpeech = room.services.quiet_speech
    room.wait(lambda: [path.stem for path in quiet.asked] == ["take-3-joined"])
    folder: Path = room.session.folder.path
    room.wait((folder / "transcripts" / "take-3.json").is_file)


def test_what_was_asked_for_before_the_program_ended_is_made_after_the_start(
    qtbot: QtBot,
    make_window: MakeWindow,
    services: PlayedServices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services_module, "TAKE_UP_AFTER_SECONDS", 0.1)
    asked = make_attempt(services.library, text=None, content=services.content)
    never = make_attempt(services.library, text=None, content=services.content)
    cut_off = make_attempt(services.library, content=services.content)
    first = make_transcript().model_copy(update={"stage": FIRST})
    cut_off.save_transcript(1, first)
    save_wish(asked, 1, Wish())
    make_window()
    qtbot.waitUntil(lambda: asked.transcript(1) is not None)
    refined = first.model_copy(update={"stage": TranscriptStage.REFINED})
    qtbot.waitUntil(lambda: cut_off.transcript(1) == refined)
    assert never.transcript(1) is None


def test_the_list_of_attempts_tells_of_a_transcript_made_in_the_background(
    qtbot: QtBot, window: MainWindow, services: PlayedServices
) -> None:
    folder = make_attempt(services.library, text=None, content=services.content)
    qtbot.waitUntil(lambda: window.pages.is_made("marking"))
    window.show_page("attempts")
    window.keeper.refresh()
    qtbot.waitUntil(lambda: [r.transcript for r in window.keeper.records.attempts] != [])
    assert window.keeper.records.attempts[0].transcript == "no transcript"
    services.transcribing.take_up([Job(folder, 1, Urgency.BACKLOG)])
    qtbot.waitUntil(lambda: window.keeper.records.attempts[0].transcript == "transcript")
