"""Every spoken prompt is heard word for word by the base model."""

from __future__ import annotations

import pytest

from mockinterview import paths
from mockinterview.files.content import load_content
from mockinterview.speech.process import SpeechProcess
from tests.word_error_rate import word_error_rate

pytestmark = [pytest.mark.models, pytest.mark.timeout(900)]


def test_every_prompt_is_heard_as_it_is_written(faster: SpeechProcess) -> None:
    content = load_content([paths.content_folder()])
    misheard = {}
    for bank, question in content.questions:
        path = content.prompt_file(bank, question)
        assert path is not None, question.id
        heard = faster.transcribe(path).text
        if _is_misheard(question.prompt, heard):
            misheard[question.id] = heard
    assert misheard == {}


def _is_misheard(said: str, heard: str) -> bool:
    """Whether words differ; “observer ship” is only another spelling of “observership”."""
    if word_error_rate(said, heard) == 0:
        return False
    return word_error_rate(said.replace(" ", ""), heard.replace(" ", "")) > 0
