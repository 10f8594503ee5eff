"""What is known of a model, in words; for window and terminal alike."""

from __future__ import annotations

from mockinterview.core.sizes import size_words
from mockinterview.speech.engines import EngineDescription
from mockinterview.speech.models.accuracies import Accuracy
from mockinterview.speech.models.overview import ModelEntry, Overview
from mockinterview.speech.models.soundness import Soundness
from mockinterview.speech.models.speeds import Speed

SOUNDNESS_WORDS = {
    Soundness.VERIFIED: "Verified",
    Soundness.UNCHECKED: "Not verified yet",
    Soundness.UNKNOWN: "No published checksum to compare with",
    Soundness.DAMAGED: "Damaged",
}

_ON = {"cpu": "on the processor", "cuda": "on the graphics card"}


def soundness_words(entry: ModelEntry) -> str:
    """Verified or not; for what is not here, how much of it is."""
    if entry.soundness is not None:
        return SOUNDNESS_WORDS[entry.soundness]
    if entry.arrived_bytes:
        return f"{size_words(entry.arrived_bytes)} of {size_words(entry.size_bytes)} are here"
    return "Not on this computer"


def speed_words(speed: Speed | None) -> str:
    """How fast it is here."""
    if speed is None:
        return "Speed not measured yet"
    where = _ON.get(speed.processor, f"on {speed.processor}")
    return f"A minute of speech takes {_seconds(speed.seconds_a_minute)} {where}"


def accuracy_words(accuracy: Accuracy | None) -> str:
    """How exact it is."""
    if accuracy is None:
        return "Accuracy not measured by us"
    return f"{accuracy.wrong_percent:.1f} of 100 words wrong on {accuracy.heard}"


def engine_words(overview: Overview) -> str:
    """Which engine is the faster, as far as that was measured."""
    installed = [each for each in overview.engines if each.version is not None]
    if not installed:
        return f"No engine is installed. Install one with: {_first_installation(overview.engines)}."
    if len(installed) == 1:
        return f"Only {installed[0].name} is installed."
    speeds = sorted(overview.engine_speeds, key=lambda speed: speed.seconds_a_minute)
    if len(speeds) < 2:
        return (
            "Both write nearly the same words. Measure a model with each of them to see which is"
            " faster here."
        )
    told = " and ".join(
        f"{_seconds(speed.seconds_a_minute)} with {speed.engine.split()[0]}" for speed in speeds
    )
    return f"With this model a minute of speech takes {told}."


def _first_installation(engines: tuple[EngineDescription, ...]) -> str:
    return engines[0].installation if engines else ""


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
