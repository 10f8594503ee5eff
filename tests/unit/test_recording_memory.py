"""An hour is recorded in no more memory than a minute."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest

RATE_HZ = 48_000
HOUR_SECONDS = 3600
MOST_GROWTH_MEGABYTES = 20

RECORD = """
import json, sys, time
from pathlib import Path
import psutil
from mockinterview.audio.file_source import file_source
from mockinterview.audio.recorder import Recorder
process = psutil.Process()
recorder = Recorder(Path(sys.argv[2]), file_source(Path(sys.argv[1]), speed=0))
recorder.start()
early, most = 0, 0
while not recorder.wait_until_ended(timeout_seconds=0.02):
    memory = process.memory_info().rss
    if not early and recorder.health().seconds > 60:
        early = memory
    most = max(most, memory)
result = recorder.stop()
print(json.dumps({"seconds": result.seconds, "early": early, "most": most}))
"""


def write_hour(path: Path) -> None:
    """An hour of stereo sound: a second of noise each minute, nothing in between."""
    frame_bytes = 4
    size = HOUR_SECONDS * RATE_HZ * frame_bytes
    mono = (1, 2, RATE_HZ, RATE_HZ * frame_bytes, frame_bytes, 16)
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", size + 36, b"WAVE", b"fmt ", 16, *mono, b"data", size
    )
    noise = bytes(range(256)) * (RATE_HZ * frame_bytes // 256)
    with path.open("wb") as stream:
        stream.write(head)
        for second in range(0, HOUR_SECONDS, 60):
            stream.seek(len(head) + second * RATE_HZ * frame_bytes)
            stream.write(noise)
        stream.truncate(len(head) + size)


def handle_an_hour(tmp_path: Path, program: str) -> None:
    """Have a program of its own make a take of an hour's file; see that its memory stays flat."""
    source, take = tmp_path / "hour.wav", tmp_path / "take.wav"
    write_hour(source)
    try:
        answer = subprocess.run(
            [sys.executable, "-c", program, str(source), str(take)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    finally:
        source.unlink()
        take.unlink(missing_ok=True)
    said = json.loads(answer.stdout)
    assert said["seconds"] == HOUR_SECONDS
    assert said["early"] > 0
    assert (said["most"] - said["early"]) / 1e6 < MOST_GROWTH_MEGABYTES


@pytest.mark.slow
def test_an_hour_is_recorded_in_flat_memory(tmp_path: Path) -> None:
    handle_an_hour(tmp_path, RECORD)
