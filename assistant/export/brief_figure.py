"""The days of a chronology on a line, true to scale: where each dot and each label stands. Pure; others draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.records import BriefSection
from assistant.records.days import day_in_words

LABEL, LABEL_WITH_YEAR = 17.0, 25.0
"""Millimetres that a label takes with the space beside it."""
FEWEST, MOST = 3, 12
"""Days from which a figure says more than a list, and up to which it can be read."""


@dataclass(frozen=True, slots=True)
class Point:
    """One day: its dot and the middle of its label, in millimetres from the left, and what the label says."""

    dot: float
    label: float
    below: bool
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Days along a line of `width` millimetres; ``alt`` says it in words."""

    points: tuple[Point, ...]
    width: float
    alt: str


def figure(section: BriefSection, width: float) -> Figure | None:
    """The figure of a chronology, each label moved aside where it would cover its neighbour.

    None for another section, and where the days are too few or too many for one.
    """
    if section.role != "chronology":
        return None
    days = sorted({s.day for s in section.sentences if len(s.day) == len("2024-10-07")})
    if not FEWEST <= len(days) <= MOST:
        return None
    ordinals = [date.fromisoformat(day).toordinal() for day in days]
    with_year = len({day[:4] for day in days}) > 1
    gap = LABEL_WITH_YEAR if with_year else LABEL
    inner, first, span = width - gap, ordinals[0], max(1, ordinals[-1] - ordinals[0])
    dots = [gap / 2 + inner * (n - first) / span for n in ordinals]
    labels = [0.0] * len(dots)
    for row in (0, 1):  # every other label stands below the line
        labels[row::2] = _apart(dots[row::2], gap, width)
    points = tuple(
        Point(dot, label, i % 2 == 1, short_day(day, with_year=with_year))
        for i, (dot, label, day) in enumerate(zip(dots, labels, days, strict=True))
    )
    return Figure(points, width, f"Timeline: {', '.join(day_in_words(day) for day in days)}")


def short_day(iso: str, *, with_year: bool) -> str:
    """``7 Oct 2024``, or without its year."""
    day, month, *year = day_in_words(iso).split()
    return " ".join([day, month[:3], *(year if with_year else [])])


def _apart(dots: Sequence[float], gap: float, width: float) -> list[float]:
    """Places of labels near their dots, `gap` apart and within the width."""
    at = list(dots)
    for i in range(1, len(at)):
        at[i] = max(at[i], at[i - 1] + gap)
    if at:
        at[-1] = min(at[-1], width - gap / 2)
    for i in range(len(at) - 2, -1, -1):
        at[i] = min(at[i], at[i + 1] - gap)
    return at
