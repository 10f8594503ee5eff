"""Engines that behave and misbehave in a real speech process, without any weights."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from mockinterview.core.transcript import Segment, Word
from mockinterview.errors import SpeechError
from mockinterview.speech.decoding import DECODING, Decoding
from mockinterview.speech.engines import HeardSegment, WeightsFormat

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ONCE_VARIABLE = "FAKE_ENGINE_ONCE"
"""Names a file: misbehave only while it is absent, and create it first."""


def heard(text: str, start: float, end: float, no_speech: float = 0.0) -> HeardSegment:
    """A segment of one word, of which the model is sure."""
    word = Word(word=text, start=start, end=end, probability=0.9)
    return HeardSegment(Segment(start=start, end=end, text=text, words=(word,)), no_speech)


class EchoEngine:
    """Says which process it runs in, once for every window."""

    weights_format: WeightsFormat | None = None

    def load(self, weights: Path | None) -> None:
        self.weights = weights

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        return [heard(str(os.getpid()), 0.0, samples.size / 16_000)]

    def detect_language(self, samples: NDArray[np.float32]) -> tuple[str, float] | None:
        return None


class FluentEngine(EchoEngine):
    """Hears somebody speak without a pause, two words a second."""

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        halves = range(int(samples.size / 8_000))
        words = tuple(
            Word(word="well", start=half / 2, end=half / 2 + 0.5, probability=0.9)
            for half in halves
        )
        text = " ".join(word.word for word in words)
        return [HeardSegment(Segment(start=0, end=len(words) / 2, text=text, words=words), 0.0)]


class OnceEngine(EchoEngine):
    """Misbehaves at its first job, in whichever process; behaves afterwards."""

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        marker = Path(os.environ[ONCE_VARIABLE])
        if not marker.exists():
            marker.write_text(str(os.getpid()), encoding="ascii")
            self.misbehave()
        return super().transcribe(samples, decoding)

    def misbehave(self) -> None:
        raise NotImplementedError


class KilledEngine(OnceEngine):
    """Is killed, as by a system that is out of memory."""

    def misbehave(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class CrashingEngine(OnceEngine):
    """Crashes in native code."""

    def misbehave(self) -> None:
        faulthandler._sigsegv()  # type: ignore[attr-defined]  # not in the stubs


class VanishingEngine(OnceEngine):
    """Ends its process without a word."""

    def misbehave(self) -> None:
        os._exit(3)


class StuckEngine(OnceEngine):
    """Computes for ever; the heartbeat goes on."""

    def misbehave(self) -> None:
        time.sleep(3600)


class FrozenEngine(OnceEngine):
    """Stops altogether, heartbeat included."""

    def misbehave(self) -> None:
        os.kill(os.getpid(), signal.SIGSTOP)


class DefectiveEngine(OnceEngine):
    """Has a defect."""

    def misbehave(self) -> None:
        raise ZeroDivisionError("a defect")


class RefusingEngine(OnceEngine):
    """Fails in an expected way."""

    def misbehave(self) -> None:
        raise SpeechError("This window is too odd.", "Say it again.", "window 1")


class ChattyEngine(EchoEngine):
    """Writes to standard output in every way there is."""

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        print("printed")  # noqa: T201  (what is tested)
        sys.stdout.flush()
        os.write(1, b"written\n")
        return super().transcribe(samples, decoding)
