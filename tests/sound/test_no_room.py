"""A try and a test on a disk without room, which is a real one of a few kilobytes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mockinterview import paths
from mockinterview.device_check import EchoTrial, Trial
from mockinterview.errors import DiskFullError
from mockinterview.files.content import load_content
from mockinterview.services import Services
from mockinterview.settings import Settings
from tests.fakes import FakeSound, device_info
from tests.sound.mounts import small_disks
from tests.unit.test_interview import make_format

pytestmark = pytest.mark.sound


@pytest.fixture
def full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, on a disk that is full."""
    with small_disks(tmp_path) as disks:
        place = disks.small("full", 64)
        monkeypatch.setattr(tempfile, "tempdir", str(place))
        with pytest.raises(OSError, match="No space"):
            (place / "filler").write_bytes(bytes(128 * 1024))
        yield place


def try_out(services: Services) -> Any:
    bank, question = next(iter(services.content.questions))
    return services.tryout_session(bank, question, make_format())


@pytest.mark.parametrize(
    "use",
    [lambda services: Trial(services).run(), lambda services: EchoTrial(services).run(), try_out],
    ids=["test", "test sound", "try"],
)
def test_a_full_disk_is_told_and_nothing_is_left(
    full: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    use: Callable[[Services], Any],
) -> None:
    FakeSound(device_info("Built-in", inputs=1)).install(monkeypatch)
    content = load_content([paths.content_folder()])
    services = Services(Settings(library=tmp_path / "library"), tmp_path / "s.json", content)
    try:
        with pytest.raises(DiskFullError):
            use(services)
        assert [one.name for one in full.iterdir()] == ["filler"]
    finally:
        services.close()
