"""Errors of models: those that ship, and a chat model."""

from __future__ import annotations

from assistant.errors.base import AssistantError


class ModelError(AssistantError):
    """The embedding model cannot be loaded, or is not the one that was pinned."""

    hint = "Run make setup again, or set ASSISTANT_EMBEDDING_MODEL to a sentence-transformers folder."


class ChatError(AssistantError):
    """The chat model gave no reply that can be used. What was asked can be answered without it."""

    hint = "Ask again, or unset ASSISTANT_CHAT_MODEL to do without a chat model."
    passing = False
    """Whether the same request may go well a moment later."""


class ChatNotReady(ChatError):
    """The chat model cannot be called: none is set, or its package or key is missing."""

    hint = "Set ASSISTANT_CHAT_MODEL, and the provider's key in the environment or in .env."


class ChatRefused(ChatError):
    """The provider takes neither this request nor one like it: the key, the model's name, the prompt's length."""

    hint = "Correct the provider's key, ASSISTANT_CHAT_MODEL and ASSISTANT_CHAT_BASE_URL."


class ChatUnreachable(ChatError):
    """There is no connection to the chat model, or it was cut."""

    hint = "See whether it runs and the network is there; ASSISTANT_CHAT_BASE_URL says where it is looked for."
    passing = True


class ChatBusy(ChatError):
    """The provider takes no further requests just now."""

    hint = "Wait a little and ask again."
    passing = True


class ChatFailed(ChatError):
    """The chat model, or what stands before it, failed: a server error, an unreadable or an empty reply."""

    hint = "Ask again; where it stays so, look into the provider's own log."
    passing = True


class ChatTimeout(ChatError):
    """The chat model was too slow: no first word, a stall in the midst, or a reply without end."""

    hint = "Ask again, or allow more with ASSISTANT_CHAT_FIRST_TOKEN_S, ASSISTANT_CHAT_STALL_S, ASSISTANT_CHAT_REPLY_S."


class ChatTooLong(ChatError):
    """The reply is longer than allowed, so its end is missing and none of it is used."""

    hint = "Ask for less at once, or raise ASSISTANT_CHAT_REPLY_TOKENS."
