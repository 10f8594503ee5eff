"""A library of somebody who has practised for weeks, without sound: for looking back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from tests.gui.marking_attempts import make_attempt

BEGINNING: Final = dt.datetime(2026, 10, 5, 18, 30, tzinfo=dt.UTC)
MET, PARTLY, NOT_MET, CANNOT_TELL = Verdict
EVENINGS: Final = (
    (0, "leader-or-follower"),
    (2, "define-resilience"),
    (5, "leader-or-follower"),
    (9, "duties-of-a-doctor"),
    (12, "leader-or-follower"),
    (16, "why-imperial"),
    (20, "define-resilience"),
    (27, "leader-or-follower"),
    (33, "duties-of-a-doctor"),
    (41, "leader-or-follower"),
)
"""Day and question."""
_SENTENCES: Final = (
    "I say what I learnt about following, and end on medicine.",
    "Define it in one sentence before the story.",
    "Leave room for the result: it had ten seconds.",
)
EARLIER_WORDS: Final = (
    "I think I am a leader, because people listen to me. [2.4] At school I was, um, captain of the "
    "netball team and I decided who plays where, and we won most of our games. [1.8] So that is "
    "an example of leading, and I am not really somebody who follows."
)


def practise(
    library: Library,
    content: Content,
    question_id: str,
    day: float,
    *,
    verdicts: Sequence[Verdict | None] = (),
    next_time: str = "",
) -> AttemptFolder:
    """One answer so many days after the beginning, marked in the order of the scheme."""
    bank, question = content.question(question_id)
    made = BEGINNING + dt.timedelta(days=day)
    take = Take(
        number=1, file="takes/take-1.wav", started=made, state=TakeState.FINISHED, seconds=108.0
    )
    attempt = Attempt(
        id="",
        created=made,
        bank=bank.bank,
        bank_title=bank.title,
        question=question,
        rubric=content.rubrics[question.rubric],
        format=content.format("imperial-2023"),
        takes=(take,),
    )
    folder = library.create(attempt)
    marking = marked(attempt, verdicts).with_next_time(next_time)
    if not marking.is_blank:
        folder.save_marking(marking)
    return folder


def marked(attempt: Attempt, verdicts: Sequence[Verdict | None], marker: str = "") -> Marking:
    """These verdicts in the order of the scheme; a name makes it a tutor's marking."""
    marking = Marking(role="tutor", marker=marker) if marker else Marking()
    for criterion, verdict in zip(attempt.rubric.criteria, verdicts, strict=False):
        if verdict is not None:
            marking = marking.with_verdict(criterion.id, verdict)
    return marking


def verdicts_of(number: int, count: int) -> list[Verdict]:
    """Verdicts that get better with time, always the same for the same number."""
    return [
        NOT_MET if (number * 3 + place * 5) % 11 > number + 3 else (MET, PARTLY)[place % 3 == 1]
        for place in range(count)
    ]


def weeks_of_practice(
    library: Library, content: Content, *, tutor: str = ""
) -> list[AttemptFolder]:
    """Ten answers to four questions in six weeks, most of them with a sentence for next time."""
    folders = []
    for number, (day, question_id) in enumerate(EVENINGS):
        rubric = content.rubrics[content.question(question_id)[1].rubric]
        verdicts: list[Verdict | None] = [*verdicts_of(number, len(rubric.criteria))]
        if number == 4:
            verdicts[2] = CANNOT_TELL
        sentence = _SENTENCES[number % 4] if number % 4 < len(_SENTENCES) else ""
        folder = practise(library, content, question_id, day, verdicts=verdicts, next_time=sentence)
        if tutor:
            theirs = [*verdicts]
            theirs[number % len(theirs)] = MET
            folder.save_marking(marked(folder.load(), theirs, tutor))
        folders.append(folder)
    return folders


def two_answers(
    library: Library, content: Content, *, is_reworded: bool = False
) -> tuple[AttemptFolder, AttemptFolder]:
    """Two marked answers to one question with sound and words, the earlier first."""
    earlier = make_attempt(library, content=content, text=EARLIER_WORDS)
    later = make_attempt(library, content=content)
    attempt = earlier.load()
    made = attempt.created - dt.timedelta(days=9, hours=1, minutes=10)
    changed = attempt.model_copy(update={"created": made})
    if is_reworded:
        first, *others = attempt.rubric.criteria[:-1]
        old = first.model_copy(update={"text": "Says whether they lead or follow."})
        rubric = attempt.rubric.model_copy(update={"criteria": (old, *others)})
        changed = changed.model_copy(update={"rubric": rubric})
    earlier.save(changed)
    sentence = "I say what I learnt about following, and end on medicine."
    _mark(earlier, (PARTLY, MET, NOT_MET, PARTLY, NOT_MET, MET, CANNOT_TELL), sentence, 2)
    _mark(later, (MET, MET, PARTLY, NOT_MET, None, MET, MET), "", 4)
    return earlier, later


def _mark(
    folder: AttemptFolder, verdicts: Sequence[Verdict | None], sentence: str, overall: int
) -> None:
    attempt = folder.load()
    transcript = folder.current_transcript(1)
    words = list(transcript.words) if transcript else []
    marking = marked(attempt, verdicts).with_next_time(sentence).with_overall(overall)
    for place, criterion in enumerate(attempt.rubric.criteria[:3]):
        cited = words[place * 6 : place * 6 + 5]
        evidence = Evidence(
            take=1,
            start=cited[0].start,
            end=cited[-1].end,
            words=" ".join(word.word for word in cited),
        )
        marking = marking.with_evidence(criterion.id, evidence)
    note = (
        "It takes too long until the example begins, and then it is told so fast that nobody could"
        " say who decided what, or what it was for."
    )
    folder.save_marking(marking.with_note(attempt.rubric.criteria[1].id, note))
