"""A transcript as a file for others: read back by strangers, whatever is in it."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise

import pysubs2
import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.core.correction import Correction, insert_words
from mockinterview.core.cues import (
    LINE_CHARACTERS,
    LONGEST_SECONDS,
    PAUSE_SECONDS,
    SHORTEST_SECONDS,
    cues,
)
from mockinterview.core.transcript import Filler, Segment, Transcript, Word
from mockinterview.core.transcript_formats import (
    CSV_COLUMNS,
    TRANSCRIPT_FORMATS,
    ExportedTranscript,
    exported,
    transcript_format,
    unformulated,
    written,
)
from tests.unit.correction_examples import make_transcript, make_word, transcripts

ODD = ("<b>A&B</b>", "-->", "x<y", "=SUM(A1)", '"so"', "a,b", "café…", "1")


def spoken(text: str, *, begin: float = 0.5, seconds_a_word: float = 0.3) -> tuple[Word, ...]:
    return tuple(
        make_word(word, begin + index * seconds_a_word, begin + (index + 0.9) * seconds_a_word, 0.9)
        for index, word in enumerate(text.split())
    )


def make(suffix: str, transcript: Transcript, *, is_marked: bool = False) -> str:
    kind = transcript_format(suffix)
    assert kind is not None
    return written(transcript, kind, is_marked=is_marked)


def read_srt(text: str) -> list[tuple[int, int, str]]:
    found = pysubs2.SSAFile.from_string(
        text.replace("\r\n", "\n"), format_="srt", keep_html_tags=True
    )
    return [(line.start, line.end, line.text.replace("\\N", "\n")) for line in found]


def read_vtt(text: str) -> list[tuple[float, float, str]]:
    captions = webvtt.from_string(text).captions
    return [(seconds(one.start), seconds(one.end), one.raw_text) for one in captions]


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return round(int(hours) * 3600 + int(minutes) * 60 + float(rest), 3)


LONG = make_transcript(
    spoken(
        "Well, when I was volunteering at the hospice on Saturdays I was asked to look after the "
        "tea trolley, which sounds trivial, but it taught me how to listen to people who "
        "did not want to talk about being ill at all.",
    ),
    spoken("Yes. It did.", begin=20),
    seconds=30,
)


def test_subtitles_are_parted_where_people_breathe() -> None:
    assert [cue.lines for cue in cues(list(LONG.words), LONG.audio_seconds)] == [
        ("Well, when I was volunteering", "at the hospice"),
        ("on Saturdays I was asked", "to look after the tea trolley,"),
        ("which sounds trivial,", "but it taught me how to listen"),
        ("to people who did not want", "to talk about being ill at all."),
        ("Yes. It did.",),
    ]


def test_srt_is_read_by_strangers() -> None:
    text = make(".srt", LONG)
    assert text.startswith("1\r\n00:00:00,500 --> 00:00:")
    assert "\n" not in text.replace("\r\n", ""), "every line ends as SubRip's do"
    found = read_srt(text)
    assert " ".join(line.replace("\n", " ") for _, _, line in found) == LONG.text
    assert found[-1] == (20_000, 21_000, "Yes. It did."), "long enough to be read"


def test_vtt_is_read_by_strangers() -> None:
    text = make(".vtt", LONG)
    assert text.startswith("WEBVTT\n\n00:00:00.500 --> 00:00:")
    assert "\r" not in text
    found = read_vtt(text)
    assert " ".join(line.replace("\n", " ") for _, _, line in found) == LONG.text
    assert found[-1][:2] == (20.0, 21.0)


def test_signs_that_mean_something_are_written_as_text() -> None:
    transcript = make_transcript(tuple(make_word(t, i, i + 0.5) for i, t in enumerate(ODD)))
    vtt = make(".vtt", transcript)
    assert "&lt;b&gt;A&amp;B&lt;/b&gt; --&gt; x&lt;y" in vtt
    assert len(re.findall("-->", vtt)) == len(read_vtt(vtt))
    srt = make(".srt", transcript)
    assert "‹b>A&B‹/b> → x<y" in srt
    assert len(re.findall("-->", srt)) == len(read_srt(srt))
    rows = list(csv.DictReader(io.StringIO(make(".csv", transcript), newline="")))
    assert [row["word"] for row in rows] == [
        "<b>A&B</b>",
        "'-->",
        "x<y",
        "'=SUM(A1)",
        '"so"',
        "a,b",
        "café…",
        "1",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@a", "＝1"])
def test_a_spreadsheet_finds_no_formula(text: str) -> None:
    table = make(".csv", make_transcript((make_word(text, 0, 1),)))
    assert table.splitlines()[1] == f"0.000,1.000,'{text},0.400,false"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize(
    "before", ["\t", "\r", "\n", "\0", " ", "  ", "\u00a0", "\u3000", "\ufeff", "\u200b", " \r\n\t"]
)
def test_nothing_before_a_formula_hides_it(before: str, sign: str) -> None:
    assert unformulated(f"{before}{sign}1") == f"'{before}{sign}1"


@pytest.mark.parametrize("text", ["\tso", "\rso", "\nso", "\t", "\0so"])
def test_a_tab_and_the_ends_of_a_line_do_not_begin_a_cell(text: str) -> None:
    assert unformulated(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "so", " so", "a=1", "1-2", "'=1", "“=1”"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert unformulated(text) == text


def test_the_table_tells_hesitations_that_were_heard_and_those_written() -> None:
    fillers = (
        Filler(start=1.2, end=1.6, text="um", is_written=True),
        Filler(start=2.5, end=2.9, text="er"),
        Filler(start=0.1, end=0.4),
    )
    words = (make_word("So", 1.0, 1.2), make_word("um,", 1.2, 1.6), make_word('"I"', 3.0, 3.123456))
    transcript = make_transcript(words).model_copy(update={"fillers": fillers})
    text = make(".csv", transcript)
    assert text == (
        "start,end,word,probability,is_filler\r\n"
        "0.100,0.400,,,true\r\n"
        "1.000,1.200,So,0.400,false\r\n"
        '1.200,1.600,"um,",0.400,true\r\n'
        "2.500,2.900,er,,true\r\n"
        '3.000,3.123,"""I""",0.400,false\r\n'
    )
    assert tuple(text.split("\r\n")[0].split(",")) == CSV_COLUMNS


def test_text_has_paragraphs_at_long_pauses() -> None:
    transcript = make_transcript(
        spoken("I would follow."),
        spoken("That is, unless", begin=3.0),
        spoken("nobody leads.", begin=5.0),
        spoken("then", begin=9.0),
    )
    assert make(".txt", transcript) == (
        "I would follow.\n\nThat is, unless nobody leads.\n\nthen\n"
    )


def test_uncertain_words_are_marked_only_where_it_is_wished() -> None:
    words = (make_word("eleven", 0, 1, 0.9), make_word("cadets,", 1, 2, 0.3))
    transcript = make_transcript(words)
    assert make(".txt", transcript) == "eleven cadets,\n"
    assert make(".txt", transcript, is_marked=True) == "eleven [cadets?],\n"
    assert "eleven [cadets?]," in make(".srt", transcript, is_marked=True)
    assert "eleven [cadets?]," in make(".vtt", transcript, is_marked=True)
    for suffix in (".json", ".csv"):
        assert make(suffix, transcript, is_marked=True) == make(suffix, transcript)


def test_json_is_what_its_model_says() -> None:
    correction = insert_words(Correction.of(LONG), 0, "So,").after
    kind = transcript_format(".JSON")
    assert kind is not None
    corrected = LONG.model_copy(update={"segments": correction.segments})
    text = written(corrected, kind, is_corrected=True)
    outcome = ExportedTranscript.model_validate_json(text)
    assert outcome.is_corrected
    assert outcome.text == f"So, {LONG.text}"
    assert outcome.segments[0].words[0].probability == 1.0
    assert (outcome.engine, outcome.model, outcome.seconds) == ("e", "m", 30)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [(".txt", ""), (".srt", ""), (".vtt", "WEBVTT\n"), (".csv", ",".join(CSV_COLUMNS) + "\r\n")],
)
def test_without_speech_the_file_is_valid_and_empty(suffix: str, text: str) -> None:
    silent = make_transcript()
    assert make(suffix, silent) == text
    assert read_vtt(make(".vtt", silent)) == []
    assert ExportedTranscript.model_validate_json(make(".json", silent)).segments == ()


def test_words_that_a_file_holds_stay_on_their_line() -> None:
    broken = (make_word("two\n\nlines", 0, 1), make_word("\u200b", 1, 2), make_word("so", 2, 3))
    for kind in TRANSCRIPT_FORMATS:
        assert "\n\nlines" not in written(make_transcript(broken), kind)
    assert make(".txt", make_transcript(broken)) == "two lines so\n"


def test_a_word_longer_than_a_line_is_parted() -> None:
    words = (make_word("a" * 100, 0.0, 2.0), make_word("end", 2.0, 2.5))
    found = cues(words, 3.0)
    assert [cue.lines for cue in found] == [
        ("a" * 42,),
        ("a" * 42, "a" * 16 + " end"),
    ]


def test_a_very_long_answer_is_laid_out_quickly() -> None:
    import time

    words = spoken("word " * 10_000)
    began = time.perf_counter()
    found = cues(words, 3_001)
    assert time.perf_counter() - began < 3, "measured: 0.15 s"
    assert sum(len(" ".join(cue.lines).split()) for cue in found) == 10_000


def words_of(transcript: Transcript) -> list[Word]:
    return [word for segment in exported(transcript).segments for word in segment.words]


@pytest.mark.slow
@given(transcript=transcripts(), data=st.data())
def test_cues_never_overlap_and_always_fit(transcript: Transcript, data: st.DataObject) -> None:
    """Whatever the words and their times are, and the same in both kinds of file."""
    texts = st.sampled_from(["a", "word,", "end.", "extraordinarily", *ODD]) | st.text(max_size=60)
    segments = tuple(
        segment.model_copy(
            update={
                "words": tuple(
                    word.model_copy(update={"word": data.draw(texts)}) for word in segment.words
                )
            }
        )
        for segment in transcript.segments
    )
    transcript = transcript.model_copy(update={"segments": segments})
    words = words_of(transcript)
    found = cues(words, transcript.audio_seconds)
    said = "".join(word.word for word in words).replace(" ", "")
    assert "".join(line for cue in found for line in cue.lines).replace(" ", "") == said
    for cue in found:
        assert 0 <= cue.start < cue.end
        assert 1 <= len(cue.lines) <= 2
        assert all(0 < len(line) <= LINE_CHARACTERS for line in cue.lines)
        assert all(line.strip() == line for line in cue.lines)
    for before, after in pairwise(found):
        assert before.end <= after.start
    told = [(round(cue.start, 3), round(cue.end, 3)) for cue in found]
    assert [(start, end) for start, end, _ in read_vtt(make(".vtt", transcript))] == told
    in_srt = [(start / 1000, end / 1000) for start, end, _ in read_srt(make(".srt", transcript))]
    assert in_srt == told


@pytest.mark.slow
@given(transcript=transcripts(least_word_seconds=0.1))
def test_cues_stand_long_enough_and_not_too_long(transcript: Transcript) -> None:
    words = words_of(transcript)
    found = cues(words, transcript.audio_seconds)
    limits = [*(cue.start for cue in found[1:]), transcript.audio_seconds]
    for cue, limit in zip(found, limits, strict=False):
        length = cue.end - cue.start
        assert length >= SHORTEST_SECONDS - 0.002 or cue.end >= limit - 0.002
        is_one_word = " " not in " ".join(cue.lines)
        assert length <= LONGEST_SECONDS + 0.002 or is_one_word
    for before, after in pairwise(words):
        if after.start - before.end >= PAUSE_SECONDS + 0.002:
            middle = (before.end + after.start) / 2
            holding = [cue for cue in found if cue.start < middle < cue.end]
            assert not any(cue.end > after.start + 0.002 for cue in holding)


@pytest.mark.slow
@given(transcript=transcripts())
def test_every_kind_of_file_is_made_of_every_transcript(transcript: Transcript) -> None:
    for kind in TRANSCRIPT_FORMATS:
        text = written(transcript, kind, is_marked=True)
        assert text.encode("utf-8").decode("utf-8") == text
    rows = list(csv.DictReader(io.StringIO(make(".csv", transcript), newline="")))
    assert [row["word"] for row in rows] == [word.word for word in words_of(transcript)]
    times = [float(row[column]) for row in rows for column in ("start", "end")]
    assert times == sorted(times)


def test_segments_without_words_are_written_too() -> None:
    bare = (Segment(start=1, end=2, text="only text"),)
    transcript = make_transcript().model_copy(update={"segments": bare})
    assert make(".txt", transcript) == "only text\n"
    assert read_srt(make(".srt", transcript)) == [(1000, 2000, "only text")]


def test_a_hesitation_is_no_pause_in_text_and_subtitles() -> None:
    words = (make_word("Yes.", 0.5, 1.0, 0.9), make_word("So", 2.5, 2.8, 0.9))
    silent = make_transcript(words)
    heard = Filler(start=1.2, end=2.3, text="um")
    filled = silent.model_copy(update={"fillers": (heard,)})
    assert make(".txt", silent) == "Yes.\n\nSo\n"
    assert make(".txt", filled) == "Yes. So\n"
    assert len(read_srt(make(".srt", silent))) == 2
    assert [line for _, _, line in read_srt(make(".srt", filled))] == ["Yes. So"]
