"""Transcripts of made-up words, and edits of them, for the tests of corrections."""

from __future__ import annotations

from hypothesis import strategies as st

from mockinterview.core.changes import changes
from mockinterview.core.correction import (
    Correction,
    Edit,
    delete_words,
    insert_words,
    join_words,
    replace_words,
    revert_change,
    split_word,
)
from mockinterview.core.transcript import Segment, Transcript, Word

SECONDS = 10.0


def make_word(text: str, start: float, end: float, probability: float = 0.4) -> Word:
    return Word(word=text, start=start, end=end, probability=probability)


def make_transcript(*sentences: tuple[Word, ...], seconds: float = SECONDS) -> Transcript:
    segments = tuple(
        Segment(
            start=words[0].start,
            end=words[-1].end,
            text=" ".join(word.word for word in words),
            words=words,
        )
        for words in sentences
    )
    return Transcript(
        engine="e", model="m", audio_seconds=seconds, elapsed_seconds=1, segments=segments
    )


def assert_in_order(correction: Correction) -> None:
    moment = 0.0
    for word in correction.words:
        assert moment <= word.start <= word.end <= correction.seconds
        moment = word.end
    for segment in correction.segments:
        assert segment.words
        assert all(word.word.split() == [word.word] for word in segment.words)


@st.composite
def transcripts(draw: st.DrawFn, least_word_seconds: float = 0.0) -> Transcript:
    """Words in order, with pauses and without, in up to four sentences."""
    lengths = st.sampled_from([0.0, 0.01, 0.3, 1.7]) | st.floats(0, 3)
    moment = 0.0
    sentences = []
    for _ in range(draw(st.integers(0, 4))):
        words = []
        for text in draw(st.lists(st.sampled_from(["a", "the", "cat.", "Hm,"]), min_size=1)):
            start = moment + draw(lengths)
            moment = start + least_word_seconds + draw(lengths)
            words.append(make_word(text, start, moment))
        sentences.append(tuple(words))
    return make_transcript(*sentences, seconds=moment + draw(lengths))


def some_edit(data: st.DataObject, correction: Correction) -> Edit:
    count = len(correction.words)
    text = data.draw(st.text(max_size=12) | st.sampled_from(["the a", "cat. the", "a " * 40]))
    if not count or data.draw(st.booleans()):
        return insert_words(correction, data.draw(st.integers(0, count)), text)
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first, min(count - 1, first + 4)))
    kind = data.draw(st.sampled_from(["replace", "delete", "split", "join", "revert"]))
    if kind == "replace":
        return replace_words(correction, first, last, text)
    if kind == "delete":
        return delete_words(correction, first, last)
    if kind == "split":
        return split_word(correction, first, data.draw(st.integers(0, 4)))
    if kind == "join":
        return join_words(correction, first, last)
    found = changes(correction.original_words, correction.words)
    return revert_change(correction, data.draw(st.sampled_from(found)))
