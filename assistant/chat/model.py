"""Settings → a LangChain chat model. Nothing is loaded before it is asked for, and nothing is called here.

Keys are read by the providers' own packages from the environment (``.env`` is in it by then); they never pass
through settings, messages or logs of ours.
"""

from __future__ import annotations

import os
import re
import warnings
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from assistant.errors import ChatNotReady
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

WINDOW_TOKENS = 8192
"""Taken for the window of a model that nothing is known of; small models of today take at least as much."""
NO_KEY = "none"
"""Sent as the key to an address of one's own where none is set: the clients insist on sending one."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider: its package and extra, how its key is called, where it is, how it takes our settings."""

    package: str
    extra: str
    key: str
    addresses: tuple[str, ...]  # variables of its own that name another address
    usual: str
    arguments: Callable[[Settings], dict[str, Any]]


def _usual(settings: Settings) -> dict[str, Any]:
    """What most providers take. Tries are counted by `Writer`, so the provider's own are off."""
    return {
        "temperature": settings.chat_temperature,
        "max_tokens": settings.chat_reply_tokens,
        "timeout": _read_timeout(settings),
        "max_retries": 0,
    }


def _openai(settings: Settings) -> dict[str, Any]:
    if not settings.chat_base_url:
        return {**_usual(settings), "stream_usage": True}
    return {**_usual(settings), "use_responses_api": False}  # an address of one's own speaks chat completions


def _ollama(settings: Settings) -> dict[str, Any]:
    """Ollama cuts prompts, without a word, at a small window of its own unless it is told another."""
    return {
        "temperature": settings.chat_temperature,
        "num_predict": settings.chat_reply_tokens,
        "num_ctx": settings.chat_window_tokens or WINDOW_TOKENS,
        "client_kwargs": {"timeout": _read_timeout(settings)},
    }


def _read_timeout(settings: Settings) -> float:
    """Seconds until a silent connection is given up, so that no thread waits on it for long after its reader has gone.

    A little longer than `Writer` waits: it is `Writer` that says what was too slow.
    """
    return max(settings.chat_first_token_s, settings.chat_stall_s) + 1.0


PROVIDERS = {
    "openai": Provider(
        "langchain_openai",
        "openai",
        "OPENAI_API_KEY",
        ("OPENAI_API_BASE", "OPENAI_BASE_URL"),
        "https://api.openai.com/v1",
        _openai,
    ),
    "anthropic": Provider(
        "langchain_anthropic",
        "anthropic",
        "ANTHROPIC_API_KEY",
        ("ANTHROPIC_API_URL", "ANTHROPIC_BASE_URL"),
        "https://api.anthropic.com",
        _usual,
    ),
    "ollama": Provider("langchain_ollama", "ollama", "", ("OLLAMA_HOST",), "http://127.0.0.1:11434", _ollama),
}
"""Those that have an extra. Any other that `init_chat_model` knows works too, once its package is installed."""


def chat_model(settings: Settings) -> BaseChatModel:
    """The chat model that `settings` name. It is built, not called.

    Raises:
        ChatNotReady: none is named, or its provider, package or key is missing.
    """
    if not settings.chat_model:
        raise ChatNotReady("No chat model is set.", "Set ASSISTANT_CHAT_MODEL, as openai:gpt-5-mini.")
    name, _, model = settings.chat_model.partition(":")
    provider = PROVIDERS.get(name)
    if provider:
        _must_be_there(provider, settings)
    arguments = provider.arguments(settings) if provider else _usual(settings)
    if place := address(settings):
        by_itself = provider is PROVIDERS["ollama"]  # its package takes a password out of the address
        arguments |= {"base_url": place} if by_itself else _address(place)
    if settings.chat_base_url and provider and provider.key and not os.environ.get(provider.key):
        arguments["api_key"] = NO_KEY
    return _built(name, model, arguments)


def _address(place: str) -> dict[str, Any]:
    """`place` without user and password, which go into a header: HTTP clients write whole addresses into logs."""
    parts = urlsplit(place)
    if parts.username is None:
        return {"base_url": place}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return {"base_url": bare, "default_headers": {"Authorization": f"Basic {b64encode(pair).decode()}"}}


def _built(name: str, model: str, arguments: dict[str, Any]) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    # Gateways that bend the protocol a little would have pydantic say so on standard error, with parts of the reply.
    warnings.filterwarnings("ignore", message="Pydantic serializer warnings", category=UserWarning)
    try:
        built: BaseChatModel = init_chat_model(model, model_provider=name, **arguments)
        if (built.profile or {}).get("temperature") is False:  # it would refuse every request that names one
            del arguments["temperature"]
            built = init_chat_model(model, model_provider=name, **arguments)
    except ImportError as error:
        wanted = re.search(r"pip install [\w\[\]-]+", str(error))
        hint = f"{wanted.group()} installs it." if wanted else "LangChain's documentation names it."
        raise ChatNotReady(f"The package for models of {name} is not installed.", hint) from None
    except Exception as error:  # whatever a provider's package makes of its arguments; its words may hold the key
        told = f"{name}:{model} cannot be set up ({type(error).__name__})."
        hint = "See that ASSISTANT_CHAT_MODEL begins with a provider that LangChain knows, and that its key is set."
        raise ChatNotReady(told, hint) from None
    return built


def address(settings: Settings) -> str:
    """Where the chat model is called, "" where only its package knows.

    It is always handed to the package, so that no variable of another program leads text elsewhere unseen.
    """
    if settings.chat_base_url:
        return settings.chat_base_url
    provider = PROVIDERS.get(settings.chat_model.partition(":")[0])
    if not provider:
        return ""
    return next((os.environ[name] for name in provider.addresses if os.environ.get(name)), provider.usual)


def shown(place: str) -> str:
    """An address without user, password, path and query: any of them may be a secret."""
    try:
        parts = urlsplit(place if "://" in place else f"http://{place}")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "an address that cannot be read"
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def window(model: BaseChatModel, settings: Settings) -> int:
    """Tokens that `model` takes in and gives out together: as set, as its package says, or a cautious guess."""
    if settings.chat_window_tokens:
        return settings.chat_window_tokens
    if settings.chat_model.startswith("ollama:"):
        return WINDOW_TOKENS  # what it is told to keep, whatever it could
    return int((model.profile or {}).get("max_input_tokens") or WINDOW_TOKENS)


def _must_be_there(provider: Provider, settings: Settings) -> None:
    if find_spec(provider.package) is None:
        told = f"{settings.chat_model} needs the package {provider.package.replace('_', '-')}."
        raise ChatNotReady(told, f"pip install 'briefing-assistant[{provider.extra}]' installs it.")
    if provider.key and not settings.chat_base_url and not os.environ.get(provider.key):
        told = f"{settings.chat_model} needs a key, and {provider.key} is not set."
        raise ChatNotReady(told, f"Put {provider.key}=… into the environment or .env.")
