"""BERT's forward pass in few and fused steps, for models of that kind on a processor; the numbers are the model's own.

Three products of a layer are one, weights are laid out once for the processor's matrix instructions, the activation
is part of the product before it, and a text does not pass through a hundred layers of modules, which cost a question
more than the arithmetic. Other models, and GPUs, run as sentence-transformers has them.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assistant.library.pooling import few_sizes

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

    Product = Callable[[torch.Tensor], torch.Tensor]

FEW_TOKENS = 512
"""Tokens up to which one thread runs them: threads that wait for each other cost more than they save."""
TRIALS = 8
"""Products in each number format, in turn and the quickest counted: other work on the machine decides nothing."""
SIZES = 8
"""Numbers of tokens, between a power of two and the next, that a pass is filled up to."""
CACHED = 1 << 19
"""Numbers of attention kept at a time: 2 MB, what two processors' own caches hold."""


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: torch.Tensor
    bias: torch.Tensor
    epsilon: float

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        import torch

        return torch.layer_norm(x, self.weight.shape, self.weight, self.bias, self.epsilon)


@dataclass(frozen=True, slots=True)
class _Layer:
    attend: Product  # queries, keys and values in one
    leave: Product
    after_attention: _Norm
    widen: Product  # with the activation
    narrow: Product
    after: _Norm


class Encoder:
    """Token ids → vectors of tokens and of texts, by the weights of one BERT."""

    def __init__(self, bert: Any) -> None:  # noqa: ANN401 - transformers' BertModel, in the number format to use
        """Take the weights over; `bert` itself is not changed."""
        e = bert.embeddings
        self._words = e.word_embeddings.weight.detach()
        self._places = (e.position_embeddings.weight + e.token_type_embeddings.weight[0]).detach()
        self._norm = _norm(e.LayerNorm)
        self._heads = int(bert.config.num_attention_heads)
        self._layers = [_layer(layer) for layer in bert.encoder.layer]

    @classmethod
    def of(cls, model: SentenceTransformer) -> Encoder | None:
        """The encoder of `model`, or None where the model is of another kind or does not run on the processor."""
        from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
        from transformers import BertModel

        modules = list(model)
        kinds = (Transformer, Pooling, Normalize)
        if model.device.type != "cpu" or len(modules) not in (2, 3) or not all(map(isinstance, modules, kinds)):
            return None
        bert = modules[0].auto_model
        plain = isinstance(bert, BertModel) and bert.config.hidden_act == "gelu" and not bert.config.is_decoder
        if not plain or modules[1].pooling_mode != "mean" or model.default_prompt_name:
            return None
        return cls(bert)

    def __call__(self, features: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        """As a sentence-transformers model: features of a batch → "token_embeddings" and "sentence_embedding"."""
        import torch

        mask = features["attention_mask"]
        tokens = self.tokens(features["input_ids"], mask)
        with torch.inference_mode():
            real = mask.unsqueeze(-1).float()
            return {"token_embeddings": tokens, "sentence_embedding": (tokens * real).sum(1) / real.sum(1)}

    def tokens(self, ids: torch.Tensor, mask: torch.Tensor, further: torch.Tensor | None = None) -> torch.Tensor:
        """(n, tokens, d) vectors of tokens, in fp32; `further`, of that shape, is added to what the ids stand for."""
        import torch

        with torch.inference_mode(), _one_thread(ids.numel() <= FEW_TOKENS):
            x = torch.embedding(self._words, ids) + self._places[: ids.shape[1]]
            x = (x if further is None else x + further).flatten(0, 1)
            real = mask.flatten().nonzero().squeeze(1)
            vectors = self._through(x[real], mask.sum(1).tolist()).float()
            return torch.zeros(x.shape).index_copy_(0, real, vectors).view(*ids.shape, -1)

    def _through(self, x: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
        """What comes out of the layers for the tokens of texts of these lengths, one text behind the other, (t, d)."""
        import torch

        tokens = len(x)
        more = few_sizes(tokens, SIZES) - tokens if len(lengths) > 1 else 0
        x = self._norm(torch.nn.functional.pad(x, (0, 0, 0, more)))
        attention = _Attention(lengths, self._heads)
        for layer in self._layers:
            x = layer.after_attention(x + layer.leave(attention(layer.attend(x))))
            x = layer.after(x + layer.narrow(layer.widen(x)))
        return x[:tokens]


class _Attention:
    """Each token's view of its own text, for texts one behind the other.

    In plain products, and not by torch's attention, whose blocks are too small where a head has 32 numbers; texts of
    equal length go through together, as many as the caches hold. In fp32, which is more exact than bf16 and needs no
    code of its own for every length. A text's numbers do not depend on what else is in its batch.
    """

    def __init__(self, lengths: Sequence[int], heads: int) -> None:
        """Prepare for texts of these lengths, in this order."""
        import torch

        self._heads = heads
        self._groups: list[tuple[int, int, int]] = []  # first token, texts, length of each
        start = 0
        for length, equal in groupby(lengths):
            texts = len(list(equal))
            most = max(1, CACHED // (heads * length * length))
            for at in range(0, texts, most):
                self._groups.append((start, min(most, texts - at), length))
                start += length * self._groups[-1][1]
        size = max(texts * heads * length * length for _, texts, length in self._groups)
        self._scores, self._shares = torch.empty(size), torch.empty(size)

    def __call__(self, attended: torch.Tensor) -> torch.Tensor:
        """(t, d) seen, of (t, 3 d) queries, keys and values."""
        import torch

        t, d = len(attended), attended.shape[1] // 3
        out = attended.new_zeros(t, d)
        for start, texts, length in self._groups:
            rows = slice(start, start + texts * length)
            parts = attended[rows].float().view(texts, length, 3, self._heads, -1).permute(2, 0, 3, 1, 4)
            q, k, v = parts.reshape(3, texts * self._heads, length, -1)
            shape = (texts * self._heads, length, length)
            scores, shares = (kept[: math.prod(shape)].view(shape) for kept in (self._scores, self._shares))
            torch.baddbmm(scores, q, k.transpose(1, 2), beta=0, alpha=q.shape[-1] ** -0.5, out=scores)
            torch.softmax(scores, -1, out=shares)
            seen = torch.bmm(shares, v).view(texts, self._heads, length, -1).transpose(1, 2)
            out[rows].view(texts, length, self._heads, -1).copy_(seen)
        return out


def _layer(layer: Any) -> _Layer:  # noqa: ANN401 - transformers' BertLayer
    import torch

    own, out = layer.attention.self, layer.attention.output
    three = (own.query, own.key, own.value)
    return _Layer(
        attend=_product(torch.cat([part.weight for part in three]), torch.cat([part.bias for part in three])),
        leave=_product(out.dense.weight, out.dense.bias),
        after_attention=_norm(out.LayerNorm),
        widen=_product(layer.intermediate.dense.weight, layer.intermediate.dense.bias, gelu=True),
        narrow=_product(layer.output.dense.weight, layer.output.dense.bias),
        after=_norm(layer.output.LayerNorm),
    )


def _norm(norm: Any) -> _Norm:  # noqa: ANN401 - torch's LayerNorm
    return _Norm(norm.weight.detach(), norm.bias.detach(), float(norm.eps))


def _product(weight: torch.Tensor, bias: torch.Tensor, *, gelu: bool = False) -> Product:
    """From x to x·weightᵀ + bias, through GELU where asked; weights laid out for oneDNN where it knows their format."""
    import torch

    weight, bias = weight.detach().contiguous(), bias.detach().contiguous()
    known = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    if known and (weight.dtype != torch.bfloat16 or torch.ops.mkldnn._is_mkldnn_bf16_supported()):
        run = torch.ops.mkldnn._linear_pointwise
        laid_out = torch.ops.mkldnn._reorder_linear_weight(weight, None)
        what, how = ("gelu", "none") if gelu else ("none", "")
        return lambda x: run(x, laid_out, bias, what, [], how)
    linear, after = torch.nn.functional.linear, torch.nn.functional.gelu
    return (lambda x: after(linear(x, weight, bias))) if gelu else (lambda x: linear(x, weight, bias))


@contextmanager
def _one_thread(only: bool) -> Iterator[None]:
    """One of torch's threads, where `only` one is wanted, for as long as it lasts."""
    import torch

    had = torch.get_num_threads()
    if not only or had == 1:
        yield
        return
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(had)


def bf16_is_faster() -> bool:
    """Whether this processor multiplies matrices of the model's size faster in bf16 than in fp32: it is tried.

    What a processor says of itself differs from system to system, and to have the instructions is not to be fast
    with them. The trial takes some hundredths of a second.
    """
    import torch

    fp32, bf16 = torch.float32, torch.bfloat16
    spent = {fp32: float("inf"), bf16: float("inf")}
    with torch.inference_mode(), _one_thread(True):
        inputs = {dtype: torch.ones(256, 384, dtype=dtype) for dtype in spent}
        weights = {dtype: torch.ones(1536, 384, dtype=dtype) for dtype in spent}
        products = {dtype: _product(weight, weight[:, 0]) for dtype, weight in weights.items()}
        for _ in range(TRIALS):
            for dtype, product in products.items():
                began = time.perf_counter()
                product(inputs[dtype])
                spent[dtype] = min(spent[dtype], time.perf_counter() - began)
    return spent[bf16] < spent[fp32]
