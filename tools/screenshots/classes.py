"""The states of a class: the table of answers, its criteria, and nothing yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import product

from tests.gui.marking_attempts import make_attempt

from mockinterview.core.marking import Marking, Verdict
from mockinterview.files.attempts import AttemptFolder
from mockinterview.pack.received import Receipt, ReceivedMarking, save_receipt, save_received

from .studio import Studio

NOW = dt.datetime(2026, 11, 26, 20, 15, tzinfo=dt.UTC)
NAMES = (
    *("Ann Other", "Ben Achterberg", "Chidi Okafor", "Divya Ramanathan", "Eilidh MacLeod"),
    "Maximiliana Featherstonehaugh-Cholmondeley",
)
QUESTIONS = ("leader-or-follower", "leading-a-team")
_VERDICTS = (Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET, Verdict.MET, Verdict.CANNOT_TELL)


def varied(folder: AttemptFolder, seed: int, marker: str) -> Marking:
    """A tutor's marks that differ from answer to answer; the first criterion is always met."""
    marking = Marking(role="tutor", marker=marker)
    for place, criterion in enumerate(folder.load().rubric.criteria):
        verdict = Verdict.MET if place == 0 else _VERDICTS[(seed * 3 + place * seed + place) % 5]
        marking = marking.with_verdict(criterion.id, verdict)
    return marking.with_overall(1 + seed % 5).with_next_time("Say what came of it.")


def make_class(
    studio: Studio, names: Sequence[str] = NAMES, questions: Sequence[str] = QUESTIONS
) -> None:
    """An answer of each candidate to each question; the last one is not marked yet."""
    library, content = studio.services.library, studio.services.content
    for seed, (question, name) in enumerate(product(questions, names)):
        folder = make_attempt(library, question_id=question, text=None, content=content)
        receipt = Receipt(
            key=str(seed), candidate=name, content="", sound="flac", packed=NOW, arrived=NOW
        )
        save_receipt(folder, receipt)
        if seed == len(names) * len(questions) - 1:
            continue
        folder.save_marking(varied(folder, seed, "Dr Finch"))
        if seed % 2:
            other = varied(folder, seed + 1, "Sam Okoro")
            save_received(folder, ReceivedMarking(marking=other, packed=NOW, arrived=NOW))


def _show(studio: Studio) -> None:
    studio.window.show_page("classes")
    page = studio.pages.classes
    page.refresh()
    studio.wait(lambda: page.over is not None)
    studio.rest(0.4)


def class_answers(studio: Studio) -> None:
    """Every answer against the criteria."""
    make_class(studio)
    _show(studio)
    table = studio.pages.classes.table
    table.setCurrentIndex(table.model().index(1, 4))


def class_one(studio: Studio) -> None:
    """One candidate has sent one answer."""
    make_class(studio, NAMES[-1:], QUESTIONS[1:])
    _show(studio)


def class_criteria(studio: Studio) -> None:
    """Every criterion over all answers."""
    make_class(studio)
    _show(studio)
    studio.pages.classes.view.buttons[1].click()
    studio.rest(0.3)


def class_empty(studio: Studio) -> None:
    """Nothing has come yet."""
    _show(studio)


STATES = (class_answers, class_one, class_criteria, class_empty)
