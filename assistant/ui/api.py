"""What programs can call: five functions, each giving the JSON object of the command of its name.

Gradio makes the HTTP endpoints, their description and the MCP tools out of signatures and docstrings. It reads the
annotations when it runs, so none of them is a string here.
"""

import asyncio
import inspect
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial, wraps
from typing import TYPE_CHECKING, Annotated, Any, Literal

import gradio as gr
from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field, ValidationError, validate_call, with_config
from typing_extensions import TypedDict  # pydantic takes no other before Python 3.12

from assistant.errors import AssistantError, BadCall, ServerBusy, ServerError
from assistant.records import Question, Scope
from assistant.ui.check import MOST_CHARACTERS

if TYPE_CHECKING:
    from assistant.ui.served import Served

LOGGER = logging.getLogger(__name__)
AT_ONCE = 4
"""Calls worked on at the same time, beside what the page asks; the others wait."""
WAITING = 64
UNFORESEEN = ServerError("Something went wrong, and the call was not answered.", "The log of the server says more.")

Asked = Annotated[str, Field(max_length=20_000)]
"""A question; how long one may be is the library's to say, below this."""
Text = Annotated[str, Field(max_length=MOST_CHARACTERS)]
Name = Annotated[str, Field(max_length=1000)]
Names = Annotated[tuple[Name, ...], Field(max_length=200)]
Earlier = Annotated[tuple[Asked, ...], Field(max_length=100)]
Day = Annotated[str, Field(pattern=r"^\d{4}(-\d\d){0,2}$")]
Passages = Annotated[int, Field(ge=1, le=100)]


@with_config(ConfigDict(extra="forbid"))
class Within(TypedDict, total=False):
    """Which documents to ask; a field left out does not restrict, several values in one are alternatives."""

    documents: Names
    issuers: Names
    recipients: Names
    kinds: Names
    languages: Names
    since: Day
    until: Day


class Programs:
    """The calls over one library; `offer` makes them endpoints of the page that is being built."""

    def __init__(self, served: "Served") -> None:
        """Nothing is asked of `served` yet."""
        self._served = served
        self._workers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="programs")
        self._under_way = 0

    def offer(self) -> None:
        """Make an endpoint of each call. They have workers of their own, so Gradio's queue is not theirs."""
        for call in (self.ask, self.compare, self.brief, self.check, self.search):
            gr.api(self._answering(call), api_name=call.__name__, queue=False)

    def ask(self, question: Asked, conversation: Earlier = (), scope: Within | None = None) -> dict[str, Any]:
        """Answer a question from the library's documents, every sentence cited to the words of a source, or refuse.

        Parameters:
            question: One question in plain words, which may lean on those before it.
            conversation: The earlier questions of the conversation, the oldest first.
            scope: Which documents to keep to, by ids, by names, by days such as 2024-10-07, 2024-10 or 2024.

        Returns:
            an object with answer, refused, sentences, citations, nearest, read_as and more, or with error
        """
        return self._served.ask(Question(question, _scope(scope), conversation)).as_json()

    def compare(self, a: Name, b: Name) -> dict[str, Any]:
        """Compare two documents, or two versions of one: what matters, then facts and sentences side by side.

        Parameters:
            a: A document's id, or id@version.
            b: The other's.

        Returns:
            an object with summary, facts, slots, alignment, phrases, absent and citations, or with error
        """
        return self._served.compare(a, b).as_json()

    def brief(
        self,
        topic: Asked = "",
        template: Name = "situation",
        paper: Literal["a4", "letter"] = "a4",
        annex: bool = False,
        scope: Within | None = None,
    ) -> dict[str, Any]:
        """Put what the documents say on a topic on one page, in the sources' own sentences, each cited.

        Parameters:
            topic: A topic or a question; without it, scope must name documents.
            template: What kind of brief: situation, leader-message, country-note or readout.
            paper: What the page is printed on.
            annex: Whether citations in their passages, and what did not fit, are wanted behind the page.
            scope: Which documents to keep to, by ids, by names, by days such as 2024-10-07, 2024-10 or 2024.

        Returns:
            an object with title, sections, gaps, citations, pages, words and more, or with error
        """
        within = _scope(scope)
        return self._served.draft(topic, within, template=template, paper=paper, annex=annex).brief.as_json()

    def check(
        self, text: Text, title: Name = "", against: Names = (), without: Names = (), scope: Within | None = None
    ) -> dict[str, Any]:
        """Hold each claim of a text against the documents: supported, contradicted, mixed, or not in the library.

        Parameters:
            text: The text, at most 400,000 characters.
            title: What the text is called.
            against: Ids of documents; only these are looked in.
            without: Ids of documents that are left out.
            scope: Which documents to keep to, by ids, by names, by days such as 2024-10-07, 2024-10 or 2024.

        Returns:
            an object with claims, each with its verdict, confidence, evidence and mismatches, or with error
        """
        looked_in = self._served.looked_in(against, _scope(scope))
        return self._served.check(text, title=title, against=looked_in, without=without).as_json()

    def search(self, question: Asked, k: Passages = 5, scope: Within | None = None) -> dict[str, Any]:
        """Find the passages of the documents that fit a question best.

        Parameters:
            question: A question or some words.
            k: How many passages, 1 to 100.
            scope: Which documents to keep to, by ids, by names, by days such as 2024-10-07, 2024-10 or 2024.

        Returns:
            an object with question, hits and milliseconds, or with error
        """
        return self._served.found(question, k, _scope(scope)).as_json()

    def _answering(self, call: Callable[..., dict[str, Any]]) -> Callable[..., Coroutine[Any, Any, dict[str, Any]]]:
        """`call` as Gradio calls it: what is given is held against the types, errors are told as the commands do."""
        validated, signature = validate_call(call), inspect.signature(call)

        @wraps(call)
        async def answering(*given: Any, **named: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a program sends
            if self._under_way >= AT_ONCE + WAITING:
                return _told(ServerBusy(f"{self._under_way} calls are under way or wait."))
            self._under_way += 1
            try:
                by_name = signature.bind(*given, **named).arguments  # so that a message says which one is wrong
                work = partial(copy_context().run, _outcome, validated, by_name)  # in it stands who asks
                return await asyncio.get_running_loop().run_in_executor(self._workers, work)
            finally:
                self._under_way -= 1

        return answering


def misread(request: Request, error: Exception) -> JSONResponse:
    """What Gradio says of parameters given by name that a call does not have, or lacks, as a `BadCall`.

    Raises:
        TypeError: it is of another origin.
    """
    if "/call/v2/" not in request.url.path:
        raise error
    return JSONResponse(_told(BadCall(f"{str(error).partition('. ')[0].rstrip('.')}.")), 422)


def _outcome(call: Callable[..., dict[str, Any]], given: dict[str, Any]) -> dict[str, Any]:
    try:
        return call(**given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        return _told(BadCall(f"{'.'.join(map(str, first['loc']))}: {first['msg']}."))
    except AssistantError as error:
        return _told(error)
    except Exception:  # the edge: logged, and told in one calm line
        LOGGER.exception("A program's call could not be answered.")
        return _told(UNFORESEEN)


def _told(error: AssistantError) -> dict[str, Any]:
    return {"error": error.as_json()}


def _scope(within: Within | None) -> Scope:
    return Scope(**within) if within else Scope()
