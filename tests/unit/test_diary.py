"""The diary: its values, which entries fit a question, what may name a patient."""

from __future__ import annotations

import datetime as dt

import pytest

from mockinterview import paths
from mockinterview.core.diary import (
    DiaryField,
    Entry,
    EntryKind,
    Telling,
    day_words,
    fits_search,
    newest_first,
    read_day,
)
from mockinterview.core.diary_fitting import fitting_entries
from mockinterview.core.diary_guide import DiaryFile, DiaryGuide, tag_title, tag_titles
from mockinterview.core.diary_text import diary_text
from mockinterview.core.naming import find_names, is_nhs_number, naming_sentence
from mockinterview.files.content import Content, load_content

NOW = dt.datetime(2026, 7, 14, 10, 15, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([paths.content_folder()])


def entry(name: str, **changes: object) -> Entry:
    return Entry(id=name, created=NOW, title=name).model_copy(update=changes)


def test_an_entry_knows_whether_somebody_would_miss_it() -> None:
    blank = Entry(created=NOW, place="  ")
    assert blank.is_blank
    assert not blank.model_copy(update={"hard": "The smell."}).is_blank
    assert not blank.model_copy(update={"tags": ("empathy",)}).is_blank
    assert blank.name == "Clinical placement without a title"


def test_told_counts_each_answer_once_and_is_taken_back() -> None:
    first = Telling(attempt="a", question="Why?", day=dt.date(2026, 8, 2))
    second = Telling(attempt="b", question="How?", day=dt.date(2026, 8, 1))
    told = entry("ward").with_told(first).with_told(second).with_told(first)
    assert [one.attempt for one in told.told] == ["b", "a"]
    assert told.is_told_in("a")
    assert [one.attempt for one in told.without_told("a").told] == ["b"]


def test_lists_go_by_the_day_of_the_experience() -> None:
    old = entry("old", day=dt.date(2026, 1, 5))
    new = entry("new", day=dt.date(2026, 9, 5))
    undated = entry("undated")
    assert newest_first([old, undated, new]) == [new, undated, old]


def test_every_word_of_a_search_stands_somewhere() -> None:
    ward = entry("Ward", saw="Porters and nurses", kind=EntryKind.VOLUNTEERING)
    assert fits_search(ward, "NURSES volunteer")
    assert not fits_search(ward, "nurses surgeon")
    assert fits_search(ward, "")


@pytest.mark.parametrize(
    "text", ["14 July 2026", "14 jul 2026", "14/7/2026", "2026-07-14", "14.07.2026"]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == dt.date(2026, 7, 14)
    assert day_words(dt.date(2026, 7, 14)) == "14 July 2026"


@pytest.mark.parametrize("text", ["July", "31 February 2026", "14 Ju 2026", "14/7/26", "١٤/٧/x"])
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_day(text)


def test_a_tagged_criterion_fits_and_the_reason_names_it(content: Content) -> None:
    _, question = content.question("leader-or-follower")
    rubric = content.rubric_of(question)
    criterion = next(one for one in rubric.criteria if one.id == "leading-example")
    tagged = entry("cadets", tags=(f"{question.rubric}/leading-example",))
    attribute = entry("football", tags=("leadership",))
    words = entry("shop", saw="Our leader became ill, and I was no follower that day.")
    other = entry("film", saw="Nothing to do with it.")
    binned = tagged.model_copy(update={"binned": NOW})
    fits = fitting_entries(
        [other, words, attribute, binned, tagged], question, rubric, content.diary
    )
    assert [fit.entry.id for fit in fits] == ["cadets", "football", "shop"]
    assert criterion.text in fits[0].reason
    assert "Leadership" in fits[1].reason
    assert "“follower” and “leader”" in fits[2].reason


def test_a_criterion_of_another_scheme_fits_by_its_id(content: Content) -> None:
    """`starr` stands in several schemes; a tag of one of them helps with all."""
    _, question = content.question("leader-or-follower")
    tagged = entry("ward", tags=("resilience/starr",))
    rubric = content.rubric_of(question)
    assert fitting_entries([tagged], question, rubric, content.diary)
    assert not fitting_entries([tagged], question, None, DiaryGuide())


def test_tags_are_attributes_and_positive_criteria(content: Content) -> None:
    titles = tag_titles(content.diary, content.rubrics)
    assert titles["teamwork"] == "Teamwork"
    pitfalls = {
        f"{name}/{one.id}"
        for name, rubric in content.rubrics.items()
        for one in rubric.criteria
        if one.is_pitfall
    }
    assert pitfalls
    assert not pitfalls & titles.keys()
    assert len(set(titles.values())) > len(titles) - 3
    assert tag_title("gone/first-aid", titles) == "First aid"


def test_ones_own_prompt_takes_the_place_of_the_shipped_one() -> None:
    def file(title: str) -> DiaryFile:
        prompt = {"prompt": "saw", "title": title, "help": "One moment."}
        return DiaryFile.model_validate({"version": 1, "prompts": [prompt]})

    guide = DiaryGuide()
    guide.add(file("Mine"))
    guide.add(file("Shipped"))
    assert guide.prompt(DiaryField.SAW).title == "Mine"
    assert guide.prompt(DiaryField.TAKE_AWAY).title == "Take away"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Then Mrs Patel wept.", "Mrs Patel"),
        ("I sat with Mr. O’Brien-Jones for an hour", "Mr. O’Brien-Jones"),
        ("There was a lady with a stick called Margaret.", "Margaret"),
        ("a patient whose name was Tom", "Tom"),
        ("on the form: 943 476 5919", "943 476 5919"),
        ("He was born on 3 March 1948.", "born on 3 March 1948"),
        ("DOB: 03/04/1948", "DOB: 03/04/1948"),
    ],
)
def test_what_may_name_a_patient_is_found(text: str, words: str) -> None:
    (concern,) = find_names(text)
    assert concern.words == words
    assert text[concern.start : concern.end] == words
    assert words in naming_sentence([concern])


@pytest.mark.parametrize(
    "text",
    [
        "Dr Kathryn Mannix wrote a book called Dear Life.",
        "An old man in his seventies sat with his daughter.",
        "Ring 020 7946 0958 or +44 7946 095812.",
        "I missed the bus. Miss nothing, they said.",
        "He was born in Leeds. The ward has 12 beds.",
        "",
    ],
)
def test_what_names_no_patient_is_left_alone(text: str) -> None:
    assert find_names(text) == []
    assert naming_sentence([]) == ""


def test_an_nhs_number_is_known_by_its_check_digit() -> None:
    assert is_nhs_number("943 476 5919")
    assert not is_nhs_number("943 476 5918")
    assert not is_nhs_number("9434765919 0")


def test_places_count_once_and_the_sentence_says_how_many() -> None:
    found = find_names("Mrs Patel, born on 3/4/1948, and a woman called Ann.")
    assert [one.words for one in found] == ["Mrs Patel", "born on 3/4/1948", "Ann"]
    assert "and 2 more places here" in naming_sentence(found)


def test_the_text_of_the_diary_is_whole_and_its_markup_is_ours(content: Content) -> None:
    hostile = entry(
        "# Not a heading\x07",
        saw="# no heading\n- no list\n1. no number\n<script>x</script>",
        tags=("empathy",),
        told=(Telling(attempt="a", question="Why?\n# you", day=dt.date(2026, 8, 2)),),
    )
    text = diary_text([hostile], content.diary, {"empathy": "Empathy"})
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Diary",
        "## # Not a heading",
        "### What I saw",
        "### Shows",
        "### Told in",
    ]
    assert "\\# no heading\n\\- no list\n\\1. no number\n&lt;script>" in text
    assert "- 2 August 2026: Why? # you" in text
