"""`mockinterview models`: what it lists, and what fetching, verifying, measuring, deleting say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mockinterview import app
from mockinterview.errors import ModelMissingError
from mockinterview.settings import Settings, load_settings
from mockinterview.speech.models import (
    catalogue,
    download,
    overview,
    preparation,
    soundness,
    speeds,
    weights,
)
from mockinterview.speech.models.carriers import CarriedFile, Carrier
from mockinterview.speech.models.speeds import SpeedMeasurement, SpeedMemory
from tests.unit.model_cache import MEDIUM, SMALL, empty_cache, fetched
from tests.unit.model_site import CONTENT, MODEL, Site, serving

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    folder = empty_cache(tmp_path, monkeypatch)
    monkeypatch.setattr(catalogue, "OFFICIAL_MODELS", (SMALL, MEDIUM))
    return folder


@pytest.fixture
def run(cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `mockinterview models`. Returns: code, stdout, stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = app.main(["models", *arguments, "--library", str(tmp_path / "library")])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server with a model `small` of its own."""
    for module in (catalogue, overview, weights):
        monkeypatch.setattr(module, "OFFICIAL_MODELS", (MODEL,))
    with serving(Site()) as served:
        monkeypatch.setattr(download, "OFFICIAL_BASE_URL", served.base_url)
        yield served


def as_json(answer: tuple[int, str, str], code: int = 0) -> Any:
    assert answer[0] == code, answer
    return json.loads(answer[1])


def test_without_a_model_the_list_says_what_can_be_fetched(run: Run) -> None:
    code, out, err = run()
    assert code == 1
    assert "  small: 1 KB. A note. Not on this computer." in out
    assert "no speech model on this computer" in err
    listed = as_json(run("--json"), code=0)
    assert listed["models"][0]["is_here"] is False
    assert "no speech model" in listed["problem"]


def test_the_list_marks_what_is_used_and_where_it_lies(run: Run, cache: Path) -> None:
    path = fetched(cache)
    code, out, _ = run("list")
    assert code == 0
    assert "* small: 1 KB. A note. Not verified yet." in out
    assert "Speed not measured yet. 4.0 of 100 words wrong on people." in out
    assert str(path) in out
    small = as_json(run("--json"))["models"][0]
    assert (small["is_used"], small["can_be_deleted"]) == (True, True)
    assert (small["path"], small["soundness"]) == (str(path), "unchecked")


def test_a_model_is_fetched_and_verified(run: Run, site: Site, cache: Path) -> None:
    code, out, err = run("fetch", "small")
    assert code == 0
    assert out == f"The model small is here and verified: {cache / 'small.pt'}\n"
    assert err.startswith("Fetching the model small, 1 MB …")
    assert (cache / "small.pt").read_bytes() == CONTENT
    assert as_json(run("fetch", "small", "--json"))["verified"] is True
    assert len(site.ranges) == 1


def test_a_fetch_that_fails_is_told_in_a_sentence(run: Run, site: Site) -> None:
    site.statuses = [404]
    code, out, err = run("fetch", "small")
    assert (code, out) == (1, "")
    assert "The model small could not be fetched: the server does not have it any more" in err


def test_trouble_on_the_way_is_told(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "PAUSES_SECONDS", (0.01,))
    site.cut_after = 900_000
    code, _, err = run("fetch", "small")
    assert code == 0
    assert "The connection was cut off; trying again …" in err


def test_names_that_there_are_not(run: Run) -> None:
    code, _, err = run("fetch", "huge")
    assert (code, "There are: small, medium." in err) == (1, True)
    code, _, err = run("delete", "huge")
    assert (code, "There is no speech model huge." in err) == (1, True)


def test_a_call_that_cannot_be_meant_is_wrong_usage(run: Run, cache: Path) -> None:
    for action in ("fetch", "delete"):
        code, out, err = run(action)
        assert (code, out) == (2, "")
        assert "needs the name of one model" in err
    fetched(cache)
    code, out, err = run("list", "small")
    assert (code, out) == (2, "")
    assert "“models list” lists them all. Leave the name out." in err


def test_what_is_here_is_not_fetched(
    run: Run, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a packaged model nor one that somebody put there."""
    packed = tmp_path / "site" / "whole_medium"
    packed.mkdir(parents=True)
    (packed / "__init__.py").touch()
    (packed / "model.bin").write_bytes(b"more")
    monkeypatch.syspath_prepend(str(packed.parent))
    file = CarriedFile((("whole_medium", "model.bin"),), MEDIUM.sha256)
    carrier = Carrier("medium", {"model.bin": file})
    for module in (weights, preparation, soundness):
        monkeypatch.setattr(module, "CARRIERS", (carrier,))
    monkeypatch.setattr(download, "OFFICIAL_BASE_URL", "http://127.0.0.1:9")
    small = fetched(cache)
    for name, path in (("small", small), ("medium", packed)):
        code, out, err = run("fetch", name)
        assert (code, err) == (0, "")
        assert out == f"The model {name} is here already, and verified: {path}\n"
    (packed / "model.bin").write_bytes(b"damaged")
    code, out, err = run("fetch", "medium")
    assert (code, out) == (1, "")
    assert "The model medium came with a package and is damaged." in err
    assert "--force-reinstall" in err


def test_a_damaged_model_is_found(run: Run, cache: Path) -> None:
    fetched(cache)
    assert as_json(run("verify", "--json")) == {"small": "verified"}
    fetched(cache, b"damage")
    code, out, err = run("verify", "small")
    assert code == 1
    assert out.startswith("small: Damaged.")
    assert "fetch it again" in err


def test_nothing_to_verify(run: Run) -> None:
    code, _, err = run("verify")
    assert (code, "no speech model on this computer" in err) == (1, True)


def test_a_measurement_is_told(run: Run, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(cache)
    asked: list[tuple[str, str, str]] = []

    class PlayedMeasurement(SpeedMeasurement):
        def __init__(self, engine: str, model: str, sample: Path) -> None:
            asked.append((engine, model, sample.name))

        def run(self, on_event: object = None) -> speeds.Speed:
            found = speeds.Speed("faster-whisper 1", "small", "here", "cpu", 60.0, 12.4, True)
            SpeedMemory().remember(found)
            return found

    monkeypatch.setattr("mockinterview.cli.models.SpeedMeasurement", PlayedMeasurement)
    code, out, _ = run("measure")
    assert code == 0
    assert out == "small, faster-whisper 1: A minute of speech takes 12 s on the processor.\n"
    assert asked == [("faster-whisper", "small", "sample-leader-or-follower.flac")]
    assert as_json(run("measure", "small", "--json"))[0]["seconds_a_minute"] == 12.4


def test_a_model_is_deleted_and_no_longer_chosen(run: Run, cache: Path, tmp_path: Path) -> None:
    path = fetched(cache)
    settings = tmp_path / "home" / "mockinterview" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(Settings(model="small").model_dump_json(), encoding="utf-8")
    code, out, _ = run("delete", "small")
    assert (code, out) == (0, "small was deleted; 1 KB are free again.\n")
    assert not path.exists()
    assert load_settings(settings).model is None
    code, out, _ = run("delete", "small")
    assert (code, out) == (0, "Nothing of small is on this computer.\n")


def test_what_an_unfinished_download_left_is_deleted(run: Run, cache: Path) -> None:
    fetched(cache, b"wei", "small.pt.part")
    assert as_json(run("delete", SMALL.name, "--json")) == {"name": "small", "freed_bytes": 3}


def test_the_doctor_tells_of_the_model_that_is_used(
    run: Run, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from mockinterview.cli.doctor import _check_models

    fetched(cache, b"damage")
    fetched(cache, b"more", "medium.pt")
    run("verify")

    class Chosen:
        settings = Settings(model="small")

    found = _check_models(Chosen())  # type: ignore[arg-type]
    assert (found.ok, found.message) == (False, "small is used. Damaged. Also here: medium.")
    Chosen.settings = Settings()
    found = _check_models(Chosen())  # type: ignore[arg-type]
    assert found.message.startswith("small is used.")
    Chosen.settings = Settings(model="huge")
    with pytest.raises(ModelMissingError, match="no speech model huge"):
        _check_models(Chosen())  # type: ignore[arg-type]
