"""The text of a take: hesitations, words taken out and pauses in their places, and its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.core.correction import (
    Correction,
    confirm_words,
    delete_words,
    insert_words,
    replace_words,
)
from mockinterview.core.transcript import (
    Filler,
    Segment,
    TimeSpan,
    Transcript,
    TranscriptStage,
    Word,
)
from mockinterview.ui.marking.correcting.take_text import CORRECTING_HINT, TakeText
from mockinterview.ui.marking.transcript_text import PieceKind, Removed, TranscriptText
from mockinterview.ui.marking.wording import piece_words

TIMES = ((0.0, 0.3), (0.3, 0.4), (0.5, 1.0), (2.4, 2.8), (2.9, 3.3))
WORDS = tuple(
    Word(word=text, start=start, end=end, probability=0.2 if text == "cadets" else 0.9)
    for text, (start, end) in zip(("So", "I", "led.", "Then", "cadets"), TIMES, strict=True)
)


def transcript(**changes: object) -> Transcript:
    segment = Segment(start=0.0, end=3.3, text="", words=WORDS)
    made = Transcript(
        engine="e", model="base", audio_seconds=4.0, elapsed_seconds=1.0, segments=(segment,)
    )
    return made.model_copy(update=changes)


def text_of(text: TranscriptText) -> str:
    return "".join(piece.text for piece in text.pieces).replace("\u00a0", "_")


def um(start: float, end: float, text: str = "um", *, is_written: bool = False) -> Filler:
    return Filler(start=start, end=end, text=text, is_written=is_written)


@pytest.mark.parametrize(
    ("filler", "expected"),
    [
        (um(1.2, 1.3), "So I led. _um_ ·_1.1_s_· Then cadets"),
        (um(2.2, 2.35, "er"), "So I led. ·_1.2_s_· _er_ Then cadets"),
        (um(1.5, 1.9, ""), "So I led. _um_ Then cadets"),
        (um(3.5, 3.8), "So I led. ·_1.4_s_· Then cadets _um_"),
        (um(0.6, 0.7), "So I led. _um_ ·_1.4_s_· Then cadets"),
    ],
)
def test_a_hesitation_stands_where_it_was_heard(filler: Filler, expected: str) -> None:
    assert text_of(TranscriptText(WORDS, fillers=[filler])) == expected


def test_a_hesitation_before_the_first_word_stands_first() -> None:
    later = [
        word.model_copy(update={"start": word.start + 2, "end": word.end + 2}) for word in WORDS
    ]
    text = TranscriptText(later, fillers=[um(0.4, 0.8)])
    assert text_of(text).startswith("_um_ ·_1.2_s_· So I")
    assert text.piece_at(1) is not None
    assert text.word_at(1) == 0


def test_a_hesitation_that_is_written_is_no_piece_of_its_own() -> None:
    text = TranscriptText(WORDS, fillers=[um(0.3, 0.4, is_written=True)])
    assert text_of(text) == "So I led. ·_1.4_s_· Then cadets"
    assert text.written_fillers() == {1}


def test_words_taken_out_stand_before_their_place_and_at_the_end() -> None:
    text = TranscriptText(WORDS, removed=[Removed(2, "never"), Removed(5, "and others")])
    assert text_of(text) == "So I never led. ·_1.4_s_· Then cadets and others"
    kinds = {piece.text: piece.kind for piece in text.pieces}
    assert kinds["never"] is PieceKind.REMOVED
    assert text.words_within(0.0, 4.0) == range(5)


def test_every_piece_is_found_at_its_characters() -> None:
    text = TranscriptText(WORDS, [um(1.2, 1.3)], [Removed(4, "our 🎓")])
    position = 0
    for piece in text.pieces:
        assert text.piece_at(position) == piece
        position += len(piece.text.encode("utf-16-le")) // 2
        if piece.kind is PieceKind.WORD:
            assert text.span(piece.word, piece.word)[1] == position


def test_a_time_out_of_order_is_found_all_the_same() -> None:
    text = TranscriptText([WORDS[3], WORDS[0], WORDS[4]])
    assert text.words_within(2.0, 4.0) == range(3)


def test_what_was_changed_is_counted_and_shown() -> None:
    edit = replace_words(Correction.of(transcript()), 4, 4, "sea cadets")
    edit = delete_words(edit.after, 0, 0)
    edit = insert_words(edit.after, 2, "all of it.")
    text = TakeText(transcript(), edit.after)
    assert [change.original_text for change in text.changes] == ["So", "", ""]
    assert text.removed == (Removed(0, "So"),)
    assert " ".join(text.words[index].word for index in sorted(text.written)) == "all of it. sea"
    assert text.changed_words == 5
    assert text.line == "Corrected by you: 5 words · 1 uncertain word"


def test_the_line_says_the_most_important_first() -> None:
    text = TakeText(transcript(fillers=(um(1.2, 1.3),), stage=TranscriptStage.REFINED))
    assert text.line == f"1 uncertain word · at least 1 hesitation · refined · {CORRECTING_HINT}"
    assert TakeText(transcript(segments=())).line == ""
    confirmed = confirm_words(Correction.of(transcript()), 4, 4).after
    assert TakeText(transcript(), confirmed).line == "Corrected by you"
    assert TakeText(transcript(), confirmed).uncertain == ()


def test_a_voice_without_words_is_no_pause_and_can_be_heard() -> None:
    lost = TimeSpan(start=1.05, end=1.15)
    text = TakeText(transcript(unheard=(lost,), fillers=(um(1.2, 1.3),)))
    assert [(mark.start, mark.text) for mark in text.marks] == [
        (1.05, "0\u00a0s\u00a0not\u00a0understood"),
        (1.2, "um"),
    ]
    assert len(text.fillers) == 1
    assert text.line.startswith("0\u00a0s\u00a0not\u00a0understood · 1 uncertain word")
    shown = TranscriptText(text.words, fillers=text.marks)
    told = [piece_words(shown, piece) for piece in shown.pieces if piece.kind is PieceKind.FILLER]
    assert "no words were made out" in told[0]
    assert "hesitation" in told[1]


def test_what_a_person_wrote_there_is_understood() -> None:
    word = next(transcript().words)
    lost = TimeSpan(start=word.start, end=word.end)
    assert TakeText(transcript(unheard=(lost,))).unheard == ()


@pytest.mark.parametrize(
    ("words", "originals"),
    [((0, 0), ["So"]), ((1, 2), []), ((3, 3), ["cadets"]), ((0, 3), ["So", "cadets"])],
)
def test_the_changes_within_words(words: tuple[int, int], originals: list[str]) -> None:
    edit = delete_words(Correction.of(transcript()), 0, 0)
    edit = replace_words(edit.after, 3, 3, "candidates")
    found = TakeText(transcript(), edit.after).changes_within(*words)
    assert [change.original_text for change in found] == originals


@given(st.data())
def test_what_is_shown_of_the_changes_is_both_texts(data: st.DataObject) -> None:
    correction = Correction.of(transcript())
    for _ in range(data.draw(st.integers(1, 4))):
        count = len(correction.words)
        if not count:
            break
        first = data.draw(st.integers(0, count - 1))
        last = data.draw(st.integers(first, count - 1))
        typed = data.draw(st.sampled_from(["", "led.", "new", "two words", "So I"]))
        correction = replace_words(correction, first, last, typed).after
    text = TakeText(transcript(), correction)
    shown = TranscriptText(text.words, removed=text.removed)
    pieces = [piece for piece in shown.pieces if piece.kind in {PieceKind.WORD, PieceKind.REMOVED}]
    there = [p.text for p in pieces if p.kind is PieceKind.WORD]
    before = [p.text for p in pieces if p.kind is PieceKind.REMOVED or p.word not in text.written]
    assert there == [word.word for word in correction.words]
    assert " ".join(before) == " ".join(word.word for word in WORDS)
