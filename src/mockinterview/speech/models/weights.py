"""Which speech models are on this computer.

A model comes from a package, from the model cache (downloads), or from a place that the person
names. Nothing is fetched from anywhere, and nothing is read but names and sizes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import platformdirs

from mockinterview.errors import ModelMissingError
from mockinterview.paths import APPLICATION
from mockinterview.speech.engines import WeightsFormat
from mockinterview.speech.models.carriers import CARRIERS
from mockinterview.speech.models.catalogue import OFFICIAL_MODELS
from mockinterview.speech.models.installation import MODELS_EXTRA, command

MODELS_VARIABLE: Final = "MOCKINTERVIEW_MODELS"
"""Environment variable that names another model cache."""

PREFERRED_MODELS: Final = ("base", "base.en", "tiny.en")
"""What is used when nobody chose; after these, whatever there is."""

CTRANSLATE2_FILES: Final = ("model.bin", "config.json", "tokenizer.json")
"""What faster-whisper needs in a folder (and a vocabulary, as .json or .txt)."""


class Origin(StrEnum):
    """Where a model comes from."""

    PACKAGE = "package"
    CACHE = "cache"
    PATH = "path"


@dataclass(frozen=True)
class SpeechModel:
    """A model on this computer.

    Attributes:
        name: as Whisper calls it, or the file name of one that the person picked.
        origin: where it comes from.
        weights_format: how it is stored.
        path: the folder (CTranslate2) or file (openai-whisper). A packaged model that has to be
            put together first gets this path when it is prepared.
        size_bytes: of the weights.
        sha256: of the weights, or `None` for the person's own.
    """

    name: str
    origin: Origin
    weights_format: WeightsFormat
    path: Path
    size_bytes: int
    sha256: str | None


def models_folder() -> Path:
    """The model cache: downloads, and models in another engine's form."""
    chosen = os.environ.get(MODELS_VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir(APPLICATION)) / "models"


def sums_file() -> Path:
    """The sums of model files that were computed: see `checksums`."""
    return models_folder() / "verified.json"


def card_trials_file() -> Path:
    """Which engines did not survive the graphics card: see `processors`."""
    return models_folder() / "graphics-card.json"


def available_models(preferred_format: WeightsFormat | None = None) -> tuple[SpeechModel, ...]:
    """The models that can be used now, one of each name, the default first.

    Args:
        preferred_format: which one to name when a model is here in both forms. Either engine can
            use either form.
    """
    models = [*_packaged_models(), *_downloaded_models()]
    models.sort(
        key=lambda model: (_preference(model.name), model.weights_format != preferred_format)
    )
    unique: dict[str, SpeechModel] = {}
    for model in models:
        unique.setdefault(model.name, model)
    return tuple(unique.values())


def find_model(choice: str | None, preferred_format: WeightsFormat | None = None) -> SpeechModel:
    """The model that a person means.

    Args:
        choice: a name, the path of a CTranslate2 folder or of a `.pt` file, or `None` for the
            default.
        preferred_format: see `available_models`.

    Raises:
        ModelMissingError: there is no such model, or none at all.
    """
    models = available_models(preferred_format)
    if choice is None:
        if models:
            return models[0]
        raise ModelMissingError(
            "There is no speech model on this computer.",
            f"Fetch one in Settings, or install one with: {command(MODELS_EXTRA)}.",
        )
    name = "large-v3-turbo" if choice == "turbo" else choice
    for model in models:
        if model.name == name:
            return model
    path = Path(choice).expanduser()
    if path.exists():
        return _model_at(path.resolve())
    names = ", ".join(model.name for model in models) or "none"
    raise ModelMissingError(
        f"There is no speech model {choice} on this computer.",
        f"Models that are here: {names}. Others can be fetched in Settings.",
    )


def _preference(name: str) -> int:
    return PREFERRED_MODELS.index(name) if name in PREFERRED_MODELS else len(PREFERRED_MODELS)


def _packaged_models() -> Iterator[SpeechModel]:
    for carrier in CARRIERS:
        found = carrier.locate()
        if found is None:
            continue
        whole = all(len(parts) == 1 for parts in found.values())
        yield SpeechModel(
            name=carrier.model,
            origin=Origin.PACKAGE,
            weights_format=WeightsFormat.CTRANSLATE2,
            path=found["model.bin"][0].parent if whole else models_folder() / carrier.model,
            size_bytes=sum(part.stat().st_size for part in found["model.bin"]),
            sha256=carrier.files["model.bin"].sha256,
        )


def _downloaded_models() -> Iterator[SpeechModel]:
    """Official checkpoints: fetched by this program, or earlier by openai-whisper itself."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    for official in OFFICIAL_MODELS:
        for folder in (models_folder(), cache / "whisper"):
            path = folder / official.file_name
            if path.is_file():
                yield SpeechModel(
                    name=official.name,
                    origin=Origin.CACHE,
                    weights_format=WeightsFormat.OPENAI,
                    path=path,
                    size_bytes=path.stat().st_size,
                    sha256=official.sha256,
                )
                break


def _model_at(path: Path) -> SpeechModel:
    """The model in a folder or file that the person picked."""
    if path.is_dir():
        missing = [name for name in CTRANSLATE2_FILES if not (path / name).is_file()]
        if missing:
            raise ModelMissingError(
                f"{path} is not a whole speech model: {missing[0]} is missing.",
                "Choose a folder that holds model.bin, config.json and tokenizer.json,"
                " or a .pt file.",
            )
        weights, weights_format = path / "model.bin", WeightsFormat.CTRANSLATE2
    else:
        if path.suffix != ".pt":
            raise ModelMissingError(
                f"{path} is not a speech model.",
                "Choose a .pt file, or a folder that holds model.bin.",
            )
        weights, weights_format = path, WeightsFormat.OPENAI
    name = path.stem if weights_format is WeightsFormat.OPENAI else path.name
    return SpeechModel(name, Origin.PATH, weights_format, path, weights.stat().st_size, None)
