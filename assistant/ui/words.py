"""What the page says, in the language of whoever asks. The English words stand in the code and are their own key.

``messages/ja.json`` holds the Japanese for each; a test finds what it lacks. Only what the page itself says is in it:
for what lower rooms say there is translated.py, and sentences of sources stay as they are.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ui.language import LANGUAGES, language
from assistant.ui.markup import Safe, join

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gradio.i18n import I18n, I18nData

HERE = Path(__file__).parent / "messages"
_INSIDE = "\0"


def say(words: str, **values: str | int) -> str:
    """`words` in the language of whoever asks, ``{name}`` in them filled in; as they are where none are held."""
    said = messages(language()).get(words, words)
    return said.format(**values) if values else said


def count(number: int, one: str, many: str, **values: str | int) -> str:
    """`one` or `many` as `number` wants it, ``{number}`` in them filled in."""
    return say(one if number == 1 else many, number=f"{number:,}", **values)


def say_around(words: str, inside: Safe, **values: str | int) -> Safe:
    """What `say` gives, with the element `inside` where ``{here}`` stands in it."""
    before, _, after = say(words, here=_INSIDE, **values).partition(_INSIDE)
    return join([before, inside, after])


def caption(words: str) -> I18nData:
    """`words` for a control that is laid out once for everybody: the browser puts them into its own language."""
    return captions()(words)


@cache
def captions() -> I18n:
    """All that `caption` may say, as Gradio's page takes it."""
    from gradio.i18n import I18n

    held = {spoken: dict(messages(spoken)) for spoken in LANGUAGES}
    return I18n(**{**held, "en": {words: words for words in held["ja"]}})


@cache
def messages(spoken: str) -> Mapping[str, str]:
    """What stands for which English words in a language; nothing for English."""
    file = HERE / f"{spoken}.json"
    held: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return held
