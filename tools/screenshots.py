"""Takes a picture of every state of the window, from the real pages over a library of its own.

    python tools/screenshots.py FOLDER [--states practise saved ...] [--size 1440x900]
                                [--theme light|dark] [--text PER_CENT]

Without a display it draws off the screen (QT_QPA_PLATFORM=offscreen); on a virtual screen
(`python -m tests.rig.shell -- python tools/screenshots.py ...`) it draws as people see it.
No microphone is used: a recording of human speech takes its place.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from screenshots_check import STATES as CHECK
from screenshots_exchange import STATES as EXCHANGE

from mockinterview import paths
from mockinterview.audio.devices import Device
from mockinterview.audio.file_source import file_source
from mockinterview.audio.recorder import Recorder
from mockinterview.core.content import Format
from mockinterview.core.interview import Stage
from mockinterview.core.marking import Verdict
from mockinterview.errors import NoDeviceError
from mockinterview.files.bin import bin_attempt, bin_take
from mockinterview.files.content import load_content
from mockinterview.files.problems import Problem
from mockinterview.files.sittings import Sittings
from mockinterview.sample import record_sample
from mockinterview.services import Services
from mockinterview.session import Input
from mockinterview.settings import Settings
from mockinterview.settings import Theme as ThemeChoice
from mockinterview.ui.bin.wording import restored_words
from mockinterview.ui.sitting.choosing import Way
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.window import MainWindow

SPEECH = Path(__file__).parents[1] / "tests" / "data" / "two_cities.flac"
LONG_PROMPT = (
    "You are a medical student on a ward. A patient tells you that they have stopped taking the"
    " tablets that the consultant prescribed, because of something that a relative read, and asks"
    " you not to tell anybody. The consultant asks you an hour later how the patient is getting"
    " on with the new tablets. What do you say to the consultant, and what do you do next?"
)
WAIT_SECONDS = 20.0


class Studio:
    """The window with a library of its own, and the means to bring it into each state."""

    def __init__(self, folder: Path, size: tuple[int, int], choice: ThemeChoice) -> None:
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise TypeError("Qt is not started")
        self.application = application
        self.own = folder / "Own questions"
        settings = Settings(library=folder / "library", own_content=self.own, theme=choice)
        content = load_content([paths.content_folder()])
        self.services = Services(settings, folder / "settings.json", content)
        self.services.open_input = self.open_input  # type: ignore[method-assign]
        self.has_microphone = True
        self.theme = Theme(application)
        self.theme.choose(choice)
        self.window = MainWindow(self.services, self.theme, Tasks(self.services.work))
        self.window.resize(*size)
        self.window.show()
        self.wait(lambda: self.window.keeper.is_read)

    def open_input(self, path: Path, limit_seconds: float | None) -> Input:
        """Human speech in the place of the microphone."""
        if not self.has_microphone:
            raise NoDeviceError(
                "No microphone was found.", "Connect one and go on.", "Error querying device -1"
            )
        recorder = Recorder(path, file_source(SPEECH), max_seconds=limit_seconds)
        return Input(recorder, "Built-in Audio")

    def wait(self, condition: Callable[[], bool], seconds: float = WAIT_SECONDS) -> None:
        """Let the program run until the condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(condition)
            self.rest(0.02)

    def rest(self, seconds: float) -> None:
        """Let the program run."""
        QTest.qWait(round(seconds * 1000))

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        # Not the application's: without a window manager no window is active.
        QTest.keyClick(self.window.focusWidget() or self.window, key)

    def make_attempts(self) -> None:
        """A few attempts, one of them marked."""
        for sample in list(self.services.content.samples.values()) * 3:
            folder = record_sample(self.services, sample)
        marking = folder.marking()
        for number, criterion in enumerate(folder.load().rubric.criteria[:7]):
            marking = marking.with_verdict(criterion.id, list(Verdict)[number % 3])
        folder.save_marking(
            marking.with_next_time("I say what I learnt about following, and end on medicine.")
        )
        damaged = self.services.library.folder / "2026-01-05-101500-duties-of-a-doctor"
        damaged.mkdir()
        (damaged / "attempt.json").write_text("{", encoding="utf-8")
        self.refresh()

    def refresh(self) -> None:
        """Read the library again and wait for it."""
        read: list[bool] = []
        self.window.keeper.refresh(lambda: read.append(True))
        self.wait(lambda: bool(read))

    def choose(self, question_id: str) -> None:
        """Make this question current."""
        rows = self.window.pages.practise.list.rows_model
        ids = [row.question.id for row in rows.rows]
        self.window.pages.practise.list.setCurrentIndex(rows.index(ids.index(question_id)))

    def hold(self, prompt: str = "", **changes: Any) -> None:
        """Begin an interview in a format of its own and wait until the screen shows it."""
        bank, question = self.services.content.question("leader-or-follower")
        rules: Format = self.services.format_for(bank, question).model_copy(update=changes)
        if prompt:
            question = question.model_copy(update={"prompt": prompt})
        session = self.services.new_session(bank, question, rules, with_prompt=False)
        self.window.show_page("interview")
        self.window.pages.interview.open(session)

    def until(self, stage: Stage) -> None:
        """Wait for a stage of the interview, and a moment for the level to rise."""
        session = self.window.pages.interview.session
        if session is None:
            raise RuntimeError("no interview is held")
        self.wait(lambda: session.stage is stage)
        self.rest(1.3)

    def answer(self, **changes: Any) -> None:
        """Begin an interview and answer at once."""
        self.hold(**changes)
        self.until(Stage.PREPARE)
        self.window.pages.interview.notes.field.setPlainText(
            "food bank shift → leading · healthcare assistant → following · end on the ward"
        )
        self.press(Qt.Key.Key_Space)
        self.until(Stage.ANSWER)


def practise(studio: Studio) -> None:
    studio.choose("leader-or-follower")


def practise_marked(studio: Studio) -> None:
    studio.make_attempts()
    studio.choose("leader-or-follower")


def practise_problems(studio: Studio) -> None:
    studio.services.content.problems.append(
        Problem(
            Path("/home/ada/Own questions/questions/mine.yaml"),
            12,
            5,
            "unknown-key",
            "“promt” is unknown.",
        )
    )
    studio.window.pages.practise.tell_content_problems()
    studio.make_attempts()
    record = studio.window.keeper.records.attempts[0]
    studio.window.pages.practise.show_recovered(record.folder, record.attempt.question.prompt, 1)


def practise_nothing(studio: Studio) -> None:
    studio.window.pages.practise.search.setText("zebra")


def listen(studio: Studio) -> None:
    studio.hold()
    studio.rest(0.2)


def listen_hidden(studio: Studio) -> None:
    studio.hold(show_prompt="after-playing")
    studio.rest(0.2)


def prepare(studio: Studio) -> None:
    studio.hold()
    studio.until(Stage.PREPARE)


def prepare_typing(studio: Studio) -> None:
    prepare(studio)
    QTest.keyClicks(studio.window.pages.interview.notes.field, "food bank shift, then following")


def prepare_long(studio: Studio) -> None:
    studio.hold(LONG_PROMPT, preparation_seconds=600.0, early_start=False)
    studio.until(Stage.PREPARE)


def answer(studio: Studio) -> None:
    studio.answer()


def answer_half_minute(studio: Studio) -> None:
    studio.answer(answer_seconds=25.0, early_stop=False)


def answer_last_seconds(studio: Studio) -> None:
    studio.answer(answer_seconds=9.0)


def leaving(studio: Studio) -> None:
    studio.answer()
    studio.press(Qt.Key.Key_Escape)


def interrupted(studio: Studio) -> None:
    studio.has_microphone = False
    studio.hold()
    studio.until(Stage.PREPARE)
    studio.press(Qt.Key.Key_Space)
    studio.until(Stage.INTERRUPTED)
    chooser = studio.window.pages.interview.interruption.chooser
    studio.wait(chooser.again.isEnabled)
    chooser.devices = [Device("Built-in Audio", "ALSA", 2, 48000, True, 0)]
    chooser.show_devices()


def saved(studio: Studio) -> None:
    studio.answer(retakes=None)
    studio.press(Qt.Key.Key_Space)
    studio.until(Stage.SAVED)


def attempts_empty(studio: Studio) -> None:
    studio.window.show_page("attempts")


def attempts(studio: Studio) -> None:
    studio.make_attempts()
    studio.window.show_page("attempts")


def attempts_deleted(studio: Studio) -> None:
    attempts(studio)
    studio.press(Qt.Key.Key_Delete)
    studio.wait(studio.window.pages.attempts.banner.isVisible)


def attempts_unreadable(studio: Studio) -> None:
    attempts(studio)
    table = studio.window.pages.attempts.table
    table.selectRow(table.model().rowCount() - 1)
    studio.press(Qt.Key.Key_Delete)


def bin_empty(studio: Studio) -> None:
    studio.window.pages.attempts.bin_wanted.emit()


def bin_full(studio: Studio) -> None:
    studio.make_attempts()
    folders = [record.folder for record in studio.window.keeper.records.attempts]
    now = studio.services.library.now()
    bin_attempt(folders[0], now - timedelta(hours=3))
    bin_take(folders[1], 1, now - timedelta(days=4))
    bin_attempt(folders[2], now - timedelta(days=31))
    studio.refresh()
    bin_empty(studio)


def bin_restored(studio: Studio) -> None:
    bin_full(studio)
    studio.press(Qt.Key.Key_Down)
    page = studio.window.pages.bin
    page.banner.show_notice(restored_words(studio.window.keeper.records.binned[0].attempt))


def bin_question(studio: Studio) -> None:
    bin_full(studio)
    studio.press(Qt.Key.Key_Delete)


def bin_emptying(studio: Studio) -> None:
    bin_full(studio)
    studio.window.pages.bin.empty.click()


def settings_bin(studio: Studio) -> None:
    bin_full(studio)
    settings_below(studio)


def settings(studio: Studio) -> None:
    studio.window.show_page("settings")
    studio.wait(lambda: studio.window.pages.settings.speech.has_looked)


def settings_below(studio: Studio) -> None:
    settings(studio)
    looks = studio.window.pages.settings.looks
    scroll = studio.window.pages.settings.area
    scroll.ensureWidgetVisible(looks)


OWN_BANK = """\
bank: sunday-evening
version: 1
title: Sunday evening
about: Two questions on asking for help, written for our sixth form.
source: {title: Our own, confidence: own}
format: imperial-2023
questions:
  - id: time-you-asked-for-help
    prompt: Tell us about a time when you had to ask for help.
    theme: Teamwork and leadership
    rubric: resilience
    candidate_note: A small thing told exactly is worth more than a great thing told roughly.
  - id: help-refused
    prompt: A classmate refuses your help with something that they cannot do. What do you do?
    theme: Empathy and breaking bad news
    rubric: resilience
"""
BROKEN_BANK = """\
bank: monday-morning
version: 1
title: Monday morning
questions:
  - id: first-patient
    promt: Whom did you meet first on your placement, and what did they teach you?
    theme: Work experience
    rubric: resilence
  - id: tea-round
    prompt: ""
    theme: Teamwork and leadership
    rubric: resilience
    format: 1:30
"""


def banks_empty(studio: Studio) -> None:
    studio.window.show_page("banks")


def banks_candidate(studio: Studio) -> None:
    studio.own.mkdir()
    (studio.own / "sunday-evening.yaml").write_text(OWN_BANK, encoding="utf-8")
    (studio.own / "monday-morning.yaml").write_text(BROKEN_BANK, encoding="utf-8")
    banks_empty(studio)
    studio.window.watch.reload()
    studio.wait(lambda: any(bank == "sunday-evening" for bank in studio.services.content.banks))
    studio.window.pages.banks.list.choose(str(studio.own / "sunday-evening.yaml"))
    studio.window.pages.banks.list.setFocus()


def banks_tutor(studio: Studio) -> None:
    banks_candidate(studio)
    page = studio.window.pages.banks
    page.show_file(studio.services.content.bank_files["imperial-asynchronous"])
    page.preview.show_view("tutor")
    page.preview.tutor.criteria.setFocus()


def banks_problem(studio: Studio) -> None:
    banks_candidate(studio)
    studio.window.pages.banks.show_file(studio.own / "monday-morning.yaml")


def banks_drop(studio: Studio) -> None:
    banks_candidate(studio)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(studio.own / "sunday-evening.yaml"))])
    event = QDragEnterEvent(
        QPoint(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    studio.window.pages.banks.dragEnterEvent(event)


def marking(studio: Studio) -> None:
    studio.make_attempts()
    folder = studio.window.keeper.records.attempts[0].folder
    studio.window.open_attempt(folder)
    studio.rest(2.0)


def sitting(studio: Studio) -> None:
    studio.window.practising.open_sitting()
    studio.rest(0.3)


def sitting_chosen(studio: Studio) -> None:
    sitting(studio)
    page = studio.window.pages.sitting
    page.way.chosen.emit(Way.CHOSEN)
    for name in ("define-resilience", "leader-or-follower"):
        page.list.choose(name)
        page.choosing.tick(name)
    page._show_questions()  # noqa: SLF001


def hold_sitting(studio: Studio, **changes: Any) -> None:
    sitting(studio)
    page = studio.window.pages.sitting
    rules = studio.services.content.formats["imperial-2023"].model_copy(update=changes)
    store = Sittings(studio.services.library)
    studio.window.practising.flow.begin(
        store.create("The Imperial four", rules, page.choosing.chosen)
    )
    studio.wait(lambda: studio.window.pages.interview.session is not None)


def finish_answer(studio: Studio) -> None:
    studio.until(Stage.LISTEN)
    studio.press(Qt.Key.Key_Space)
    studio.until(Stage.PREPARE)
    studio.press(Qt.Key.Key_Space)
    studio.until(Stage.ANSWER)
    studio.press(Qt.Key.Key_Space)
    studio.until(Stage.SAVED)


def sitting_practice(studio: Studio) -> None:
    hold_sitting(studio, practice_question=True)
    studio.until(Stage.LISTEN)


def sitting_break(studio: Studio) -> None:
    hold_sitting(studio, break_seconds=60.0)
    finish_answer(studio)


def sitting_summary(studio: Studio) -> None:
    hold_sitting(studio)
    finish_answer(studio)
    studio.press(Qt.Key.Key_Escape)
    studio.rest(0.3)
    studio.window.pages.interview.leaving.left.emit()
    studio.wait(lambda: studio.window.pages.currentWidget() is studio.window.pages.summary)
    studio.rest(0.5)


def formats(studio: Studio) -> None:
    studio.window.show_page("formats")


def formats_own(studio: Studio) -> None:
    formats(studio)
    page = studio.window.pages.formats
    page.list.choose("sammi-4")
    page.copy_button.click()
    studio.wait(lambda: page.is_editing)
    studio.rest(0.5)


def takes(studio: Studio) -> None:
    studio.answer(retakes=None)
    studio.press(Qt.Key.Key_Space)
    studio.until(Stage.SAVED)
    studio.press(Qt.Key.Key_R)
    studio.until(Stage.ANSWER)
    studio.press(Qt.Key.Key_Space)
    studio.until(Stage.SAVED)
    session = studio.window.pages.interview.session
    folder = session.folder if session else None
    studio.press(Qt.Key.Key_Return)
    studio.wait(lambda: studio.window.pages.currentWidget() is studio.window.pages.marking)
    studio.rest(1.0)
    if folder is not None:
        studio.window.pages.marking.takes.show_takes(folder, folder.load(), 1)


STATES = {
    state.__name__: state
    for state in (
        *(practise, practise_marked, practise_problems, practise_nothing),
        *(listen, listen_hidden, prepare, prepare_typing, prepare_long),
        *(answer, answer_half_minute, answer_last_seconds, leaving, interrupted, saved),
        *EXCHANGE,
        *CHECK,
        *(attempts_deleted, attempts_unreadable, settings_bin),
        *(bin_empty, bin_full, bin_restored, bin_question, bin_emptying),
        *(attempts_empty, attempts, settings, settings_below, marking),
        *(sitting, sitting_chosen, sitting_practice, sitting_break, sitting_summary),
        *(formats, formats_own, takes),
        *(banks_empty, banks_candidate, banks_tutor, banks_problem, banks_drop),
    )
}


def main() -> int:
    options = read_arguments()
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    font = application.font()
    font.setPointSizeF(10.0 * options.text / 100)
    width, height = (int(number) for number in options.size.split("x"))
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in options.states or STATES:
        application.setStyleSheet("")
        application.setFont(font)
        with tempfile.TemporaryDirectory(prefix="screenshots-") as home:
            studio = Studio(Path(home), (width, height), ThemeChoice(options.theme))
            try:
                STATES[name](studio)
                studio.rest(0.3)
                studio.window.grab().save(str(options.folder / f"{name}.png"))
            finally:
                studio.window.shut_down()
                studio.window.deleteLater()
                studio.services.close()
    return 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Takes a picture of every state of the window.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--states", nargs="+", choices=sorted(STATES))
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--theme", default="light", choices=["light", "dark"])
    parser.add_argument("--text", type=float, default=100.0, help="size of the text in per cent")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
