"""The tab "Brief": a topic on one page, written, edited and taken away as a file. Layout and events.

What is shown is rendered by `briefed`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable  # Gradio reads the annotations when it runs
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.brief.draft import Draft
from assistant.brief.template import DEFAULT, known, template
from assistant.errors import AssistantError
from assistant.export.briefs import Briefed
from assistant.library.columns import newest_first
from assistant.ui.briefed import PAPERS, briefed_page, progress, start
from assistant.ui.runs import Run
from assistant.ui.scope import ScopeControls, connect, scope_controls, scope_of
from assistant.ui.status import problem
from assistant.ui.translated import translated
from assistant.ui.words import caption, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records import Document, PaperSize, Scope
    from assistant.ui.kept import Kept
    from assistant.ui.served import Served

LOGGER = logging.getLogger(__name__)
# brief.js calls this when the brief's place is there; the two names are the events that it may trigger.
ON_LOAD = "window.briefing.briefed(element, trigger, watch); /* 'edit' 'write' */"
OFFERED = 4
"""Documents offered as topics."""
UNFORESEEN = ("Something went wrong, and no brief was written.", "The log of the server says more.")
NOT_MADE = "Something went wrong, and the page is as it was. The log of the server says more."
EDITS: dict[str, Callable[[Draft, str], Draft]] = {
    "drop": lambda draft, key: draft.drop(key),
    "lock": lambda draft, key: draft.lock(key),
    "unlock": lambda draft, key: draft.lock(key, locked=False),
    "up": lambda draft, key: draft.move(key, up=True),
    "down": lambda draft, key: draft.move(key, up=False),
    "put": lambda draft, key: draft.put(key),
    "undo": lambda draft, _: draft.before or draft,
}
"""What each tool does."""


@dataclass(frozen=True, slots=True)
class BriefTab:
    """What the page fills when it is opened."""

    shown: gr.HTML
    draft: gr.State
    scope: ScopeControls
    topic: gr.Textbox
    kind: gr.Dropdown


@dataclass(frozen=True, slots=True)
class Shown:
    """A brief on the page: its draft, and the token of its download, which an edit's takes the place of."""

    draft: Draft
    token: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a brief is to be on, and how."""

    topic: str
    template: str = DEFAULT
    paper: PaperSize = "a4"


def brief_tab(served: Served, kept: Kept) -> BriefTab:
    """Lay the tab out and connect its events."""
    draft: gr.State = gr.State(None)
    with gr.Column(elem_id="brief-form"):
        topic = gr.Textbox(
            label=caption("Topic"),
            placeholder=caption("A topic or a question; none is needed where documents are chosen"),
            max_lines=3,
        )
        scope = scope_controls("brief-scope")
        with gr.Row(elem_id="brief-row", equal_height=False):
            kind = gr.Dropdown(kinds(), value=DEFAULT, label=caption("Kind of brief"), filterable=False, min_width=200)
            paper = gr.Dropdown([(name, size) for size, name in PAPERS.items()], value="a4", label=caption("Paper"),
                                filterable=False, scale=0, min_width=120)  # fmt: skip
            button = gr.Button(caption("Write brief"), variant="primary", scale=0, min_width=128)
    told = gr.HTML("", elem_id="brief-progress", js_on_load=None, apply_default_css=False)
    shown = gr.HTML(start(), js_on_load=ON_LOAD, elem_id="briefed", apply_default_css=False)
    connect(scope, served)
    desk = _Desk(served, kept)

    async def write(topic: str, kind: str, paper: Any, *values: Any) -> AsyncIterator[list[Any]]:  # noqa: ANN401
        async for step in desk.written(Asked(topic or "", kind, paper), values):
            yield step

    async def offered(event: gr.EventData, paper: Any, *values: Any) -> AsyncIterator[list[Any]]:  # noqa: ANN401
        asked = Asked(str(event.topic), str(event.template), paper)
        async for step in desk.written(asked, values):
            yield [*step, asked.topic, asked.template]

    async def edit(event: gr.EventData, draft: Shown | None) -> list[Any]:
        return await asyncio.to_thread(desk.edited, draft, str(event.does), str(event.key or ""))

    outputs = [told, shown, draft, button]
    asking = {"api_visibility": "private", "show_progress": "hidden", "concurrency_id": "brief"}
    gr.on([topic.submit, button.click], write, [topic, kind, paper, *scope.inputs], outputs, **asking)
    shown.write(offered, [paper, *scope.inputs], [*outputs, topic, kind], **asking)
    shown.edit(edit, draft, outputs, **{**asking, "concurrency_id": "edit"})  # none waits for a brief being written
    return BriefTab(shown, draft, scope, topic, kind)


def kinds() -> list[tuple[str, str]]:
    """The kinds of brief to choose from, each with the name of its template."""
    return [(say(template(name).title), name) for name in known()]


def topics(documents: Sequence[Document]) -> list[Document]:
    """The documents to offer as topics: the newest, messages to somebody first."""
    newest = newest_first(documents)
    sent, others = ([d for d in newest if bool(d.metadata.recipient) == to] for to in (True, False))
    return [*sent[: OFFERED // 2], *others[: OFFERED - len(sent[: OFFERED // 2])]]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where briefs are written and edited, and kept for their downloads."""

    served: Served
    kept: Kept

    async def written(self, asked: Asked, values: Sequence[Any]) -> AsyncIterator[list[Any]]:
        """How far the brief is, again and again, then the brief or what went wrong."""
        run = Run()
        yield _values(progress(0, 0), busy=True)
        working = asyncio.create_task(asyncio.to_thread(self._draft, asked, values, run))
        async for done, of in run.followed(working):
            yield _values(progress(done, of), busy=True)
        shown, html = working.result()
        # Where it fails, the brief that was there, and every step of its editing, stays.
        yield _values("", html, shown) if shown else _values(html)

    def edited(self, shown: Shown | None, does: str, key: str) -> list[Any]:
        """The page after an edit; where that cannot be made, the page as it was and why."""
        if shown is None or does not in EDITS:
            return _values(problem("There is no brief to edit.", "Write one first."))
        try:
            after, html = self._page(EDITS[does](shown.draft, key), instead=shown.token)
            return _values("", html, after)
        except AssistantError as error:
            notice = translated(f"{error.message} {error.hint}".strip())
        except Exception:  # the edge: logged, and told in one calm line
            LOGGER.exception("A brief could not be edited.")
            notice = say(NOT_MADE)
        after, html = self._page(shown.draft, notice, shown.token)
        return _values("", html, after)

    def _draft(self, asked: Asked, values: Sequence[Any], run: Run) -> tuple[Shown | None, str]:
        try:
            draft = self.served.draft(
                asked.topic, _scope(values), template=asked.template, paper=asked.paper, progress=run.progressed
            )
            return self._page(draft)
        except AssistantError as error:
            return None, problem(error.message, error.hint)
        except Exception:  # the edge: logged, and told in one calm line
            LOGGER.exception("A brief could not be written.")
            return None, problem(*UNFORESEEN)

    def _page(self, draft: Draft, notice: str = "", instead: str = "") -> tuple[Shown, str]:
        briefed = Briefed.of(draft.brief, self.served.document)
        token = self.kept.put(briefed, instead)
        return Shown(draft, token), briefed_page(draft, briefed, token, notice)


def _scope(values: Sequence[Any]) -> Scope | None:
    scope = scope_of(values)
    return scope if scope else None


def _values(told: str, html: str = "", shown: Shown | None = None, *, busy: bool = False) -> list[Any]:
    """Values for the progress line, the brief's place, what is shown and the button; None leaves the brief alone."""
    place = [html, shown] if shown else [gr.skip(), gr.skip()]
    return [told, *place, gr.update(interactive=not busy)]
