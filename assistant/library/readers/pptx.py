"""PowerPoint presentations: a page for each slide, its title as a heading, its notes at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.library.readers import Extract, RawFile, office
from assistant.records import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator


def claims(file: RawFile) -> bool:
    """Whether the archive holds a presentation."""
    return office.holds(file, "ppt/", ".pptx")


def extract(file: RawFile) -> Extract:
    """The slides' text in their order; what is drawn, charts included, is left out."""
    import pptx

    presentation = pptx.Presentation(office.checked(file))
    core = presentation.core_properties
    return Extract(
        tuple(_slide(slide) for slide in presentation.slides),
        given=Metadata(title=office.title(core)),
        paged=True,
        joint="\n\n",
        author=office.author(core),
        created=office.created(core),
    )


def _slide(slide: Any) -> str:  # noqa: ANN401 - python-pptx types its shapes loosely
    title = slide.shapes.title
    heading = " ".join(title.text_frame.text.split()) if title is not None else ""
    blocks = [f"# {heading}"] if heading else []
    others = (shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id)
    blocks += [text for shape in others for text in _texts(shape)]
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = _lines(slide.notes_slide.notes_text_frame.text)
        blocks += [f"Notes: {notes}"] if notes else []
    return "\n\n".join(blocks)


def _texts(shape: Any) -> Iterator[str]:  # noqa: ANN401
    """The text in a shape, in a table's cells, or in the shapes of a group."""
    if hasattr(shape, "shapes"):
        for inner in shape.shapes:
            yield from _texts(inner)
    elif getattr(shape, "has_table", False):
        yield "\n".join(" | ".join(" ".join(cell.text.split()) for cell in row.cells) for row in shape.table.rows)
    elif shape.has_text_frame and (text := _lines(shape.text_frame.text)):
        yield text


def _lines(text: str) -> str:
    """The lines of `text`; PowerPoint's line break within a paragraph is a vertical tab."""
    return text.replace("\v", "\n").strip()
