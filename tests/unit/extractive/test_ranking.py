"""The order of passages."""

from __future__ import annotations

from summarizer.extractive.ranking import Ranking
from summarizer.extractive.salience import score_document
from summarizer.models import Document

NEWS = "The central bank raised its key rate to 5 percent. The rate is the highest in 20 years. Prices rose 8 percent in May. The bank expects prices to fall next year. Analysts had expected a smaller rise of the rate."


def test_the_lead_of_news_comes_first_and_repetition_last() -> None:
    text = NEWS + " The central bank raised its key rate to 5 percent."
    order = [passage.sentence for passage in Ranking(score_document(Document.from_text(text)))]
    assert order[0] == 1
    assert order.index(6) > 1, "what the first sentence said is not said again at once"
