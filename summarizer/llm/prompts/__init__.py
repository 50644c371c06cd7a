"""Versioned prompt files, rendered by Jinja2 and joined with the document, which passes through no template.

A file has three parts: the system message, what comes before the document, and what comes after it. The first is the
same for every document and setting, so that servers' prompt caches hit.
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
    """What a model is sent: `task` holds the document, and `closing` comes after it and may be extended."""

    system: str
    task: str
    closing: str
    version: str = ""

    def messages(self, *notes: str) -> list[dict[str, str]]:
        """The prompt as messages. Notes come last, so that servers' prompt caches hit for all that is before them."""
        user = "\n\n".join([self.task, self.closing, *notes])
        return [{"role": "system", "content": self.system}, {"role": "user", "content": user}]


def render_prompt(version: str, document: str, **values: str | int | bool) -> Prompt:
    """Render the prompt of a version, such as `summarize.v1`.

    Args:
        document: the fenced document.
        values: the variables of the template.

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
    """A template, compiled once: compiling takes as long as parsing an article."""
    from jinja2 import Environment, StrictUndefined

    return Environment(undefined=StrictUndefined, autoescape=False).from_string(template)
