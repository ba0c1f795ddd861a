"""Words of a question that say nothing of what it is about, in other languages than English.

Chinese and Japanese are searched by pairs of characters, so what is empty there are pairs: those of a question word,
and those that a particle or an ending makes with its neighbour.
"""

from __future__ import annotations

import re

from assistant.library.terms import analyse

EMPTY = frozenset(
    analyse(
        "а без был была были было быть в во вас ваш весь во время вот все всё всего где для до его ее если есть еще же "
        "за из или им их к как какая каков какова каково каковы какого каком какому какой какую какие каких каким "
        "ко когда кого кем ком кому которая которого которое которой которому которую которые который которых "
        "кто куда ли либо между меня мне многие можно на над назовите не него нее ней нет них но о об однако он она "
        "они оно от откуда по под почему при про с сколько со такая такие такой там то того тоже только том тот у уже "
        "что чего чей чем чему через чье чьи чья эта эти это этого этой этом этот являлся является "
        "πού που πότε ποιος ποια ποιο ποιοι ποιες τι πώς πως γιατί πόσο πόσα πόσοι πόσες ο η το οι τα του της των και "
        "σε στο στη στην με για από "
        "أين متى من ما ماذا كيف لماذا كم هل أي أية في على إلى عن هو هي التي الذي الذين "
        "언제 어디 어디에 어디서 어디에서 누가 누구 누구를 누구에게 무엇 무엇을 무엇이 무슨 어떤 어떻게 얼마 얼마나 몇 "
        "왜 합니까 했습니까 입니까 됩니까 있습니까 없습니까 였습니까 습니까 인가요 나요 하였습니까 되었습니까 "
        "多少 为什么 為什麼 如何 何时 何時 何人 何地 为何 為何 何种 何種 多久 多长 多大 由谁 在何 有多 以及 下列 以下"
    )
)
_PARTICLE = re.compile(r".?[的了是吗嗎呢么麼什哪谁誰几幾ぁ-ゖ].?")
"""A pair of characters in which one is a particle, part of a question word, or hiragana."""


def is_empty(term: str) -> bool:
    """Whether a term of a question says nothing of what it is about."""
    return term in EMPTY or _PARTICLE.fullmatch(term) is not None


def all_empty(word: str) -> bool:
    """Whether a word has only terms that say nothing, as one that begins a question with a capital."""
    return all(is_empty(term) for term in analyse(word))
