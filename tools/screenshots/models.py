"""The states of the models in Settings, with models that are not really there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mockinterview.errors import DownloadError
from mockinterview.speech.engines import WeightsFormat, describe, engine_with_version
from mockinterview.speech.models.accuracies import ACCURACIES
from mockinterview.speech.models.catalogue import OFFICIAL_MODELS
from mockinterview.speech.models.overview import ModelEntry, Overview
from mockinterview.speech.models.soundness import Soundness
from mockinterview.speech.models.speeds import Speed
from mockinterview.speech.models.weights import Origin, SpeechModel
from mockinterview.ui.models.jobs import Doing, Job
from mockinterview.ui.models.section import SpeechSection

from .studio import Studio

CACHE = Path("/home/rowan/.cache/mockinterview/models")
_ABOVE = 40
"""So many pixels of what is above are left in view."""
LONG = Path("/media/rowan/A drive with a long name/Interviews 2027/Speech models/my-whisper.pt")


def entry(name: str, /, **changes: Any) -> ModelEntry:
    """A model that has to be fetched, changed so."""
    official = next(model for model in OFFICIAL_MODELS if model.name == name)
    known: dict[str, Any] = {
        "name": name,
        "title": official.title,
        "note": official.note,
        "size_bytes": official.size_bytes,
        "accuracy": ACCURACIES.get(name),
    }
    return ModelEntry(**(known | changes))


def here(name: str, origin: Origin = Origin.PACKAGE, **changes: Any) -> ModelEntry:
    """A model that is on this computer."""
    model = SpeechModel(name, origin, WeightsFormat.OPENAI, CACHE / name, 1, None)
    kept = "It comes with the program's packages and is deleted with them, by pip."
    known = {"model": model, "soundness": Soundness.VERIFIED}
    if origin is Origin.PACKAGE:
        known |= {"kept_because": kept}
    return entry(name, **(known | changes))


def speed(name: str, seconds: float, engine: str = "faster-whisper") -> Speed:
    """A minute takes so long."""
    return Speed(engine_with_version(engine), name, "here", "cpu", 60.0, seconds, True)


def base(**changes: Any) -> ModelEntry:
    return here("base", is_chosen=True, **changes)


def tiny() -> ModelEntry:
    return here("tiny.en", soundness=Soundness.UNCHECKED, speed=speed("tiny.en", 7.5))


def show(studio: Studio, *entries: ModelEntry, current: str = "", problem: str = "") -> Any:
    """The section with these models and those that can be fetched."""
    studio.window.show_page("settings")
    section: SpeechSection = studio.pages.settings.speech
    studio.wait(lambda: section.has_looked)
    names = {each.name for each in entries}
    rest = tuple(entry(each.name) for each in OFFICIAL_MODELS if each.name not in names)
    chosen = next((each.name for each in entries if each.is_chosen), "")
    told = (speed(chosen, 11.2), speed(chosen, 24.6, "openai-whisper"))
    section.current = current
    section.desk.overview = Overview(
        engines=describe(),
        engine="faster-whisper",
        entries=(*entries, *rest),
        problem=problem,
        engine_speeds=told if chosen and entries[0].speed else (),
    )
    section.desk.changed.emit()
    studio.rest(0.2)
    area = studio.pages.settings.area
    row = next(row for row in section.rows if row.is_current)
    row.setFocus()
    area.ensureWidgetVisible(section, 0, 0)
    bar = area.verticalScrollBar()
    is_low = row.geometry().bottom() > area.height() - _ABOVE
    bar.setValue(section.y() + (row.y() if is_low else 0) - _ABOVE)
    return section


def models(studio: Studio) -> None:
    show(studio, base(speed=speed("base", 11.2)), tiny())


def models_none(studio: Studio) -> None:
    show(studio, problem="There is no speech model on this computer.", current="small")


def models_unmeasured(studio: Studio) -> None:
    show(studio, base(), tiny(), current="tiny.en")


def models_fetching(studio: Studio) -> None:
    section = show(studio, base(speed=speed("base", 11.2)), tiny(), current="small")
    words = "187 MB of 484 MB · 3.2 MB a second · about 1 min 33 s left"
    begin(section, Job(Doing.FETCH, "small", words, 0.39, lambda: None))


def models_stalled(studio: Studio) -> None:
    arrived = entry("small", arrived_bytes=187_000_000)
    section = show(studio, base(speed=speed("base", 11.2)), arrived, current="small")
    words = "187 MB of 484 MB · nothing has come for 12 s"
    begin(section, Job(Doing.FETCH, "small", words, 0.39, lambda: None))


def models_failed(studio: Studio) -> None:
    arrived = entry("small", arrived_bytes=187_000_000)
    section = show(studio, base(speed=speed("base", 11.2)), arrived, current="small")
    section.desk.problems["small"] = DownloadError(
        "The model small could not be fetched: this computer seems to be offline.",
        "Connect it to the internet and try again. What has arrived is kept.",
    )
    section.desk.changed.emit()


def models_fetched(studio: Studio) -> None:
    small = here("small", Origin.CACHE, is_chosen=True)
    section = show(studio, small, here("base"), tiny())
    section.desk.notes["small"] = "Fetched and verified; it is used from now on."
    section.desk.changed.emit()


def models_damaged(studio: Studio) -> None:
    small = here("small", Origin.CACHE, soundness=Soundness.DAMAGED)
    show(studio, base(speed=speed("base", 11.2)), small, current="small")


def models_package_damaged(studio: Studio) -> None:
    show(studio, base(soundness=Soundness.DAMAGED), tiny())


def models_measuring(studio: Studio) -> None:
    section = show(studio, base(), tiny())
    words = "Listening to the sample answer …"
    begin(section, Job(Doing.MEASURE, "base", words, 0.6, lambda: None))


def models_own(studio: Studio) -> None:
    model = SpeechModel("my-whisper", Origin.PATH, WeightsFormat.OPENAI, LONG, 1, None)
    studio.services.change_settings(model=str(LONG))
    own = entry(
        "base",
        name="my-whisper",
        title="my-whisper",
        note="Your own.",
        accuracy=None,
        model=model,
        soundness=Soundness.UNKNOWN,
        is_chosen=True,
        kept_because="It lies outside the program's own folder; delete it where it lies.",
    )
    show(studio, own, here("base"), tiny())


def models_deleting(studio: Studio) -> None:
    small = here("small", Origin.CACHE, speed=speed("small", 38.0))
    section = show(studio, base(speed=speed("base", 11.2)), small, current="small")
    section.row("small").deleted.emit()


def begin(section: SpeechSection, job: Job) -> None:
    section.desk.jobs[job.name] = job
    section.desk.changed.emit()


STATES = (
    *(models, models_none, models_unmeasured, models_fetching, models_stalled, models_failed),
    *(models_fetched, models_damaged, models_package_damaged, models_measuring, models_own),
    *(models_deleting,),
)
