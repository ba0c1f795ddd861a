"""A chat model's reply, piece by piece: in bounded time, in bounded length, tried again where that may help.

A reply is whole only where the model says that it came to its end: one that just stops was cut, and one that reached
the most tokens was cut off. Neither is a reply.
"""

from __future__ import annotations

import itertools
import math
import random
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.chat.budget import CHARACTERS_A_TOKEN, Budget, counter
from assistant.chat.faults import Fault, fault
from assistant.chat.fence import plain
from assistant.chat.model import PROVIDERS, chat_model, window
from assistant.chat.thoughts import Thoughts
from assistant.chat.timed import TICK_S, Patience, Stop, Stopped, TooSlow, timed
from assistant.errors import ChatFailed, ChatRefused, ChatTimeout, ChatTooLong, ChatUnreachable
from assistant.outward import leaves
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel, LanguageModelInput
    from langchain_core.messages import BaseMessageChunk
    from langchain_core.runnables import RunnableConfig

CUT_OFF = frozenset({"length", "max_tokens", "max_output_tokens", "model_context_window_exceeded", "incomplete"})
MOST_NAME_CHARACTERS = 100
WITHHELD = frozenset({"content_filter", "refusal", "safety"})


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a reply once it has ended. `stopped`: the reader wanted no more, so `text` is no whole reply."""

    text: str
    model: str  # provider:model, as the server names the model that answered
    prompt_tokens: int
    reply_tokens: int
    counted: bool  # the reply's tokens are the server's own count, else an estimate
    seconds: float
    tries: int = 1
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a reply may take and be; how often it is tried again."""

    first_token_s: float = 60.0
    stall_s: float = 20.0
    reply_s: float = 180.0
    retries: int = 2
    reply_tokens: int = 1500
    pause_s: float = 0.5  # before the second try; doubled before each further one

    @staticmethod
    def of(settings: Settings) -> Limits:
        """The limits that `settings` name."""
        return Limits(
            settings.chat_first_token_s,
            settings.chat_stall_s,
            settings.chat_reply_s,
            settings.chat_retries,
            settings.chat_reply_tokens,
        )


@dataclass
class _Reply:
    """One try: what has come of it so far."""

    pieces: list[str] = field(default_factory=list)
    characters: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0
    thoughts: Thoughts = field(default_factory=Thoughts)
    answered: str = ""
    ended: str = ""
    stopped: bool = False


class Writer:
    """Prompts in, prose out. Safe to share between threads: a reply keeps its state to itself."""

    def __init__(self, model: BaseChatModel, name: str, limits: Limits, budget: Budget, host: str = "") -> None:
        """`name` is ``provider:model``, `host` where it is asked unless at the provider's own address.

        Models of a provider in `PROVIDERS` say when a reply has come to its end.
        """
        self.model, self.name, self.limits, self.budget, self.host = model, name, limits, budget, host
        self._provider = name.partition(":")[0]
        self._known = PROVIDERS.get(self._provider)

    @staticmethod
    def of(settings: Settings) -> Writer:
        """The writer that `settings` name.

        Raises:
            ChatNotReady: no model is named, or its provider, package or key is missing.
        """
        model = chat_model(settings)
        budget = Budget(window(model, settings), settings.chat_reply_tokens, counter(settings.chat_model))
        host = urlsplit(settings.chat_base_url).hostname or ""
        return Writer(model, settings.chat_model, Limits.of(settings), budget, host)

    def write(
        self, prompt: LanguageModelInput, stop: Stop | None = None, config: RunnableConfig | None = None
    ) -> Iterator[str | Written]:
        """The reply's pieces of text as they come, and at the end one `Written`.

        What fails before the first piece is tried again where that may help. What fails later is not, and the pieces
        that came are then no reply. Close the iterator, or let `stop` say so, to end it early.

        Raises:
            ChatError: there is no reply that can be used; its kind and message say why.
        """
        leaves(f"{self.name} at {self.host}" if self.host else self.name)
        began = time.monotonic()
        ends = began + self.limits.reply_s
        patience = Patience(self.limits.first_token_s, self.limits.stall_s, ends, stop)
        for tried in itertools.count(1):
            reply, found = _Reply(), None
            try:
                yield from self._read(prompt, reply, patience, config)
            except Exception as error:  # of any package; `fault` tells what it is
                found = fault(error, self.name, self._known.key if self._known else "")
            if found is None:
                yield self._written(prompt, reply, time.monotonic() - began, tried)
                return
            # Raised here and not above: so no traceback holds what the provider's package said, or with what key.
            if reply.pieces or not found.error.passing or tried > self.limits.retries:
                raise found.error
            self._rest(found, tried, patience)

    def _read(
        self, prompt: LanguageModelInput, reply: _Reply, patience: Patience, config: RunnableConfig | None
    ) -> Iterator[str]:
        """One try; `reply` is filled on the way."""
        chunks = timed(lambda: self.model.stream(prompt, config), patience, lambda chunk: bool(chunk.text))
        try:
            with closing(chunks):  # at once, not when the last traceback that holds it has gone
                for chunk in chunks:
                    if piece := self._take(chunk, reply):
                        yield piece
        except Stopped:
            reply.stopped = True
            return
        except TooSlow as slow:
            raise self._too_slow(slow) from None
        if rest := reply.thoughts.rest():
            reply.pieces.append(rest)
            yield rest
        self._must_be_whole(reply)

    def _take(self, chunk: BaseMessageChunk, reply: _Reply) -> str:
        """The text in `chunk` that is part of the reply; what else it says is noted."""
        said = chunk.response_metadata
        reply.answered = reply.answered or str(said.get("model_name") or said.get("model") or "")
        reply.ended = _end_of(said) or reply.ended
        if used := getattr(chunk, "usage_metadata", None):  # some send it in parts, some again and again
            reply.prompt_tokens = max(reply.prompt_tokens, used["input_tokens"])
            reply.reply_tokens = max(reply.reply_tokens, used["output_tokens"])
        text = str(chunk.text)
        reply.characters += len(text)
        if reply.characters > self.limits.reply_tokens * CHARACTERS_A_TOKEN:
            raise self._too_long()
        piece = reply.thoughts.without(plain(text))
        if piece:
            reply.pieces.append(piece)
        return piece

    def _must_be_whole(self, reply: _Reply) -> None:
        """Raise what is wrong with a reply that has come to its end."""
        if reply.ended in CUT_OFF:
            raise self._too_long()
        if reply.ended in WITHHELD:
            raise ChatRefused(f"{self.name} withheld its reply.", "Ask in other words.")
        if self._known and not reply.ended:
            raise ChatUnreachable(f"The connection to {self.name} was cut in the midst of its reply.")
        if not "".join(reply.pieces).strip():
            raise ChatFailed(f"{self.name} gave an empty reply.")

    def _too_long(self) -> ChatTooLong:
        return ChatTooLong(f"The reply of {self.name} is longer than {self.limits.reply_tokens} tokens.")

    def _too_slow(self, slow: TooSlow) -> ChatTimeout:
        told = {
            "first": f"gave no word within {self.limits.first_token_s:g} seconds",
            "next": f"fell silent in the midst of its reply for {self.limits.stall_s:g} seconds",
            "end": f"did not come to an end within {self.limits.reply_s:g} seconds",
        }
        return ChatTimeout(f"{self.name} {told[slow.what]}.")

    def _rest(self, found: Fault, tried: int, patience: Patience) -> None:
        """Pause before the next try, as long as the provider asks; raise its error where that is too long to wait."""
        pause = self.limits.pause_s * 2 ** (tried - 1) * random.uniform(0.75, 1.25)
        asked = found.wait_s
        if asked is not None:
            pause = max(asked, TICK_S)
            if asked > self.limits.first_token_s or time.monotonic() + pause >= patience.ends:
                told = f"{found.error.message.removesuffix('.')}; it asks to wait {math.ceil(asked)} seconds."
                raise type(found.error)(told, found.error.hint)
        if time.monotonic() + pause >= patience.ends:
            raise found.error
        until = time.monotonic() + pause
        while (left := until - time.monotonic()) > 0 and not (patience.stop and patience.stop()):
            time.sleep(min(TICK_S, left))

    def _written(self, prompt: LanguageModelInput, reply: _Reply, seconds: float, tried: int) -> Written:
        text, counted = "".join(reply.pieces), reply.reply_tokens > 0
        model = plain(reply.answered)[:MOST_NAME_CHARACTERS]
        return Written(
            text=text,
            model=f"{self._provider}:{model}" if model else self.name,
            prompt_tokens=reply.prompt_tokens or self.budget.count(_as_text(prompt)),
            reply_tokens=reply.reply_tokens if counted else self.budget.count(text),
            counted=counted,
            seconds=round(seconds, 2),
            tries=tried,
            stopped=reply.stopped,
        )


def _end_of(said: Mapping[str, Any]) -> str:
    """Why the model ended its reply, as providers call it; "" where a piece does not say that it ended."""
    why = said.get("finish_reason") or said.get("stop_reason") or said.get("done_reason")
    if not why and said.get("status") in ("completed", "incomplete"):  # of OpenAI's Responses
        why = (said.get("incomplete_details") or {}).get("reason") or said["status"]
    return str(why or "").lower()


def _as_text(prompt: LanguageModelInput) -> str:
    """What a prompt says, for counting its tokens."""
    from langchain_core.prompt_values import PromptValue

    if isinstance(prompt, PromptValue):
        return prompt.to_string()
    return prompt if isinstance(prompt, str) else "\n".join(map(str, prompt))
