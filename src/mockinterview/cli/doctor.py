"""The commands that look at the machine: devices and doctor."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from mockinterview import __version__, paths
from mockinterview.audio import devices
from mockinterview.cli import output
from mockinterview.errors import MockInterviewError, WrongUsageError
from mockinterview.services import Services
from mockinterview.speech import engines
from mockinterview.speech.models import weights
from mockinterview.speech.models.overview import look
from mockinterview.speech.models.soundness import Soundness
from mockinterview.speech.models.wording import soundness_words, speed_words

LOW_SPACE_BYTES = 500_000_000
"""About an hour and a half of 48 kHz sound: below it a warning is due."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    message: str
    hint: str = ""


def list_devices(services: Services, arguments: argparse.Namespace) -> int:
    """Microphones and speakers by their names, or the sound check."""
    if arguments.check:
        from mockinterview.cli.sound_check import check_sound

        return check_sound(services, arguments)
    if arguments.device or arguments.seconds or arguments.no_sound:
        raise WrongUsageError(
            "--device, --seconds and --no-sound belong to --check.", "Add --check."
        )
    inputs = services.audio.submit(devices.list_inputs).result()
    outputs = services.audio.submit(devices.list_outputs).result()
    if arguments.json:
        output.write_json(
            {
                "inputs": [asdict(device) for device in inputs],
                "outputs": [asdict(device) for device in outputs],
            }
        )
        return output.DONE
    for title, found in (("Microphones", inputs), ("Speakers", outputs)):
        output.write_text(title)
        for device in found:
            mark = "*" if device.is_default else " "
            output.write_text(f"  {mark} {device.name}  ({device.host_api}, {device.rate_hz} Hz)")
        if not found:
            output.write_text("    none")
    output.write_text("\n* is used unless you choose another.")
    return output.DONE


def examine(services: Services, arguments: argparse.Namespace) -> int:
    """What works on this computer and what does not, with what to do."""
    checks = list(_checks(services))
    if arguments.json:
        output.write_json(
            {
                "version": __version__,
                "ok": all(check.ok for check in checks),
                "checks": [asdict(check) for check in checks],
            }
        )
        return output.DONE
    for check in checks:
        output.write_text(f"{'works  ' if check.ok else 'MISSING'}  {check.name}: {check.message}")
        if check.hint:
            output.write_paragraph(check.hint, " " * 9)
    return output.DONE


def _checks(services: Services) -> Iterator[Check]:
    yield _check_screen()
    yield _guarded("microphone", partial(_check_device, services, "microphone"))
    yield _guarded("speakers", partial(_check_device, services, "speakers"))
    yield from _check_speech(services)
    yield _check_content(services)
    yield _check_folder("library", services.library.folder)
    yield _check_folder("settings", paths.settings_file().parent)


def _guarded(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except MockInterviewError as error:
        return Check(name, ok=False, message=error.message, hint=error.hint)


def _check_screen() -> Check:
    if sys.platform in {"win32", "darwin"}:
        return Check("screen", ok=True, message="the window can open.")
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if display:
        return Check("screen", ok=True, message=f"display {display}.")
    hint = "The commands work without one; “mockinterview demo” shows the whole journey."
    return Check("screen", ok=False, message="there is none here.", hint=hint)


def _check_device(services: Services, kind: Literal["microphone", "speakers"]) -> Check:
    chosen = services.settings
    look = (
        partial(devices.find_input, chosen.input_device)
        if kind == "microphone"
        else partial(devices.find_output, chosen.output_device)
    )
    found = services.audio.submit(look).result()
    message = f"{found.name}, {found.rate_hz} Hz."
    return Check(kind, ok=True, message=message, hint=found.notice)


def _check_speech(services: Services) -> Iterator[Check]:
    for engine in engines.describe():
        name = f"engine {engine.name}"
        if engine.version is None:
            hint = f"Install it with: {engine.installation}."
            yield Check(name, ok=False, message="not installed.", hint=hint)
        else:
            use = ", used unless you choose another" if engine.is_default else ""
            yield Check(name, ok=True, message=f"version {engine.version}{use}.")
    yield _guarded("models", partial(_check_models, services))


def _check_models(services: Services) -> Check:
    """The model that is used, whether it is sound and how fast, and the others that are here."""
    overview = look(services.settings.engine, services.settings.model)
    chosen = overview.chosen
    if chosen is None:
        weights.find_model(services.settings.model)  # tells why
        return Check("models", ok=False, message=overview.problem)
    here = [entry.name for entry in overview.entries if entry.model and not entry.is_chosen]
    also = f" Also here: {', '.join(here)}." if here else ""
    speed = f" {speed_words(chosen.speed)}." if chosen.speed else ""
    is_damaged = chosen.soundness is Soundness.DAMAGED
    return Check(
        "models",
        ok=not is_damaged,
        message=f"{chosen.name} is used. {soundness_words(chosen)}.{speed}{also}",
        hint="Delete it and fetch it again, or choose another one." if is_damaged else "",
    )


def _check_content(services: Services) -> Check:
    content = services.content
    count = sum(1 for _ in content.questions)
    message = f"{count} questions in {len(content.banks)} banks."
    if content.problems:
        hint = "\n".join(str(problem) for problem in content.problems)
        return Check("questions", ok=False, message=message, hint=hint)
    return Check("questions", ok=True, message=message)


def _check_folder(name: str, folder: Path) -> Check:
    """Whether a file can really be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-"):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        hint = "Choose another folder in Settings or with --library."
        return Check(name, ok=False, message=f"{folder}: {error.strerror}.", hint=hint)
    message = f"{folder}, {free / 1e9:.1f} GB free."
    if free < LOW_SPACE_BYTES:
        return Check(name, ok=False, message=message, hint="Free some space before you record.")
    return Check(name, ok=True, message=message)
