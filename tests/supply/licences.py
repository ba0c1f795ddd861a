"""The licence of every package of an installation, held against those that allow the use of this product."""

from __future__ import annotations

import re
from importlib.metadata import Distribution

from tests.supply.installed import needed, project

ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0",
    "CNRI-Python", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-1.1", "MPL-2.0", "PSF-2.0", "Unlicense", "Zlib",
}  # fmt: skip
"""Licences under which a package may be used, changed and passed on beside a work under Apache-2.0: permissive ones,
and those whose copyleft ends at their own files (MPL). None of the GPL's kind: AGPL would reach who opens the page."""
NAMES = (
    (r"mozilla public license 2\.0|mpl[- ]2\.0", "MPL-2.0"),
    (r"python software foundation|psf", "PSF-2.0"),
    (r"\b(2-clause|bsd-2)", "BSD-2-Clause"),
    (r"\b(3-clause|bsd)\b|bsd-3", "BSD-3-Clause"),
    (r"apache", "Apache-2.0"),
    (r"\bisc\b", "ISC"),
    (r"\bmit\b", "MIT"),
    (r"unlicense", "Unlicense"),
    (r"zlib", "Zlib"),
)
"""What a licence is called where a package does not say so in SPDX's terms; the first that is found counts."""
READ_BY_HAND = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # its licences/LICENSE, and the head of the axe.min.js in it
}
"""Packages whose metadata says nothing; each with where it was read."""


def licence(one: Distribution) -> str:
    """An SPDX expression for a package's licence, or its own words where they mean none that is known here."""
    metadata = one.metadata
    if told := metadata.get("License-Expression") or READ_BY_HAND.get(str(metadata["Name"]).lower()):
        return str(told)
    classifiers = [str(line).split("::")[-1].strip() for line in metadata.get_all("Classifier") or ()
                   if str(line).startswith("License ::") and not str(line).endswith("OSI Approved")]  # fmt: skip
    words = str(metadata.get("License") or "").strip()
    if _is_expression(words):
        return words
    # One a line of "License", or several classifiers: a package that names two is under both, as far as is known here.
    named = [_named(classifier) for classifier in classifiers] or [_named(words[:200])]
    return " AND ".join(dict.fromkeys(named))


def allowed(expression: str) -> bool:
    """Whether a licence allows the use: of parts joined by OR one, of those joined by AND all."""
    bare = re.sub(r"\(([^()]*)\)", lambda inner: "MIT" if allowed(inner[1]) else "no", expression)
    if bare != expression:
        return allowed(bare)
    return any(all(part.strip() in ALLOWED for part in either.split(" AND ")) for either in expression.split(" OR "))


def table() -> list[tuple[str, str, str]]:
    """(package, version, licence) of every package of every extra that is installed here."""
    found, _ = needed([extra for extra in project() if extra])
    return [(str(one.metadata["Name"]), one.version, licence(one)) for _, one in sorted(found.items())]


def _is_expression(words: str) -> bool:
    return bool(words) and all(part in ALLOWED for part in re.split(r" AND | OR |[()]", words) if part)


def _named(words: str) -> str:
    return next((name for pattern, name in NAMES if re.search(pattern, words.lower())), words or "none named")
