"""Markup to text: an article as trafilatura trees it, or all that a page shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_UNSEEN = ("script", "style", "noscript", "template", "head", "nav", "iframe", "svg", "select", "button")
_BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt fieldset figcaption figure footer form header hr "
    "html li main ol p pre section table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def article_text(body: Any) -> str:  # noqa: ANN401 - lxml has no types
    """The text of trafilatura's tree: ``#`` before headings, ``-`` before list items, ``|`` between cells."""
    return "\n\n".join(block for block in _article_blocks(body) if block)


def _article_blocks(parent: Any) -> Iterator[str]:  # noqa: ANN401
    if parent.text:
        yield _line(parent.text)
    for child in parent:
        render = _RENDERERS.get(child.tag)
        if render is None:
            yield from _article_blocks(child)
        else:
            yield render(child)
        yield _line(child.tail or "")


def _heading(element: Any) -> str:  # noqa: ANN401
    text = _line(_inner(element))
    return f"{'#' * _level(element)} {text}" if text else ""


def _items(element: Any) -> str:  # noqa: ANN401
    return "\n".join(f"- {item}" for entry in element.iter("item") if (item := _line(_own_text(entry))))


def _table(element: Any) -> str:  # noqa: ANN401
    rows = ([_line(_inner(cell)) for cell in row.iter("cell")] for row in element.iter("row"))
    return "\n".join(" | ".join(cells) for cells in rows if any(cells))


def _level(head: Any) -> int:  # noqa: ANN401
    rend = head.get("rend", "")
    return int(rend[1]) if re.fullmatch(r"h[1-6]", rend) else 2


def _inner(element: Any) -> str:  # noqa: ANN401
    """All text inside `element`: a line break for each ``lb``, none for the line ends of the markup."""
    parts = [_even(element.text)]
    for child in element:
        parts.append("\n" if child.tag == "lb" else _inner(child))
        parts.append(_even(child.tail))
    return "".join(parts)


def _even(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _own_text(item: Any) -> str:  # noqa: ANN401
    """An item's text without that of the items of a list inside it."""
    parts = [item.text or ""]
    for child in item:
        parts.append("" if child.tag == "list" else _inner(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _paragraph(element: Any) -> str:  # noqa: ANN401
    lines = (_line(line) for line in _inner(element).split("\n"))
    return "\n".join(line for line in lines if line)


def _line(text: str) -> str:
    return " ".join(text.split())


# What becomes of an element of trafilatura's tree; one that is not here is a frame around others.
_RENDERERS: dict[str, Callable[[Any], str]] = {
    "head": _heading,
    "list": _items,
    "table": _table,
    "p": _paragraph,
    "ab": _paragraph,
    "hi": _paragraph,
    "ref": _paragraph,
    "del": _paragraph,
    "code": lambda element: "".join(element.itertext()).strip("\n"),
}


def all_text(markup: str) -> str:
    """All that a page shows outside its navigation, a line for each block; empty where the markup cannot be read."""
    from lxml import etree, html

    try:
        root = html.fromstring(markup)
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    etree.strip_tags(root, etree.Comment, etree.PI)
    lines = (_line(line) for line in "".join(_pieces(root)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pieces(element: Any) -> Iterator[str]:  # noqa: ANN401
    """Text with line ends where blocks begin and end; spaces in the markup are not the page's line ends."""
    name = element.tag
    if name == "br":
        yield "\n"
    elif name in _HEADINGS:
        yield "\n\n" + "#" * int(name[1]) + " "
    elif name in _BLOCKS:
        yield "\n\n"
    yield _even(element.text)
    for child in element:
        yield from _pieces(child)
        yield _even(child.tail)
    if name in _BLOCKS or name in _HEADINGS:
        yield "\n\n"
