"""Reports in a real browser: text, clips, contrast, width, and nothing asked of a network."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from mockinterview.core.marking import Marking
from mockinterview.files.attempts import Library
from mockinterview.report.choice import ReportChoice, ReportSound
from mockinterview.reporting import (
    report_attempt,
)
from tests.report_examples import (
    EMOJI,
    HOSTILE,
    MOMENT,
    RIGHT_TO_LEFT,
    mark,
    put_marked,
    put_sample,
    services_over,
    write_reports,
)
from tests.rig.browser import Browser, Page

pytestmark = pytest.mark.slow

NARROWEST: Final = 320
PHONE: Final = 390
DESKTOP: Final = 1280
LEAST_CONTRAST: Final = 4.5
"""WCAG 2.2, 1.4.3 (AA)."""

LENGTHS: Final = """
Promise.all([...document.querySelectorAll('audio')].map(one => new Promise(done => {
  const tell = () => done([one.duration, one.error && one.error.message]);
  if (one.readyState >= 1 || one.error) return tell();
  one.addEventListener('loadedmetadata', tell); one.addEventListener('error', tell);
})))
"""
DECODED: Final = """
Promise.all([...document.querySelectorAll('audio')].map(async one => {
  const text = atob(one.src.split(',')[1]);
  const bytes = Uint8Array.from(text, letter => letter.charCodeAt(0));
  const sound = await new OfflineAudioContext(1, 1, 24000).decodeAudioData(bytes.buffer);
  const samples = sound.getChannelData(0);
  return [sound.duration, samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0)];
}))
"""
CONTRASTS: Final = """
(() => {
  const channels = text => text.match(/[\\d.]+/g).map(Number);
  const luminance = text => {
    const [r, g, b] = channels(text).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let one = element; one; one = one.parentElement) {
      const found = getComputedStyle(one).backgroundColor;
      if (channels(found)[3] !== 0) return found;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim()) continue;
    const pair = [luminance(getComputedStyle(element).color), luminance(ground(element))];
    pair.sort((one, other) => other - one);
    found.push([(pair[0] + 0.05) / (pair[1] + 0.05), walker.currentNode.data.slice(0, 40)]);
  }
  return found;
})()
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of each kind as HTML."""
    folder = tmp_path_factory.mktemp("reports")
    library = Library(folder / "library", lambda: MOMENT)
    write_reports(library, put_marked(library), folder)
    return folder


@pytest.fixture
def opened(browser: Browser) -> Iterator[Any]:
    """Opens pages that are closed again."""
    pages: list[Page] = []

    def open_page(path: Path, **how: Any) -> Page:
        pages.append(browser.open(path, **how))
        return pages[-1]

    yield open_page
    for page in pages:
        browser.close(page)


def seconds_of(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return 60 * int(minutes) + int(seconds)


def text_of(page: Page) -> str:
    return str(page.value("document.body.innerText"))


def test_a_phone_reads_everything_and_hears_every_clip(reports: Path, opened: Any) -> None:
    page = opened(reports / "attempt.html", width=PHONE)
    text = text_of(page)
    assert "Are you a leader or a follower?" in text
    for told in ("Dr Shah", "Nearly there", "You say what happened", "A calm end.", "school play"):
        assert told in text
    lengths = page.value(LENGTHS)
    decoded = page.value(DECODED)
    cited = page.value("[...document.querySelectorAll('audio')].map(one => one.ariaLabel)")
    assert len(lengths) == len(cited) == 8
    assert cited[0] == "Clip: Take 1"
    for label, (seconds, error), (heard, peak) in zip(cited, lengths, decoded, strict=True):
        assert error is None
        assert seconds == pytest.approx(heard, abs=0.1)
        assert peak > 0.02, f"{label} is silent"
        if label != "Clip: Take 1":
            start, end = map(seconds_of, label.removeprefix("Clip: ").split("–"))
            assert seconds == pytest.approx(end - start + 0.5, abs=1.1)
    assert page.value("document.querySelectorAll('script').length") == 0
    assert page.fetched()[0] == (reports / "attempt.html").as_uri()
    assert all(one.startswith("data:") for one in page.fetched()[1:])
    assert page.complaints() == []


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("name", ["attempt", "comparison", "agreement", "class"])
def test_all_text_stands_out_and_no_page_is_wider_than_its_window(
    reports: Path, opened: Any, name: str, is_dark: bool
) -> None:
    for width in (NARROWEST, PHONE, DESKTOP):
        page = opened(reports / f"{name}.html", width=width, is_dark=is_dark)
        contrasts = page.value(CONTRASTS)
        assert len(contrasts) > 40
        assert [one for one in contrasts if one[0] < LEAST_CONTRAST] == []
        assert page.value("document.documentElement.scrollWidth") <= width
        assert all(one.startswith(("file:", "data:")) for one in page.fetched())
        assert page.complaints() == []


def test_a_page_has_a_language_a_title_and_headings_in_order(reports: Path, opened: Any) -> None:
    page = opened(reports / "attempt.html")
    assert page.value("document.documentElement.lang") == "en-GB"
    assert page.value("document.title") == "Are you a leader or a follower? – Marked answer"
    levels = page.value(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map(one => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    heads = page.value("[...document.querySelectorAll('th')].every(one => one.scope)")
    assert heads is True


def test_what_others_wrote_is_text_and_nothing_else(tmp_path: Path, opened: Any) -> None:
    library = Library(tmp_path / "library", lambda: MOMENT)
    folder = put_sample(library)
    asked = folder.load().question.model_copy(update={"prompt": f"{HOSTILE} {RIGHT_TO_LEFT}"})
    folder.change(lambda one: one.model_copy(update={"question": asked, "notes": HOSTILE}))
    mark(folder, by_tutor=True, note=f"{EMOJI}\n{HOSTILE}\n{RIGHT_TO_LEFT}")
    marking: Marking = folder.marking("tutor")
    folder.save_marking(marking.model_copy(update={"marker": HOSTILE}))
    page = opened(_written(library, folder.id, tmp_path / "hostile.html"), width=PHONE)
    text = text_of(page)
    assert text.count("<script>alert(1)</script>") > 5
    assert EMOJI in text
    assert "\u202e" not in text
    assert page.value("document.querySelectorAll('script, img, iframe, object, form').length") == 0
    assert page.value("document.documentElement.scrollWidth") <= PHONE
    assert page.complaints() == []


def test_a_hundred_thousand_letters_are_shown_whole(tmp_path: Path, opened: Any) -> None:
    library = Library(tmp_path / "library", lambda: MOMENT)
    folder = put_sample(library)
    mark(folder, note="W" * 100_000)
    page = opened(_written(library, folder.id, tmp_path / "long.html"), width=PHONE)
    assert "W" * 100_000 in text_of(page)
    assert page.value("document.documentElement.scrollWidth") <= PHONE


def test_the_policy_stops_what_should_ever_slip_through(
    reports: Path, tmp_path: Path, opened: Any
) -> None:
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        slipped = (
            f"<script>document.title = 'run'; fetch('{address}/fetch')</script>"
            f"<img src='{address}/img' onerror=\"document.title = 'run'\">"
            f"<link rel=stylesheet href='{address}/css'><audio src='{address}/audio'></audio>"
            f"<iframe src='{address}/frame'></iframe><style>body {{ color: red }}</style>"
        )
        page_text = (reports / "class.html").read_text(encoding="utf-8")
        path = tmp_path / "slipped.html"
        path.write_text(page_text.replace("</main>", f"{slipped}</main>"), encoding="utf-8")
        page = opened(path)
        assert page.value("document.title") != "run"
        assert page.value("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
        assert len(page.complaints()) >= 6
        assert asked == []
        path.write_text(re.sub("<meta http-equiv.*>", "", path.read_text("utf-8")), "utf-8")
        assert opened(path).value("document.title") == "run"
        server.shutdown()
    assert {"/img", "/css"} <= set(asked), "without the policy they would have been fetched"


def test_on_paper_there_is_no_player_and_the_colours_are_light(reports: Path, opened: Any) -> None:
    page = opened(reports / "attempt.html", is_dark=True)
    scheme = {"name": "prefers-color-scheme", "value": "dark"}
    page.ask("Emulation.setEmulatedMedia", {"media": "print", "features": [scheme]})
    shown = page.value("[...document.querySelectorAll('audio')].map(one => one.offsetHeight)")
    assert set(shown) == {0}
    assert page.value("getComputedStyle(document.body).color") == "rgb(28, 37, 41)"


def _written(library: Library, name: str, target: Path) -> Path:
    choice = ReportChoice(sound=ReportSound.NONE)
    with services_over(library) as services:
        return report_attempt(services, library.open(name), target, choice=choice).path
