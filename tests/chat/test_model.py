"""The chat model that settings name: built without a call, and what is missing named."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from assistant.chat.model import WINDOW_TOKENS, address, chat_model, shown, window
from assistant.errors import ChatNotReady
from assistant.settings import PROJECT, Settings

OPENAI = pytest.mark.skipif(find_spec("langchain_openai") is None, reason="needs the [openai] extra")
KEYS = ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_HOST")


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)
    yield


def not_ready(model: str, **settings: str) -> ChatNotReady:
    with pytest.raises(ChatNotReady) as caught:
        chat_model(Settings(chat_model=model, **settings))
    return caught.value


def test_none_set_is_said():
    assert "ASSISTANT_CHAT_MODEL" in not_ready("").hint


@pytest.mark.parametrize("name", ["openai", "anthropic", "ollama"])
def test_a_missing_package_is_named_with_the_command_that_installs_it(name: str):
    if find_spec(f"langchain_{name}"):
        pytest.skip("it is installed here")
    error = not_ready(f"{name}:m")
    assert error.message == f"{name}:m needs the package langchain-{name}."
    assert error.hint == f"pip install 'briefing-assistant[{name}]' installs it."


def test_a_package_missing_in_a_fresh_process_is_named():
    """As above, for the package that is installed here: the process does not find it."""
    code = (
        "import sys; sys.modules['langchain_openai'] = None\n"
        "from assistant.chat.model import chat_model; from assistant.settings import Settings\n"
        "try: chat_model(Settings(chat_model='openai:m', chat_base_url='http://127.0.0.1:9/v1'))\n"
        "except Exception as error: print(type(error).__name__, error, error.hint)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert ran.stdout == (
        "ChatNotReady openai:m needs the package langchain-openai. "
        "pip install 'briefing-assistant[openai]' installs it.\n"
    )


def test_a_provider_without_an_extra_is_named_with_its_package():
    if find_spec("langchain_mistralai"):
        pytest.skip("it is installed here")
    assert "pip install langchain-mistralai" in not_ready("mistralai:m").hint


def test_a_provider_that_nobody_knows_is_said():
    assert "a provider that LangChain knows" in not_ready("llama:8b").hint


@OPENAI
def test_a_missing_key_is_named():
    error = not_ready("openai:gpt-4o")
    assert error.message == "openai:gpt-4o needs a key, and OPENAI_API_KEY is not set."
    assert ".env" in error.hint


@OPENAI
def test_the_window_is_as_set_as_known_or_cautious(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    for name, tokens, set_to in (("gpt-4o", 128_000, 0), ("my-own", WINDOW_TOKENS, 0), ("gpt-4o", 4000, 4000)):
        settings = Settings(chat_model=f"openai:{name}", chat_window_tokens=set_to)
        assert window(chat_model(settings), settings) == tokens


@OPENAI
def test_a_model_that_takes_no_temperature_is_given_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    assert chat_model(Settings(chat_model="openai:gpt-4o")).temperature == 0.0
    assert chat_model(Settings(chat_model="openai:o3")).temperature is None


@OPENAI
def test_the_key_is_in_no_representation_of_the_model(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-to-be-seen")
    assert "sk-not-to-be-seen" not in repr(chat_model(Settings(chat_model="openai:gpt-4o")))


def test_the_address_is_the_one_set_else_the_providers(monkeypatch: pytest.MonkeyPatch):
    assert address(Settings(chat_model="openai:m")) == "https://api.openai.com/v1"
    assert address(Settings(chat_model="ollama:m")) == "http://127.0.0.1:11434"
    monkeypatch.setenv("OPENAI_BASE_URL", "http://gateway.example/v1")
    assert address(Settings(chat_model="openai:m")) == "http://gateway.example/v1"
    assert address(Settings(chat_model="openai:m", chat_base_url="http://10.0.0.9/v1")) == "http://10.0.0.9/v1"


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        ("http://clerk:secret@10.0.0.9:8080/v1/secret?key=secret", "http://10.0.0.9:8080"),
        ("https://[::1]:8080/v1", "https://[::1]:8080"),
        ("gpu.example:11434", "http://gpu.example:11434"),
        ("http://h:secret/", "an address that cannot be read"),
    ],
)
def test_an_address_is_shown_without_what_may_be_secret(place: str, seen: str):
    assert shown(place) == seen


def test_nothing_heavy_is_loaded_before_a_model_is_asked_for():
    code = (
        "import sys; import assistant.chat.writer, assistant.chat.fence, assistant.chat.budget\n"
        "print(*{m.partition('.')[0] for m in sys.modules} & {'langchain', 'langchain_core', 'openai', 'tiktoken'})"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""
