"""Everything that is known of each model, here or to be fetched, for the person who chooses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mockinterview.errors import ModelMissingError
from mockinterview.speech.engines import EngineDescription, describe
from mockinterview.speech.models.accuracies import ACCURACIES, Accuracy
from mockinterview.speech.models.catalogue import (
    OFFICIAL_MODELS,
    OfficialModel,
    official_model,
    title_of,
)
from mockinterview.speech.models.download import Download
from mockinterview.speech.models.removal import bytes_freed, reason_to_keep
from mockinterview.speech.models.soundness import Soundness, soundness
from mockinterview.speech.models.speeds import Speed, SpeedMemory
from mockinterview.speech.models.weights import Origin, SpeechModel, available_models, find_model


@dataclass(frozen=True)
class ModelEntry:
    """One model.

    Attributes:
        name: as Whisper calls it, or that of one's own file or folder.
        title: the same in plain words.
        note: one line for the person who chooses; may be empty.
        size_bytes: on the disk, or of what is to be fetched.
        model: what is here; `None`: it has to be fetched first.
        soundness: of what is here.
        speed: on this machine with the engine in use; `None`: not measured yet.
        accuracy: `None`: not measured.
        arrived_bytes: what an unfinished download has left.
        kept_because: why it cannot be deleted here; empty when it can.
        is_chosen: whether transcripts are made with it now.
    """

    name: str
    title: str
    note: str
    size_bytes: int
    model: SpeechModel | None = None
    soundness: Soundness | None = None
    speed: Speed | None = None
    accuracy: Accuracy | None = None
    arrived_bytes: int = 0
    kept_because: str = ""
    is_chosen: bool = False

    @property
    def choice(self) -> str:
        """What the setting `model` is to hold for it; no two models have the same."""
        is_own = self.model is not None and self.model.origin is Origin.PATH
        return str(self.model.path) if is_own and self.model else self.name

    @property
    def folder(self) -> Path | None:
        """The folder that it lies in, where it is here."""
        path = self.model.path if self.model else None
        return path if path is None or path.is_dir() else path.parent


@dataclass(frozen=True)
class Overview:
    """All of it.

    Attributes:
        engines: those that the program knows, fastest first.
        engine: the name of the one in use; empty when none is installed.
        entries: the models, those that are here first.
        problem: why the chosen model cannot be used; empty when it can.
        engine_speeds: each engine with the model in use, where that was measured.
    """

    engines: tuple[EngineDescription, ...] = ()
    engine: str = ""
    entries: tuple[ModelEntry, ...] = ()
    problem: str = ""
    engine_speeds: tuple[Speed, ...] = ()

    @property
    def chosen(self) -> ModelEntry | None:
        """The model in use."""
        return next((entry for entry in self.entries if entry.is_chosen), None)

    def entry(self, name: str) -> ModelEntry | None:
        """The model of that name; of two the one that is not the person's own."""
        fitting = [entry for entry in self.entries if entry.name == name]
        return next((entry for entry in fitting if entry.choice == name), next(iter(fitting), None))


def look(engine: str | None, choice: str | None) -> Overview:
    """What there is now. Reads names, sizes and small files only; for an executor.

    Args:
        engine: the setting `engine`; `None` means the fastest.
        choice: the setting `model`; `None` means the best that is here.
    """
    engines = describe()
    installed = [each.name for each in engines if each.version is not None]
    used = engine or next(iter(installed), "")
    models = list(available_models())
    problem = ""
    chosen: SpeechModel | None = None
    try:
        chosen = find_model(choice)
    except ModelMissingError as error:
        problem = str(error)
    if chosen is not None and chosen.origin is Origin.PATH:
        models.insert(0, chosen)
    here = [_entry_of(model, used, is_chosen=model == chosen) for model in models]
    names = {model.name for model in models}
    missing = [_entry_to_fetch(each, used) for each in OFFICIAL_MODELS if each.name not in names]
    memory = SpeedMemory()
    used_now = next((entry.choice for entry in here if entry.is_chosen), "")
    speeds = [memory.find(name, used_now) for name in installed]
    return Overview(
        engines=engines,
        engine=used,
        entries=(*here, *missing),
        problem=problem,
        engine_speeds=tuple(speed for speed in speeds if speed is not None),
    )


def _entry_of(model: SpeechModel, engine: str, *, is_chosen: bool) -> ModelEntry:
    is_own = model.origin is Origin.PATH
    official = None if is_own else official_model(model.name)
    reason = reason_to_keep(model)
    return ModelEntry(
        name=model.name,
        title=model.name if is_own else title_of(model.name),
        note="Your own." if is_own else official.note if official else "",
        size_bytes=model.size_bytes if reason else bytes_freed(model),
        model=model,
        soundness=soundness(model),
        speed=SpeedMemory().find(engine, str(model.path) if is_own else model.name),
        accuracy=None if is_own else ACCURACIES.get(model.name),
        kept_because=reason,
        is_chosen=is_chosen,
    )


def _entry_to_fetch(official: OfficialModel, engine: str) -> ModelEntry:
    return ModelEntry(
        name=official.name,
        title=official.title,
        note=official.note,
        size_bytes=official.size_bytes,
        speed=SpeedMemory().find(engine, official.name),
        accuracy=ACCURACIES.get(official.name),
        arrived_bytes=Download(official).arrived_bytes,
    )
