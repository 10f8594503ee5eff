"""What faster-whisper's model finds likely to come next; see `guessing`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from faster_whisper.tokenizer import Tokenizer

from mockinterview.speech.decoding import DECODING, FRAME_SAMPLES
from mockinterview.speech.guessing import PIECES_AHEAD, Guess, Question, frames_for, likeliest

if TYPE_CHECKING:
    from mockinterview.speech.faster_model import FasterModel


def guess_with(model: FasterModel, questions: Sequence[Question], hints: str) -> list[list[Guess]]:
    """Guess what follows; see `guessing.Guesser.guess_next`."""
    tokenizer = Tokenizer(
        model.hf_tokenizer,
        model.model.is_multilingual,
        task="transcribe",
        language=DECODING.language,
    )
    before = [
        tokenizer.sot_prev,
        *tokenizer.encode(f" {hints}"),
        *tokenizer.sot_sequence,
        tokenizer.no_timestamps,
    ]
    beginnings = [
        tokenizer.encode(f" {one.beginning}") if one.beginning else [] for one in questions
    ]
    outcomes = model.model.generate(
        _encoded(model, questions),
        [[*before, *beginning] for beginning in beginnings],
        beam_size=1,
        max_length=len(before) + max(len(beginning) for beginning in beginnings) + PIECES_AHEAD,
        return_logits_vocab=True,
        suppress_blank=False,
        suppress_tokens=[],
    )
    return [
        # CTranslate2 tells what it thought of each piece of the beginning as well.
        [_guess(tokenizer, one) for one in outcome.logits[0][len(beginning) :][:PIECES_AHEAD]]
        for outcome, beginning in zip(outcomes, beginnings, strict=True)
    ]


def _encoded(model: FasterModel, questions: Sequence[Question]) -> Any:
    frames = frames_for(questions)
    spectra = []
    for question in questions:
        missing = max(0, frames * FRAME_SAMPLES - question.samples.size)
        spectrum = model.feature_extractor(np.pad(question.samples, (0, missing)))
        spectra.append(spectrum[..., :frames])
    model.encoder_frames = frames
    return model.encode(np.stack(spectra))


def _guess(tokenizer: Any, logits: Any) -> Guess:
    places, probabilities = likeliest(np.array(logits, dtype=np.float64).ravel())
    pieces = [tokenizer.decode([int(place)]) for place in places]
    return tuple(zip(pieces, probabilities.tolist(), strict=True))
