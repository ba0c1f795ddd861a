"""Every knob of the product, with its unit; data only, nothing is built here.

Settings come from the environment with the prefix ``ASSISTANT_`` and from ``.env`` (the environment wins). An
unknown ``ASSISTANT_…`` name is an error, so that a misspelt setting is not silently ignored. Providers' own keys
(``OPENAI_API_KEY`` …) keep their names: ``.env`` is read into the process for them.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from dotenv import load_dotenv
from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

PREFIX = "ASSISTANT_"
PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings of one process. Read them with `load_settings`, which turns mistakes into named errors."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, env_ignore_empty=True)

    data_dir: Path = Field(user_data_path("briefing-assistant"), description="folder that holds all state")
    host: str = Field("127.0.0.1", description="address the page is served on; loopback only without accounts")
    port: int = Field(7860, ge=1, le=65535, description="port the page is served on")
    root_path: str = Field("", description="path under which a proxy shows the page, as `/briefing`; empty for none")
    auth: str = Field("", description="users file; where it is set everybody signs in, empty for no accounts")
    auth_header: str = Field(
        "", description="header in which a proxy names who is signed in, as `X-Remote-User`; empty for none"
    )
    auth_proxies: str = Field(
        "", description="addresses and networks of the proxies that are believed, with commas between them"
    )
    hosts: str = Field("", description="names by which browsers reach the page where there are accounts, with commas")
    session_idle_h: float = Field(8.0, gt=0, le=8760, description="hours without a request after which a session ends")
    session_h: float = Field(168.0, gt=0, le=8760, description="hours after signing in at which a session ends")
    audit: Literal["auto", "on", "off"] = Field(
        "auto", description="keep an audit trail; auto where there are accounts"
    )
    audit_file_mb: float = Field(10.0, ge=0.01, description="megabytes at which a file of the audit trail is followed")
    audit_days: float = Field(365.0, gt=0, description="days that entries of the audit trail are kept at least")
    mcp: Literal["auto", "on", "off"] = Field(
        "auto", description="serve the tools for other programs by MCP; auto where the `[mcp]` extra is installed"
    )
    starter_corpus: Literal["on", "off"] = Field("on", description="offer the starter corpus to a new library")
    starter_corpus_dir: Path = Field(PROJECT / "corpus", description="folder that holds the starter corpus")

    embedding_model: str = Field(
        "", description="sentence-transformers model, a hub name or a folder; empty for the one in the package"
    )
    embedding_precision: Literal["auto", "fp32", "bf16"] = Field(
        "auto", description="number format of the embedding model; auto tries which is faster"
    )
    embedding_threads: int = Field(0, ge=0, description="threads of the embedding model; 0 for one a core")
    embedding_batch: int = Field(
        0, ge=0, description="passages in one pass through the model; 0 for what suits processor or GPU"
    )

    ingest_workers: int = Field(0, ge=0, description="workers of `briefing ingest --engine ray`; 0 for one a core")

    verifier_model: str = Field(
        "", description="NLI cross-encoder that checks claims, a hub name or a folder; empty for the one shipped"
    )

    chroma_url: str = Field(
        "", description="address of a Chroma server that holds the vectors, as `http://127.0.0.1:8000`; empty for none"
    )
    chroma_token: str = Field("", description="token that the Chroma server is told; empty for none")

    passage_tokens: int = Field(200, ge=32, le=512, description="most tokens in a passage")
    max_document_mb: float = Field(20.0, gt=0, description="most megabytes of text in one document")
    read_s: float = Field(60.0, gt=0, le=86_400, description="seconds for reading one file")
    read_scan_s: float = Field(
        30.0, ge=0, le=3600, description="seconds more for each page of it that is read as a scan"
    )
    read_memory_mb: float = Field(
        2000.0, ge=200, description="most megabytes of memory for reading one file; kept on Linux alone"
    )
    web_addresses: Literal["on", "off"] = Field("on", description="fetch documents from web addresses that are given")
    web_file_mb: float = Field(50.0, gt=0, description="most megabytes of one file from the web, unpacked")
    web_fetch_s: float = Field(
        60.0, gt=0, le=3600, description="seconds for one web address, redirects and all of the file included"
    )
    max_question_characters: int = Field(2000, ge=50, description="longest question, in characters")

    candidates: int = Field(100, ge=10, description="passages taken from each signal before they are fused")
    lexical_weight: float = Field(2.0, ge=0, description="weight of BM25 in the fused score")
    passage_weight: float = Field(1.0, ge=0, description="weight of the passage's cosine in the fused score")
    sentence_weight: float = Field(1.0, ge=0, description="weight of the best sentence's cosine in the fused score")

    answer_sentences: int = Field(6, ge=1, description="most sentences in a looked-up answer")
    answer_documents: int = Field(3, ge=1, description="most documents in a looked-up answer")
    timeline_lines: int = Field(15, ge=1, description="most lines in a timeline")

    chat_model: str = Field("", description="chat model that writes prose, as `provider:model`; empty for none")
    chat_base_url: str = Field(
        "", description="address of the chat model, OpenAI-compatible with `openai:`; empty for the provider's own"
    )
    chat_first_token_s: float = Field(60.0, gt=0, le=3600, description="seconds to wait for a reply's first word")
    chat_stall_s: float = Field(20.0, gt=0, le=3600, description="seconds to wait between two pieces of a reply")
    chat_reply_s: float = Field(180.0, gt=0, le=3600, description="seconds for a whole reply, every try included")
    chat_retries: int = Field(2, ge=0, le=10, description="further tries where a reply failed before its first word")
    chat_window_tokens: int = Field(
        0, ge=0, description="tokens that the chat model takes in and gives out together; 0 for what is known of it"
    )
    chat_reply_tokens: int = Field(1500, ge=16, description="most tokens in a reply; a longer one is not used")
    chat_temperature: float = Field(0.0, ge=0, le=2, description="temperature, where the chat model takes one")
    chat_unsupported: Literal["show", "leave out"] = Field(
        "show", description="a chat model's sentences that no source bears out: shown as such, or left out"
    )
    chat_check_calls: int = Field(
        20, ge=0, le=1000, description="most replies of the chat model in the check of one text; 0 checks without it"
    )
    tracing: Literal["on", "off"] = Field(
        "off", description="let LangSmith trace chains, questions and passages included, where its own variables say so"
    )

    @field_validator("data_dir", "starter_corpus_dir")
    @classmethod
    def _at_home(cls, folder: Path) -> Path:
        """``~`` stands for the home folder, also where no shell has put it there."""
        return folder.expanduser()

    @field_validator("auth")
    @classmethod
    def _users_file(cls, path: str) -> str:
        return str(Path(path).expanduser()) if path else path

    @field_validator("auth_header")
    @classmethod
    def _header_name(cls, name: str) -> str:
        if name and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", name):
            raise ValueError("write a header's name, as X-Remote-User")
        if name.lower() in {"cookie", "authorization", "host", "origin"}:
            raise ValueError("this header has a meaning of its own")
        return name

    @field_validator("auth_proxies")
    @classmethod
    def _networks(cls, addresses: str) -> str:
        for address in parted(addresses):
            try:
                ip_network(address)
            except ValueError:
                raise ValueError("write addresses and networks, as 127.0.0.1, 10.0.0.0/8") from None
        return addresses

    @field_validator("hosts")
    @classmethod
    def _host_names(cls, names: str) -> str:
        for name in parted(names):
            if not re.fullmatch(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?", name.lower()):
                raise ValueError("write names without scheme and port, as briefing.example.org")
        return names.lower()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.auth_header and not (self.auth and self.auth_proxies):
            raise ValueError("ASSISTANT_AUTH_HEADER needs ASSISTANT_AUTH and ASSISTANT_AUTH_PROXIES")
        return self

    @field_validator("root_path")
    @classmethod
    def _plain_path(cls, path: str) -> str:
        if not re.fullmatch(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?", path):
            raise ValueError("write a path of letters, digits, - and _, as /briefing")
        return path.rstrip("/")

    @field_validator("chat_model")
    @classmethod
    def _provider_and_model(cls, name: str) -> str:
        if name and not re.fullmatch(r"[a-z][a-z0-9_]*:\S+", name):
            raise ValueError("write provider:model, as openai:gpt-5-mini or ollama:llama3.1:8b")
        return name

    @field_validator("chroma_url")
    @classmethod
    def _server_address(cls, address: str) -> str:
        if address and not (_is_whole(address) and urlsplit(address).path in ("", "/")):
            raise ValueError("write an address without a path, as http://127.0.0.1:8000")
        return address

    @field_validator("chroma_token")
    @classmethod
    def _one_line(cls, token: str) -> str:
        if not (token.isascii() and token.isprintable()):
            raise ValueError("write the token as it was given, in one line")
        return token

    @field_validator("chat_base_url")
    @classmethod
    def _web_address(cls, address: str) -> str:
        if address and not _is_whole(address):
            raise ValueError("write a whole address without ? or #, as http://127.0.0.1:8080/v1")
        return address

    @property
    def audited(self) -> bool:
        """Whether an audit trail is kept."""
        return self.audit == "on" or (self.audit == "auto" and bool(self.auth))

    @cached_property
    def fingerprint(self) -> str:
        """Names the index: what decides which passages and vectors there are.

        Number precision is left out on purpose, so that a library can move between laptops.
        """
        decides = {"model": self.embedding_model, "passage_tokens": self.passage_tokens, "layout": INDEX_LAYOUT}
        return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()[:12]


def _is_whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return whole and not parts.query and not parts.fragment


def parted(value: str) -> list[str]:
    """What a setting lists with commas between."""
    return [part.strip() for part in value.split(",") if part.strip()]


MAY_HOLD_SECRETS = frozenset({"chat_model", "chat_base_url", "chroma_url", "chroma_token"})
"""Settings whose value no message repeats: an address may hold a password, and a key lands in the wrong line easily."""
TRACING = (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_TRACING_V2",
    "LANGCHAIN_HANDLER",
)
"""Variables that make LangChain send what its chains read to LangSmith. Those set for another program do not count."""
INDEX_LAYOUT = 2  # raise when passages, terms or what is embedded change their form


def load_settings(env_file: Path | None = None, **given: Any) -> Settings:  # noqa: ANN401 - values of any setting
    """Settings from the environment, `env_file` (``.env`` in the working folder by default) and `given`, which wins.

    Unless tracing is on, what would turn it on is taken out of the environment.

    Raises:
        SettingsError: a name is unknown or a value cannot be used; it names the variable.
    """
    file = env_file or Path(".env")
    try:
        load_dotenv(file)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file} cannot be read: {error}.") from error
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in os.environ:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(f"{name} is not a setting.", f"Known settings: {', '.join(sorted(known))}.")
    try:
        settings = Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        setting = ".".join(str(part) for part in first["loc"])
        if not setting:  # settings that do not go together name themselves
            raise SettingsError(f"{first['msg'].removeprefix('Value error, ')}.") from None
        if setting in MAY_HOLD_SECRETS:  # a traceback would print the cause, and the value in it
            told = first["msg"].removeprefix("Value error, ")
            raise SettingsError(f"{PREFIX}{setting.upper()} cannot be used: {told}.") from None
        raise SettingsError(f"{PREFIX}{setting.upper()} cannot be {first['input']!r}: {first['msg']}.") from error
    if settings.tracing == "off":
        for name in TRACING:
            os.environ.pop(name, None)
    return settings
