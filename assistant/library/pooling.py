"""Token vectors → vectors of passages and of their sentences; texts in batches that pad little. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """Unit vectors of one passage, shape (d,), and of its sentences, shape (sentences, d), float32."""

    passage: NDArray[np.float32]
    sentences: NDArray[np.float32]


def by_length(lengths: Sequence[int], batch: int) -> Iterator[list[int]]:
    """Numbers of texts of these lengths, `batch` at a time and of similar length, so that little is padded."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    return (order[at : at + batch] for at in range(0, len(order), batch))


def few_sizes(size: int, steps: int) -> int:
    """`size` (1 or more), or the next larger of `steps` sizes from a power of two to the next: at most 1/`steps` more.

    oneDNN makes, and keeps, code of its own for each size that it meets.
    """
    step = max(1, (1 << size.bit_length() - 1) // steps)
    return -(-size // step) * step


def sentence_means(
    tokens: NDArray[np.float32], offsets: NDArray[np.int64], spans: list[tuple[int, int]], whole: NDArray[np.float32]
) -> NDArray[np.float32]:
    """(sentences, d): mean of the tokens inside each span; the passage's own vector where a span was cut off."""
    out = np.empty((len(spans), whole.shape[0]), dtype=np.float32)
    real = offsets[:, 1] > offsets[:, 0]
    for row, (start, end) in enumerate(spans):
        inside = real & (offsets[:, 0] >= start) & (offsets[:, 1] <= end)
        same_size = tokens.shape[1] == whole.shape[0]
        out[row] = unit(tokens[inside].mean(axis=0)) if same_size and inside.any() else unit(whole)
    return out


def unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vector at length 1; a zero stays."""
    norm = float(np.linalg.norm(vector)) or 1.0
    return np.asarray(vector / norm, dtype=np.float32)
