"""Settings: from the environment and .env, mistakes named."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import PROJECT, Settings, load_settings


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A working folder of the test's own; what .env brings into the process is taken out again."""
    before = dict(os.environ)
    monkeypatch.chdir(tmp_path)
    yield
    os.environ.clear()
    os.environ.update(before)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "here"))
    monkeypatch.setenv("ASSISTANT_PORT", "8123")
    settings = load_settings()
    assert (settings.data_dir, settings.port) == (tmp_path / "here", 8123)


def test_without_any_the_page_is_for_this_machine_and_the_corpus_is_ours() -> None:
    settings = load_settings()
    assert (settings.host, settings.starter_corpus) == ("127.0.0.1", "on")
    assert settings.starter_corpus_dir == PROJECT / "corpus"


def test_dotenv_is_read_into_the_process_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("ASSISTANT_PORT", "8123")
    (tmp_path / ".env").write_text('OPENAI_API_KEY="sk-one"\nASSISTANT_PORT=9\nASSISTANT_HOST=::1\n')
    settings = load_settings()
    assert os.environ["OPENAI_API_KEY"] == "sk-one"
    assert (settings.port, settings.host) == (8123, "::1")


@pytest.mark.parametrize("where", ["environment", ".env"])
def test_a_misspelt_setting_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    if where == ".env":
        (tmp_path / ".env").write_text("ASSISTANT_PROT=8000\n")
    else:
        monkeypatch.setenv("ASSISTANT_PROT", "8000")
    with pytest.raises(SettingsError, match=r"^ASSISTANT_PROT is not a setting\.$") as caught:
        load_settings()
    assert "ASSISTANT_PORT" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASSISTANT_PORT", "many"),
        ("ASSISTANT_PORT", "70000"),
        ("ASSISTANT_STARTER_CORPUS", "maybe"),
        ("ASSISTANT_PASSAGE_TOKENS", "3"),
        ("ASSISTANT_MAX_DOCUMENT_MB", "0"),
        ("ASSISTANT_CHAT_FIRST_TOKEN_S", "0"),
        ("ASSISTANT_CHAT_STALL_S", "soon"),
        ("ASSISTANT_CHAT_REPLY_S", "inf"),
        ("ASSISTANT_CHAT_RETRIES", "-1"),
        ("ASSISTANT_CHAT_REPLY_TOKENS", "0"),
        ("ASSISTANT_CHAT_WINDOW_TOKENS", "many"),
        ("ASSISTANT_CHAT_TEMPERATURE", "3"),
        ("ASSISTANT_TRACING", "true"),
    ],
)
def test_a_value_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^{name} cannot be '{value}'"):
        load_settings()


@pytest.mark.parametrize("name", ["gpt-4o", "openai:", "llama3.1:8b", "openai: gpt", "sk-secret", "OpenAI:gpt-4o"])
def test_a_chat_model_is_a_provider_and_a_model(monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setenv("ASSISTANT_CHAT_MODEL", name)
    with pytest.raises(SettingsError, match="^ASSISTANT_CHAT_MODEL cannot be used: write provider:model") as caught:
        load_settings()
    assert "sk-secret" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("name", ["openai:gpt-5-mini", "ollama:llama3.1:8b", "openai:org/m-7b@q4", "google_genai:g"])
def test_models_of_every_provider_can_be_named(monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setenv("ASSISTANT_CHAT_MODEL", name)
    assert load_settings().chat_model == name


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1:8080",
        "ftp://u:secret@host/v1",
        "http://",
        "http://u:secret@host:port/v1",
        "http://u:secret@[::1/v1",
        "http://host/v1?key=secret",
        "http://u:secret\u2100@host/v1",
    ],
)
def test_an_address_that_cannot_be_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch, address: str):
    monkeypatch.setenv("ASSISTANT_CHAT_BASE_URL", address)
    with pytest.raises(SettingsError, match="^ASSISTANT_CHAT_BASE_URL cannot be used: write a whole address") as caught:
        load_settings()
    assert "secret" not in "".join(traceback.format_exception(caught.value))


def test_what_the_command_line_gives_wins_and_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "8123")
    assert load_settings(port=8200).port == 8200
    with pytest.raises(SettingsError, match="^ASSISTANT_PORT cannot be 0"):
        load_settings(port=0)


def test_an_empty_value_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", "")
    monkeypatch.setenv("ASSISTANT_PORT", "")
    settings = load_settings()
    assert settings.port == 7860
    assert settings.data_dir.is_absolute()


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".env").write_text("ASSISTANT_DATA_DIR=~/briefings\n")
    assert load_settings().data_dir == tmp_path / "briefings"


def test_a_dotenv_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"ASSISTANT_HOST=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"^\.env cannot be read"):
        load_settings()


def test_the_fingerprint_is_of_what_the_index_rests_on_alone(tmp_path: Path) -> None:
    plain = Settings().fingerprint
    assert Settings(data_dir=tmp_path, port=8000, embedding_precision="fp32", lexical_weight=5).fingerprint == plain
    assert Settings(passage_tokens=100).fingerprint != plain
    assert Settings(embedding_model="other/model").fingerprint != plain


def test_settings_are_data() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().port = 1
