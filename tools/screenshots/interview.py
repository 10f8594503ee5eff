"""The states of the interview screen; `hold` and `answer` begin one for other areas too."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mockinterview.audio.devices import Device
from mockinterview.core.content import Format
from mockinterview.core.interview import Stage

from .sounds import silence
from .studio import Studio

LONG_PROMPT = (
    "You are a medical student on a ward. A patient tells you that they have stopped taking the"
    " tablets that the consultant prescribed, because of something that a relative read, and asks"
    " you not to tell anybody. The consultant asks you an hour later how the patient is getting"
    " on with the new tablets. What do you say to the consultant, and what do you do next?"
)
NOTES = "food bank shift → leading · healthcare assistant → following · end on the ward"


def hold(studio: Studio, prompt: str = "", *, is_spoken: bool = False, **changes: Any) -> None:
    """Show an interview whose format has these changes; unspoken, it begins with preparing."""
    bank, question = studio.services.content.question("leader-or-follower")
    rules: Format = studio.services.format_for(bank, question).model_copy(update=changes)
    if prompt:
        question = question.model_copy(update={"prompt": prompt})
    session = studio.services.new_session(bank, question, rules, with_prompt=is_spoken)
    studio.window.show_page("interview")
    studio.pages.interview.open(session)


def begin_answer(studio: Studio, **changes: Any) -> None:
    """Begin an interview and answer at once."""
    hold(studio, **changes)
    studio.until(Stage.PREPARE)
    studio.pages.interview.notes.field.setPlainText(NOTES)
    studio.press(Qt.Key.Key_Space)
    studio.until(Stage.ANSWER)


def save_answer(studio: Studio, **changes: Any) -> None:
    """Begin an interview, answer and finish."""
    begin_answer(studio, **changes)
    studio.press(Qt.Key.Key_Space)
    studio.until(Stage.SAVED)


def listen(studio: Studio) -> None:
    hold(studio, is_spoken=True)
    studio.until(Stage.LISTEN)


def listen_hidden(studio: Studio) -> None:
    hold(studio, is_spoken=True, show_prompt="after-playing")
    studio.until(Stage.LISTEN)


def prepare(studio: Studio) -> None:
    hold(studio)
    studio.until(Stage.PREPARE)


def prepare_typing(studio: Studio) -> None:
    prepare(studio)
    field = studio.pages.interview.notes.field
    field.setFocus()
    QTest.keyClicks(field, "food bank shift, then following")


def prepare_long(studio: Studio) -> None:
    hold(studio, LONG_PROMPT, preparation_seconds=600.0, early_start=False)
    studio.until(Stage.PREPARE)


def answer(studio: Studio) -> None:
    begin_answer(studio)


def answer_half_minute(studio: Studio) -> None:
    begin_answer(studio, answer_seconds=25.0, early_stop=False)


def answer_last_seconds(studio: Studio) -> None:
    begin_answer(studio, answer_seconds=9.0)


def leaving(studio: Studio) -> None:
    begin_answer(studio)
    studio.press(Qt.Key.Key_Escape)


def no_microphone(studio: Studio) -> None:
    studio.services.heard = None
    hold(studio)
    studio.until(Stage.PREPARE)
    studio.press(Qt.Key.Key_Space)
    studio.until(Stage.INTERRUPTED)
    chooser = studio.pages.interview.interruption.chooser
    studio.wait(chooser.again.isEnabled)
    chooser.take_in([])


def interrupted(studio: Studio) -> None:
    no_microphone(studio)
    chooser = studio.pages.interview.interruption.chooser
    chooser.take_in([Device("Built-in Audio", "ALSA", 2, 48000, is_default=True, index=0)])


def interrupted_leaving(studio: Studio) -> None:
    interrupted(studio)
    studio.press(Qt.Key.Key_Escape)


def answer_silent(studio: Studio) -> None:
    studio.services.heard = silence(studio.home, 30.0)
    begin_answer(studio)
    studio.wait(studio.pages.interview.status.other.isVisible)


def silence_given_up(studio: Studio) -> None:
    answer_silent(studio)
    studio.press(Qt.Key.Key_M)
    card = studio.pages.interview.interruption
    studio.wait(lambda: card.isVisible() and card.go_on.isEnabled())
    studio.wait(card.chooser.again.isEnabled)
    card.chooser.take_in([Device("Built-in Audio", "ALSA", 2, 48000, is_default=True, index=0)])


def disk_full(studio: Studio) -> None:
    begin_answer(studio)
    # `mockinterview.files.room.free_bytes` is asked every 0.3 s while an answer is recorded.
    with patch("mockinterview.files.room.free_bytes", lambda _: 0):
        studio.until(Stage.INTERRUPTED)


def saved(studio: Studio) -> None:
    save_answer(studio, retakes=None)


def saved_working(studio: Studio) -> None:
    save_answer(studio, retakes=None)
    words = studio.pages.interview._transcripts._words  # noqa: SLF001  (a slow computer's)
    words[1] = "writing the transcript, about 40 s left"
    studio.rest(0.2)


STATES = (
    *(listen, listen_hidden, prepare, prepare_typing, prepare_long),
    *(answer, answer_half_minute, answer_last_seconds, leaving),
    *(interrupted, interrupted_leaving, no_microphone, answer_silent, silence_given_up),
    *(disk_full, saved, saved_working),
)
