"""Providers and endpoints: from `provider/model`, the settings and the environment to an address, a key and a price."""

from __future__ import annotations

import base64
import os
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from ..errors import UsageError, find_similar
from ..models import Run, Tokens
from ..settings import LOCAL_JUDGE, Settings, redact_url

if TYPE_CHECKING:
    from .client import UsageMeter

# A way of asking for JSON. The server is given the answer's schema (`json_schema`, `tools`), asked for any JSON object
# (`json`), or for text (`plain`); in the last two the prompt ends with the schema.
ModeName = Literal["json_schema", "tools", "json", "plain"]
MODES: tuple[ModeName, ...] = ("json_schema", "tools", "json", "plain")  # strictest first; every server takes the last


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of OpenAI's Chat Completions interface.

    Attributes:
        key: the environment variable of its key; empty for a server on the same machine.
        modes: the response modes it supports, strictest first; all are tried unless known otherwise.
        strict: whether it takes OpenAI's strict schemas and `max_completion_tokens`.
    """

    url: str
    key: str = ""
    modes: tuple[ModeName, ...] = MODES
    strict: bool = False


# Addresses and variables are those of the providers' documentation. DeepSeek and GLM answer `json_schema` with
# 400, and Qwen's compatible mode documents `json_object` alone: asking for it first would cost a request each time.
_WITHOUT_SCHEMA_MODE: tuple[ModeName, ...] = ("tools", "json", "plain")
PROVIDERS = {
    "openai": Provider("https://api.openai.com/v1", "OPENAI_API_KEY", strict=True),
    "deepseek": Provider("https://api.deepseek.com/v1", "DEEPSEEK_API_KEY", _WITHOUT_SCHEMA_MODE),
    "qwen": Provider("https://dashscope.aliyuncs.com/compatible-mode/v1", "DASHSCOPE_API_KEY", _WITHOUT_SCHEMA_MODE),
    "zhipu": Provider("https://open.bigmodel.cn/api/paas/v4", "ZHIPUAI_API_KEY", _WITHOUT_SCHEMA_MODE),
    "moonshot": Provider("https://api.moonshot.cn/v1", "MOONSHOT_API_KEY"),
    "mistral": Provider("https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    "groq": Provider("https://api.groq.com/openai/v1", "GROQ_API_KEY"),
    "together": Provider("https://api.together.xyz/v1", "TOGETHER_API_KEY"),
    "xai": Provider("https://api.x.ai/v1", "XAI_API_KEY"),
    "gemini": Provider("https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"),
    "openrouter": Provider("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    "ollama": Provider("http://127.0.0.1:11434/v1"),
    "llamacpp": Provider("http://127.0.0.1:8080/v1"),
    "lmstudio": Provider("http://127.0.0.1:1234/v1"),
    "vllm": Provider("http://127.0.0.1:8000/v1"),
}
_ADDRESS = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?$")  # a query would end up in the middle of the path
_MIN_SECRET_LENGTH = 6  # characters; a shorter one may be part of any word, and is not hidden in messages
_ESCAPE = re.compile(r"\\(?:u([\da-fA-F]{4})|([^u]))")
_ESCAPE_CUT_OFF = re.compile(r"\\(?:u[\da-fA-F]{0,3})?$")
_LONGEST_ESCAPE = 6  # characters that JSON takes for one
# What an HTTP header may hold: a key with a line break or an umlaut was pasted wrongly.
_KEY = re.compile(r"[!-~]+(?: [!-~]+)*")
# The key sent to a server on the same machine: the interface requires one, and the server ignores it.
NO_KEY = "none"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model behind one address.

    Attributes:
        name: the model as the user named it, `openai/gpt-5-mini`.
        model: the name of the model at the server.
        url, key: left out of `repr`; error messages show neither a key nor a password.
    """

    name: str
    provider: str
    model: str
    url: str = field(repr=False)
    modes: tuple[ModeName, ...]
    strict: bool
    key: str = field(repr=False)

    def secrets(self) -> tuple[str, ...]:
        """The key, and the user and password in the address, in every form in which a server may quote them."""
        user = self.url.partition("//")[2].partition("/")[0].rpartition("@")[0]
        plain = unquote(user)
        forms = (self.key, user, plain, plain.partition(":")[2], base64.b64encode(plain.encode()).decode())
        return tuple(form for form in forms if len(form) >= _MIN_SECRET_LENGTH)

    def scrub(self, text: str) -> str:
        """A server's text without what was sent to it in confidence, escaped as in JSON or not."""
        pattern = _secret_pattern(self.secrets())
        return pattern.sub("…", text) if pattern else text

    def unfinished_secret(self, text: str) -> int:
        """How many characters at the end of a text may be the beginning of a secret that is still on its way."""
        secrets = self.secrets()
        longest = max((len(secret) for secret in secrets), default=0) * _LONGEST_ESCAPE
        for start in range(max(0, len(text) - longest), len(text)):
            tail = _unescape(text[start:])
            if any(secret.startswith(tail) and secret != tail for secret in secrets):
                return len(text) - start
        return 0


@cache
def _secret_pattern(secrets: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds any of the secrets, each character as itself or as JSON may escape it; the longest first."""
    forms = (
        "".join(rf"(?:{re.escape(c)}|\\{re.escape(c)}|\\u(?i:{ord(c):04x}))" for c in secret)
        for secret in sorted(secrets, key=len, reverse=True)
    )
    return re.compile("|".join(forms)) if secrets else None


def _unescape(text: str) -> str:
    """A piece of JSON with its escapes as characters; one that is cut off at the end is left out."""
    text = _ESCAPE_CUT_OFF.sub("", text)
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else escape[2], text)


def resolve_endpoint(name: str, settings: Settings) -> Endpoint:
    """The endpoint that a `provider/model` names.

    A name whose first part is no provider is, as a whole, a model of the server at `base_url`, else `$OPENAI_BASE_URL`.

    Raises:
        UsageError: there is no such provider, no key, or the address is invalid.
    """
    if not name:
        raise UsageError("model: is empty", "name it as PROVIDER/MODEL, or leave it out")
    provider, slash, model = name.partition("/")
    if provider in PROVIDERS and slash and not model:
        raise UsageError(f"{name}: names no model", "write it as PROVIDER/MODEL")
    if provider not in PROVIDERS or not model:
        provider, model = "", name
    known = PROVIDERS.get(provider)
    url = _base_url(provider, settings) or (known.url if known else "")
    if not url:
        raise UsageError(f"{name}: no such provider", _suggest_provider(name, is_judge=name == settings.verify))
    if not _is_address(url):
        raise UsageError(f"{redact_url(url)}: not an address", "a base URL looks like http://127.0.0.1:8080/v1")
    if not model.strip():
        raise UsageError("no model is named", "write it as PROVIDER/MODEL")
    own = known is not None and url == known.url
    key = _key(name, known, own, settings)
    if not _KEY.fullmatch(key):
        raise UsageError(f"{name}: the key holds characters that no key has", "set it anew: letters, digits and signs")
    return Endpoint(
        name=name,
        provider=provider,
        model=model,
        url=url.rstrip("/"),
        modes=known.modes if known and own else Provider("").modes,
        strict=bool(known and known.strict and own),
        key=key,
    )


def _suggest_provider(name: str, is_judge: bool) -> str:
    """What a name without a known provider may mean; that of a judge may mean a local one, or none."""
    provider, slash, model = name.partition("/")
    meant = suggest_model(name)
    if is_judge and not meant:
        is_local = slash and find_similar(provider, [LOCAL_JUDGE.rstrip("/")])
        meant = LOCAL_JUDGE + model if is_local else find_similar(name, ["off"])
    if meant:
        return f"did you mean {meant}?"
    others = f"write one of {', '.join(PROVIDERS)} before the model, or give a base URL"
    return f"{others}; {LOCAL_JUDGE}NAME is a local judge, and off is none" if is_judge else others


def suggest_model(name: str) -> str | None:
    """The `provider/model` that a name without a provider, or with a mistyped one, most likely means; None if unknown.

    A model belongs to the provider that the price list of genai-prices has it from, else to the one whose name it
    begins with, as `qwen-plus` does; else the most similar model of the list is meant.
    """
    provider, slash, model = name.partition("/")
    if slash:
        meant = find_similar(provider, PROVIDERS)
        return f"{meant}/{model}" if meant else None
    if owner := _find_owner(name):
        return f"{owner}/{name}"
    if owner := next((provider for provider in PROVIDERS if name.lower().startswith(provider)), None):
        return f"{owner}/{name}"
    meant = find_similar(name, (model for provider in PROVIDERS for model in list_models(provider)))
    owner = _find_owner(meant) if meant else None
    return f"{owner}/{meant}" if owner else None


def _find_owner(model: str) -> str | None:
    """Our name of the provider that the price list has a model from; None if it has none, or another provider."""
    from genai_prices.data_snapshot import get_snapshot

    try:
        listed = get_snapshot().find_provider_model(model, None, None, None)[0].id
    except LookupError:
        return None
    return next((provider for provider in PROVIDERS if _PRICE_LIST_NAMES.get(provider, provider) == listed), None)


def list_models(provider: str) -> list[str]:
    """The models of a provider in the price list of genai-prices; empty for a provider that it does not have."""
    from genai_prices.data_snapshot import get_snapshot

    listed = _PRICE_LIST_NAMES.get(provider, provider)
    return [model.id for known in get_snapshot().providers if known.id == listed for model in known.models]


def modes_to_try(endpoint: Endpoint, settings: Settings) -> tuple[ModeName, ...]:
    """The response modes to try, in order."""
    if settings.mode == "auto":
        return endpoint.modes
    return ("json", "plain") if settings.mode == "json" else (settings.mode,)


def _is_address(url: str) -> bool:
    try:
        return bool(_ADDRESS.match(url)) and urlsplit(url).port != 0
    except ValueError:  # http://[::1, http://host:99999
        return False


def _base_url(provider: str, settings: Settings) -> str | None:
    if settings.base_url and _is_primary(provider, settings):
        return settings.base_url.strip()
    if provider in ("", "openai"):
        return os.environ.get("OPENAI_BASE_URL")
    if provider == "ollama" and (host := os.environ.get("OLLAMA_HOST")):
        return f"{host if '://' in host else f'http://{host}'}".rstrip("/") + "/v1"
    return None


def _is_primary(provider: str, settings: Settings) -> bool:
    """Whether address and key of the settings apply: not to a judge of another known provider."""
    main = (settings.model or settings.judge or "").partition("/")[0]
    return provider == main or provider not in PROVIDERS


def _key(name: str, known: Provider | None, own: bool, settings: Settings) -> str:
    """The key from the settings, else from the provider's variable; only another server may go without one."""
    if settings.api_key and _is_primary(name.partition("/")[0], settings):
        return settings.api_key.get_secret_value()
    variable = known.key if known else "OPENAI_API_KEY"
    key = os.environ.get(variable, "").strip() if variable else ""
    if not key and own and variable:
        raise UsageError(f"{name}: no key", f"set ${variable}")
    return key or NO_KEY


# Names of providers that the price list names differently.
_PRICE_LIST_NAMES = {"zhipu": "zhipuai", "xai": "x-ai", "gemini": "google", "moonshot": "moonshotai"}


def add_usage(run: Run, meter: UsageMeter, endpoint: Endpoint) -> Run:
    """The run with the attempts, tokens and cost of further answers added. If any cost is unknown, so is the sum."""
    if not meter.attempts:
        return run
    cost = cost_usd(endpoint.provider, endpoint.model, meter.tokens)
    before = run.cost_usd if run.engine == "llm" else 0.0
    return run.model_copy(
        update={
            "attempts": run.attempts + meter.attempts,
            "tokens": Tokens(
                input=run.tokens.input + meter.tokens.input, output=run.tokens.output + meter.tokens.output
            ),
            "cost_usd": None if cost is None or before is None else round(before + cost, 8),
        }
    )


def cost_usd(provider: str, model: str, tokens: Tokens) -> float | None:
    """The price of tokens in US dollars, from the list of genai-prices; None if it does not have the model."""
    if not provider or not (tokens.input or tokens.output):
        return None
    from genai_prices import Usage, calc_price

    usage = Usage(input_tokens=tokens.input, output_tokens=tokens.output)
    try:
        price = calc_price(usage, model, provider_id=_PRICE_LIST_NAMES.get(provider, provider))
    except LookupError:
        return None
    return round(float(price.total_price), 8)
