"""check, new and convert as they are typed; templates, schemas and docs agree with them."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest

from mockinterview import paths
from mockinterview.app import main
from mockinterview.files.check import check_content
from mockinterview.files.problems import ERRORS, WARNINGS

ROOT = Path(__file__).parents[2]
SCHEMAS = runpy.run_path(str(ROOT / "tools" / "make_schemas.py"))
NAMES = runpy.run_path(str(ROOT / "tools" / "name_schemas.py"))
GOOD = ROOT / "tests" / "data" / "good"
BROKEN = ROOT / "tests" / "data" / "broken"


@pytest.fixture(autouse=True)
def only_good_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "content_folder", lambda: GOOD)
    monkeypatch.setattr(paths, "own_content_folder", lambda: tmp_path / "none")
    monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "log" / "log.txt")


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main([str(argument) for argument in arguments])
    return code, capsys.readouterr().out


def test_right_files_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check") == (0, "4 files: no problems.\n")
    code, out = run(capsys, "check", GOOD, "--strict", "--json")
    assert code == 0
    assert json.loads(out) == {"ok": True, "files": 4, "problems": []}


def test_a_problem_is_shown_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    path = BROKEN / "circle" / "rubrics" / "a.yaml"
    code, out = run(capsys, "check", path)
    assert code == 1
    assert out.splitlines() == [
        f"{path}:4:11  error: “own-a” includes “own-b”, which includes it again.  [include-circle]",
        "    Remove one of the includes.",
        "     4 | include: [own-b]",
        "                   ^",
        "",
        "1 file: 1 error, 0 warnings.",
    ]


def test_json_has_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "check", BROKEN / "circle", "--json")
    told = json.loads(out)
    assert code == 1
    assert list(told) == ["ok", "files", "problems"]
    assert told["ok"] is False
    assert told["files"] == 3
    assert list(told["problems"][0]) == [
        *("file", "line", "column", "severity", "code", "message", "hint")
    ]


def test_what_is_not_there_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out = run(capsys, "check", tmp_path / "none.yaml")
    assert code == 1
    assert "There is no such file or folder." in out


def test_wrong_usage_ends_with_two() -> None:
    for arguments in (["new", "song", "a.yaml"], ["check", "--colour"], ["convert", "a.csv"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2


ADVISED = """\
bank: advised
version: 1
title: Advised
questions:
  - id: long-winded
    prompt: {prompt}
    theme: Motivation
    rubric: thin
"""
THIN = """\
rubric: thin
version: 1
title: Thin
criteria:
  - {id: shown, kind: positive, text: Is shown., examples: [So.]}
  - {id: unseen, kind: positive, text: Is not shown., examples: [So.]}
  - {id: bare, kind: pitfall, text: Has no examples.}
"""
ANSWER = """\
    model_answers:
      - title: Short
        paragraphs:
          - {text: So., shows: [shown]}
"""
UNUSED = "rubric: unused\nversion: 1\ntitle: Unused\ncriteria:\n" + THIN.splitlines()[4] + "\n"


def test_warnings_fail_only_when_strict(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bank, thin, unused = (tmp_path / f"{name}.yaml" for name in ("bank", "thin", "unused"))
    thin.write_text(THIN, encoding="utf-8")
    unused.write_text(UNUSED, encoding="utf-8")
    bank.write_text(ADVISED.format(prompt="word " * 61), encoding="utf-8")
    code, out = run(capsys, "check", tmp_path, "--json")
    found = [
        (Path(problem["file"]).name, problem["line"], problem["column"], problem["code"])
        for problem in json.loads(out)["problems"]
    ]
    assert code == 0
    assert found == [
        ("bank.yaml", 5, 9, "no-model-answer"),
        ("bank.yaml", 6, 13, "long-prompt"),
        ("thin.yaml", 7, 10, "no-examples"),
        ("unused.yaml", 1, 9, "never-used"),
    ]
    bank.write_text(ADVISED.format(prompt="Short?") + ANSWER, encoding="utf-8")
    unused.unlink()
    code, out = run(capsys, "check", tmp_path, "--json", "--strict")
    told = json.loads(out)
    assert code == 1
    assert told["ok"] is False
    assert [problem["code"] for problem in told["problems"]] == ["never-shown", "no-examples"]
    assert {problem["severity"] for problem in told["problems"]} == {"warning"}


FILLED = {"rubric: ": '"story"', "shows": '"example"'}


@pytest.mark.parametrize("name", ["my-bank", "2026", "no", "Übung 1", "x" * 80])
@pytest.mark.parametrize("kind", ["bank", "rubric"])
def test_a_template_passes_once_its_blanks_are_filled(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str, name: str
) -> None:
    path = tmp_path / f"{name}.yaml"
    assert run(capsys, "new", kind, path)[0] == 0
    blanks = check_content([path], [GOOD])
    assert {problem.code for problem in blanks.problems} == {"empty-text"}
    lines = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        word = next((word for key, word in FILLED.items() if key in line), '"Something: it is."')
        lines.append(line.replace('""', word, 1) if not line.lstrip().startswith("#") else line)
    path.write_text("\n".join(lines), encoding="utf-8")
    report = check_content([path], [GOOD])
    assert [problem.code for problem in report.problems if problem.code != "never-used"] == []


@pytest.mark.parametrize("kind", ["bank", "rubric"])
def test_the_optional_lines_of_a_template_are_right(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "whole.yaml"
    main(["new", kind, str(path)])
    text = re.sub(r"(?m)^( *)# (?=[a-z_]+:|  [a-z_]+: )", r"\1", path.read_text(encoding="utf-8"))
    assert "tutor_note" in text or "levels" in text
    text = re.sub(r'(rubric|shows): (\[?)""', r'\1: \2"story"', text).replace('""', '"Text"')
    text = text.replace('shows: ["story"]', "shows: [lesson]")
    text = text.replace("imperial-2023", "practice").replace("[delivery]", "[talk]")
    path.write_text(text, encoding="utf-8")
    codes = {problem.code for problem in check_content([path], [GOOD]).problems}
    assert codes <= {"missing-audio", "never-used"}, text


def test_nothing_is_overwritten(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("precious", encoding="utf-8")
    assert run(capsys, "new", "bank", path)[0] == 1
    table = tmp_path / "t.csv"
    table.write_text("question,criteria\nWhy?,Says why\n", encoding="utf-8")
    assert run(capsys, "convert", table, path)[0] == 1
    assert path.read_text(encoding="utf-8") == "precious"


SHEET = (
    "Question;Topic;Criterias;Pitfalls;Model Answer\r\n"
    '"Why ""medicine"": why?";Motivation;"- Gives a reason\r\n- Has an example";Only family;'
    '"I like it. [1]\r\n\r\nOnce I helped. (2)"\r\n'
    "Are you kind?;Empathy;1. Says so; ;\r\n"
    "\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_sheet_becomes_a_bank_that_passes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, delimiter: str, encoding: str
) -> None:
    table = tmp_path / "sheet.csv"
    text = SHEET.replace(";", delimiter).replace("kind?", "kind – really?")
    table.write_bytes(text.encode(encoding))
    code, out = run(capsys, "convert", table, tmp_path / "bank.yaml", "--json")
    told = json.loads(out)
    assert (code, told["questions"], told["remarks"]) == (0, 2, [])
    report = check_content([Path(name) for name in told["files"]], [GOOD])
    assert report.errors == 0
    assert {problem.code for problem in report.problems} == {"no-examples", "no-model-answer"}
    bank = (tmp_path / "bank.yaml").read_text(encoding="utf-8")
    assert 'prompt: "Why \\"medicine\\": why?"' in bank
    assert "kind – really?" in bank
    assert "shows: [has-an-example]" in bank


def test_what_cannot_be_mapped_is_told_by_row(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = tmp_path / "sheet.csv"
    table.write_text(
        "prompt,theme,criteria,answer,colour,rubric\n"
        "One?,A,Says it,I say it.,red,\n"
        ",A,Says it,,,\n"
        "Two?,,,,,story\n"
        "Three?,B,,,,\n"
        "Four?,B,Says it,I say it. [3],,\n",
        encoding="utf-8",
    )
    code, out = run(capsys, "convert", table, tmp_path / "bank.yaml")
    assert code == 1
    rows = re.findall(r"row (\d): (.*)", out)
    assert [(row, words[:30]) for row, words in rows] == [
        ("1", "The column “colour” is not use"),
        ("2", "The sheet does not say what th"),
        ("3", "There is no question, so the r"),
        ("4", "There is no theme; “General” i"),
        ("5", "There are no criteria and no m"),
        ("6", "The model answer names criteri"),
        ("6", "The sheet does not say what th"),
    ]
    report = check_content([tmp_path / "bank.yaml"], [GOOD])
    assert {problem.code for problem in report.problems} == {"shows-nothing"}


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"question\n\n", b"PK\x03\x04", b"\0" * 9])
def test_a_sheet_without_questions_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes
) -> None:
    table = tmp_path / "sheet.csv"
    table.write_bytes(data)
    assert main(["convert", str(table), str(tmp_path / "bank.yaml")]) == 1
    assert capsys.readouterr().err.startswith("mockinterview: ")
    assert not (tmp_path / "bank.yaml").exists()


def test_generated_docs_are_fresh() -> None:
    for path, text in SCHEMAS["generated_files"]().items():
        assert path.read_text(encoding="utf-8") == text, "run tools/make_schemas.py"


@pytest.mark.parametrize("path", NAMES["shipped_files"](), ids=lambda path: path.name)
def test_a_shipped_file_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert f"{first}\n" == NAMES["first_line"](path)
    assert (path.parent / first.split("$schema=")[1]).resolve().is_file()


AUTHORING = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
TRANSCRIPTS = (ROOT / "docs" / "transcripts.md").read_text(encoding="utf-8")
DIARY = (ROOT / "docs" / "diary.md").read_text(encoding="utf-8")
REPORTS = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
PACKS = (ROOT / "docs" / "pack-format.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```yaml\n(.*?)^```", AUTHORING)


def test_the_docs_have_blocks_and_name_every_field() -> None:
    assert len(BLOCKS) >= 4
    for name, (model, _) in SCHEMAS["SCHEMAS"].items():
        schema = model.model_json_schema()
        told = TRANSCRIPTS if name == "transcript" else AUTHORING
        told += PACKS if name.startswith("pack-") else ""
        told += {"diary-entry": DIARY, "marks": REPORTS + PACKS + TRANSCRIPTS}.get(name, "")
        for part in (schema, *schema.get("$defs", {}).values()):
            for field in part.get("properties", {}):
                assert f"`{field}`" in told, field
            for word in part.get("enum", []):
                assert f"`{word}`" in told, word


def test_every_block_of_the_docs_passes(tmp_path: Path) -> None:
    for number, block in enumerate(BLOCKS):
        (tmp_path / f"block-{number}.yaml").write_text(block, encoding="utf-8")
    report = check_content([tmp_path], [ROOT])
    assert [str(problem) for problem in report.problems] == []


def test_the_docs_say_every_command_and_only_known_codes() -> None:
    for command in ("mockinterview check", "mockinterview new bank", "mockinterview convert"):
        assert command in AUTHORING
    told = re.findall(r"(?:error|warning): .*\[([a-z-]+)\]$", AUTHORING, re.MULTILINE)
    assert told
    for code in told:
        assert code in ERRORS or code in WARNINGS
