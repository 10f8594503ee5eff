"""The shipped sample answer, how an expert marks it with the keyboard alone, and what comes of it.

As a program of its own it marks an attempt and then does nothing until it is killed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mockinterview import paths
from mockinterview.core.content import Sample
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.core.transcript import Segment, Transcript, Word
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.content import Content, load_content
from mockinterview.sample import record_sample
from mockinterview.services import Services
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from tests.fakes import FakeSound, device_info
from tests.gui.marking.room import CONTROL, SHIFT, Key, SilentServices
from tests.gui.marking_attempts import make_words

NONE: Final = Qt.KeyboardModifier.NoModifier
Press = tuple[Qt.Key, Qt.KeyboardModifier]

PATIENCE_SECONDS: Final = 20.0

SENTENCE: Final[Press] = (Key.Key_Right, CONTROL)
AND_THE_NEXT: Final[Press] = (Key.Key_Right, CONTROL | SHIFT)
CITE: Final[Press] = (Key.Key_E, NONE)
MET, PARTLY, NOT_MET = ((key, NONE) for key in (Key.Key_1, Key.Key_2, Key.Key_3))

FLOW: Final[tuple[Press, ...]] = (
    # It is heard at 1.5 times its speed, up to the end or until a key is pressed.
    *((Key.Key_BracketRight, NONE),) * 3,
    (Key.Key_Space, NONE),
    # 1: a bit of both, and it depends on the situation. “Um, so” is trimmed off.
    *(SENTENCE, AND_THE_NEXT, CITE),
    *((Key.Key_I, SHIFT),) * 2,
    MET,
    # 2: made a list and let everyone choose; stayed behind with two of the younger ones.
    *((SENTENCE,) * 5),
    CITE,
    *((SENTENCE,) * 2),
    CITE,
    MET,
    # 3: “I could be a follower as well, if” is no example.
    *((SENTENCE,) * 3),
    CITE,
    NOT_MET,
    # 4 to 9: the story without a reflection, no medicine, three on speaking, the pitfall avoided.
    *(PARTLY, NOT_MET, PARTLY, MET, PARTLY, NOT_MET),
    (Key.Key_2, CONTROL),
)
"""Every key that is pressed, with what is held meanwhile."""

DECISIONS: Final = 9 + 4 + 1
"""Verdicts, citations, and the judgement of the whole."""

KEY_SECONDS: Final = 0.28
DECISION_SECONDS: Final = 1.35
"""A key of an average typist, and making up one's mind: the keystroke-level model of Card, Moran
and Newell (1980), which tells how long somebody takes who knows the keys and makes no mistake."""

_CITED: Final = (
    ("both", "I think that I'm, I'm", "is in the group."),
    ("leading-example", "So I made a list", "actually wanted to do."),
    ("leading-example", "I also stayed behind", "panels at the back."),
    ("following-example", "And, uh, I think", "what they were doing."),
)
"""For which criterion, and the first and the last words of what is cited."""

_VERDICTS: Final = (
    *(Verdict.MET, Verdict.MET, Verdict.NOT_MET, Verdict.PARTLY, Verdict.NOT_MET),
    *(Verdict.PARTLY, Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET),
)


def make_sample(services: Services) -> AttemptFolder:
    """The sample answer, recorded by the real recorder, with a transcript of what is said in it."""
    folder = record_sample(services, the_sample(services.content))
    words = sample_words(services.content, folder.load().takes[0].seconds)
    text = " ".join(word.word for word in words)
    segment = Segment(start=words[0].start, end=words[-1].end, text=text, words=words)
    folder.save_transcript(
        1,
        Transcript(
            engine="faster-whisper",
            model="base",
            audio_seconds=folder.load().takes[0].seconds,
            elapsed_seconds=1.0,
            segments=(segment,),
        ),
    )
    return folder


def the_sample(content: Content) -> Sample:
    """The shipped sample answer on leading and following."""
    return next(each for each in content.samples.values() if each.question == "leader-or-follower")


def sample_words(content: Content, seconds: float) -> tuple[Word, ...]:
    """What is said in it, spread over so many seconds."""
    words = make_words(the_sample(content).text)
    share = seconds / (words[-1].end + 0.5)
    return tuple(
        word.model_copy(update={"start": word.start * share, "end": word.end * share})
        for word in words
    )


def places(words: tuple[Word, ...]) -> list[tuple[str, int, int]]:
    """For which criterion the words from one to another are cited, in the order of citing."""
    texts = [word.word for word in words]

    def find(said: str, *, last: bool = False) -> int:
        wanted = said.split()
        first = next(
            place for place in range(len(texts)) if texts[place : place + len(wanted)] == wanted
        )
        return first + len(wanted) - 1 if last else first

    return [(name, find(first), find(last, last=True)) for name, first, last in _CITED]


def expected(folder: AttemptFolder) -> Marking:
    """The marks that the expert makes."""
    transcript = folder.transcript(1)
    words = tuple(transcript.words) if transcript else ()
    marking = Marking().with_overall(2)
    for name, first, last in places(words):
        said = " ".join(word.word for word in words[first : last + 1])
        start, end = words[first].start, words[last].end
        marking = marking.with_evidence(name, Evidence(take=1, start=start, end=end, words=said))
    criteria = folder.load().rubric.criteria
    ordered = [item.id for item in criteria if not item.is_pitfall]
    ordered += [item.id for item in criteria if item.is_pitfall]
    for name, verdict in zip(ordered, _VERDICTS, strict=True):
        marking = marking.with_verdict(name, verdict)
    return marking


def press_all(after_each: Callable[[], None] = lambda: None) -> None:
    """Press the keys of the flow, each where the keyboard is."""
    for key, modifiers in FLOW:
        target = QApplication.focusWidget()
        if target is None:
            raise RuntimeError("nothing has the keyboard")
        QTest.keyClick(target, key, modifiers)
        after_each()


def main(folder: Path) -> None:
    """Mark this attempt in a window of its own, tell when all of it is saved, and wait."""
    speakers = device_info("Speakers", outputs=2)
    FakeSound(speakers).install(pytest.MonkeyPatch())
    application = QApplication(["expert"])
    services = SilentServices(folder.parent.parent, load_content([paths.content_folder()]))
    page = MarkingPage(services, Theme(application), Tasks(services.work))
    opened: list[bool] = []
    page.opened.connect(lambda: opened.append(True))
    page.resize(1100, 760)
    page.show()
    page.activateWindow()
    page.open_attempt(AttemptFolder(folder), transcribe=False)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not opened and time.monotonic() < deadline:
        application.processEvents()
    press_all()
    while not page.is_saved and time.monotonic() < deadline:
        application.processEvents()
    sys.stdout.write("saved\n" if page.is_saved else "not saved\n")
    sys.stdout.flush()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
