"""Loads what a batch with a model needs, for processes that are forked from one that has imported this."""

import summarizer
import summarizer.batch.provider_batch
import summarizer.cli.main
import summarizer.llm.instructor_adapter

from .articles import article

summarizer.summarize(article("en", 400))
summarizer.summarize(article("zh", 400))
