"""A transcript as a file for others: text, subtitles, JSON, or a table of words with their times.

docs/transcripts.md tells what is in each.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from pydantic import Field

from mockinterview.core.correction import in_order, typed_words
from mockinterview.core.cues import Cue, cues
from mockinterview.core.hesitations import is_hesitation
from mockinterview.core.model import Model
from mockinterview.core.transcript import (
    Filler,
    Segment,
    Transcript,
    TranscriptStage,
    Word,
    ends_sentence,
    is_uncertain,
    silence_between,
)

PARAGRAPH_SECONDS = 1.0
"""A pause of this length behind a sentence begins a new paragraph…"""

BREAK_SECONDS = 3.0
"""…and one of this length anywhere."""

_TAG: Final = re.compile(r"<(?=/?(?:[bius]|font)\b)", re.IGNORECASE)
"""Where what SubRip takes for a tag begins."""

_FORMULA_SIGNS: Final = frozenset("=+-@＝＋－＠")
"""What a formula begins with, also in the width of Chinese and Japanese signs."""

_RISKY_FIRST: Final = frozenset("\t\r\n\0")
"""What makes some programs look for a formula, or a new cell, behind it."""

CSV_COLUMNS = ("start", "end", "word", "probability", "is_filler")


class ExportedTranscript(Model):
    """What a transcript is as JSON for others. Times are seconds from the beginning of the take.

    `fillers` are the hesitations that were heard: at least so many, since some never are.
    `is_corrected` tells that a person corrected words; what is typed has the probability 1.
    """

    version: Literal[1] = 1
    text: str
    language: str
    heard_language: str = ""
    engine: str
    model: str
    stage: TranscriptStage
    is_corrected: bool = False
    seconds: float = Field(ge=0)
    fillers: tuple[Filler, ...] = ()
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class TranscriptFormat:
    """A kind of file that a transcript can be written as.

    Attributes:
        suffix: how its name ends.
        title: what people call it.
        make: the whole text of the file; it ends its lines as such files do.
        is_read: whether people read it, so that uncertain words may be marked in it; the other
            kinds tell their probability.
    """

    suffix: str
    title: str
    make: Callable[[ExportedTranscript], str]
    is_read: bool = True


def written(
    transcript: Transcript,
    kind: TranscriptFormat,
    *,
    is_corrected: bool = False,
    is_marked: bool = False,
) -> str:
    """The text of a file.

    Args:
        transcript: the words that it is to hold.
        kind: what kind of file.
        is_corrected: whether a person corrected them.
        is_marked: whether an uncertain word is to stand as `[word?]`, where people read it.
    """
    outcome = exported(transcript, is_corrected=is_corrected)
    return kind.make(_marked(outcome) if is_marked and kind.is_read else outcome)


def exported(transcript: Transcript, *, is_corrected: bool = False) -> ExportedTranscript:
    """A transcript for others: in order, on the millisecond, every word on one line."""
    segments = tuple(
        _segment(words)
        for segment in in_order(transcript)
        if (words := tuple(_word(word) for word in segment.words if typed_words(word.word)))
    )
    fillers = tuple(
        filler.model_copy(update={"start": round(filler.start, 3), "end": round(filler.end, 3)})
        for filler in transcript.fillers
    )
    return ExportedTranscript(
        text=" ".join(segment.text for segment in segments),
        language=transcript.language,
        heard_language=transcript.heard_language,
        engine=transcript.engine,
        model=transcript.model,
        stage=transcript.stage,
        is_corrected=is_corrected,
        seconds=round(transcript.audio_seconds, 3),
        fillers=fillers,
        segments=segments,
    )


def as_text(transcript: ExportedTranscript) -> str:
    """The words as paragraphs, one line each with an empty one between; empty without speech."""
    paragraphs = [" ".join(word.word for word in part) for part in _paragraphs(transcript)]
    return "\n\n".join(paragraphs) + "\n" if paragraphs else ""


def as_srt(transcript: ExportedTranscript) -> str:
    """Subtitles as SubRip knows them; empty without speech."""
    found = _cues(transcript)
    blocks = [
        "\n".join(
            (
                str(number),
                f"{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}",
                *(_without_tags(line) for line in cue.lines),
                "",
            )
        )
        for number, cue in enumerate(found, start=1)
    ]
    return "\n".join(blocks).replace("\n", "\r\n")


def as_vtt(transcript: ExportedTranscript) -> str:
    """Subtitles as web pages know them (WebVTT); without speech only the head."""
    blocks = [
        "\n".join(
            (
                f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}",
                *(_escaped(line) for line in cue.lines),
                "",
            )
        )
        for cue in _cues(transcript)
    ]
    return "\n".join(("WEBVTT", "", *blocks))


def as_json(transcript: ExportedTranscript) -> str:
    """Everything that is known of it."""
    return transcript.model_dump_json(indent=2) + "\n"


def as_csv(transcript: ExportedTranscript) -> str:
    """A table of words with their times, after RFC 4180.

    Hesitations that were heard and not written stand in it too, without a probability. What a
    spreadsheet would take for a formula is led by an apostrophe.
    """
    rows = [(word.start, word.end, word.word, word.probability) for word in _words(transcript)]
    unwritten = (filler for filler in transcript.fillers if not filler.is_written)
    table = [(*row, _is_filler(*row[:3], transcript.fillers)) for row in rows]
    heard = [(filler.start, filler.end, filler.text, None, True) for filler in unwritten]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for start, end, text, probability, is_filler in sorted(
        [*table, *heard], key=lambda row: row[0]
    ):
        sure = "" if probability is None else f"{probability:.3f}"
        told = "true" if is_filler else "false"
        writer.writerow((f"{start:.3f}", f"{end:.3f}", unformulated(text), sure, told))
    return stream.getvalue()


TRANSCRIPT_FORMATS: Final = (
    TranscriptFormat(".txt", "Text", as_text),
    TranscriptFormat(".srt", "SubRip subtitles", as_srt),
    TranscriptFormat(".vtt", "WebVTT subtitles", as_vtt),
    TranscriptFormat(".json", "JSON", as_json, is_read=False),
    TranscriptFormat(".csv", "Table of words with their times", as_csv, is_read=False),
)


def transcript_format(suffix: str) -> TranscriptFormat | None:
    """The kind of file whose name ends so, in upper or lower case, or None."""
    return next((one for one in TRANSCRIPT_FORMATS if one.suffix == suffix.lower()), None)


def _word(word: Word) -> Word:
    """The word as it is shown, with its times in whole milliseconds."""
    return Word(
        word=" ".join(typed_words(word.word)),
        start=round(word.start, 3),
        end=round(word.end, 3),
        probability=round(word.probability, 3),
    )


def _segment(words: tuple[Word, ...]) -> Segment:
    text = " ".join(word.word for word in words)
    return Segment(start=words[0].start, end=words[-1].end, text=text, words=words)


def _words(transcript: ExportedTranscript) -> list[Word]:
    return [word for segment in transcript.segments for word in segment.words]


def _paragraphs(transcript: ExportedTranscript) -> Iterator[Sequence[Word]]:
    words, begin = _words(transcript), 0
    for index, (word, following) in enumerate(pairwise(words), start=1):
        needed = PARAGRAPH_SECONDS if ends_sentence(word.word) else BREAK_SECONDS
        if following.start - word.end < needed:
            continue
        if silence_between(word, following, transcript.fillers) >= needed:
            yield words[begin:index]
            begin = index
    if words:
        yield words[begin:]


def _cues(transcript: ExportedTranscript) -> list[Cue]:
    return cues(_words(transcript), transcript.seconds, transcript.fillers)


def _marked(transcript: ExportedTranscript) -> ExportedTranscript:
    segments = (
        _segment(tuple(_with_mark(word) for word in segment.words))
        for segment in transcript.segments
    )
    return transcript.model_copy(update={"segments": tuple(segments)})


def _with_mark(word: Word) -> Word:
    if not is_uncertain(word):
        return word
    core = word.word.rstrip(".,;:?!…")
    return word.model_copy(update={"word": f"[{core}?]{word.word[len(core) :]}"})


def _clock(seconds: float, point: str) -> str:
    """`hh:mm:ss` and milliseconds."""
    whole = round(seconds * 1000)
    minutes, milliseconds = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{milliseconds // 1000:02d}{point}{milliseconds % 1000:03d}"


def _without_tags(line: str) -> str:
    """SubRip has no way to write an arrow or a tag as text; look-alikes stand for them."""
    return _TAG.sub("‹", line.replace("-->", "→"))


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_filler(start: float, end: float, text: str, fillers: Sequence[Filler]) -> bool:
    middle = (start + end) / 2
    return is_hesitation(text) or any(
        one.is_written and one.start <= middle <= one.end for one in fillers
    )


def unformulated(text: str) -> str:
    """A cell of CSV that no spreadsheet takes for a formula: led by an apostrophe if need be.

    Blanks before the sign, seen or not, are passed over by some programs; a tab and the ends of a
    line are led by one in any case. Source: OWASP, “CSV Injection”, and ASVS 5.0, 1.2.10.
    """
    first = next((one for one in text if not _is_passed_over(one)), "")
    is_risky = first in _FORMULA_SIGNS or text[:1] in _RISKY_FIRST
    return f"'{text}" if is_risky else text


def _is_passed_over(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf"}
