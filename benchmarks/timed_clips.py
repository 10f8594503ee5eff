"""Recordings of which it is known when each word is said, and how far a transcript is from that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jiwer

from mockinterview.core.transcript import Word
from mockinterview.speech.fillers import is_filler

DATA = Path(__file__).parents[1] / "tests" / "data"
TIMED_FOLDERS = (DATA, DATA / "spoken")


@dataclass(frozen=True)
class TimedWord:
    """A word of a reference, in seconds."""

    start: float
    end: float
    word: str


@dataclass(frozen=True)
class TimedClip:
    """A recording and all its words, hesitations included."""

    path: Path
    words: tuple[TimedWord, ...]

    @property
    def fillers(self) -> list[TimedWord]:
        """The hesitations in it."""
        return [word for word in self.words if is_filler(word.word)]


def timed_clips(folders: Sequence[Path] = TIMED_FOLDERS) -> list[TimedClip]:
    """Every sound file that has a `.words.tsv` beside it: start, end and word, a line each."""
    clips = []
    for folder in folders:
        for path in sorted(folder.glob("*.flac")):
            table = path.with_suffix(".words.tsv")
            if table.is_file():
                lines = table.read_text(encoding="utf-8").splitlines()[1:]
                rows = (line.split("\t") for line in lines)
                words = tuple(TimedWord(float(a), float(b), word) for a, b, word in rows)
                clips.append(TimedClip(path, words))
    return clips


def matched(
    reference: Sequence[TimedWord], heard: Sequence[Word]
) -> Iterator[tuple[TimedWord, Word]]:
    """The words that both have, hesitations not counted, each with its counterpart."""
    known = [word for word in reference if not is_filler(word.word)]
    printed = [word for word in heard if plain(word.word) and not is_filler(word.word)]
    outcome = jiwer.process_words(
        " ".join(plain(word.word) for word in known), " ".join(plain(word.word) for word in printed)
    )
    for chunk in outcome.alignments[0]:
        if chunk.type == "equal":
            yield from zip(
                known[chunk.ref_start_idx : chunk.ref_end_idx],
                printed[chunk.hyp_start_idx : chunk.hyp_end_idx],
                strict=True,
            )


def plain(word: str) -> str:
    """A word in small letters, without punctuation."""
    return re.sub(r"[^a-z0-9']", "", word.lower())
