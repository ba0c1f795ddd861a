"""What is known of two documents, fact by fact side by side. Pure; nothing is guessed: None where it is not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.compare.extent import in_words, is_english, is_summary
from assistant.compare.slots import found_in, is_message
from assistant.compare.topics import headed
from assistant.library.sentences import sentences
from assistant.records import Document, Fact
from assistant.records.days import day_in_words

LANGUAGES = {
    "en": "English", "ko": "Korean", "zh": "Chinese", "ja": "Japanese", "ru": "Russian", "fr": "French", "de": "German",
    "es": "Spanish",
}  # fmt: skip
_HEAD = 1_500  # characters in which a text says who somebody is and how it was sent
_AGENCY = re.compile(r"\(([A-Z]{3,12})\)\s*(?:--|[–—-])|/([A-Z]{3,12})/")
_THROUGH = re.compile(
    r"\b(?:conveyed|delivered|handed|forwarded|sent)\b[^.;\n]{0,60}?\b(through the [^.;,\n]{4,60}?)"
    r"(?=[.;,\n]| in | on | and )"
)
_OCCASION = re.compile(
    r"(?:on the occasion of|to mark|upon (?=(?:his|her|my|your|its) (?:re-?)?(?:elec|appoint|inaug))|"
    r"over (?=the (?:recent|serious|flood|damage|death|demise)))\s*"
    r"([^.;:\n]{4,110}?)(?=,|\.|;|$| and (?:heartily|sincerely|expressed))",
    re.MULTILINE,
)


def facts(a: Document, b: Document) -> tuple[Fact, ...]:
    """The facts that at least one of the two sides has, in the order in which an analyst asks for them."""
    return tuple(fact for name, of in FACTS if (fact := Fact(name, of(a), of(b))).a or fact.b)


def _day(document: Document) -> str | None:
    first, last = day_in_words(document.metadata.date), day_in_words(document.metadata.until)
    return (f"{first} to {last}" if last and last != first else first) or None


def _published(document: Document) -> str | None:
    return day_in_words(document.metadata.published) or None


def occasion(document: Document) -> str | None:
    """What it was for, as its metadata or else its own words say."""
    if document.metadata.occasion or is_summary(document):
        return document.metadata.occasion
    found = _OCCASION.search(document.text[:_HEAD])
    return " ".join(found[1].split()) if found else None


def _titles_of(name: str | None, document: Document) -> str | None:
    """The offices that the text gives somebody right behind the name."""
    if not name or ";" in name or not is_english(document):
        return None
    spelt = r"\s+".join(map(re.escape, name.split()))
    stop = r"(?=,?\s+(?:on|over|upon|to|who|sent|sends|received|receives|a|published|for)\b|,\s|\.\s|\.$|\s--|$)"
    found = re.search(rf"{spelt},\s+((?:the\s+)?[a-z][^.,;\n]{{4,140}}?){stop}", document.text[:_HEAD])
    return " ".join(found[1].split()) if found else None


def _channel(document: Document) -> str | None:
    if is_summary(document):
        return "; ".join(dict.fromkeys(s.publisher for s in document.metadata.sources if s.level == "primary")) or None
    head = document.text[:_HEAD]
    agency, through = _AGENCY.search(head), _THROUGH.search(head)
    told = [(agency[1] or agency[2]) if agency else "", " ".join(through[1].split()) if through else ""]
    return ", ".join(part for part in told if part) or None


def _language(document: Document) -> str | None:
    code = document.metadata.language
    return LANGUAGES.get((code or "").split("-")[0], code)


def _translations(document: Document) -> str | None:
    """Whose wording the quotations of a record are."""
    return "; ".join(dict.fromkeys(q.translator for q in document.metadata.quotations if q.translator)) or None


def _length(document: Document) -> str:
    words = len(document.text.split())
    return f"{len(document.text):,} characters, {words:,} word{'s' if words != 1 else ''}"


def _sentences(document: Document) -> str:
    return f"{len(sentences(document.text, document.metadata.language)):,}"


def _order(document: Document) -> str | None:
    """The order of topics: of a message its places as they first come, of other texts their headings."""
    if is_message(document) and not is_summary(document):
        spans = {name: own[0].start for name, own in found_in(document).items() if name != "closing"}
        return ", ".join(sorted(spans, key=lambda name: spans[name])) or None
    return "; ".join(section.name for section in headed(document)[:20]) or None


FACTS: Sequence[tuple[str, Callable[[Document], str | None]]] = (
    ("title", lambda d: d.metadata.title),
    ("date", _day),
    ("published", _published),
    ("kind", lambda d: d.metadata.kind),
    ("occasion", occasion),
    ("issuer", lambda d: d.metadata.issuer),
    ("issuer's titles", lambda d: _titles_of(d.metadata.issuer, d)),
    ("recipient", lambda d: d.metadata.recipient),
    ("recipient's titles", lambda d: _titles_of(d.metadata.recipient, d)),
    ("channel", _channel),
    ("language", _language),
    ("translations quoted", _translations),
    ("what is compared", in_words),
    ("length", _length),
    ("sentences", _sentences),
    ("order of topics", _order),
)
