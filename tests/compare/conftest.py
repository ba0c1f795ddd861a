"""Messages between two made-up presidents, and a way to put texts into a library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.assistant import Assistant

LETTER = """---
id: {id}
title: "Message of {year}"
date: "{year}-05-01"
issuer: Ada Lund
recipient: Boris Veld
kind: message
occasion: "{occasion}"
language: en
---

{address},

I extend warm congratulations to you on the occasion of the {nth} anniversary of your republic.

{relations}

{pledge}

I wish you good health and success in your work.

Please accept the assurances of my highest consideration.

Ada Lund
"""
RELATIONS = "The traditional relations of friendship and cooperation between our two countries have grown stronger."
PLEDGE = "Our party and government will always stand by you in the struggle against the hostile forces of Ostland."


def letter(year: int, **given: str) -> str:
    """A message of that year; fields that are not given are the usual ones."""
    fields = {
        "id": f"veld-{year}",
        "address": "Respected Comrade President Boris Veld",
        "nth": f"{year - 1950}th",
        "occasion": f"{year - 1950}th anniversary of the republic",
        "relations": RELATIONS,
        "pledge": PLEDGE,
        **given,
    }
    return LETTER.format(year=year, **fields)


@pytest.fixture
def holding(library: Assistant, tmp_path: Path) -> Callable[..., Assistant]:
    """Puts texts, by file name, into the test's own library."""

    def put(**texts: str) -> Assistant:
        folder = tmp_path / "texts"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        report = library.ingest([folder])
        assert not report.failed
        return library

    return put
