"""Weights as whole numbers of eight bits, a scale for each row: half the size of half precision, as good for use.

Only as they lie in the file: the network multiplies in floating point.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

SCALE = ".scale"
_MOST = 127


def packed(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Tensors by name; matrices as int8 with ``NAME.scale`` (rows, 1) beside them, all else in half precision."""
    import torch

    out: dict[str, Tensor] = {}
    for name, value in state.items():
        if value.dim() != 2:
            out[name] = value.half().contiguous()
            continue
        scale = (value.abs().amax(1, keepdim=True) / _MOST).clamp(min=1e-8)
        out[name] = (value / scale).round().to(torch.int8).contiguous()
        out[name + SCALE] = scale.float().contiguous()
    return out


def unpacked(held: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What `packed` was given, in single precision, but for the rounding."""
    scales = {name.removesuffix(SCALE): value for name, value in held.items() if name.endswith(SCALE)}
    return {
        name: value.float() * scales[name] if name in scales else value.float()
        for name, value in held.items()
        if not name.endswith(SCALE)
    }
