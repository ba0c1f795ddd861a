"""Scripts: which one a letter belongs to, how much a letter of it says, and a sentence in each.

The sentences, after the first article of the Universal Declaration of Human Rights, are what
`assistant.library.readable` tries a model on. Pure data and patterns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.records import Span


@dataclass(frozen=True, slots=True)
class Script:
    """One script.

    `letters` is the inside of a character class, marks that stand on letters included. A piece that a tokenizer of a
    model which reads the script makes holds at least `piece` letters on the average; `token` is how many letters such
    a model takes for one token of running text.
    """

    name: str
    letters: str
    sample: str
    piece: float = 2.0
    token: float = 4.0


HAN = Script(
    "Chinese characters", r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "人人生而自由，在尊严和权利上一律平等。", piece=0.8, token=1.0
)  # fmt: skip
KANA = Script(
    "Japanese kana", r"\u3040-\u30ff\u31f0-\u31ff",
    "すべてのにんげんは、うまれながらにしてじゆうであり、かつ、そんげんとけんりとについてびょうどうである。",
    piece=1.25, token=1.0
)  # fmt: skip
HANGUL = Script(
    "Korean", r"\uac00-\ud7af\u1100-\u11ff\u3130-\u318f",
    "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.", piece=0.8, token=1.5
)  # fmt: skip
LATIN = Script("Latin", r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "All human beings are born free and equal in dignity and rights.",
)  # fmt: skip
CYRILLIC = Script("Cyrillic", r"\u0400-\u052f",
    "Все люди рождаются свободными и равными в своем достоинстве и правах.",
)  # fmt: skip
GREEK = Script("Greek", r"\u0370-\u03ff\u1f00-\u1fff",
    "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
)  # fmt: skip
ARABIC = Script("Arabic", r"\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق.",
)  # fmt: skip
HEBREW = Script("Hebrew", r"\u0591-\u05ff", "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.")
DEVANAGARI = Script("Devanagari", r"\u0900-\u097f",
    "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
)  # fmt: skip
THAI = Script("Thai", r"\u0e00-\u0e7f", "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ")
LAO = Script("Lao", r"\u0e80-\u0eff", "ມະນຸດທຸກຄົນເກີດມາມີສິດເສລີພາບແລະສະເໝີພາບໃນທາງກຽດສັກສີແລະສິດ")
KHMER = Script("Khmer", r"\u1780-\u17ff", "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ")
BURMESE = Script(
    "Burmese", r"\u1000-\u109f", "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း မွေးဖွားလာသူများ ဖြစ်သည်။"
)  # fmt: skip
GEORGIAN = Script(
    "Georgian", r"\u10a0-\u10ff", "ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და უფლებებით."
)  # fmt: skip
ARMENIAN = Script("Armenian", r"\u0530-\u058f",
    "Բոլոր մարդիկ ծնվում են ազատ ու հավասար իրենց արժանապատվությամբ ու իրավունքներով։",
)  # fmt: skip
OTHER = Script("another script", "", "")
"""Letters of no script below."""

SCRIPTS = (
    LATIN, HAN, KANA, HANGUL, CYRILLIC, GREEK, ARABIC, HEBREW, DEVANAGARI, THAI, LAO, KHMER, BURMESE, GEORGIAN,
    ARMENIAN,
)  # fmt: skip
_LATIN = re.compile(f"[{LATIN.letters}]")
_RUNS = re.compile(
    "|".join(f"(?P<s{i}>[{script.letters}]+)" for i, script in enumerate(SCRIPTS)) + r"|(?P<other>[^\W\d_])"
)


def runs(text: str) -> Iterator[tuple[Script, Span]]:
    """Runs of letters of one script, in order; what is no letter is left out."""
    for run in _RUNS.finditer(text):
        name = str(run.lastgroup)
        if name != "other":
            yield SCRIPTS[int(name[1:])], Span(run.start(), run.end())
        elif run.group().isalpha():  # ² and ½ are none
            yield OTHER, Span(run.start(), run.end())


def letters(text: str) -> Counter[Script]:
    """How many letters of each script `text` has."""
    if text.isascii():
        return +Counter({LATIN: len(_LATIN.findall(text))})
    held: Counter[Script] = Counter()
    for script, span in runs(text):
        held[script] += span.end - span.start
    return held
