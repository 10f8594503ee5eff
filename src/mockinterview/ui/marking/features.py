"""Which features the marking page has, in the order in which their widgets stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mockinterview.ui.agreeing.feature import OthersFeature
from mockinterview.ui.comparing.feature import AnswerBeforeFeature
from mockinterview.ui.diary.feature import ToldFeature
from mockinterview.ui.marking.comments.feature import CommentsFeature
from mockinterview.ui.marking.evidence.feature import EvidenceFeature
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.marking.hints.measures import MeasuresFeature
from mockinterview.ui.marking.hints.suggestions import SuggestionsFeature
from mockinterview.ui.marking.passes.candidate import CandidateFeature
from mockinterview.ui.marking.passes.earlier import EarlierFeature
from mockinterview.ui.marking.passes.feature import PassesFeature
from mockinterview.ui.marking.passes.folding import FoldingFeature
from mockinterview.ui.marking.phrases.feature import PhrasesFeature
from mockinterview.ui.marking.structure.feature import StructureFeature
from mockinterview.ui.marking.structure.planned import PlannedFeature
from mockinterview.ui.tutor.feature import InboxFeature

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


def page_features(page: MarkingPage) -> Sequence[Feature]:
    """All of them, made for this page."""
    features: tuple[type[Feature], ...] = (
        InboxFeature,
        PassesFeature,
        FoldingFeature,
        OthersFeature,
        EarlierFeature,
        AnswerBeforeFeature,
        CandidateFeature,
        EvidenceFeature,
        SuggestionsFeature,
        StructureFeature,
        PlannedFeature,
        ToldFeature,
        CommentsFeature,
        PhrasesFeature,
        MeasuresFeature,
    )
    return [feature(page) for feature in features]
