"""Where words stand in quotation marks or brackets: they are another's, or an aside, and are never cut through."""

from __future__ import annotations

import re

from assistant.check.verbs import MASKED

_PAIRED = re.compile(
    r"“[^“”]*”|„[^“”„]*[“”]|«[^«»]*»|「[^「」]*」|『[^『』]*』|\"[^\"]*\"|‘(?:[^‘’]|’(?=\w))*’(?!\w)|"
    r"(?<!\w)'(?=\w)[^'\n]{1,200}'(?!\w)"
)
_OPENED = re.compile(r"(?:[“„«「『][^”»」』]*|\"[^\"]*)$")
_CLOSED = re.compile(r"^[^“„«「『\"]*[”»」』]")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")


def masked(text: str) -> str:
    """`text` with every quotation, opened or closed ones too, and every bracket put out of sight; as long as before.

    A comma that closes a quotation from within is kept, in the place of the mark behind it.
    """
    text = _PAIRED.sub(_mask, text)
    for pattern in (_OPENED, _CLOSED, _BRACKETS):
        text = pattern.sub(lambda match: MASKED * len(match.group()), text)
    return text


def _mask(match: re.Match[str]) -> str:
    """The quotation out of sight, but for a comma at its end, which belongs to the sentence around it."""
    found = match.group()
    return MASKED * (len(found) - 1) + ("," if found[-2:-1] == "," else MASKED)


def opens(text: str) -> bool:
    """Whether a quotation begins in `text` that does not end there."""
    rest = _PAIRED.sub("", text)
    return _OPENED.search(rest) is not None
