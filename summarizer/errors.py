"""The errors that the library raises on purpose, in one tree.

SummarizerError              exit code   retryable
├── InputError               2           no     a file that is missing, empty, binary, unreadable …
├── UsageError               2           no     a wrong option, an unknown format, a missing extra …
├── ModelError               3           no     the model's answer cannot be used
│   ├── RefusalError         3           no     the model or its content filter declined
│   ├── TruncatedError       3           no     the answer was cut off; a part is never taken for the whole
│   ├── ContextError         3           no     document and answer do not fit into the model's context
│   └── InvalidAnswerError   3           no     not JSON, or not the schema, after all attempts
├── ServerError              3           see    the server could not be reached or failed
│   ├── RateLimitError       3           yes    429
│   ├── ServerTimeoutError   3           yes    no answer within the time limit
│   ├── ServerConnectionError 3          yes    refused, reset, dropped
│   └── AuthenticationError  3           no     401, 403
├── StoppedError             3           no     a batch cannot go on: the server is down, the money is spent
└── UnsupportedError         1           no     `on_unsupported="fail"` met a statement that is not supported
"""

from __future__ import annotations

from ._version import DISTRIBUTION

# Characters of a message or hint, which may quote file names and field names of any length.
_MAX_LENGTH = 2000


def _to_printable_line(text: str) -> str:
    """A text on one line without control characters, which it may contain where it quotes a document or a file name."""
    text = text if len(text) <= _MAX_LENGTH else text[:_MAX_LENGTH] + "…"
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class SummarizerError(Exception):
    """Base of all errors of this package.

    Attributes:
        message: what is wrong, on one line.
        hint: what the user can do about it, or an empty string.
        exit_code: what the command line returns.
        retryable: whether the same call may succeed later.
    """

    exit_code = 2
    retryable = False

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = _to_printable_line(message)
        self.hint = _to_printable_line(hint)
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.message, self.hint)


class InputError(SummarizerError):
    """The input cannot be read or holds no text."""


class UsageError(SummarizerError):
    """The call itself is wrong: a setting, an option, or a missing extra."""


def missing_extra_error(subject: str, *extras: str) -> UsageError:
    """The error of a file format, integration or command whose optional dependencies are not installed."""
    names = ", ".join(f"`{extra}`" for extra in extras)
    return UsageError(f"{subject}: needs the extra {names}", install_command(*extras))


def install_command(*extras: str) -> str:
    """The shell command that installs optional dependencies."""
    return f"pip install '{DISTRIBUTION}[{','.join(extras)}]'"


class ModelError(SummarizerError):
    """The answer of the model cannot be used."""

    exit_code = 3


class RefusalError(ModelError):
    """The model, or a content filter before it, declined to answer."""


class TruncatedError(ModelError):
    """The answer was cut off before its end."""


class ContextError(ModelError):
    """The document, the instructions and the answer do not fit into the context of the model."""


class InvalidAnswerError(ModelError):
    """The answer does not match the schema, after all attempts."""


class ServerError(SummarizerError):
    """The server of the model failed or could not be reached.

    Attributes:
        status: the HTTP status, if the server answered with one.
        retry_after: seconds the server asked to wait, if it did.
    """

    exit_code = 3
    status: int | None = None
    retry_after: float | None = None


class RateLimitError(ServerError):
    """The server asked to slow down (429), again after each wait that it named."""

    retryable = True


class ServerTimeoutError(ServerError):
    """The server did not answer within the time limit."""

    retryable = True


class ServerConnectionError(ServerError):
    """The connection was refused, reset or dropped."""

    retryable = True


class AuthenticationError(ServerError):
    """The server did not accept the key (401, 403)."""


class StoppedError(SummarizerError):
    """A batch cannot go on, for a reason that is not in a document. What remains can be done later with `--resume`."""

    exit_code = 3


class UnsupportedError(SummarizerError):
    """The source does not support at least one statement, and the caller asked to fail in that case."""

    exit_code = 1
