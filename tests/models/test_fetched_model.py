"""A checkpoint that was fetched can be used, and its speed is told."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mockinterview.speech.engines import WeightsFormat
from mockinterview.speech.models import catalogue, overview, weights
from mockinterview.speech.models.catalogue import OfficialModel
from mockinterview.speech.models.download import Download
from mockinterview.speech.models.preparation import prepare
from mockinterview.speech.models.soundness import Soundness, soundness
from mockinterview.speech.models.speeds import SpeedMeasurement, SpeedMemory
from mockinterview.speech.models.weights import find_model
from tests.unit.model_site import Site, serving

pytestmark = pytest.mark.models

TWO_CITIES = Path(__file__).parents[1] / "data" / "two_cities.flac"


def test_what_was_fetched_transcribes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkpoint = prepare(find_model("base"), WeightsFormat.OPENAI, on_step=lambda _: None)
    content = checkpoint.read_bytes()
    model = OfficialModel("fetched", hashlib.sha256(content).hexdigest(), len(content))
    folder = tmp_path / "models"
    with serving(Site(content=content, path=f"/{model.sha256}/fetched.pt")) as site:
        path = Download(model, folder=folder, base_url=site.base_url).run(lambda *_: None)
    monkeypatch.setenv(weights.MODELS_VARIABLE, str(folder))
    for module in (catalogue, overview, weights):
        monkeypatch.setattr(module, "OFFICIAL_MODELS", (model,))
    assert soundness(find_model("fetched")) is Soundness.VERIFIED
    speed = SpeedMeasurement("faster-whisper", str(path), TWO_CITIES).run()
    assert speed.processor == "cpu"
    assert 0 < speed.seconds_a_minute < 600
    assert SpeedMemory().find("faster-whisper", str(path)) == speed
