"""The prompts: versioned files, filled with our own words by Jinja2, with the document put beside them as it is.

A file has three parts: what is always said, what stands before the document and what stands after it. The first is the
same for every document and every setting, so that servers' prompt caches hit; the document never passes through a
template.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

_PARTS = re.compile(r"<!-- (?:system|before the document|after the document) -->\n")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is sent: `task` holds the document, `closing` is what stands behind it and may grow."""

    system: str
    task: str
    closing: str
    version: str = ""

    def messages(self, *notes: str) -> list[dict[str, str]]:
        """The prompt as messages, with notes of ours at the very end, so that all before them stays the same."""
        user = "\n\n".join([self.task, self.closing, *notes])
        return [{"role": "system", "content": self.system}, {"role": "user", "content": user}]


def render_prompt(version: str, document: str, **values: str | int | bool) -> Prompt:
    """The prompt `version`, such as `summarize.v1`.

    Args:
        document: the fenced document; it is data and goes through no template.
        values: what the prompt's own words need.

    Raises:
        jinja2.UndefinedError: a value is missing.
    """
    system, before, after = _load_parts(version)
    return Prompt(system, f"{_render(before, values)}\n\n{document}", _render(after, values), version)


@cache
def _load_parts(version: str) -> tuple[str, str, str]:
    text = (files(__package__) / f"{version}.md").read_text(encoding="utf-8")
    _, system, before, after = (part.strip() for part in _PARTS.split(text))
    return system, before, after


def _render(template: str, values: dict[str, str | int | bool]) -> str:
    return _compile(template).render(values)


@cache
def _compile(template: str) -> Template:
    """A template, compiled once: that takes as long as parsing an article."""
    from jinja2 import Environment, StrictUndefined

    return Environment(undefined=StrictUndefined, autoescape=False).from_string(template)
