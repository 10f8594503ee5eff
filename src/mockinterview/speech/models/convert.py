"""Turns Whisper weights from one engine's form into the other's, tensor by tensor.

The two differ in names, and in how attention is stored: CTranslate2 stacks query, key and value
(key and value in cross-attention) into one matrix, and gives the keys a bias of zero, which
Whisper's keys do not have.
"""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from mockinterview.errors import ModelDamagedError
from mockinterview.speech.models.checkpoint import (
    alignment_heads,
    damaged_checkpoint,
    read_checkpoint,
)
from mockinterview.speech.models.tensors import Tensors, read_tensors

HEAD_SIZE: Final = 64
"""Of every Whisper model (whisper paper, table 1: width / heads)."""

State = dict[str, NDArray[np.generic]]

LAYER_NAMES: Final = {
    "self_attention/layer_norm": "attn_ln",
    "self_attention/linear_1": "attn.out",
    "attention/layer_norm": "cross_attn_ln",
    "attention/linear_0": "cross_attn.query",
    "attention/linear_2": "cross_attn.out",
    "ffn/layer_norm": "mlp_ln",
    "ffn/linear_0": "mlp.0",
    "ffn/linear_1": "mlp.2",
}
"""Inside a layer: CTranslate2's name → openai-whisper's."""

STACKED_NAMES: Final = {
    "self_attention/linear_0": ("attn.query", "attn.key", "attn.value"),
    "attention/linear_1": ("cross_attn.key", "cross_attn.value"),
}

OUTER_NAMES: Final = {
    "encoder/conv1": "encoder.conv1",
    "encoder/conv2": "encoder.conv2",
    "encoder/layer_norm": "encoder.ln_post",
    "decoder/layer_norm": "decoder.ln",
}

SINGLE_NAMES: Final = {
    "encoder/position_encodings/encodings": "encoder.positional_embedding",
    "decoder/position_encodings/encodings": "decoder.positional_embedding",
    "decoder/embeddings/weight": "decoder.token_embedding.weight",
}


@dataclass(frozen=True)
class Dimensions:
    """The sizes of a Whisper model, with the names of `whisper.model.ModelDimensions`."""

    n_mels: int
    n_audio_ctx: int
    n_audio_state: int
    n_audio_head: int
    n_audio_layer: int
    n_vocab: int
    n_text_ctx: int
    n_text_state: int
    n_text_head: int
    n_text_layer: int


def to_openai(source: Path, target: Path) -> None:
    """Write the model in a CTranslate2 folder as an openai-whisper checkpoint.

    Args:
        source: the folder; its `config.json` names the alignment heads.
        target: the `.pt` file to write: dimensions, state dict and alignment heads, no code.

    Raises:
        ModelDamagedError: a tensor is missing, of the wrong shape, or stored in 8 bits.
        OSError: the target cannot be written.
    """
    tensors = read_tensors(source / "model.bin")
    try:
        config = json.loads((source / "config.json").read_text(encoding="utf-8"))
        state, dimensions = openai_state(tensors)
        heads = alignment_dump(config.get("alignment_heads"), dimensions)
    except (KeyError, ValueError, IndexError, TypeError) as error:
        raise ModelDamagedError(
            f"The speech model in {source} cannot be used by openai-whisper.",
            "Choose faster-whisper, which can, or another model.",
            f"{type(error).__name__}: {error}",
        ) from error
    checkpoint = {
        "dims": asdict(dimensions),
        "model_state_dict": {name: torch.from_numpy(_own(value)) for name, value in state.items()},
        "alignment_heads": heads,
    }
    torch.save(checkpoint, target)


def openai_state(tensors: Tensors) -> tuple[State, Dimensions]:
    """The state dict and sizes of openai-whisper from CTranslate2's tensors.

    Raises:
        KeyError, ValueError: a tensor is missing or does not fit.
    """
    state: State = {ours: tensors[theirs] for theirs, ours in SINGLE_NAMES.items()}
    for theirs, ours in OUTER_NAMES.items():
        _copy_pair(tensors, theirs, state, ours)
    for side in ("encoder", "decoder"):
        for layer in range(_layer_count(tensors, side)):
            prefix, block = f"{side}/layer_{layer}", f"{side}.blocks.{layer}"
            _convert_layer(tensors, prefix, state, block)
    dimensions = _dimensions(state, tensors)
    _check_shapes(state, dimensions)
    return state, dimensions


def alignment_dump(heads: list[list[int]] | None, dimensions: Dimensions) -> bytes | None:
    """Alignment heads, [layer, head] each, as `Whisper.set_alignment_heads` takes them."""
    if not heads:
        return None
    mask = np.zeros((dimensions.n_text_layer, dimensions.n_text_head), dtype=bool)
    for layer, head in heads:
        mask[layer, head] = True
    return base64.b85encode(gzip.compress(mask.tobytes(), mtime=0))


def _layer_count(tensors: Tensors, side: str) -> int:
    prefix = f"{side}/layer_"
    # `layer_norm` is the one name that looks like a layer and is none.
    numbers = {name[len(prefix) :].split("/")[0] for name in tensors if name.startswith(prefix)} - {
        "norm"
    }
    return len(numbers)


def _convert_layer(tensors: Tensors, prefix: str, state: State, block: str) -> None:
    for theirs, ours in LAYER_NAMES.items():
        if theirs.startswith("attention/") and prefix.startswith("encoder"):
            continue
        _copy_pair(tensors, f"{prefix}/{theirs}", state, f"{block}.{ours}")
    for theirs, names in STACKED_NAMES.items():
        if theirs.startswith("attention/") and prefix.startswith("encoder"):
            continue
        weights = np.split(tensors[f"{prefix}/{theirs}/weight"], len(names))
        biases = np.split(tensors[f"{prefix}/{theirs}/bias"], len(names))
        for name, weight, bias in zip(names, weights, biases, strict=True):
            state[f"{block}.{name}.weight"] = weight
            if not name.endswith(".key"):
                state[f"{block}.{name}.bias"] = bias


def _copy_pair(tensors: Tensors, theirs: str, state: State, ours: str) -> None:
    """Weight and bias of one layer; a norm calls them gamma and beta."""
    weight, bias = ("gamma", "beta") if theirs.endswith("layer_norm") else ("weight", "bias")
    state[f"{ours}.weight"] = tensors[f"{theirs}/{weight}"]
    state[f"{ours}.bias"] = tensors[f"{theirs}/{bias}"]


def _dimensions(state: State, tensors: Tensors) -> Dimensions:
    audio_ctx, audio_state = state["encoder.positional_embedding"].shape
    text_ctx, text_state = state["decoder.positional_embedding"].shape
    return Dimensions(
        n_mels=state["encoder.conv1.weight"].shape[1],
        n_audio_ctx=audio_ctx,
        n_audio_state=audio_state,
        n_audio_head=audio_state // HEAD_SIZE,
        n_audio_layer=_layer_count(tensors, "encoder"),
        n_vocab=state["decoder.token_embedding.weight"].shape[0],
        n_text_ctx=text_ctx,
        n_text_state=text_state,
        n_text_head=text_state // HEAD_SIZE,
        n_text_layer=_layer_count(tensors, "decoder"),
    )


def _check_shapes(state: State, dimensions: Dimensions) -> None:
    """Compare with the model that openai-whisper would build, without its memory.

    Raises:
        ValueError: something is missing, too many, of another shape, or in whole numbers.
    """
    import whisper

    sizes = dimensions
    with torch.device("meta"):
        encoder = whisper.model.AudioEncoder(
            sizes.n_mels,
            sizes.n_audio_ctx,
            sizes.n_audio_state,
            sizes.n_audio_head,
            sizes.n_audio_layer,
        )
        decoder = whisper.model.TextDecoder(
            sizes.n_vocab,
            sizes.n_text_ctx,
            sizes.n_text_state,
            sizes.n_text_head,
            sizes.n_text_layer,
        )
    expected = {
        f"{side}.{name}": tuple(value.shape)
        for side, half in (("encoder", encoder), ("decoder", decoder))
        for name, value in half.state_dict().items()
    }
    found = {name: value.shape for name, value in state.items()}
    for name in expected.keys() | found.keys():
        if expected.get(name) != found.get(name):
            raise ValueError(f"{name} has shape {found.get(name)}, not {expected.get(name)}")
    for name, value in state.items():
        if not np.issubdtype(value.dtype, np.floating):
            raise ValueError(f"{name} is stored as {value.dtype}")


def _own(value: NDArray[np.generic]) -> NDArray[Any]:
    """A contiguous copy: a slice of a stacked matrix would be saved with all of it."""
    return np.array(value, order="C")


def to_ctranslate2(source: Path, target: Path) -> None:
    """Write an openai-whisper checkpoint as a CTranslate2 folder in 16 bits.

    Args:
        source: a `.pt` file; only tensors and numbers are read from it, no code.
        target: an existing empty folder, filled with model, configuration, vocabulary, tokenizer.

    Raises:
        ModelDamagedError: the checkpoint is not one of openai-whisper.
        OSError: the target cannot be written.
    """
    from mockinterview.speech.models.tokenizer import decoding_tokens, write_tokenizer

    checkpoint = read_checkpoint(source)
    try:
        dimensions = Dimensions(**checkpoint["dims"])
        state: State = {
            name: value.half().numpy() for name, value in checkpoint["model_state_dict"].items()
        }
        _check_shapes(state, dimensions)
        heads = alignment_pairs(alignment_heads(checkpoint, source.stem), dimensions)
    except (RuntimeError, AttributeError, TypeError, ValueError, OSError) as error:
        raise damaged_checkpoint(source, error) from error
    spec = _filled_spec(state, dimensions)
    tokens = write_tokenizer(target / "tokenizer.json", dimensions.n_vocab)
    spec.register_vocabulary(tokens)
    spec.config.alignment_heads = heads
    told = decoding_tokens(dimensions.n_vocab)
    spec.config.suppress_ids = list(told.suppressed)
    spec.config.suppress_ids_begin = list(told.suppressed_first)
    spec.config.lang_ids = list(told.languages) or None
    spec.validate()
    spec.optimize(quantization="float16")
    spec.save(str(target))


def alignment_pairs(dump: bytes | None, dimensions: Dimensions) -> list[list[int]]:
    """Alignment heads as CTranslate2 takes them: [layer, head] each.

    Without a dump: the last half of the decoder's layers, as openai-whisper does.
    """
    shape = (dimensions.n_text_layer, dimensions.n_text_head)
    if dump is None:
        mask = np.zeros(shape, dtype=bool)
        mask[dimensions.n_text_layer // 2 :] = True
    else:
        mask = np.frombuffer(gzip.decompress(base64.b85decode(dump)), dtype=bool).reshape(shape)
    return [[int(layer), int(head)] for layer, head in np.argwhere(mask)]


def _filled_spec(state: State, dimensions: Dimensions) -> Any:
    """CTranslate2's own description of the model, with every weight in its place."""
    from ctranslate2.specs import WhisperSpec

    spec = WhisperSpec(
        dimensions.n_audio_layer,
        dimensions.n_audio_head,
        dimensions.n_text_layer,
        dimensions.n_text_head,
    )
    for theirs, ours in SINGLE_NAMES.items():
        _place(spec, theirs, state[ours])
    _place(spec, "decoder/projection/weight", state["decoder.token_embedding.weight"])
    for theirs, ours in OUTER_NAMES.items():
        _place_pair(spec, theirs, state[f"{ours}.weight"], state[f"{ours}.bias"])
    for side, layers in (("encoder", spec.encoder.layer), ("decoder", spec.decoder.layer)):
        for number in range(len(layers)):
            _fill_layer(spec, f"{side}/layer_{number}", state, f"{side}.blocks.{number}")
    return spec


def _fill_layer(spec: Any, prefix: str, state: State, block: str) -> None:
    for theirs, ours in LAYER_NAMES.items():
        if f"{block}.{ours}.weight" in state:
            weight, bias = state[f"{block}.{ours}.weight"], state[f"{block}.{ours}.bias"]
            _place_pair(spec, f"{prefix}/{theirs}", weight, bias)
    for theirs, names in STACKED_NAMES.items():
        if f"{block}.{names[0]}.weight" in state:
            weights = [state[f"{block}.{name}.weight"] for name in names]
            width = weights[0].shape[0]
            no_bias = np.zeros(width, dtype=weights[0].dtype)
            biases = [state.get(f"{block}.{name}.bias", no_bias) for name in names]
            stacked = np.concatenate(weights), np.concatenate(biases)
            _place_pair(spec, f"{prefix}/{theirs}", *stacked)


def _place_pair(
    spec: Any, name: str, weight: NDArray[np.generic], bias: NDArray[np.generic]
) -> None:
    is_norm = name.endswith("layer_norm")
    _place(spec, f"{name}/{'gamma' if is_norm else 'weight'}", weight)
    _place(spec, f"{name}/{'beta' if is_norm else 'bias'}", bias)


def _place(spec: Any, name: str, value: NDArray[np.generic]) -> None:
    """Set the attribute at a path such as `decoder/layer_0/ffn/linear_0/weight`."""
    *path, attribute = name.split("/")
    for step in path:
        head, _, number = step.rpartition("_")
        is_listed = number.isdigit() and isinstance(getattr(spec, head, None), list)
        spec = getattr(spec, head)[int(number)] if is_listed else getattr(spec, step)
    setattr(spec, attribute, value)
