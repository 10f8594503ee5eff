"""The states of the marking page, most of them on made-up attempts with the same words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.gui.marking_attempts import ANSWER, make_attempt, make_transcript

from mockinterview.core.attempt import TakeState
from mockinterview.core.content import Rubric
from mockinterview.core.interview import Stage
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.core.transcript import Transcript, Word
from mockinterview.errors import DiskFullError, ModelMissingError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.settings import SuggestionsShown
from mockinterview.ui.marking.hints.suggestions import SuggestionsFeature
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.work import Work

from .interview import save_answer
from .studio import Studio

NO_MODEL = ModelMissingError(
    "No speech model is on this computer.",
    "Choose or download one in Settings; the recording is safe.",
    "looked in /home/ada/.local/share/mockinterview/models",
)
NO_ROOM = DiskFullError(
    "The disk is full, so your marks could not be saved.", "Free some space and try again."
)
WORDS_UNSAVED = DiskFullError("The disk that holds /home/ada/library is full.")
ALL_WORDS = make_transcript().segments[0].words


def marking(studio: Studio) -> None:
    studio.make_attempts()
    studio.window.open_attempt(studio.window.keeper.records.attempts[0].folder)
    studio.wait(lambda: studio.pages.marking.answer.waveform.peaks)
    studio.rest(1.0)


def show(
    studio: Studio,
    *,
    question: str = "leader-or-follower",
    text: str | None = ANSWER,
    takes: int = 2,
    is_marked: bool = True,
) -> MarkingPage:
    """The page with an attempt of this text (None: without a transcript)."""
    folder = make_attempt(
        studio.services.library,
        question_id=question,
        takes=takes,
        text=text,
        content=studio.services.content,
    )
    if is_marked and text:
        mark(folder, make_transcript(text), takes)
    studio.window.show_page("marking")
    page = studio.pages.marking
    page.open_attempt(folder, transcribe=False)
    studio.wait(lambda: page.marking is not None and page.answer.waveform.peaks)
    if text:
        wait_for_suggestions(studio, page)
    studio.rest(0.4)
    if is_marked:
        page.checklist.go_to(1)
        page.answer._move(14.0)  # noqa: SLF001  (as a click on the waveform does)
    return page


def wait_for_suggestions(studio: Studio, page: MarkingPage) -> None:
    """What comes a little later would be in the picture or not, as it happens."""
    if studio.services.settings.suggestions is SuggestionsShown.NEVER:
        return
    features = [one for one in page.features if isinstance(one, SuggestionsFeature)]
    studio.wait(lambda: all(one.finder.places is not None for one in features))


def mark(folder: AttemptFolder, transcript: Transcript, take: int) -> None:
    """Keep marks as of somebody who is half way through this take."""
    folder.save_marking(marked(folder.marking(), folder.load().rubric, transcript, take))


def marked(marking: Marking, rubric: Rubric, transcript: Transcript, take: int) -> Marking:
    """These marks with those of somebody who is half way through this take."""
    words = list(transcript.words)
    ids = [criterion.id for criterion in rubric.criteria]
    pitfalls = [entry.id for entry in rubric.criteria if entry.is_pitfall]
    return (
        marking.with_verdict(ids[0], Verdict.MET)
        .with_evidence(ids[0], cited(take, words[3:14]))
        .with_verdict(ids[1], Verdict.PARTLY)
        .with_evidence(ids[1], cited(take, words[19:29]))
        .with_note(ids[1], "What did you decide, and why that way?")
        .with_verdict(ids[2], Verdict.MET)
        .with_verdict(ids[3], Verdict.NOT_MET)
        .with_verdict(ids[-1], Verdict.CANNOT_TELL)
        .with_overall(3)
        .with_next_time("I say what I learnt about following, and end on medicine.")
        .with_verdict(pitfalls[0], Verdict.NOT_MET)
    )


def cited(take: int, words: list[Word]) -> Evidence:
    """These words of this take."""
    said = " ".join(word.word for word in words)
    return Evidence(take=take, start=words[0].start, end=words[-1].end, words=said)


def marking_marked(studio: Studio) -> None:
    show(studio)


def marking_fresh(studio: Studio) -> None:
    show(studio, is_marked=False, takes=1)


def marking_long(studio: Studio) -> None:
    show(studio, text=" ".join([ANSWER] * 9), takes=1)


def marking_none(studio: Studio) -> None:
    show(studio, text=None, takes=1)


def marking_working(studio: Studio) -> None:
    page = show(studio, text=None, takes=1)
    page.answer.transcript.show_working("", 14.0, 41.0, ALL_WORDS[:40])


def marking_working_slowly(studio: Studio) -> None:
    page = show(studio, text=None, takes=1)
    page.answer.transcript.show_working("", 14.0, 41.0, ALL_WORDS[:40], 41.0)


def marking_waiting(studio: Studio) -> None:
    page = show(studio, text=None, takes=1)
    page.answer.transcript.show_working("waiting for another transcript", 0.0, 0.0, ())


def marking_other_language(studio: Studio) -> None:
    page = show(studio)
    remarks = page.answer.remarks
    remarks.show_transcript(make_transcript().model_copy(update={"heard_language": "fr"}))


def marking_unsaved_words(studio: Studio) -> None:
    remarks = show(studio).answer.remarks
    remarks.show_transcript(make_transcript().model_copy(update={"heard_language": "cy"}))
    remarks.show_unsaved(WORDS_UNSAVED)


def marking_failed(studio: Studio) -> None:
    show(studio, text=None, takes=1).answer.transcript.show_failed(NO_MODEL)


def marking_no_speech(studio: Studio) -> None:
    show(studio, text="", takes=1)


def marking_note(studio: Studio) -> None:
    show(studio).checklist.current.note.setFocus()


def marking_pitfall(studio: Studio) -> None:
    page = show(studio)
    page.checklist.go_to(len(page.checklist.rows) - 1)


def marking_choice(studio: Studio) -> None:
    show(studio).answer.transcript.view.choose(52, 60)


def marking_unsaved(studio: Studio) -> None:
    leave_unsaved(studio)


def practise_unsaved(studio: Studio) -> None:
    leave_unsaved(studio)
    studio.window.show_page("practise")


def leave_unsaved(studio: Studio) -> None:
    """A mark is made while nothing can be written."""
    page = show(studio)
    for marks in filter(None, [page.marks.shown]):
        marks.saver._save = refuse  # noqa: SLF001  (as on a full disk)
    page.marker.mark_and_move_on(Verdict.MET)
    studio.wait(studio.window.unsaved.isVisible)


def refuse(_work: Work) -> None:
    raise NO_ROOM


def marking_help(studio: Studio) -> None:
    show(studio).header.help_asked.emit()


def marking_duties(studio: Studio) -> None:
    show(studio, question="duties-of-a-doctor")


def marking_imperial(studio: Studio) -> None:
    show(studio, question="why-imperial")


def go_to_marking(studio: Studio) -> None:
    """From the answer that was just saved."""
    studio.press(Qt.Key.Key_Return)
    studio.wait_for_page("marking")
    studio.wait(lambda: studio.pages.marking.answer.waveform.peaks)
    studio.rest(1.0)


def marking_notes(studio: Studio) -> None:
    save_answer(studio)
    go_to_marking(studio)


def takes(studio: Studio) -> None:
    save_answer(studio, retakes=None)
    studio.press(Qt.Key.Key_R)
    studio.until(Stage.ANSWER)
    studio.press(Qt.Key.Key_Space)
    studio.until(Stage.SAVED)
    session = studio.pages.interview.session
    if session is None:
        raise RuntimeError("the interview has gone")
    go_to_marking(studio)
    studio.pages.marking.takes.show_takes(session.folder, session.folder.load(), 1)


def takes_in_parts(studio: Studio) -> None:
    """Two takes of which the second goes on with the first, and what they are joined into."""
    page = show(studio)
    folder = studio.services.library.listing().attempts[0][0]
    page.close_down()
    first, second = folder.load().takes[:2]
    first = first.model_copy(update={"state": TakeState.INTERRUPTED})
    second = second.model_copy(update={"continues": 1})
    folder.save(folder.load().with_take(first).with_take(second))
    page.open_attempt(folder, transcribe=False)
    studio.wait(lambda: page.answer.take_number == 3 and page.answer.waveform.peaks)
    page.takes.show_takes(folder, folder.load(), 3)


STATES = (
    *(marking, marking_marked, marking_fresh, marking_long, marking_none, marking_working),
    *(marking_failed, marking_no_speech, marking_note, marking_pitfall, marking_choice),
    *(marking_unsaved, practise_unsaved, marking_help, marking_duties, marking_imperial),
    *(marking_notes, takes, takes_in_parts, marking_working_slowly, marking_waiting),
    *(marking_other_language, marking_unsaved_words),
)
