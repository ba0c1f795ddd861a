"""Sentences that state nothing which a source could bear out: "Here is what the sources say:". Pure.

The list is closed: every word that means something must be one of those that speak of sources, answers and their
order. So nothing from a document, and nothing that it told a model to say, passes for such a sentence. It needs no
source, and is not marked supported either. A model that says that it was not told is understood as well.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.verify.words import words

_SILENT = frozenset(
    "source sources passage passages document documents text texts record records excerpt excerpts material "
    "answer answers question questions following below above here summary brief short detail details point points "
    "key main overview list follows follow based according provided given available cited first second third fourth "
    "finally lastly next then furthermore moreover additionally addition overall conclusion sum note please "
    "information state states stated describe describes described mention mentions find found give gives hope helps "
    "help let know sure certainly course okay ok yes thank thanks see let's regarding concerning context background "
    "findings evidence quote quotes quotations citation citations reference references summarise summarize summarised "
    "summarized i i'm i've i'll we".split()
)
_NO = frozenset("no not never none nothing cannot without".split())
_NOT_HELD = re.compile(r"not in (?:the |this |my )?(?:corpus|library)")


def states_nothing(sentence: str) -> bool:
    """Whether a sentence says nothing but that something follows, or where it is from."""
    found = [word for word in words(sentence) if word.low[0].isalnum()]
    if any(word.low in _NO or word.low[0].isdigit() for word in found):
        return False
    return all(word.low in _SILENT or not word.content for word in found) and not sentence.rstrip().endswith("?")


def says_not_in_corpus(sentence: str) -> bool:
    """Whether a sentence is the answer that the corpus does not hold one."""
    bare = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", sentence)).strip().casefold()
    return _NOT_HELD.fullmatch(bare) is not None
