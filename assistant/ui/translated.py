"""What lower rooms say in finished English sentences, put into the language of whoever asks: at the page's edge alone.

``messages/told-ja.json`` holds a pattern for each, with a name where a value stands, and its Japanese. A value that is
called one of `OURS` holds words of the program and is translated too, one called ``each`` several with ; between them.
One that begins with ``day`` is a day, written as the reader writes it; ``n1`` and the like are numbers. Every other
value is somebody else's, a title, a name, a quotation, and stays as it is, as does whatever no pattern fits.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.records.days import day_in_words
from assistant.ui.labels import day
from assistant.ui.language import ENGLISH, language
from assistant.ui.words import messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent / "messages"
OURS = frozenset({"why", "what", "which", "slot", "a", "b", "rest", "searched"})
_FIELD = re.compile(r"\{(\w+)\}")
_DAY = r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}|\d{1,2} [A-Z][a-z]+"
_MONTHS = {day_in_words(f"--{n:02}"): n for n in range(1, 13)}
_ENDS = re.compile(r"(?<=[.?!”]) (?=\S)")


def translated(words: str) -> str:
    """`words` in the language of whoever asks; as they are where nobody has put them into it."""
    spoken = language()
    return words if spoken == ENGLISH or not words else _put(words, spoken)


def dated(words: str) -> str:
    """Words such as ``7 October 2024`` as whoever asks writes that day; what is no day stays."""
    if not re.fullmatch(_DAY, words):
        return words
    *number, year = words.split() if words[-1:].isdigit() and words[-4:].isdigit() else [*words.split(), ""]
    month = next((_MONTHS[part] for part in number if part in _MONTHS), 0)
    digits = next((int(part) for part in number if part.isdigit()), 0)
    if number and not month:
        return words
    parts = (year or "-", f"{month:02}" if month else "", f"{digits:02}" if digits else "")
    iso = "-".join(part for part in parts if part)
    return day(iso)


def _put(words: str, spoken: str) -> str:
    if (there := _whole(words, spoken)) is not None:
        return there
    for end in _ENDS.finditer(words):
        if (begun := _whole(words[: end.start()], spoken)) is not None:
            rest = _put(words[end.end() :], spoken)
            return f"{begun}{'' if begun.endswith('。') else ' '}{rest}"
    return words


def _whole(words: str, spoken: str) -> str | None:
    """All of `words` in `spoken`, None where no pattern fits."""
    for held in (held_in(spoken), messages(spoken)):
        if words in held:
            return held[words]
    if (as_day := dated(words)) != words:
        return as_day
    for pattern, there in patterns(spoken):
        if found := pattern.fullmatch(words):
            return there.format(**{name: _value(name, value, spoken) for name, value in found.groupdict().items()})
    return None


def _value(name: str, value: str, spoken: str) -> str:
    quoted = value.startswith("“") and value.find("”") == len(value) - 1
    if name == "each":
        return "；".join(_put(one, spoken) for one in value.split("; "))
    if name in OURS and not quoted:
        return _put(value, spoken)
    return dated(value) if name.startswith("day") else value


@cache
def held_in(spoken: str) -> Mapping[str, str]:
    """English sentence, or pattern of one → the same in a language."""
    file = HERE / f"told-{spoken}.json"
    held: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return held


@cache
def patterns(spoken: str) -> Sequence[tuple[re.Pattern[str], str]]:
    """The patterns with values in them, those first that say most themselves."""
    held = [(english, there) for english, there in held_in(spoken).items() if "{" in english]
    held.sort(key=lambda pair: -len(_FIELD.sub("", pair[0])))
    return [(re.compile(_expression(english), re.DOTALL), there) for english, there in held]


def _expression(english: str) -> str:
    parts = _FIELD.split(english)
    return "".join(re.escape(part) if n % 2 == 0 else f"(?P<{part}>{_kind(part)})" for n, part in enumerate(parts))


def _kind(name: str) -> str:
    if re.fullmatch(r"n\d", name):
        return r"[\d,.]+"
    return _DAY if name.startswith("day") else ".+?"
