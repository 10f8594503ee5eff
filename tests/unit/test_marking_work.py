"""Marks and corrections as one value: what is written of it, and when not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockinterview.core.correction import Correction, replace_words
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.errors import DiskFullError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.ui.marking.work import Work, WorkWriter
from tests.gui.marking_attempts import make_attempt, make_transcript

WORDS = list(make_transcript().words)


@pytest.fixture
def folder(tmp_path: Path) -> AttemptFolder:
    return make_attempt(Library(tmp_path))


def corrected(text: str = "candidates", word: int = 25) -> Work:
    edit = replace_words(Correction.of(make_transcript()), word, word, text)
    return Work(Marking()).with_edit(1, edit)


def test_words_and_marks_are_written_and_taken_back(folder: AttemptFolder) -> None:
    writer = WorkWriter(folder, Work(Marking()))
    work = corrected()
    writer.save(work)
    assert folder.correction(1) == work.corrections[1]
    writer.save(work.with_marking(Marking().with_verdict("both", Verdict.MET)))
    assert folder.marking().mark("both").verdict is Verdict.MET
    writer.save(Work(Marking()))
    assert folder.correction(1) is None
    assert folder.marking() == Marking()


def test_only_what_differs_is_written(
    folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = corrected()
    writer = WorkWriter(folder, work)
    written: list[str] = []
    monkeypatch.setattr(AttemptFolder, "save_correction", lambda *_: written.append("words"))
    monkeypatch.setattr(AttemptFolder, "save_marking", lambda *_: written.append("marks"))
    writer.save(work.with_marking(Marking().with_overall(3)))
    assert written == ["marks"]
    writer.save(work)
    assert written == ["marks", "marks"]


def test_what_could_not_be_written_is_written_by_the_next_try(
    folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFullError("The disk is full.")

    writer = WorkWriter(folder, Work(Marking()))
    work = corrected().with_marking(Marking().with_overall(3))
    with monkeypatch.context() as full:
        full.setattr(AttemptFolder, "save_marking", refuse)
        with pytest.raises(DiskFullError):
            writer.save(work)
    writer.save(work)
    assert folder.marking().overall == 3
    assert folder.correction(1) == work.corrections[1]


def test_words_of_a_take_that_was_removed_for_good_do_not_hold_up_the_marks(
    folder: AttemptFolder,
) -> None:
    attempt = folder.load()
    gone = attempt.takes[0].model_copy(update={"binned": attempt.created, "is_removed": True})
    folder.save(attempt.with_take(gone))
    writer = WorkWriter(folder, Work(Marking()))
    writer.save(corrected().with_marking(Marking().with_overall(3)))
    assert folder.marking().overall == 3
    assert folder.correction(1) is None


def test_giving_all_corrections_up_cites_the_original_again() -> None:
    span = (WORDS[24].start, WORDS[26].end)
    work = corrected()
    cited = Evidence(take=1, start=span[0], end=span[1], words="eleven candidates on")
    other = cited.model_copy(update={"take": 2})
    marking = work.marking.with_evidence("both", cited).with_evidence("both", other)
    back = work.with_marking(marking).without_correction(1, make_transcript())
    assert back.corrections == {}
    assert [item.words for item in back.marking.mark("both").evidence] == [
        "eleven cadets on", "eleven candidates on"
    ]  # fmt: skip
    assert back.without_correction(1, make_transcript()) is back
