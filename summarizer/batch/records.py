"""Records of a JSONL input: `id` and `text`, and what else is known of the document."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from ..errors import InputError
from ..masthead import read_masthead
from ..models import Document
from ..parse import parse
from ..parse.header import find_date
from ..read import MAX_BYTES, Source


class Record(BaseModel):
    """One line of a JSONL input; keys it does not know are left alone.

    Attributes:
        id: None takes the file's name and the line.
        title, source, published_at: win over what the text says of itself.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int | None = None
    text: str
    title: str | None = None
    source: str | None = None
    published_at: str | None = None

    @field_validator("published_at")
    @classmethod
    def _is_a_time(cls, value: str | None) -> str | None:
        """The time as documents write it, from any form that a header may have."""
        if value is None or not value.strip():
            return None
        masthead = read_masthead(value.strip())
        time = masthead.published_at if masthead else find_date(value)
        if time is None:
            raise ValueError("is no date like 2025-09-21 or 2025-09-21T02:50:00")
        return time

    def document(self, origin: str, spacy_pipeline: str | None = None) -> Document:
        """The record as a document.

        Raises:
            InputError: its text is empty.
        """
        if not self.text.strip():
            raise InputError(f"{origin}: its text is empty", "give it one, or leave it out")
        document = parse(Source(text=self.text, origin=origin), spacy_pipeline)
        known = {"title": self.title, "source": self.source, "published_at": self.published_at}
        return document.model_copy(update={name: value for name, value in known.items() if value})


def read_record(line: bytes, place: str) -> Record | InputError:
    """The record on a line, or the error that says why it is none.

    Args:
        place: file and line, for the message.
    """
    if len(line) > MAX_BYTES:
        return InputError(f"{place}: is larger than {MAX_BYTES // 2**20} MiB", "split it first")
    try:
        return Record.model_validate_json(line.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        message = first["msg"].removeprefix("Value error, ")
        said = f"`{where}`: {message[0].lower()}{message[1:]}" if where else message
        return InputError(f"{place}: no record: {said}", 'a record is a line like {"id": "a1", "text": "…"}')
