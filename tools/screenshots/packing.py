"""The states of the sheet on which answers are packed for somebody else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.gui.library_entries import mark
from tests.gui.marking_attempts import make_attempt

from mockinterview.core.marking import Marking
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.pack.choice import Choice
from mockinterview.pack.gathering import Parcel
from mockinterview.pack.received import ReceivedMarking, save_received
from mockinterview.pack_exchange import hand_over, take_over
from mockinterview.ui.packing.sheet import PackSheet

from .studio import Studio

_QUESTIONS = ("leader-or-follower", "define-resilience", "why-imperial", "vaccine-without-parent")
_LONG_NAME = "Beatrice Alexandra Montgomery-Featherstonehaugh of Wolverhampton-on-the-Heath"
_TUTORS = (
    *("Dr Finch", "Ms Shah", "Professor Wilhelmina Oyelaran-Papadopoulos, Respiratory Medicine"),
    *("Sam", ""),
)
_PACK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def pack_one(studio: Studio) -> None:
    """From the marking page, with a name that was written before."""
    studio.services.change_settings(candidate_name="Ann Other")
    (folder,) = _answers(studio, 1)
    mark(folder, 3)
    _receive(folder, "Dr Finch")
    studio.window.open_attempt(folder)
    studio.wait(lambda: studio.pages.marking.marking is not None)
    _press(studio)
    _wait_for_size(studio, studio.pages.marking.sharing.pack.sheet)


def pack_unnamed(studio: Studio) -> None:
    """Several from the list, the first time."""
    for folder in _answers(studio, 2):
        mark(folder, 3)
    _choose_all(studio)


def pack_many(studio: Studio) -> None:
    """Long names, and many who marked."""
    studio.services.change_settings(candidate_name=_LONG_NAME)
    for number, folder in enumerate(_answers(studio, len(_QUESTIONS))):
        mark(folder, 3)
        for tutor in _TUTORS[: number + 2]:
            _receive(folder, tutor)
            _receive(folder, tutor, 2)
    _choose_all(studio)


def pack_of_others(studio: Studio) -> None:
    """A tutor hands on what three candidates sent, one of them unnamed; nothing is marked yet."""
    home = studio.home / "candidates"
    for place, name in enumerate(("Ann Smith", _LONG_NAME, "")):
        library = Library(home / str(place))
        folder = make_attempt(library, content=studio.services.content)
        attempt = folder.load()
        begun = attempt.created.replace(microsecond=place + 1)
        folder.save(attempt.model_copy(update={"created": begun}))
        mark(folder, 2)
        target = home / f"{place}.mockinterview"
        hand_over(target, [Parcel(folder, name)], Choice(sound="flac"), library)
        take_over(target, studio.services.library)
    studio.refresh()
    _choose_all(studio)


def pack_refused(studio: Studio) -> None:
    """The sound of an answer is gone."""
    studio.services.change_settings(candidate_name="Ann Other")
    folder = _answers(studio, 2)[0]
    mark(folder, 2)
    folder.take_path(folder.load().take(1)).unlink()
    studio.window.show_page("attempts")
    studio.pages.attempts.table.selectAll()
    _press(studio)
    sheet = studio.pages.attempts.packing.sheet
    studio.wait(sheet.banner.isVisible)


def _answers(studio: Studio, number: int) -> list[AttemptFolder]:
    folders = []
    for place, question in enumerate(_QUESTIONS[:number]):
        content = studio.services.content
        folder = make_attempt(studio.services.library, question_id=question, content=content)
        attempt = folder.load()
        begun = attempt.created.replace(microsecond=place + 1)
        folder.save(attempt.model_copy(update={"created": begun}))
        folders.append(folder)
    studio.refresh()
    return folders


def _receive(folder: AttemptFolder, name: str, pass_number: int = 1) -> None:
    """Marks of a tutor came in a pack."""
    marking = Marking(marker=name, role="tutor", pass_number=pass_number, next_time="Begin there.")
    moment = folder.load().created
    save_received(folder, ReceivedMarking(marking=marking, packed=moment, arrived=moment))


def _choose_all(studio: Studio) -> None:
    studio.window.show_page("attempts")
    studio.pages.attempts.table.selectAll()
    _press(studio)
    _wait_for_size(studio, studio.pages.attempts.packing.sheet)


def _wait_for_size(studio: Studio, sheet: PackSheet) -> None:
    studio.wait(lambda: sheet.isVisible() and "About" in sheet.sound_remark.text())


def _press(studio: Studio) -> None:
    QTest.keyClick(studio.window.focusWidget() or studio.window, Qt.Key.Key_R, _PACK)


STATES = (pack_one, pack_unnamed, pack_many, pack_of_others, pack_refused)
