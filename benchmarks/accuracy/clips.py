"""The recordings that are transcribed, with what is said in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview import paths
from mockinterview.files.content import load_content

SOUND_SUFFIXES: Final = {".flac", ".wav", ".ogg", ".mp3"}

DEVELOPMENT_SPEECH: Final = Path(__file__).resolve().parents[3] / "shared" / "speech"
"""Human speech that lies beside the repository where it is developed; elsewhere it is not there."""


@dataclass(frozen=True)
class Clip:
    """A recording; `text` is what is said in it, empty where nobody wrote that down."""

    name: str
    path: Path
    text: str


def clips_in(folder: Path, skipped: Sequence[str] = ()) -> Iterator[Clip]:
    """The sound files of a folder, in order; the text lies beside, under the same name."""
    for path in sorted(folder.iterdir()):
        if path.suffix in SOUND_SUFFIXES and not any(path.match(pattern) for pattern in skipped):
            text = path.with_suffix(".txt")
            yield Clip(path.stem, path, text.read_text("utf-8") if text.is_file() else "")


def shipped_clips() -> Iterator[Clip]:
    """The sample answers and the spoken questions that come with the program (rendered voices)."""
    content = load_content([paths.content_folder()])
    for sample in content.samples.values():
        yield Clip(f"sample: {sample.question}", content.sample_file(sample), sample.text)
    for bank, question in content.questions:
        path = content.prompt_file(bank, question)
        if path is not None:
            yield Clip(f"prompt: {question.id}", path, question.prompt)
