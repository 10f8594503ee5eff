"""The states of the page with two people's marks side by side."""

from __future__ import annotations

import datetime as dt

from tests.gui.marking_attempts import make_attempt, make_transcript

from mockinterview.core.comments import Comment
from mockinterview.core.marking import Marking, Verdict
from mockinterview.files.attempts import AttemptFolder
from mockinterview.pack.received import Receipt, ReceivedMarking, save_receipt, save_received

from .evidence import WORDS
from .marking import cited, mark, show
from .studio import Studio

NOW = dt.datetime(2026, 11, 26, 20, 15, tzinfo=dt.UTC)
_LONG_NOTE = (
    "You say that you were in charge, and then what happened to you. What did you weigh up before "
    "you split them into pairs, and who could have said no?"
)


def tutors_marks(folder: AttemptFolder, marker: str = "Dr Finch") -> Marking:
    """What a tutor made of it, who agrees in part."""
    entries = folder.load().rubric.criteria
    ids = [criterion.id for criterion in entries]
    pitfalls = [criterion.id for criterion in entries if criterion.is_pitfall]
    comment = Comment(
        take=2, start=WORDS[40].start, end=WORDS[55].end, text="A good moment to stop."
    )
    return (
        Marking(role="tutor", marker=marker)
        .with_verdict(ids[0], Verdict.MET)
        .with_evidence(ids[0], cited(2, WORDS[3:8]))
        .with_verdict(ids[1], Verdict.MET)
        .with_evidence(ids[1], cited(2, WORDS[40:52]))
        .with_note(ids[1], _LONG_NOTE)
        .with_verdict(ids[2], Verdict.NOT_MET)
        .with_note(ids[2], "Listening is not yet following.")
        .with_verdict(ids[3], Verdict.PARTLY)
        .with_evidence(ids[3], cited(2, WORDS[60:70]))
        .with_verdict(pitfalls[0], Verdict.NOT_MET)
        .with_overall(4)
        .with_next_time("Give the second example as much room as the first.")
        .with_comment(comment)
    )


def _marked_twice(studio: Studio, *more: str) -> AttemptFolder:
    folder = make_attempt(studio.services.library, takes=2, content=studio.services.content)
    mark(folder, make_transcript(), 2)
    for marker in ("Dr Finch", *more):
        marking = tutors_marks(folder, marker)
        save_received(folder, ReceivedMarking(marking=marking, packed=NOW, arrived=NOW))
    return folder


def _show(studio: Studio, *folders: AttemptFolder) -> None:
    page = studio.pages.agreeing
    studio.window.show_page("agreeing")
    page.show_answers(folders, "attempts")
    studio.wait(lambda: page.answer is not None)
    studio.rest(0.3)


def agreeing_two(studio: Studio) -> None:
    """The candidate and a tutor."""
    _show(studio, _marked_twice(studio))


def agreeing_several(studio: Studio) -> None:
    """Three tutors, one of them with a long name, on the first of two answers."""
    names = ("Professor Amelia Whittington-Fitzgerald", "Sam Okoro")
    _show(studio, _marked_twice(studio, *names), _marked_twice(studio))


def agreeing_alone(studio: Studio) -> None:
    """Nobody else has marked."""
    folder = make_attempt(studio.services.library, takes=2, content=studio.services.content)
    mark(folder, make_transcript(), 2)
    _show(studio, folder)


def agreeing_not_begun(studio: Studio) -> None:
    """An answer that came in a pack, of which the tutor has not marked anything."""
    folder = _marked_twice(studio)
    receipt = Receipt(
        key="k", candidate="Ann Other", content="c", sound="opus", packed=NOW, arrived=NOW
    )
    save_receipt(folder, receipt)
    _show(studio, folder)


def marking_others(studio: Studio) -> None:
    """The marking page tells that somebody else has marked, too."""
    show(studio)
    page = studio.pages.marking
    folder = page.folder
    if folder is not None:
        marking = tutors_marks(folder)
        save_received(folder, ReceivedMarking(marking=marking, packed=NOW, arrived=NOW))
        page.open_attempt(folder, transcribe=False)
    studio.rest(1.0)


STATES = (
    *(agreeing_two, agreeing_several, agreeing_alone),
    *(agreeing_not_begun, marking_others),
)
