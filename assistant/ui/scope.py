"""The choice of documents to ask: its controls, and what they mean as a `Scope`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import BadQuestion
from assistant.library.columns import newest_first
from assistant.library.dates import is_iso
from assistant.library.parties import people_of
from assistant.library.shelf import in_scope
from assistant.records import Scope
from assistant.ui.words import caption, count, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records import Document
    from assistant.ui.served import Served

Choice = tuple[str, str]
"""What a choice shows, and the value that it stands for."""
OFFERED = 2000
"""Documents that a choice offers, the newest; a browser stands still over tens of thousands. The Library has all."""
HIDDEN = {"api_visibility": "private", "show_progress": "hidden", "queue": False}


@dataclass(frozen=True, slots=True)
class ScopeControls:
    """The controls, in the order in which `scope_of` takes their values."""

    fold: gr.Accordion
    documents: gr.Dropdown
    issuers: gr.Dropdown
    recipients: gr.Dropdown
    kinds: gr.Dropdown
    since: gr.Textbox
    until: gr.Textbox
    clear: gr.Button

    @property
    def inputs(self) -> list[gr.components.Component]:
        """What events take as inputs; `scope_of` turns their values into a scope."""
        return [self.documents, self.issuers, self.recipients, self.kinds, self.since, self.until]


def scope_controls(elem_id: str = "scope") -> ScopeControls:
    """Lay the controls out, folded up, without choices: `choices` gives them when the page is opened."""
    with gr.Accordion(caption("Asking all documents"), open=False, elem_id=elem_id, elem_classes="scope") as fold:
        documents = gr.Dropdown([], label=caption("Documents"), multiselect=True, container=True)
        with gr.Row():
            issuers = gr.Dropdown([], label=caption("Issuer"), multiselect=True, min_width=150)
            recipients = gr.Dropdown([], label=caption("Recipient"), multiselect=True, min_width=150)
            kinds = gr.Dropdown([], label=caption("Kind"), multiselect=True, min_width=150)
        with gr.Row():
            since = gr.Textbox(label=caption("From"), placeholder="2024-01", max_lines=1, min_width=120)
            until = gr.Textbox(label=caption("To"), placeholder="2024-12-31", max_lines=1, min_width=120)
            clear = gr.Button(caption("Ask all documents"), size="sm", min_width=140, elem_classes="quiet")
    return ScopeControls(fold, documents, issuers, recipients, kinds, since, until, clear)


def connect(controls: ScopeControls, served: Served) -> None:
    """Keep the fold's label true to the choice, and let the choice be cleared at once."""

    def label(*values: Any) -> Any:  # noqa: ANN401 - the values of the controls, and Gradio's update
        return gr.update(label=summary(served.documents(), values))

    changes = [control.change for control in controls.inputs]
    gr.on(changes, label, controls.inputs, controls.fold, trigger_mode="always_last", **HIDDEN)
    controls.clear.click(lambda: [[], [], [], [], "", ""], None, controls.inputs, **HIDDEN)


def choices(documents: Sequence[Document], values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """Updates that give each control what occurs in `documents`, and the fold its label.

    Of what is chosen, the controls' `values`, only that stays which still occurs.
    """
    titles = [(d.metadata.title, d.id) for d in newest_first(documents)]
    fields = [
        sorted({name for d in documents for name in people_of(d.metadata.issuer)}),
        sorted({name for d in documents for name in people_of(d.metadata.recipient)}),
        sorted({d.metadata.kind for d in documents if d.metadata.kind}),
    ]
    occurring = [titles, *([(name, name) for name in names] for names in fields)]
    still = [{value for _, value in some} for some in occurring]
    held = [[v for v in chosen or [] if v in some] for chosen, some in zip(values, still, strict=False)]
    kept = [*held, *values[len(occurring) :]]
    shown = [gr.update(choices=offered(some)) for some in occurring]
    if values:
        pairs = zip(occurring, held, strict=True)
        shown = [gr.update(choices=offered(some, chosen), value=chosen) for some, chosen in pairs]
    return [*shown, gr.update(label=summary(documents, kept))]


def alone(documents: Sequence[Document], chosen: Sequence[str]) -> list[Any]:
    """Values for a scope's inputs and then its fold's label: only the `chosen` documents are asked."""
    known = [(d.metadata.title, d.id) for d in newest_first(documents)]
    ids = {value for _, value in known}
    held = [i for i in chosen if i in ids]
    values: list[Any] = [held, [], [], [], "", ""]
    return [chosen_of(known, held), *values[1:], gr.update(label=summary(documents, values))]


def chosen_of(known: Sequence[Choice], chosen: str | list[str]) -> Any:  # noqa: ANN401 - Gradio's update
    """The update that chooses `chosen` of `known`; what is offered stays where it holds that already."""
    values = [chosen] if isinstance(chosen, str) else chosen
    if {value for _, value in known[:OFFERED]}.issuperset(values):
        return gr.update(value=chosen)
    return gr.update(value=chosen, choices=offered(known, values))


def offered(known: Sequence[Choice], chosen: Sequence[str] = ()) -> list[Choice]:
    """The first `OFFERED` of `known`, and whichever of the others are `chosen`."""
    values = set(chosen)
    return [*known[:OFFERED], *((label, value) for label, value in known[OFFERED:] if value in values)]


def scope_of(values: Sequence[Any]) -> Scope:
    """The scope that the controls' `values` mean; none of them restricts where it is empty.

    Raises:
        BadQuestion: a date is not one.
    """
    documents, issuers, recipients, kinds, since, until = values or ([], [], [], [], "", "")
    for name, value in (("From", since), ("To", until)):
        if value and not (is_iso(value.strip()) and value.strip()[0].isdigit()):
            told = say("{name}: {value} is not a date.", name=say(name), value=repr(value))
            raise BadQuestion(told, say("Write it as 2024, 2024-10 or 2024-10-07."))
    return Scope(
        documents=tuple(documents or ()),
        issuers=tuple(issuers or ()),
        recipients=tuple(recipients or ()),
        kinds=tuple(kinds or ()),
        since=(since or "").strip() or None,
        until=(until or "").strip() or None,
    )


def summary(documents: Sequence[Document], values: Sequence[Any]) -> str:
    """The fold's label: how many of the documents are asked."""
    try:
        scope = scope_of(values)
    except BadQuestion as error:
        return error.message
    if not scope:
        return count(len(documents), "Asking the one document", "Asking all {number} documents")
    some = sum(in_scope(d, scope) for d in documents)
    return say("Asking {some} of {all} documents", some=some, all=len(documents))
