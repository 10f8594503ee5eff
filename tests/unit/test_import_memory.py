"""An hour is imported in no more memory than a minute."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_recording_memory import handle_an_hour

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
    handle_an_hour(tmp_path, IMPORT)
