"""What Word knows and python-docx does not make: links, marks to link to, page numbers, rows that stay whole."""

from __future__ import annotations

from typing import Any


def linked(paragraph: Any, words: str, *, address: str = "", anchor: str = "") -> Any:  # noqa: ANN401 - no types
    """Add a run with `words` that leads to an address of the web, or to the mark `anchor` in the document."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    if address:
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(words)
    link.append(run._r)
    paragraph._p.append(link)
    return run


def bookmarked(paragraph: Any, name: str, number: int) -> None:  # noqa: ANN401
    """Mark the place after what `paragraph` holds so far; `number` is unique in the document."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag.endswith("Start"):
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def field(paragraph: Any, code: str) -> None:  # noqa: ANN401
    """Add a field that Word works out, such as ``PAGE``."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    made.append(run._r)
    paragraph._p.append(made)


def repeated(row: Any) -> None:  # noqa: ANN401
    """Let `row` stand at the head of every page that its table goes over."""
    _row_property(row, "w:tblHeader")


def unbroken(row: Any) -> None:  # noqa: ANN401
    """Keep `row` on one page."""
    _row_property(row, "w:cantSplit")


def _row_property(row: Any, name: str) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def from_the_right(paragraph: Any) -> None:  # noqa: ANN401
    """Let `paragraph` run from right to left."""
    from docx.oxml import OxmlElement

    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
        "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap",
        "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
    )  # fmt: skip
