"""What a text was made for, where it says so in so many words: "on the occasion of the 76th founding anniversary …"."""

from __future__ import annotations

import re

from assistant.library.openings import unglued

_NTH = r"(?:the )?(?:its |his |her |their )?\d{1,3}(?:st|nd|rd|th)"
_REST = r"(?:(?:[^.,;:\n()]|(?<=[A-Z])\.(?!\s|$)){0,110})"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Oo]n the occasion of (?P<occasion>(?:the |his |her |its |their )?(?!which){_REST})",
        rf"\b(?:to mark|marking|to celebrate|on|for|in celebration of|,) (?P<occasion>{_NTH} {_REST})",
        r"\bon (?P<occasion>(?:the )?(?:founding anniversary|anniversary of the founding|birthday|national day|"
        rf"Liberation Day|Lunar New Year|New Year)\b{_REST})",
        rf"\b(?:upon|on) (?P<occasion>(?:his|her) (?:election|re-election|appointment|inauguration|birthday)\b{_REST})",
        r"\bover (?P<occasion>the (?:recent |serious |severe )*(?:flood |natural )?"
        rf"(?:damage|disaster|death|demise|passing)\b{_REST})",
        rf"\bover (?P<occasion>(?:the )?(?:recent )?(?:flood|earthquake|typhoon|storm)\b{_REST})",
    )
)
_TELLS_OF_AN_ANNIVERSARY = re.compile(r"anniversary|birthday|founding", re.IGNORECASE)
_ENDS = re.compile(
    r" (?:and|in the|here|at the|led|Juche|"
    r"on (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)|"
    r"between the two countries|recently|through|with (?:splendor|due)|which|who|that|said|says|and hoped)\b.*"
)


def occasion_of(story: str) -> str | None:
    """The occasion that the first sentences of `story` state, in their own words, else None."""
    said = unglued(story)
    found = [(m.start(), m["occasion"]) for pattern in _PATTERNS for m in pattern.finditer(said)]
    for _, words in sorted(found):
        occasion = re.sub(r"^the ", "", _ENDS.sub("", words).strip(" ,"))
        numbered = occasion[:1].isdigit()
        if len(occasion) > 3 and (not numbered or _TELLS_OF_AN_ANNIVERSARY.search(occasion)):
            return occasion
    return None
