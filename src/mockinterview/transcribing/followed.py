"""Takes that are read ahead while they are being recorded: the hook into the interview."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from mockinterview.files.attempts import AttemptFolder
from mockinterview.take_recording import Input, OpenInput
from mockinterview.transcribing.service import Transcriber


def followed(open_input: OpenInput, transcriber: Transcriber, folder: AttemptFolder) -> OpenInput:
    """The same microphone for the takes of this attempt, each followed from its first moment."""

    def open_followed(path: Path, limit_seconds: float | None) -> Input:
        used = open_input(path, limit_seconds)
        began = partial(transcriber.follow, folder, path)
        ended = partial(transcriber.recording_ended, folder)
        return replace(used, began=began, ended=ended)

    return open_followed
