"""All settings of a summary, with their defaults."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypedDict, Unpack, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, SecretStr, ValidationError

from .errors import SettingError, suggest, wrong_type_error
from .glossary import read_glossary
from .models import KindChoice
from .models.display import shorten

ModeName = Literal["auto", "json_schema", "tools", "json"]
OnUnsupported = Literal["flag", "drop", "fail"]
Length = Literal["short", "normal", "long"]
# How amounts in renminbi are written in English.
Renminbi = Literal["yuan", "RMB", "CNY"]
# A family of prompts: what writes, fills shapes and reduces long documents.
PromptVersion = Literal["v1", "v2"]

# What the name of a local judge begins with.
LOCAL_JUDGE = "nli/"
# What to do about a proxy that the HTTP client does not take.
PROXY_HINT = "check $HTTPS_PROXY, $HTTP_PROXY and $ALL_PROXY"
# Settings whose values no message shows: keys, and addresses with passwords.
_SECRET_SETTINGS = frozenset({"api_key", "base_url"})
_ALL_SETTINGS = "`help(summarizer.Settings)` lists them"
_TYPE_NAMES = {
    "integer": "a whole number",
    "number": "a number",
    "string": "a text",
    "boolean": "True or False",
    "object": "a dict",
}
# User and password, also where a password holds characters that ought to be escaped and end the host's part.
_SECRET_PARTS = re.compile(r"(?<![^/])[^/?#]+@|(?<=//)[^/?#@]*:[^/?#@\d][^@]*@|[?#].*", re.S)


def redact_url(address: str) -> str:
    """A URL without user, password, query and fragment, which may be secret; malformed ones included."""
    return _SECRET_PARTS.sub("", address)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its name or by an address in any form that the system reads (`127.1`)."""
    host = host.strip("[]").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        try:
            address = ipaddress.ip_address(socket.inet_aton(host))
        except (OSError, ValueError):
            return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    address = mapped or address
    return address.is_loopback or address.is_unspecified  # 0.0.0.0, to which servers bind, leads here


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


def _read_glossary(glossary: object) -> object:
    return read_glossary(glossary) if isinstance(glossary, str | Path) else glossary


# Names to write by their form in the article.
Glossary = Annotated[dict[str, str], BeforeValidator(_read_glossary)]

# What users say of a summary in their own words: one request, no document.
UserWords = Annotated[str, Field(min_length=1, max_length=500)]


class Settings(BaseModel):
    """How to summarise. Immutable; `model_copy(update=…)` returns a changed copy.

    Attributes:
        model: `provider/model`, such as `openai/gpt-5-mini`; None for the offline engine.
        base_url: URL of any OpenAI-compatible server; None for the provider's own. A password in it is never stored or
            shown.
        api_key: None to use the provider's environment variable.
        mode: structured-output mode of the server; `auto` tries the strictest first.
        language: language of the summary; `auto` for that of the document.
        groups: maximum number of groups, 1 to 12; None for what the length and the kind of the article ask for.
        points: maximum number of points in a group, 1 to 12; None likewise.
        length: how much of the article is told.
        focus: what the reader wants to know above all, in the user's own words. A model follows it within its rules.
        audience: whom the summary is written for, likewise.
        glossary: how names are to be written, by their form in the article, or the path of a CSV file of the two.
        gloss: have the judge translate the words that each statement rests on, for readers of another language.
        renminbi: how amounts in renminbi are written in English: `380 billion yuan`, `RMB 380 billion` or `CNY …`.
        prompts: the family of prompts that a model is sent; `v1` is that of records made before 2026-11-30.
        on_unsupported: what happens to a statement that its source does not support: `flag` keeps it with its verdict,
            `drop` removes it, `fail` raises `UnsupportedError`.
        verify: who judges the statements. `auto` or None: the model that writes, none where the offline engine does;
            `provider/model`: that one; `nli/NAME` or `nli/FOLDER`: a local entailment model; `off`: the rules alone.
        attempts: maximum number of requests for one answer, and of rounds that rewrite failing statements.
        repair_tokens: token budget for rewriting statements that fail their checks; 0 rewrites none.
        max_output_tokens: maximum number of tokens of one answer.
        section_tokens: maximum number of tokens of a document in one request. A longer document is summarised in
            sections of this size (map), and their summaries are summarised again (reduce).
        timeout: seconds for one request.
        document_timeout: seconds of this machine's work for one document in a batch, in a table, in a digest or in a
            call of the MCP server; `TimeLimitError` is raised after them. What is waited for, such as requests, does
            not count.
        temperature: sampling temperature of the model, 0 to 2; None for the server's default.
        seed: sampling seed of the model, if the server supports one; None for none.
        spacy_pipeline: name or path of an installed spaCy pipeline that provides sentences and named entities;
            `blank:zh`, `blank:en` or `blank` (the document's language) tokenise with spaCy and use our sentence
            boundaries; None for our own boundary rules, which do not import spaCy.
        allow_private: whether an address that is to be read may lead into a private network, this machine included.
        cache: store answers of models in our cache folder, and reuse them. On by default in the command line only.
        kind: what kind of article the document is; `auto` to detect it. It decides how speakers, questions and the
            items of a digest are looked for.
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
    groups: Annotated[int, Field(ge=1, le=12)] | None = None
    points: Annotated[int, Field(ge=1, le=12)] | None = None
    length: Length = "normal"
    focus: UserWords | None = None
    audience: UserWords | None = None
    glossary: Glossary = Field(default_factory=dict)
    gloss: bool = False
    renminbi: Renminbi = "yuan"
    prompts: PromptVersion = "v2"
    on_unsupported: OnUnsupported = "flag"
    verify: str | None = None
    attempts: Annotated[int, Field(ge=1, le=10)] = 3
    repair_tokens: Annotated[int, Field(ge=0)] = 20_000
    max_output_tokens: Annotated[int, Field(ge=16)] = 4096
    section_tokens: Annotated[int, Field(ge=500)] = 16_000
    timeout: Annotated[float, Field(gt=0)] = 120.0
    document_timeout: Annotated[float, Field(gt=0)] = 600.0
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    seed: int | None = None
    spacy_pipeline: str | None = None
    allow_private: bool = False
    cache: bool = False
    kind: KindChoice = "auto"
    shape: Shape | None = None

    def __init__(self, **choices: Unpack[Choices]) -> None:
        """Raises `SettingError` for a field that is unknown or has a value that it cannot have."""
        try:
            super().__init__(**choices)
        except ValidationError as error:
            raise _describe_invalid(error, choices) from None

    @property
    def judge(self) -> str | None:
        """Who judges the statements: `provider/model` or `nli/…`; None for the rules alone."""
        if self.verify in (None, "auto"):
            return self.model
        return None if self.verify == "off" else self.verify

    @property
    def offline(self) -> bool:
        """Whether no server is asked."""
        return self.model is None and (self.judge is None or self.judge.startswith(LOCAL_JUDGE))


class Choices(TypedDict, total=False):
    """The fields of `Settings` as keyword arguments (a test compares the two)."""

    model: str | None
    base_url: str | None
    api_key: SecretStr | str | None
    mode: ModeName
    language: Literal["auto", "zh", "en"]
    groups: int | None
    points: int | None
    length: Length
    focus: str | None
    audience: str | None
    glossary: Mapping[str, str] | str | Path
    gloss: bool
    renminbi: Renminbi
    prompts: PromptVersion
    on_unsupported: OnUnsupported
    verify: str | None
    attempts: int
    repair_tokens: int
    max_output_tokens: int
    section_tokens: int
    timeout: float
    document_timeout: float
    temperature: float | None
    seed: int | None
    spacy_pipeline: str | None
    allow_private: bool
    cache: bool
    kind: KindChoice
    shape: str | dict[str, Any] | type[BaseModel] | None


def resolve_settings(settings: Settings | None, choices: Choices) -> Settings:
    """Settings with some fields replaced, validated.

    Args:
        settings: None for the defaults.

    Raises:
        SettingError: a field is unknown or its value invalid.
    """
    if settings is not None and not isinstance(settings, Settings):
        raise wrong_type_error("settings", settings, "a `Settings`, or single settings as keywords")
    base = {name: getattr(settings, name) for name in settings.model_fields_set} if settings else {}
    return Settings(**{**base, **choices})


def _describe_invalid(error: ValidationError, choices: Mapping[str, Any]) -> SettingError:
    """The first fault of settings in our own words."""
    fault = error.errors(include_url=False, include_input=False)[0]
    name = str(fault["loc"][0]) if fault["loc"] else "settings"
    field = Settings.model_fields.get(name)
    if field is None:
        return SettingError(name, "no such setting", suggest(name, Settings.model_fields, _ALL_SETTINGS))
    if fault["type"] == "value_error":
        return SettingError(name, fault["msg"].removeprefix("Value error, "))
    value = choices.get(name)
    shown = (
        repr(shorten(value)) if isinstance(value, str | int | float) and name not in _SECRET_SETTINGS else "the value"
    )
    if fault["type"] == "literal_error":
        known = get_args(field.annotation)
        problem, allowed = f"{shown} is none of its values", f"give one of {', '.join(known)}"
        return SettingError(name, problem, suggest(str(value), known, allowed))
    return SettingError(name, f"{shown} is not allowed", f"give {_describe_allowed(name)}")


def _describe_allowed(name: str) -> str:
    """What a setting may be, in words: `a whole number from 1 to 12`."""
    schema = Settings.model_json_schema()["properties"][name]
    kinds = [one for one in schema.get("anyOf", [schema]) if one.get("type") in _TYPE_NAMES]
    schema = kinds[0] if kinds else schema
    kind = _TYPE_NAMES.get(schema.get("type", ""), "another one")
    low, high, above = schema.get("minimum"), schema.get("maximum"), schema.get("exclusiveMinimum")
    if (longest := schema.get("maxLength")) is not None:
        return f"{kind} of 1 to {longest} characters"
    if above is not None:
        return f"{kind} above {above:g}"
    if low is not None:
        return f"{kind} from {low:g} to {high:g}" if high is not None else f"{kind} from {low:g} up"
    return kind
