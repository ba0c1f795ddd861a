"""A chat model's text made plain: Markdown, HTML, links and images lose their force, addresses are set aside. Pure.

What comes out holds words alone. An address stands in it as one private character (`Inert.addresses` says which), so
that a dot in it ends no sentence and whoever goes on decides whether it may be shown.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

FIRST = 0xF0000
"""The first of the private characters that stand for addresses; the text's own ones are taken out before."""
MOST_ADDRESSES = 1000
PLACEHOLDER = re.compile(f"[{chr(FIRST)}-{chr(FIRST + MOST_ADDRESSES)}]")

Kind = Literal["prose", "item", "heading"]

_TOP = (
    "com|org|net|edu|gov|mil|int|info|biz|io|ai|app|dev|xyz|site|online|link|click|top|club|shop|store|live|news|tech|"
    "cloud|page|web|pro|uk|de|fr|ru|cn|kr|jp|kp|tv|ly|eu|ch|nl|se|br|in|au|ca|es|pl|ua|tw|hk|sg|local|onion"
)
_ADDRESS = re.compile(
    r"(?<![a-zA-Z0-9])(?:"
    r"[a-zA-Z][a-zA-Z0-9+.\-]{1,15}://[^\s<>\"“”«»|]{1,2000}"
    r"|//[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}[^\s<>\"“”«»|]{0,2000}"
    r"|(?:javascript|vbscript|data|mailto|file|blob|tel):[^\s<>\"“”«»|]{1,2000}"
    r"|www\.[^\s<>\"“”«»|]{1,2000}"
    r"|[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}"
    rf"|(?:[a-z0-9][a-z0-9\-]{{0,62}}\.){{1,8}}(?:{_TOP})(?![\w\-])(?::\d{{1,5}})?(?:[/?#][^\s<>\"“”«»|]{{0,2000}})?"
    r"|\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:/[^\s<>\"“”«»|]{0,2000})?(?![\w.])"
    r")"
)
_TRAILING = re.compile(r"[.,;:!?)\]}'’*_~`]+\Z")

_OPENED = re.compile(r"<(?:!--|!\[CDATA\[|(?:script|style|iframe|object|svg|template)\b)", re.IGNORECASE)
_CLOSED = {"<!--": "-->", "<![cdata[": "]]>"}
_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:[a-zA-Z][a-zA-Z0-9+.\-]{1,15}:|[\w.+\-]{1,64}@)[^<>\s]{1,2000})>")
_TARGET = (
    r"\(\s{0,4}<?(?P<to>[^()\s<>]{0,2000}(?:\([^()\s]{0,500}\)[^()\s<>]{0,500})?)>?"
    r"(?:\s{1,4}[\"'(][^\n]{0,300}?[\"')])?\s{0,4}\)"
)
_IMAGE = re.compile(rf"!\[(?P<said>[^\[\]]{{0,1000}})\](?:{_TARGET}|\[[^\[\]]{{0,200}}\])")
_LINK = re.compile(rf"\[(?P<said>[^\[\]]{{0,1000}})\]{_TARGET}")
_REFERENCE = re.compile(
    r"^[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]{0,8}<?(?:[a-zA-Z][\w+.\-]{1,15}:|//|www\.|/|#)\S{0,2000}.*$", re.MULTILINE
)
_BY_REFERENCE = re.compile(r"\[(?P<said>[^\[\]\d][^\[\]]{0,1000})\]\[(?P<to>[^\[\]\d][^\[\]]{0,200})?\]")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~\"'<$])")

_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)[^\n`]{0,100}$", re.MULTILINE)
_RULE = re.compile(r"^\s{0,3}(?:(?:[-*_=]\s{0,3}){3,200}|\|?[\s:|\-]{3,400})$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s{0,3}){1,20}")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<said>.*?)[\s#]*$")
_BOLD_LINE = re.compile(r"^\s{0,3}(?:\*\*|__)(?P<said>[^*_\n]{1,200}?):?(?:\*\*|__):?\s*$")
_ITEM = re.compile(r"^\s{0,12}(?:[-*+•‣◦–—]|\(?\d{1,3}[.)])\s+")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~|`+")
_STAR = re.compile(r"(?<=[\d\s])\*(?=\s)")  # 2 * 3
_ENDS = re.compile(r"[.!?:;。！？…][\"'”’»」』)\[\]\d\s,\-–【】［］]*$")
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, list item or heading of plain text, and whether a blank line stands before it."""

    kind: Kind
    text: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Inert:
    """Plain lines; ``addresses[c]`` is the address that the character `c` stands for.

    ``linked`` are words that were a link or an image; ``hidden`` is whether characters that cannot be seen, or code,
    were taken out.
    """

    lines: tuple[Line, ...]
    addresses: dict[str, str]
    linked: tuple[str, ...] = ()
    hidden: bool = False


def inert(text: str) -> Inert:
    """`text` as plain lines, in time that grows as its length does."""
    visible = without_invisible(text)
    bare = without_invisible(html.unescape(visible))
    shown = _without_code(bare)
    hidden = len(visible) < len(text.replace("\r\n", "\n")) or len(shown) < len(bare)
    linked: list[str] = []

    def words_of(match: re.Match[str]) -> str:
        said = match["said"]
        if not _is_marker(said):
            linked.append(" ".join(said.split()))
        return said if not _is_marker(said) else f"[{said}]"

    shown = _AUTOLINK.sub(r" \1 ", shown)
    shown = _TAG.sub("", _BREAK.sub("\n", shown))
    shown = _ESCAPED.sub(r"\1", _FENCE.sub("", _REFERENCE.sub("", shown)))
    shown = _BY_REFERENCE.sub(words_of, _LINK.sub(words_of, _IMAGE.sub(words_of, shown)))
    addresses: dict[str, str] = {}
    shown = _ADDRESS.sub(lambda match: _set_aside(match.group(), addresses), shown)
    return Inert(tuple(_lines(shown)), addresses, tuple(linked), hidden)


def _without_code(text: str) -> str:
    """`text` without comments and without elements whose content is no prose; one that is never closed stays."""
    low = text.lower()
    if len(low) != len(text):
        low = text  # some capitals are longer in small letters
    out: list[str] = []
    at = 0
    never: set[str] = set()
    for match in _OPENED.finditer(low):
        opened = match.group().lower()
        if match.start() < at or opened in never:
            continue
        closing = _CLOSED.get(opened, f"</{opened[1:]}")
        end = low.find(closing, match.end())
        if end < 0:
            never.add(opened)
            continue
        out += [text[at : match.start()], " "]
        at = end + len(closing)
        if opened not in _CLOSED:
            at = max(at, text.find(">", at) + 1)
    return "".join([*out, text[at:]])


def _is_marker(said: str) -> bool:
    return re.fullmatch(r"\s*\^?\d{1,3}(?:\s*[,;\-–]\s*\d{1,3})*\s*", said) is not None


def _set_aside(address: str, addresses: dict[str, str]) -> str:
    trailing = _TRAILING.search(address)
    behind = trailing.group() if trailing else ""
    if len(addresses) >= MOST_ADDRESSES:
        return behind
    character = chr(FIRST + len(addresses))
    addresses[character] = address[: len(address) - len(behind)]
    return character + behind


def without_invisible(text: str) -> str:
    """`text` without characters that are not seen: controls, marks of direction, tags, those of private use.

    Joiners stay inside words, where some scripts and all emoji need them.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    out = []
    for at, character in enumerate(text):
        if character in "\n\t":
            out.append(character)
        elif character in "\u200c\u200d":
            if 0 < at < len(text) - 1 and not (text[at - 1].isascii() or text[at + 1].isascii()):
                out.append(character)
        elif unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn"):
            out.append(character)
    return "".join(out)


def _lines(text: str) -> list[Line]:
    """Lines that belong together joined: one that does not end a sentence, and one that goes on in small letters."""
    out: list[Line] = []
    apart = False
    for raw in text.split("\n"):
        line = _QUOTE.sub("", raw)
        if not line.strip():
            apart = bool(out)
            continue
        if _RULE.match(line):
            continue
        kind, said = _read(line)
        said = _SPACES.sub(" ", said).strip()
        if not said:
            continue
        if kind == "prose" and out and not apart and out[-1].kind != "heading" and _goes_on(out[-1].text, said):
            out[-1] = Line(out[-1].kind, f"{out[-1].text} {said}", out[-1].apart)
        else:
            out.append(Line(kind, said, apart))
        apart = False
    return out


def _read(line: str) -> tuple[Kind, str]:
    if found := _HEADING.match(line) or _BOLD_LINE.match(line):
        return "heading", _without_emphasis(found["said"])
    if found := _ITEM.match(line):
        return "item", _without_emphasis(line[found.end() :])
    if line.count("|") > 1 and line.lstrip().startswith("|"):
        return "item", _without_emphasis("; ".join(cell.strip() for cell in line.strip().strip("|").split("|")))
    return "prose", _without_emphasis(line)


def _without_emphasis(line: str) -> str:
    return _EMPHASIS.sub(lambda m: m.group() if _STAR.match(line, m.start()) else "", line)


def _goes_on(before: str, after: str) -> bool:
    return not _ENDS.search(before[-40:]) and (after[0].islower() or before[-1] in ",，、")
