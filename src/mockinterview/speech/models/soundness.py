"""Whether a model is what it should be: by the sums that are known, computed now or before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from mockinterview.errors import ModelDamagedError
from mockinterview.speech.engines import WeightsFormat
from mockinterview.speech.models.carriers import CARRIERS
from mockinterview.speech.models.catalogue import OFFICIAL_MODELS
from mockinterview.speech.models.checksums import ChecksumMemory
from mockinterview.speech.models.preparation import prepare
from mockinterview.speech.models.weights import Origin, SpeechModel, sums_file


class Soundness(StrEnum):
    """What is known of a model's files."""

    VERIFIED = "verified"
    """Every byte is as it was published."""
    UNCHECKED = "unchecked"
    """Nobody has looked since they were changed or came here."""
    UNKNOWN = "unknown"
    """Nobody has published a sum for them: a model of the person's own."""
    DAMAGED = "damaged"
    """They are not what was published."""


def soundness(model: SpeechModel) -> Soundness:
    """What is known without reading the files: sums that were computed while they were the same."""
    memory = ChecksumMemory(sums_file())
    return _judge(model, memory.known)


def verify(model: SpeechModel, on_step: Callable[[str], None] = lambda _: None) -> Soundness:
    """Read all of a model and compare. Takes seconds.

    A packaged model that was put together in the cache and is damaged there is put together again.

    Raises:
        SpeechError: the model cache cannot be written to.
    """
    memory = ChecksumMemory(sums_file())
    for path, _ in _files(model):
        memory.forget(path)
    if model.origin is Origin.PACKAGE:
        try:
            prepare(model, WeightsFormat.CTRANSLATE2, on_step=on_step)
        except ModelDamagedError:
            return Soundness.DAMAGED
    on_step(f"Checking the model {model.name}")
    return _judge(model, memory.sha256)


def _judge(model: SpeechModel, sum_of: Callable[[Path], str | None]) -> Soundness:
    """By the worst of its files."""
    found = set()
    for path, wanted in _files(model):
        digest = _sum(path, sum_of)
        if not path.is_file():
            # A packaged model that was not put together yet has no file of its own.
            found.add(Soundness.UNCHECKED if model.origin is Origin.PACKAGE else Soundness.DAMAGED)
        elif digest is None:
            found.add(Soundness.UNCHECKED)
        elif wanted is None:
            found.add(Soundness.VERIFIED if digest in _published() else Soundness.UNKNOWN)
        else:
            found.add(Soundness.VERIFIED if digest == wanted else Soundness.DAMAGED)
    worst_first = (Soundness.DAMAGED, Soundness.UNCHECKED, Soundness.UNKNOWN)
    return next((each for each in worst_first if each in found), Soundness.VERIFIED)


def _sum(path: Path, sum_of: Callable[[Path], str | None]) -> str | None:
    """The sum of a file, where it can be read."""
    try:
        return sum_of(path)
    except OSError:
        return None


def _files(model: SpeechModel) -> Iterator[tuple[Path, str | None]]:
    """Each file with the sum that it should have, or None where nobody knows."""
    if model.origin is Origin.PACKAGE:
        carrier = next(known for known in CARRIERS if known.model == model.name)
        for name, file in carrier.files.items():
            yield model.path / name, file.sha256
    elif model.weights_format is WeightsFormat.CTRANSLATE2:
        yield model.path / "model.bin", model.sha256
    else:
        yield model.path, model.sha256


def _published() -> set[str]:
    """The sums of weights that somebody has published."""
    carried = {carrier.files["model.bin"].sha256 for carrier in CARRIERS}
    return carried | {official.sha256 for official in OFFICIAL_MODELS}
