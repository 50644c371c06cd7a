"""The errors: the tree drawn in the module is the tree of the classes."""

from __future__ import annotations

import pickle
import re

import pytest

from summarizer import errors
from summarizer.errors import ServerError, SummarizerError

DRAWN = re.findall(r"^([│ ]*[├└]── )?(\w+Error) +(\d)? +(yes|no|see)?", errors.__doc__ or "", re.MULTILINE)
CLASSES = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, SummarizerError)}


def test_every_class_is_drawn_under_its_base() -> None:
    path: list[str] = []
    for indent, name, _, _ in DRAWN:
        depth = len(indent) // 4
        path[depth:] = [name]
        assert depth == 0 or CLASSES[name].__base__ is CLASSES[path[depth - 1]], name
    assert {name for _, name, _, _ in DRAWN} == set(CLASSES)


@pytest.mark.parametrize(("name", "code", "retryable"), [(name, code, retryable) for _, name, code, retryable in DRAWN if code])
def test_the_drawing_names_exit_code_and_whether_to_retry(name: str, code: str, retryable: str) -> None:
    kind = CLASSES[name]
    assert kind.exit_code == int(code)
    assert retryable == "see" or kind.retryable == (retryable == "yes")


def test_an_error_crosses_processes() -> None:
    error = pickle.loads(pickle.dumps(ServerError("down", "try later")))
    assert (type(error), str(error)) == (ServerError, "down; try later")


def test_messages_are_printable_short_lines() -> None:
    error = SummarizerError("a\x1b[2Jb\nc" + "x" * 5000)
    assert error.message.isprintable() and len(error.message) < 2100
