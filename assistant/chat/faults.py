"""What went wrong with a chat model, as one of our errors: one calm line, without key, address or the provider's words.

Providers' packages are not imported: what they raise is told by status, by LangChain's names and by those of the
HTTP clients beneath, which all of them share.
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.errors import ChatBusy, ChatError, ChatFailed, ChatRefused, ChatTimeout, ChatUnreachable

RESTING = frozenset({408, 409, 425, 429})
"""Statuses below 500 after which the same request may go well a moment later."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An error, and how many seconds the provider asks to be left alone, if it says so."""

    error: ChatError
    wait_s: float | None = None


def fault(raised: BaseException, model: str, key: str = "") -> Fault:
    """What `raised`, by the package that calls `model`, is; `key` is the name of the variable that holds its key."""
    chain = list(_chain(raised))
    if isinstance(raised, ChatError):
        return Fault(raised)
    status = next((s for error in chain if isinstance(s := getattr(error, "status_code", None), int) and s > 0), None)
    codes = {code for error in chain if isinstance(code := getattr(error, "code", None), str)}
    names = {kind.__name__ for error in chain for kind in type(error).__mro__}
    if "ContextOverflowError" in names or "context_length_exceeded" in codes or status == 413:
        told = f"What {model} was given to read is longer than it takes."
        return Fault(ChatRefused(told, "Set ASSISTANT_CHAT_WINDOW_TOKENS to what the model takes."))
    if "insufficient_quota" in codes or status == 402:
        return Fault(ChatRefused(f"The account for {model} has no credit left.", "Look into the provider's billing."))
    if status:
        return Fault(_of_status(status, model, key), _asked_to_wait(chain))
    return Fault(_of_names(names, raised, model))


def _of_status(status: int, model: str, key: str) -> ChatError:
    if status in (401, 403):
        hint = f"Correct {key} in the environment or in .env." if key else None
        return ChatRefused(f"The provider did not accept the key for {model} (status {status}).", hint)
    if status == 404:
        hint = "Correct ASSISTANT_CHAT_MODEL, or ASSISTANT_CHAT_BASE_URL, which often ends in /v1."
        return ChatRefused(f"There is no {model} at the chat model's address (status 404).", hint)
    if status in RESTING:
        return ChatBusy(f"{model} takes no further requests just now (status {status}).")
    if status >= 500:
        return ChatFailed(f"The server of {model} failed (status {status}).")
    hint = "See that ASSISTANT_CHAT_MODEL names a chat model, and what its provider's log says."
    return ChatRefused(f"The server of {model} refused the request (status {status}).", hint)


def _of_names(names: set[str], raised: BaseException, model: str) -> ChatError:
    if any("ConnectError" in name or "ConnectTimeout" in name or "ConnectionRefused" in name for name in names):
        return ChatUnreachable(f"{model} cannot be reached.")
    if any("Timeout" in name for name in names):
        return ChatTimeout(f"{model} did not answer in time.")
    if names & {"TransportError", "APIConnectionError", "ModelConnectionError", "ConnectionError"}:
        return ChatUnreachable(f"The connection to {model} was cut.")
    if names & {"ValueError", "TypeError", "LookupError", "AttributeError"}:
        return ChatFailed(f"What {model} replied cannot be read ({type(raised).__name__}).")
    return ChatFailed(f"{model} broke off its reply ({type(raised).__name__}).")


def _asked_to_wait(chain: list[BaseException]) -> float | None:
    """Seconds, from the headers ``Retry-After-Ms`` and ``Retry-After`` (a number or a date)."""
    headers = next((h for error in chain if (h := getattr(getattr(error, "response", None), "headers", None))), None)
    if headers is None:
        return None
    for name, seconds in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        if said := headers.get(name):
            try:
                return max(0.0, float(said) * seconds)
            except ValueError:
                pass
            try:
                return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
            except ValueError:
                pass
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, what caused it, what caused that."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__
