"""`mockinterview devices --check`: the window's sound check in the terminal, the same figures."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict
from functools import partial
from typing import Any, Final, TypeVar

from mockinterview.audio.check.echo import Echo
from mockinterview.audio.check.figures import SoundCheck
from mockinterview.audio.check.findings import Finding, Grade, describe_all
from mockinterview.audio.devices import find_input, find_output, input_named
from mockinterview.cli import output
from mockinterview.device_check import SPEAKING_SECONDS, EchoTrial, Phase, Trial
from mockinterview.errors import AudioError
from mockinterview.services import Services
from mockinterview.settings import DeviceChoice

Answer = TypeVar("Answer")

POLL_SECONDS: Final = 0.05
_SENTENCES: Final = {
    Phase.QUIET: "Be quiet for a moment …",
    Phase.SPEAKING: "Now say a sentence.",
    Phase.MEASURING: "Measuring …",
}


def check_sound(services: Services, arguments: argparse.Namespace) -> int:
    """Play the test sound, record a moment of quiet and a sentence, tell what was found.

    Returns: a problem when a finding is bad, so that a script need not read what is told.
    """
    if arguments.device:
        named = services.audio.submit(partial(input_named, arguments.device)).result()
        choice = DeviceChoice(name=named.name, host_api=named.host_api)
        services.override(input_device=choice)
    microphone = services.audio.submit(partial(find_input, services.settings.input_device)).result()
    output.write_status(f"Microphone: {microphone.name}. {microphone.notice}".strip())
    loudspeaker, echo = (None, None) if arguments.no_sound else _listen_for_echo(services)
    check = _record(services, arguments.seconds or SPEAKING_SECONDS)
    findings = describe_all(check, echo)
    is_bad = any(finding.grade is Grade.BAD for finding in findings)
    code = output.PROBLEM if is_bad else output.DONE
    if arguments.json:
        output.write_json(_as_json(microphone.name, loudspeaker, check, echo, findings))
        return code
    for finding in findings:
        figure = f" ({finding.figure})" if finding.figure else ""
        output.write_text(f"{finding.grade.value:<6}{finding.sentence}{figure}")
        if finding.advice:
            output.write_paragraph(finding.advice, " " * 6)
    return code


def _listen_for_echo(services: Services) -> tuple[str | None, Echo | None]:
    """The loudspeaker's name and what comes back of it; without one the check goes on."""
    try:
        found = services.audio.submit(
            partial(find_output, services.settings.output_device)
        ).result()
        output.write_status(f"Loudspeaker: {found.name}. The test sound is played …")
        trial = EchoTrial(services)
        return found.name, _wait(services.work.submit(trial.run), trial.cancel)
    except AudioError as error:
        output.write_status(str(error))
        return None, None


def _record(services: Services, seconds: float) -> SoundCheck:
    trial = Trial(services, seconds)
    told: set[Phase] = set()

    def tell() -> None:
        phase = trial.look().phase
        if phase in _SENTENCES and phase not in told:
            told.add(phase)
            output.write_status(_SENTENCES[phase])

    try:
        check = _wait(services.work.submit(trial.run), trial.cancel, tell)
    finally:
        services.audio.submit(trial.discard)
    if check is None:
        raise RuntimeError("nobody cancelled the recording")
    return check


def _wait(
    future: Future[Answer], cancel: Callable[[], None], tell: Callable[[], None] = lambda: None
) -> Answer:
    """Look again and again until it is done; Ctrl+C ends it."""
    try:
        while not future.done():
            tell()
            time.sleep(POLL_SECONDS)
    except KeyboardInterrupt:
        cancel()
        raise
    return future.result()


def _as_json(
    microphone: str,
    loudspeaker: str | None,
    check: SoundCheck,
    echo: Echo | None,
    findings: list[Finding],
) -> dict[str, Any]:
    return {
        "microphone": microphone,
        "loudspeaker": loudspeaker,
        **_rounded(asdict(check)),
        "echo": None if echo is None else _rounded(asdict(echo)),
        "findings": [asdict(finding) for finding in findings],
    }


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    """Figures as exact as they are meant."""
    return {
        name: _rounded(value)
        if isinstance(value, dict)
        else round(value, 2)
        if isinstance(value, float)
        else value
        for name, value in figures.items()
    }
