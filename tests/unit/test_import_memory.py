"""An hour is imported in no more memory than a minute."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.test_recording_memory import HOUR_SECONDS, MOST_GROWTH_MEGABYTES, write_hour

IMPORT = """
import json, sys
from pathlib import Path
import psutil
from mockinterview.audio.import_sound import import_sound
process, early, most = psutil.Process(), 0, 0
def look(part):
    global early, most
    memory = process.memory_info().rss
    if not early and part > 1 / 60:
        early = memory
    most = max(most, memory)
sound = import_sound(Path(sys.argv[1]), Path(sys.argv[2]), look)
print(json.dumps({"seconds": sound.seconds, "early": early, "most": most}))
"""


@pytest.mark.slow
def test_an_hour_is_imported_in_flat_memory(tmp_path: Path) -> None:
    source, take = tmp_path / "hour.wav", tmp_path / "take.wav"
    write_hour(source)
    try:
        answer = subprocess.run(
            [sys.executable, "-c", IMPORT, str(source), str(take)],
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
