"""The ledger: where phrases stand, since when, and where comparable documents no longer have them. Pure.

What is dropped and what is revived
-----------------------------------
A phrase is **dropped** when, after its last use anywhere, there are documents comparable to one that used it
(`comparable`), surely later by their own dates, and none of them has it; its date is that of the first of them. It is
**revived** when it comes back: before a use, and after an earlier one of the same issuer, recipient and kind, stands
a comparable document that lacks it; the date is that of the latest use of which this holds. A phrase that was revived
and is in use is not dropped. Both are said of the documents looked at, no others.

Absence is claimed of complete originals only: a part of a text, a summary, and a record in somebody else's words prove
nothing by their silence, and are named in a notice instead. Documents without a date (or without a year) are listed
with what they say and take no part in any of this; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import count

from assistant.compare.comparable import Comparability, akin, by_date, is_later, parties, when
from assistant.compare.extent import is_complete
from assistant.compare.keyness import proposed as proposed
from assistant.compare.stopwords import FUNCTION_WORDS
from assistant.errors import BadPhrase
from assistant.library.occurrences import find as find
from assistant.library.occurrences import find_in, folded, inside, plain, quoted
from assistant.library.parties import people_of
from assistant.library.sentences import blocks, split
from assistant.records import Course, Document, Ledger, Phrase, Span, Use, Witness
from assistant.records.days import day_in_words

MOST_CHARACTERS = 400
LOOKED_BACK = 6
"""Latest documents with a phrase that later ones are held against: earlier ones have little to say of today's form."""


def ledger(phrases: Sequence[str], documents: Sequence[Document]) -> Ledger:
    """Every use of each of `phrases` in `documents`, with what became of it.

    ``|`` inside a phrase joins variants ("invincible alliance|unconquerable alliance"): they are followed as one, and
    the citation of each use shows which of them stands there. Nothing is joined that is not joined so.
    """
    ordered, comparer, numbers = by_date(documents), Comparability(), count(1)
    texts = [(d, plain(d.text)) for d in ordered]
    return Ledger(tuple(_followed(phrase, texts, comparer, numbers) for phrase in phrases), len(ordered))


def propose(documents: Sequence[Document], most: int, against: Sequence[Document] = ()) -> Ledger:
    """As `ledger`, for up to `most` phrases that the program chooses (`keyness.proposed`)."""
    found = proposed(documents, most, against)
    none = "No phrase stands out: it takes several documents that share wording which others lack."
    return replace(ledger(found, documents), proposed=True, notices=() if found else (none,))


def must_be_phrase(phrase: str) -> str:
    """`phrase` on one line, without quotation marks around its variants.

    Raises:
        BadPhrase: it is empty, too long, not UTF-8, or one of its variants is made of stop words only.
    """
    shown = " ".join(phrase.split())[:60]
    if re.search("[\ud800-\udfff]", phrase):
        raise BadPhrase("The phrase is not written in UTF-8.", "Write it again, or check the terminal's encoding.")
    found = variants(phrase)
    if not found or not all(part.strip() for part in phrase.split("|")):
        raise BadPhrase(f"{shown!r} has an empty part beside |." if found else "The phrase is empty.")
    if len(phrase) > MOST_CHARACTERS:
        raise BadPhrase(f"The phrase has {len(phrase)} characters; at most {MOST_CHARACTERS} are taken.")
    for variant in found:
        words = re.findall(r"[^\W_]+", variant.casefold())
        if all(word in FUNCTION_WORDS for word in words):
            what = "is made of stop words only" if words else "holds no word"
            raise BadPhrase(f"{variant[:60]!r} {what}, so it cannot be followed.")
    return "|".join(found)


@lru_cache(maxsize=512)
def variants(phrase: str) -> tuple[str, ...]:
    """The wordings that `phrase` joins by ``|``, each once; quotation marks around one are not part of it."""
    parts = {folded(part.strip().strip("\"“”«»„").strip()): part.strip().strip("\"“”«»„") for part in phrase.split("|")}
    return tuple(" ".join(part.split()) for fold, part in parts.items() if fold)


def places(phrase: str, document: Document) -> tuple[Span, ...]:
    """Where any variant of `phrase` stands in `document`, in order; of two that overlap the longer."""
    return _places(phrase, document, plain(document.text))


def _places(phrase: str, document: Document, even: str) -> tuple[Span, ...]:
    found = [span for variant in variants(phrase) for span in find_in(document.text, even, variant)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=lambda s: s.start))


def _followed(
    phrase: str, texts: Sequence[tuple[Document, str]], comparer: Comparability, numbers: Iterator[int]
) -> Phrase:
    """`texts` are documents by date, each with its plain text."""
    documents = [d for d, _ in texts]
    spans = {d.id: found for d, even in texts if (found := _places(phrase, d, even))}
    using = [d for d in documents if d.id in spans]
    lacking = [d for d in documents if d.id not in spans]
    uses = tuple(use for d in using for use in _uses(d, spans[d.id], numbers))
    recipients = {name.casefold(): name for d in using for name in people_of(d.metadata.recipient)}
    strands = []
    for key, name in sorted(recipients.items()) if len(recipients) > 1 else ():
        own = [d for d in using if key in parties(d.metadata.recipient)]
        others = [d for d in lacking if key in parties(d.metadata.recipient)]
        strands.append(_course(own, others, comparer, sum(len(spans[d.id]) for d in own), name))
    course = _course(using, lacking, comparer, len(uses))
    return Phrase(phrase, uses, course, tuple(strands), tuple(_notices(using, lacking, comparer, len(documents))))


def _uses(document: Document, spans: Iterable[Span], numbers: Iterator[int]) -> Iterator[Use]:
    marked, m = quoted(document), document.metadata
    runs = [run for run, _ in blocks(document.text)]
    for span in spans:
        around = _sentence(document, span, runs)
        yield Use(
            citation=document.cite(next(numbers), span),
            recipient=m.recipient,
            kind=m.kind,
            quoted=inside(span, marked),
            record=bool(m.note),
            before=_on_one_line(document.text[around.start : span.start]),
            after=_on_one_line(document.text[span.end : around.end]),
        )


def _on_one_line(text: str) -> str:
    """`text` with each run of white space as one space, also at its ends: it stands beside the phrase."""
    return re.sub(r"\s+", " ", text)


def _sentence(document: Document, span: Span, runs: Sequence[Span]) -> Span:
    """The sentence that `span` stands in; from the first to the last where it runs over several."""
    block = next((b for b in runs if b.start <= span.start and span.end <= b.end), span)
    found = split(document.text[block.start : block.end], document.metadata.language)
    met = [s for s in found if block.start + s.start < span.end and span.start < block.start + s.end]
    if not met:
        return span
    return Span(min(span.start, block.start + met[0].start), max(span.end, block.start + met[-1].end))


# What became of it -------------------------------------------------------------------------------------------------


def _course(
    using: Sequence[Document],
    lacking: Sequence[Document],
    comparer: Comparability,
    uses: int,
    recipient: str | None = None,
) -> Course:
    """`using` and `lacking` are by date."""
    dated = [d for d in using if when(d)]
    if not dated:
        return Course(recipient, uses)
    last = max(dated, key=lambda d: _last_day(d))
    silent = [d for d in lacking if when(d) and is_complete(d)]
    after = _after(dated, last, silent, comparer)
    back, before = _revival(dated, silent, comparer) or (None, None)
    return Course(
        recipient=recipient,
        uses=uses,
        first_seen=dated[0].metadata.date,
        last_seen=last.metadata.date,
        dropped=after.metadata.date if after else None,
        revived=back.metadata.date if back else None,
        without=_witness(after),
        absent_before=_witness(before),
    )


def _last_day(document: Document) -> str:
    period = when(document)
    return period.last if period else ""


def _after(
    using: Sequence[Document], last: Document, lacking: Sequence[Document], comparer: Comparability
) -> Document | None:
    """The first of `lacking` that is surely later than the last use and comparable to one that has the phrase."""
    later = [d for d in lacking if is_later(d, last)]
    # Where issuers are named every use counts, for that costs nothing; where texts are compared, the latest ones.
    held = [d for d in using if d.metadata.issuer] + [d for d in using if not d.metadata.issuer][-LOOKED_BACK:]
    return next((d for d in later if any(comparer.comparable(u, d) for u in held)), None)


def _revival(
    using: Sequence[Document], lacking: Sequence[Document], comparer: Comparability
) -> tuple[Document, Document] | None:
    """The latest use with a comparable document without the phrase between it and the use before; and that document."""
    for at in range(len(using) - 1, 0, -1):
        back = using[at]
        earlier = next((u for u in reversed(using[:at]) if akin(u, back)), None)
        if earlier is None:
            continue
        between = (d for d in reversed(lacking) if is_later(back, d) and is_later(d, earlier))
        if found := next((d for d in between if comparer.comparable(d, back)), None):
            return back, found
    return None


def _witness(document: Document | None) -> Witness | None:
    m = document.metadata if document else None
    return Witness(document.id, document.version, m.title, m.date) if document and m else None


# What has to be said -----------------------------------------------------------------------------------------------


def _notices(
    using: Sequence[Document], lacking: Sequence[Document], comparer: Comparability, searched: int
) -> Iterator[str]:
    if not using:
        yield f"Found in none of the {searched} documents." if searched != 1 else "Not found in the one document."
        return
    undated = [d for d in using if when(d) is None]
    if undated:
        named = _named(undated)
        yield f"Without a date and so outside first seen, last seen, dropped and revived: {named}."
    dated = [d for d in using if when(d)]
    last = max(dated, key=_last_day, default=None)
    unsure = [
        d
        for d in lacking
        if last and not is_complete(d) and is_later(d, last) and any(comparer.comparable(u, d) for u in dated)
    ]
    if unsure:
        why = "A record or a part of a text proves no absence."
        yield f"Later and without it: {_named(unsure)}. {why}"


def _named(documents: Sequence[Document], most: int = 3) -> str:
    """Titles with their dates; of many, the first and how many others there are."""
    days = [day_in_words(d.metadata.date) for d in documents]
    told = [f"“{d.metadata.title}”" + (f" ({day})" if day else "") for d, day in zip(documents, days, strict=True)]
    rest = len(told) - most
    return ", ".join(told[:most]) + (f" and {rest} other{'s' if rest > 1 else ''}" if rest > 0 else "")
