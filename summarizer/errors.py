"""The errors that the library raises on purpose, in one tree.

SummarizerError              exit code   retryable
├── InputError               2           no     a file that is missing, empty, binary, unreadable …
│   └── AddressError         2           see    a web address that cannot be read
├── UsageError               2           no     a wrong option, an unknown format, a missing extra …
│   └── SettingError         2           no     a setting that does not exist, or has a value that it cannot have
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
├── TimeLimitError           3           no     a document of a batch, or of a tool call, took too long
├── StoppedError             3           no     a batch cannot go on: the server is down, the money is spent
└── UnsupportedError         1           no     `on_unsupported="fail"` met a statement that is not supported
"""

from __future__ import annotations

from collections.abc import Iterable

from ._version import DISTRIBUTION

# Characters of a message or hint, which may quote file names and field names of any length.
_MAX_LENGTH = 2000
# Similarity from which a name is suggested, 0 to 1: that of a word of four letters to itself with two of them swapped.
_MIN_SIMILARITY = 0.75
# Characters of an id, a path or an address in a message: what is wrong must stand in it too.
_MAX_NAME = 200


def shorten_name(name: str, max_length: int = _MAX_NAME) -> str:
    """A name for a message: of a long one, its beginning and its end."""
    if len(name) <= max_length:
        return name
    return f"{name[: max_length // 2]}…{name[-max_length // 4 :]}"


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

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self.message, self.hint)


class InputError(SummarizerError):
    """The input cannot be read or holds no text."""


class AddressError(InputError):
    """The page or file at a web address cannot be read.

    Attributes:
        retryable: whether it may be readable later: the server was busy, silent or out of reach.
    """

    def __init__(self, message: str, hint: str = "", retryable: bool = False) -> None:
        super().__init__(message, hint)
        self.retryable = retryable

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self.message, self.hint, self.retryable)


class UsageError(SummarizerError):
    """The call itself is wrong: a setting, an option, or a missing extra."""


class SettingError(UsageError):
    """A setting does not exist, or has a value that it cannot have.

    Attributes:
        setting: its name; the command line says the option instead.
        problem: what is wrong, without the name.
    """

    def __init__(self, setting: str, problem: str, hint: str = "") -> None:
        super().__init__(f"{setting}: {problem}", hint)
        self.setting = setting
        self.problem = problem

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self.setting, self.problem, self.hint)


def wrong_type_error(name: str, value: object, expected: str) -> UsageError:
    """The error of an argument that is of another type than the function takes."""
    article = "an" if type(value).__name__[:1] in "aeiou" else "a"
    kind = "None" if value is None else f"{article} {type(value).__name__}"
    return UsageError(f"{name}: is {kind}", f"give {expected}")


def find_similar(name: str, known: Iterable[str]) -> str | None:
    """The known name that a mistyped one most likely means, by the similarity of difflib; None if none is alike."""
    import difflib  # only where something is wrong: `--help` does without

    by_lower = {other.lower(): other for other in known}
    found = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=_MIN_SIMILARITY)
    return by_lower[found[0]] if found else None


def suggest(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint `did you mean …?` for a mistyped name, or another one where no known name is like it."""
    found = find_similar(name, known)
    return f"did you mean {found}?" if found else otherwise


class CacheWarning(UserWarning):
    """The cache of model answers cannot be used: it is damaged, locked or not writable. Everything else goes on."""


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


class TimeLimitError(SummarizerError):
    """One document of many took longer than `Settings.document_timeout` allows."""

    exit_code = 3


class UnsupportedError(SummarizerError):
    """The source does not support at least one statement, and the caller asked to fail in that case."""

    exit_code = 1
