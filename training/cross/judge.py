"""What the cross-encoder is worth on questions that it was not trained on, beside the cosine of the same vectors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.library.embed import ModelEmbeddings
from assistant.settings import load_settings
from benchmarks.library import table
from training.cross import examples, texts
from training.cross.examples import ABOUT_PARAGRAPHS, Example
from training.cross.network import CrossEncoder, Judged
from training.loop import SEED

AT_A_TIME = 16


def run(data: Path, weights: Path) -> None:
    """Print, for each held-out set: how well answered pairs are told from the others, and the answering sentence found.

    *AUC* is the chance that a pair which answers is scored above one which does not, in percent.
    """
    rng = random.Random(SEED)
    xquad = data / "multilingual" / "xquad.en.json"
    about = texts.paragraphs(xquad, held_out=True)
    sets = {
        "XQuAD, articles held out": list(examples.xquad(xquad, rng, held_out=True)),
        "search questions, half held out": list(
            examples.clapnq(data / "questions" / "clapnq_dev.jsonl", rng, held_out=True)
        ),
        "written, articles held out": list(examples.written(ABOUT_PARAGRAPHS, about, rng)),
    }
    cross, embeddings = CrossEncoder(weights), ModelEmbeddings(load_settings())
    rows = []
    for name, found in sets.items():
        pairs = [e.pair for e in found]
        judged = [j for i in range(0, len(pairs), AT_A_TIME) for j in cross.judge(pairs[i : i + AT_A_TIME])]
        labels = np.array([e.answers for e in found])
        asked = np.array(embeddings.embed_documents([e.pair.question for e in found]))
        read = np.array(embeddings.embed_documents([f"{e.pair.context}\n{e.pair.text}" for e in found]))
        cosine = auc((asked * read).sum(axis=1), labels)
        told = auc(np.array([j.passage for j in judged]), labels)
        rows.append([name, len(found), told, cosine, _first(found, judged)])
    table(["set", "pairs", "AUC", "AUC of the cosine", "answering sentence first"], rows)


def auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """Area under the ROC curve in percent, by ranks. Source: Mann & Whitney 1947."""
    ranks = scores.argsort().argsort()
    yes, no = int(labels.sum()), int((~labels).sum())
    return round(100 * float((ranks[labels].sum() - yes * (yes - 1) / 2) / (yes * no)), 1)


def _first(found: Sequence[Example], judged: Sequence[Judged]) -> float:
    """Percent of answered pairs of several sentences whose best-scored sentence is one that answers."""
    right = [
        e.sentences[int(np.argmax(j.sentences))]
        for e, j in zip(found, judged, strict=True)
        if e.answers and e.sentences and len(e.sentences) > 1
    ]
    return round(100 * sum(right) / len(right), 1)
