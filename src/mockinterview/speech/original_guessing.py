"""What openai-whisper's model finds likely to come next; see `guessing`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import whisper
from whisper.tokenizer import get_tokenizer

from mockinterview.speech.decoding import DECODING, FRAME_SAMPLES
from mockinterview.speech.guessing import PIECES_AHEAD, Guess, Question, frames_for, likeliest
from mockinterview.speech.original_model import heard_frames


def guess_with(model: Any, questions: Sequence[Question], hints: str) -> list[list[Guess]]:
    """Guess what follows; see `guessing.Guesser.guess_next`."""
    tokenizer = get_tokenizer(
        model.is_multilingual,
        num_languages=model.num_languages,
        language=DECODING.language,
        task="transcribe",
    )
    before = [
        tokenizer.sot_prev,
        *tokenizer.encode(f" {hints}"),
        *tokenizer.sot_sequence_including_notimestamps,
    ]
    with torch.inference_mode():
        return [_guesses(model, tokenizer, before, question) for question in questions]


def _guesses(model: Any, tokenizer: Any, before: list[int], question: Question) -> list[Guess]:
    frames = frames_for([question])
    tokens = [*before, *(tokenizer.encode(f" {question.beginning}") if question.beginning else [])]
    guesses: list[Guess] = []
    with heard_frames(model, frames):
        spectrum = whisper.log_mel_spectrogram(
            whisper.pad_or_trim(question.samples, frames * FRAME_SAMPLES), model.dims.n_mels
        )
        encoded = model.encoder(spectrum[None].to(model.device))
        for _ in range(PIECES_AHEAD):
            logits = model.decoder(torch.tensor([tokens], device=model.device), encoded)[0, -1]
            places, probabilities = likeliest(logits.double().cpu().numpy())
            pieces = [tokenizer.decode([int(place)]) for place in places]
            guesses.append(tuple(zip(pieces, probabilities.tolist(), strict=True)))
            tokens.append(int(places[0]))
    return guesses
