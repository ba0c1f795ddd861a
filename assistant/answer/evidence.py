"""Sentences that may answer, each held against what the question fixes.

A `Candidate` is a sentence of a passage that was found, with the measures that ranking and refusal go by. All of
them lie in 0..1 unless said otherwise. Words count as covered when the same stem, party or name stands there, or,
in part, when a word of near meaning does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.answer.kinds import kind_fit
from assistant.library.periods import Period, periods
from assistant.library.terms import analyse, analyse_words
from assistant.records import Document, Hit, Span
from assistant.search.names import parties
from assistant.search.reading import Reading
from assistant.search.resolve import acts
from assistant.search.stop_words import STOP
from assistant.verify.synonyms import synonyms

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAR, SAME_MEANING = 0.45, 0.80
"""Cosines of two words' vectors at which their meaning begins to count, and counts in full."""
SYNONYM = 0.8
"""How near words are, at least, that reports use for each other: "promise" and "pledge"."""
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|my|My|me)\b")
FIRST_PERSON_SHARE = 0.008
"""Share of "I", "my", "me" among the words of a speech, at least; a report that quotes a speaker stays far below."""
WordVectors = Callable[[Sequence[str]], Mapping[str, "NDArray[np.float32]"]]


@dataclass(frozen=True, slots=True)
class Measures:
    """What one sentence shows of one question."""

    own: float  # question's words that stand in the sentence, by rarity
    joint: float  # … in the sentence, its heading, or what is known of its document
    around: float  # … in those or in the passage around it
    absent: float  # rarity of the rarest word that stands in none of these, 0 where none is missing
    focus: float  # of the noun asked for ("how many ships"), 1 where none is asked for
    names: float  # of the states and people named, the one least near: 1 in the passage, 0.5 in the document, 0 not
    own_names: float  # share of them in the sentence alone
    quoted: float  # of the words that the question puts in quotation marks, in the sentence; 0 where it quotes none
    period: float  # 1 same time in sentence and document, 0.7 in the document alone, 0.6 in the sentence alone,
    # 0 nothing asked or said, -1 another time
    kind: float  # 1 where the sentence holds the kind of thing asked for (a date, a number, a name …), else 0
    cosine: float  # of question and sentence; ``own`` where the model cannot read the question
    fused: float  # the passage's score in the search


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of a document that was found, and how it stands to the question."""

    document: Document
    span: Span
    heading: str
    text: str
    hit: Hit
    measures: Measures

    @property
    def context(self) -> str:
        """Heading and what is known of the document."""
        return f"{self.heading} {describe(self.document)}"


class Weigher:
    """Measures sentences against one question. What a passage and a document say of it is worked out once each."""

    def __init__(
        self,
        reading: Reading,
        rarity: Callable[[str], float],
        near: Mapping[tuple[str, str], float],
        phrases: Mapping[tuple[str, str], float],
    ) -> None:
        """Take what is known of the words.

        Args:
            reading: the question, or the part of it that is asked here.
            rarity: term → 0 (in every passage) to 1 (in none).
            near: (question's term, other term) → 0..1 by meaning.
            phrases: (words quoted in the question, words quoted in a sentence) → 0..1 by meaning.
        """
        self._phrases = phrases
        self._reading = reading
        self._near = near
        asks = set(analyse(reading.asks))  # of a question with several parts, the words of this part count double
        self._rarity = {t: max(0.05, rarity(t)) * (1 + (t in asks)) for t in {*reading.terms, *reading.focus}}
        self._total = sum(self._rarity[t] for t in reading.terms) or 1.0
        self._people = [max(parts, key=rarity) for name in reading.people if (parts := _meaningful(name))]
        self._unknown = {t: rarity(t) >= 1.0 for t in self._people}
        # A text in the first person does not name its speaker; its words then stand for the name asked about.
        self._unknown_words = {
            t for name in reading.people if any(self._unknown.get(t) for t in _meaningful(name)) for t in analyse(name)
        }
        asked = {*self._rarity, *self._people}
        self._speaker = {t: float(t in self._unknown_words) for t in asked}
        self._seen: dict[str, _Seen] = {}

    def measure(self, sentence: str, document: Document, hit: Hit, cosine: float | None) -> Measures:
        """How `sentence` of the passage in `hit` stands to the question; where no cosine is known, words stand in."""
        r = self._reading
        own = self._look(sentence)
        if self._unknown_words and speaks_in_first_person(document.text):
            own = own.with_(_Seen(self._speaker, frozenset()))
        joint = own.with_(self._look(f"{hit.passage.heading} {describe(document)}"))
        around = joint.with_(self._look(hit.passage.text))
        return Measures(
            own=self._share(own),
            joint=self._share(joint),
            around=self._share(around),
            absent=max((self._rarity[t] * (1 - around.covered[t]) for t in r.terms), default=0.0),
            focus=_mean([(joint if r.wanted == "anything" else own).covered[t] for t in r.focus]),
            names=self._nearest_names(around, document),
            own_names=_mean(self._names(own)),
            quoted=max((self._quoted(q, sentence) for q in r.quoted), default=0.0),
            period=period_fit(r.periods, sentence, document),
            kind=kind_fit(r, sentence, self._cover),
            cosine=self._share(own) if cosine is None else cosine,
            fused=hit.score,
        )

    def _quoted(self, quoted: str, sentence: str) -> float:
        """How near the sentence, or a quotation in it, comes to words that the question quotes."""
        if quoted.casefold() in sentence.casefold():
            return 1.0
        spoken = quotations(sentence)
        return max((self._phrases.get((quoted, phrase), 0.0) for phrase in spoken), default=0.0)

    def _nearest_names(self, around: _Seen, document: Document) -> float:
        """See `Measures.names`. A name that stands nowhere in the library (a speaker never named) counts 0.4."""
        near = self._names(around)
        if min(near, default=1.0) >= 1.0:
            return 1.0
        whole = self._names(self._look(document.text))
        unknown = [False] * len(self._reading.parties) + [self._unknown[t] for t in self._people]
        return min(
            n if n >= 1 else 0.5 * w if w >= 1 else 0.4 * u for n, w, u in zip(near, whole, unknown, strict=True)
        )

    def _look(self, text: str) -> _Seen:
        if text not in self._seen:
            words = terms_of(text)
            asked = {*self._rarity, *self._people}
            self._seen[text] = _Seen({t: self._cover(t, words) for t in asked}, parties(text))
        return self._seen[text]

    def _cover(self, term: str, words: frozenset[str]) -> float:
        if term in words:
            return 1.0
        return max((self._near.get((term, word), 0.0) for word in words), default=0.0)

    def _share(self, seen: _Seen) -> float:
        terms = self._reading.terms
        return sum(self._rarity[t] * seen.covered[t] for t in terms) / self._total if terms else 1.0

    def _names(self, seen: _Seen) -> list[float]:
        """For each state or person that the question names, how far the text names it too."""
        found = [float(party in seen.parties) for party in sorted(self._reading.parties)]
        return found + [float(seen.covered[t] >= 1.0) for t in self._people]


@dataclass(frozen=True, slots=True)
class _Seen:
    """How far one text covers each term asked for, and the parties it names."""

    covered: Mapping[str, float]
    parties: frozenset[str]

    def with_(self, other: _Seen) -> _Seen:
        return _Seen({t: max(c, other.covered[t]) for t, c in self.covered.items()}, self.parties | other.parties)


def _meaningful(name: str) -> list[str]:
    return [t for t in analyse(name) if t not in STOP]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 1.0


@lru_cache(maxsize=256)
def speaks_in_first_person(text: str) -> bool:
    """Whether a text says "I" often enough to be somebody's own words throughout, such as a speech."""
    words = len(text.split())
    return words > 0 and len(_FIRST_PERSON.findall(text)) / words >= FIRST_PERSON_SHARE


def describe(document: Document) -> str:
    """What is known of a document, as words."""
    m = document.metadata
    return " ".join(part for part in (m.title, m.issuer, m.recipient, m.kind, m.occasion) if part)


@lru_cache(maxsize=20_000)
def terms_of(text: str) -> frozenset[str]:
    """The terms of a text, each once."""
    return frozenset(analyse(text))


@lru_cache(maxsize=20_000)
def periods_of(text: str) -> tuple[Period, ...]:
    """The periods that a text names."""
    return tuple(periods(text))


def period_fit(asked: Sequence[Period], sentence: str, document: Document) -> float:
    """See `Measures.period`. Of several periods asked for, one that fits is enough."""
    if not asked:
        return 0.0
    own = acts(document)
    said = _sharp(periods_of(sentence))
    in_sentence = any(a.meets(b) for a in asked for b in said)
    in_document = any(a.meets(b) for a in asked for b in own)
    if in_sentence:
        return 1.0 if in_document or not own else 0.6
    if in_document:
        return 0.7
    return 0.0 if not said and not own else -1.0


def _sharp(said: Sequence[Period]) -> list[Period]:
    """Without a bare year where a day or month of that year is named too: that is the time meant."""
    fine = {p.first[:4] for p in said if not p.is_year}
    return [p for p in said if not (p.is_year and p.first[:4] in fine)]


_QUOTED = re.compile(r"[\"“„«「『]([^\"”»」』]{3,300})[\"”»」』]")


@lru_cache(maxsize=20_000)
def quotations(text: str) -> tuple[str, ...]:
    """What stands in quotation marks in a text."""
    return tuple(_QUOTED.findall(text))


def near_phrases(asked: Sequence[str], texts: Sequence[str], vectors: WordVectors) -> dict[tuple[str, str], float]:
    """(words quoted in the question, words quoted in a text) → cosine, 0..1; nothing where none are quoted."""
    spoken = list(dict.fromkeys(phrase for text in texts for phrase in quotations(text)))
    if not asked or not spoken:
        return {}
    known = vectors([*asked, *spoken])
    return {(a, b): max(0.0, float(known[a] @ known[b])) for a in asked for b in spoken}


def words_compared(texts: Iterable[str]) -> dict[str, str]:
    """Term → the word whose vector stands for it in `near_meaning`, for all that `texts` say."""
    return {term: word for text in texts for term, word in analyse_words(text) if not word.isdigit()}


def near_meaning(asked: str, others: Sequence[str], vectors: WordVectors) -> dict[tuple[str, str], float]:
    """(term asked, term of another text) → how near they are in meaning, 0..1, for pairs that are near at all."""
    ours = {term: word for term, word in analyse_words(asked) if term not in STOP and not word.isdigit()}
    theirs = words_compared(others)
    if not ours or not theirs:
        return {}
    known = vectors([*ours.values(), *theirs.values()])
    grid = np.stack([known[w] for w in ours.values()]) @ np.stack([known[w] for w in theirs.values()]).T
    scaled = np.clip((grid - NEAR) / (SAME_MEANING - NEAR), 0.0, 0.95)
    mine, other = list(ours), list(theirs)
    rows, columns = np.nonzero(scaled)
    near = {(mine[i], other[j]): float(scaled[i, j]) for i, j in zip(rows, columns, strict=True)}
    alike = _alike()
    pairs = ((ours, their) for ours in mine for their in alike.get(ours, frozenset()) & theirs.keys())
    return near | {pair: max(SYNONYM, near.get(pair, 0.0)) for pair in pairs}


@cache
def _alike() -> dict[str, frozenset[str]]:
    """Term → terms of the words that reports use for it, its own among them."""
    classes = [frozenset(term for word in words for term in analyse(word)) for words in synonyms()]
    return {term: terms for terms in classes for term in terms}
