"""What the page has shown, kept for its downloads, in memory alone: nobody's draft is written to disk."""

from __future__ import annotations

import base64
import logging
import re
import secrets
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.export import files
from assistant.export.answers import Answered
from assistant.export.conversations import Talk
from assistant.export.verdicts import Checked
from assistant.ui.asker import asker
from assistant.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.export.files import Product

LOGGER = logging.getLogger(__name__)
MOST = 128
"""Products kept of one user; the one longest unused goes first. A check of the longest text needs some 2 MB."""
MOST_IN_ALL = 1024
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown;charset=utf-8",
    "csv": "text/csv;charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
    "bib": "application/x-bibtex;charset=utf-8",
    "ris": "application/x-research-info-systems;charset=utf-8",
}
Key = tuple[str, str]
"""Who asked for it, and its token."""
GONE = "This is no longer kept. Ask, compare, check or write it again, then download it."


class Kept:
    """The latest products by a token that nobody can guess, each for whoever asked for it. Safe between threads."""

    def __init__(self) -> None:
        self._products: OrderedDict[Key, Product] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, product: Product, instead: str = "") -> str:
        """Keep `product`; the token to ask for it by. What `instead` names, if anything, makes room for it."""
        token, user = secrets.token_urlsafe(16), asker().name
        with self._lock:
            self._products.pop((user, instead), None)
            self._products[user, token] = product
            mine = [key for key in self._products if key[0] == user]
            for key in [*mine[:-MOST], *list(self._products)[:-MOST_IN_ALL]]:
                self._products.pop(key, None)
        return token

    def download(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """The file for ``{product, form, annex}``: its name, type and content in base64, or what is the matter.

        ``product`` is a token, or those of all answers of a conversation with spaces between them. What is asked comes
        from the browser, so nothing in it is trusted.
        """
        form = str(asked.get("form", ""))
        product = self._whole(str(asked.get("product", "")))
        if product is None or f".{form}" not in files.suffixes(files.kind_of(product)):
            return {"problem": say(GONE)}
        try:
            made = files.made(product, f".{form}", annex=asked.get("annex") is True)
        except AssistantError as error:
            return {"problem": f"{say(error.message)} {say(error.hint)}".strip()}
        except Exception:  # the edge: logged, and told in one calm line
            LOGGER.exception("What was shown could not be written as %s.", form)
            return {"problem": say("The file could not be made. The log of the server says more.")}
        return {"name": _name(product, form), "type": TYPES[form], "content": base64.b64encode(made).decode()}

    def _whole(self, tokens: str) -> Product | None:
        """The product of one token, the conversation of several; None where one of them is not kept."""
        found, user = [], asker().name
        with self._lock:
            for token in tokens.split(" ")[: MOST + 1]:
                if (user, token) not in self._products:
                    return None
                self._products.move_to_end((user, token))
                found.append(self._products[user, token])
        if len(found) == 1:
            return found[0]
        turns = tuple(product for product in found if isinstance(product, Answered))
        return Talk(turns) if len(turns) == len(found) else None


def _name(product: Product, form: str) -> str:
    title = product.check.title or "text" if isinstance(product, Checked) else product.title
    words = re.sub(r"[^\w-]+", "-", title.lower()).strip("-_")[:60].strip("-")
    return f"{files.kind_of(product)}-{words or 'untitled'}.{form}"
