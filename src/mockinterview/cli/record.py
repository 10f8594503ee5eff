"""The interview in a terminal."""

from __future__ import annotations

import argparse
import queue
import sys
import threading
import time
from functools import partial

from mockinterview import started
from mockinterview.audio.devices import input_named
from mockinterview.cli import output
from mockinterview.cli.transcribe import progress_teller, write_words
from mockinterview.core.content import Format
from mockinterview.core.interview import Stage
from mockinterview.core.transcript import Transcript
from mockinterview.errors import AudioError, MockInterviewError, SpeechError
from mockinterview.services import Services
from mockinterview.session import InterviewSession, View
from mockinterview.settings import DeviceChoice

POLL_SECONDS = 0.02

STAGE_EVENTS = {
    Stage.LISTEN: "listen",
    Stage.PREPARE: "prepare",
    Stage.ANSWER: "recording",
    Stage.SAVED: "stopped",
    Stage.INTERRUPTED: "stopped",
}


class _Teller:
    """Tells what happens: a JSON object a line, or a sentence for people."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def event(self, name: str, sentence: str = "", **values: object) -> None:
        """One event with its time in seconds since the program started."""
        if self.as_json:
            seconds = round(started.seconds_since_start(), 3)
            output.write_json_line({"event": name, "t": seconds} | values)
        elif sentence:
            output.write_status(sentence)


class _EnterKey:
    """Enter pressed in a terminal, read by a thread; silent where stdin is no terminal."""

    def __init__(self) -> None:
        self._presses: queue.SimpleQueue[str] = queue.SimpleQueue()
        if sys.stdin is not None and sys.stdin.isatty():
            threading.Thread(target=self._read, daemon=True, name="enter key").start()

    def was_pressed(self) -> bool:
        """Whether Enter was pressed since the last look."""
        return not self._presses.empty() and bool(self._presses.get())

    def _read(self) -> None:
        for line in sys.stdin:
            self._presses.put(line)


def record(services: Services, arguments: argparse.Namespace) -> int:
    """Put a question, record the answer, transcribe it."""
    bank, question = services.content.question(arguments.question)
    rules = _rules(services, arguments, services.format_for(bank, question))
    if arguments.device:
        _choose_device(services, arguments.device)
    session = services.new_session(
        bank,
        question,
        rules,
        with_prompt=not arguments.no_prompt,
        with_transcript=not arguments.no_transcript,
    )
    teller = _Teller(as_json=arguments.json)
    if not arguments.json:
        output.write_text(question.prompt)
    if not arguments.no_transcript:
        services.transcribing.warm()
    problem = _hold(session, teller)
    take = session.attempt.latest_take
    if take is None or take.seconds == 0:
        raise problem or AudioError("Nothing was recorded.", "Try again.")
    transcript: Transcript | None = None
    if not arguments.no_transcript:
        try:
            transcript = services.transcribe_take(
                session.folder, take.number, progress_teller(arguments)
            )
            teller.event("transcript", text=transcript.text)
            if not arguments.json:
                write_words(transcript)
            transcript = services.transcribing.refined(session.folder, take.number) or transcript
        except SpeechError as error:
            problem = problem or error  # told at the end: where the recording is comes first
    done: dict[str, object] = {
        "attempt": session.folder.id,
        "folder": str(session.folder.path),
        "seconds": take.seconds,
        "transcript": transcript.text if transcript else None,
    }
    teller.event("done", "", **done)
    if not arguments.json:
        output.write_text(f"\nAttempt: {session.folder.path}")
    if problem:
        output.write_status(f"mockinterview: {problem}")
        return output.PROBLEM
    return output.DONE


def _rules(services: Services, arguments: argparse.Namespace, rules: Format) -> Format:
    """The format with what was typed."""
    if arguments.format:
        chosen = services.content.format(arguments.format)
        rules = chosen.with_extra_time(services.settings.extra_time_percent)
    changes: dict[str, float] = {}
    if arguments.no_preparation:
        changes["preparation_seconds"] = 0
    if arguments.stop_after:
        changes["answer_seconds"] = min(arguments.stop_after, rules.answer_seconds or float("inf"))
    return rules.model_copy(update=changes)


def _choose_device(services: Services, name: str) -> None:
    device = services.audio.submit(partial(input_named, name)).result()
    choice = DeviceChoice(name=device.name, host_api=device.host_api)
    services.override(input_device=choice)


def _hold(session: InterviewSession, teller: _Teller) -> MockInterviewError | None:
    """Run the interview to its end; Ctrl+C ends the answer and keeps it."""
    problem: MockInterviewError | None = None
    enter = _EnterKey()
    session.begin()
    stage = session.stage
    _tell_stage(session.view, teller)
    try:
        while True:
            view = session.poll()
            problem = problem or view.problem
            if view.stage is not stage:
                # An interrupted answer has stopped already when it is saved.
                if stage is not Stage.INTERRUPTED:
                    _tell_stage(view, teller)
                stage = view.stage
            if stage is Stage.INTERRUPTED:
                session.finish()
            if stage is Stage.SAVED and session.is_settled:
                break
            if enter.was_pressed():
                _go_on(session)
            time.sleep(POLL_SECONDS)
    except KeyboardInterrupt:
        output.write_status("Stopping; what was said is kept.")
    finally:
        session.close()
    return problem


def _go_on(session: InterviewSession) -> None:
    """Enter: the one thing that comes next."""
    if session.stage is Stage.LISTEN:
        session.skip_prompt()
    elif session.stage is Stage.PREPARE and session.can_start_early:
        session.start_answer()
    elif session.can_stop_early:
        session.finish()


def _tell_stage(view: View, teller: _Teller) -> None:
    name = STAGE_EVENTS.get(view.stage)
    if name is None:
        return
    left = (
        f"{output.as_minutes(view.seconds_left)}" if view.seconds_left is not None else "no limit"
    )
    sentences = {
        Stage.LISTEN: "Listen.",
        Stage.PREPARE: f"Prepare ({left}). Enter: answer now.",
        Stage.ANSWER: f"Recording ({left}). Enter: finish.",
        Stage.SAVED: "Saved.",
        Stage.INTERRUPTED: f"Stopped: {view.problem}",
    }
    values: dict[str, object] = {"take": view.take_number}
    if view.stage is Stage.ANSWER:
        values["device"] = view.device
    if view.problem is not None:
        values["problem"] = str(view.problem)
    teller.event(name, sentences[view.stage], **values)
