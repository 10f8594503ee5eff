"""Importing sound: every kind of file keeps pitch, length and level; the rest has a sentence."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from mockinterview.audio import ffmpeg_source
from mockinterview.audio import import_sound as module
from mockinterview.audio.import_sound import ImportedSound, examine_sound, import_sound
from mockinterview.errors import AudioFileError, DiskFullError, ImportCancelled
from mockinterview.files import room
from tests.made_recordings import (
    PEAK,
    PHONE_FILES,
    PITCH_HZ,
    RATE_HZ,
    SECONDS,
    pitch_of,
    tone,
    write_media,
    write_sound,
)

LENGTH_SECONDS = 0.020
PITCH_STEP_HZ = 1.0
INEXACT_SECONDS = {
    # A file without a head does not tell that its encoder began 1024 frames early, nor where in the
    # last block of 1024 frames the sound ends.
    "raw.aac": LENGTH_SECONDS + 2 * 1024 / RATE_HZ,
    # FFmpeg's encoder leaves the last block out where it is not full: 2048 frames at 44.1 kHz.
    "windows.wma": 2048 / 44_100,
}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "takes"
    folder.mkdir()
    return folder / "take-1.wav"


def taken(path: Path, target: Path) -> tuple[ImportedSound, Any]:
    """Import, and what is in the take; nothing else may be left beside it."""
    before = path.read_bytes()
    sound = import_sound(path, target)
    assert path.read_bytes() == before, "the file itself was changed"
    assert [entry.name for entry in target.parent.iterdir()] == [target.name]
    samples, rate_hz = soundfile.read(target)
    assert (len(samples), rate_hz) == (sound.frames, sound.rate_hz)
    return sound, samples


def refused(path: Path, target: Path) -> AudioFileError:
    """The error of an import of which nothing may be left."""
    with pytest.raises(AudioFileError) as caught:
        import_sound(path, target)
    assert list(target.parent.iterdir()) == []
    with contextlib.suppress(AudioFileError):
        examine_sound(path)  # must not fail in another way
    return caught.value


def is_the_tone(sound: ImportedSound, samples: Any, seconds: float = SECONDS) -> None:
    assert sound.seconds == pytest.approx(seconds, abs=LENGTH_SECONDS)
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    assert pitch_of(middle, sound.rate_hz) == pytest.approx(PITCH_HZ, abs=PITCH_STEP_HZ)
    assert np.abs(middle).max() == pytest.approx(PEAK, rel=0.1)
    assert sound.remarks == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PHONE_FILES))
def test_phone_and_video_files_keep_pitch_length_and_level(
    name: str, tmp_path: Path, target: Path
) -> None:
    options = PHONE_FILES[name]
    sound, samples = taken(write_media(tmp_path / name, **options), target)
    if name in INEXACT_SECONDS:
        assert sound.seconds == pytest.approx(SECONDS, abs=INEXACT_SECONDS[name])
        samples = samples[: round(2.9 * sound.rate_hz)]
        assert pitch_of(samples, sound.rate_hz) == pytest.approx(PITCH_HZ, abs=PITCH_STEP_HZ)
        assert sound.remarks == ()
    else:
        is_the_tone(sound, samples)
    assert sound.rate_hz == options.get("rate_hz", RATE_HZ)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("answer.wav", {}),
        ("answer.mp3", {}),
        ("answer.ogg", {}),
        ("answer.aiff", {}),
        ("answer.au", {}),
        ("answer.caf", {}),
        ("answer.flac", {"subtype": "PCM_24"}),
        ("opus.ogg", {"format": "OGG", "subtype": "OPUS"}),
        ("fine.wav", {"subtype": "PCM_24"}),
        ("coarse.wav", {"subtype": "PCM_U8"}),
        ("float.wav", {"subtype": "FLOAT"}),
        ("telephone.wav", {"subtype": "ULAW"}),
        ("studio.w64", {"format": "W64"}),
    ],
)
def test_what_soundfile_reads_keeps_pitch_length_and_level(
    name: str, options: dict[str, Any], tmp_path: Path, target: Path
) -> None:
    sound, samples = taken(write_sound(tmp_path / name, **options), target)
    is_the_tone(sound, samples)


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 22_050, 44_100, 96_000, 192_000])
def test_a_file_keeps_its_own_rate(rate_hz: int, tmp_path: Path, target: Path) -> None:
    path = write_sound(tmp_path / "a.wav", tone(rate_hz=rate_hz), samplerate=rate_hz)
    sound, samples = taken(path, target)
    assert sound.rate_hz == rate_hz
    is_the_tone(sound, samples)


@pytest.mark.parametrize("channels", [2, 6, 32])
def test_many_channels_are_mixed_as_a_recording_is(
    channels: int, tmp_path: Path, target: Path
) -> None:
    voices = np.zeros((round(SECONDS * RATE_HZ), channels), dtype=np.float32)
    voices[:, channels - 1] = tone()
    sound, samples = taken(write_sound(tmp_path / "a.wav", voices), target)
    is_the_tone(sound, samples)  # at its own level, although all other channels are empty


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24"])
def test_not_a_bit_of_mono_sound_is_lost(subtype: str, tmp_path: Path, target: Path) -> None:
    noise = np.random.default_rng(1).uniform(-1, 1, RATE_HZ).astype(np.float32)
    path = write_sound(tmp_path / "a.wav", noise, subtype=subtype)
    taken(path, target)
    before, _ = soundfile.read(path, dtype="int32")
    after, _ = soundfile.read(target, dtype="int32")
    assert soundfile.info(target).subtype == subtype
    assert np.array_equal(before, after)


def test_floats_are_kept_in_24_bits(tmp_path: Path, target: Path) -> None:
    quiet = tone() * np.float32(0.001)  # ten steps of 16 bits: most of it would be lost
    _, samples = taken(write_sound(tmp_path / "a.wav", quiet, subtype="FLOAT"), target)
    assert soundfile.info(target).subtype == "PCM_24"
    assert np.abs(samples - quiet).max() < 1 / (1 << 23)


@pytest.mark.parametrize(
    "name",
    ["Übung — 面试 🎤.m4a", " two  spaces .m4a", "x" * 240 + ".m4a", "-rf.m4a", "a:b?.m4a"],
    ids=["unicode", "spaces", "long", "dash", "signs"],
)
def test_any_name_will_do(name: str, tmp_path: Path, target: Path) -> None:
    made = write_media(tmp_path / "a.m4a", kind="ipod")
    sound, samples = taken(made.rename(tmp_path / name), target)
    is_the_tone(sound, samples)


@pytest.mark.skipif(os.name == "nt", reason="names are text on Windows")
@pytest.mark.parametrize("kind", ["wav", "m4a"])
def test_a_name_need_not_be_text(kind: str, tmp_path: Path, target: Path) -> None:
    made = tmp_path / f"a.{kind}"
    _ = write_sound(made) if kind == "wav" else write_media(made, kind="ipod")
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9." + kind.encode()))
    made.rename(odd)
    sound, samples = taken(odd, target)
    is_the_tone(sound, samples)


@pytest.mark.parametrize(
    ("made", "called"),
    [
        ("a.flac", "b.wav"),
        ("a.wav", "b.mp4"),
        ("a.wav", "b"),
        ("a.mp3", "b.wav"),
        ("a.wav", "b.raw"),
    ],
)
def test_the_content_counts_not_the_ending(
    made: str, called: str, tmp_path: Path, target: Path
) -> None:
    path = write_sound(tmp_path / made).rename(tmp_path / called)
    sound, samples = taken(path, target)
    is_the_tone(sound, samples)


def test_a_phone_file_under_the_name_of_another_kind(tmp_path: Path, target: Path) -> None:
    path = write_media(tmp_path / "a.m4a", kind="ipod").rename(tmp_path / "a.wav")
    sound, samples = taken(path, target)
    is_the_tone(sound, samples)


def test_a_recorder_that_switched_its_rate_in_the_middle(tmp_path: Path, target: Path) -> None:
    first = write_media(tmp_path / "1.aac", kind="adts", rate_hz=48_000)
    second = write_media(tmp_path / "2.aac", kind="adts", rate_hz=16_000)
    both = tmp_path / "both.aac"
    both.write_bytes(first.read_bytes() + second.read_bytes())
    sound, samples = taken(both, target)
    assert sound.rate_hz == 48_000
    assert sound.seconds == pytest.approx(2 * SECONDS, abs=0.25)
    end = samples[-2 * RATE_HZ : -RATE_HZ // 2]
    assert pitch_of(end, RATE_HZ) == pytest.approx(PITCH_HZ, abs=PITCH_STEP_HZ)


def test_of_several_tracks_the_main_one_is_taken_and_told(tmp_path: Path, target: Path) -> None:
    sound, _ = taken(write_media(tmp_path / "a.mp4", picture="mpeg4", tracks=2), target)
    assert sound.remarks == ("The video has 2 sound tracks; this is the main one.",)
    assert sound.seconds == pytest.approx(SECONDS, abs=LENGTH_SECONDS)


def test_silence_that_a_phone_did_not_send_is_silence(tmp_path: Path, target: Path) -> None:
    path = write_media(tmp_path / "a.webm", kind="webm", codec="libopus", skip=(1.0, 2.0))
    sound, samples = taken(path, target)
    assert sound.seconds == pytest.approx(SECONDS, abs=LENGTH_SECONDS)
    quiet = samples[round(1.1 * RATE_HZ) : round(1.9 * RATE_HZ)]
    after = samples[round(2.1 * RATE_HZ) : round(2.9 * RATE_HZ)]
    assert not quiet.any()
    assert pitch_of(after, RATE_HZ) == pytest.approx(PITCH_HZ, abs=2.0)


def test_when_it_was_recorded_is_known_if_the_file_says_so(tmp_path: Path, target: Path) -> None:
    import av

    made = write_media(tmp_path / "a.m4a", kind="ipod")
    dated = tmp_path / "dated.m4a"
    with av.open(str(made)) as source, av.open(str(dated), "w", format="ipod") as copy:
        copy.metadata["creation_time"] = "2026-05-03T10:02:11Z"
        stream = copy.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.dts is not None:
                packet.stream = stream
                copy.mux(packet)
    sound, _ = taken(dated, target)
    assert sound.recorded is not None
    assert sound.recorded.isoformat() == "2026-05-03T10:02:11+00:00"
    assert import_sound(made, target.with_name("b.wav")).recorded is None


# What can be kept is kept, and it is said what is missing


def cut(path: Path, part: float) -> Path:
    """Leave only the first part of a file."""
    content = path.read_bytes()
    path.write_bytes(content[: round(part * len(content))])
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.flac", {}),
        ("a.wav", {}),
        ("adpcm.wav", {"subtype": "MS_ADPCM"}),
        ("a.mp3", {}),
        ("a.m4a", {"kind": "ipod", "movflags": "faststart"}),
        ("a.mp4", {"picture": "mpeg4", "movflags": "faststart"}),
        ("a.webm", {"kind": "webm", "codec": "libopus"}),
        ("video.webm", {"kind": "webm", "codec": "libopus", "picture": "libvpx"}),
    ],
)
def test_of_a_file_that_was_cut_off_the_rest_is_kept(
    name: str, options: dict[str, Any], tmp_path: Path, target: Path
) -> None:
    path = tmp_path / name
    if "kind" in options or "picture" in options:
        write_media(path, seconds=6, **options)
    else:
        write_sound(path, tone(6), **options)
    sound, samples = taken(cut(path, 0.6), target)
    assert 2.9 < sound.seconds < 4.2
    assert pitch_of(samples[:RATE_HZ], RATE_HZ) == pytest.approx(PITCH_HZ, abs=PITCH_STEP_HZ)
    pattern = r"The file says that it is 0:06 long, but its sound ends after 0:0[234]\."
    assert re.fullmatch(pattern, " ".join(sound.remarks))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.ogg", {}),
        ("a.aiff", {}),
        ("a.au", {}),
        ("a.caf", {}),
        ("a.aac", {"kind": "adts"}),
        ("a.mp3", {"kind": "mp3", "codec": "libmp3lame", "write_xing": "0"}),
        ("a.wma", {"kind": "asf", "codec": "wmav2"}),
        ("a.avi", {"kind": "avi", "codec": "libmp3lame", "picture": "mpeg4"}),
        ("live.webm", {"kind": "webm", "codec": "libopus", "live": "1"}),
        ("live.mp4", {"movflags": "frag_keyframe+empty_moov", "picture": "mpeg4"}),
    ],
)
def test_a_cut_is_told_where_nobody_knows_how_much_is_missing(
    name: str, options: dict[str, Any], tmp_path: Path, target: Path
) -> None:
    path = tmp_path / name
    _ = write_media(path, seconds=6, **options) if options else write_sound(path, tone(6))
    sound, _ = taken(cut(path, 0.61), target)
    assert 1.9 < sound.seconds < 4.4
    pattern = r"The end of the file is missing or damaged: its sound ends after 0:0[1234]\."
    assert re.fullmatch(pattern, " ".join(sound.remarks))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.flac", {}),
        ("a.mp3", {}),
        ("a.ogg", {}),
        ("a.wav", {"subtype": "MS_ADPCM"}),
        ("ima.wav", {"subtype": "IMA_ADPCM"}),
        ("alac.caf", {"subtype": "ALAC_16"}),
        ("a.m4a", {"kind": "ipod", "movflags": "faststart"}),
        ("a.mp4", {"kind": "mp4", "picture": "mpeg4"}),
        ("a.webm", {"kind": "webm", "codec": "libopus"}),
        ("video.webm", {"kind": "webm", "codec": "libopus", "picture": "libvpx"}),
        ("a.mkv", {"kind": "matroska", "codec": "flac", "picture": "mpeg4"}),
        ("a.wma", {"kind": "asf", "codec": "wmav2"}),
        ("a.aac", {"kind": "adts"}),
    ],
)
def test_behind_a_damaged_place_it_goes_on(
    name: str, options: dict[str, Any], tmp_path: Path, target: Path
) -> None:
    path = tmp_path / name
    random = np.random.default_rng(1)
    noise = random.uniform(-0.3, 0.3, 6 * RATE_HZ).astype(np.float32)
    if "kind" in options:
        write_media(path, seconds=6, **options)
    else:
        write_sound(path, noise, **options)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4000] = random.bytes(4000)
    path.write_bytes(content)
    sound, samples = taken(path, target)
    assert sound.seconds == pytest.approx(6.0, abs=0.5)
    assert samples[-RATE_HZ // 2 :].any(), "the end is silent"
    pattern = (
        r"The file is damaged in (1 place|\d+ places): "
        r"(about \d\.\d s of sound is missing|sound is missing or distorted) there\."
    )
    assert re.fullmatch(pattern, " ".join(sound.remarks))


def test_where_one_decoder_broke_off_is_told_though_the_other_found_nothing(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sound(tmp_path / "a.flac", tone(6))
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2] = b"\x55\xaa"
    path.write_bytes(content)
    monkeypatch.setattr(
        ffmpeg_source, "CHECKED", frozenset()
    )  # FFmpeg plays it as if it were right
    sound, _ = taken(path, target)
    assert sound.seconds == pytest.approx(6.0)
    pattern = r"The file is damaged at 0:0[23]: sound is missing or distorted there\."
    assert re.fullmatch(pattern, " ".join(sound.remarks))


def test_samples_that_are_no_numbers_are_silent_and_counted(tmp_path: Path, target: Path) -> None:
    samples = tone()
    samples[1000], samples[2000], samples[3000] = np.nan, np.inf, -np.inf
    path = write_sound(tmp_path / "a.wav", samples, subtype="FLOAT")
    sound, kept = taken(path, target)
    assert sound.remarks == ("3 of its samples were no numbers; they are silent here.",)
    assert [kept[place] for place in (1000, 2000, 3000)] == [0, 0, 0]
    assert kept[1001] == pytest.approx(samples[1001], abs=1e-6)


def test_floats_beyond_full_scale_are_cut_and_told(tmp_path: Path, target: Path) -> None:
    sound, kept = taken(write_sound(tmp_path / "a.wav", tone() * 10, subtype="FLOAT"), target)
    assert sound.remarks == (
        "In places it was louder than full scale; the peaks are cut off here.",
    )
    assert np.abs(kept).max() == pytest.approx(1.0, abs=1e-3)


def test_digital_silence_is_imported_and_told(tmp_path: Path, target: Path) -> None:
    sound, _ = taken(write_sound(tmp_path / "a.wav", np.zeros(RATE_HZ, np.float32)), target)
    assert sound.remarks == ("There is nothing to be heard in it: all of it is digital silence.",)
    assert sound.seconds == 1.0


def test_a_wav_that_was_streamed_does_not_count_as_cut_off(tmp_path: Path, target: Path) -> None:
    path = write_sound(tmp_path / "a.wav")
    content = bytearray(path.read_bytes())
    content[4:8] = content[40:44] = b"\xff\xff\xff\xff"  # as FFmpeg writes into a pipe
    path.write_bytes(content)
    sound, samples = taken(path, target)
    is_the_tone(sound, samples)


# What cannot be imported has its sentence


def test_there_is_no_such_file(tmp_path: Path, target: Path) -> None:
    error = refused(tmp_path / "gone.m4a", target)
    assert error.message == f"There is no file {tmp_path / 'gone.m4a'}."


def test_a_folder(tmp_path: Path, target: Path) -> None:
    assert refused(tmp_path, target).message == f"{tmp_path.name} is a folder, not a recording."


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes in Windows' folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path, target: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    assert refused(tmp_path / "pipe.wav", target).message == "pipe.wav is not a file."


def test_no_permission(tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_sound(tmp_path / "a.wav")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read everything: then the refusal is played

        def refuse(self: Path, *_: Any, **__: Any) -> Any:
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(Path, "open", refuse)
    error = refused(path, target)
    monkeypatch.undo()
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert error.message == "The system does not let Mock Interview read a.wav."


OTHER_KINDS: dict[str, tuple[bytes, str]] = {
    "renamed.wav": (b"Dear diary,\r\ntoday I spoke \xc3\xbcber resilience.\n" * 200, "a text file"),
    "short.wav": (b"hello", "a text file"),
    "notepad.wav": ("Dear diary".encode("utf-16"), "a text file"),
    "list.m3u8": (b"#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:9/secret.ts\n", "a text file"),
    "cut-letter.au": (b"a" * 4095 + "ü".encode() + b"b" * 10, "a text file"),
    "page.mp3": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
    "photo.m4a": (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "a picture"),
    "screen.wav": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
    "iphone.mp4": (b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", "a picture"),
    "web.wav": (b"RIFF\x24\0\0\0WEBPVP8 ", "a picture"),
    "letter.wav": (b"PK\x03\x04\x14\0\x06\0", "a ZIP archive or an Office document"),
    "song.wav": (b"MThd\0\0\0\x06\0\x01", "a file with notes (MIDI)"),
    "tool.wav": (b"MZ\x90\0\x03\0\0\0", "a program"),
}


@pytest.mark.parametrize("name", sorted(OTHER_KINDS))
def test_what_is_no_recording_at_all_is_named(name: str, tmp_path: Path, target: Path) -> None:
    content, kind = OTHER_KINDS[name]
    (tmp_path / name).write_bytes(content)
    error = refused(tmp_path / name, target)
    assert error.message == f"{name} is {kind}, not a recording."
    assert error.hint == "Choose a sound or video file, for example WAV, MP3, M4A or MP4."


def no_bytes(path: Path) -> None:
    path.write_bytes(b"")


def no_frames(path: Path) -> None:
    write_sound(path, np.zeros(0, dtype=np.float32), format="WAV")


def random_bytes(path: Path) -> None:
    path.write_bytes(np.random.default_rng(3).bytes(100_000))


def half_a_head(path: Path) -> None:
    write_sound(path.with_suffix(".wav"))
    path.write_bytes(path.with_suffix(".wav").read_bytes()[:30])


def no_index(path: Path) -> None:
    cut(write_media(path, kind="ipod"), 0.5)


def all_damaged(path: Path) -> None:
    write_media(path, kind="ipod", movflags="faststart")
    content = bytearray(path.read_bytes())
    begin = content.find(b"mdat") + 4
    content[begin:] = b"\x55" * (len(content) - begin)
    path.write_bytes(content)


def only_pictures(path: Path) -> None:
    write_media(path, picture="mpeg4", tracks=0)


def protected(path: Path) -> None:
    write_media(path, kind="ipod")
    path.write_bytes(path.read_bytes().replace(b"mp4a", b"drms"))


def unknown_codec(path: Path) -> None:
    write_media(path, kind="matroska", codec="aac")
    path.write_bytes(path.read_bytes().replace(b"A_AAC", b"A_XYZ"))


def impossible_rate(path: Path) -> None:
    write_sound(path)
    content = bytearray(path.read_bytes())
    content[24:28] = struct.pack("<I", 17)
    path.write_bytes(content)


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty.m4a": (no_bytes, "empty.m4a is empty."),
    "silent.wav": (no_frames, "silent.wav holds no sound."),
    "noise.bin": (random_bytes, "noise.bin is not a sound or video file that can be read."),
    "noise.raw": (random_bytes, "noise.raw is not a sound or video file that can be read."),
    "noise.au": (random_bytes, "noise.au is not a sound or video file that can be read."),
    "noise.mp3": (random_bytes, "noise.mp3 is damaged: nothing in it can be played."),
    "begun.wave": (half_a_head, "begun.wave is damaged: nothing in it can be played."),
    "cut.m4a": (no_index, "cut.m4a is not complete: its recording or copying was cut off."),
    "broken.m4a": (all_damaged, "broken.m4a is damaged: nothing in it can be played."),
    "film.mp4": (only_pictures, "There is no sound in the video film.mp4."),
    "bought.m4a": (protected, "bought.m4a is protected against copying, so it cannot be read."),
    "odd.mkv": (unknown_codec, "The sound in odd.mkv is in a form that cannot be read."),
    "slow.wav": (impossible_rate, "slow.wav is damaged: nothing in it can be played."),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_each_file_that_cannot_be_imported_has_its_sentence(
    name: str, tmp_path: Path, target: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    make, sentence = REFUSED[name]
    make(tmp_path / name)
    capfd.readouterr()
    error = refused(tmp_path / name, target)
    assert error.message == sentence
    assert error.hint
    assert capfd.readouterr().err == "", "a library complained to the terminal"


# Too long, too large, not wanted any more


@pytest.mark.slow
def test_two_hours_are_refused_before_anything_is_decoded(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lecture.flac"
    hours = np.zeros(2 * 3600 * 8000, dtype=np.int16)
    soundfile.write(path, hours, 8000)
    assert path.stat().st_size < 500_000  # a bomb
    monkeypatch.setattr(module, "WavWriter", None)
    error = refused(path, target)
    assert error.message == "lecture.flac is 2:00:00 long; up to 1:00:00 can be imported."
    with pytest.raises(AudioFileError, match="2:00:00"):
        examine_sound(path)


def test_a_file_that_does_not_tell_its_length_is_ended_when_it_gets_too_long(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_SECONDS", 2)
    path = write_media(tmp_path / "a.aac", kind="adts")
    assert examine_sound(path).told_seconds is None
    assert re.match(r"a\.aac is 0:02 long; up to 0:02 can be", refused(path, target).message)


def test_progress_grows_to_the_end(tmp_path: Path, target: Path) -> None:
    told: list[float] = []
    import_sound(write_media(tmp_path / "a.m4a", kind="ipod"), target, told.append)
    assert told == sorted(told)
    assert told[0] < 0.2
    assert told[-1] == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("kind", ["wav", "m4a"])
def test_cancelling_leaves_nothing(kind: str, tmp_path: Path, target: Path) -> None:
    path = tmp_path / f"a.{kind}"
    _ = write_sound(path) if kind == "wav" else write_media(path, kind="ipod")
    calls = iter([False, True])
    with pytest.raises(ImportCancelled):
        import_sound(path, target, is_cancelled=lambda: next(calls))
    assert list(target.parent.iterdir()) == []


def test_no_room_is_seen_before_the_first_byte(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sound(tmp_path / "a.wav")
    monkeypatch.setattr(module, "free_bytes", lambda _: room.RESERVE_BYTES + 1000)
    with pytest.raises(DiskFullError) as caught:
        import_sound(path, target)
    assert caught.value.message == "There is no room on the disk for this recording."
    assert list(target.parent.iterdir()) == []


def test_a_disk_that_fills_up_in_the_middle_leaves_nothing(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = iter([1 << 30, 1 << 30, 1000])
    monkeypatch.setattr(module, "free_bytes", lambda _: next(free))
    monkeypatch.setattr(module, "ROOM_SECONDS", 0.5)
    with pytest.raises(DiskFullError):
        import_sound(write_sound(tmp_path / "a.wav"), target)
    assert list(target.parent.iterdir()) == []
