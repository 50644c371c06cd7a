"""A pipeline in Haystack: files become documents, documents become summaries; what fails comes out apart."""

from pathlib import Path

from haystack import Pipeline
from haystack.components.converters import TextFileToDocument

from summarizer.integrations.haystack import Summarizer

ARTICLES = Path(__file__).parent.parent
pipeline = Pipeline()
pipeline.add_component("files", TextFileToDocument())
pipeline.add_component("summarizer", Summarizer(groups=2, points=2, raise_on_failure=False))
pipeline.connect("files.documents", "summarizer.documents")

out = pipeline.run({"files": {"sources": sorted(ARTICLES.glob("*/article.txt"))}})["summarizer"]
for document in out["summaries"]:
    print(f"--- {document.meta['file_path']}")
    print(document.content)
print(f"{len(out['failed'])} failed")
