"""What recording costs and whether a frame is lost, on the virtual microphone.

    python -m benchmarks.recording [--minutes 30] [--load] [--head-start] [--keep FOLDER]

A child process records from a private PulseAudio server through PortAudio, as the program does.
A noise that repeats every 16 seconds is played into the room, so that each stretch of the take
can be found again in it, to the frame: of a loss of a single frame every later stretch tells.

- Lost frames: the place in the noise jumps forward. Late frames: it jumps back, because the
  player of the noise (not the recorder) was starved. Unknown: stretches that match nowhere.
- Independently, the take's length is compared with the monotonic clock.
- Callback: the time spent in the recorder's side of the PortAudio callback, each block.
- CPU: of the recording process, all its threads, as a share of one core, from the first sound
  on. Until it comes PortAudio polls a PulseAudio that still sleeps, which is told apart.
- Meter: how late `Recorder.health()` was asked and answered, every 50 ms as the window does.

`--load` burns every core with processes of the same priority for the whole time. `--head-start`
lets the real speech process read ahead meanwhile, as it does in every interview: human speech, one
clip again and again, grows in a second file at the same pace (the noise holds no words), and how
long its transcript takes after its end is told too.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import threading
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import soundfile
from tests.rig import processes
from tests.rig.sound import RATE_HZ, ROOM, VirtualSound

from benchmarks.joined_takes import clips_in, joined
from mockinterview.files.wav import WavWriter
from mockinterview.speech.decoding import MODEL_RATE_HZ

Floats = npt.NDArray[np.float32]

PERIOD_SECONDS: Final = 16
"""A whole number of frames at 48,000 and at 44,100 Hz."""
STRETCHES_A_SECOND: Final = 10
HIGHEST_HZ: Final = 15_000
AMPLITUDE: Final = 0.1
MATCH: Final = 0.7
"""Correlation from which a stretch is taken to be found; noise gives 0.06 at most by chance."""
LOOK_SECONDS: Final = 0.05
DATA: Final = Path(__file__).parents[1] / "tests" / "data"
BURN: Final = [sys.executable, "-c", "while True: pass"]


def main() -> int:
    """Record, measure, print; 1 when a frame was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--load", action="store_true", help="burn all cores meanwhile")
    parser.add_argument("--head-start", action="store_true", help="read ahead meanwhile")
    parser.add_argument("--keep", type=Path, help="keep the take in this folder")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        seconds = options.minutes * 60
        child = read_ahead_and_record if options.head_start else record
        print(json.dumps(child(options.child, seconds)))
        return 0
    with tempfile.TemporaryDirectory(prefix="recording-") as name:
        folder = options.keep or Path(name)
        flags = {"load": options.load, "head_start": options.head_start}
        figures = measure(folder, options.minutes, **flags)
    print_table(figures)
    print(json.dumps(figures))
    return 1 if figures["lost_frames"] or figures["unknown_stretches"] else 0


def measure(folder: Path, minutes: float, *, load: bool, head_start: bool) -> dict[str, Any]:
    """All figures of one recording."""
    folder.mkdir(parents=True, exist_ok=True)
    take = folder / "take.wav"
    take.unlink(missing_ok=True)
    with VirtualSound(folder / "sound") as sound, playing_noise(sound), burning(load=load):
        command = [sys.executable, "-m", "benchmarks.recording", "--child", str(take)]
        answer = subprocess.run(
            [*command, "--minutes", str(minutes), *(["--head-start"] if head_start else [])],
            env={**os.environ, **sound.environment},
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        load_average = os.getloadavg()[0]
    figures: dict[str, Any] = {
        "machine": f"{platform.platform()}, {os.cpu_count()} cores",
        "load": load,
        "head_start": head_start,
        "load_average": round(load_average, 1),
        "minutes": minutes,
    }
    told: dict[str, Any] = json.loads(answer.stdout)
    return figures | told | find_losses(take)


@contextmanager
def playing_noise(sound: VirtualSound) -> Iterator[None]:
    """Play the noise into the room, over and over."""
    command = ["pacat", f"--device={ROOM}", "--raw", "--format=s16le", f"--rate={RATE_HZ}"]
    player = subprocess.Popen(
        [*command, "--channels=1", "--latency-msec=2000"],
        env={**os.environ, **sound.environment},
        stdin=subprocess.PIPE,
    )
    feeder = threading.Thread(target=feed, args=(player,), daemon=True)
    feeder.start()
    try:
        yield
    finally:
        processes.stop(player)
        feeder.join()


def feed(player: subprocess.Popen[bytes]) -> None:
    """Write the noise until the player ends."""
    if player.stdin is None:
        raise RuntimeError("The player has no standard input.")
    noise = (noise_period(RATE_HZ) * 32767).astype("<i2").tobytes()
    try:
        while True:
            player.stdin.write(noise)
    except BrokenPipeError:
        return


@contextmanager
def burning(*, load: bool) -> Iterator[None]:
    """Keep every core busy."""
    burners = [subprocess.Popen(BURN) for _ in range(os.cpu_count() or 1 if load else 0)]
    try:
        yield
    finally:
        for burner in burners:
            processes.stop(burner)


def record(take: Path, seconds: float) -> dict[str, Any]:
    """In the child: record one take and tell what it cost."""
    from mockinterview.audio.devices import find_input
    from mockinterview.audio.intake import Intake
    from mockinterview.audio.recorder import Recorder, RecorderState
    from mockinterview.audio.streams import microphone

    callback_ns = array("q")
    on_block = Intake.on_block

    def timed(*arguments: Any) -> None:
        started = time.perf_counter_ns()
        on_block(*arguments)
        callback_ns.append(time.perf_counter_ns() - started)

    Intake.on_block = timed  # type: ignore[method-assign, assignment]
    device = find_input()
    recorder = Recorder(take, microphone(device), max_seconds=seconds)
    recorder.start()
    opened = time.monotonic(), time.process_time()
    while recorder.health().state is RecorderState.WAITING:
        time.sleep(LOOK_SECONDS)
    began = time.monotonic(), time.process_time()
    looks = array("d")
    while recorder.health().state is not RecorderState.ENDED:
        looks.append(time.monotonic())
        time.sleep(LOOK_SECONDS)
    ended = time.monotonic(), time.process_time()
    result = recorder.stop()
    costs = np.array(callback_ns) / 1000
    return {
        "device": f"{device.name}, {device.host_api}, {result.rate_hz} Hz",
        "fault": str(result.fault or ""),
        "frames": result.frames,
        "seconds": result.seconds,
        "wall_seconds": round(result.wall_seconds, 3),
        "gaps_told": result.overflows,
        "blocks": len(costs),
        "callback_us_median": round(float(np.median(costs)), 1),
        "callback_us_99": round(float(np.percentile(costs, 99)), 1),
        "callback_us_worst": round(float(costs.max()), 1),
        "seconds_to_first_sound": round(began[0] - opened[0], 2),
        "cpu_percent_until_then": share(opened, began),
        "cpu_percent_while_recording": share(began, ended),
        "meter_interval_ms_median": round(float(np.median(np.diff(looks))) * 1000, 1),
        "meter_interval_ms_worst": round(float(np.diff(looks).max()) * 1000, 1),
    }


def read_ahead_and_record(take: Path, seconds: float) -> dict[str, Any]:
    """The same while the speech process follows a take in which somebody speaks as long."""
    from mockinterview.speech.process import SpeechProcess

    spoken = take.with_name("spoken.wav")
    spoken.unlink(missing_ok=True)
    with SpeechProcess() as speech:
        speech.warm()
        writer = threading.Thread(target=speak, args=(spoken, seconds, take))
        writer.start()
        speech.follow(spoken)
        figures = record(take, seconds)
        writer.join()
        ended = time.monotonic()
        transcript = speech.transcribe(spoken)
        waited = time.monotonic() - ended
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return figures | {
        "words_heard_meanwhile": len(list(transcript.words)),
        "seconds_to_transcript": round(waited, 2),
        "cpu_percent_of_reading_ahead": round(100 * (used.ru_utime + used.ru_stime) / seconds, 1),
    }


def speak(spoken: Path, seconds: float, take: Path) -> None:
    """Let a take grow at the pace of speech, from the moment at which the other one is there."""
    clips = clips_in(DATA)
    sound = joined(clips, seconds, seed=1).samples[: round(seconds * MODEL_RATE_HZ)]
    pcm = (sound * 32767).astype("<i2")
    writer = WavWriter(spoken, MODEL_RATE_HZ)
    while not take.is_file():
        time.sleep(LOOK_SECONDS)
    began = time.monotonic()
    while writer.frames < pcm.size:
        due = min(pcm.size, round((time.monotonic() - began) * MODEL_RATE_HZ))
        writer.write(pcm[writer.frames : due].tobytes())
        time.sleep(LOOK_SECONDS)
    writer.close()


def share(began: tuple[float, float], ended: tuple[float, float]) -> float:
    """Per cent of one core between two moments; each is the clock and the time computed."""
    return round(100 * (ended[1] - began[1]) / (ended[0] - began[0]), 2)


def noise_period(rate_hz: int) -> Floats:
    """The same noise at any rate: one period, without anything above `HIGHEST_HZ`."""
    lines = HIGHEST_HZ * PERIOD_SECONDS
    phases = np.random.default_rng(20).uniform(0, 2 * np.pi, lines)
    spectrum = np.zeros(PERIOD_SECONDS * rate_hz // 2 + 1, dtype=np.complex128)
    spectrum[1 : lines + 1] = np.exp(1j * phases)
    noise = np.fft.irfft(spectrum)
    scaled: Floats = (AMPLITUDE * noise / np.sqrt(np.mean(noise**2))).astype(np.float32)
    return scaled


def find_losses(take: Path) -> dict[str, int]:
    """Follow the take through the noise, stretch by stretch."""
    found = {"stretches": 0, "unknown_stretches": 0, "lost_frames": 0, "late_frames": 0}
    with soundfile.SoundFile(take) as sound:
        noise = noise_period(sound.samplerate)
        spectrum = np.conj(np.fft.rfft(noise))
        place: int | None = None
        size = sound.samplerate // STRETCHES_A_SECOND
        while len(stretch := sound.read(size, dtype="float32")) == size:
            now = place if place is not None and matches(stretch, noise, place) else None
            if now is None:
                now = search(stretch, noise, spectrum)
            found["stretches"] += 1
            if now is None:
                found["unknown_stretches"] += 1
                place = None if place is None else (place + size) % len(noise)
                continue
            if place is not None and now != place:
                jump = (now - place + len(noise) // 2) % len(noise) - len(noise) // 2
                found["lost_frames" if jump > 0 else "late_frames"] += abs(jump)
            place = (now + size) % len(noise)
    return found


def matches(stretch: Floats, noise: Floats, place: int) -> bool:
    """Whether the stretch is the noise from this place on."""
    part = np.take(noise, np.arange(place, place + len(stretch)), mode="wrap")
    scale = float(np.sqrt(np.sum(part**2) * np.sum(stretch**2)))
    return scale > 0 and float(part @ stretch) / scale > MATCH


def search(stretch: Floats, noise: Floats, spectrum: npt.NDArray[np.complex128]) -> int | None:
    """The place of the stretch anywhere in the noise, or None."""
    correlation = np.fft.irfft(np.conj(np.fft.rfft(stretch, len(noise)) * spectrum), len(noise))
    place = int(np.argmax(correlation))
    return place if matches(stretch, noise, place) else None


def print_table(figures: dict[str, Any]) -> None:
    """For people."""
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):28} {value}")


if __name__ == "__main__":
    raise SystemExit(main())
