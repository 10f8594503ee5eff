"""What may be typed after `mockinterview`."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from pathlib import Path

from mockinterview import __version__
from mockinterview.cli.diary_arguments import add_diary
from mockinterview.cli.keeping_arguments import add_keeping
from mockinterview.cli.report_arguments import (
    add_agreement_report,
    add_report,
    add_report_export,
)
from mockinterview.cli.search_arguments import add_library, add_search

DESCRIPTION = (
    "Practise the asynchronous medical-school interview. Without a command the window opens."
)


def make_parser() -> argparse.ArgumentParser:
    """The parser of every command; `command` is None when the window is wanted."""
    parser = argparse.ArgumentParser(prog="mockinterview", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"mockinterview {__version__}")
    parser.add_argument("--library", type=Path, metavar="DIR", help="keep attempts in DIR")
    parser.add_argument("--exit-after-first-paint", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(json=False)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    common = _common_options()
    speech = _speech_options()

    def command(name: str, text: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=text, description=text, parents=[common, *parents], allow_abbrev=False
        )

    command("demo", "Run a sample answer through recorder, transcript and checklist.", speech)
    command("questions", "List the questions.")
    _add_devices(command("devices", "List microphones and speakers, or check them."))
    command("doctor", "Tell what works on this computer and what does not.")
    integrate = command("integrate", "Let a double click on a pack open it (Linux desktops).")
    integrate.add_argument("--remove", action="store_true", help="take that back")
    attempts = command("attempts", "List what has been practised.")
    attempts.add_argument("--bin", action="store_true", help="list what is in the bin instead")
    add_search(attempts)
    add_library(command("library", "Tell the size of the library; check or remake its index."))
    _add_of_attempt(command("delete", "Put an attempt or a take into the bin, for 30 days."))
    add_keeping(command, _number)
    show = command("show", "Show one attempt: question, transcript, marks.")
    show.add_argument("attempt", metavar="ATTEMPT", help="the attempt's id")
    _add_record(command("record", "Hold the interview in the terminal.", speech))
    _add_import(command("import", "Make attempts of recordings, or take packs over.", speech))
    _add_export(command("export", "Write sound, words, a report, or all of an attempt for others."))
    _add_pack(command("pack", "Write attempts, or the marks on them, as one file for others."))
    inspect = command("inspect", "Tell what is in a pack, without taking it over.")
    inspect.add_argument("file", type=Path, metavar="FILE", help="a .mockinterview file")
    _add_authoring(command)
    _add_models(command("models", "List speech models; fetch, verify, measure or delete one."))
    transcribe = command("transcribe", "Turn a sound file into text.", speech)
    transcribe.add_argument("audio", type=Path, metavar="AUDIO", help="WAV, FLAC, OGG, MP3 …")
    transcribe.add_argument(
        "--to", type=Path, metavar="FILE", help="write it as .txt, .srt, .vtt, .json or .csv"
    )
    _add_writing(transcribe)
    _add_suggest(command("suggest", "Tell where in an answer a criterion may be spoken about."))
    _add_measure(command("measure", "Pace, pauses, loudness and more of an answer.", speech))
    _add_looking_back(command)
    add_diary(command("diary", "Keep a diary of what you have seen and done."))
    return parser


def _add_looking_back(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    compare = command("compare", "Set two attempts at one question side by side.")
    compare.add_argument("one", metavar="ATTEMPT", help="an attempt's id")
    compare.add_argument("other", metavar="ATTEMPT", help="another one, older or newer")
    add_report(compare)
    agreement = command("agreement", "Tell how far the marks of several people agree.")
    agreement.add_argument("attempts", nargs="+", metavar="ATTEMPT", help="the ids of attempts")
    _add_uncover(agreement)
    add_agreement_report(agreement)
    _add_class(command("class", "Tell how a class did, from packs or this library."))
    command("progress", "Tell what was practised, what is covered, and what to practise next.")
    next_time = command("next-time", "List what you meant to do differently; say if it happened.")
    next_time.add_argument("attempt", nargs="?", metavar="ATTEMPT", help="that has the sentence")
    next_time.add_argument("happened", nargs="?", choices=["yes", "partly", "no"])


def _add_class(group: argparse.ArgumentParser) -> None:
    group.add_argument(
        "packs",
        nargs="*",
        type=Path,
        metavar="FOLDER|PACK",
        help="packs, or folders with packs; default: the answers of others in the library",
    )
    group.add_argument("--marker", default="", metavar="NAME", help="whose marks are shown")
    group.add_argument("--csv", type=Path, metavar="FILE", help="write the table, too: .csv")
    group.add_argument(
        "--report", type=Path, metavar="FILE", help="write a report: .html, .pdf, .csv or .json"
    )
    group.add_argument(
        "--title", default="", metavar="TEXT", help="what the report calls the class"
    )
    group.add_argument("--force", action="store_true", help="replace files that are there")
    _add_uncover(group)


def _add_uncover(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--uncover",
        action="store_true",
        help="also what is kept back from you until you have marked: your marks are not blind then",
    )


def _add_measure(measure: argparse.ArgumentParser) -> None:
    measure.add_argument("measured", metavar="ATTEMPT|AUDIO", help="an attempt's id, or a file")
    measure.add_argument(
        "--take", type=_number, metavar="N", help="which take; default: the one that counts"
    )
    measure.add_argument(
        "--transcribe",
        action="store_true",
        help="make a transcript where there is none; without one only the sound is measured",
    )


def _add_suggest(suggest: argparse.ArgumentParser) -> None:
    suggest.add_argument("--attempt", metavar="ID", help="the attempt whose words are looked at")
    suggest.add_argument(
        "--take", type=_number, metavar="N", help="which take; default: the one that counts"
    )
    suggest.add_argument(
        "--rubric",
        metavar="ID",
        help="the mark scheme, by its id or as a YAML file; default: the attempt's own",
    )
    suggest.add_argument(
        "--sentences", type=Path, metavar="FILE", help="instead: a JSON list of sentences"
    )
    suggest.epilog = (
        "With --json: for each positive content criterion a list of {sentence, score}, best first;"
        " sentence counts from 0. Of an attempt also start, end (seconds) and words. Scores say"
        " where to look first within one criterion, never whether it is met."
    )


def _add_of_attempt(command: argparse.ArgumentParser) -> None:
    command.add_argument("attempt", metavar="ATTEMPT", help="the attempt's id")
    command.add_argument("--take", type=_number, metavar="N", help="only this take")


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="sound, video, or .mockinterview packs; never changed",
    )
    command.add_argument(
        "--question", metavar="ID", help="the question that recordings answer; packs know theirs"
    )
    command.add_argument("--format", metavar="ID", help="the clock that was to be kept")
    command.add_argument("--transcribe", action="store_true", help="make the transcripts too")
    command.add_argument(
        "--mine",
        action="store_true",
        help="packs hold your own attempts, from another computer: they are no tutor’s inbox",
    )


def _add_export(command: argparse.ArgumentParser) -> None:
    command.add_argument("attempt", metavar="ATTEMPT", help="the attempt's id")
    command.add_argument(
        "--to",
        required=True,
        type=Path,
        metavar="FILE",
        help="where to; its ending tells what: sound as .wav, .flac, .mp3, .opus;"
        " the transcript as .txt, .srt, .vtt, .json, .csv; a report as .html, .pdf;"
        " all of it as .mockinterview",
    )
    add_report_export(command)
    command.add_argument(
        "--take", type=_number, metavar="N", help="which take; default: the one that counts"
    )
    command.add_argument(
        "--original", action="store_true", help="the transcript without what you corrected in it"
    )
    _add_writing(command)


def _add_pack(command: argparse.ArgumentParser) -> None:
    command.add_argument("attempts", nargs="+", metavar="ATTEMPT", help="the ids of attempts")
    command.add_argument(
        "--to", required=True, type=Path, metavar="FILE", help="where to: a .mockinterview file"
    )
    command.add_argument(
        "--candidate",
        metavar="NAME",
        help="whose attempts they are; default: as they came here, or unnamed",
    )
    command.add_argument(
        "--sound", choices=("opus", "flac", "none"), default="opus", help="default: opus"
    )
    command.add_argument(
        "--markings",
        nargs="+",
        metavar="WHICH",
        help="default: all, with --only-markings your own as a tutor; else none, candidate,"
        " tutor, tutor-2 (a pass), tutor-2:NAME or marker:NAME",
    )
    command.add_argument(
        "--only-markings", action="store_true", help="give marks back to who sent the attempts"
    )
    command.add_argument("--force", action="store_true", help="replace a file that is there")


def _add_writing(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--mark-uncertain",
        action="store_true",
        help="write [word?] for what the program was unsure of, in .txt, .srt and .vtt",
    )
    command.add_argument("--force", action="store_true", help="replace a file that is there")


def _add_authoring(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    check = command("check", "Tell what is wrong in banks and mark schemes, and where.")
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders; default: all"
    )
    check.add_argument("--strict", action="store_true", help="warnings fail too")
    new = command("new", "Write a commented template of a bank, a mark scheme or phrases.")
    new.add_argument("kind", choices=("bank", "rubric", "phrases"), help="rubric: a mark scheme")
    new.add_argument("file", type=Path, metavar="FILE", help="where to write it")
    convert = command("convert", "Make a bank and its mark schemes of a spreadsheet.")
    convert.add_argument("table", type=Path, metavar="FILE.csv", help="the spreadsheet, as CSV")
    convert.add_argument("file", type=Path, metavar="FILE.yaml", help="the bank to write")


def _add_models(models: argparse.ArgumentParser) -> None:
    models.add_argument(
        "action",
        nargs="?",
        default="list",
        choices=("list", "fetch", "verify", "measure", "delete"),
        help="default: list; fetch is the only thing that uses the network",
    )
    models.add_argument(
        "names", nargs="*", metavar="NAME", help="which; verify and measure: default all"
    )
    models.add_argument("--engine", metavar="E", help="faster-whisper or openai-whisper")


def _common_options() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="answer in JSON")
    common.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="keep attempts in DIR",
    )
    return common


def _speech_options() -> argparse.ArgumentParser:
    speech = argparse.ArgumentParser(add_help=False)
    speech.add_argument("--engine", metavar="E", help="faster-whisper or openai-whisper")
    speech.add_argument("--model", metavar="M", help="a model's name, folder or file")
    return speech


def _add_devices(devices: argparse.ArgumentParser) -> None:
    devices.add_argument(
        "--check",
        action="store_true",
        help="record a moment of quiet and a sentence, and tell level, background, hum and echo",
    )
    devices.add_argument(
        "--seconds", type=_seconds, metavar="N", help="how long to speak; default: 3"
    )
    devices.add_argument("--device", metavar="NAME", help="the microphone, by name or a part of it")
    devices.add_argument("--no-sound", action="store_true", help="do not play the test sound")
    devices.epilog = (
        "--check ends with 1 where a finding is bad. Figures of --check --json: peak_dbfs,"
        " speech_dbfs (active speech level), background_dbfs (in the pause),"
        " signal_to_noise_decibels, clipped_percent, hum (mains_hz, dbfs,"
        " excess_decibels), is_silent, echo (leak: none, heard, unclear or silent; decibels;"
        " clarity), findings (kind, grade: good, fair or bad; sentence, advice, figure)."
    )


def _add_record(record: argparse.ArgumentParser) -> None:
    record.add_argument("question", metavar="QUESTION", help="the question's id")
    record.add_argument("--format", metavar="ID", help="the clock to keep")
    record.add_argument("--device", metavar="NAME", help="the microphone, by name or a part of it")
    record.add_argument("--no-prompt", action="store_true", help="do not speak the question")
    record.add_argument("--no-preparation", action="store_true", help="answer at once")
    record.add_argument(
        "--stop-after", type=_seconds, metavar="SECONDS", help="end the answer by itself"
    )
    record.add_argument("--no-transcript", action="store_true", help="only record")


def _number(text: str) -> int:
    """A take's number."""
    if not text.isdecimal() or int(text) < 1:
        message = f"{text!r} is not a number from 1 on"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _seconds(text: str) -> float:
    """A positive number of seconds."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        message = f"{text!r} is not a number of seconds above 0"
        raise argparse.ArgumentTypeError(message)
    return seconds
