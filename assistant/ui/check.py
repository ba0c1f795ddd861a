"""The tab "Check": a text's claims held against the documents. Layout and events.

What is shown is rendered by `checked`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable  # Gradio reads the annotations when it runs
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.export.verdicts import Checked
from assistant.ui.checked import checked_text, opened, progress, start, stopping
from assistant.ui.runs import Run, Runs
from assistant.ui.scope import HIDDEN
from assistant.ui.status import problem
from assistant.ui.words import caption, say

if TYPE_CHECKING:
    from assistant.library.draft import Draft
    from assistant.records import Check
    from assistant.ui.kept import Kept
    from assistant.ui.served import Served

LOGGER = logging.getLogger(__name__)
# check.js calls this when the result's place is there.
ON_LOAD = "window.briefing.checked(element, watch);"
MOST_CHARACTERS = 400_000
"""The longest text checked on the page: about 150 pages. The command has no limit."""
AGAINST = "Every document is looked in unless some are chosen; those left out never are."
EMPTY = ("There is no text to check.", "Paste a text into the box, or open a file.")
UNFORESEEN = ("Something went wrong, and the text was not checked.", "The log of the server says more.")


@dataclass(frozen=True, slots=True)
class CheckTab:
    """The two choices of documents and the result's place, which the page fills when it is opened."""

    against: gr.Dropdown
    without: gr.Dropdown
    text: gr.Textbox
    shown: gr.HTML


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be checked: the text, what it is called, and where to look and not to look."""

    text: str
    title: str = ""
    against: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def check_tab(served: Served, kept: Kept) -> CheckTab:
    """Lay the tab out and connect its events."""
    runs: Runs[Run] = Runs()
    named: gr.State = gr.State(("", ""))  # what a file is called, and how its text begins
    with gr.Column(elem_id="check-form"):
        text = gr.Textbox(
            label=caption("Text to check"),
            placeholder=caption("Paste a draft, or open a file"),
            lines=8,
            max_lines=16,
            max_length=None,
        )
        with gr.Row(elem_id="check-options", equal_height=False):
            against = gr.Dropdown([], label=caption("Check against"), multiselect=True, min_width=220)
            without = gr.Dropdown([], label=caption("Leave out"), multiselect=True, min_width=220)
        gr.HTML(f'<p class="hint">{caption(AGAINST)}</p>', apply_default_css=False)
        with gr.Row(elem_id="check-row"):
            button = gr.Button(caption("Check"), variant="primary", scale=0, min_width=104)
            stop = gr.Button(caption("Stop"), variant="stop", scale=0, min_width=104)
            upload = gr.UploadButton(caption("Open a file"), size="sm", scale=0, min_width=104, elem_classes="quiet")
    told = gr.HTML("", elem_id="check-progress", js_on_load=None, apply_default_css=False)

    shown = gr.HTML(start(), js_on_load=ON_LOAD, elem_id="checked", apply_default_css=False)

    async def checking(
        text: str, named: tuple[str, str], against: list[str], without: list[str], request: gr.Request
    ) -> AsyncIterator[list[Any]]:
        if not (text or "").strip():
            yield _shown(result=problem(*EMPTY))
            return
        asked = Asked(text, title_of(text, *named), tuple(against or ()), tuple(without or ()))
        run = runs.begin(request.session_hash or "", Run())
        try:
            async for step in followed(served, kept, asked, run):
                yield step
        finally:
            runs.end(request.session_hash or "", run)

    def halt(request: gr.Request) -> None:
        runs.stop(request.session_hash or "")

    def read_file(path: str | None) -> list[Any]:
        return from_file(path, served.text_in)

    inputs, outputs = [text, named, against, without], [told, shown]
    button.click(checking, inputs, outputs, api_visibility="private", show_progress="hidden", concurrency_id="check")
    stop.click(halt, **HIDDEN)
    upload.upload(read_file, upload, [text, named, told, shown], api_visibility="private", show_progress="hidden")
    return CheckTab(against, without, text, shown)


async def followed(served: Served, kept: Kept, asked: Asked, run: Run) -> AsyncIterator[list[Any]]:
    """How far the check is, again and again, then its result. It goes on in a thread, which `run` can stop."""
    yield _shown(told=progress(0, 0))
    working = asyncio.create_task(asyncio.to_thread(result_of, served, kept, asked, run))
    async for done, of in run.followed(working):
        yield _shown(told=stopping() if run.halt.is_set() else progress(done, of))
    yield _shown(result=working.result())


def result_of(served: Served, kept: Kept, asked: Asked, run: Run) -> str:
    """The HTML of the check, or of what went wrong."""
    if len(asked.text) > MOST_CHARACTERS:
        sizes = {"number": f"{len(asked.text):,}", "most": f"{MOST_CHARACTERS:,}"}
        long = say("The text has {number} characters; {most} are checked here at once.", **sizes)
        return problem(long, "Check it in parts, or run briefing check FILE, which has no limit.")
    try:
        check = served.check(
            asked.text,
            title=asked.title,
            against=asked.against,
            without=asked.without,
            progress=run.progressed,
            stop=run.halt.is_set,
        )
        checked = Checked.of(check, served.document, date.today().isoformat())
        return checked_text(checked, kept.put(checked), _as_far_as(check, run))
    except AssistantError as error:
        return problem(error.message, error.hint)
    except Exception:  # the edge: logged, and told in one calm line
        LOGGER.exception("A text could not be checked.")
        return problem(*UNFORESEEN)


def from_file(path: str | None, read: Callable[[Path], Draft]) -> list[Any]:
    """Values for the box, the name of what is in it, the progress line and the result, once a file was chosen."""
    if not path:
        return [gr.skip()] * 4
    file = Path(path)
    try:
        found = read(file)
    except AssistantError as error:
        return [gr.skip(), gr.skip(), "", problem(error.message, error.hint)]
    except Exception:  # the edge: logged, and told in one calm line
        LOGGER.exception("%s could not be read.", file.name)
        unread = say("{name} could not be read.", name=file.name)
        return [gr.skip(), gr.skip(), "", problem(unread, "Paste its text instead.")]
    finally:
        file.unlink(missing_ok=True)  # a draft is nobody's to keep
    return [found.text, (found.title, _opening(found.text)), opened(file.name, len(found.text.split())), start()]


def title_of(text: str, title: str, begins: str) -> str:
    """`title` where `text` still begins as the file did that had it; what was pasted over it has no title."""
    return title if begins and text.strip().startswith(begins) else ""


def _opening(text: str) -> str:
    return text.strip()[:60]


def _as_far_as(check: Check, run: Run) -> str:
    if not run.halt.is_set() or (run.of and run.done >= run.of):
        return ""
    return say(
        "Stopped: {done} of {all} claims were checked; the rest of the text is not marked.",
        done=len(check.claims), all=run.of,
    )  # fmt: skip


def _shown(told: str = "", result: str | None = None) -> list[Any]:
    """Values for the progress line and the result; Check or Stop is there as the line says (style.css)."""
    return [told, gr.skip() if result is None else result]
