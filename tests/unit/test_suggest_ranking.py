"""Suggestions: what may be relied on whatever is said, with the encoder and without it."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockinterview import paths
from mockinterview.core.content import Category, Criterion, CriterionKind, Rubric
from mockinterview.files.content import load_content
from mockinterview.suggest import Suggester, new_suggester, suggester
from mockinterview.suggest.cues import is_denial
from mockinterview.suggest.encoder import Encoder, find_weights
from mockinterview.suggest.suggester import RankingSuggester
from mockinterview.suggest.word_pieces import piece_numbers, vocabulary

RUBRICS = load_content([paths.content_folder()]).rubrics
LEADING = RUBRICS["leader-and-follower"]
DENIALS = Path(__file__).parent.parent / "data" / "suggestions" / "denials.jsonl"
ANSWER = (
    "I think that I can do both, and it depends on who knows most.",
    "I was captain of the netball team and gave everybody a job.",
    "In the orchestra I'm second violin and follow the person in front.",
    "In an operation the surgeon leads, and then listens to the scrub nurse.",
)


@pytest.fixture(scope="module", params=["words", pytest.param("model", marks=pytest.mark.slow)])
def asked(request: pytest.FixtureRequest) -> Suggester:
    """Both kinds: words alone, and words with the encoder."""
    return RankingSuggester(None) if request.param == "words" else new_suggester()


def test_the_weights_of_the_encoder_are_installed_here() -> None:
    assert find_weights() is not None


def test_each_place_is_found(asked: Suggester) -> None:
    found = asked.suggest(LEADING, ANSWER)
    first = {name: found[name][0].sentence for name in found}
    assert first["both"] == 0
    assert first["leading-example"] == 1
    assert first["following-example"] == 2
    assert first["medicine-link"] == 3


def test_only_positive_content_is_asked_of_an_answer(asked: Suggester) -> None:
    wanted = [
        one.id
        for one in LEADING.criteria
        if one.kind is CriterionKind.POSITIVE and one.category is Category.CONTENT
    ]
    assert list(asked.suggest(LEADING, ANSWER)) == wanted
    assert len(wanted) < len(LEADING.criteria)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sentences=st.lists(st.text(max_size=60), max_size=6))
def test_whatever_is_said_it_is_ranked(asked: Suggester, sentences: list[str]) -> None:
    found = asked.suggest(LEADING, sentences)
    for suggestions in found.values():
        places = [one.sentence for one in suggestions]
        scores = [one.score for one in suggestions]
        assert len(set(places)) == len(places)
        assert set(places) <= {at for at, text in enumerate(sentences) if text.strip()}
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
    assert asked.suggest(LEADING, sentences) == found


def test_nothing_said_is_nothing_suggested(asked: Suggester) -> None:
    for nothing in ([], [""], [" ", "\n"]):
        assert set(map(len, asked.suggest(LEADING, nothing).values())) == {0}


def test_one_sentence_is_offered(asked: Suggester) -> None:
    found = asked.suggest(LEADING, ["I was captain of the team."])
    assert [one.sentence for one in found["leading-example"]] == [0]


def test_letters_of_all_scripts_and_very_long_words_are_borne(asked: Suggester) -> None:
    said = ["Ich war Kapitän. 東京 😀 ✓", "x" * 5000, "Ñandú – “naïve” £5", "\u0301\u200b"]
    assert len(asked.suggest(LEADING, said)["both"]) == len(said)


def test_a_mark_scheme_without_examples_will_do(asked: Suggester) -> None:
    bare = Rubric(
        rubric="own",
        version=1,
        title="My own",
        criteria=(
            Criterion(id="bees", kind=CriterionKind.POSITIVE, text="Speaks of keeping bees."),
            Criterion(id="boats", kind=CriterionKind.POSITIVE, text="Speaks of sailing boats."),
        ),
    )
    said = ["We sailed a small boat to Fife.", "My uncle keeps bees behind the house."]
    found = asked.suggest(bare, said)
    assert (found["bees"][0].sentence, found["boats"][0].sentence) == (1, 0)


def first_places(asked: Suggester, *, with_evidence: bool) -> list[tuple[dict[str, Any], int]]:
    """Each answer with something denied, and the sentence that is pointed at first (-1: none)."""
    told = [json.loads(line) for line in DENIALS.read_text(encoding="utf-8").splitlines()]
    found = []
    for one in told:
        if bool(one["evidence"]) is with_evidence:
            places = asked.suggest(RUBRICS[one["rubric"]], one["sentences"])[one["criterion"]]
            found.append((one, places[0].sentence if places else -1))
    return found


def test_evidence_comes_before_what_is_denied(asked: Suggester) -> None:
    found = first_places(asked, with_evidence=True)
    assert [one["sentences"][at] for one, at in found if at not in one["evidence"]] == []


def test_what_is_only_denied_is_seldom_pointed_at(asked: Suggester) -> None:
    found = first_places(asked, with_evidence=False)
    denied = [one["sentences"][at] for one, at in found if at in one["denied"]]
    assert len(denied) < len(found) / 2, denied


def test_a_setback_is_no_excuse(asked: Suggester) -> None:
    said = ["I didn't get the grades that I'd hoped for, and I had to resit.", "It rained."]
    found = asked.suggest(RUBRICS["resilience"], said)
    assert is_denial(said[0])
    assert found["starr"][0].sentence == 0


@pytest.mark.parametrize(
    "said",
    [
        "I couldn't get a placement, so I read about a GP's day instead.",
        "I'd join the choir and the choral society, and perhaps a sport that I've never tried.",
        "I don't think that I'm one or the other, I think it depends.",
        "He was not afraid.",
    ],
)
def test_what_only_holds_a_negation_is_no_denial(said: str) -> None:
    assert not is_denial(said)


def test_five_hundred_sentences_take_no_second_by_words() -> None:
    said = [f"{ANSWER[at % 4]} That was number {at}." for at in range(500)]
    start = time.process_time()
    found = RankingSuggester(None).suggest(LEADING, said)
    assert time.process_time() - start < 2
    assert len(found["both"]) == 500


def test_without_weights_words_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggester, "find_weights", lambda: None)
    found = new_suggester().suggest(LEADING, ANSWER)
    assert found == RankingSuggester(None).suggest(LEADING, ANSWER)


def test_damaged_weights_are_told_to_the_log_and_words_go_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = tmp_path / "model.onnx"
    damaged.write_bytes(b"no model")
    asked = RankingSuggester(Encoder(damaged))
    expected = RankingSuggester(None).suggest(LEADING, ANSWER)
    assert asked.suggest(LEADING, ANSWER) == expected
    assert asked.suggest(LEADING, ANSWER) == expected
    assert caplog.text.count("cannot be used") == 1


@pytest.mark.slow
def test_many_threads_hear_the_same() -> None:
    asked = new_suggester()
    expected = asked.suggest(LEADING, ANSWER)
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda: found.append(asked.suggest(LEADING, ANSWER)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == [expected] * 4


def test_words_are_cut_as_bert_cuts_them() -> None:
    known = {number: piece for piece, number in vocabulary().items()}
    pieces = [known[number] for number in piece_numbers("Café-owners weren't unflappable.", 96)]
    assert pieces == [
        *("[CLS]", "cafe", "-", "owners", "weren", "'", "t"),
        *("un", "##fl", "##app", "##able", ".", "[SEP]"),
    ]
    assert len(piece_numbers("word " * 500, 96)) == 96


def test_the_encoder_knows_likeness() -> None:
    weights = find_weights()
    assert weights is not None
    one, like, other = Encoder(weights).encode(
        ["I led the hockey team.", "I was captain of a sports side.", "The kettle is on."]
    )
    assert float(one @ one) == pytest.approx(1, abs=1e-5)
    assert float(one @ like) > float(one @ other) + 0.2
