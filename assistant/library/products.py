"""Matrix products of a network's layer, by oneDNN where it knows their number format, with numbers that do not vary."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from assistant.library.processors import one_thread

if TYPE_CHECKING:
    import torch

    Product = Callable[[torch.Tensor], torch.Tensor]

TRIALS = 8
"""Products in each number format, in turn and the quickest counted: other work on the machine decides nothing."""
MANY, FEW = 512, (16, 32, 48, 64, 128, 256, 320)
"""Rows from which a product is summed up in one way, and numbers below it that are tried (see `_steady`)."""


def product_of(weight: torch.Tensor, bias: torch.Tensor, *, gelu: bool = False) -> Product:
    """From x to x·weightᵀ + bias, through GELU where asked; weights laid out for oneDNN where it knows their format."""
    import torch

    weight, bias = weight.detach().contiguous(), bias.detach().contiguous()
    known = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    if known and (weight.dtype != torch.bfloat16 or torch.ops.mkldnn._is_mkldnn_bf16_supported()):
        run = torch.ops.mkldnn._linear_pointwise
        laid_out = torch.ops.mkldnn._reorder_linear_weight(weight, None)
        what, how = ("gelu", "none") if gelu else ("none", "")
        return _steady(lambda x: run(x, laid_out, bias, what, [], how), _alike_up_to(*weight.shape, weight.dtype))
    linear, after = torch.nn.functional.linear, torch.nn.functional.gelu
    return (lambda x: after(linear(x, weight, bias))) if gelu else (lambda x: linear(x, weight, bias))


def _steady(product: Product, few: int) -> Product:
    """`product`, taken of `few` rows at a time where there are more of them and not `MANY`."""
    import torch

    def parted(x: torch.Tensor) -> torch.Tensor:
        if not few < len(x) < MANY:
            return product(x)
        return torch.cat([product(x[at : at + few]) for at in range(0, len(x), few)])

    return parted if 0 < few < MANY else product


@cache
def _alike_up_to(width: int, length: int, dtype: torch.dtype) -> int:
    """Rows up to which oneDNN sums each one up as it does among `MANY`; `MANY` where it always does so.

    With matrix units it sums long rows in parts where there are some of them, but not many: in bf16 a text alone would
    get other numbers than among others. It is tried, because what does so differs.
    """
    import torch

    with torch.inference_mode(), one_thread(True):
        seed = torch.Generator().manual_seed(0)
        rows, weight = (torch.randn(n, length, generator=seed).to(dtype) for n in (MANY, width))
        run, laid_out = torch.ops.mkldnn._linear_pointwise, torch.ops.mkldnn._reorder_linear_weight(weight, None)

        def product(some: int) -> torch.Tensor:
            found: torch.Tensor = run(rows[:some].contiguous(), laid_out, None, "none", [], "")
            return found

        of_many, alike = product(MANY), 0
        for some in FEW:
            if not torch.equal(product(some), of_many[:some]):
                return alike
            alike = some
    return MANY


def bf16_is_faster() -> bool:
    """Whether this processor multiplies matrices of the model's size faster in bf16 than in fp32: it is tried.

    What a processor says of itself differs from system to system, and to have the instructions is not to be fast
    with them. The trial takes some hundredths of a second.
    """
    import torch

    fp32, bf16 = torch.float32, torch.bfloat16
    spent = {fp32: float("inf"), bf16: float("inf")}
    with torch.inference_mode(), one_thread(True):
        inputs = {dtype: torch.ones(256, 384, dtype=dtype) for dtype in spent}
        weights = {dtype: torch.ones(1536, 384, dtype=dtype) for dtype in spent}
        products = {dtype: product_of(weight, weight[:, 0]) for dtype, weight in weights.items()}
        for _ in range(TRIALS):
            for dtype, product in products.items():
                began = time.perf_counter()
                product(inputs[dtype])
                spent[dtype] = min(spent[dtype], time.perf_counter() - began)
    return spent[bf16] < spent[fp32]
