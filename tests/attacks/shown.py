"""What a reader, a browser, a mail program or a word processor sees of an answer: elements, links, words."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from html.parser import HTMLParser

import pypdfium2
import pypdfium2.raw as pdfium

HARMLESS = frozenset(
    "a article b br i button input label del details div em h1 h2 h3 h4 li ol p section span strong summary sup ul "
    "blockquote code table thead tbody tr th td hr".split()
)
"""Elements that load nothing and run nothing. The scripts that the page runs are its own and not in answers."""
ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]{1,9}://[^\s<>\"“”]+|(?:javascript|data|mailto|blob|tel|file):[^\s<>\"“”]+"
    r"|\bwww\.[^\s<>\"“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])(?:[\w-]+\.)+attacker[\w.-]*(?:/\S*)?"
    r"|(?<![\w/.@-])(?:[a-z0-9-]+\.)*attacker[\w.-]*\.[a-z]+(?:[/?]\S*)?",
    re.IGNORECASE,
)
"""Whatever some program would make a link of, and every name of the attackers' hosts."""
UNSEEN = frozenset({"Cf", "Cc", "Co", "Cs"})
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0000-\U000e0fff]")


class Page(HTMLParser):
    """HTML taken apart: its elements, where it leads, what it would load or run, its words, what it lets be copied."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.links: set[str] = set()
        self.dangers: list[str] = []
        self.copied: list[str] = []
        self._words: list[str] = []
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        """The text, as it is read."""
        return "".join(self._words)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element and what its attributes do."""
        self.elements.add(tag)
        for name, value in attributes:
            if name == "href":
                self.links.add(value or "")
            elif name in {"src", "srcset", "srcdoc", "style", "action", "formaction", "background", "poster", "ping"}:
                self.dangers.append(f"{tag} {name}={value}")
            elif name.startswith("on") or name == "xlink:href":
                self.dangers.append(f"{tag} {name}={value}")
            elif name in {"data-copy-html", "data-copy-text"}:
                self.copied.append(value or "")

    def handle_data(self, data: str) -> None:
        """Note words."""
        self._words.append(data)


def addresses(words: str) -> list[str]:
    """The addresses in `words`, without the punctuation behind them."""
    return [found.rstrip(".,;:!?)]}'’*_`") for found in ADDRESS.findall(words)]


def folded(words: str) -> str:
    """Letters and digits of `words`, in small letters, one space between words."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def unseen(words: str) -> set[str]:
    """Characters in `words` that nobody sees, or that turn the direction of others."""
    return {hex(ord(c)) for c in words if c not in "\n\t" and (unicodedata.category(c) in UNSEEN or SELECTORS.match(c))}


def links_of_docx(file: bytes) -> Iterable[str]:
    """Where a Word file leads, or what it would load."""
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        for name in packed.namelist():
            if name.endswith(".rels"):
                for tag in re.findall(r"<Relationship [^>]*>", packed.read(name).decode()):
                    if 'TargetMode="External"' in tag:
                        yield re.findall(r'Target="([^"]*)"', tag)[0]
            elif name.startswith("word/") and name.endswith(".xml"):
                text = packed.read(name).decode()
                yield from re.findall(r"HYPERLINK &quot;(.*?)&quot;|INCLUDEPICTURE", text)


def links_of_pdf(file: bytes) -> Iterable[str]:
    """Where a PDF leads: the addresses of its links."""
    import ctypes

    with pypdfium2.PdfDocument(file) as document:
        for number in range(len(document)):
            page = document[number]
            at, link = ctypes.c_int(0), pdfium.FPDF_LINK()
            while pdfium.FPDFLink_Enumerate(page.raw, at, link):
                action = pdfium.FPDFLink_GetAction(link)
                length = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
                if length:
                    held = ctypes.create_string_buffer(length)
                    pdfium.FPDFAction_GetURIPath(document.raw, action, held, length)
                    yield held.value.decode()
