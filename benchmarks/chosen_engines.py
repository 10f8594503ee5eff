"""The engines that a benchmark runs with, as its arguments choose them, with their model loaded."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from mockinterview.core.transcript import Transcript
from mockinterview.speech.engines import Engine, create_engine, installed_engines
from mockinterview.speech.models.preparation import prepare
from mockinterview.speech.models.weights import find_model
from mockinterview.speech.reading_ahead import ReadingAhead
from mockinterview.speech.take_hearing import TakeHearing
from mockinterview.speech.transcription import transcribe_with


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--engine`, again and again, and `--model`."""
    parser.add_argument("--engine", action="append", help="default: all that are installed")
    parser.add_argument("--model", default="base")


def each_engine(arguments: argparse.Namespace) -> Iterator[Engine]:
    """Each engine, when its turn comes; its name and that of the model are printed before."""
    for name in arguments.engine or installed_engines():
        engine = loaded(name, arguments.model)
        print(f"\n{name}, {arguments.model}")
        yield engine


def loaded(name: str, model_name: str) -> Engine:
    engine = create_engine(name)
    if engine.weights_format is None:
        engine.load(None)
        return engine
    model = find_model(model_name, engine.weights_format)
    engine.load(prepare(model, engine.weights_format, on_step=lambda _: None))
    return engine


def transcribed(
    engine: Engine, hearing: TakeHearing, ahead: ReadingAhead | None = None
) -> Transcript:
    return transcribe_with(
        engine,
        hearing,
        engine_name="",
        model_name="",
        on_event=lambda _: None,
        ahead=ahead,
    )
