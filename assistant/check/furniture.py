"""Lines that belong to a page and not to its text: menus, credits, page numbers, running heads, lists of links.

A line is judged by itself (`is_furniture`) and among the others (`furniture_lines`): what is printed again and again,
what stands under "References", what follows "Best regards".
"""

from __future__ import annotations

import re
from collections import Counter

from assistant.check.page_words import AS_WRITTEN, OPENINGS, WHOLE
from assistant.check.verbs import has_verb, tokens

_HASHTAGS = re.compile(r"[@#]\w+(?:[\s,]+[@#]\w+)*")
_MARKER = re.compile(r"^\s*(?:[-*+•▪●◦‣–—>#|]|\d{1,3}[.)](?=\s))*\s*")
_OPENS = re.compile(rf"(?:{OPENINGS})", re.IGNORECASE)
_ALL = re.compile("|".join(f"(?:{pattern})" for pattern in WHOLE), re.IGNORECASE)
_NAMED = re.compile("|".join(f"(?:{pattern})" for pattern in AS_WRITTEN))
_FOOTNOTE = re.compile(
    r"^\s*(?:\[?\d{1,3}\]?[.)]?|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\^)\s*(?:ibid|see\b|cf\.|op\. cit|[A-Z][\w'’-]+(?:, [A-Z]\.|,? et al|"
    r",? and [A-Z]\w+,))",
    re.IGNORECASE,
)
_OPENING_LENGTH = 260
"""Characters; a longer line is prose whatever it begins with."""
_FEW = 5  # words
_BROKEN = 30
"""Characters; no shorter line was broken to fit a page."""
_SENTENCE = re.compile(r"[.!?。！？]['\"”’)\]]*$")
_SURE = re.compile(
    r"(?:skip to|share (?:this|on)|read (?:more|also)|also read|click (?:here|to)|sign up|subscribe|follow us|"
    r"we use cookies|this (?:site|website|page) uses|our (?:site|website) uses|by (?:using|continuing|clicking|"
    r"accessing|browsing)|copyright|©|all rights|published|last (?:updated|modified)|this is an? (?:\w+ )?(?:ai|"
    r"machine|automatic|auto)|this (?:article|story|post|e-?mail)|photo|image|source:|reporting by|for (?:more|"
    r"further) information|please enable|join|get (?:the latest|our)|support our|become a|already a|you have|tags?:|"
    r"first published|no part of|reproduction|enable|your browser|cookie|related|unsubscribe|confidentiality|\(|"
    r"translat|updated(?: on| at|:)|retrieved|edited by|written by|additional reporting|[^\x00-\x7f]|view|"
    r"continue reading|download|listen to|advertisement|manage|terms|privacy|tel|phone|e-?mail|contact:|date:|from:|"
    r"to:|subject:|note)",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"^\W*(?:\d+\.? )?(?:references|bibliography|works cited|endnotes|footnotes|external links|further reading|"
    r"literature|see also|related (?:articles|stories|links|posts|content|news)|参考文献|примечания|литература|"
    r"références|"
    r"literatur)\W*$",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"^\s*(?:\[\d+\]|\d{1,3}[.)]\s|[-*•]\s|[¹²³⁴⁵⁶⁷⁸⁹])|https?://|\bdoi\b|\((?:19|20)\d\d[a-z]?\)|\bpp?\. ?\d|\bvol\.|"
    r"\bet al\b|\bed(?:s|ited)?\.|\bpress\b, ?\d{4}|^[A-Z][\w'’-]+, [A-Z]\.",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"^\s*(?:(?:best|kind|warm(?:est)?) (?:regards|wishes)|(?:yours )?(?:sincerely|faithfully|truly|"
    r"respectfully)(?: yours)?|regards|cheers|many thanks|thanks|-- ?)[,.!]?\s*$",
    re.IGNORECASE,
)
_SIGNATURE = 8  # lines
_LINE_OF_A_SIGNATURE = 80  # characters
_LETTER = re.compile(r"[^\W\d_]")
_REPEATED = 120  # characters


def is_furniture(line: str) -> bool:
    """Whether a line, by itself, is a menu, a credit, a notice, a page number, a link, or has no word in it."""
    bare = line.strip()
    if not _LETTER.search(bare):
        return bool(bare)
    bare = bare[_MARKER.match(bare).end() :].strip("*_ \t") or bare  # type: ignore[union-attr]
    if len(bare) > _OPENING_LENGTH:
        return False
    if _NAMED.fullmatch(bare) or _HASHTAGS.fullmatch(line.strip()) or _FOOTNOTE.match(line):
        return True
    if _ALL.fullmatch(bare) and not _is_statement(bare):
        return True
    return _OPENS.match(bare) is not None and (_SENTENCE.search(bare) is None or _SURE.match(bare) is not None)


def _is_statement(line: str) -> bool:
    """Whether a line that looks like furniture is a sentence of some words all the same ("Table 3 shows that …")."""
    words = tokens(line)
    return _SENTENCE.search(line) is not None and len(words) > _FEW and has_verb(words)


def furniture_lines(lines: list[str]) -> set[int]:
    """The indices of those `lines` that are furniture, by themselves or among the others."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        goes_on = i > 0 and i - 1 not in found and _goes_on(lines[i - 1], line)
        wrapped = i + 1 < len(lines) and _goes_on(line, lines[i + 1])
        if i - 1 in found and _goes_on(lines[i - 1], line):
            found.add(i)  # the rest of a notice
        elif line.strip() and not goes_on and is_furniture(line) and (not wrapped or _SURE.match(line.strip())):
            found.add(i)
    return found | _repeated(lines) | _references(lines) | _signatures(lines)


def _goes_on(line: str, after: str) -> bool:
    """Whether `after` is the rest of a sentence that `line`, broken by a page's width, has begun."""
    line, after = line.rstrip(), after.strip()
    return len(line) >= _BROKEN and _SENTENCE.search(line) is None and after[:1].islower()


def _repeated(lines: list[str]) -> set[int]:
    """Running heads: short lines that come again, whatever numbers they carry; full sentences from the third on."""
    keys = [re.sub(r"\d+", "#", " ".join(line.split()).casefold()) for line in lines]
    counts = Counter(key for key in keys if key and len(key) <= _REPEATED)
    return {i for i, key in enumerate(keys) if counts[key] >= (3 if _SENTENCE.search(key) else 2)}


def _references(lines: list[str]) -> set[int]:
    found: set[int] = set()
    for i, line in enumerate(lines):
        if not _REFERENCES.match(line):
            continue
        found.add(i)
        for j in range(i + 1, len(lines)):
            if lines[j].strip() and not _ENTRY.search(lines[j]) and not _continues(lines, j):
                break
            found.add(j)
    return found


def _continues(lines: list[str], j: int) -> bool:
    """Whether line `j` goes on with an entry above it: no blank line in between, and no end of a sentence before."""
    above = lines[j - 1].rstrip()
    return _ENTRY.search(above) is not None and not above.endswith(".")


def _signatures(lines: list[str]) -> set[int]:
    found: set[int] = set()
    for i, line in enumerate(lines):
        if not _FAREWELL.match(line):
            continue
        found.add(i)
        for j in range(i + 1, min(i + 1 + _SIGNATURE, len(lines))):
            if len(lines[j]) > _LINE_OF_A_SIGNATURE or _SENTENCE.search(lines[j].rstrip()):
                break
            found.add(j)
    return found
