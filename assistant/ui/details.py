"""What is known of one document, to be corrected: its fields, its versions, its file; and what was deleted. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.library.corrections import FIELDS
from assistant.ui.labels import day
from assistant.ui.markup import Safe, element, join
from assistant.ui.prose import place_of
from assistant.ui.words import count, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.library.trash import Deleted
    from assistant.records import Document, Metadata

LABELS = {
    "title": "Title",
    "date": "Date of the act",
    "published": "Published",
    "issuer": "Issuer",
    "recipient": "Recipient",
    "kind": "Kind",
    "language": "Language",
}
HINTS = {
    "date": "As 2024-10-07, 2024-10 or 2024",
    "published": "As 2024-10-08, 2024-10 or 2024",
    "issuer": "Several with ; between them",
    "recipient": "Several with ; between them",
    "language": "en, ja, ko …",
}
KNOWN = ("issuer", "recipient", "kind", "language")


@dataclass(frozen=True, slots=True)
class Known:
    """A document, what its file says of it, what was corrected in that, and its versions, oldest first."""

    document: Document
    stated: Metadata
    corrected: Mapping[str, str | None]
    versions: Sequence[int]


def details(known: Known, *, fixed: bool = False) -> Safe:
    """The form under a document's row; where it is `fixed` for whoever asks, nothing in it changes anything."""
    document = known.document
    fields = element("fieldset", *(_field(known, name) for name in FIELDS), class_="fields", disabled=fixed)
    save = element("button", say("Save"), type="submit", class_="primary")
    close = element("button", say("Close"), type="button", class_="quiet", data_does="fold")
    told = element("span", class_="told", role="status")
    delete = element("button", say("Delete document"), type="button", class_="quiet danger", data_delete=document.id)
    tools = (close,) if fixed else (save, close, told, delete)
    buttons = element("div", *tools, class_="details-buttons")
    return element(
        "form",
        fields,
        element("div", class_="details-problem"),
        buttons,
        _versions(known, fixed=fixed),
        _file(document),
        class_="details",
        data_correct=document.id,
        aria_label=say("Details of {title}", title=document.metadata.title),
    )


def deleted(trash: Sequence[Deleted]) -> Safe:
    """What can be brought back."""
    return element("ul", *map(_deleted, trash)) if trash else Safe()


def undo(titles: Sequence[str], keys: Sequence[int]) -> Safe:
    """What is said once documents are deleted: one button brings all of them back."""
    back = {"data_restore": " ".join(map(str, keys))}
    if len(titles) == 1:
        told = say("“{title}” is deleted. It can be brought back for 30 days.", title=titles[0])
        return join([element("span", told), _button(say("Undo"), say("Undo: {title}", title=titles[0]), **back)], " ")
    told = say("{number} documents are deleted. They can be brought back for 30 days.", number=f"{len(titles):,}")
    named = say("Undo: bring {number} documents back", number=f"{len(titles):,}")
    return join([element("span", told), _button(say("Undo"), named, **back)], " ")


def _field(known: Known, name: str) -> Safe:
    value = getattr(known.document.metadata, name) or ""
    box = element(
        "input",
        type="text",
        name_=name,
        value=value,
        placeholder=say(HINTS[name]) if name in HINTS else None,
        autocomplete="off",
        maxlength="500",
        required=name == "title",
        list=f"known-{name}" if name in KNOWN else None,
    ).removesuffix("</input>")
    stated = ""
    if name in known.corrected:
        said = getattr(known.stated, name) or ""
        told = say("The file says: {said}", said=said) if said else say("The file says nothing.")
        back = _button(say("Use it"), say("Use it: {said}", said=said), data_use=said)
        stated = element("span", told, " ", back, class_="stated")
    label = element("label", element("span", say(LABELS[name])), Safe(box))
    return element("div", label, stated, class_=f"field {name}")


def _versions(known: Known, *, fixed: bool) -> Safe:
    """The versions held, each to be read, and a way to add one unless they are `fixed`."""
    document, several = known.document, len(known.versions) > 1
    held = (
        element(
            "li",
            element(
                "button",
                say("Version {n}, current" if several and n == known.versions[-1] else "Version {n}", n=n),
                type="button",
                class_="quiet",
                aria_label=say("Source: version {n} of {title}", n=n, title=document.metadata.title),
                **place_of(document.id, n),
            ),
        )
        for n in reversed(known.versions)
    )
    add = element("li", element("button", say("Add a version"), type="button", class_="quiet", data_renew=document.id))
    return element("div", element("h3", say("Versions")), element("ul", *held, "" if fixed else add), class_="versions")


def _file(document: Document) -> Safe:
    facts = [
        say("Id {id}", id=document.id),
        Path(document.path).name if document.path else "",
        say("{number} pages", number=pages) if (pages := len(document.page_starts)) > 1 else "",
        say("{number} characters", number=f"{document.characters:,}"),
        count(document.passages, "{number} passage", "{number} passages"),
    ]
    return element("p", join(facts, " · "), class_="byline")


def _deleted(gone: Deleted) -> Safe:
    told = say("Deleted on {day}, kept until {last}", day=day(gone.deleted), last=day(gone.until))
    return element(
        "li",
        element("span", element("strong", gone.title), " ", element("span", told, class_="byline"), class_="reason"),
        _button(say("Bring back"), say("Bring {title} back", title=gone.title), data_restore=str(gone.key)),
        _button(say("Delete for good"), say("Delete {title} for good", title=gone.title), data_erase=str(gone.key)),
    )


def _button(label: str, name: str, **data: str) -> Safe:
    return element("button", label, type="button", class_="quiet", aria_label=name, **data)
