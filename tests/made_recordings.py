"""Recordings of every kind, made by the tests: a tone of known pitch and length."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
import soundfile

RATE_HZ = 48_000
SECONDS = 3.0
PITCH_HZ = 440.0
PEAK = 0.3
BITS_A_SECOND = 96_000
PICTURE_RATE = 25
PICTURE_PIXELS = 64

Samples = npt.NDArray[np.float32]

PHONE_FILES: dict[str, dict[str, Any]] = {
    "voice-memo.m4a": {"kind": "ipod", "codec": "aac"},
    "camera.mp4": {"kind": "mp4", "codec": "aac", "picture": "mpeg4"},
    "iphone.mov": {"kind": "mov", "codec": "aac", "picture": "mpeg4"},
    "browser.webm": {"kind": "webm", "codec": "libopus", "picture": "libvpx"},
    "voice.webm": {"kind": "webm", "codec": "libopus"},
    "old-phone.3gp": {"kind": "3gp", "codec": "aac", "rate_hz": 16_000},
    "raw.aac": {"kind": "adts", "codec": "aac"},
    "podcast.mp3": {"kind": "mp3", "codec": "libmp3lame", "rate_hz": 44_100},
    "film.mkv": {"kind": "matroska", "codec": "flac", "picture": "mpeg4"},
    "windows.wma": {"kind": "asf", "codec": "wmav2", "rate_hz": 44_100},
    "edited.mov": {"kind": "mov", "codec": "pcm_s24le", "picture": "mpeg4"},
}
"""Name, and how `write_media` makes it."""


def tone(seconds: float = SECONDS, rate_hz: int = RATE_HZ) -> Samples:
    """A steady tone, shape (frames,)."""
    moments = np.arange(round(seconds * rate_hz)) / rate_hz
    return (PEAK * np.sin(2 * np.pi * PITCH_HZ * moments)).astype(np.float32)


def pitch_of(samples: npt.NDArray[Any], rate_hz: int) -> float:
    """The strongest frequency."""
    window = np.hanning(len(samples))
    spectrum = np.abs(np.fft.rfft(samples * window))
    return float(spectrum.argmax() * rate_hz / len(samples))


def write_sound(path: Path, samples: Samples | None = None, **options: Any) -> Path:
    """A file through soundfile; the tone by default."""
    samples = tone() if samples is None else samples
    soundfile.write(path, samples, options.pop("samplerate", RATE_HZ), **options)
    return path


def write_media(
    path: Path,
    *,
    kind: str = "mp4",
    codec: str = "aac",
    seconds: float = SECONDS,
    rate_hz: int = RATE_HZ,
    picture: str = "",
    tracks: int = 1,
    skip: tuple[float, float] | None = None,
    shift: float = 0.0,
    uneven: bool = False,
    **options: str,
) -> Path:
    """A file through FFmpeg.

    Args:
        path: where to.
        kind: FFmpeg's name of the container.
        codec: its name of the sound's codec.
        seconds: how long.
        rate_hz: frames a second.
        picture: its name of a codec for a picture; empty: none.
        tracks: how many sound tracks.
        skip: from when to when nothing is sent, as by a phone while nobody speaks.
        shift: how much later its time stamps are; before 0 lies what an edit list leaves out.
        uneven: whether its pictures come now and then, and on after the sound.
        options: of the container.
    """
    with av.open(str(path), "w", format=kind, options=options) as container:
        pictures: Any = _picture_stream(container, picture) if picture else None
        voices: list[Any] = [container.add_stream(codec, rate=rate_hz) for _ in range(tracks)]
        for voice in voices:
            voice.layout = "mono"
            voice.bit_rate = BITS_A_SECOND
        if pictures is not None:
            _write_pictures(container, pictures, seconds, uneven=uneven)
        for voice in voices:
            _write_voice(container, voice, tone(seconds, rate_hz), rate_hz, (skip, shift))
    return path


def _picture_stream(container: Any, codec: str) -> Any:
    stream = container.add_stream(codec, rate=PICTURE_RATE)
    stream.width = stream.height = PICTURE_PIXELS
    stream.pix_fmt = "yuv420p"
    return stream


def _write_pictures(container: Any, stream: Any, seconds: float, *, uneven: bool) -> None:
    for number in range(round(seconds * PICTURE_RATE)):
        grey = np.full((PICTURE_PIXELS, PICTURE_PIXELS, 3), number % 255, dtype=np.uint8)
        frame = av.VideoFrame.from_ndarray(grey, format="rgb24")
        if uneven:
            frame.pts, frame.time_base = 2 * number - number % 2, Fraction(1, PICTURE_RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _write_voice(
    container: Any,
    stream: Any,
    samples: Samples,
    rate_hz: int,
    timing: tuple[tuple[float, float] | None, float],
) -> None:
    wanted = stream.codec_context.format.name
    resampler = av.AudioResampler(format=wanted, layout="mono", rate=rate_hz)
    step = rate_hz // 10
    for begin in range(0, len(samples), step):
        piece = np.ascontiguousarray(samples[np.newaxis, begin : begin + step])
        frame: Any = av.AudioFrame.from_ndarray(piece, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = rate_hz, begin
        frame.time_base = Fraction(1, rate_hz)
        for converted in resampler.resample(frame):
            _mux(container, stream.encode(converted), *timing)
    _mux(container, stream.encode(None), *timing)


def _mux(container: Any, packets: Any, skip: tuple[float, float] | None, shift: float) -> None:
    for packet in packets:
        moment = float(packet.pts * packet.time_base) if packet.pts is not None else 0.0
        if skip is None or not skip[0] <= moment < skip[1]:
            if shift:
                packet.pts += round(shift / packet.time_base)
                packet.dts += round(shift / packet.time_base)
            container.mux(packet)
