"""Loads what a batch uses, with and without a model, for processes that are forked from one that has imported this."""

import threading

import summarizer
import summarizer.batch.provider_batch
import summarizer.cli.main

from .articles import article
from .scripted_server import ScriptedServer

with ScriptedServer() as _server:
    for _text in [article(language, 600, seed) for language in ("en", "zh") for seed in range(4)]:
        summarizer.summarize(_text)
        summarizer.summarize(_text, model="openai/gpt-5-mini", base_url=_server.url, api_key="k", cache=False)
assert threading.active_count() == 1, "a fork has none of the threads"
