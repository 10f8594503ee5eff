"""What is told of models: sound, how fast, where; one's own is looked at, fetched ones go."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from mockinterview.core.transcript import Segment, Transcript, TranscriptStage
from mockinterview.errors import ModelDamagedError, ModelMissingError, SpeechError, UsageError
from mockinterview.speech.engines import engine_with_version
from mockinterview.speech.models import speeds
from mockinterview.speech.models.accuracies import ACCURACIES
from mockinterview.speech.models.catalogue import OFFICIAL_MODELS, title_of
from mockinterview.speech.models.inspection import LEGACY_START, accept_own
from mockinterview.speech.models.overview import look
from mockinterview.speech.models.removal import bytes_freed, reason_to_keep, remove, remove_part
from mockinterview.speech.models.soundness import Soundness, soundness, verify
from mockinterview.speech.models.speeds import Speed, SpeedMeasurement, SpeedMemory, note_use
from mockinterview.speech.models.usage import hold
from mockinterview.speech.models.weights import find_model
from mockinterview.speech.models.wording import (
    accuracy_words,
    engine_words,
    soundness_words,
    speed_words,
)
from mockinterview.speech.process import SpeechProcess
from tests.unit.model_cache import (
    SMALL,
    empty_cache,
    fetched,
    model_bin,
    own_checkpoint,
    own_folder,
)

ECHO = "tests.unit.fake_engines:EchoEngine"
TWO_CITIES = Path(__file__).parents[1] / "data" / "two_cities.flac"
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return empty_cache(tmp_path, monkeypatch)


def speed(model: str = "small", engine: str = "faster-whisper", **changes: object) -> Speed:
    known = {
        "engine": engine_with_version(engine),
        "model": model,
        "machine": speeds.this_machine(),
        "processor": "cpu",
        "audio_seconds": 30.0,
        "elapsed_seconds": 6.0,
        "is_sample": True,
    }
    return Speed(**(known | changes))  # type: ignore[arg-type]


# Sound or not


def test_a_fetched_model_is_unchecked_until_its_sum_was_computed(cache: Path) -> None:
    fetched(cache)
    model = find_model("small")
    assert soundness(model) is Soundness.UNCHECKED
    assert verify(model) is Soundness.VERIFIED
    assert soundness(model) is Soundness.VERIFIED


def test_damage_is_found_when_it_is_looked_for_and_then_remembered(cache: Path) -> None:
    path = fetched(cache)
    model = find_model("small")
    verify(model)
    before = path.stat()
    path.write_bytes(b"weightz")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert soundness(model) is Soundness.VERIFIED  # nothing shows that it was changed
    assert verify(model) is Soundness.DAMAGED
    assert soundness(model) is Soundness.DAMAGED


def test_a_model_that_is_gone_is_damaged(cache: Path) -> None:
    path = fetched(cache)
    model = find_model("small")
    path.unlink()
    assert soundness(model) is Soundness.DAMAGED


def test_ones_own_is_verified_only_when_it_is_a_published_one(tmp_path: Path) -> None:
    mine = own_checkpoint(tmp_path / "mine.pt", "dims", "model_state_dict")
    assert soundness(find_model(str(mine))) is Soundness.UNCHECKED
    assert verify(find_model(str(mine))) is Soundness.UNKNOWN
    copied = tmp_path / "copied.pt"
    copied.write_bytes(b"weights")
    assert verify(find_model(str(copied))) is Soundness.VERIFIED


# One's own


def test_a_folder_and_a_file_of_ones_own_are_accepted(tmp_path: Path) -> None:
    assert accept_own(own_folder(tmp_path / "model")).name == "model"
    own = own_checkpoint(tmp_path / "mine.pt", "dims", "model_state_dict")
    assert accept_own(own).name == "mine"
    old = tmp_path / "old.pt"
    old.write_bytes(LEGACY_START + b"rest")
    assert accept_own(old).path == old


@pytest.mark.parametrize(
    ("weights_bytes", "told"),
    [
        (b"not at all", "is not the weights of a model"),
        (b"", "is not the weights of a model"),
        (model_bin(("a", b"12"))[:-1], "model.bin is cut off"),
        (model_bin(("a", b"12"), ("b", b"34"))[:-12], "is not the weights of a model"),
        (model_bin(("a", b"12"), spec="TransformerSpec"), "another kind of model"),
        (model_bin(("a", b"12"), version=7), "version 7"),
        (model_bin(), "holds nothing"),
    ],
)
def test_what_is_wrong_with_weights_is_said(
    weights_bytes: bytes, told: str, tmp_path: Path
) -> None:
    folder = own_folder(tmp_path / "model")
    (folder / "model.bin").write_bytes(weights_bytes)
    with pytest.raises(ModelDamagedError, match=told):
        accept_own(folder)


def test_what_is_missing_in_a_folder_is_said(tmp_path: Path) -> None:
    folder = own_folder(tmp_path / "model")
    (folder / "config.json").write_text("{nonsense")
    with pytest.raises(ModelDamagedError, match=r"config\.json cannot be understood"):
        accept_own(folder)
    (folder / "vocabulary.json").unlink()
    with pytest.raises(ModelDamagedError, match="vocabulary is missing"):
        accept_own(folder)
    (folder / "model.bin").unlink()
    with pytest.raises(ModelMissingError, match=r"model\.bin is missing"):
        accept_own(folder)


def test_what_is_wrong_with_a_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "mine.pt"
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(ModelDamagedError, match="cut off"):
        accept_own(path)
    own_checkpoint(path, "epoch", "optimiser")
    with pytest.raises(ModelDamagedError, match="another kind of model than Whisper"):
        accept_own(path)
    with pytest.raises(ModelMissingError, match="is not a speech model"):
        accept_own(TWO_CITIES)
    with pytest.raises(ModelMissingError, match="There is no speech model"):
        accept_own(tmp_path / "nowhere")


def test_a_checkpoint_that_is_locked_or_damaged_inside_is_refused(tmp_path: Path) -> None:
    path = own_checkpoint(tmp_path / "mine.pt", "dims", "model_state_dict")
    whole = path.read_bytes()
    locked = bytearray(whole)
    locked[whole.index(b"PK\x01\x02") + 8] |= 1  # as a password sets it
    locked[whole.index(b"PK\x03\x04") + 6] |= 1
    path.write_bytes(locked)
    with pytest.raises(ModelDamagedError, match="no checkpoint of PyTorch"):
        accept_own(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mine/data.pkl", b"words" * 100)
    packed = bytearray(path.read_bytes())
    packed[len("mine/data.pkl") + 30] = 0xFF  # the first byte behind the head of the entry
    path.write_bytes(packed)
    with pytest.raises(ModelDamagedError, match="no checkpoint of PyTorch"):
        accept_own(path)


@pytest.mark.models
def test_a_real_model_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    model = find_model("tiny.en")
    assert accept_own(model.path).path == model.path


# Deleting


def test_a_fetched_model_goes_with_what_was_made_of_it(cache: Path) -> None:
    path = fetched(cache)
    for name in ("small-0123456789ab", "small.en-0123456789ab"):
        (cache / "converted" / name).mkdir(parents=True)
        (cache / "converted" / name / "model.bin").write_bytes(b"12345")
    model = find_model("small")
    assert reason_to_keep(model) == ""
    assert bytes_freed(model) == 7 + 5
    assert remove(model) == 7 + 5
    assert not path.exists()
    assert [left.name for left in (cache / "converted").iterdir()] == ["small.en-0123456789ab"]


def test_a_model_in_use_stays(cache: Path) -> None:
    path = fetched(cache)
    lock = hold("small")
    assert lock is not None
    with pytest.raises(SpeechError, match="is in use"):
        remove(find_model("small"))
    assert path.exists()
    lock.release()
    remove(find_model("small"))
    assert not path.exists()


def test_what_lies_elsewhere_stays(tmp_path: Path, cache: Path) -> None:
    theirs = fetched(tmp_path / "cache/whisper")
    assert find_model("small").path == theirs
    with pytest.raises(UsageError, match="cannot be deleted here") as caught:
        remove(find_model("small"))
    assert "outside the program's own folder" in caught.value.hint
    assert theirs.exists()
    cache.mkdir()
    (cache / "small.pt").symlink_to(theirs)
    with pytest.raises(UsageError):
        remove(find_model("small"))
    own = own_folder(tmp_path / "model")
    with pytest.raises(UsageError):
        remove(find_model(str(own)))
    assert (own / "model.bin").exists()


@pytest.mark.models
def test_a_packaged_model_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert "by pip" in reason_to_keep(find_model("tiny.en"))


def test_what_an_unfinished_download_left_goes(cache: Path) -> None:
    fetched(cache, b"wei", "small.pt.part")
    assert remove_part(SMALL) == 3
    assert remove_part(SMALL) == 0


# Speed


def test_a_figure_holds_for_one_engine_version_model_and_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory = SpeedMemory()
    memory.remember(speed())
    memory.remember(speed("base", elapsed_seconds=3.0))
    memory.remember(speed(elapsed_seconds=9.0))
    found = memory.find("faster-whisper", "small")
    assert found is not None
    assert found.seconds_a_minute == 18
    assert memory.find("openai-whisper", "small") is None
    assert memory.find("faster-whisper", "medium") is None
    monkeypatch.setattr(speeds, "this_machine", lambda: "another one")
    assert memory.find("faster-whisper", "small") is None


@pytest.mark.parametrize("content", ["", "{", "[1]", '[{"engine": 1}]', "{}", "[null]"])
def test_a_file_that_cannot_be_understood_counts_as_empty(content: str, cache: Path) -> None:
    cache.mkdir()
    (cache / "speeds.json").write_text(content)
    assert SpeedMemory().find("faster-whisper", "small") is None
    SpeedMemory().remember(speed())
    assert SpeedMemory().find("faster-whisper", "small") == speed()


def transcript(
    seconds: float, spoken: float, stage: TranscriptStage = TranscriptStage.WHOLE
) -> Transcript:
    return Transcript(
        stage=stage,
        engine="faster-whisper",
        model="small",
        audio_seconds=seconds,
        elapsed_seconds=seconds / 5,
        segments=(Segment(start=0, end=spoken, text="I can do both."),),
    )


def test_the_first_use_is_a_figure_and_a_measurement_is_a_better_one() -> None:
    for told in (
        transcript(10, 10),
        transcript(60, 20),
        transcript(60, 55, TranscriptStage.FIRST),
        transcript(60, 55, TranscriptStage.REFINED),
    ):
        note_use(told, "cpu")
        assert SpeedMemory().find("faster-whisper", "small") is None
    note_use(transcript(60, 55), "cpu")
    found = SpeedMemory().find("faster-whisper", "small")
    assert found is not None
    assert found.seconds_a_minute == pytest.approx(12)
    assert not found.is_sample
    SpeedMemory().remember(speed())
    note_use(transcript(30, 30), "cpu")
    assert SpeedMemory().find("faster-whisper", "small") == speed()


@pytest.mark.slow
def test_a_measurement_is_made_in_a_process_and_remembered() -> None:
    found = SpeedMeasurement(ECHO, "any", TWO_CITIES).run()
    assert found.audio_seconds == pytest.approx(44, abs=1)
    assert found.is_sample
    assert SpeedMemory().find(ECHO, "built in") == found


@pytest.mark.slow
def test_a_take_of_a_real_process_leaves_a_figure() -> None:
    fluent = "tests.unit.fake_engines:FluentEngine"
    with SpeechProcess(fluent) as speech:
        speech.transcribe(TWO_CITIES)
    found = SpeedMemory().find(fluent, "built in")
    assert found is not None
    assert not found.is_sample


# All of it


def test_without_any_model_the_reason_is_told() -> None:
    found = look(None, None)
    assert found.chosen is None
    assert "no speech model on this computer" in found.problem
    assert [entry.name for entry in found.entries] == ["small", "medium"]
    assert all(entry.model is None and entry.folder is None for entry in found.entries)
    assert soundness_words(found.entries[0]) == "Not on this computer"


def test_what_is_here_comes_first_and_the_one_in_use_is_marked(cache: Path) -> None:
    fetched(cache, b"more", "medium.pt")
    fetched(cache, b"wei", "small.pt.part")
    SpeedMemory().remember(speed("medium"))
    SpeedMemory().remember(speed("medium", "openai-whisper", elapsed_seconds=15.0))
    found = look("faster-whisper", None)
    medium, small = found.entries
    assert found.chosen is medium
    assert (medium.name, medium.is_chosen, medium.kept_because) == ("medium", True, "")
    assert (medium.choice, medium.folder) == ("medium", cache)
    assert speed_words(medium.speed) == "A minute of speech takes 12 s on the processor"
    assert small.arrived_bytes == 3
    assert soundness_words(small) == "1 KB of 1 KB are here"
    assert accuracy_words(small.accuracy) == "4.0 of 100 words wrong on people"
    assert accuracy_words(medium.accuracy) == "Accuracy not measured by us"
    assert engine_words(found) == (
        "With this model a minute of speech takes 12 s with faster-whisper and 30 s with"
        " openai-whisper."
    )


def test_ones_own_is_an_entry_while_it_is_chosen(tmp_path: Path) -> None:
    own = own_folder(tmp_path / "my model")
    found = look(None, str(own))
    assert found.chosen is not None
    assert (found.chosen.title, found.chosen.choice) == ("my model", str(own))
    assert found.chosen.folder == own
    (own / "model.bin").unlink()
    assert "model.bin is missing" in look(None, str(own)).problem
    assert look(None, str(own)).chosen is None


def test_every_model_has_a_title_and_a_note() -> None:
    assert all(model.title and model.note for model in OFFICIAL_MODELS)
    assert title_of("tiny.en") == "Tiny, English only"
    assert title_of("my own") == "my own"


def test_every_accuracy_stands_in_its_source() -> None:
    for name, accuracy in ACCURACIES.items():
        source = (REPOSITORY / accuracy.source).read_text(encoding="utf-8")
        lines = [line for line in source.splitlines() if f"`{name}`" in line]
        assert any(f"{accuracy.wrong_percent:.1f} %" in line for line in lines), name
