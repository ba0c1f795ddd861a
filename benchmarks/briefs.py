"""Briefs on 20 topics over the starter library: is each one page, cited throughout, without repetition, on the topic?

The topics are our own (``questions/brief_topics.json``), each with the entry that a policy officer would expect to be
cited; ``brief_topics_held.json`` holds 20 more, written before anything was known of the briefs that they give.
Figures: sentences cited; pairs of sentences above a cosine of 0.9, embedded alone as they are shown; sentences that
begin with a pronoun; topics whose entry is cited; the shortest brief; the largest share of one source; seconds.
"""

from __future__ import annotations

import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from assistant.assistant import Assistant
from assistant.errors import TopicNotHeld
from assistant.records import Brief, Scope
from benchmarks.library import library, table

HERE = Path(__file__).parent
PRONOUN = re.compile(
    r"(?:he|she|it|they|this|these|those|his|her|hers|its|their|theirs|him|them|such|both|the latter|the former|"
    r"i|we|my|our|you|your)\b",
    re.IGNORECASE,
)
ALIKE = 0.9
ABSENT = (
    "Brexit negotiations", "The quantum computing market", "Kim Jong Un's visit to Vietnam in 2019",
    "Japanese pension reform", "Grain harvest in Ukraine", "NATO summit in Vilnius", "Cheese exports of France",
    "Trump and Kim in Singapore", "Iran nuclear deal", "Taiwan Strait crisis of 1996",
)  # fmt: skip
"""Topics that the library does not hold."""
ABSENT_HELD = (
    "Putin's reply to Kim Jong Un's birthday message of October 2024", "Macron's visit to Pyongyang",
    "China's victory parade of September 2025", "Trump's letter to Kim Jong Un, January 2025",
    "Kim Jong Un's visit to Beijing in 2018", "Fishing quotas between Russia and Japan",
    "South Korea's martial law of December 2024", "The Hanoi summit of Kim and Trump", "India's nuclear tests",
    "Greetings of the Pope to Kim Jong Un",
)  # fmt: skip
"""The same, kept aside with the topics: most of them near what it holds."""


REFUSED = "refused"
"""What stands for the template where a topic of the library was taken for one that it does not hold."""
Topic = dict[str, Any]
"""A topic, its template, documents and dates where it has any, and the entry expected."""


class Seen(NamedTuple):
    """What is counted of one brief."""

    brief: Brief
    seconds: float
    expected: bool
    alike: int


def run(_: Path) -> None:
    with library([HERE.parent / "corpus"]) as assistant:
        assistant.warm()
        seen = {name: [_look(assistant, topic) for topic in own] for name, own in topics().items()}
        refused = [_refused(assistant, absent) for absent in (ABSENT, ABSENT_HELD)]
    for name, own in topics().items():
        table(
            [name, "template", "words", "sections", "sentences", "left out", "sources", "largest share", "expected",
             "s"],
            [_row(topic, one) for topic, one in zip(own, seen[name], strict=True)],
        )  # fmt: skip
        print()
    figures = zip(*(_figures(one) for one in seen.values()), strict=True)
    rows = [[own[0][0], *(value for _, value in own)] for own in figures]
    table(["figure", *seen], [*rows, ["topics that are not held, refused", *refused]])


def topics() -> dict[str, list[Topic]]:
    """The topics that briefs were made with, and those kept aside."""
    files = {"topics": "brief_topics.json", "held": "brief_topics_held.json"}
    return {name: json.loads((HERE / "questions" / file).read_text("utf-8")) for name, file in files.items()}


def _look(assistant: Assistant, topic: Topic) -> Seen:
    scope = Scope(tuple(topic.get("documents", ())), since=topic.get("from"), until=topic.get("to"))
    began = time.perf_counter()
    try:
        brief = assistant.brief(topic["topic"], scope, template=topic.get("template", "situation"))
    except TopicNotHeld:
        return Seen(Brief(topic["topic"], REFUSED), time.perf_counter() - began, False, 0)
    spent = time.perf_counter() - began
    vectors = np.asarray(assistant.embeddings.embed_documents([s.whole for s in brief.sentences]))
    alike = int((np.triu(vectors @ vectors.T, 1) > ALIKE).sum())
    return Seen(brief, spent, topic["expected"] in {c.document_id for c in brief.on_page}, alike)


def _refused(assistant: Assistant, absent: Sequence[str]) -> str:
    return f"{sum(_is_refused(assistant, topic) for topic in absent)} of {len(absent)}"


def _is_refused(assistant: Assistant, topic: str) -> bool:
    try:
        assistant.brief(topic)
    except TopicNotHeld:
        return True
    return False


def _row(topic: Topic, one: Seen) -> list[object]:
    brief = one.brief
    if brief.template == REFUSED:
        return [brief.title, REFUSED, *[""] * 6, "missing", f"{one.seconds:.1f}"]
    dated = f" ({topic['from']} to {topic['to']})" if "from" in topic else ""
    told = "cited" if one.expected else "missing"
    share = f"{100 * _largest_share(brief):.0f} %"
    return [brief.title + dated, brief.template, brief.words, len(brief.sections), len(brief.sentences), brief.dropped,
            len(_sources(brief)), share, told, f"{one.seconds:.1f}"]  # fmt: skip


def _figures(seen: Sequence[Seen]) -> list[list[object]]:
    of = len(seen)
    expected = sum(one.expected for one in seen)
    seen = [one for one in seen if one.brief.template != REFUSED]
    sentences = [s for one in seen for s in one.brief.sentences]
    cited = sum(bool(s.citations) for s in sentences)
    seconds = [one.seconds for one in seen]
    shares = [_largest_share(one.brief) for one in seen]
    several = [share for share, one in zip(shares, seen, strict=True) if len(_sources(one.brief)) > 1]
    return [
        ["briefs of one page", f"{sum(one.brief.pages == 1 for one in seen)} of {of}"],
        ["sentences cited", f"{cited} of {len(sentences)}"],
        ["pairs above 0.9", sum(one.alike for one in seen)],
        ["sentences that begin with a pronoun", sum(bool(PRONOUN.match(s.text)) for s in sentences)],
        ["topics whose entry is cited", f"{expected} of {of}"],
        ["shortest brief, words", min(one.brief.words for one in seen)],
        ["fewest sections", min(len(one.brief.sections) for one in seen)],
        ["largest share of a source, of several", f"{100 * max(several):.0f} %"],
        ["seconds: median, most", f"{statistics.median(seconds):.1f}, {max(seconds):.1f}"],
    ]


def _sources(brief: Brief) -> Counter[str]:
    by_number = {c.n: c.document_id for c in brief.citations}
    return Counter(by_number[n] for s in brief.sentences for n in s.citations[:1])


def _largest_share(brief: Brief) -> float:
    found = _sources(brief)
    return max(found.values()) / found.total()
