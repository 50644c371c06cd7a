"""All settings of a summary, with their defaults."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypedDict

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, SecretStr, ValidationError

from .errors import UsageError

ModeName = Literal["auto", "json_schema", "tools", "json"]
OnUnsupported = Literal["flag", "drop", "fail"]

_SECRET_PARTS = re.compile(r"(?<![^/])[^/?#]+@|[?#].*", re.S)


def redact_url(address: str) -> str:
    """A URL without user, password, query and fragment, which may be secret; malformed ones included."""
    return _SECRET_PARTS.sub("", address)


def _validate_shape(shape: object) -> object:
    if isinstance(shape, str | dict | None) or (
        isinstance(shape, type) and issubclass(shape, BaseModel) and shape is not BaseModel
    ):
        return shape
    raise ValueError("neither the name of a built-in shape, nor a Pydantic model, a JSON Schema or the path of one")


# A model is serialized as its JSON Schema, which is an equivalent shape.
Shape = Annotated[
    str | dict[str, Any] | type[BaseModel],
    BeforeValidator(_validate_shape),
    PlainSerializer(lambda shape: shape.model_json_schema() if isinstance(shape, type) else shape),
]


class Settings(BaseModel):
    """How to summarise. Immutable; `model_copy(update=…)` returns a changed copy.

    Attributes:
        model: `provider/model`, such as `openai/gpt-5-mini`; None for the offline engine.
        base_url: URL of any OpenAI-compatible server; None for the provider's own. A password in it is never stored or
            shown.
        api_key: None to use the provider's environment variable.
        mode: structured-output mode of the server; `auto` tries the strictest first.
        language: language of the summary; `auto` for that of the document.
        groups: maximum number of groups, 1 to 12.
        points: maximum number of points in a group, 1 to 12.
        on_unsupported: what happens to a statement that its source does not support: `flag` keeps it with its verdict,
            `drop` removes it, `fail` raises `UnsupportedError`.
        verify: `provider/model` that gives a second opinion on each statement, or None.
        attempts: maximum number of requests for one answer, and of rounds that rewrite failing statements.
        repair_tokens: token budget for rewriting statements that fail their checks; 0 rewrites none.
        max_output_tokens: maximum number of tokens of one answer.
        section_tokens: maximum number of tokens of a document in one request. A longer document is summarised in
            sections of this size (map), and their summaries are summarised again (reduce).
        timeout: seconds for one request.
        temperature: sampling temperature of the model, 0 to 2; None for the server's default.
        seed: sampling seed of the model, if the server supports one; None for none.
        spacy_pipeline: name or path of an installed spaCy pipeline that provides sentences and named entities;
            `blank:zh`, `blank:en` or `blank` (the document's language) tokenise with spaCy and use our sentence
            boundaries; None for our own boundary rules, which do not import spaCy.
        cache: store answers of models in our cache folder, and reuse them. On by default in the command line only.
        shape: what to fill in place of core viewpoint and groups: the name of a built-in shape, a Pydantic model whose
            leaves are `Statement`, a JSON Schema of such a model, or the path of one. `groups` and `points` then limit
            the lists that have no limits of their own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str | None = None
    base_url: Annotated[str, PlainSerializer(redact_url)] | None = Field(default=None, repr=False)
    api_key: SecretStr | None = None
    mode: ModeName = "auto"
    language: Literal["auto", "zh", "en"] = "auto"
    # The published summaries of this format have 2-5 groups of 1-5 points.
    groups: Annotated[int, Field(ge=1, le=12)] = 5
    points: Annotated[int, Field(ge=1, le=12)] = 4
    on_unsupported: OnUnsupported = "flag"
    verify: str | None = None
    attempts: Annotated[int, Field(ge=1, le=10)] = 3
    repair_tokens: Annotated[int, Field(ge=0)] = 20_000
    max_output_tokens: Annotated[int, Field(ge=16)] = 4096
    section_tokens: Annotated[int, Field(ge=500)] = 16_000
    timeout: Annotated[float, Field(gt=0)] = 120.0
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    seed: int | None = None
    spacy_pipeline: str | None = None
    cache: bool = False
    shape: Shape | None = None

    @property
    def offline(self) -> bool:
        """Whether no model is used."""
        return self.model is None and self.verify is None


class Choices(TypedDict, total=False):
    """The fields of `Settings` as keyword arguments (a test compares the two)."""

    model: str | None
    base_url: str | None
    api_key: SecretStr | str | None
    mode: ModeName
    language: Literal["auto", "zh", "en"]
    groups: int
    points: int
    on_unsupported: OnUnsupported
    verify: str | None
    attempts: int
    repair_tokens: int
    max_output_tokens: int
    section_tokens: int
    timeout: float
    temperature: float | None
    seed: int | None
    spacy_pipeline: str | None
    cache: bool
    shape: str | dict[str, Any] | type[BaseModel] | None


def resolve_settings(settings: Settings | None, choices: Choices) -> Settings:
    """Settings with some fields replaced, validated.

    Args:
        settings: None for the defaults.

    Raises:
        UsageError: a field is unknown or its value invalid.
    """
    base = {name: getattr(settings, name) for name in settings.model_fields_set} if settings else {}
    try:
        return Settings.model_validate({**base, **choices})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(map(str, first["loc"])) or "settings"
        if first["type"] == "extra_forbidden":
            raise UsageError(f"{name}: no such setting", "see the documentation of Settings") from None
        is_ours = first["type"] == "value_error"
        message = first["msg"].removeprefix("Value error, ") if is_ours else first["msg"].lower()
        raise UsageError(f"{name}: {message}", f"see the documentation of `{name}` in Settings") from None
