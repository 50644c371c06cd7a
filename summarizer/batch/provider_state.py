"""The batches that a provider has been given, in a file beside the output, until every answer is in the output.

The file is what keeps a paid answer from being paid for again: a batch is noted before it is submitted, and forgotten
only when none of its answers can be needed any more.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ..errors import InputError, UsageError
from ..files import read_bounded, write_atomically

# Bytes: the ids of a million requests.
_MAX_BYTES = 2**27


class SubmittedBatch(BaseModel):
    """A batch, and the requests whose answers it may still hold.

    Attributes:
        id: None until the provider has confirmed the submission.
        file_id: of the uploaded requests.
        requests: digests; None for a batch of a version that did not note them.
    """

    model_config = ConfigDict(extra="ignore")
    id: str | None = None
    file_id: str = ""
    requests: list[str] | None = None


class _State(BaseModel):
    model_config = ConfigDict(extra="ignore")
    settings: str | None = None
    batches: list[SubmittedBatch] = Field(default_factory=list)


class BatchStore:
    """The file.

    Args:
        settings: digest of the settings; batches submitted with others are left alone.

    Attributes:
        batches: in the order of their submission.

    Raises:
        UsageError: the batches in it were submitted with other settings.
        InputError: it cannot be read.
    """

    def __init__(self, path: Path, settings: str) -> None:
        self.path = path
        self._settings = settings
        self.batches = self._read()

    def add(self, batch: SubmittedBatch) -> None:
        """Note a batch."""
        self.batches.append(batch)
        self.write()

    def remove(self, batch: SubmittedBatch) -> None:
        """Forget a batch."""
        self.batches.remove(batch)
        self.write()

    def write(self) -> None:
        """Write what was changed, or remove the file if nothing is left. Raises `InputError` if that fails."""
        try:
            if self.batches:
                write_atomically(self.path, _State(settings=self._settings, batches=self.batches).model_dump_json())
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            reason = error.strerror or error
            raise InputError(f"{self.path}: cannot be written: {reason}", "check the space left") from None

    def _read(self) -> list[SubmittedBatch]:
        try:
            data = read_bounded(self.path, _MAX_BYTES)
        except FileNotFoundError:
            return []
        except OSError as error:
            reason = error.strerror or error
            raise InputError(f"{self.path}: cannot be read: {reason}", _REMOVAL_HINT) from None
        try:
            state = TypeAdapter(_State | list[str]).validate_json(data)
        except ValidationError:
            raise InputError(f"{self.path}: is no list of submitted batches", _REMOVAL_HINT) from None
        if isinstance(state, list):  # as versions before wrote it
            return [SubmittedBatch(id=name) for name in state]
        if state.settings not in (None, self._settings) and state.batches:
            raise UsageError(
                f"{self.path}: holds batches that were submitted with other settings", "give the same ones"
            )
        return state.batches


_REMOVAL_HINT = "it holds the ids of paid batches; move it away to have everything answered, and paid for, anew"
