"""The tab "Compare": two documents, or two versions of one, side by side. Layout and events.

What is shown is rendered by `comparison`.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.export.comparisons import Compared
from assistant.library.columns import newest_first
from assistant.ui.comparison import comparison, start
from assistant.ui.labels import days
from assistant.ui.scope import HIDDEN, Choice, offered
from assistant.ui.status import problem
from assistant.ui.words import caption, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records import Document, Metadata
    from assistant.ui.kept import Kept
    from assistant.ui.served import Served

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CompareTab:
    """The two choices, the versions of what is chosen, and the place of the comparison; the page fills them."""

    a: gr.Dropdown
    b: gr.Dropdown
    versions: tuple[gr.Dropdown, ...]
    shown: gr.HTML


def compare_tab(served: Served, kept: Kept) -> CompareTab:
    """Lay the tab out and connect its events."""
    chosen, versions = [], []
    with gr.Row(elem_id="compare-row", equal_height=False):
        for name in ("A", "B"):
            with gr.Column(min_width=240):
                chosen.append(gr.Dropdown([], value=None, label=caption(f"Document {name}"), filterable=True))
                versions.append(gr.Dropdown([], value=None, label=caption(f"Version of {name}"), visible=False))
        button = gr.Button(caption("Compare"), variant="primary", scale=0, min_width=104)
    shown = gr.HTML(start(), js_on_load=None, elem_id="comparison", apply_default_css=False)

    def held(document_id: str | None) -> Any:  # noqa: ANN401 - Gradio's update
        return versions_of(served, document_id)

    for document, version in zip(chosen, versions, strict=True):
        document.change(held, document, version, **HIDDEN)

    def asked(a: str | None, a_version: int | None, b: str | None, b_version: int | None) -> str:
        return compared(served, kept, (a, a_version), (b, b_version))

    given = [chosen[0], versions[0], chosen[1], versions[1]]
    button.click(asked, given, shown, api_visibility="private", concurrency_id="compare")
    return CompareTab(chosen[0], chosen[1], tuple(versions), shown)


def titles(known: Sequence[Choice], chosen: str | list[str] | None = None) -> Any:  # noqa: ANN401 - an update
    """The update that has a choice offer the documents that are `known`, as `titled` gives them.

    Of what is `chosen`, only that stays which is still held.
    """
    if not chosen:
        return gr.update(choices=offered(known))
    ids, several = {value for _, value in known}, isinstance(chosen, list)
    still = [one for one in (chosen if several else [chosen]) if one in ids]
    return gr.update(choices=offered(known, still), value=still if several else next(iter(still), None))


def titled(documents: Sequence[Document]) -> list[Choice]:
    """Every document, the newest first, by title and day."""
    return [(_titled(d.metadata), d.id) for d in newest_first(documents)]


def _titled(metadata: Metadata) -> str:
    """Title and day; a title that names the day says it once."""
    day = days(metadata)
    return metadata.title if not day or day in metadata.title else f"{metadata.title}, {day}"


def versions_of(served: Served, document_id: str | None) -> Any:  # noqa: ANN401 - Gradio's update
    """The versions of the document chosen, shown where there are several."""
    try:
        held = served.versions(document_id) if document_id else []
    except AssistantError:
        held = []
    names = {n: say("Version {n}, the current one" if n == held[-1] else "Version {n}", n=n) for n in reversed(held)}
    choices = [(name, n) for n, name in names.items()]
    return gr.update(choices=choices, value=held[-1] if held else None, visible=len(held) > 1)


Side = tuple[str | None, int | None]
"""A document's id and version; no version is the current one."""


def compared(served: Served, kept: Kept, a: Side, b: Side) -> str:
    """The HTML of the comparison, which is kept for its downloads, or of what went wrong."""
    if not a[0] or not b[0]:
        return problem("Choose two documents.", "Or one document twice, in two of its versions.")
    try:
        found = served.compare(_called(*a), _called(*b))
        token = kept.put(Compared.of(found, served.document, date.today().isoformat()))
        return comparison(found, token)
    except AssistantError as error:
        return problem(error.message, error.hint)
    except Exception:  # the edge: logged, and told in one calm line
        LOGGER.exception("Two documents could not be compared.")
        return problem("Something went wrong, and nothing was compared.", "The log of the server says more.")


def _called(document_id: str | None, version: int | None) -> str:
    return f"{document_id}@{version}" if version else str(document_id)
