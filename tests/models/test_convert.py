"""Weights in one engine's form become the other's, on a tiny model made here."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
import torch
import whisper
from tokenizers import Tokenizer
from whisper.tokenizer import get_encoding

from mockinterview.errors import ModelDamagedError
from mockinterview.speech.models.carriers import CARRIERS
from mockinterview.speech.models.convert import (
    Dimensions,
    alignment_dump,
    to_ctranslate2,
    to_openai,
)
from mockinterview.speech.models.tensors import read_tensors
from mockinterview.speech.models.tokenizer import decoding_tokens
from mockinterview.speech.original import OriginalWhisperEngine

# openai-whisper leaves its vocabulary for the garbage collector to close.
pytestmark = [pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"), pytest.mark.slow]

SIZES = Dimensions(
    n_mels=80,
    n_audio_ctx=1500,
    n_audio_state=128,
    n_audio_head=2,
    n_audio_layer=2,
    n_vocab=51864,
    n_text_ctx=448,
    n_text_state=128,
    n_text_head=2,
    n_text_layer=3,
)
HEADS = [[1, 0], [2, 1]]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An openai-whisper checkpoint with random half-precision weights."""
    torch.manual_seed(1)
    model = whisper.model.Whisper(whisper.ModelDimensions(**asdict(SIZES)))
    state = {name: torch.randn_like(value).half() for name, value in model.state_dict().items()}
    path = tmp_path_factory.mktemp("openai") / "tiny.pt"
    heads = alignment_dump(HEADS, SIZES)
    torch.save({"dims": asdict(SIZES), "model_state_dict": state, "alignment_heads": heads}, path)
    return path


@pytest.fixture(scope="module")
def folder(checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same model as CTranslate2 has it."""
    path = tmp_path_factory.mktemp("ctranslate2")
    to_ctranslate2(checkpoint, path)
    return path


def test_there_and_back_changes_nothing(checkpoint: Path, folder: Path, tmp_path: Path) -> None:
    to_openai(folder, tmp_path / "again.pt")
    before = torch.load(checkpoint, weights_only=True)
    after = torch.load(tmp_path / "again.pt", weights_only=True)
    assert after["dims"] == before["dims"]
    assert after["alignment_heads"] == before["alignment_heads"]
    assert after["model_state_dict"].keys() == before["model_state_dict"].keys()
    for name, value in before["model_state_dict"].items():
        assert torch.equal(after["model_state_dict"][name], value), name


def test_openai_whisper_loads_it_with_its_alignment_heads(folder: Path, tmp_path: Path) -> None:
    to_openai(folder, tmp_path / "again.pt")
    engine = OriginalWhisperEngine()
    engine.load(tmp_path / "again.pt")
    mask = engine._model.alignment_heads.to_dense()
    assert torch.argwhere(mask).tolist() == HEADS


def test_ctranslate2_loads_it(folder: Path) -> None:
    import ctranslate2

    model = ctranslate2.models.Whisper(str(folder), device="cpu")
    assert model.is_multilingual is False
    assert model.n_mels == SIZES.n_mels


@pytest.mark.parametrize(("name", "vocabulary"), [("base", 51865), ("tiny.en", 51864)])
def test_decoding_tokens_are_those_of_the_published_models(name: str, vocabulary: int) -> None:
    carrier = next(known for known in CARRIERS if known.model == name)
    (path,) = carrier.files["config.json"].locate() or ()
    published = json.loads(path.read_text(encoding="utf-8"))
    told = decoding_tokens(vocabulary)
    assert list(told.suppressed) == published["suppress_ids"]
    assert list(told.suppressed_first) == published["suppress_ids_begin"]
    # The published English-only ones name languages that they do not have.
    assert list(told.languages) == (published["lang_ids"] if name == "base" else [])


def test_config_tells_them(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert config["suppress_ids_begin"] == [220, 50256]
    assert config["alignment_heads"] == HEADS


def test_tokenizer_agrees_with_openai_whisper(folder: Path) -> None:
    ours = Tokenizer.from_file(str(folder / "tokenizer.json"))
    theirs = get_encoding("gpt2", num_languages=99)
    text = " I'd say “both” – leading 11 cadets, naïvely; following, too.\n\tЯ 日本 🙂"
    assert ours.encode(text, add_special_tokens=False).ids == theirs.encode(text)
    assert ours.decode(theirs.encode(text)) == text
    for token in ("<|startoftranscript|>", "<|nospeech|>", "<|notimestamps|>"):
        assert ours.token_to_id(token) == theirs.encode_single_token(token)


@pytest.mark.parametrize("length", [0, 3, 30, 5_000, -1])
def test_file_that_is_cut_off(length: int, folder: Path, tmp_path: Path) -> None:
    data = (folder / "model.bin").read_bytes()
    # The aliases at the end are not read: cut into the last tensor.
    shortened = data[:length] if length >= 0 else data[: len(data) - 100]
    (tmp_path / "model.bin").write_bytes(shortened)
    with pytest.raises(ModelDamagedError, match="cannot be understood"):
        read_tensors(tmp_path / "model.bin")


def model_file(path: Path, *, spec: bytes, name: bytes, type_number: int, data: bytes) -> Path:
    """A `model.bin` with one variable of four values."""
    path.write_bytes(
        struct.pack("<IH", 6, len(spec) + 1)
        + spec
        + struct.pack("<BIIH", 0, 3, 1, len(name) + 1)
        + name
        + struct.pack("<BBIBI", 0, 1, 4, type_number, len(data))
        + data
        + struct.pack("<I", 0)
    )
    return path


def test_reader_on_a_file_made_by_hand(tmp_path: Path) -> None:
    values = np.array([1.0, 2.0, -3.0, 0.5], dtype="<f2")
    path = model_file(
        tmp_path / "m", spec=b"WhisperSpec", name=b"a/b", type_number=4, data=values.tobytes()
    )
    tensors = read_tensors(path)
    assert list(tensors) == ["a/b"]
    assert np.array_equal(tensors["a/b"], values)


@pytest.mark.parametrize(
    ("spec", "type_number", "data", "told"),
    [
        (b"TransformerSpec", 4, bytes(8), "not a Whisper model"),
        (b"WhisperSpec", 5, bytes(8), "stored as type 5"),
        (b"WhisperSpec", 4, bytes(6), "6 bytes for shape"),
    ],
)
def test_file_of_another_kind(
    spec: bytes, type_number: int, data: bytes, told: str, tmp_path: Path
) -> None:
    path = model_file(tmp_path / "m", spec=spec, name=b"a", type_number=type_number, data=data)
    with pytest.raises(ModelDamagedError) as caught:
        read_tensors(path)
    assert told in caught.value.detail


def test_model_in_eight_bits_stays_with_faster_whisper(tmp_path: Path) -> None:
    model_file(
        tmp_path / "model.bin",
        spec=b"WhisperSpec",
        name=b"encoder/conv1/weight",
        type_number=1,
        data=bytes(4),
    )
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelDamagedError, match="cannot be used by openai-whisper"):
        to_openai(tmp_path, tmp_path / "out.pt")


@pytest.mark.parametrize("content", [b"", b"no checkpoint", None])
def test_checkpoint_that_is_none(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "mine.pt"
    if content is None:
        torch.save({"dims": {"n_mels": 80}}, path)
    else:
        path.write_bytes(content)
    with pytest.raises(ModelDamagedError, match="cannot be understood"):
        to_ctranslate2(path, tmp_path)
    with pytest.raises(ModelDamagedError, match="cannot be understood"):
        OriginalWhisperEngine().load(path)


class Malicious:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (exec, ("raise SystemExit('code from a model file ran')",))


def test_code_in_a_checkpoint_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "mine.pt"
    torch.save({"dims": Malicious()}, path)
    with pytest.raises(ModelDamagedError):
        OriginalWhisperEngine().load(path)
    with pytest.raises(ModelDamagedError):
        to_ctranslate2(path, tmp_path)
