"""The parts of a story in words, and where a part goes that is placed."""

from __future__ import annotations

import pytest

from mockinterview.core.content import ModelAnswer, Paragraph, StarrRole
from mockinterview.core.structure import Part
from mockinterview.core.transcript import Word
from mockinterview.ui.marking.structure.model_parts import has_steps, spoken_segments
from mockinterview.ui.marking.structure.placing import placed
from mockinterview.ui.marking.structure.steps import (
    missing_line,
    placed_remarks,
    spoken_part,
    times_line,
)
from mockinterview.ui.marking.transcript_text import Stretch, TranscriptText

SITUATION, TASK = StarrRole.SITUATION, StarrRole.TASK
NO_WORDS = TranscriptText(())
WORDS = TranscriptText(
    Word(word="word", start=start, end=start + 0.5, probability=1) for start in (0, 1, 2, 6, 7, 8)
)


def part(start: float, end: float, role: StarrRole = SITUATION, take: int = 1) -> Part:
    return Part(take=take, start=start, end=end, role=role)


def test_a_part_is_told_with_its_ends_and_its_length() -> None:
    assert spoken_part(part(3, 21)) == "Situation, 0:03 to 0:21, 18 seconds"
    assert spoken_part(part(65, 66, TASK)) == "Task, 1:05 to 1:06, 1 second"


def test_what_is_missing_is_a_plain_fact() -> None:
    everything = [part(at, at + 1, role) for at, role in enumerate(StarrRole)]
    assert missing_line(everything, 1) == ""
    assert missing_line(everything[:4], 1) == "No part called reflection yet."
    assert missing_line(everything[:2], 1) == "No part called action, result or reflection yet."
    assert missing_line(everything[:4], 2).startswith("No part called situation, task,")


def test_times_add_up_over_the_parts_of_a_step() -> None:
    parts = [part(0, 4), part(5, 7, TASK), part(8, 20), part(0, 9, take=2)]
    assert times_line(parts, 1) == "Situation 0:16 · Task 0:02"
    assert placed_remarks(parts, 1) == ("you placed 2 of 5 parts", "2 of 5")
    assert placed_remarks(parts, 3) == ("", "")


@pytest.mark.parametrize(
    ("neighbour", "text", "ends"),
    [
        (part(0, 2.5), WORDS, (2.5, 8.5)),  # a pause of any length, and no word in it
        (part(0, 1.5), WORDS, (6, 8.5)),  # a word between them is nobody's
        (part(0, 2.5, TASK), WORDS, (6, 8.5)),
        (part(0, 2.5, take=2), WORDS, (6, 8.5)),
        (part(0, 5.2), NO_WORDS, (5.2, 8.5)),
        (part(0, 2.5), NO_WORDS, (6, 8.5)),  # unheard, so long a pause may hold anything
        (part(9, 11), NO_WORDS, (6, 9)),
    ],
)
def test_a_part_goes_up_to_a_neighbour_of_its_step(
    neighbour: Part, text: TranscriptText, ends: tuple[float, float]
) -> None:
    new = placed(Stretch(6, 8.5), SITUATION, 1, [neighbour], text)
    assert (new.start, new.end) == ends


def test_another_part_between_them_keeps_them_apart() -> None:
    parts = [part(0, 2.5), part(3, 5, TASK)]
    assert placed(Stretch(6, 8.5), SITUATION, 1, parts, WORDS).start == 6


def test_a_model_answer_is_measured_by_its_words() -> None:
    roles = (None, SITUATION, SITUATION, TASK)
    answer = ModelAnswer(
        title="An answer",
        paragraphs=tuple(Paragraph(text="five words are said here", role=role) for role in roles),
    )
    segments, times = spoken_segments(answer)
    quarter = answer.aloud_seconds / 4
    assert [segment.role for segment in segments] == [None, SITUATION, TASK]
    assert segments[1].start == pytest.approx(quarter)
    assert segments[1].end == pytest.approx(3 * quarter)
    assert times[SITUATION] == pytest.approx(2 * quarter)
    assert times[StarrRole.RESULT] == 0
    assert has_steps(answer)
