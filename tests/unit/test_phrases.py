"""Phrases: read like all content, the person's own first, added to without touching other lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockinterview import app, paths
from mockinterview.errors import ContentError
from mockinterview.files.check import check_content
from mockinterview.files.content import load_content, read_content
from mockinterview.files.content_file import Kind, parse_content
from mockinterview.files.own_phrases import FILE, LONGEST_PHRASE, add_phrase, own_phrases_file
from mockinterview.files.templates import template


def test_own_phrases_come_before_the_shipped_ones(tmp_path: Path) -> None:
    add_phrase(tmp_path, "Look at me when you say that.")
    add_phrase(tmp_path, "Say whose idea it was.")
    content = load_content([paths.content_folder(), tmp_path])
    assert content.problems == []
    assert content.phrases[:2] == ["Look at me when you say that.", "Say whose idea it was."]
    assert content.phrases.count("Say whose idea it was.") == 1, "it is shipped, too"
    assert "Give one example and stay with it." in content.phrases


@pytest.mark.parametrize(
    "phrase", ["Ask: why?", "# one", "“Quoted” and \\ slashed", "- dash", "yes", "1:30", "naïve"]
)
def test_whatever_stands_in_a_phrase_comes_back(tmp_path: Path, phrase: str) -> None:
    add_phrase(tmp_path, phrase)
    add_phrase(tmp_path, "Another one.")
    add_phrase(tmp_path, phrase)
    assert read_content([tmp_path / FILE]).phrases == [phrase, "Another one."]


def test_remarks_stay(tmp_path: Path) -> None:
    path = own_phrases_file(tmp_path)
    assert path.read_text(encoding="utf-8") == template("phrases", path)
    path.write_text("# mine\nversion: 1\nphrases:\n  - One.  # dear to me\n", encoding="utf-8")
    add_phrase(tmp_path, "Two\n  lines.")
    expected = '# mine\nversion: 1\nphrases:\n  - One.  # dear to me\n  - "Two lines."\n'
    assert path.read_text(encoding="utf-8") == expected
    assert own_phrases_file(tmp_path) == path
    assert path.read_text(encoding="utf-8") == expected


def test_a_file_with_a_problem_is_left_alone(tmp_path: Path) -> None:
    path = own_phrases_file(tmp_path)
    for text in ("version: 1\nphrases:\n  - Ask: why?\n", "version: 1\nphrases: [One.]\n"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ContentError):
            add_phrase(tmp_path, "Two.")
        assert path.read_text(encoding="utf-8") == text
    with pytest.raises(ContentError, match="between 1 and"):
        add_phrase(tmp_path, "x" * (LONGEST_PHRASE + 1))


def test_check_tells_the_line(tmp_path: Path) -> None:
    path = tmp_path / "phrases.yaml"
    path.write_text('version: 1\nphrases:\n  - Ask: why?\n  - ""\n', encoding="utf-8")
    report = check_content([path], [])
    assert [(one.line, one.code) for one in report.problems] == [
        (3, "colon-in-text"),
        (4, "empty-text"),
    ]
    path.write_text("version: 1\nphrases:\n  - Fine.\n", encoding="utf-8")
    assert check_content([path], []).problems == ()


def test_the_terminal_writes_a_template_that_passes_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.yaml"
    assert app.main(["new", "phrases", str(path)]) == 0
    assert app.main(["check", str(path)]) == 0
    assert "1 file: no problems." in capsys.readouterr().out


def test_the_template_is_whole() -> None:
    found = parse_content(template("phrases", Path("mine.yaml")), Path("mine.yaml"))
    assert (found.kind, found.problems) == (Kind.PHRASES, ())
