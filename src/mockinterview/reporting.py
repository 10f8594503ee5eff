"""Reports for window and terminal: one function each for an attempt, a comparison, a class."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview.audio.clip_sound import MP3_KIND, cut_mp3
from mockinterview.audio.joining import join_left_parts
from mockinterview.core.agreement import marker_name, side_by_side
from mockinterview.core.attempt import Attempt
from mockinterview.core.class_overview import Submission, overviews
from mockinterview.core.comparison import compare
from mockinterview.core.marking import Marking
from mockinterview.core.measures import Measure
from mockinterview.core.passes import FIRST
from mockinterview.core.transcript_formats import as_text, exported
from mockinterview.errors import AudioFileError, ExportCancelled, UsageError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.looking_back import marked_answer, side
from mockinterview.measures.take import TakeWords
from mockinterview.pack.received import receipt_of, require_readable_markings, shown_markings
from mockinterview.report.attempt_report import AttemptSubject, attempt_report
from mockinterview.report.choice import ReportChoice, ReportSound
from mockinterview.report.class_report import class_report
from mockinterview.report.comparison_report import agreement_report, comparison_report
from mockinterview.report.document import Clip
from mockinterview.report.marks import ExportedMarks, comparison_marks, marked_attempt
from mockinterview.report.writing import Place, WrittenReport, place_for
from mockinterview.services import Services

logger = logging.getLogger(__name__)

OnProgress = Callable[[float], None]
IsCancelled = Callable[[], bool]
Answers = dict[str, tuple[AttemptFolder, Attempt]]

USUAL: Final = ReportChoice()


def report_attempt(
    services: Services,
    folder: AttemptFolder,
    target: Path,
    *,
    choice: ReportChoice = USUAL,
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> WrittenReport:
    """Write one attempt with the marks of everybody as `target` says by its ending. Takes long.

    Raises:
        ExportError: it cannot be written there; nothing is left.
        ExportCancelled: the person cancelled; nothing is left.
        LibraryError: the attempt cannot be read.
    """
    place = place_for(target, replaces=replaces)
    require_readable_markings(folder)
    attempt = _settled(folder)
    receipt = receipt_of(folder)
    candidate = receipt.candidate if receipt else ""
    if not place.kind.is_read:
        marked = marked_attempt(attempt, shown_markings(folder), candidate)
        return place.write_marks(ExportedMarks(kind="attempt", attempts=(marked,)))
    markings = marked_answer(folder, attempt).markings
    sound = _Sound({attempt.id: (folder, attempt)}, _wish(choice, place), on_progress, is_cancelled)
    sound.expect(markings.values())
    words, measures = _words_and_measures(services, folder, attempt, choice)
    notes = attempt.notes if choice.has_words else ""
    firsts = _first_passes(folder, markings)
    subject = AttemptSubject(attempt, markings, words, measures, notes, candidate, firsts)
    now = services.library.now()
    return place.write_document(attempt_report(subject, sound.clip, now), now)


def report_comparison(
    services: Services,
    one: AttemptFolder,
    other: AttemptFolder,
    target: Path,
    *,
    choice: ReportChoice = USUAL,
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> WrittenReport:
    """Write two attempts at one question side by side, whichever is given first. Takes long.

    Raises:
        UsageError: they answer different questions.
        ExportError, ExportCancelled, LibraryError: as `report_attempt`.
    """
    place = place_for(target, replaces=replaces)
    answers = {folder.id: (folder, _settled(folder)) for folder in (one, other)}
    if len({attempt.question.id for _, attempt in answers.values()}) > 1 or len(answers) < 2:
        raise UsageError(
            "These are not two answers to one question.", "Choose two attempts at one question."
        )
    found = compare(*(side(services, *answer) for answer in answers.values()))
    if not place.kind.is_read:
        return place.write_marks(comparison_marks(found))
    sound = _Sound(answers, _wish(choice, place), on_progress, is_cancelled)
    sound.expect((found.before.marking, found.after.marking))
    now = services.library.now()
    document = comparison_report(found, sound.clip, now, choice)
    return place.write_document(document, now)


def report_agreement(
    services: Services,
    folder: AttemptFolder,
    yours: str,
    theirs: str,
    target: Path,
    *,
    choice: ReportChoice = USUAL,
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> WrittenReport:
    """Write two people's marks on one attempt side by side. Takes long.

    Args:
        services: what tells the time.
        folder: the attempt.
        yours: the name of the marker who is spoken of first, as `looking_back.marked_answer` has
            it.
        theirs: the name of the other.
        target: where to; its ending tells the kind of file.
        choice: what goes into it.
        replaces: whether a file that is there may be replaced.
        on_progress: called with the part done, 0 to 1.
        is_cancelled: asked often.

    Raises:
        UsageError: one of them has not marked it.
        ExportError, ExportCancelled, LibraryError: as `report_attempt`.
    """
    place = place_for(target, replaces=replaces)
    attempt = _settled(folder)
    markings = marked_answer(folder, attempt).markings
    for name in (yours, theirs):
        if name not in markings:
            raise UsageError(
                f"There are no marks of {name} on this answer.",
                f"There are marks of: {', '.join(markings) or 'nobody'}.",
            )
    pair = (markings[yours], markings[theirs])
    if not place.kind.is_read:
        marked = marked_attempt(attempt, pair)
        return place.write_marks(ExportedMarks(kind="agreement", attempts=(marked,)))
    sound = _Sound({attempt.id: (folder, attempt)}, _wish(choice, place), on_progress, is_cancelled)
    sound.expect(pair)
    now = services.library.now()
    found = side_by_side(*pair, attempt.rubric)
    document = agreement_report(attempt, found, (yours, theirs), sound.clip, now)
    return place.write_document(document, now)


def report_class(
    services: Services,
    submissions: Sequence[Submission],
    target: Path,
    *,
    title: str = "",
    replaces: bool = False,
) -> WrittenReport:
    """Write the tables of a class: who answered and every verdict, one for each mark scheme.

    Args:
        services: what tells the time.
        submissions: the answers with one person's marks on each.
        target: where to; its ending tells the kind of file.
        title: what the class is called; empty: “Class”.
        replaces: whether a file that is there may be replaced.

    Raises:
        ExportError: it cannot be written there; nothing is left.
    """
    place = place_for(target, replaces=replaces)
    if not place.kind.is_read:
        marked = (marked_attempt(one.attempt, [one.marking], one.candidate) for one in submissions)
        return place.write_marks(ExportedMarks(kind="class", attempts=tuple(marked)))
    now = services.library.now()
    return place.write_document(class_report(overviews(submissions), title, now), now)


@dataclass
class _Sound:
    """Cuts clips of takes, tells how far it is, and stops when that is wished."""

    answers: Answers
    wish: ReportSound
    on_progress: OnProgress
    is_cancelled: IsCancelled
    expected: int = 1
    done: int = 0

    def expect(self, markings: Iterable[Marking]) -> None:
        """How many clips there will be."""
        cited = [mark.evidence for one in markings for mark in one.marks.values()]
        comments = [one.comments for one in markings]
        self.expected = 1 + sum(len(each) for each in (*cited, *comments))

    def clip(self, attempt: str, take: int, start: float | None, end: float | None) -> Clip | None:
        """As `document.ClipOf` says; what cannot be heard is left out of the report.

        Raises:
            ExportCancelled: the person cancelled.
        """
        if self.is_cancelled():
            raise ExportCancelled("The export was cancelled.", "Nothing was written.")
        self.done += 1
        self.on_progress(min(1.0, self.done / self.expected))
        least = ReportSound.ALL if start is None else ReportSound.CLIPS
        if self.wish is ReportSound.NONE or (least is ReportSound.ALL and self.wish is not least):
            return None
        folder, found = self.answers[attempt]
        try:
            cut = cut_mp3(folder.take_path(found.take(take)), start, end)
        except (AudioFileError, KeyError) as error:
            logger.info("%s, take %d: no clip: %s", attempt, take, error)
            return None
        return Clip(MP3_KIND, cut.content, cut.seconds)


def _wish(choice: ReportChoice, place: Place) -> ReportSound:
    """Paper holds no sound."""
    return choice.sound if place.kind.suffix == ".html" else ReportSound.NONE


def _settled(folder: AttemptFolder) -> Attempt:
    """The attempt after what a crash left of it is set right."""
    folder.recover()
    join_left_parts(folder)
    return folder.load()


def _first_passes(folder: AttemptFolder, markings: Mapping[str, Marking]) -> dict[str, Marking]:
    """The first pass of each who made two, where there is no doubt which it is."""
    known = [one for one in shown_markings(folder) if one.pass_number == FIRST]
    found = {}
    for name, marking in markings.items():
        who = (marking.role, marker_name(marking))
        theirs = [one for one in known if (one.role, marker_name(one)) == who]
        if marking.pass_number != FIRST and len(theirs) == 1:
            found[name] = theirs[0]
    return found


def _words_and_measures(
    services: Services, folder: AttemptFolder, attempt: Attempt, choice: ReportChoice
) -> tuple[str, Sequence[Measure]]:
    """The transcript as paragraphs and what was measured, as far as wished and there."""
    take = attempt.counting_take
    if take is None or take.seconds <= 0:
        return "", ()
    transcript = folder.current_transcript(take.number)
    words = as_text(exported(transcript)) if transcript and choice.has_words else ""
    if not choice.has_measures:
        return words, ()
    text = None
    if transcript is not None:
        text = TakeWords(tuple(transcript.words), transcript.fillers, transcript.unheard)
    try:
        return words, services.measure(folder, attempt, take, text)
    except AudioFileError as error:
        logger.info("%s is not measured: %s", folder.id, error)
        return words, ()
