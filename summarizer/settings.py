"""Every choice a caller can make, with its default and where the default comes from."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypedDict

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, SecretStr, ValidationError

from .errors import UsageError

ModeName = Literal["auto", "json_schema", "tools", "json"]
OnUnsupported = Literal["flag", "drop", "fail"]

_SECRET_PARTS = re.compile(r"(?<![^/])[^/?#]+@|[?#].*", re.S)


def shown(address: str) -> str:
    """An address without what may be secret in it, however badly it is written: user, password, query."""
    return _SECRET_PARTS.sub("", address)


def _some_shape(shape: object) -> object:
    if isinstance(shape, str | dict | None) or (
        isinstance(shape, type) and issubclass(shape, BaseModel) and shape is not BaseModel
    ):
        return shape
    raise ValueError("neither the name of a built-in shape, nor a Pydantic model, a JSON Schema or the path of one")


# A model is written down as its JSON Schema, which is as good a shape.
Shape = Annotated[
    str | dict[str, Any] | type[BaseModel],
    BeforeValidator(_some_shape),
    PlainSerializer(lambda shape: shape.model_json_schema() if isinstance(shape, type) else shape),
]


class Settings(BaseModel):
    """How to summarise. Immutable; `model_copy(update=…)` makes a changed one.

    Attributes:
        model: `provider/model`, such as `openai/gpt-5-mini`; None for the offline engine.
        base_url: any OpenAI-compatible server; None for the provider's own. A password in it is written down nowhere.
        api_key: None to take the provider's environment variable.
        mode: how the server is made to answer in JSON; `auto` tries the strictest first.
        language: language of the summary; `auto` is the document's.
        groups: at most so many groups, 1 to 12.
        points: at most so many points in each group, 1 to 12.
        on_unsupported: what happens to a statement its source does not bear out.
        verify: `provider/model` of a second opinion on each statement, or None.
        attempts: how often an unusable answer, and how often a failing statement, is asked again.
        repair_tokens: most tokens spent on asking failing statements again.
        max_output_tokens: most tokens of one answer.
        section_tokens: most tokens of a document that a model reads at once; a longer one is summarised in sections of
            this size, and these are summarised again.
        timeout: seconds for one request.
        temperature: of the model, 0 to 2; None for the server's own.
        seed: of the model, where the server knows one; None for none.
        spacy_pipeline: name or path of an installed spaCy pipeline to take sentences and names from; `blank:zh`,
            `blank:en` or `blank` (the document's language) are spaCy's words with our boundaries; None for our own
            boundary rules, which need no import of spaCy.
        cache: keep the answers of models in our cache folder, and take them from there. The command line does.
        shape: what to fill in place of core viewpoint and groups: the name of a built-in shape, a Pydantic model whose
            leaves are `Statement`, a JSON Schema of such a model, or the path of one. `groups` and `points` then bound
            the lists that have no bounds of their own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str | None = None
    base_url: Annotated[str, PlainSerializer(shown)] | None = Field(default=None, repr=False)
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
        """Whether no model takes part."""
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
