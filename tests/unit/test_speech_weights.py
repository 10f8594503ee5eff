"""Models are found, joined, verified and told damaged, without a real one."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from mockinterview.errors import ModelDamagedError, ModelMissingError, SpeechError
from mockinterview.speech.engines import WeightsFormat
from mockinterview.speech.models import carriers, checksums, preparation, weights
from mockinterview.speech.models.carriers import CarriedFile, Carrier
from mockinterview.speech.models.catalogue import OFFICIAL_MODELS, OfficialModel, official_model
from mockinterview.speech.models.checksums import ChecksumMemory, sha256_of
from mockinterview.speech.models.preparation import prepare
from mockinterview.speech.models.weights import Origin, available_models, find_model

CT2 = WeightsFormat.CTRANSLATE2
OPENAI = WeightsFormat.OPENAI


def sum_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty model cache, and no other on this computer."""
    folder = tmp_path / "models"
    monkeypatch.setenv(weights.MODELS_VARIABLE, str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for module in (weights, preparation):
        monkeypatch.setattr(module, "CARRIERS", ())
    return folder


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two packages that carry a model in halves and one that carries another whole."""
    folder = tmp_path / "site"
    for package in ("half_one", "half_two", "whole_tiny"):
        (folder / package).mkdir(parents=True)
        (folder / package / "__init__.py").write_text("raise SystemExit('must not run')")
    (folder / "half_one/a").write_bytes(b"first ")
    (folder / "half_two/b").write_bytes(b"second")
    (folder / "half_one/config.json").write_bytes(b"{}")
    (folder / "whole_tiny/model.bin").write_bytes(b"tiny")
    halves = Carrier(
        "base",
        {
            "model.bin": CarriedFile(
                (("half_one", "a"), ("half_two", "b")), sum_of(b"first second")
            ),
            "config.json": CarriedFile((("half_one", "config.json"),), sum_of(b"{}")),
        },
    )
    whole = Carrier(
        "tiny.en",
        {"model.bin": CarriedFile((("whole_tiny", "model.bin"),), sum_of(b"tiny"))},
    )
    for module in (weights, preparation):
        monkeypatch.setattr(module, "CARRIERS", (whole, halves))
    monkeypatch.syspath_prepend(str(folder))
    return folder


def ready(name: str | None, wanted: WeightsFormat = CT2) -> tuple[Path, list[str]]:
    steps: list[str] = []
    return prepare(find_model(name), wanted, on_step=steps.append), steps


def test_no_model_at_all() -> None:
    assert available_models() == ()
    with pytest.raises(ModelMissingError, match="There is no speech model on this computer") as e:
        find_model(None)
    assert "offline-models" in e.value.hint


@pytest.mark.usefixtures("packages")
def test_default_is_base_and_unknown_names_are_told() -> None:
    assert [model.name for model in available_models()] == ["base", "tiny.en"]
    assert find_model(None).name == "base"
    with pytest.raises(ModelMissingError, match="no speech model huge") as caught:
        find_model("huge")
    assert "base, tiny.en" in caught.value.hint


@pytest.mark.usefixtures("packages")
def test_halves_are_joined_once(cache: Path) -> None:
    assert find_model("base").size_bytes == len(b"first second")
    path, steps = ready("base")
    assert path == cache / "base"
    assert (path / "model.bin").read_bytes() == b"first second"
    assert (path / "config.json").read_bytes() == b"{}"
    assert steps == ["Putting the model base together"]
    assert ready("base") == (path, ["Checking the model base"])
    assert not [left for left in cache.iterdir() if left.is_dir() and left != path]


def test_whole_model_is_used_where_it_lies(packages: Path) -> None:
    path, _ = ready("tiny.en")
    assert path == packages / "whole_tiny"


def test_joined_model_that_was_damaged_later_is_joined_again(packages: Path) -> None:
    path, _ = ready("base")
    (path / "model.bin").write_bytes(b"first secund")
    os.utime(path / "model.bin", ns=(1, 1))
    again, steps = ready("base")
    assert steps == ["Putting the model base together"]
    assert (again / "model.bin").read_bytes() == b"first second"


@pytest.mark.parametrize("part", ["half_two/b", "half_one/config.json", "whole_tiny/model.bin"])
def test_damaged_package_is_refused(part: str, packages: Path, cache: Path) -> None:
    (packages / part).write_bytes(b"damage")
    with pytest.raises(ModelDamagedError, match="is damaged") as caught:
        ready("tiny.en" if part.startswith("whole") else "base")
    assert "--force-reinstall" in caught.value.hint
    assert not (cache / "base").exists()


def test_half_installed_packages_carry_nothing(packages: Path) -> None:
    (packages / "half_two/b").unlink()
    assert [model.name for model in available_models()] == ["tiny.en"]


def test_cache_that_cannot_be_written(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv(weights.MODELS_VARIABLE, str(blocked / "models"))
    with pytest.raises(SpeechError, match="could not be prepared"):
        ready("base")


def test_downloaded_checkpoint_is_found_verified_and_refused_when_damaged(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = OfficialModel("small", sum_of(b"weights"), 7)
    monkeypatch.setattr(weights, "OFFICIAL_MODELS", (small,))
    cache.mkdir()
    (cache / "small.pt").write_bytes(b"weights")
    model = find_model("small")
    assert (model.origin, model.weights_format) == (Origin.CACHE, OPENAI)
    assert ready("small", OPENAI)[0] == cache / "small.pt"
    (cache / "small.pt").write_bytes(b"weight")
    with pytest.raises(ModelDamagedError) as caught:
        ready("small", OPENAI)
    assert "Delete the file" in caught.value.hint


def test_checkpoint_that_openai_whisper_fetched_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = OfficialModel("small", sum_of(b"weights"), 7)
    monkeypatch.setattr(weights, "OFFICIAL_MODELS", (small,))
    earlier = tmp_path / "cache/whisper/small.pt"
    earlier.parent.mkdir(parents=True)
    earlier.write_bytes(b"weights")
    assert find_model("small").path == earlier


def test_folder_that_the_person_picks(tmp_path: Path) -> None:
    folder = tmp_path / "my model"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"mine")
    with pytest.raises(ModelMissingError, match=r"config\.json is missing"):
        find_model(str(folder))
    for name in ("config.json", "tokenizer.json"):
        (folder / name).write_text("{}")
    model = find_model(str(folder))
    assert (model.name, model.origin, model.sha256) == ("my model", Origin.PATH, None)
    assert prepare(model, CT2, on_step=lambda _: None) == folder


def test_file_that_the_person_picks(tmp_path: Path) -> None:
    checkpoint = tmp_path / "mine.pt"
    checkpoint.write_bytes(b"")
    assert find_model(str(checkpoint)).weights_format is OPENAI
    other = tmp_path / "mine.txt"
    other.touch()
    with pytest.raises(ModelMissingError, match="is not a speech model"):
        find_model(str(other))


def test_sums_are_remembered_until_the_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "model.bin"
    file.write_bytes(b"one")
    counted: list[Path] = []

    def counting(path: Path) -> str:
        counted.append(path)
        return sha256_of(path)

    monkeypatch.setattr(checksums, "sha256_of", counting)
    for _ in range(2):
        assert ChecksumMemory(tmp_path / "verified.json").sha256(file) == sum_of(b"one")
    assert len(counted) == 1
    file.write_bytes(b"two!")
    assert ChecksumMemory(tmp_path / "verified.json").sha256(file) == sum_of(b"two!")
    (tmp_path / "verified.json").write_text("[not what it should be")
    assert ChecksumMemory(tmp_path / "verified.json").sha256(file) == sum_of(b"two!")
    assert len(counted) == 3


@pytest.mark.slow
def test_catalogue_agrees_with_openai_whisper() -> None:
    import whisper

    for model in OFFICIAL_MODELS:
        assert model.url() == whisper._MODELS[model.name]
    assert official_model("turbo") == official_model("large-v3-turbo") is not None
    assert official_model("enormous") is None


def test_carriers_are_packages_of_the_extra() -> None:
    assert [carrier.model for carrier in carriers.CARRIERS] == ["base", "tiny.en"]
    for carrier in carriers.CARRIERS:
        assert {"model.bin", "config.json", "tokenizer.json"} <= carrier.files.keys()
