"""The real program in the terminal: real recorder, real PortAudio, real weights, real kills."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import soundfile

from mockinterview.files.takes import present_path
from tests.rig import processes
from tests.rig.program import Program
from tests.rig.sound import VirtualSound
from tests.rig.waiting import wait_for
from tests.word_error_rate import word_error_rate

pytestmark = pytest.mark.process

DATA = Path(__file__).parents[1] / "data"
CLIP = DATA / "two_cities.flac"
REFERENCE = (DATA / "two_cities.txt").read_text(encoding="utf-8")


def events_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def run_json(folder: Path, *arguments: str) -> Any:
    answer = Program(folder, *arguments, "--json").run()
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The demo, run once with no screen and no microphone."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, run_json(folder, "demo")


@pytest.mark.models
def test_demo_ends_with_a_right_transcript_and_a_checklist(
    demonstrated: tuple[Path, dict[str, Any]],
) -> None:
    _, demo = demonstrated
    assert demo["question"] == "leader-or-follower"
    assert word_error_rate(demo["reference"], demo["transcript"]) < 0.10
    sound = soundfile.info(present_path(Path(demo["folder"]) / "takes" / "take-1.wav"))
    assert sound.frames / sound.samplerate == pytest.approx(demo["seconds"], abs=0.01)
    assert [criterion["id"] for criterion in demo["criteria"]] == [
        "both",
        "leading-example",
        "following-example",
        "starr",
        "medicine-link",
        "only-one",
        "enthusiasm",
        "speaking-space",
        "professional-tone",
    ]
    assert all(criterion["verdict"] is None for criterion in demo["criteria"]), "the person marks"


@pytest.mark.models
def test_the_demo_is_there_afterwards(demonstrated: tuple[Path, dict[str, Any]]) -> None:
    folder, demo = demonstrated
    attempts = run_json(folder, "attempts")["attempts"]
    assert [attempt["attempt"] for attempt in attempts] == [demo["attempt"]]
    shown = run_json(folder, "show", demo["attempt"])
    assert shown["transcripts"]["1"]["text"] == demo["transcript"]
    text = Program(folder, "show", demo["attempt"]).run()
    assert "Are you a leader or a follower?" in text.stdout
    assert "Pitfalls to avoid" in text.stdout


@pytest.mark.models
@pytest.mark.parametrize("engine", ["faster-whisper", "openai-whisper"])
def test_transcribe_gives_words_with_times(tmp_path: Path, engine: str) -> None:
    heard = run_json(tmp_path, "transcribe", str(CLIP), "--engine", engine, "--model", "tiny.en")
    assert set(heard) >= {
        "text",
        "language",
        "engine",
        "model",
        "audio_seconds",
        "elapsed_seconds",
        "segments",
    }
    assert heard["stage"] == "whole"
    assert heard["engine"] == engine
    assert heard["model"] == "tiny.en"
    assert heard["audio_seconds"] == pytest.approx(44.37, abs=0.05)
    assert word_error_rate(REFERENCE, heard["text"]) < 0.10
    words = [word for segment in heard["segments"] for word in segment["words"]]
    assert len(words) > 80
    assert set(words[0]) == {"word", "start", "end", "probability"}
    starts = [word["start"] for word in words]
    assert starts == sorted(starts)


@pytest.mark.sound
@pytest.mark.models
def test_record_hears_human_speech_on_the_virtual_microphone(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    arguments = ("record", "leader-or-follower", "--no-prompt", "--no-preparation", "--json")
    program = Program(tmp_path, *arguments, "--stop-after", "46", sound=virtual_sound)
    with program:
        wait_for(lambda: '"recording"' in program.output(), "the recording", seconds=60)
        virtual_sound.speak(CLIP)
        assert program.wait_until_ended(seconds=120) == 0, program.output()
    events = events_of(program.output())
    names = [event["event"] for event in events]
    assert names == ["listen", "recording", "stopped", "transcript", "done"]
    assert all(event["t"] >= 0 for event in events)
    done = events[-1]
    assert done["seconds"] == pytest.approx(46, abs=0.3)
    sound = soundfile.info(next((Path(done["folder"]) / "takes").iterdir()))
    assert sound.frames / sound.samplerate == pytest.approx(46, abs=0.3)
    assert word_error_rate(REFERENCE, done["transcript"]) < 0.15


@pytest.mark.sound
def test_the_prompt_is_heard_and_the_preparation_counted(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    arguments = ("record", "define-resilience", "--format", "typical-employer", "--json")
    program = Program(tmp_path, *arguments, "--no-transcript", sound=virtual_sound)
    with program:
        wait_for(lambda: '"prepare"' in program.output(), "the preparation", seconds=60)
        program.process.send_signal(2)
        assert program.wait_until_ended(seconds=30) == 1
    events = {event["event"]: event["t"] for event in events_of(program.output()) if "t" in event}
    prompt = soundfile.info(Path("questions/audio/define-resilience.flac").resolve())
    heard_seconds = events["prepare"] - events["listen"]
    prompt_seconds = prompt.frames / prompt.samplerate
    # A cold sound server takes a second or two to open; not a word may be cut off for that.
    assert prompt_seconds - 0.1 < heard_seconds < prompt_seconds + 5


@pytest.mark.sound
def test_kill_while_recording_leaves_a_playable_take_that_is_listed(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    arguments = ("record", "why-imperial", "--no-prompt", "--no-preparation", "--no-transcript")
    program = Program(tmp_path, *arguments, "--json", sound=virtual_sound)
    with program:
        wait_for(lambda: '"recording"' in program.output(), "the recording", seconds=60)
        began = time.monotonic()
        speaker = virtual_sound.start_speaking(CLIP)
        time.sleep(4)
        program.kill()
        recorded_seconds = time.monotonic() - began
        processes.stop(speaker)
    listed = run_json(tmp_path, "attempts")
    assert [entry["take"] for entry in listed["recovered"]] == [1]
    take = listed["attempts"][0]["takes"][0]
    assert take["state"] == "recovered"
    assert take["seconds"] > recorded_seconds - 0.5, "at most half a second is lost"
    samples, rate_hz = soundfile.read(Path(listed["attempts"][0]["folder"]) / take["file"])
    assert len(samples) / rate_hz == pytest.approx(take["seconds"], abs=0.001)
    assert abs(samples).max() > 0.05, "it is speech, not silence"
    assert run_json(tmp_path, "attempts")["recovered"] == []


@pytest.mark.sound
def test_ctrl_c_ends_the_answer_and_keeps_it(tmp_path: Path, virtual_sound: VirtualSound) -> None:
    arguments = ("record", "why-imperial", "--no-prompt", "--no-preparation", "--no-transcript")
    program = Program(tmp_path, *arguments, "--json", sound=virtual_sound)
    with program:
        wait_for(lambda: '"recording"' in program.output(), "the recording", seconds=60)
        time.sleep(2)
        program.process.send_signal(2)
        assert program.wait_until_ended(seconds=30) == 0, program.output()
    done = events_of(program.output())[-1]
    assert done["event"] == "done"
    assert done["seconds"] > 1.5


@pytest.mark.sound
def test_devices_and_doctor_see_the_virtual_microphone(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    answer = Program(tmp_path, "devices", "--json", sound=virtual_sound).run()
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["inputs"]
    answer = Program(tmp_path, "doctor", "--json", sound=virtual_sound).run()
    checks = {check["name"]: check["ok"] for check in json.loads(answer.stdout)["checks"]}
    assert checks["microphone"]
    assert checks["library"]
    assert not checks["screen"]


def test_without_a_microphone_the_sentence_says_so(tmp_path: Path) -> None:
    answer = Program(tmp_path, "record", "why-imperial", "--no-prompt", "--no-preparation").run()
    assert answer.returncode == 1
    assert "No microphone was found." in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not list((tmp_path / "library").glob("*")), "an attempt without sound leaves nothing"


def test_without_a_screen_the_window_says_so(tmp_path: Path) -> None:
    program = Program(tmp_path)
    program.environment.pop("QT_QPA_PLATFORM", None)
    answer = program.run()
    assert answer.returncode == 1
    assert "script/run demo" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("questions", "--colour"), 2, "unrecognized arguments"),
        (("dance",), 2, "invalid choice"),
        (("record",), 2, "QUESTION"),
        (("record", "nothing"), 1, "There is no question “nothing”."),
        (("record", "why-imperial", "--stop-after", "-3"), 2, "not a number of seconds"),
        (("record", "why-imperial", "--format", "fast"), 1, "There is no format “fast”."),
        (("devices", "--check"), 1, "No microphone was found."),
        (("devices", "--device", "USB"), 2, "Add --check."),
        (("models", "fetch"), 2, "needs the name of one model"),
        (("models", "list", "base"), 2, "Leave the name out."),
        (("transcribe", __file__, "--force"), 2, "Name it with --to"),
        (("devices", "--check", "--seconds", "0"), 2, "not a number of seconds"),
        (("show", "nothing"), 1, "There is no attempt “nothing”"),
        (("transcribe", "nothing.wav"), 1, "There is no file nothing.wav."),
        (("transcribe", __file__), 1, "sound"),
    ],
)
def test_wrong_words_get_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    answer = Program(tmp_path, *arguments).run()
    assert answer.returncode == code
    assert told in answer.stderr
    assert "Traceback" not in answer.stderr


def test_questions_lists_all_and_imperial_first(tmp_path: Path) -> None:
    listed = run_json(tmp_path, "questions")
    names = [question["question"] for question in listed["questions"]]
    assert names[:4] == [
        "duties-of-a-doctor",
        "why-imperial",
        "leader-or-follower",
        "define-resilience",
    ]
    assert len(names) >= 40
    assert all(Path(question["audio"]).is_file() for question in listed["questions"])
    assert listed["problems"] == []


def test_the_shipped_content_passes_the_strict_check(tmp_path: Path) -> None:
    checked = run_json(tmp_path, "check", "--strict")
    assert checked["ok"]
    assert checked["problems"] == []


def test_a_template_is_written_and_checked(tmp_path: Path) -> None:
    bank = tmp_path / "mine.yaml"
    assert Program(tmp_path, "new", "bank", str(bank)).run().returncode == 0
    answer = Program(tmp_path, "new", "bank", str(bank)).run()
    assert answer.returncode == 1
    assert "is there already" in answer.stderr
    assert f"{bank}:" in Program(tmp_path, "check", str(bank)).run().stdout


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[Path]:
    """A library that cannot be written to, even by root: a file stands in its place."""
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    yield blocked
    assert blocked.read_text() == ""


def test_a_library_that_cannot_be_written_is_told(tmp_path: Path, unwritable: Path) -> None:
    program = Program(tmp_path)
    command = [*program.command[:3], "demo", "--library", str(unwritable)]
    answer = subprocess.run(
        command,
        env={**os.environ, **program.environment},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert answer.returncode == 1
    assert "Settings" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_reader_who_leaves_early_is_no_defect(tmp_path: Path) -> None:
    program = Program(tmp_path, "questions", "--json")
    with subprocess.Popen(
        program.command,
        env=program.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
        assert process.wait(60) == 0
    assert told == ""


def test_a_full_disk_behind_the_output_is_told(tmp_path: Path) -> None:
    program = Program(tmp_path, "questions", "--json")
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            program.command,
            env=program.environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )
    assert answer.returncode == 1
    assert answer.stderr.startswith("mockinterview: The output could not be written")


def test_without_a_model_the_demo_still_keeps_and_shows(tmp_path: Path) -> None:
    program = Program(tmp_path, "demo", "--json", "--model", "none-such")
    answer = program.run()
    assert answer.returncode == 1
    demo = json.loads(answer.stdout)
    assert demo["transcript"] is None
    assert "none-such" in demo["error"]
    assert demo["criteria"]
    take = present_path(Path(demo["folder"]) / "takes" / "take-1.wav")
    assert soundfile.info(take).frames > 0


def test_ctrl_c_in_a_command_is_a_sentence(tmp_path: Path) -> None:
    program = Program(tmp_path, "demo")
    with program:
        wait_for(lambda: "Recorded" in program.output(), "the recording", seconds=60)
        program.process.send_signal(2)
        assert program.wait_until_ended(seconds=30) == 1
    assert "Stopped." in program.output()
    assert "Traceback" not in program.output()


def test_an_interrupt_in_code_made_by_exec_keeps_the_exit_code(tmp_path: Path) -> None:
    """What a dataclass that is being imported does; `KeyboardInterrupt` itself ends with 130."""
    (tmp_path / "interrupted.py").write_text(
        "from mockinterview.cli.run import Interrupted\n"
        "try:\n"
        "    exec('raise Interrupted')\n"
        "except KeyboardInterrupt:\n"
        "    raise SystemExit(1)\n"
    )
    command = [sys.executable, "-m", "interrupted"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 1


def test_damaged_marks_hide_no_attempt(tmp_path: Path) -> None:
    demo = json.loads(Program(tmp_path, "demo", "--json", "--model", "none-such").run().stdout)
    marks = Path(demo["folder"]) / "markings" / "candidate-1.json"
    marks.parent.mkdir()
    marks.write_text('{"version": 99}')
    for arguments in (("attempts",), ("show", demo["attempt"])):
        answer = Program(tmp_path, *arguments).run()
        assert answer.returncode == 0
        assert "written by a newer version" in " ".join(answer.stdout.split())
