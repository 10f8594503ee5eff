"""Reads a file for import through FFmpeg (PyAV): M4A, MP4, MOV, WebM, MP3, AMR and many more."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import av
import numpy as np

from mockinterview.audio import file_kind
from mockinterview.audio.complaints import Complaints
from mockinterview.audio.file_end import is_cut_off
from mockinterview.audio.sound_source import (
    SoundFacts,
    UnreadableError,
    damaged,
    require_rate,
    unreadable,
)
from mockinterview.errors import AudioFileError

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

CONTAINERS: Final = (
    *("mov", "matroska", "webm", "mp3", "aac", "asf", "avi", "flv", "ogg", "wav", "w64", "amr"),
    *("caf", "flac", "aiff", "mpegts", "mpeg", "ac3", "eac3", "ape", "tta", "wv", "mxf", "dv"),
)
"""The only kinds of file that FFmpeg may take one for. Play lists are not among them: they name
other files and addresses on the network."""
PROTECTED_TAGS: Final = {"drms", "enca", "aavd"}
"""What Apple, MPEG's Common Encryption and Audible write in the place of the codec's name."""
GUESSED_LENGTHS: Final = {"aac", "amr", "ac3", "eac3", "mpegts", "mpeg", "dv"}
"""Kinds of file that do not tell their length: FFmpeg guesses it from the size."""
TOLD_MP3: Final = (b"Xing", b"Info", b"VBRI")
"""An MP3 that tells its length does so under one of these words."""
LEAST_GAP_SECONDS: Final = 0.015
"""Time stamps are rounded to 1 ms; a packet that is lost or was never sent lasts 20 ms or more."""
GAPLESS: Final = {"ogg", "flac", "mp3", "asf", "wav", "aiff", "caf"}
"""Kinds of file in which silence is sent as well, so that a gap is a loss; an MP4 in pieces too."""
CHECKED: Final = {"flac"}
"""Codecs with a check sum that their encoders get right; FFmpeg looks at it only if told to."""
INEXACT_SECONDS: Final = 0.15
"""Told lengths are rounded and count what the codec adds: up to 64 ms in WMA."""
MOST_GAP_SECONDS: Final = 10.0
"""A longer gap is a recorder that was paused, and is left out."""
JUMP_BYTES: Final = 256
"""Heads of blocks and clusters are shorter. Where so much was passed over, a gap is a loss."""
BACK_SECONDS: Final = 1.0
"""Time stamps may err so far; the sound itself goes on."""
PADDING_SECONDS: Final = 0.1
"""Codecs fill their last block (21 ms in AAC); more than this beyond the told end is sound."""


class FfmpegSource:
    """A `SoundSource` over PyAV.

    Silence that was not sent, and what is damaged, is silent here where the file tells the time of
    what follows, so that this is in its place. The first stretch is decoded at once.

    Raises:
        UnreadableError: FFmpeg does not read it.
        AudioFileError: it has no sound, is protected, or in a form that cannot be read.
    """

    def __init__(self, path: Path, head: bytes) -> None:
        self._path = path
        self._head = head
        self._size = path.stat().st_size
        self._damaged_places = 0
        self._lost_seconds = 0.0
        self._is_flawed = False  # the packet before
        self._is_damaged = False  # anything since the frame before
        self._is_counted = False  # and whether it counts as a place already
        self._ends_damaged = False
        self._position = 0
        self._complaints = Complaints()
        with contextlib.ExitStack() as opened:
            self._file = opened.enter_context(path.open("rb"))
            self._container = opened.enter_context(self._open())
            self._kinds = set(self._container.format.name.split(","))
            self._stream = self._choose()
            self._voices = {self._container.format.name, self._codec.name, ""}
            self._frames = self._decode()
            self._first = next(self._frames, None)
            if self._first is None:
                raise self._undecodable()
            self._shape = (self._first.sample_rate, self._first.layout.name)
            self.facts = self._look(self._first)
            require_rate(self.facts, path)
            self._opened = opened.pop_all()

    @property
    def part_read(self) -> float:
        """How much of the bytes has been read."""
        return min(1.0, self._file.tell() / max(1, self._size))

    @property
    def damaged_places(self) -> int:
        """How many stretches were left out, or are wrong as far as FFmpeg can tell."""
        return self._damaged_places

    @property
    def lost_seconds(self) -> float:
        """What the time stamps say is missing at damaged places."""
        return self._lost_seconds

    @property
    def ends_damaged(self) -> bool:
        """Whether what was read last is damaged."""
        return self._ends_damaged

    def blocks(self) -> Iterator[Floats]:
        """All frames, and silence where there is none."""
        rate_hz = self.facts.rate_hz
        told = self.facts.told_seconds
        most_frames = round(told * rate_hz) if told else None
        written = 0
        held: list[Floats] = []  # beyond the told end: padding, unless more and more comes
        for block in self._with_gaps():
            if most_frames is None or written + len(block) <= most_frames:
                yield block
                written += len(block)
                continue
            held.append(block)
            if written + sum(map(len, held)) - most_frames > PADDING_SECONDS * rate_hz:
                most_frames = None
                yield from held
                held = []
        if held and most_frames is not None:
            yield np.concatenate(held)[: most_frames - written]

    def close(self) -> None:
        """Close the file."""
        self._opened.close()

    def _open(self) -> Any:
        fence = {"format_whitelist": ",".join(CONTAINERS), "protocol_whitelist": "file"}
        try:
            with self._complaints.listening():
                return av.open(self._file, options=fence, metadata_errors="replace")
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise self._unopened(str(error)) from error

    def _unopened(self, reason: str) -> UnreadableError:
        if file_kind.is_mp4(self._head) and b"moov" not in self._head:
            return UnreadableError(
                f"{self._path.name} is not complete: its recording or copying was cut off.",
                file_kind.AGAIN_HINT,
                f"{self._path}: no index (moov); {reason}",
            )
        is_media = file_kind.is_media(self._head) or self._path.suffix.lower() == ".mp3"
        return (damaged if is_media else unreadable)(self._path, reason)

    def _choose(self) -> Any:
        """The sound track to read: the default one, else the first."""
        tracks = list(self._container.streams.audio)
        if not tracks:
            if self._container.streams.video:
                raise AudioFileError(
                    f"There is no sound in the video {self._path.name}.",
                    "Choose a video or sound file in which somebody speaks.",
                )
            raise unreadable(self._path, "no sound track")
        default = av.stream.Disposition.default
        stream = next((one for one in tracks if default in one.disposition), tracks[0])
        if _tag(stream) in PROTECTED_TAGS:
            raise AudioFileError(
                f"{self._path.name} is protected against copying, so it cannot be read.",
                "Only recordings without copy protection can be imported.",
                f"{self._path}: {_tag(stream)}",
            )
        if stream.codec_context is None:
            raise self._undecodable(stream)
        stream.codec_context.thread_count = 1  # what it complains about is heard in this thread
        if stream.codec_context.codec.name in CHECKED:
            stream.codec_context.options = {"err_detect": "crccheck"}
        return stream

    @property
    def _codec(self) -> Any:
        return self._stream.codec_context.codec

    def _undecodable(self, stream: Any = None) -> AudioFileError:
        if stream is None and not (self._damaged_places or self._ends_damaged):
            name = self._path.name
            return AudioFileError(f"{name} holds no sound.", "Choose another file.")
        if stream is None:
            return damaged(self._path, "not one packet can be decoded")
        return AudioFileError(
            f"The sound in {self._path.name} is in a form that cannot be read.",
            "Save it as M4A, MP3 or WAV with another program, then import that.",
            f"{self._path}: {_tag(stream)}",
        )

    def _look(self, first: Any) -> SoundFacts:
        name = self._codec.name
        is_float = name.startswith("pcm_f")
        is_fine = is_float or first.format.name.startswith(("s32", "s64"))
        return SoundFacts(
            rate_hz=first.sample_rate,
            channels=_samples(first).shape[1],
            bits=24 if is_fine else 16,
            is_float=is_float,
            told_seconds=self._told_seconds(first),
            inexact_seconds=INEXACT_SECONDS,
            tracks=len(self._container.streams.audio),
            recorded=_moment(self._container.metadata, self._stream.metadata),
        )

    def _told_seconds(self, first: Any) -> float | None:
        is_guessed = bool(self._kinds & GUESSED_LENGTHS)
        if "mp3" in self._kinds:
            is_guessed = not any(word in self._head for word in TOLD_MP3)
        if is_guessed:
            return None
        # Matroska and OGG tell when a track ends, not how long it is, and so does a container.
        late_seconds = max(0.0, float((first.pts or 0) * first.time_base))
        if self._stream.duration:
            told = float(self._stream.duration * self._stream.time_base)
            return told - late_seconds if "ogg" in self._kinds else told
        own = _as_seconds(self._stream.metadata.get("DURATION", ""))
        if own:
            return own - late_seconds
        # With a picture it is that of the longer one; who was cut off says at least so much.
        is_for_sound = not self._container.streams.video or is_cut_off(self._path, self._head)
        if self._container.duration and is_for_sound:
            return float(self._container.duration / av.time_base) - late_seconds
        return None

    def _decode(self) -> Iterator[Any]:
        """The frames of the track; what cannot be decoded is counted and left out."""
        packets = self._container.demux(self._stream)
        while True:
            frames: list[Any] = []
            is_flawed = False
            packet = None
            try:
                with self._complaints.listening():
                    packet = next(packets, None)
                    if packet is not None:
                        is_flawed = packet.is_corrupt
                        frames = packet.decode()
            except (av.error.FFmpegError, ValueError, OSError):
                is_flawed = True
            is_flawed = self._complaints.taken(self._voices) or is_flawed
            if packet is None:
                self._end(is_flawed=is_flawed)
                return
            self._look_for_a_jump(packet)
            if packet.size or is_flawed:  # the last one is empty and only asks for what is left
                self._note(is_flawed=is_flawed)
            yield from frames

    def _look_for_a_jump(self, packet: Any) -> None:
        """Between the packets of a file with nothing but sound there is little else."""
        if packet.pos is None or packet.pos < 0 or len(self._container.streams) > 1:
            return
        jumped = packet.pos - self._position
        self._is_damaged = self._is_damaged or (self._position > 0 and jumped > JUMP_BYTES)
        self._position = packet.pos + packet.size

    def _note(self, *, is_flawed: bool) -> None:
        """Count a stretch of flawed packets once."""
        self._damaged_places += is_flawed and not self._is_flawed
        self._is_flawed = is_flawed
        self._is_counted = self._is_counted or is_flawed
        self._is_damaged = self._is_damaged or is_flawed

    def _end(self, *, is_flawed: bool) -> None:
        """Nothing comes behind the last stretch, so it is no place but the end."""
        self._ends_damaged = is_flawed or self._is_flawed
        self._damaged_places -= self._is_flawed

    def _with_gaps(self) -> Iterator[Floats]:
        """The samples, with silence where the time stamps say that something is missing."""
        rate_hz = self.facts.rate_hz
        expected: float | None = None
        for frame in self._all_frames():
            block = _samples(frame)
            begins = None if frame.pts is None else float(frame.pts * frame.time_base)
            if begins is not None and expected is not None:
                gap = begins - expected
                if gap > LEAST_GAP_SECONDS:
                    self._note_gap(gap)
                if LEAST_GAP_SECONDS < gap <= MOST_GAP_SECONDS:
                    yield np.zeros((round(gap * rate_hz), block.shape[1]), dtype=np.float32)
            self._is_damaged = self._is_counted = False
            if begins is not None and expected is not None:
                # A step back is an odd time stamp, unless it is so far that another clock began.
                begins = max(begins, expected) if expected - begins < BACK_SECONDS else begins
            expected = None if begins is None else begins + len(block) / rate_hz
            yield block

    def _note_gap(self, gap_seconds: float) -> None:
        """A gap is a loss behind a damaged place, and where there cannot be one."""
        is_in_pieces = file_kind.is_mp4(self._head) and b"mvex" in self._head
        if self._is_damaged or is_in_pieces or self._kinds & GAPLESS:
            self._damaged_places += not self._is_counted
            told = self.facts.told_seconds
            self._lost_seconds += gap_seconds if told is None else min(gap_seconds, told)

    def _all_frames(self) -> Iterator[Any]:
        """Frames of one rate and number of channels, whatever a recorder switched to."""
        resampler: Any = None
        source: tuple[int, str] | None = None
        yield self._first
        for frame in self._frames:
            shape = (frame.sample_rate, frame.layout.name)
            if shape == self._shape:
                yield frame
                continue
            if shape != source:
                rate_hz, layout = self._shape
                resampler = av.AudioResampler(format="fltp", layout=layout, rate=rate_hz)
                source = shape
            try:
                converted = resampler.resample(frame)
            except av.error.FFmpegError:  # a shape that no recorder has
                self._note(is_flawed=True)
                continue
            yield from converted


def _samples(frame: Any) -> Floats:
    """The samples of a frame as floats from -1 to 1, shape (frames, channels)."""
    values = frame.to_ndarray()
    channels = len(frame.layout.channels)
    values = values.T if frame.format.is_planar else values.reshape(-1, channels)
    if values.dtype == np.uint8:
        values = values.astype(np.int16) - 128
        scale = 128.0
    elif values.dtype.kind == "f":
        scale = 1.0
    else:
        scale = float(np.iinfo(values.dtype).max) + 1
    samples: Floats = (values / scale).astype(np.float32)
    return samples


def _as_seconds(clock: str) -> float:
    """“01:02:03.500000000” in seconds; 0 when it is not in that form."""
    try:
        hours, minutes, seconds = clock.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    except ValueError:
        return 0.0


def _tag(stream: Any) -> str:
    return str(getattr(stream, "codec_tag", "")).strip("\0 ")


def _moment(*places: dict[str, str]) -> dt.datetime | None:
    """When it was recorded; phones write it in UTC."""
    for place in places:
        try:
            moment = dt.datetime.fromisoformat(place["creation_time"])
        except (KeyError, ValueError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return None
