"""Words become text: where each stands, pauses between them, spans for citations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview import paths
from mockinterview.core.content import Rubric
from mockinterview.core.marking import Evidence, Mark, Marking, Verdict
from mockinterview.core.transcript import Word, is_uncertain
from mockinterview.files.content import load_content
from mockinterview.ui.marking.citations import Cited, citations_of, rows_of, tints
from mockinterview.ui.marking.transcript_text import (
    Stretch,
    TranscriptText,
)
from mockinterview.ui.marking.wording import (
    Section,
    clock,
    is_hollow,
    numbered_criteria,
    quoted,
    section_count,
    spoken_row,
)


def word(text: str, start: float, end: float, probability: float = 0.9) -> Word:
    return Word(word=text, start=start, end=end, probability=probability)


WORDS = (
    word("So", 0.0, 0.3),
    word("I", 0.3, 0.4),
    word("led.", 0.5, 1.0),
    word("Then", 2.4, 2.8),
    word("cadets", 2.9, 3.3, 0.2),
)


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_content([paths.content_folder()]).rubrics["leader-and-follower"]


def text_of(layout: TranscriptText) -> str:
    return "".join(piece.text for piece in layout.pieces)


def test_a_long_pause_stands_where_it_was_and_a_short_one_does_not() -> None:
    text = text_of(TranscriptText(WORDS)).replace("\u00a0", " ")
    assert text == "So I led. · 1.4 s · Then cadets"


@given(st.lists(st.text("aé😀’", min_size=1, max_size=5), min_size=1, max_size=20))
def test_every_word_is_found_at_each_of_its_characters(texts: list[str]) -> None:
    words = tuple(word(text, index * 1.7, index * 1.7 + 0.3) for index, text in enumerate(texts))
    layout = TranscriptText(words)
    units = text_of(layout).encode("utf-16-le")
    for index, text in enumerate(texts):
        start, end = layout.span(index, index)
        assert units[2 * start : 2 * end].decode("utf-16-le") == text
        assert all(layout.word_at(place) == index for place in range(start, end))


def test_the_word_at_a_moment_is_the_last_that_began() -> None:
    layout = TranscriptText(WORDS)
    assert layout.word_at_time(0.35) == 1
    assert layout.word_at_time(1.9) == 2
    assert TranscriptText((WORDS[3],)).word_at_time(1.0) is None
    assert TranscriptText(()).word_at(4) is None


def test_a_stretch_runs_from_the_first_to_the_last_word() -> None:
    layout = TranscriptText(WORDS)
    assert layout.stretch(1, 3) == Stretch(0.3, 2.8)
    assert layout.plain(1, 3) == "I led. Then"
    instant = TranscriptText((word("so", 2.0, 2.0),)).stretch(0, 0)
    assert instant.end > instant.start


def test_words_within_a_stretch_are_those_whose_middle_lies_in_it() -> None:
    layout = TranscriptText(WORDS)
    assert list(layout.words_within(0.3, 2.7)) == [1, 2, 3]
    assert list(layout.words_within(1.1, 2.0)) == []


def test_only_improbable_words_are_uncertain() -> None:
    assert [is_uncertain(item) for item in WORDS] == [False, False, False, False, True]


def test_criteria_are_numbered_through_the_three_sections(rubric: Rubric) -> None:
    entries = numbered_criteria(rubric)
    assert [entry.number for entry in entries] == list(range(1, len(rubric.criteria) + 1))
    sections = [entry.section for entry in entries]
    assert sections == sorted(sections, key=list(Section).index)
    assert {entry.criterion.id for entry in entries} == {item.id for item in rubric.criteria}


def test_sections_are_counted_apart(rubric: Rubric) -> None:
    marking = (
        Marking()
        .with_verdict("both", Verdict.MET)
        .with_verdict("starr", Verdict.PARTLY)
        .with_verdict("enthusiasm", Verdict.MET)
        .with_verdict("only-one", Verdict.NOT_MET)
    )
    assert section_count(Section.CONTENT, marking, rubric) == "2 of 5 marked"
    assert section_count(Section.COMMUNICATION, marking, rubric) == "1 of 3 marked"
    assert section_count(Section.PITFALLS, marking, rubric) == "0 of 1 seen"


def test_a_section_tells_what_it_came_to_when_all_of_it_is_marked(rubric: Rubric) -> None:
    marking = Marking()
    assert section_count(Section.PITFALLS, marking, rubric) == "0 of 1 marked"
    for criterion in rubric.criteria:
        marking = marking.with_verdict(criterion.id, Verdict.MET)
    assert section_count(Section.CONTENT, marking, rubric).endswith(" marks")
    unsure = marking.with_verdict("both", Verdict.CANNOT_TELL)
    assert section_count(Section.CONTENT, unsure, rubric) == "4 of 5 met"


def test_citations_of_another_take_are_not_lit(rubric: Rubric) -> None:
    entries = numbered_criteria(rubric)
    here = Evidence(take=2, start=0.3, end=1.0, words="I led.")
    marking = (
        Marking()
        .with_evidence("both", here)
        .with_evidence("starr", Evidence(take=2, start=2.4, end=3.3, words="Then cadets"))
        .with_evidence("both", Evidence(take=1, start=0.0, end=0.3, words="So"))
    )
    layout = TranscriptText(WORDS)
    citations = citations_of(marking, entries, 2, "both", Cited("both", here))
    assert [(item.number, item.is_current, item.is_chosen) for item in citations] == [
        (4, False, False),
        (1, True, True),
    ]
    assert citations[-1].stretch == Stretch(here.start, here.end)
    assert citations[-1].hint.startswith(f"Criterion 1: {entries[0].criterion.text.rstrip('.')}")
    first, second = tints(citations, layout)
    assert first == (1, 2, 1, True, True, False)
    assert second == (3, 4, 1, False, False, False)


def test_where_citations_overlap_the_ground_is_deeper_and_goes_on(rubric: Rubric) -> None:
    marking = (
        Marking()
        .with_evidence("both", Evidence(take=1, start=0.3, end=2.8))
        .with_evidence("starr", Evidence(take=1, start=0.5, end=3.3))
    )
    citations = citations_of(marking, numbered_criteria(rubric), 1, "starr")
    found = tints(citations, TranscriptText(WORDS))
    assert [(tint.first, tint.last, tint.depth, tint.is_lit) for tint in found] == [
        (1, 1, 1, False),
        (2, 3, 2, True),
        (4, 4, 1, True),
    ]
    assert [tint.goes_on for tint in found] == [True, True, False]


def test_citations_that_overlap_get_rows_of_their_own() -> None:
    stretches = [Stretch(4.0, 5.0), Stretch(0.0, 2.0), Stretch(1.0, 3.0), Stretch(2.0, 4.0)]
    assert rows_of(stretches) == [0, 0, 1, 0]


def test_a_row_says_its_state_aloud(rubric: Rubric) -> None:
    first, pitfall = numbered_criteria(rubric)[0], numbered_criteria(rubric)[-1]
    assert spoken_row(first, Mark()).endswith("Not marked")
    assert spoken_row(first, Mark(verdict=Verdict.MET)).endswith("Met. nothing cited")
    cited = Mark(verdict=Verdict.PARTLY, evidence=(Evidence(take=1, start=0, end=1),), note="Why?")
    assert spoken_row(first, cited).endswith("Partly. 1 citation. note: Why?")
    assert spoken_row(pitfall, Mark(verdict=Verdict.NOT_MET)).endswith("Avoided")


def test_only_a_positive_criterion_met_without_evidence_is_hollow(rubric: Rubric) -> None:
    first, pitfall = numbered_criteria(rubric)[0], numbered_criteria(rubric)[-1]
    met = Mark(verdict=Verdict.MET)
    assert is_hollow(met, first.criterion)
    assert not is_hollow(met, pitfall.criterion)
    assert not is_hollow(Mark(), first.criterion)
    cited = met.model_copy(update={"evidence": (Evidence(take=1, start=0, end=1),)})
    assert not is_hollow(cited, first.criterion)


def test_evidence_without_words_is_told_by_its_times() -> None:
    assert quoted(Evidence(take=1, start=65.2, end=70, words="")) == "1:05 to 1:10"
    assert clock(3723.9) == "1:02:03"
