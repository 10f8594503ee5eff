"""The transcript of the marking page while it is corrected, searched and compared."""

from __future__ import annotations

from PySide6.QtTest import QTest
from tests.gui.marking_attempts import ANSWER, make_attempt, make_transcript

from mockinterview.core.transcript import Filler, TimeSpan, Transcript, TranscriptStage
from mockinterview.ui.marking.page import MarkingPage

from .marking import mark
from .studio import Studio

CADETS = 25
"""A word that the model doubted."""
UM = next(word for word in make_transcript().words if word.word == "um,")
FILLERS = (
    Filler(start=5.3, end=5.7, text="um"),
    Filler(start=14.2, end=14.6, text="er"),
    Filler(start=21.0, end=21.2, text="um"),
    Filler(start=UM.start, end=UM.end, text="um", is_written=True),
)


def heard(text: str = ANSWER) -> Transcript:
    """The words with hesitations, refined."""
    changes = {"fillers": FILLERS, "stage": TranscriptStage.REFINED}
    return make_transcript(text).model_copy(update=changes)


def unheard() -> Transcript:
    """The words with a gap of ten seconds in which a voice was heard that nobody understood."""
    gap = "[10] For example"
    transcript = heard(ANSWER.replace("[1.4] For example", gap))
    before, after = list(transcript.words)[13:15]
    voice = TimeSpan(start=before.end + 0.1, end=after.start - 0.1)
    return transcript.model_copy(update={"unheard": (voice,), "fillers": ()})


def first() -> Transcript:
    """What was heard while the person spoke: more words are doubted, and one is wrong."""
    doubted = (
        ANSWER.replace("cadets?", "debts?")
        .replace("pairs,", "pairs,?")
        .replace(" gates,", " gates,?")
    )
    return make_transcript(doubted).model_copy(update={"stage": TranscriptStage.FIRST})


def show(studio: Studio, text: str = ANSWER, transcript: Transcript | None = None) -> MarkingPage:
    """The page with an attempt whose hesitations were listened for."""
    transcript = transcript or heard(text)
    folder = make_attempt(studio.services.library, text=text, content=studio.services.content)
    folder.save_transcript(1, transcript)
    mark(folder, transcript, 1)
    studio.window.show_page("marking")
    page = studio.pages.marking
    page.open_attempt(folder, transcribe=False)
    studio.wait(lambda: page.marking is not None and page.answer.waveform.peaks)
    studio.rest(0.4)
    page.checklist.go_to(1)
    return page


def correct(page: MarkingPage, first: int, last: int, text: str) -> None:
    """Correct these words, as typing does."""
    page.corrector.begin(first, last)
    page.answer.transcript.editor.field.setPlainText(text)
    page.answer.transcript.editor.commit()


def corrected(studio: Studio) -> MarkingPage:
    """Some words are other ones, one is gone and one was put in."""
    page = show(studio)
    correct(page, 57, 57, "very oldest")
    correct(page, 34, 35, "")
    correct(page, CADETS, CADETS, "candidates")
    correct(page, 1, 3, "I would say that I'm")
    return page


def transcript_heard(studio: Studio) -> None:
    show(studio)


def transcript_word(studio: Studio) -> None:
    page = show(studio)
    page.corrector.begin(CADETS, CADETS)
    studio.rest(0.2)


def transcript_typed(studio: Studio) -> None:
    page = show(studio)
    page.corrector.begin(CADETS, CADETS)
    QTest.keyClicks(page.answer.transcript.editor.field, "sea cadets")
    studio.rest(0.2)


def transcript_words(studio: Studio) -> None:
    page = show(studio)
    page.corrector.begin(14, 40)
    studio.rest(0.2)


def transcript_corrected(studio: Studio) -> None:
    corrected(studio)


def transcript_changes(studio: Studio) -> None:
    page = corrected(studio)
    page.changes.toggle()
    page.changes.step(1)


def transcript_deleted(studio: Studio) -> None:
    page = show(studio)
    page.answer.transcript.view.choose(
        0, len(page.answer.transcript.view.layout_of_words.words) - 1
    )
    page.corrector.delete()


def transcript_found(studio: Studio) -> None:
    page = show(studio)
    page.answer.transcript.finder.open()
    QTest.keyClicks(page.answer.transcript.find_bar.field, "and i")


def transcript_not_found(studio: Studio) -> None:
    page = show(studio)
    page.answer.transcript.finder.open()
    QTest.keyClicks(page.answer.transcript.find_bar.field, "surgeon")


def transcript_uncertain(studio: Studio) -> None:
    page = show(studio)
    page.landmarks.step_uncertain(1)


def transcript_unheard(studio: Studio) -> None:
    text = ANSWER.replace("[1.4] For example", "[10] For example")
    show(studio, text, unheard())


def transcript_first(studio: Studio) -> None:
    """What was heard while the person spoke; a second hearing is on its way."""
    show(studio, transcript=first())


def transcript_refined(studio: Studio) -> None:
    """The second hearing came while the page was open."""
    page = show(studio, transcript=first())
    folder = studio.services.library.listing().attempts[0][0]
    page.answer.transcriptions.refined.emit(str(folder.path), 1, heard())
    studio.wait(lambda: "refined" in page.answer.transcript.head.line.text())
    studio.rest(0.3)


def transcript_long_corrected(studio: Studio) -> None:
    page = show(studio, " ".join([ANSWER] * 9))
    page.corrector.begin(400, 400)


STATES = (
    *(transcript_heard, transcript_word, transcript_typed, transcript_words),
    *(transcript_corrected, transcript_changes, transcript_deleted, transcript_found),
    *(transcript_not_found, transcript_uncertain, transcript_unheard, transcript_first),
    *(transcript_refined, transcript_long_corrected),
)
