"""BERT's forward pass in few and fused steps, for models of that kind on a processor; the numbers are the model's own.

Three products of a layer are one, weights are laid out once for the processor's matrix instructions, the activation
is part of the product before it, and a text does not pass through a hundred layers of modules, which cost a question
more than the arithmetic. The texts of a batch are shared out among the processors. Other models, and GPUs, run as
sentence-transformers has them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assistant.library.pooling import few_sizes
from assistant.library.processors import FEW_TOKENS, one_thread, processors, shares, workers
from assistant.library.products import product_of

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

    from assistant.library.products import Product

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
        self.processors = processors()

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

        lengths: list[int] = mask.sum(1).tolist()
        texts = shares(lengths, min(self.processors, -(-sum(lengths) // FEW_TOKENS)))
        with torch.inference_mode(), one_thread(len(texts) == 1):
            x = torch.embedding(self._words, ids) + self._places[: ids.shape[1]]
            x = (x if further is None else x + further).flatten(0, 1)
            real = mask.flatten().nonzero().squeeze(1)
            parts = x[real].split([sum(some) for some in texts])
            run = workers(self.processors).map if len(texts) > 1 else map
            vectors = torch.cat(list(run(self._through, parts, texts)))
            return torch.zeros(x.shape).index_copy_(0, real, vectors).view(*ids.shape, -1)

    def _through(self, x: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
        """What comes out of the layers for the tokens of texts of these lengths, one text behind the other, (t, d)."""
        import torch

        tokens = len(x)
        more = few_sizes(tokens, SIZES) - tokens if len(lengths) > 1 else 0
        with torch.inference_mode():  # it is of one thread, and this may be another's
            x = self._norm(torch.nn.functional.pad(x, (0, 0, 0, more)))
            attention = _Attention(lengths, self._heads)
            for layer in self._layers:
                x = layer.after_attention(x + layer.leave(attention(layer.attend(x))))
                x = layer.after(x + layer.narrow(layer.widen(x)))
            return x[:tokens].float()


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
        attend=product_of(torch.cat([part.weight for part in three]), torch.cat([part.bias for part in three])),
        leave=product_of(out.dense.weight, out.dense.bias),
        after_attention=_norm(out.LayerNorm),
        widen=product_of(layer.intermediate.dense.weight, layer.intermediate.dense.bias, gelu=True),
        narrow=product_of(layer.output.dense.weight, layer.output.dense.bias),
        after=_norm(layer.output.LayerNorm),
    )


def _norm(norm: Any) -> _Norm:  # noqa: ANN401 - torch's LayerNorm
    return _Norm(norm.weight.detach(), norm.bias.detach(), float(norm.eps))
