"""A text → its claims: what it says, one checkable thing at a time, each a span of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.check.checkable import is_checkable, is_question
from assistant.check.clauses import clauses
from assistant.check.paragraphs import Paragraph, paragraphs
from assistant.check.quotations import opens
from assistant.library.language import language_of, script_of
from assistant.library.sentences import split
from assistant.records import Claim, Span

_LETTER = re.compile(r"[^\W\d_]")
_BEFORE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[\s,;•|–—*_>-])*")
_NOTE_AT_END = re.compile(r"(?:\s|\[\d{1,3}(?:, ?\d{1,3})*\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]|-0-|-30-|###|[■□▲∎◆]|\(?END\)?|[,;])*$")
_GOES_ON = re.compile(r"[a-z]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\(")
_INITIAL = re.compile(r"-[A-Z]\.$")  # "the ROK-U." + "S. alliance"
_TITLE = re.compile(
    r"\b(?:M[rs]s?|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Cmdr|Sen|Rep|Gov|Amb|Hon|Rev|Messrs|Mt|Ft|Nos?|Art|Figs?|Eq|Sec|vs|cf|"
    r"approx|ca)\.$"
)
_GERMAN_DAY = re.compile(
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jh\.)"
)
_LONGEST = 2_000  # characters; what is longer is a list or no sentence at all
_QUOTED = 900  # characters that a quotation over several sentences may have to stay whole


def claims(text: str, language: str | None = None) -> list[Claim]:
    """What `text` says, in order: sentences, or clauses of them; titles and what belongs to the page are left out.

    Args:
        text: As it was pasted or extracted. Offsets point into it.
        language: ISO 639-1 code; found where it is not given. Clauses are told apart in English alone.

    Returns:
        Claims that do not overlap, ``claim.text == text[claim.start:claim.end]``.
    """
    stated = language or language_of(text)
    found = (claim for paragraph in paragraphs(text) for claim in _claims_of(text, paragraph, stated))
    return [claim for claim in found if _LETTER.search(claim.text)]


def _claims_of(text: str, paragraph: Paragraph, stated: str | None) -> Iterator[Claim]:
    language = _language(paragraph.text, stated)
    for found in _sentences(paragraph.text, language):
        body = paragraph.text[found.start : found.end]
        sentence = Span(paragraph.span.start + found.start, paragraph.span.start + found.end)
        divided = language == "en" and len(body) <= _LONGEST and not is_question(body)
        parts = clauses(body) if divided else [Span(0, len(body))]
        for part in parts:
            span = _trimmed(text, Span(sentence.start + part.start, sentence.start + part.end))
            if span.end > span.start:
                seen = paragraph.text[span.start - paragraph.span.start : span.end - paragraph.span.start]
                yield Claim(text[span.start : span.end], span.start, span.end, sentence, is_checkable(seen, language))


def _language(body: str, stated: str | None) -> str:
    """The paragraph's own language where its script is another than the text's; English where nothing says so."""
    script = script_of(body)
    if script in ("east", "cyrillic") and stated not in ("zh", "ja", "ko", "ru", "uk"):
        return language_of(body) or ("ru" if script == "cyrillic" else "zh")
    return stated or "en"


def _sentences(body: str, language: str) -> list[Span]:
    """Sentences of a paragraph; what was cut within a quotation, or behind an abbreviation, is put together again."""
    out: list[Span] = []
    for span in split(body, language):
        found = _trimmed(body, span)
        if found.end <= found.start:
            continue
        if out and _belongs(body[out[-1].start : out[-1].end], body[found.start : found.end]):
            out[-1] = Span(out[-1].start, found.end)
        else:
            out.append(found)
    return out


def _belongs(before: str, after: str) -> bool:
    """Whether `after` goes on with the sentence `before`."""
    if len(before) + len(after) <= _QUOTED and opens(before) and re.search(r"[\"”»」』]", after):
        return True
    if _TITLE.search(before) and after[:1].isupper():
        return True
    if re.search(r"\d [ap]\.m\.$", before) and re.match(r"[A-Z]{2,4}\b", after):
        return True
    if _INITIAL.search(before) and re.match(r"[A-Z]\.", after):
        return True
    if re.search(r"\b\d{1,2}\.$", before) and _GERMAN_DAY.match(after):
        return True
    return before.endswith((".", "-")) and _GOES_ON.match(after) is not None


def _trimmed(text: str, span: Span) -> Span:
    """`span` without white space, footnote marks and list marks around it."""
    body = text[span.start : span.end]
    end = _NOTE_AT_END.search(body).start()  # type: ignore[union-attr]
    start = _BEFORE.match(body[:end]).end()  # type: ignore[union-attr]
    return Span(span.start + start, span.start + end) if start < end else Span(span.end, span.end)
