"""Where words stand on a page's picture, in parts of its width and height, counted from its top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, its sides as parts of the page's width and height: 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float

    def with_(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def on_one_line_with(self, other: Box) -> bool:
        """Whether half of the lower of the two stands beside the other."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared * 2 >= min(self.bottom - self.top, other.bottom - other.top)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word read off a picture: its characters ``[start, end)`` and its box on the 1-based `page`."""

    start: int
    end: int
    page: int
    box: Box

    def shifted(self, by: int) -> PlacedWord:
        """The same word where its page's text begins at `by`."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class PageImage:
    """The picture of one page of a document, as WebP, and where on it the words stand that are to be marked."""

    page: int
    pages: int
    webp: bytes
    width: int  # pixels
    height: int
    marks: tuple[Box, ...] = ()


def lines(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes in reading order, those that follow each other on one line made one."""
    out: list[Box] = []
    for box in boxes:
        if out and box.on_one_line_with(out[-1]) and box.left >= out[-1].left:
            out[-1] = out[-1].with_(box)
        else:
            out.append(box)
    return tuple(out)
