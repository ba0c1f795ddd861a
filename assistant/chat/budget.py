"""What fits into a chat model's window: counting tokens, choosing passages, cutting a conversation.

Tokens are counted by the model's own tokenizer where its files lie on this machine, else estimated on the high side.
Nothing is ever fetched for it: tiktoken loads a missing file from the network, so it is asked only where none misses.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Count = Callable[[str], int]

AROUND_TOKENS = 64
"""Kept free for what a provider wraps messages in."""
AROUND_EACH = 48
"""Tokens of the fence and number that a passage gets in a prompt."""
CHARACTERS_A_TOKEN = 8
"""More than text of any language has, so that a reply with more than this a token is certainly longer than allowed."""
TOKENIZERS = {
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
}
"""SHA-256 of the files that tiktoken reads. Source: ``tiktoken_ext/openai_public.py``."""
TOKENIZER_FILES = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
"""Their addresses, which are never opened here: tiktoken names the files in its cache after them."""

_WORD = re.compile(r"[a-zA-Z]+|\s+|.", re.DOTALL)
_TOKENS_A_LETTER = (
    (0x80, 1.0),  # digits and signs
    (0x300, 1.3),  # Latin with marks
    (0x590, 0.58),  # Greek, Cyrillic, Armenian
    (0x900, 1.1),  # Hebrew, Arabic
    (0x2000, 1.8),  # of South and South East Asia
    (0x2E80, 1.4),  # signs and arrows
    (0x10000, 1.5),  # of East Asia
    (0x110000, 3.0),  # emoji and old scripts
)
"""(first code point that is another kind's, tokens a character). Fitted to cl100k_base and older ones; newer tokenizers
need fewer. ``tests/chat/test_budget.py`` holds them against tiktoken's own counts where its files lie here."""


def estimate(text: str) -> int:
    """Tokens of `text`, on the high side for scripts of every kind."""
    total = 0.0
    for found in _WORD.finditer(text):
        part = found.group()
        if part.isspace():
            total += 0.0 if part == " " else 0.2 + 0.3 * len(part)
        elif part.isascii() and part.isalpha():
            total += 1.0 + max(0, len(part) - 5) / 4.5 + max(0, len(part) - 10) / 3.5
        else:
            total += next(tokens for end, tokens in _TOKENS_A_LETTER if ord(part) < end)
    return round(total) + 1


def counter(model: str) -> Count:
    """How tokens of `model` (as ``provider:model``) are counted on this machine."""
    provider, _, name = model.partition(":")
    return (_tokenizer(name) if provider == "openai" else None) or estimate


@cache
def _tokenizer(model: str) -> Count | None:
    """The count of tiktoken for an OpenAI model, or None where its file is not here."""
    try:
        import tiktoken
        from tiktoken.model import encoding_name_for_model

        name = encoding_name_for_model(model)
    except (ImportError, KeyError):
        return None
    if not _is_here(name):
        return None
    encoding = tiktoken.get_encoding(name)
    return lambda text: len(encoding.encode_ordinary(text))


def _is_here(encoding: str) -> bool:
    """Whether tiktoken's cache has the whole file of `encoding`; it would fetch one that is missing or damaged."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR"))
    if folder is None:
        folder = str(Path(tempfile.gettempdir(), "data-gym-cache"))
    if not folder or encoding not in TOKENIZERS:
        return False
    named = hashlib.sha1(TOKENIZER_FILES.format(encoding).encode(), usedforsecurity=False).hexdigest()
    try:
        held = Path(folder, named).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(held).hexdigest() == TOKENIZERS[encoding]


@dataclass(frozen=True, slots=True)
class Budget:
    """The window of a model in tokens, what of it the reply may take, and how its tokens are counted."""

    window_tokens: int
    reply_tokens: int
    count: Count = estimate

    def room(self, *fixed: str) -> int:
        """Tokens left for passages and earlier turns beside the reply and what stands in the prompt in any case."""
        return max(0, self.window_tokens - self.reply_tokens - AROUND_TOKENS - sum(map(self.count, fixed)))

    def that_fit(self, texts: Sequence[str], room: int) -> list[int]:
        """Indices of `texts`, best first, that fit into `room` together; one too long gives way to shorter ones.

        A text is a passage with its label, as it will stand in its fence.
        """
        out = []
        for i, text in enumerate(texts):
            tokens = self.count(text) + AROUND_EACH
            if tokens <= room:
                out.append(i)
                room -= tokens
        return out

    def turns_that_fit(self, turns: Sequence[str], room: int, referred: Collection[int] = ()) -> list[int]:
        """Indices of `turns`, oldest first, that fit into `room`: those `referred` to, then as many of the latest.

        Where not even those referred to fit, the latest of them do. The order stays the conversation's.
        """
        kept: set[int] = set()
        for i in sorted((i for i in set(referred) if 0 <= i < len(turns)), reverse=True):
            tokens = self.count(turns[i]) + AROUND_EACH
            if tokens <= room:
                kept.add(i)
                room -= tokens
        for i in reversed(range(len(turns))):
            if i in kept:
                continue
            room -= self.count(turns[i]) + AROUND_EACH
            if room < 0:
                break  # what is older goes with it: a conversation without its midst reads as another
            kept.add(i)
        return sorted(kept)
