"""How a Word document looks: its properties, its page, its styles."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from assistant.export.docx_parts import field
from assistant.export.paper import UNTITLED, Paper
from assistant.export.words import flat

MARGIN_CM = 2.0
PAGES_CM = {"a4": (21.0, 29.7), "letter": (21.59, 27.94)}
FONT = "Calibri"
INKS = {"bad": "8F2D1F", "doubtful": "7A5200", "good": "22653A"}
"""Colours of tones that have one; each is said in words as well."""
_INK, _SOFT, _LINK = "1C1E21", "5B6067", "1F4E8C"
_SIZES = {"Normal": 10.5, "Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11, "Quote": 10.5}


def dress(document: Any, paper: Paper) -> None:  # noqa: ANN401 - python-docx has no types
    """Set properties, page and styles of a new document for `paper`."""
    _properties(document.core_properties, paper)
    _page(document.sections[0], paper)
    _styles(document)


def _properties(properties: Any, paper: Paper) -> None:  # noqa: ANN401
    """Title, subject and day; nobody's name. What the template says of itself goes."""
    properties.title, properties.subject = (flat(paper.title) or UNTITLED)[:255], flat(paper.subject)[:255]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "en"
    whole = re.fullmatch(r"\d{4}-\d\d-\d\d", paper.day)
    made = datetime.fromisoformat(paper.day) if whole else datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = made


def _page(section: Any, paper: Paper) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    section.page_width, section.page_height = (Cm(side) for side in PAGES_CM[paper.size])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field(foot, "PAGE")
    foot.add_run(" / ")
    field(foot, "NUMPAGES")


def _styles(document: Any) -> None:  # noqa: ANN401
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    styles = document.styles
    for name, size in _SIZES.items():
        style = styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor.from_string(_INK)
        style.paragraph_format.space_after = Pt(4)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]  # a theme's font would win over the one named
    styles["Quote"].font.italic = styles["Quote"].font.cs_italic = False
    styles["Quote"].paragraph_format.left_indent = Cm(0.8)
    for name in ("Byline", "Quoted From", "Source", "Callout", "Passage", "Gap"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name in ("Byline", "Quoted From"):
        styles[name].font.color.rgb = RGBColor.from_string(_SOFT)
    styles["Quoted From"].font.size = styles["Gap"].font.size = Pt(9)
    styles["Quoted From"].paragraph_format.left_indent = Cm(0.8)
    styles["Quoted From"].paragraph_format.space_after = Pt(8)
    styles["Quote"].paragraph_format.keep_together = True
    styles["Passage"].paragraph_format.left_indent = Cm(0.8)
    styles["Gap"].paragraph_format.space_after = Pt(0)
    styles["Source"].paragraph_format.left_indent = Cm(0.8)
    styles["Source"].paragraph_format.first_line_indent = Cm(-0.8)
    styles["Callout"].paragraph_format.left_indent = Cm(0.5)
    for name, ink in (("Soft", _SOFT), ("Hyperlink", _LINK)):
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = RGBColor.from_string(ink)
    styles["Soft"].font.size = Pt(9)
    styles["Hyperlink"].font.underline = True
