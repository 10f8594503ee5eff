"""The marking page as a person uses it: keys and clicks, and what is on disk afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview.audio.player import Player
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.core.transcript import Transcript
from mockinterview.errors import (
    DiskFullError,
    MockInterviewError,
    ModelMissingError,
    TranscriptionCancelled,
    TranscriptionPaused,
)
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.services import Services
from mockinterview.settings import Settings
from mockinterview.speech.protocol import Loading, Progress, SegmentDone
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from tests.fakes import FakeSound, device_info
from tests.gui.marking_attempts import (
    RATE_HZ,
    make_attempt,
    make_silent_attempt,
    make_transcript,
)

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
PROMPT_MILLISECONDS = 2000
"""Sooner than the player gives up a loudspeaker that asks for nothing."""

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
"""Qt's offscreen screen says so for every window with a layout; it means nothing."""


class FakeSpeech:
    """Stands for the speech process: tells what the test lets it tell."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.cancelled = threading.Event()
        self.paused = threading.Event()
        self.error: MockInterviewError | None = None
        self.transcript = make_transcript()
        self.asked: list[Path] = []

    def transcribe(
        self, path: Path, *, on_event: Callable[[object], None] | None = None
    ) -> Transcript:
        self.asked.append(path)
        assert on_event is not None
        on_event(Loading("loading the model"))
        if self.error is not None:
            raise self.error
        half = self.transcript.segments[0].model_copy(
            update={"words": self.transcript.segments[0].words[:10]}
        )
        on_event(Progress(14.0, 42.0))
        on_event(SegmentDone(half))
        while not self.may_end.wait(0.01):
            if self.cancelled.is_set():
                raise TranscriptionCancelled("The transcription was cancelled.")
            if self.paused.is_set():
                self.paused.clear()
                raise TranscriptionPaused("The transcription was put off.")
        return self.transcript

    def pause(self) -> bool:
        self.paused.set()
        return True

    def cancel(self) -> bool:
        self.cancelled.set()
        return True

    def close(self) -> None:
        self.may_end.set()


class SilentServices(Services):
    """The real services with a speech process that the test steers."""

    def __init__(self, folder: Path, content: Content) -> None:
        super().__init__(Settings(), folder / "settings.json", content)
        self.fake_speech = FakeSpeech()

    @property
    def speech(self) -> FakeSpeech:  # type: ignore[override]
        return self.fake_speech


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    speakers = device_info("Speakers", outputs=2, rate_hz=float(RATE_HZ))
    return FakeSound(speakers).install(monkeypatch)


@pytest.fixture
def services(
    tmp_path: Path, shipped_content: Content, sound: FakeSound
) -> Iterator[SilentServices]:
    services = SilentServices(tmp_path, shipped_content)
    yield services
    services.fake_speech.may_end.set()
    services.close()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture
def new_page(qtbot: QtBot, services: SilentServices, theme: Theme) -> Callable[[], MarkingPage]:
    """Another page on the same services, as after a new start."""

    def make() -> MarkingPage:
        page = MarkingPage(services, theme, Tasks(services.work))
        qtbot.addWidget(page)
        return page

    return make


@pytest.fixture
def page(
    qtbot: QtBot, services: SilentServices, new_page: Callable[[], MarkingPage]
) -> Iterator[MarkingPage]:
    page = new_page()
    page.resize(1100, 760)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield page
    services.fake_speech.may_end.set()
    page.close_down()


@pytest.fixture
def folder(library: Library, shipped_content: Content) -> AttemptFolder:
    return make_attempt(library, content=shipped_content)


def show(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    take: int | None = None,
    *,
    transcribe: bool = False,
) -> None:
    with qtbot.waitSignal(page.opened):
        page.open_attempt(folder, take, transcribe=transcribe)


def press(qtbot: QtBot, key: Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)


def type_text(qtbot: QtBot, text: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)


def wait_saved(qtbot: QtBot, page: MarkingPage) -> None:
    qtbot.waitUntil(lambda: page.is_saved)


def current(page: MarkingPage) -> str:
    return page.checklist.current.entry.criterion.id


def middle_of_word(page: MarkingPage, index: int) -> QPoint:
    """Where a word stands on the transcript's viewport."""
    view = page.answer.transcript.view
    start, end = view.layout_of_words.span(index, index)
    cursor = QTextCursor(view.document())
    cursor.setPosition(start)
    left = view.cursorRect(cursor)
    cursor.setPosition(end)
    return QPoint((left.left() + view.cursorRect(cursor).left()) // 2, left.center().y())


def test_an_answer_is_marked_with_the_keyboard_alone_and_all_of_it_is_on_disk(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    for _ in range(4):
        press(qtbot, Key.Key_Right, SHIFT)
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_1)
    assert current(page) == "leading-example"
    press(qtbot, Key.Key_2)
    press(qtbot, Key.Key_Up)
    press(qtbot, Key.Key_N)
    type_text(qtbot, "Which 3 ideas, e.g. pairs?")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_4, CONTROL)
    press(qtbot, Key.Key_T)
    type_text(qtbot, "End on medicine.")
    press(qtbot, Key.Key_Escape)
    wait_saved(qtbot, page)
    marking = folder.marking()
    words = list(make_transcript().words)[:4]
    assert marking.mark("both").verdict is Verdict.MET
    assert marking.mark("both").evidence == (
        Evidence(take=1, start=words[0].start, end=words[3].end, words="So I'd say I'm"),
    )
    assert marking.mark("leading-example").verdict is Verdict.PARTLY
    assert marking.mark("leading-example").note == "Which 3 ideas, e.g. pairs?"
    assert marking.overall == 4
    assert marking.next_time == "End on medicine."
    assert page.header.status.text() == "Saved"


def test_reopening_shows_what_was_marked(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    new_page: Callable[[], MarkingPage],
) -> None:
    show(qtbot, page, folder)
    page.answer.transcript.view.choose(3, 8)
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_1)
    press(qtbot, Key.Key_3)
    wait_saved(qtbot, page)
    again = new_page()
    show(qtbot, again, folder)
    rows = again.checklist.rows
    assert [row.badge.word for row in rows[:3]] == ["Met", "Not met", "–"]
    assert rows[0].chips[0].evidence.words == "I'm happy to lead or to"
    assert "Met. 1 citation" in rows[0].accessibleName()
    again.close_down()


def test_undo_and_redo_go_across_every_kind_of_mark(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    page.answer.transcript.view.choose(3, 5)
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_1)
    press(qtbot, Key.Key_N)
    type_text(qtbot, "a note")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_5, CONTROL)
    states = []
    for _ in range(4):
        press(qtbot, Key.Key_Z, CONTROL)
        assert page.marking is not None
        states.append(page.marking)
    assert states[0].overall is None
    assert states[1].mark("leading-example").note == ""
    assert states[2].mark("both").verdict is None
    assert states[3] == Marking()
    assert current(page) == "both"
    for _ in range(3):
        press(qtbot, Key.Key_Z, CONTROL | SHIFT)
    press(qtbot, Key.Key_Y, CONTROL)
    wait_saved(qtbot, page)
    final = folder.marking()
    assert final.overall == 5
    assert final.mark("leading-example").note == "a note"
    assert len(final.mark("both").evidence) == 1


def test_a_verdict_is_taken_away_by_0_and_by_backspace(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    for key in (Key.Key_0, Key.Key_Backspace):
        press(qtbot, Key.Key_4)
        press(qtbot, Key.Key_Up)
        assert page.marking is not None
        assert page.marking.mark("both").verdict is Verdict.CANNOT_TELL
        press(qtbot, key)
        assert page.marking.is_blank
    wait_saved(qtbot, page)
    assert folder.marking() == Marking()


def test_a_met_criterion_is_hollow_until_something_is_cited(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_1)
    badge = page.checklist.rows[0].badge
    assert "nothing is cited" in badge.toolTip()
    press(qtbot, Key.Key_Up)
    page.answer.transcript.view.choose(3, 5)
    press(qtbot, Key.Key_E)
    assert badge.toolTip() == ""


def test_pitfalls_are_told_as_seen_and_avoided(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    page.checklist.go_to_criterion("only-one")
    texts = [button.text() for button in page.checklist.current.verdicts.buttons]
    assert texts == ["1 Seen", "2 Partly", "3 Avoided", "4 Can't tell"]
    press(qtbot, Key.Key_3)
    assert page.checklist.current.badge.word == "Avoided"
    assert current(page) == "only-one"


def test_citing_without_a_choice_says_what_to_do(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_E)
    assert "Choose the words first" in page.header.status.text()
    assert page.marking == Marking()


def test_the_model_answer_lights_what_shows_the_current_criterion(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    lit = [view for view in page.model_answer.paragraphs if view.is_lit]
    assert lit
    assert all("both" in view.shows for view in lit)
    press(qtbot, Key.Key_Down)
    assert [view.is_lit for view in page.model_answer.paragraphs] == [
        "leading-example" in view.shows for view in page.model_answer.paragraphs
    ]
    assert page.model_answer.lit_label.text() == "Lit: the paragraphs that show criterion\u00a02."
    page.checklist.go_to_criterion("professional-tone")
    assert not any(view.is_lit for view in page.model_answer.paragraphs)
    assert "No paragraph shows criterion\u00a08" in page.model_answer.lit_label.text()


def test_a_click_on_a_word_plays_from_it_and_a_drag_chooses_words(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, sound: FakeSound
) -> None:
    show(qtbot, page, folder)
    view = page.answer.transcript.view
    word = view.layout_of_words.words[7]
    viewport = view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle_of_word(page, 7))
    qtbot.waitUntil(lambda: page.answer.playback.is_playing)
    assert page.answer.playback.position == pytest.approx(word.start, abs=0.05)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=middle_of_word(page, 4))
    QTest.mouseMove(viewport, middle_of_word(page, 6))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=middle_of_word(page, 6))
    assert view.chosen == (4, 6)
    press(qtbot, Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == view.layout_of_words.plain(4, 6)


def test_space_plays_and_pauses_and_typing_pauses_until_enter(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    playback = page.answer.playback
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: playback.is_playing)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: not playback.is_playing, timeout=PROMPT_MILLISECONDS)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: playback.is_playing)
    press(qtbot, Key.Key_N)
    type_text(qtbot, "a b")
    qtbot.waitUntil(lambda: not playback.is_playing, timeout=PROMPT_MILLISECONDS)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: playback.is_playing)
    assert page.marking is not None
    assert page.marking.mark("both").note == "a b"
    page.hide()
    qtbot.waitUntil(lambda: not playback.is_playing, timeout=PROMPT_MILLISECONDS)


def test_the_spoken_word_is_followed(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, sound: FakeSound
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: page.answer.playback.is_playing)
    words = page.answer.transcript.view.layout_of_words

    def second_word_is_lit() -> bool:
        # About as fast as it is heard: in larger steps the page may miss a whole word.
        sound.stream.ask(RATE_HZ // 100)
        marked = page.answer.transcript.view.extraSelections()
        return bool(marked) and marked[0].cursor.selectedText() == words.words[1].word

    qtbot.waitUntil(second_word_is_lit)


def test_a_citation_plays_just_its_clip_and_delete_takes_it_away(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clips: list[tuple[float, float]] = []
    monkeypatch.setattr(Player, "play_clip", lambda _self, start, end: clips.append((start, end)))
    show(qtbot, page, folder)
    page.answer.transcript.view.choose(3, 5)
    press(qtbot, Key.Key_E)
    (chip,) = page.checklist.current.chips
    chip.quote.click()
    qtbot.waitUntil(lambda: bool(clips))
    ((start, end),) = clips
    assert chip.evidence.start - 0.15 < start < chip.evidence.start
    assert chip.evidence.end < end < chip.evidence.end + 0.2
    chip.quote.setFocus()
    press(qtbot, Key.Key_Delete)
    assert page.checklist.current.chips == []
    wait_saved(qtbot, page)
    assert folder.marking() == Marking()


def test_speed_and_steps_are_told_to_the_player(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_BracketRight)
    press(qtbot, Key.Key_BracketRight)
    assert page.answer.bar.speed_label.text() == "1.25×"
    press(qtbot, Key.Key_Period)
    qtbot.waitUntil(lambda: page.answer.playback.position == pytest.approx(2.0))
    press(qtbot, Key.Key_Comma)
    qtbot.waitUntil(lambda: page.answer.playback.position == 0.0)
    for _ in range(12):
        press(qtbot, Key.Key_BracketLeft)
    assert page.answer.bar.speed_label.text() == "0.5×"


def test_without_a_transcript_a_stretch_of_the_waveform_is_cited(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    folder = make_attempt(library, text=None, content=shipped_content)
    show(qtbot, page, folder)
    assert page.answer.transcript.message_title.text() == "No transcript yet"
    wave = page.answer.waveform
    qtbot.waitUntil(lambda: max(wave.peaks, default=0.0) == 1.0)
    middle = wave.height() // 2
    QTest.mousePress(wave, Qt.MouseButton.LeftButton, pos=QPoint(wave.width() // 4, middle))
    QTest.mouseMove(wave, QPoint(wave.width() // 2, middle))
    QTest.mouseRelease(wave, Qt.MouseButton.LeftButton, pos=QPoint(wave.width() // 2, middle))
    press(qtbot, Key.Key_E)
    for _ in range(3):
        press(qtbot, Key.Key_Right, SHIFT)
    press(qtbot, Key.Key_E)
    wait_saved(qtbot, page)
    seconds = folder.load().takes[0].seconds
    by_keys, by_mouse = folder.marking().mark("both").evidence
    assert (by_keys.start, by_keys.end, by_keys.words) == (0.0, 3.0, "")
    assert by_mouse.start == pytest.approx(seconds / 4, abs=0.3)
    assert by_mouse.end == pytest.approx(seconds / 2, abs=0.3)


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


def test_takes_have_their_own_words_and_share_the_marks(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    folder = make_attempt(library, takes=2, content=shipped_content)
    folder.save_transcript(1, make_transcript("I would rather follow."))
    show(qtbot, page, folder)
    page.answer.transcript.view.choose(3, 5)
    press(qtbot, Key.Key_E)
    with qtbot.waitSignal(page.opened):
        page.header.takes.setCurrentIndex(0)
    view = page.answer.transcript.view
    assert view.layout_of_words.plain(0, 3) == "I would rather follow."
    assert len(page.checklist.current.chips) == 1
    assert "take 2" in page.checklist.current.chips[0].quote.accessibleName()
    view.choose(2, 3)
    press(qtbot, Key.Key_E)
    wait_saved(qtbot, page)
    assert [item.take for item in folder.marking().mark("both").evidence] == [1, 2]
    press(qtbot, Key.Key_Z, CONTROL)
    press(qtbot, Key.Key_Z, CONTROL)
    assert page.marking == Marking()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_takes_are_chosen_with_the_keyboard(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    show(qtbot, page, make_attempt(library, takes=2, content=shipped_content))
    page.header.takes.setFocus()
    with qtbot.waitSignal(page.opened):
        press(qtbot, Key.Key_Up)
    assert page.answer.take_number == 1
    assert current(page) == "both"
    page.header.takes.showPopup()
    view = page.header.takes.view()
    qtbot.waitUntil(view.isVisible)
    with qtbot.waitSignal(page.opened):
        QTest.keyClick(view, Key.Key_Down)
        QTest.keyClick(view, Key.Key_Return)
    assert page.answer.take_number == 2


def test_without_a_loudspeaker_the_page_says_so_and_marks_go_on(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    FakeSound().install(monkeypatch)
    show(qtbot, page, folder)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.message.text()
    press(qtbot, Key.Key_1)
    wait_saved(qtbot, page)
    assert folder.marking().mark("both").verdict is Verdict.MET


def test_a_recording_that_is_gone_is_told_and_its_marks_go_on(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    folder.take_path(folder.load().takes[0]).unlink()
    show(qtbot, page, folder)
    qtbot.waitUntil(page.banner.isVisible)
    assert not page.answer.bar.play_button.isEnabled()
    press(qtbot, Key.Key_2)
    wait_saved(qtbot, page)
    assert folder.marking().mark("both").verdict is Verdict.PARTLY


def test_marks_that_cannot_be_written_are_told_and_written_on_trying_again(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_marking: Marking) -> None:
        raise DiskFullError("The disk is full.", "Free some space.")

    show(qtbot, page, folder)
    assert page.marks.shown is not None
    with monkeypatch.context() as full:
        full.setattr(page.marks.shown.saver, "_save", refuse)
        press(qtbot, Key.Key_1)
        qtbot.waitUntil(lambda: page.header.status.text() == "Not saved")
        assert [str(marks.problem) for marks in page.marks.unsaved] == [
            "The disk is full. Free some space."
        ]
        assert not page.is_saved
    page.marks.retry()
    wait_saved(qtbot, page)
    assert folder.marking().mark("both").verdict is Verdict.MET
    assert page.header.status.text() == "Saved"
    assert not page.marks.unsaved


def test_text_that_is_still_being_typed_is_kept_when_the_program_ends(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_T)
    type_text(qtbot, "Breathe first")
    page.close_down()
    assert folder.marking().next_time == "Breathe first"


def test_a_damaged_marking_is_told_and_never_overwritten(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    folder.save_marking(Marking().with_overall(3))
    path = folder.path / "markings" / "candidate-1.json"
    path.write_text("{ damaged", encoding="utf-8")
    page.open_attempt(folder, transcribe=False)
    qtbot.waitUntil(page.banner.isVisible)
    assert "cannot be understood" in page.banner.message.text()
    page.setFocus()
    press(qtbot, Key.Key_1)
    assert path.read_text(encoding="utf-8") == "{ damaged"
    other = AttemptFolder(folder.path)
    assert other.lock_marking(), "what could not be opened is not claimed"
    other.unlock_marking()


def test_the_question_mark_lists_the_keys_and_the_page_rests_meanwhile(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_Question)
    assert page.help.isVisible()
    press(qtbot, Key.Key_1)
    assert page.marking == Marking()
    press(qtbot, Key.Key_Escape)
    assert not page.help.isVisible()
    press(qtbot, Key.Key_1)
    assert page.marking != Marking()


def test_a_button_that_has_the_keyboard_is_pressed_by_space(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    page.checklist.current.verdicts.buttons[1].setFocus()
    press(qtbot, Key.Key_Space)
    assert page.marking is not None
    assert page.marking.mark("both").verdict is Verdict.PARTLY
    assert not page.answer.playback.is_playing


def test_alt_left_and_the_arrow_lead_back(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    with qtbot.waitSignal(page.back_requested):
        press(qtbot, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(page.back_requested):
        page.header.back_button.click()


def test_everything_that_can_be_reached_has_a_name(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    start = QApplication.focusWidget()
    nameless = []
    for _ in range(60):
        press(qtbot, Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        if not (widget.accessibleName() or getattr(widget, "text", str)()):
            nameless.append(widget)
        if widget is start:
            break
    assert QApplication.focusWidget() is start
    assert nameless == []
