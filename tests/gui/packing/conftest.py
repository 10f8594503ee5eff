"""What the dialog of the system answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.gui.packing.driving import Dialog


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "mine.mockinterview"


@pytest.fixture
def dialog(monkeypatch: pytest.MonkeyPatch, target: Path) -> Dialog:
    dialog = Dialog(target)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog.choose)
    return dialog
