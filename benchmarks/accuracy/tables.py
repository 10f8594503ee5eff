"""What was measured, as one table of clips and one of sounds in which nobody speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Final

from tests.non_speech import LEVELS_DBFS

from benchmarks.accuracy.clips import Clip
from benchmarks.accuracy.measuring import Run, word_errors

NAME_WIDTH: Final = 30
COLUMN_WIDTH: Final = 24

Figure = Callable[[Run, Sequence[Clip]], str]


def word_error_rate(run: Run, clips: Sequence[Clip]) -> str:
    """The errors of all clips that have a text, as a share of their words."""
    counted = [
        word_errors(clip.text, run.transcripts[clip.name].text) for clip in clips if clip.text
    ]
    words = sum(words for _, words in counted)
    return _percent(sum(errors for errors, _ in counted), words)


FIGURES: Final[tuple[tuple[str, Figure], ...]] = (
    ("word error rate", word_error_rate),
    ("words invented over non-speech", lambda run, _: str(run.invented_words)),
    ("real-time factor", lambda run, _: f"{run.elapsed_seconds / run.audio_seconds:.3f}"),
    (
        "processor s per s of sound",
        lambda run, _: f"{run.processor_share:.3f}",
    ),
    ("peak memory", lambda run, _: f"{run.peak_bytes / 1e6:.0f} MB"),
    ("start and loading", lambda run, _: f"{run.load_seconds:.1f} s"),
)
"""The lines beneath the clips: what each says, and how it is made of a run."""


def table(runs: Sequence[Run], clips: Sequence[Clip]) -> Iterator[str]:
    """Word error rates by clip and in total, then everything else about each run."""
    yield _line("", (run.engine for run in runs))
    yield _line("clip (s, words)", (run.model for run in runs))
    for clip in clips:
        length = next(iter(runs)).transcripts[clip.name].audio_seconds
        counted = [word_errors(clip.text, run.transcripts[clip.name].text) for run in runs]
        name = f"{clip.name[:20]} ({length:.0f}, {counted[0][1]})"
        yield _line(name, (_percent(*each) if clip.text else "no text" for each in counted))
    for name, figure in FIGURES:
        yield _line(name, (figure(run, clips) for run in runs))


def agreement(runs: Sequence[Run], clips: Sequence[Clip]) -> Iterator[str]:
    """How far two engines differ with the same weights, over all clips with or without a text."""
    for one, other in combinations(runs, 2):
        if one.model != other.model:
            continue
        counted = [
            word_errors(one.transcripts[clip.name].text, other.transcripts[clip.name].text)
            for clip in clips
        ]
        rate = _percent(sum(errors for errors, _ in counted), sum(words for _, words in counted))
        yield f"{one.model}: {other.engine} differs from {one.engine} in {rate} of the words"


def inventions(runs: Sequence[Run]) -> Iterator[str]:
    """What was printed where nobody speaks, sound by sound and level by level."""
    levels = ", ".join(f"{level:.0f}" for level in LEVELS_DBFS)
    yield _line(f"no speech (at {levels} dBFS)", (f"{run.engine} {run.model}" for run in runs))
    for name in next(iter(runs)).invented:
        yield _line(
            name,
            (" / ".join(str(len(text.split())) for text in run.invented[name]) for run in runs),
        )
    for run in runs:
        for name, texts in run.invented.items():
            for level, text in zip(LEVELS_DBFS, texts, strict=True):
                if text:
                    yield f"invented by {run.engine} {run.model}, {name} at {level:.0f}: {text}"


def _line(name: str, cells: Iterator[str]) -> str:
    return f"{name:{NAME_WIDTH}}" + "".join(f"{cell:>{COLUMN_WIDTH}}" for cell in cells)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.1f} %"
