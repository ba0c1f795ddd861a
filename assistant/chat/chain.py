"""`Writer` and prompts as LangChain Runnables, so that a product's chain is ``steps | prompt | writing``.

    chain = found | prompt("answer", ANSWER) | Writing(writer)
    for piece in chain.stream(values, config={"configurable": {"stop": halt.is_set}}):
        ...

Pieces are messages with the text as it comes. The last one has no text; `written` reads from it, or from what
``invoke`` returns, how the reply ended.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from langchain_core.language_models import LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, UsageMetadata
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable, RunnableConfig

from assistant import prompts
from assistant.chat.writer import Writer, Written

ANSWER = ("question", "passages", "notice", "conversation", "not_held", "part_not_held")
"""What ``prompts/answer.md`` is filled with."""
REWRITE = ("question", "conversation")
"""What ``prompts/rewrite.md`` is filled with."""
COMPARE = ("a", "b", "facts", "passages", "notice", "most")
"""What ``prompts/compare.md`` is filled with."""
NOT_HELD = "Not in the corpus."
"""What the model is told to write, and nothing else, where the passages do not answer."""
PART_NOT_HELD = "Not in the corpus:"
"""How the last line begins where they answer a part of the question only."""


def prompt(name: str, given: Collection[str], folder: Path = prompts.FOLDER) -> ChatPromptTemplate:
    """The prompt called `name` as a Runnable from the values `given` to messages. Values are never read as templates.

    Raises:
        BadPrompt: it is missing, or its placeholders are not those given.
    """
    read = prompts.chat_prompt(name, given, folder)
    return ChatPromptTemplate.from_messages([("system", read.system), ("user", read.user)])


class Writing(Runnable[LanguageModelInput, AIMessage]):
    """A `Writer` as the last step of a chain. ``configurable: {"stop": …}`` in the config ends a reply early."""

    def __init__(self, writer: Writer) -> None:
        """`writer` bounds, retries and names what fails."""
        self.writer = writer

    def stream(
        self,
        input: LanguageModelInput,  # noqa: A002 - LangChain's name
        config: RunnableConfig | None = None,
        **_: Any,  # noqa: ANN401 - LangChain's
    ) -> Iterator[AIMessageChunk]:
        """The reply's pieces; raises as `Writer.write` does."""
        stop = ((config or {}).get("configurable") or {}).get("stop")
        for piece in self.writer.write(input, stop, config):
            yield AIMessageChunk(content=piece) if isinstance(piece, str) else _last(piece)

    def invoke(
        self,
        input: LanguageModelInput,  # noqa: A002 - LangChain's name
        config: RunnableConfig | None = None,
        **_: Any,  # noqa: ANN401 - LangChain's
    ) -> AIMessage:
        """The whole reply; raises as `Writer.write` does."""
        *_pieces, last = self.stream(input, config)
        done = written(last)
        return AIMessage(
            content=done.text, usage_metadata=last.usage_metadata, response_metadata=last.response_metadata
        )


def written(message: BaseMessage) -> Written:
    """How the reply ended whose last piece, or whole, `message` is."""
    found: Written = message.response_metadata["written"]
    return found


def _last(done: Written) -> AIMessageChunk:
    usage = UsageMetadata(
        input_tokens=done.prompt_tokens,
        output_tokens=done.reply_tokens,
        total_tokens=done.prompt_tokens + done.reply_tokens,
    )
    return AIMessageChunk(
        content="", usage_metadata=usage, response_metadata={"written": done}, chunk_position="last"
    )
