"""Text → the tokens that one model makes of it, and where in the text they lie.

The tokenizer below transformers' own is asked itself: the way through transformers takes as long again as the work,
and sets the tokenizer anew at every call, which two threads cannot do at once ("Already borrowed").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.library.pooling import few_sizes
from assistant.records import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding

SPECIAL = 2
"""Tokens that a model puts around a text."""
SIZES = 4
"""Lengths, between a power of two and the next, that a batch is padded to."""


class Tokens:
    """What one of transformers' fast tokenizers does, for a model that reads `most` tokens, special ones too."""

    def __init__(self, tokenizer: Any, most: int) -> None:  # noqa: ANN401 - transformers' tokenizers have no types
        """Make copies; `tokenizer` itself is left as it is."""
        self._most = most
        self._whole, self._cut = (_copy(tokenizer), _copy(tokenizer))
        self._cut.enable_truncation(most)
        self._unknown: int | None = tokenizer.unk_token_id
        self._padding = int(tokenizer.pad_token_id or 0)
        self._pads_left = tokenizer.padding_side == "left"
        self._kinds = "token_type_ids" in tokenizer.model_input_names

    def count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, special ones not counted."""
        return [len(found) for found in self._whole.encode_batch_fast(list(texts), add_special_tokens=False)]

    def beginnings(self, texts: Sequence[str], most: int) -> list[str]:
        """Each text up to the end of its token number `most`."""
        found = self._whole.encode_batch(list(texts), add_special_tokens=False)
        ends = [encoding.offsets[:most][-1][1] if len(encoding) else 0 for encoding in found]
        return [text[:end] for text, end in zip(texts, ends, strict=True)]

    def pieces(self, text: str) -> list[Span | None]:
        """The tokens of `text` as spans of it; None for one that the model does not know."""
        found = self._whole.encode(text, add_special_tokens=False)
        return [
            None if token == self._unknown else Span(start, end)
            for token, (start, end) in zip(found.ids, found.offsets, strict=True)
        ]

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Each text as the model reads it: between special tokens, and cut where the model reads no further."""
        found: list[Encoding] = self._cut.encode_batch(list(texts))
        return found

    def batch(self, encoded: Sequence[Encoding]) -> tuple[dict[str, NDArray[np.int64]], NDArray[np.int64]]:
        """Texts side by side, the shorter ones padded: the model's features, (n, tokens), and places, (n, tokens, 2).

        A token's place is its first character and the one behind its last; special tokens and padding have (0, 0).
        """
        longest = max(map(len, encoded))
        shape = (len(encoded), longest if len(encoded) == 1 else min(few_sizes(longest, SIZES), self._most))
        ids, mask, kinds = np.full(shape, self._padding), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        places = np.zeros((*shape, 2), np.int64)
        for row, found in enumerate(encoded):
            columns = slice(-len(found), None) if self._pads_left else slice(len(found))
            ids[row, columns], mask[row, columns], kinds[row, columns] = found.ids, 1, found.type_ids
            places[row, columns] = found.offsets
        features = {"input_ids": ids, "attention_mask": mask}
        return features | ({"token_type_ids": kinds} if self._kinds else {}), places


def _copy(tokenizer: Any) -> Any:  # noqa: ANN401 - as above
    from tokenizers import Tokenizer

    own = Tokenizer.from_str(tokenizer.backend_tokenizer.to_str())
    own.no_truncation()
    own.no_padding()
    return own
