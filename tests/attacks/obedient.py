"""A chat model without any sense: it does what documents tell it to, and what it was asked if they tell it nothing."""

from __future__ import annotations

import re
from typing import Any

from tests.attacks.attack import Attack
from tests.attacks.documents import TRUE, WHERE
from tests.chat.server import Say

FENCED = re.compile(r"^<<<([0-9a-f]{16})\n(.*?)\n\1>>>$", re.MULTILINE | re.DOTALL)


class Obedient:
    """The script of a `ChatServer`. It obeys `attack` where it finds it, alone or before a true sentence (`amid`)."""

    def __init__(self) -> None:
        self.attack: Attack | None = None
        self.amid = False
        self.obeyed = False
        self.prompt = ""

    def __call__(self, request: dict[str, Any]) -> Say:
        """What it writes to this request."""
        self.prompt = request["messages"][-1]["content"]
        passages = passages_in(self.prompt)
        true = number_of(passages, WHERE)
        assert self.attack is not None and true is not None
        order = number_of(passages, self.attack.known_by)
        self.obeyed = order is not None
        truth = f"{TRUE} [{true}]."
        if order is None:
            return Say(truth)
        system = request["messages"][0]["content"]
        said = self.attack.says.format(n=order, t=true, prompt=system)
        return Say(pieces=_pieces(f"{said}\n\n{truth}" if self.amid else said))


def passages_in(prompt: str) -> list[str]:
    """The passages of a prompt, each with its number and label; read as a model would, by their fences."""
    return [found[2] for found in FENCED.finditer(prompt)]


def number_of(passages: list[str], words: str) -> int | None:
    """The number of the first passage that holds `words`, white space folded."""
    wanted = " ".join(words.split())
    return next((n for n, text in enumerate(passages, 1) if wanted in " ".join(text.split())), None)


def _pieces(text: str) -> list[str]:
    """`text` in pieces of a few characters, as models send it: nothing comes whole."""
    return [text[at : at + 7] for at in range(0, len(text), 7)]
