"""The words and figures of the marking page: times, counts, verdicts, what a row says aloud."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.content import Category, Criterion, CriterionKind, Rubric
from mockinterview.core.marking import Evidence, Mark, Marking, Verdict, verdict_word
from mockinterview.core.transcript import Word, is_uncertain
from mockinterview.core.weighing import marks_in_words
from mockinterview.index.record import answer_length
from mockinterview.ui.marking.transcript_text import Piece, PieceKind, TranscriptText
from mockinterview.ui.take_words import take_place
from mockinterview.ui.wording import count, day_words

_NOT_UNDERSTOOD = "not\u00a0understood"


class Section(Enum):
    """The three parts of a checklist, counted apart; the value is the heading."""

    CONTENT = "Content"
    COMMUNICATION = "Communication"
    PITFALLS = "Pitfalls to avoid"


@dataclass(frozen=True)
class NumberedCriterion:
    """A criterion with the number that it has on the page."""

    number: int
    section: Section
    criterion: Criterion


def numbered_criteria(rubric: Rubric) -> list[NumberedCriterion]:
    """The criteria in the order of the page: content, communication, pitfalls."""
    ordered = [
        *_of(rubric, Section.CONTENT, CriterionKind.POSITIVE, Category.CONTENT),
        *_of(rubric, Section.COMMUNICATION, CriterionKind.POSITIVE, Category.COMMUNICATION),
        *_of(rubric, Section.PITFALLS, CriterionKind.PITFALL, None),
    ]
    return [
        NumberedCriterion(number, section, criterion)
        for number, (section, criterion) in enumerate(ordered, start=1)
    ]


def _of(
    rubric: Rubric, section: Section, kind: CriterionKind, category: Category | None
) -> list[tuple[Section, Criterion]]:
    return [(section, criterion) for criterion in rubric.section(kind, category)]


def section_count(section: Section, marking: Marking, rubric: Rubric) -> str:
    """What stands at the right of a section's heading: how far one is, then what it came to."""
    if section is Section.PITFALLS:
        found, word, marks = marking.count_pitfalls(rubric), "seen", ""
    else:
        category = Category.CONTENT if section is Section.CONTENT else Category.COMMUNICATION
        found, word = marking.count(rubric, category), "met"
        marks = marks_in_words(marking, rubric, category)
    if found.marked < found.total:
        return f"{found.marked} of {found.total} marked"
    return f"{marks} marks" if marks else f"{found.met} of {found.total} {word}"


def clock(seconds: float) -> str:
    """A moment of a take, in whole seconds gone by: 0:42, 12:05, 1:02:03."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def take_line(attempt: Attempt, take: Take) -> str:
    """Which take this is: “Take 2 of 2 · 24 November 2026, 19:40 · 1:48 · Imperial”."""
    parts = [
        take_place(attempt, take),
        day_words(take.started),
        answer_length(attempt, take),
        attempt.format.title,
    ]
    if attempt.origin == "sample":
        parts.append("sample answer")
    if attempt.origin == "import":
        parts.append(f"imported from {attempt.source_file}")
    return " · ".join(parts)


def no_take_line(attempt: Attempt) -> str:
    """Why there is no take to hear."""
    if attempt.binned_takes:
        return "All takes are in the bin; Ctrl+T shows them"
    return "All takes were deleted" if attempt.takes else "Nothing was recorded"


def is_hollow(mark: Mark, criterion: Criterion) -> bool:
    """Whether a criterion is marked met with nothing cited for it."""
    return mark.verdict is Verdict.MET and not mark.evidence and not criterion.is_pitfall


def status_word(mark: Mark, criterion: Criterion) -> str:
    """The verdict in a word, or that there is none."""
    if mark.verdict is None:
        return "Not marked"
    return verdict_word(mark.verdict, criterion.kind)


def quoted(evidence: Evidence) -> str:
    """The cited words in quotation marks; without words the stretch itself."""
    if evidence.words:
        return f"“{evidence.words}”"
    return f"{clock(evidence.start)} to {clock(evidence.end)}"


def spoken_row(entry: NumberedCriterion, mark: Mark) -> str:
    """What a screen reader says of a row: number, criterion, verdict, citations, note."""
    parts = [
        f"{entry.number}. {entry.criterion.text.rstrip('.')}",
        status_word(mark, entry.criterion),
    ]
    if mark.evidence:
        parts.append(count(len(mark.evidence), "citation"))
    elif is_hollow(mark, entry.criterion):
        parts.append("nothing cited")
    if mark.note:
        parts.append(f"note: {mark.note}")
    return ". ".join(parts)


def word_doubt(word: Word) -> str:
    """That the program was unsure of a word; nothing where it was not."""
    if not is_uncertain(word):
        return ""
    return f"The program was unsure of “{word.word}”: {word.probability:.0%}."


def not_understood(seconds: float) -> str:
    """How much of a voice was not made out, never broken over two lines."""
    return f"{seconds:.0f}\u00a0s\u00a0{_NOT_UNDERSTOOD}"


def piece_words(text: TranscriptText, piece: Piece) -> str:
    """What is told of a stretch of the transcript under the mouse; nothing of an ordinary word."""
    match piece.kind:
        case PieceKind.WORD:
            doubt = word_doubt(text.words[piece.word])
            return f"{doubt} Listen to be certain." if doubt else ""
        case PieceKind.FILLER:
            if text.fillers[piece.item].text.endswith(_NOT_UNDERSTOOD):
                return "A voice was heard here, and no words were made out. Click to hear it."
            return "A hesitation was heard here. Click to hear it."
        case PieceKind.REMOVED:
            return f"You took “{text.removed[piece.item].text}” out."
    return ""
