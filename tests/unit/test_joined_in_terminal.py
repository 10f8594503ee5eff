"""An answer in parts in the terminal: `attempts`, `show` and `export` know the joined take."""

from __future__ import annotations

from pathlib import Path

import soundfile

from mockinterview.files.attempts import Library
from tests.unit.test_bin_commands import Run, as_json, library, run
from tests.unit.test_joining import RATE_HZ, answered

__all__ = ["library", "run"]


def test_attempts_shows_the_length_of_all_of_it(run: Run, library: Library) -> None:
    answered(library, (2.0, RATE_HZ), (0, RATE_HZ), (3.0, RATE_HZ))
    (listed,) = as_json(run("attempts", "--json"))["attempts"]
    assert listed["seconds"] == 5.0
    assert listed["takes"][3]["parts"] == [1, 2, 3]


def test_show_tells_the_parts_and_leaves_out_what_is_empty(run: Run, library: Library) -> None:
    folder = answered(library, (2.0, RATE_HZ), (0, RATE_HZ), (3.0, RATE_HZ))
    code, out, _ = run("show", folder.id)
    assert code == 0
    heads = [line for line in out.splitlines() if line.startswith("Take ")]
    assert [head[:6] for head in heads] == ["Take 1", "Take 3", "Take 4"]
    assert [head.endswith(" · part of take 4") for head in heads] == [True, True, False]
    assert "The answer was interrupted once; its 2 parts are joined here." in out


def test_export_takes_all_of_it(run: Run, library: Library, tmp_path: Path) -> None:
    folder = answered(library, (2.0, RATE_HZ), (3.0, RATE_HZ))
    target = tmp_path / "answer.wav"
    assert run("export", folder.id, "--to", str(target))[0] == 0
    assert soundfile.info(target).frames == 5 * RATE_HZ
