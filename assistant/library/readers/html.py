"""Web pages: the article without the page around it, by trafilatura; nothing is fetched and nothing is run."""

from __future__ import annotations

import re
from typing import Any

from assistant.library.decode import decode
from assistant.library.readers import Extract, RawFile
from assistant.library.readers.html_text import all_text, article_text
from assistant.records import Metadata

# Atomic: of many comments each ends at the first "-->", or no beginning would be found only after all other ways.
_BEGINS = re.compile(r"\s*(?:(?><\?xml[^>]*\?>|<!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAG = re.compile(r"<(?:p|div|h[1-6]|br|table|article|span|title|meta|a|ul|ol)\b[^>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]+charset=["']?\s*([\w.:-]+)""", re.IGNORECASE)
_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_AN_ARTICLE = 250  # characters; under this trafilatura guesses at random, and may take the menu for the text
_A_PAGE = 3_000_000  # characters; trafilatura takes about 4 s for each million, and what is longer is no article
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def claims(file: RawFile) -> bool:
    """Whether the text begins as a web page does, or its name says so and it holds a tag."""
    text = file.text
    if text is None:
        return False
    return _BEGINS.match(text[:4096]) is not None or (file.suffix in _SUFFIXES and _TAG.search(text) is not None)


def extract(file: RawFile) -> Extract:
    """The article's text, headings marked with ``#``; all visible text where no article is found."""
    return from_markup(_decoded(file))


def from_markup(markup: str) -> Extract:
    """`extract` for markup that is already text, such as the body of a message."""
    import trafilatura

    markup = _XML_DECLARATION.sub("", markup).replace("\0", "")
    if not markup.strip():
        return Extract(("",))
    if len(markup) > _A_PAGE:
        return Extract((all_text(markup),))
    found: Any = trafilatura.bare_extraction(
        markup,
        favor_recall=True,
        include_comments=False,
        include_formatting=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    whole = all_text(markup)
    if found is None:
        return Extract((whole,))
    article = article_text(found.body) if found.body is not None else ""
    day = found.date or None
    return Extract(
        (article if len(article) > _AN_ARTICLE else whole,),
        given=Metadata(title=" ".join((found.title or "").split()), date=day, published=day),
        author=found.author or None,
    )


def _decoded(file: RawFile) -> str:
    """The markup in the encoding that the page declares, unless a mark or valid UTF-8 says otherwise."""
    declared = _CHARSET.search(file.data[:4096])
    if declared and not _is_utf8(file.data):
        try:
            return file.data.decode(declared[1].decode("ascii"), errors="replace")
        except LookupError:
            pass
    return decode(file.data) or ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return True
