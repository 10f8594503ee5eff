"""What openai-whisper's model finds likely to come next; see `guessing`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
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
    with torch.inference_mode(), _one_thread():
        return [_guesses(model, tokenizer, before, question) for question in questions]


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """So little to compute is done before a second thread has begun, which costs a core meanwhile.

    Measured: 0.4 s of processor time for the decoder with two threads, 0.07 s with one.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _guesses(model: Any, tokenizer: Any, before: list[int], question: Question) -> list[Guess]:
    frames = frames_for([question])
    said = tokenizer.encode(f" {question.beginning}") if question.beginning else []
    # A comma is what may be ahead of the word that counts; with it in place one run tells both.
    tokens = torch.tensor([[*before, *said, *tokenizer.encode(",")]], device=model.device)
    with heard_frames(model, frames):
        spectrum = whisper.log_mel_spectrogram(
            whisper.pad_or_trim(question.samples, frames * FRAME_SAMPLES), model.dims.n_mels
        )
        encoded = model.encoder(spectrum[None].to(model.device))
    guesses = []
    for logits in _last_logits(model.decoder, tokens, encoded):
        places, probabilities = likeliest(logits.double().cpu().numpy())
        pieces = [tokenizer.decode([int(place)]) for place in places]
        guesses.append(tuple(zip(pieces, probabilities.tolist(), strict=True)))
    return guesses


def _last_logits(decoder: Any, tokens: torch.Tensor, encoded: torch.Tensor) -> torch.Tensor:
    """What `TextDecoder.forward` gives for the last tokens; for all of them it takes twice as long.

    Shape (`PIECES_AHEAD`, pieces of the vocabulary).
    """
    length = tokens.shape[1]
    hidden = decoder.token_embedding(tokens) + decoder.positional_embedding[:length]
    for block in decoder.blocks:
        hidden = block(hidden, encoded, mask=decoder.mask)
    logits: torch.Tensor = decoder.ln(hidden[0, -PIECES_AHEAD:]) @ decoder.token_embedding.weight.T
    return logits.float()
