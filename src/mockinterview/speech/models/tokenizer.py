"""Makes the `tokenizer.json` that faster-whisper wants from the ranks that openai-whisper ships.

openai-whisper keeps its byte-pair vocabulary as ranks (tiktoken); the `tokenizers` library wants
the merges. The merge that made a token is found by encoding its bytes with lower ranks only: what
is left are its two halves.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from tokenizers import AddedToken, Tokenizer, decoders, pre_tokenizers
from tokenizers.models import BPE
from whisper.tokenizer import get_encoding, get_tokenizer

ENGLISH_VOCABULARY: Final = 51864
"""Tokens of the English-only models; multilingual ones have 51865, since large-v3 51866."""

OTHER_TOKENS: Final = 51765
"""`n_vocab` less this is the number of languages, plus one if multilingual (whisper/model.py)."""

ByteRanks = dict[bytes, int]


def write_tokenizer(target: Path, vocabulary_size: int) -> list[str]:
    """Write `tokenizer.json` for a model of that vocabulary.

    Returns:
        Every token in order, as CTranslate2 wants its vocabulary, shape (vocabulary_size,).

    Raises:
        ValueError: no Whisper model has a vocabulary of that size.
        OSError: the file cannot be written.
    """
    multilingual = vocabulary_size > ENGLISH_VOCABULARY
    languages = vocabulary_size - OTHER_TOKENS - int(multilingual)
    encoding = get_encoding("multilingual" if multilingual else "gpt2", num_languages=languages)
    if encoding.n_vocab != vocabulary_size:
        raise ValueError(f"a vocabulary of {vocabulary_size} is none of Whisper's")
    ranks: ByteRanks = encoding._mergeable_ranks  # noqa: SLF001  (tiktoken has no accessor)
    special: dict[str, int] = encoding._special_tokens  # noqa: SLF001
    letters = byte_letters()

    def written(token: bytes) -> str:
        return "".join(letters[byte] for byte in token)

    vocabulary = {written(token): rank for token, rank in ranks.items()}
    merges = [
        (written(left), written(right))
        for token, rank in sorted(ranks.items(), key=lambda item: item[1])
        if len(token) > 1
        for left, right in [halves(token, ranks, rank)]
    ]
    in_order = sorted(special, key=special.__getitem__)
    tokenizer = Tokenizer(BPE(vocab=vocabulary, merges=merges, fuse_unk=False))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    # Timestamps stay plain numbers to faster-whisper: its tokenizers leave them out.
    named = [token for token in in_order if not _is_timestamp(token)]
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in named])
    tokenizer.save(str(target))
    by_number = {rank: token for token, rank in vocabulary.items()}
    by_number.update({number: token for token, number in special.items()})
    return [by_number[number] for number in range(vocabulary_size)]


@dataclass(frozen=True)
class DecodingTokens:
    """Numbers of tokens that CTranslate2 reads from a model's `config.json`.

    Attributes:
        suppressed: never printed: what is no speech, and what steers the model.
        suppressed_first: not printed first: a space, and the end.
        languages: one a language; empty for an English-only model.
    """

    suppressed: tuple[int, ...]
    suppressed_first: tuple[int, ...]
    languages: tuple[int, ...]


def decoding_tokens(vocabulary_size: int) -> DecodingTokens:
    """Those of a model of that vocabulary, as the published CTranslate2 models have them.

    Without the languages CTranslate2 cannot tell in which of them somebody speaks.
    """
    multilingual = vocabulary_size > ENGLISH_VOCABULARY
    languages = vocabulary_size - OTHER_TOKENS - int(multilingual)
    tokens = get_tokenizer(multilingual, num_languages=languages)
    steering = (tokens.translate, tokens.transcribe, tokens.sot, tokens.sot_lm, tokens.sot_prev)
    never = {*tokens.non_speech_tokens, *steering, tokens.no_speech}
    return DecodingTokens(
        suppressed=tuple(sorted(never)),
        suppressed_first=(*tokens.encoding.encode(" "), tokens.eot),
        languages=tuple(sorted(tokens.all_language_tokens)) if multilingual else (),
    )


def halves(token: bytes, ranks: ByteRanks, rank: int) -> tuple[bytes, bytes]:
    """The two tokens whose merge is `token`: byte pairs merged with ranks below `rank` only.

    Raises:
        ValueError: the ranks do not come from byte-pair merging.
    """
    parts = [token[place : place + 1] for place in range(len(token))]
    while len(parts) > 2:
        pairs = [ranks.get(left + right, rank) for left, right in pairwise(parts)]
        best = min(range(len(pairs)), key=pairs.__getitem__)
        if pairs[best] >= rank:
            raise ValueError(f"{token!r} is not a merge of two tokens")
        parts[best : best + 2] = [parts[best] + parts[best + 1]]
    return parts[0], parts[1]


def byte_letters() -> list[str]:
    """The printable letter that stands for each byte, as GPT-2 chose them (`bytes_to_unicode`)."""
    letters, spare = [], 256
    for byte in range(256):
        if 33 <= byte <= 126 or 161 <= byte <= 172 or byte >= 174:
            letters.append(chr(byte))
        else:
            letters.append(chr(spare))
            spare += 1
    return letters


def _is_timestamp(token: str) -> bool:
    return token[2:-2].replace(".", "", 1).isdigit()
