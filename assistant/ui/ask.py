"""The tab "Ask": a conversation with the library. Layout and events; what is shown is rendered by `log`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable  # Gradio reads the annotations when it runs
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.answer.listener import Listener
from assistant.errors import AssistantError
from assistant.export.answers import Answered
from assistant.records import KeptAt, Question
from assistant.ui.examples import examples, newest
from assistant.ui.line import Line, Ticket
from assistant.ui.log import OPENING, log
from assistant.ui.runs import Draft, Runs
from assistant.ui.scope import HIDDEN, ScopeControls, connect, scope_controls, scope_of
from assistant.ui.status import problem
from assistant.ui.talks import Talking, linked, talks_list
from assistant.ui.turns import Problem, Turn, Turns, asked_after, conversation_of, place_of
from assistant.ui.words import caption

if TYPE_CHECKING:
    from assistant.ui.kept import Kept
    from assistant.ui.served import Served

LOGGER = logging.getLogger(__name__)
ASKED_AT_ONCE = 4
"""Questions answered at the same time; the embedding model shares the processor's cores among them."""
WAITING = 64
"""Questions that may wait for that."""
UNFORESEEN = Problem("Something went wrong, and the question was not answered.", "The log of the server says more.")
TOO_MANY = Problem("Too many questions wait already.", "Ask again in a minute.")

# page.js calls this when the conversation is there; the two names are the events that it may trigger.
ON_LOAD = "window.briefing.conversation(element, trigger, watch); /* 'ask' 'retry' */"


@dataclass(frozen=True, slots=True)
class AskTab:
    """What the page fills when it is opened; by a conversation's link, with what `by_link` gives for `shown`."""

    conversation: gr.HTML
    turns: gr.State
    scope: ScopeControls
    shown: tuple[gr.components.Component, ...]
    by_link: Callable[[gr.Request], list[Any]]


@dataclass(frozen=True, slots=True)
class _Said:
    """A question; where it is asked again of one document, which one, and the number of the turn it was asked in.

    ``instead`` is the turn whose place it takes.
    """

    question: str
    of: str = ""
    turn: int = 0
    instead: Turn | None = None


@dataclass(frozen=True, slots=True)
class _Composer:
    talks: gr.HTML
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button
    afresh: gr.Button


@dataclass(frozen=True, slots=True)
class _Asking:
    """A question that is being answered: its place in the line, and what a chat model has written for it.

    ``settled`` is set when how it ended is about to be shown, ``over`` when nothing more of it will be.
    """

    ticket: Ticket
    draft: Draft = field(default_factory=Draft)
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def stop(self) -> None:
        """Wait no more, and let a model that writes end."""
        self.draft.halt.set()
        self.ticket.give_up()


@dataclass(frozen=True, slots=True)
class _Answering:
    """Who answers, where answers are kept for their downloads, the line that questions wait in, and who asks what."""

    served: Served
    kept: Kept
    line: Line
    runs: Runs[_Asking] = field(default_factory=Runs)

    @property
    def talking(self) -> Talking:
        """The conversations in which answers are kept for good."""
        return Talking(self.served, self.kept)

    def ended(self, turn: Turn, earlier: Turns, scope: tuple[Any, ...], draft: Draft) -> Turn:
        """`turn` with its answer, or with what went wrong; `draft` hears what a chat model writes."""
        try:
            question = asked_after(Question(turn.question, scope_of(scope)), earlier)
            answer = self.served.ask(question, Listener(draft.told, draft.halt.is_set))
            answered = Answered.of(answer, self.served.document, date.today().isoformat())
            return turn.answered(answer, answered.sources, self.kept.put(answered))
        except AssistantError as error:
            return turn.failed(Problem(error.message, error.hint))
        except Exception:  # the edge: whatever else happens is logged, and told in one calm line
            LOGGER.exception("A question could not be answered.")
            return turn.failed(UNFORESEEN)


def ask_tab(served: Served, kept: Kept) -> AskTab:
    """Lay the tab out and connect its events."""
    turns: gr.State = gr.State(())
    talks = talks_list(served)
    opening = log(()).replace(OPENING, str(caption(OPENING)))
    conversation = gr.HTML(opening, js_on_load=ON_LOAD, elem_id="conversation", apply_default_css=False)
    with gr.Column(elem_id="composer"):
        beginning = caption("New conversation")
        afresh = gr.Button(beginning, size="sm", elem_id="afresh", elem_classes="quiet")
        scope = scope_controls()
        with gr.Row(elem_id="ask-row", equal_height=False):
            question = gr.Textbox(
                label=caption("Question"),
                placeholder=caption("Ask about the documents"),
                lines=1,
                max_lines=6,
                scale=1,
                autofocus=True,
            )
            send = gr.Button(caption("Ask"), variant="primary", scale=0, min_width=88)
            stop = gr.Button(caption("Stop"), variant="stop", scale=0, min_width=88)
    answering = _Answering(served, kept, Line(ASKED_AT_ONCE, WAITING))

    def by_link(request: gr.Request) -> list[Any]:
        return _reopened(answering, token) if (token := linked(request)) else _as_it_is()

    tab = AskTab(conversation, turns, scope, (conversation, turns, question), by_link)
    connect(scope, served)
    _connect(answering, tab, _Composer(talks, question, send, stop, afresh))
    return tab


def _connect(answering: _Answering, tab: AskTab, composer: _Composer) -> None:
    """Enter, the button, an example and Retry all ask; Stop ends whichever of them is running.

    What a question shows comes from its own run alone, its end too: whatever else wrote there would be in a race with
    what the run has on its way to the page. So Stop shows nothing itself, and what begins another conversation waits
    until the run is over. A question while another is answered is not taken.
    """
    shown = list(tab.shown)
    given = [composer.question, tab.turns, *tab.scope.inputs]
    told: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": None}
    # They wait in our line, as Gradio's says not how long; and Gradio's "once" would leave a question in the box that
    # is sent while it still tidies up after the last one.
    asking: dict[str, Any] = told | {"outputs": shown, "concurrency_id": "ask", "trigger_mode": "multiple"}

    async def typed(
        request: gr.Request, question: str, turns: Turns, *scope: Any,  # noqa: ANN401 - controls
    ) -> AsyncIterator[list[Any]]:  # fmt: skip
        async for shown in _asked(answering, request, _Said(question), turns, scope):
            yield shown

    async def example(
        event: gr.EventData, request: gr.Request, turns: Turns, *scope: Any,  # noqa: ANN401
    ) -> AsyncIterator[list[Any]]:  # fmt: skip
        said = _Said(str(event.question), str(event.of or ""), int(event.turn or 0))
        async for shown in _asked(answering, request, said, turns, scope):
            yield shown

    async def again(request: gr.Request, turns: Turns, *scope: Any) -> AsyncIterator[list[Any]]:  # noqa: ANN401
        said = _Said(turns[-1].question, instead=turns[-1]) if turns else _Said("")
        async for shown in _asked(answering, request, said, turns[:-1], scope):
            yield shown

    async def halt(request: gr.Request) -> None:
        answering.runs.stop(request.session_hash or "")

    async def begin(request: gr.Request) -> list[Any]:
        await _over(answering, request)
        return await asyncio.to_thread(_begun, answering.served)

    async def reopen(event: gr.EventData, request: gr.Request) -> list[Any]:
        await _over(answering, request)
        return await asyncio.to_thread(_reopened, answering, str(event.token or ""))

    gr.on([composer.question.submit, composer.send.click], typed, given, **asking)
    tab.conversation.ask(example, given[1:], **asking)
    tab.conversation.retry(again, given[1:], **asking)
    composer.stop.click(halt, **HIDDEN)
    composer.afresh.click(begin, None, shown, concurrency_id="talks", **told)
    composer.talks.open(reopen, None, shown, concurrency_id="talks", **told)


async def _over(answering: _Answering, request: gr.Request) -> None:
    """Stop what the session has running, and wait until nothing more of it will be shown."""
    if asking := answering.runs.of(request.session_hash or ""):
        asking.stop()
        await asking.over.wait()


async def _asked(
    answering: _Answering, request: gr.Request, said: _Said, turns: Turns, scope: tuple[Any, ...]
) -> AsyncIterator[list[Any]]:
    """First the question with "searching" under it, then the same with its answer or with what went wrong.

    Between them comes how many questions are before it, and what a chat model writes, as it comes. The answering runs
    in a thread, so that Stop ends this at once, whatever the thread is still doing; a model that writes is told to end.
    The thread keeps its place in the line until it ends.
    """
    question, session = said.question.strip(), request.session_hash or ""
    before_it = answering.runs.of(session)
    if not question or (before_it and not before_it.settled.is_set()):
        yield _as_it_is()  # without anything, Gradio would empty the page
        return
    token = conversation_of((*turns, said.instead) if said.instead else turns)
    turn = Turn(question, kept_at=KeptAt(token) if token else None)
    if answering.line.full:
        yield _shown((*turns, turn.failed(TOO_MANY)), composer_text=gr.skip())
        return
    asking = answering.runs.begin(session, _Asking(answering.line.join()))
    working: asyncio.Task[Turn] | None = None
    try:
        yield _shown((*turns, turn), composer_text="")
        async for before in asking.ticket.until_served():
            yield _shown((*turns, replace(turn, before=before)), composer_text=gr.skip())
        if not asking.draft.halt.is_set():
            earlier = turns[: said.turn - 1] if said.turn else turns
            scoped = (([said.of], [], [], [], "", "")) if said.of else scope
            working = asyncio.create_task(asyncio.to_thread(answering.ended, turn, earlier, scoped, asking.draft))
            working.add_done_callback(lambda _: asking.ticket.leave())
            async for text in asking.draft.followed(working):
                yield _shown((*turns, replace(turn, draft=text)), composer_text=gr.skip())
        ended = turn.stopped()
        if working and not asking.draft.halt.is_set():
            replaced = place_of((said.instead,)) if said.instead else 0
            ended = await asyncio.to_thread(answering.talking.keep, working.result(), scoped, earlier, replaced)
        asking.settled.set()
        yield _shown((*turns, ended), composer_text=gr.skip())
        # Gradio sends the last of these once more when it tidies up, by when another conversation may have begun.
        yield _as_it_is()
    finally:
        if not working:
            asking.ticket.leave()
        answering.runs.end(session, asking)  # whoever stopped waiting wants no more of it
        asking.over.set()


def _begun(served: Served, told: str = "") -> list[Any]:
    """A conversation that has not begun, under what is `told` of another; values as those of `_shown`."""
    return [told + log((), questions_to_start_from(served)), *_shown((), composer_text=gr.skip())[1:]]


def _reopened(answering: _Answering, token: str) -> list[Any]:
    """The conversation with this token, or why it cannot be opened; without one, a new one."""
    if not token:
        return _begun(answering.served)
    try:
        return _shown(answering.talking.opened(token), composer_text=gr.skip())
    except AssistantError as error:
        return _begun(answering.served, problem(error.message, error.hint))
    except Exception:  # the edge: logged, and told in one calm line
        LOGGER.exception("A conversation could not be opened.")
        return _begun(answering.served, problem("This conversation could not be opened.", UNFORESEEN.hint))


def _as_it_is() -> list[Any]:
    """Values that leave everything which `_shown` gives values for."""
    return [gr.skip()] * 3


def _shown(turns: Turns, composer_text: Any) -> list[Any]:  # noqa: ANN401 - text or Gradio's "leave as it is"
    """Values for conversation, turns and question; the conversation says which buttons are there (style.css)."""
    return [log(turns), turns, composer_text]


def questions_to_start_from(served: Served) -> list[str]:
    """Example questions that fit what the library holds."""
    return examples([served.document(document.id) for document in newest(served.documents())])
