"""Word documents: headings, paragraphs, lists, tables, text boxes and footnotes in reading order.

Walks the document's XML, for python-docx's own ``paragraph.text`` leaves out what stands in tracked insertions,
content controls, text boxes and footnotes. Text that tracking has deleted or moved away is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.library.readers import Extract, RawFile, office
from assistant.records import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

_GONE = {"del", "moveFrom", "Fallback", "pPr", "rPr", "sdtPr", "tblPr"}
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    in_list: bool = False


def claims(file: RawFile) -> bool:
    """Whether the archive holds a Word document."""
    return office.holds(file, "word/", ".docx")


def extract(file: RawFile) -> Extract:
    """The document's text, headings marked with ``#``, list items with ``-``, table cells parted by ``|``."""
    import docx

    document = docx.Document(office.checked(file))
    styles = {style.style_id: style for style in document.styles}
    blocks = list(_blocks(document.element.body, styles))
    blocks += [_Block(note) for note in _notes(document.part)]
    core = document.core_properties
    return Extract(
        (_joined(blocks),),
        given=Metadata(title=office.title(core)),
        author=office.author(core),
        created=office.created(core),
    )


def _joined(blocks: list[_Block]) -> str:
    """Blocks parted by an empty line, the items of a list by a line's end."""
    text, before = "", None
    parts = []
    for block in blocks:
        if before is not None:
            parts.append("\n" if before.in_list and block.in_list else "\n\n")
        parts.append(block.text)
        before = block
    return text.join(parts)


def _local(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    return str(element.tag).rpartition("}")[2]


def _blocks(parent: Any, styles: dict[str, Any]) -> Iterator[_Block]:  # noqa: ANN401
    for child in parent:
        name = _local(child)
        if name == "p":
            block = _paragraph(child, styles)
            if block.text:
                yield block
        elif name == "tbl":
            yield from _table(child, styles)
        elif name not in _GONE:
            yield from _blocks(child, styles)


def _paragraph(element: Any, styles: dict[str, Any]) -> _Block:  # noqa: ANN401
    text = _text(element).strip()
    style = styles.get(element.style) if element.style else None
    level = _level(style)
    if level and text:
        return _Block("#" * level + " " + " ".join(text.split()))
    listed = element.pPr is not None and element.pPr.numPr is not None
    if text and (listed or (style is not None and style.name and style.name.startswith("List"))):
        return _Block("- " + text, in_list=True)
    return _Block(text)


def _level(style: Any) -> int:  # noqa: ANN401
    """The heading level of a style or of the one it is based on; 0 for what is no heading."""
    for _ in range(8):  # styles may be based on each other in a circle
        if style is None:
            return 0
        if style.name == "Title":
            return 1
        if found := _HEADING.match(style.name or ""):
            return int(found[1])
        style = getattr(style, "base_style", None)
    return 0


def _text(element: Any) -> str:  # noqa: ANN401
    """What a reader of the printed page sees of `element`."""
    parts = []
    for child in element:
        name = _local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _MARKS:
            parts.append(_MARKS[name])
        elif name in {"footnoteReference", "endnoteReference"}:
            parts.append(f"[{_id(child)}]")
        elif name == "p":  # in a text box
            parts.append(f"\n{_text(child)}\n")
        elif name not in _GONE:
            parts.append(_text(child))
    return "".join(parts)


def _table(table: Any, styles: dict[str, Any]) -> Iterator[_Block]:  # noqa: ANN401
    """Rows of cells; a table of one column is a frame around paragraphs."""
    rows = [[cell for cell in row.iter() if _local(cell) == "tc" and _row_of(cell) is row] for row in _rows(table)]
    if all(len(cells) == 1 for cells in rows):
        for cells in rows:
            yield from _blocks(cells[0], styles)
        return
    lines = [" | ".join(" ".join(block.text for block in _blocks(cell, styles)) for cell in cells) for cells in rows]
    text = "\n".join(" ".join(line.split()) for line in lines if line.strip(" |"))
    if text:
        yield _Block(text)


def _rows(table: Any) -> list[Any]:  # noqa: ANN401
    return [row for row in table.iter() if _local(row) == "tr" and next(_up(row, "tbl")) is table]


def _row_of(cell: Any) -> Any:  # noqa: ANN401
    return next(_up(cell, "tr"))


def _up(element: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    return (above for above in element.iterancestors() if _local(above) == name)


def _notes(part: Any) -> Iterator[str]:  # noqa: ANN401
    """The footnotes and endnotes, each with the number that the text refers to."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")):
            for note in etree.fromstring(relation.target_part.blob, parser):
                text = " ".join(_text(note).split())
                if text and int(_id(note)) > 0:
                    yield f"[{_id(note)}] {text}"


def _id(element: Any) -> str:  # noqa: ANN401
    return next((value for name, value in element.items() if name.endswith("}id")), "0")
