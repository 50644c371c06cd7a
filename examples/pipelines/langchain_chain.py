"""A chain in LangChain: rows of a table become documents, documents become summaries, summaries become lines."""

from pathlib import Path

from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from summarizer import Summary
from summarizer.integrations.langchain import Summarizer

ARTICLES = Path(__file__).parent.parent
load = RunnableLambda(lambda name: Document((ARTICLES / name / "article.txt").read_text(encoding="utf-8")))
chain = load | Summarizer(groups=2, points=2) | RunnableLambda(Summary.to_line)

for line in chain.batch(["english_economy", "chinese_business"]):
    print(line)
