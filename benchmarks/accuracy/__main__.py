"""How exact each engine is with each model, what it costs, and what it invents.

    python -m benchmarks.accuracy [FOLDER]... [--engine E]... [--model M]... [--skip PATTERN]...

Without arguments: the sample answers and the spoken questions that come with the program, human
speech in ../shared/speech where it is there, every engine and every model that is installed. A
FOLDER holds sound files, with what is said in each as a `.txt` of the same name beside it.

Printed are the word error rate by clip and in total (after Whisper's English normaliser), how far
two engines differ on the same weights, words invented over sounds in which nobody speaks
(tests/non_speech.py, each at three levels), real-time factor, processor time and peak memory.

`--keep FOLDER` keeps what was measured there, a file for each engine and model, recording after
recording; what lies there already is not measured again, so that a run that was ended goes on.
"""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path

from benchmarks.accuracy import tables
from benchmarks.accuracy.clips import DEVELOPMENT_SPEECH, Clip, clips_in, shipped_clips
from benchmarks.accuracy.measuring import Run, measure
from mockinterview.speech.engines import installed_engines
from mockinterview.speech.models.weights import available_models
from mockinterview.speech.threads import sensible_threads


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--engine", action="append", help="default: all that are installed")
    parser.add_argument("--model", action="append", help="default: all that are installed")
    parser.add_argument("--skip", action="append", default=[], help="file pattern to leave out")
    parser.add_argument("--no-shipped", action="store_true", help="only the folders")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    folders = arguments.folders or [folder for folder in [DEVELOPMENT_SPEECH] if folder.is_dir()]
    human = [clip for folder in folders for clip in clips_in(folder, arguments.skip)]
    shipped = [] if arguments.no_shipped else list(shipped_clips())
    if not human and not shipped:
        parser.error("there is no recording to transcribe")
    runs = [
        _run(engine, model, [*human, *shipped], arguments.keep)
        for model in arguments.model or [model.name for model in available_models()]
        for engine in arguments.engine or installed_engines()
    ]
    print(f"python -m benchmarks.accuracy {' '.join(sys.argv[1:])}".rstrip())
    print(
        f"{platform.system()} {platform.release()}, {platform.machine()},"
        f" Python {platform.python_version()}, {sensible_threads()} threads"
    )
    for title, clips in (("Human speech", human), ("Shipped, rendered voices", shipped)):
        if clips:
            print(f"\n{title}")
            print(*tables.table(runs, clips), *tables.agreement(runs, clips), sep="\n")
    print("\nWords where nobody speaks")
    print(*tables.inventions(runs), sep="\n")


def _run(engine: str, model: str, clips: list[Clip], kept: Path | None) -> Run:
    """Measure what is not kept from before."""
    path = kept / f"{engine}-{Path(model).name}.json" if kept else None
    run = Run(engine=engine, model=model)
    if path is not None and path.is_file():
        run = Run.model_validate_json(path.read_text("utf-8"))

    def keep(name: str, so_far: Run) -> None:
        print(f"{engine} {model}: {name}", file=sys.stderr)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(so_far.model_dump_json(), "utf-8")

    return measure(run, clips, keep)


if __name__ == "__main__":
    main()
