"""What can be done with the source that is shown: copy its words, see its page as it is printed. Pure rendering."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from assistant.library.page_images import has_images
from assistant.ui.clipboard import quote_as_html, quote_as_text
from assistant.ui.markup import Safe, element, join
from assistant.ui.words import say

if TYPE_CHECKING:
    from assistant.records import Box, Document, PageImage, Span

NOT_FOUND = "Where the cited words stand on this page could not be told."


def tools(document: Document, span: Span | None) -> Safe:
    """The row of buttons under a source's title; nothing where there is nothing to do."""
    buttons = [_copy(document, span) if span else "", _page_image(document, span) if has_images(document) else ""]
    if not any(buttons):
        return Safe()
    return element("div", *buttons, element("span", class_="told", role="status"), class_="actions source-tools")


def page_shown(document: Document, image: PageImage, span: Span | None) -> Safe:
    """A page as it is printed, the words of `span` marked on it, and the way to the pages before and after."""
    place: dict[str, str | int] = {"n": image.page, "all": image.pages, "title": document.metadata.title}
    bare, marked = "Page {n} of {all} of {title}", "Page {n} of {all} of {title}; the cited words are marked"
    picture = _picture(image, say(marked if image.marks else bare, **place))
    cited = span is not None and document.page_at(span.start) == image.page
    missed = element("p", say(NOT_FOUND), class_="note") if cited and not image.marks else ""
    sheet = element("div", picture, *map(_mark, image.marks), class_="page-sheet")
    return join([_bar(image), missed, sheet])


def _copy(document: Document, span: Span) -> Safe:
    citation = document.cite(1, span)
    return element(
        "button",
        say("Copy quote with reference"),
        type="button",
        class_="quiet",
        data_copy_text=quote_as_text(citation, document.metadata),
        data_copy_html=quote_as_html(citation, document.metadata),
        data_copied=say("Copied with its reference"),
    )


def _page_image(document: Document, span: Span | None) -> Safe:
    return element(
        "button",
        say("Page image"),
        type="button",
        class_="quiet",
        aria_pressed="false",
        data_page_image=document.id,
        data_version=document.version,
        data_start=span.start if span else None,
        data_end=span.end if span else None,
    )


def _bar(image: PageImage) -> Safe:
    return element(
        "div",
        element("span", say("Page {n} of {all}", n=image.page, all=image.pages), class_="page-count", role="status"),
        _step(image.page - 1, say("Previous page"), "←", image.page <= 1),
        _step(image.page + 1, say("Next page"), "→", image.page >= image.pages),
        class_="page-bar",
    )


def _step(page: int, name: str, arrow: str, at_end: bool) -> Safe:
    return element(
        "button",
        arrow,
        type="button",
        class_="quiet",
        data_to_page=page,
        aria_label=name,
        title=name,
        disabled=at_end,
    )


def _picture(image: PageImage, said: str) -> Safe:
    source = f"data:image/webp;base64,{base64.b64encode(image.webp).decode()}"
    whole = element("img", src=source, alt=said, width=image.width, height=image.height)
    return Safe(whole.removesuffix("</img>"))  # an element without an end


def _mark(box: Box) -> Safe:
    sides = {
        "left": box.left,
        "top": box.top,
        "width": box.right - box.left,
        "height": box.bottom - box.top,
    }
    style = ";".join(f"{side}:{part * 100:.2f}%" for side, part in sides.items())
    return element("span", class_="page-mark", style=style, aria_hidden="true")
