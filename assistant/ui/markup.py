"""HTML from plain strings. Whatever comes in is escaped here, so no renderer can forget to."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Safe(str):
    """HTML that is already escaped and may be put into HTML as it is."""

    __slots__ = ()


def text(value: str) -> Safe:
    """`value` as text: what looks like markup is shown, not run."""
    return value if isinstance(value, Safe) else Safe(escape(value, quote=True))


def join(parts: Iterable[str], between: str = "") -> Safe:
    """The non-empty `parts` one after another, each escaped unless it is safe."""
    return Safe(text(between).join(text(part) for part in parts if part))


def element(name: str, /, *content: str, **attributes: str | int | bool | None) -> Safe:
    """``<name …>content</name>``; in attributes ``_`` stands for ``-``, a last one falls away; None leaves one out."""
    opening = [name]
    for key, value in attributes.items():
        attribute = key.rstrip("_").replace("_", "-")
        if value is True:
            opening.append(attribute)
        elif value is not None and value is not False:
            opening.append(f'{attribute}="{escape(str(value), quote=True)}"')
    return Safe(f"<{' '.join(opening)}>{join(content)}</{name}>")
