"""Trying the program without a microphone: a shipped answer goes through the real recorder."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from mockinterview.audio.file_source import file_source
from mockinterview.audio.recorder import Recorder
from mockinterview.core.content import Sample
from mockinterview.core.interview import Stage
from mockinterview.errors import AudioError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.prompts import SilentPrompt
from mockinterview.services import Services
from mockinterview.session import Input, InterviewSession, new_attempt

POLL_SECONDS = 0.01


def record_sample(services: Services, sample: Sample) -> AttemptFolder:
    """Hold the interview with the sample in the place of the microphone, faster than real time.

    Takes a second or two; meant for an executor.

    Raises:
        AudioError: the sample could not be recorded.
        LibraryError: the library cannot be written to.
    """
    bank, question = services.content.question(sample.question)
    rules = services.content.format_of(bank, question)
    library = services.library
    rubric = services.content.rubric_of(question)
    folder = new_attempt(library, bank, question, rubric, rules, origin="sample")
    path = services.content.sample_file(sample)
    session = InterviewSession(
        folder,
        library,
        prompt=SilentPrompt(""),
        open_input=partial(_open_sample, path),
        executor=services.audio,
        after_close=services.compress_later,
    )
    session.begin()
    try:
        _run(session)
    finally:
        session.close()
    return folder


def _open_sample(sample: Path, target: Path, limit_seconds: float | None) -> Input:
    recorder = Recorder(target, file_source(sample, speed=0), max_seconds=limit_seconds)
    return Input(recorder, sample.name)


def _run(session: InterviewSession) -> None:
    while True:
        view = session.poll()
        if view.stage is Stage.PREPARE:
            session.start_answer()
        elif view.stage is Stage.INTERRUPTED:
            raise view.problem or AudioError("The sample answer could not be recorded.")
        elif view.stage is Stage.SAVED and session.is_settled:
            return
        time.sleep(POLL_SECONDS)
