"""From `provider/model`, settings and environment to an endpoint."""

from __future__ import annotations

import pytest

from summarizer import Settings, UsageError
from summarizer.llm.providers import NO_KEY, PROVIDERS, cost_usd, resolve_endpoint
from summarizer.models import Tokens


def test_a_provider_has_its_address_and_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, provider in PROVIDERS.items():
        if provider.key:
            monkeypatch.setenv(provider.key, f"key of {name}")
        endpoint = resolve_endpoint(f"{name}/some-model", Settings(model=f"{name}/some-model"))
        assert (endpoint.model, endpoint.url) == ("some-model", provider.url)
        assert endpoint.key == (f"key of {name}" if provider.key else NO_KEY)


def test_a_model_may_have_slashes_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENROUTER_API_KEY", "k")
    assert resolve_endpoint("openrouter/qwen/qwen3-32b", Settings()).model == "qwen/qwen3-32b"
    local = resolve_endpoint("Qwen/Qwen3-8B", Settings(base_url="http://127.0.0.1:8000/v1"))
    assert (local.provider, local.model, local.key) == ("", "Qwen/Qwen3-8B", NO_KEY)


def test_a_base_url_takes_the_provider_s_place_and_needs_no_key() -> None:
    endpoint = resolve_endpoint("openai/gpt-5-mini", Settings(model="openai/gpt-5-mini", base_url="http://127.0.0.1:1/v1/"))
    assert (endpoint.model, endpoint.url, endpoint.key) == ("gpt-5-mini", "http://127.0.0.1:1/v1", NO_KEY)
    assert not endpoint.strict, "what OpenAI wants is not what every server takes"


def test_the_environment_names_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:2/v1")
    monkeypatch.setenv("OLLAMA_HOST", "10.0.0.9:11434")
    assert resolve_endpoint("any", Settings()).url == "http://127.0.0.1:2/v1"
    assert resolve_endpoint("openai/x", Settings()).url == "http://127.0.0.1:2/v1"
    assert resolve_endpoint("ollama/x", Settings()).url == "http://10.0.0.9:11434/v1"


@pytest.mark.parametrize(
    ("model", "url", "said"),
    [
        ("gpt-5-mini", None, "no such provider"),
        ("nobody/x", None, "no such provider"),
        ("openai/", None, "names no model"),
        ("openai/x", None, "OPENAI_API_KEY"),
        ("deepseek/x", None, "DEEPSEEK_API_KEY"),
        ("x", "127.0.0.1:8080", "not an address"),
        ("x", "ftp://127.0.0.1", "not an address"),
        ("x", "http://", "not an address"),
        ("x", "http://[::1/v1", "not an address"),
        ("x", "http://127.0.0.1:1/v1?key=a", "not an address"),
        ("x", "http://host:99999/v1", "not an address"),
        (" ", "http://127.0.0.1:1/v1", "no model"),
    ],
)
def test_what_cannot_be_meant_is_a_wrong_use(model: str, url: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        resolve_endpoint(model, Settings(model=model, base_url=url))


@pytest.mark.parametrize(
    ("judge", "hint"),
    [
        ("foo", "write one of openai, .* or give a base URL; nli/NAME is a local judge, and off is none"),
        ("of", r"did you mean off\?"),
        ("nlii/deberta", r"did you mean nli/deberta\?"),
        ("gpt-5-mini", r"did you mean openai/gpt-5-mini\?"),
    ],
)
def test_who_cannot_judge_is_told_who_can(judge: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f"^{judge}: no such provider; {hint}$"):
        resolve_endpoint(judge, Settings(verify=judge))


def test_a_second_opinion_goes_to_its_own_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-openai")
    settings = Settings(model="llamacpp/x", base_url="http://127.0.0.1:1/v1", api_key="of-llamacpp", verify="openai/gpt-5-mini")
    judge = resolve_endpoint("openai/gpt-5-mini", settings)
    assert (judge.url, judge.key) == (PROVIDERS["openai"].url, "sk-of-openai")
    assert resolve_endpoint("other", settings).url == "http://127.0.0.1:1/v1"
    assert resolve_endpoint("llamacpp/y", settings).key == "of-llamacpp"


def test_a_key_is_never_shown() -> None:
    settings = Settings(model="x", base_url="http://127.0.0.1:1/v1", api_key="sk-very-secret")
    endpoint = resolve_endpoint("x", settings)
    assert endpoint.key == "sk-very-secret"
    for shown in (repr(endpoint), str(endpoint), repr(settings), settings.model_dump_json(), str(vars(type(endpoint)))):
        assert "very-secret" not in shown


def test_a_price_is_known_or_unknown() -> None:
    tokens = Tokens(input=1_000_000, output=100_000)
    known = cost_usd("openai", "gpt-5-mini", tokens)
    assert known is not None and 0.1 < known < 2
    assert cost_usd("openai", "no-such-model", tokens) is None
    assert cost_usd("llamacpp", "gpt-5-mini", tokens) is None
    assert cost_usd("", "gpt-5-mini", tokens) is None
    assert cost_usd("openai", "gpt-5-mini", Tokens()) is None


@pytest.mark.parametrize("key", ["sk-abc\ndefghi", "sk-abc\x1b[31mdefghi", "sk-schlüssel", " sk-abcdefghi"])
def test_a_key_that_cannot_be_sent_is_not_shown_either(key: str) -> None:
    with pytest.raises(UsageError, match="characters that no key has") as told:
        resolve_endpoint("m", Settings(model="m", base_url="http://127.0.0.1:1/v1", api_key=key))  # type: ignore[arg-type]  # pydantic makes a secret of it
    assert "abc" not in str(told.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://me:secret-word@127.0.0.1:1/v1",
        "http://me:se@cret-word@127.0.0.1:1/v1",
        "htp:me:secret-word@host",
        "http://127.0.0.1:1/v1?key=secret-word",
        "http:///me:secret-word@host",
        "me:secret-word@host/v1",
    ],
)
def test_what_is_secret_in_an_address_is_shown_nowhere(url: str) -> None:
    settings = Settings(model="m", base_url=url)
    told = repr(settings) + str(settings) + settings.model_dump_json() + str(settings.model_dump())
    try:
        told += repr(resolve_endpoint("m", settings))
    except UsageError as error:
        told += str(error)
    assert "cret-word" not in told


def test_an_address_is_shown_whole_else() -> None:
    url = "https://api.example.com/client/v4/accounts/1/ai/@cf/v1"
    assert Settings(base_url=url).model_dump()["base_url"] == url
