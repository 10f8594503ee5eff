"""The speech engines there are, which of them are installed, and what each must be able to do.

Nothing is imported to find out: the answer comes from the package metadata, in milliseconds.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from mockinterview.core.transcript import Segment
from mockinterview.errors import EngineMissingError
from mockinterview.speech.decoding import DECODING, Decoding
from mockinterview.speech.models.installation import command

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class WeightsFormat(StrEnum):
    """The two ways in which Whisper weights are stored."""

    CTRANSLATE2 = "ctranslate2"
    """A folder with `model.bin`, `config.json`, `tokenizer.json` and a vocabulary."""
    OPENAI = "openai"
    """One `.pt` file: dimensions and a PyTorch state dict."""


@dataclass(frozen=True)
class HeardSegment:
    """A segment as the model gave it, before anything is judged.

    `no_speech_probability` is the model's own, 0 to 1, for the window around it;
    `mean_log_probability` that of its tokens; `compression_ratio` how much shorter its text can be
    packed, which is large when it repeats itself.
    """

    segment: Segment
    no_speech_probability: float
    mean_log_probability: float = 0.0
    compression_ratio: float = 1.0


class Engine(Protocol):
    """Runs one Whisper model; lives in the speech process only.

    `weights_format` says what `load` expects; `None`: the engine brings its own model.
    """

    weights_format: WeightsFormat | None

    def load(self, weights: Path | None) -> None:
        """Load the weights into memory.

        Raises:
            ModelDamagedError: the weights are not what this engine can use.
        """

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        """Write down the English speech in one window.

        Args:
            samples: mono, 16 kHz, -1 to 1, shape (samples,), at most 30 seconds.
            decoding: how.

        Returns:
            What the model printed, in order; times in seconds from the window's beginning.
        """

    def detect_language(self, samples: NDArray[np.float32]) -> tuple[str, float] | None:
        """The language that one window seems to be in, as ISO 639-1, and how probable that is.

        `None`: the model knows English only.
        """


@dataclass(frozen=True)
class EngineInfo:
    """An engine that the program knows.

    Attributes:
        name: what a person writes after `--engine`.
        distribution: the package that brings it.
        module: what that package is imported as.
        implementation: `module:class` of the `Engine`.
        installation: what to type to have it.
    """

    name: str
    distribution: str
    module: str
    implementation: str
    weights_format: WeightsFormat
    installation: str

    @property
    def version(self) -> str | None:
        """The installed version, or `None` when it is not installed."""
        if importlib.util.find_spec(self.module) is None:
            return None
        try:
            return importlib.metadata.version(self.distribution)
        except importlib.metadata.PackageNotFoundError:
            return None


ENGINES: Final = (
    EngineInfo(
        name="faster-whisper",
        distribution="faster-whisper",
        module="faster_whisper",
        implementation="mockinterview.speech.faster:FasterWhisperEngine",
        weights_format=WeightsFormat.CTRANSLATE2,
        installation=command("fast"),
    ),
    EngineInfo(
        name="openai-whisper",
        distribution="openai-whisper",
        module="whisper",
        implementation="mockinterview.speech.original:OriginalWhisperEngine",
        weights_format=WeightsFormat.OPENAI,
        installation="pip install openai-whisper",
    ),
)
"""Fastest first (measured by benchmarks/accuracy.py)."""


def installed_engines() -> tuple[str, ...]:
    """The names of the engines that can be used here, fastest first."""
    return tuple(info.name for info in ENGINES if info.version is not None)


def default_engine() -> str:
    """The fastest engine that is installed.

    Raises:
        EngineMissingError: there is none.
    """
    names = installed_engines()
    if not names:
        raise EngineMissingError(
            "No speech engine is installed.",
            f"Install one with: {ENGINES[0].installation}. Answers can be played and marked"
            " without a transcript.",
        )
    return names[0]


def engine_with_version(name: str) -> str:
    """An engine as records name it: what is known of one version may not hold for another."""
    version = next((info.version for info in ENGINES if info.name == name), None)
    return f"{name} {version}" if version else name


@dataclass(frozen=True)
class EngineDescription:
    """One line of `mockinterview doctor`; `version` is `None` when it is not installed."""

    name: str
    version: str | None
    is_default: bool
    installation: str


def describe() -> tuple[EngineDescription, ...]:
    """Every engine that the program knows, fastest first."""
    installed = installed_engines()
    return tuple(
        EngineDescription(
            name=info.name,
            version=info.version,
            is_default=installed[:1] == (info.name,),
            installation=info.installation,
        )
        for info in ENGINES
    )


def create_engine(name: str) -> Engine:
    """An engine without a model in it; imports what it needs, so only the speech process asks.

    Args:
        name: a name from `ENGINES`, or `module:class` of an `Engine` from elsewhere.

    Raises:
        EngineMissingError: no such engine, or it is not installed.
    """
    module_name, _, class_name = _implementation(name).partition(":")
    try:
        engine_class = getattr(importlib.import_module(module_name), class_name)
    except (ImportError, AttributeError, OSError) as error:
        raise EngineMissingError(
            f"The speech engine {name} cannot be started.",
            "Install it again, or choose another engine in Settings or with --engine.",
            f"{type(error).__name__}: {error}",
        ) from error
    engine: Engine = engine_class()
    return engine


def _implementation(name: str) -> str:
    if ":" in name:
        return name
    info = next((known for known in ENGINES if known.name == name), None)
    if info is None:
        known_names = " and ".join(known.name for known in ENGINES)
        raise EngineMissingError(
            f"There is no speech engine called {name}.", f"The engines are {known_names}."
        )
    if info.version is None:
        raise EngineMissingError(
            f"The speech engine {name} is not installed.",
            f"Install it with: {info.installation}.",
        )
    return info.implementation
