"""What commands print of others' text: no terminal is given anything to obey."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.cli import output
from mockinterview.errors import LibraryError

CONTROLS: Final = "\x00\x07\x08\r\x0b\x1b\x7f\x85\x9b"
DIRECTIONS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
OBEYED: Final = f"{CONTROLS}{DIRECTIONS}\u2028\u2029\ufeff\U000e0041\ud800"
HOSTILE: Final = "\x1b]0;owned\x07Ann\u202e\x00"
SHOWN: Final = "\ufffd]0;owned\ufffdAnn\ufffd\ufffd"
MEANT: Final = "Zoë\u00a0Łęcka, 5\u202fmin – “می\u200cخواهم” 👩\u200d⚕️\ttwo\nlines\u00ad"

WAYS: Final[dict[str, Callable[[str], None]]] = {
    "text": output.write_text,
    "paragraph": output.write_paragraph,
    "table": lambda text: output.write_table([(text, "x")]),
    "status": output.write_status,
    "passing status": output.rewrite_status,
    "problem": lambda text: output.write_problem(LibraryError(text, text), as_json=False),
    "problem as JSON": lambda text: output.write_problem(LibraryError(text, text), as_json=True),
    "JSON": lambda text: output.write_json({text: [text]}),
    "JSON line": lambda text: output.write_json_line({text: [text]}),
}


@pytest.mark.parametrize("sign", OBEYED, ids=lambda sign: f"U+{ord(sign):04X}")
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_nothing_that_a_terminal_obeys_is_printed(
    capsys: pytest.CaptureFixture[str], way: Callable[[str], None], sign: str
) -> None:
    way(f"a{sign}b")
    printed = capsys.readouterr()
    assert sign not in (printed.out + printed.err).removeprefix("\r")


def test_what_is_not_shown_leaves_a_mark(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_text(HOSTILE)
    output.write_paragraph(HOSTILE, "  ")
    assert capsys.readouterr().out == f"{SHOWN}\n  {SHOWN}\n"
    output.write_status(HOSTILE)
    output.write_problem(LibraryError(HOSTILE), as_json=False)
    assert capsys.readouterr().err == f"{SHOWN}\nmockinterview: {SHOWN}\n"


def test_what_is_meant_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_text(MEANT)
    output.write_status(MEANT)
    assert capsys.readouterr() == (f"{MEANT}\n", f"{MEANT}\n")


def test_columns_line_up_by_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_table([("A\nB\tC", "one"), ("\x1b[1m", "two"), ("D", "three")])
    assert capsys.readouterr().out.splitlines() == ["A B C  one", "\ufffd[1m   two", "D      three"]


def test_passing_words_stay_on_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    output.rewrite_status("Importing \rx: 50%")
    output.rewrite_status("Importing x: 100%", is_last=True)
    assert capsys.readouterr().err == "\rImporting \ufffdx: 50%\rImporting x: 100%\n"


@given(st.text(st.characters()))
def test_programs_read_the_value_itself(text: str) -> None:
    told = output._as_json({"candidate": [text]}, indent=2)
    assert json.loads(told) == {"candidate": [text]}
    shown = {*told} - {"\n"}
    assert not [sign for sign in shown if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}]


def test_json_keeps_letters_readable(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_json_line({"candidate": "Zoë Łęcka", "name": "\u202egpj.exe\x9b"})
    told = capsys.readouterr().out
    assert told == '{"candidate": "Zoë Łęcka", "name": "\\u202egpj.exe\\u009b"}\n'
