"""What stands in a report, whoever draws it; as PDF, JSON and table; the colours of the screens."""

from __future__ import annotations

import csv
import io
import json
import re
from importlib import resources
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockinterview.core.agreement import side_by_side
from mockinterview.core.class_overview import Submission, overviews
from mockinterview.core.comments import Comment
from mockinterview.core.comparison import Side, compare
from mockinterview.core.marking import Evidence, Mark, Marking
from mockinterview.report import paper
from mockinterview.report.attempt_report import AttemptSubject, attempt_report
from mockinterview.report.choice import ReportChoice
from mockinterview.report.class_report import class_report
from mockinterview.report.comparison_report import agreement_report, comparison_report
from mockinterview.report.document import Checklist, Clip, Document, Facts, Grid, Sounds, Tone
from mockinterview.report.html import as_html
from mockinterview.report.marks import (
    MARKS_COLUMNS,
    ExportedMarks,
    comparison_marks,
    marked_attempt,
    marks_as_csv,
    marks_as_json,
)
from mockinterview.report.pdf import as_pdf
from mockinterview.ui.tokens import DARK, LIGHT
from tests.marked_examples import (
    CANNOT_TELL,
    MET,
    NOT_MET,
    PARTLY,
    made_attempt,
    make_question,
    make_rubric,
    marked,
)
from tests.pack_examples import NOW
from tests.report_examples import EMOJI, HOSTILE, RIGHT_TO_LEFT

QUESTION = make_question("asked", "Teamwork", "asking")
SCHEME = make_rubric("limit", "link", "no-blame", rubric="asking")
ATTEMPT = made_attempt(1, QUESTION, SCHEME)
CITED = Evidence(take=1, start=7.2, end=11.9, words="I asked the oldest two.")


def silent(*_: object) -> None:
    return None


def heard(_: str, take: int, start: float | None, end: float | None) -> Clip:
    return Clip("audio/mpeg", f"{take} {start} {end}".encode(), 1.0)


def judged() -> Marking:
    marking = marked(limit=MET, no_blame=MET).with_evidence("limit", CITED)
    return marking.with_note("link", "Say why.").with_overall(2).with_next_time("Slower.")


def told(document: Document) -> str:
    """All text of the page."""
    return re.sub(r"<[^>]+>", " ", as_html(document).decode())


def item_words(document: Document) -> list[list[str]]:
    """The verdicts of every criterion, in order."""
    blocks = [block for section in document.sections for block in section.blocks]
    lists = [block for block in blocks if isinstance(block, Checklist)]
    return [[one.word for one in item.judgements] for block in lists for item in block.items]


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_an_attempt_tells_what_its_one_marker_said() -> None:
    document = attempt_report(AttemptSubject(ATTEMPT, {"Candidate": judged()}), heard, NOW)
    assert (document.kind, document.title) == ("Marked answer", "asked?")
    assert document.line.endswith("marked by the candidate")
    headings = [section.heading for section in document.sections]
    assert headings[:4] == ["The answer", "As a whole", "Content", "Pitfalls to avoid"]
    assert [section.aside for section in document.sections[2:4]] == [
        "1 of 2 met, 1 not marked",
        "1 of 1 seen",
    ]
    assert item_words(document) == [["Met"], ["Not marked"], ["Seen"]]
    whole = document.sections[1].blocks[0]
    assert isinstance(whole, Facts)
    assert [(one.name, one.told) for one in whole.rows] == [
        ("Overall", "Nearly there"),
        ("Content", "1 of 2 met, 1 not marked"),
        ("Pitfalls to avoid", "1 of 1 seen"),
        ("Next time", "Slower."),
    ]


def test_a_citation_has_its_place_its_words_and_its_clip() -> None:
    document = attempt_report(AttemptSubject(ATTEMPT, {"Candidate": judged()}), heard, NOW)
    content = document.sections[2].blocks[0]
    assert isinstance(content, Checklist)
    (said,) = content.items[0].judgements[0].said
    assert (said.place, said.words) == ("0:07–0:12", "I asked the oldest two.")
    assert said.clip is not None
    assert said.clip.content == b"1 7.2 11.9"
    whole = document.sections[0].blocks[0]
    assert isinstance(whole, Sounds)
    assert whole.said[0].clip == Clip("audio/mpeg", b"1 None None", 1.0)


def test_several_markers_stand_side_by_side_by_name() -> None:
    markings = {"Candidate": judged(), "Dr Finch": marked("tutor", limit=PARTLY)}
    document = attempt_report(AttemptSubject(ATTEMPT, markings), silent, NOW)
    assert document.line.endswith("marked by the candidate and Dr Finch")
    assert item_words(document)[0] == ["Met", "Partly"]
    whole = document.sections[0].blocks[0]
    assert isinstance(whole, Grid)
    assert whole.head == ("", "Candidate", "Dr Finch")
    assert [cell.text for cell in whole.rows[0]] == ["Overall", "Nearly there", "not judged"]


def test_an_attempt_without_marks_is_a_checklist_to_be_filled_in() -> None:
    document = attempt_report(AttemptSubject(ATTEMPT, {}, words="One.\n\nTwo."), silent, NOW)
    assert document.kind == "Answer, not marked yet"
    assert [section.heading for section in document.sections] == [
        *("Content", "Pitfalls to avoid", "What was said"),
    ]
    assert item_words(document) == [["Not marked"]] * 3


def test_what_moved_between_two_passes_is_told_by_marker() -> None:
    second = judged().with_verdict("link", PARTLY).with_verdict("no-blame", NOT_MET)
    markings = {"Candidate": second, "Dr Finch": marked("tutor", limit=PARTLY)}
    subject = AttemptSubject(ATTEMPT, markings, firsts={"Candidate": judged()})
    document = attempt_report(subject, silent, NOW)
    (section,) = (one for one in document.sections if one.heading.startswith("Moved"))
    assert section.heading == "Moved in the second pass: Candidate"
    (facts,) = section.blocks
    assert isinstance(facts, Facts)
    assert [(one.name, one.told) for one in facts.rows] == [
        ("Not marked → Partly", "Says link."),
        ("Seen → Avoided", "Says no-blame."),
    ]


def test_a_comparison_tells_what_became_of_each_criterion() -> None:
    later = made_attempt(3, QUESTION, SCHEME)
    before = Side(ATTEMPT, marked(limit=NOT_MET, no_blame=MET, link=MET), text="What I said.")
    after = Side(later, marked(limit=MET, no_blame=NOT_MET, link=CANNOT_TELL), text="Better said.")
    document = comparison_report(compare(after, before), silent, NOW, ReportChoice())
    text = told(document)
    assert "Better on 2, the same on 0, worse on 0." in text
    assert "Before, 2 Oct 2026" in text
    assert "After, 4 Oct 2026" in text
    criteria = document.sections[1].blocks[0]
    assert isinstance(criteria, Checklist)
    assert [(item.remark, item.tone) for item in criteria.items] == [
        ("Better", Tone.MET),
        ("Cannot be compared", Tone.CANNOT_TELL),
        ("Better", Tone.MET),
    ]
    assert [one.word for one in criteria.items[2].judgements] == ["Seen", "Avoided"]
    assert "What I said." in text
    without = comparison_report(compare(after, before), silent, NOW, ReportChoice(has_words=False))
    assert "What I said." not in told(without)


def test_an_agreement_names_both_markers_in_what_they_saw() -> None:
    pair = (marked(limit=MET, link=NOT_MET), marked("tutor", limit=NOT_MET, link=NOT_MET))
    found = side_by_side(*pair, SCHEME)
    document = agreement_report(ATTEMPT, found, ("Candidate", "Dr Finch"), silent, NOW)
    text = told(document)
    assert "Agreed on 1 of 2 criteria that both could judge" in text
    assert "Candidate saw it and Dr Finch did not" in text
    assert "You saw" not in text


def test_an_agreement_has_comments_and_says_what_is_a_pitfall() -> None:
    comment = Comment(take=1, start=1, end=2, text="Stop here.")
    pair = (marked(no_blame=MET), marked("tutor", no_blame=MET).with_comment(comment))
    found = side_by_side(*pair, SCHEME)
    document = agreement_report(ATTEMPT, found, ("Candidate", "Dr Finch"), silent, NOW)
    text = told(document)
    assert "Comments: Dr Finch" in text
    assert "Stop here." in text
    assert "Comments: Candidate" not in text
    [pitfall] = [one for one in SCHEME.criteria if one.is_pitfall]
    assert f"Pitfall: {pitfall.text}" in text


def test_a_class_has_a_table_a_tally_and_what_each_will_do() -> None:
    submissions = [
        Submission("Ada", ATTEMPT, judged()),
        Submission("", ATTEMPT, marked("tutor", limit=MET, link=PARTLY, no_blame=NOT_MET)),
    ]
    document = class_report(overviews(submissions), "Year 13", NOW)
    assert (document.title, document.line) == ("Year 13", "2 candidates · 2 answers")
    table = document.sections[0].blocks[0]
    assert isinstance(table, Grid)
    assert table.head == ("Candidate", "1", "2", "3", "Overall", "Answered")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Unnamed", "✓", "◐", "✓", "–", "2 Oct 2026"],
        ["Ada", "✓", "–", "▲", "Nearly there", "2 Oct 2026"],
    ]
    assert [cell.spoken for cell in table.rows[1][1:4]] == ["Met", "Not marked", "Seen"]
    text = told(document)
    assert "Seen 1, Avoided 1" in text
    assert "Met 2" in text
    assert "Slower." in text


def test_a_class_without_answers_says_so() -> None:
    assert "no answers in this class yet" in told(class_report([], "", NOW))


def test_a_pdf_holds_the_same_words_and_has_a_title_a_language_and_bookmarks() -> None:
    subject = AttemptSubject(ATTEMPT, {"Candidate": judged()}, words="So I asked.\n\nThen not.")
    content = as_pdf(attempt_report(subject, silent, NOW), NOW)
    text = text_of(content)
    for words in ("asked?", "Says limit.", "✓ Met", "▲ Seen", "Say why.", "Slower.", "Then not."):
        assert words in text
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == "asked?"
    assert str(reader.root_object["/Lang"]) == "en-GB"
    names = [one.title for one in reader.outline if isinstance(one, pypdf.generic.Destination)]
    assert names[:2] == ["As a whole", "Content"]


@pytest.mark.parametrize("count", [9, 60])
def test_a_wide_table_lays_the_sheets_across(count: int) -> None:
    names = [f"point-{number}" for number in range(count)]
    attempt = made_attempt(1, QUESTION, make_rubric(*names, rubric="asking"))
    marking = judged().with_verdict(names[-1], PARTLY)
    submission = Submission("Candidate " * 12, attempt, marking)
    content = as_pdf(class_report(overviews([submission]), "", NOW), NOW)
    box = pypdf.PdfReader(io.BytesIO(content)).pages[0].mediabox
    assert box.width > box.height
    assert "◐" in text_of(content).partition("✓ met, or")[0], "the last column is there"


@pytest.mark.slow
def test_a_pdf_takes_any_letters_and_any_number_of_them() -> None:
    marking = judged().with_note("limit", f"{HOSTILE}\x00\n{EMOJI}\n{RIGHT_TO_LEFT}")
    long = "W" * 50_000 + " end-of-it"
    marking = marking.with_next_time(long).model_copy(update={"marker": HOSTILE})
    document = attempt_report(
        AttemptSubject(ATTEMPT, {HOSTILE: marking, "B": judged()}), silent, NOW
    )
    text = text_of(as_pdf(document, NOW))
    assert HOSTILE in text
    assert "end-of-it" in text
    assert "Well done □□" in text, "what the font does not have is a box"


@pytest.mark.slow
@settings(max_examples=20)
@given(*(st.text(max_size=80) for _ in range(4)))
def test_no_text_breaks_a_page_or_a_paper(note: str, wish: str, name: str, words: str) -> None:
    marking = judged().with_note("limit", note).with_next_time(wish)
    markings = {name: marking, f"{name} again": judged()}
    document = attempt_report(AttemptSubject(ATTEMPT, markings, words, (), note), silent, NOW)
    as_html(document).decode()
    assert text_of(as_pdf(document, NOW)).startswith("Marked answer asked?")


def test_what_others_wrote_is_escaped_and_turns_nothing_round() -> None:
    marking = judged().with_note("limit", f"{HOSTILE} {RIGHT_TO_LEFT}\x00")
    page = as_html(
        attempt_report(AttemptSubject(ATTEMPT, {HOSTILE: marking}), silent, NOW)
    ).decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\u202e" not in page
    assert "\x00" not in page


def test_the_page_allows_no_script_and_no_network() -> None:
    page = as_html(attempt_report(AttemptSubject(ATTEMPT, {}), silent, NOW)).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy[1]
    assert re.findall(r'(?:src|href)="(?!data:)', page) == []


@pytest.mark.parametrize(("palette", "place"), [(LIGHT, 0), (DARK, 1)])
def test_the_page_has_the_colours_of_the_screens(palette: object, place: int) -> None:
    names = {"not-met": "not_met", "partly": "partly", "met": "met", "ink": "ink"}
    names |= {"muted": "muted", "line": "line", "surface": "surface", "accent": "accent"}
    names |= {"background": "background"}
    style = resources.files("mockinterview.report").joinpath("templates", "report.css").read_text()
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[place]
    found = dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", block))
    assert found == {name: getattr(palette, token) for name, token in names.items()}


def test_the_paper_has_the_colours_of_the_light_screens() -> None:
    found = (paper.INK, paper.MUTED, paper.LINE, paper.ACCENT)
    assert found == (LIGHT.ink, LIGHT.muted, LIGHT.line, LIGHT.accent)
    tones = (LIGHT.ink, LIGHT.met, LIGHT.partly, LIGHT.not_met, LIGHT.cannot_tell)
    assert tuple(paper.TONES[tone] for tone in Tone) == tones


def test_marks_as_json_say_everything_and_follow_their_schema() -> None:
    exported = ExportedMarks(kind="attempt", attempts=(marked_attempt(ATTEMPT, [judged()], "Ada"),))
    data = json.loads(marks_as_json(exported))
    assert ExportedMarks.model_validate(data) == exported
    (attempt,) = data["attempts"]
    assert (attempt["candidate"], attempt["question"]) == ("Ada", "asked")
    (marking,) = attempt["markings"]
    assert (marking["marker"], marking["overall"]) == ("Candidate", 2)
    limit, link, blame = marking["criteria"]
    assert (limit["verdict"], limit["word"]) == ("met", "Met")
    assert limit["evidence"][0]["start"] == 7.2
    assert (link["verdict"], link["note"]) == (None, "Say why.")
    assert (blame["kind"], blame["word"]) == ("pitfall", "Seen")
    schema = Path(__file__).parents[2] / "docs" / "schemas" / "marks.schema.json"
    assert set(data) == set(json.loads(schema.read_text("utf-8"))["properties"])


def test_a_comparison_as_json_has_its_changes() -> None:
    later = made_attempt(3, QUESTION, SCHEME)
    found = compare(Side(ATTEMPT, marked(limit=NOT_MET)), Side(later, marked(limit=MET)))
    data = json.loads(marks_as_json(comparison_marks(found)))
    assert [one["id"] for one in data["attempts"]] == ["attempt-1", "attempt-3"]
    assert [one["change"] for one in data["changes"]] == ["better", "not_marked", "not_marked"]


def test_marks_as_a_table_have_a_row_for_each_criterion_and_marking() -> None:
    marking = judged().with_note("link", "=cmd()").with_next_time("+1\u202e")
    pair = [marking, marked("tutor", limit=PARTLY)]
    exported = ExportedMarks(kind="attempt", attempts=(marked_attempt(ATTEMPT, pair, "@Ada"),))
    rows = list(csv.DictReader(io.StringIO(marks_as_csv(exported).decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == MARKS_COLUMNS
    assert [(row["marker"], row["criterion"], row["word"]) for row in rows] == [
        *(("Candidate", "limit", "Met"), ("Candidate", "link", "")),
        *(("Candidate", "no-blame", "Seen"), ("Tutor", "limit", "Partly")),
        *(("Tutor", "link", ""), ("Tutor", "no-blame", "")),
    ]
    assert rows[0]["evidence"] == "take 1, 0:07–0:12: I asked the oldest two."
    assert rows[0]["overall_word"] == "Nearly there"
    assert (rows[0]["candidate"], rows[1]["note"], rows[1]["next_time"]) == (
        "'@Ada",
        "'=cmd()",
        "'+1",
    )


def test_a_blank_mark_is_no_verdict() -> None:
    assert Mark().is_blank
    document = attempt_report(AttemptSubject(ATTEMPT, {"B": Marking()}), silent, NOW)
    assert item_words(document) == [["Not marked"]] * 3
