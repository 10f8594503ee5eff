"""Words that seem to be in another language than English, told by its name."""

from __future__ import annotations

import pytest

from mockinterview.cli.transcribe import write_words
from mockinterview.core.languages import language_sentence
from tests.unit.played_speech import words


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("", ""),
        ("fr", "This seems to be French. The transcript may make no sense."),
        ("ht", "This seems to be Haitian Creole. The transcript may make no sense."),
        ("yue", "This seems to be Cantonese. The transcript may make no sense."),
        ("xx", "This does not seem to be English. The transcript may make no sense."),
    ],
)
def test_a_language_is_told_by_its_name(code: str, told: str) -> None:
    assert language_sentence(code) == told


@pytest.mark.models
def test_every_language_of_the_model_has_a_name() -> None:
    from whisper.tokenizer import LANGUAGES

    unnamed = [code for code in LANGUAGES if "not seem" in language_sentence(code)]
    assert unnamed == []


def test_the_terminal_tells_it_beside_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    write_words(words("Je suis.").model_copy(update={"heard_language": "fr"}))
    written = capsys.readouterr()
    assert written.out.strip() == "Je suis."
    assert written.err.strip() == language_sentence("fr")
    write_words(words(""))
    assert capsys.readouterr().out.strip() == "No speech heard."
