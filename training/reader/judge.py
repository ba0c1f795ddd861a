"""What the reader is worth on questions that it was not trained on, beside the verifier and the cosine of vectors."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from assistant.library.embed import ModelEmbeddings
from assistant.settings import load_settings
from assistant.verify.entail import margin
from assistant.verify.models import Shipped, Weights
from benchmarks.library import table
from training.loop import SEED
from training.reader import examples, texts
from training.reader.examples import ABOUT_PARAGRAPHS


def run(data: Path, weights: Path) -> None:
    """Print, for each held-out set, how well pairs that answer are told from the others.

    The figure is the area under the ROC curve: the chance in percent that a pair which answers is scored above one
    which does not.
    """
    rng = random.Random(SEED)
    xquad = data / "multilingual" / "xquad.en.json"
    about = texts.paragraphs(xquad, held_out=True)
    searched = data / "questions" / "clapnq_dev.jsonl"
    sets = {
        "invented documents, genres held out": list(examples.invented(texts.invented(held_out=True), rng)),
        "XQuAD, articles held out": list(examples.xquad(xquad, rng, held_out=True)),
        "search questions, half held out": list(examples.clapnq(searched, rng, held_out=True)),
        "written, articles held out": list(examples.written(ABOUT_PARAGRAPHS, about, rng)),
    }
    reader, verifier, embeddings = Shipped(Weights(weights)), Shipped(), ModelEmbeddings(load_settings())
    rows = []
    for name, found in sets.items():
        labels = np.array([e.answers for e in found])
        pairs = [(e.evidence, e.question) for e in found]
        asked, read = (np.array(embeddings.embed_documents(list(column))) for column in zip(*pairs, strict=True))
        told = [auc(np.array([*map(margin, net.logits(pairs))]), labels) for net in (verifier, reader)]
        rows.append([name, len(found), auc((asked * read).sum(axis=1), labels), *told])
    table(["set", "pairs", "cosine", "verifier", "reader"], rows)


def auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """Area under the ROC curve in percent, by ranks. Source: Mann & Whitney 1947."""
    ranks = scores.argsort().argsort()
    yes, no = int(labels.sum()), int((~labels).sum())
    return round(100 * float((ranks[labels].sum() - yes * (yes - 1) / 2) / (yes * no)), 1)
