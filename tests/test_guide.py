"""The user's guide says what the page says: every word in bold stands on it, every picture and link is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.ui.guides import FILES, rendered, slug
from assistant.ui.words import messages

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs"
GUIDE = (DOCS / "guide.md").read_text(encoding="utf-8")
SPOKEN = messages("ja")
"""The page's English words are the keys of what translates them; a test of theirs finds the ones that lack."""
MOST_BYTES, ALL_BYTES = 150_000, 1_500_000


def fits(words: str, said: str) -> bool:
    """Whether `words` are what the page `said`, with something in the places of ``{name}``."""
    parts = re.split(r"\{\w+\}", said)
    return len(parts) <= 2 and bool(re.fullmatch(r"\d+".join(map(re.escape, parts)), words))


def test_what_stands_in_bold_is_said_by_the_page():
    named = {" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", GUIDE)}
    said = [words for words in SPOKEN if "{" in words]
    assert len(named) > 60
    assert sorted(n for n in named if n not in SPOKEN and not any(fits(n, one) for one in said)) == []


def test_every_tab_has_its_task():
    assert all(f"Under **{tab}**" in GUIDE for tab in ("Compare", "Phrases", "Brief", "Check", "Library"))
    assert "| **Ask** |" in GUIDE


@pytest.mark.parametrize("file", [PROJECT / "README.md", *DOCS.glob("*.md")], ids=lambda file: file.name)
def test_every_picture_and_anchor_is_there(file):
    text = file.read_text(encoding="utf-8")
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)
    assert [target for _, target in pictures if not (file.parent / target).is_file()] == []
    assert all(len(told) > 20 for told, _ in pictures), "who cannot see it is told what it shows"
    for target, anchor in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", text):
        other = (file.parent / target).read_text(encoding="utf-8") if target else text
        assert anchor in {slug(line.lstrip("# ")) for line in other.splitlines() if line.startswith("#")}


def test_the_pictures_are_small_and_none_is_left_over():
    sizes = {file.name: file.stat().st_size for file in (DOCS / "pictures").iterdir()}
    assert max(sizes.values()) <= MOST_BYTES
    assert sum(sizes.values()) <= ALL_BYTES
    everywhere = GUIDE + (PROJECT / "README.md").read_text(encoding="utf-8")
    assert sorted(name for name in sizes if name not in everywhere) == []


@pytest.mark.parametrize("name", FILES)
def test_on_the_page_links_lead_to_what_is_served(name):
    title, body, contents = rendered((DOCS / FILES[name]).read_text(encoding="utf-8"), "/briefing")
    assert title and contents
    targets = re.findall(r'(?:href|src)="([^"]*)"', body)
    own = [target for target in targets if not target.startswith(("http://", "https://", "#"))]
    assert all(target.startswith("/briefing/guide") for target in own)
    assert ".md" not in "".join(own)
    anchors = set(re.findall(r'id="([^"]+)"', body))
    assert set(re.findall(r'href="#([^"]+)"', contents)) <= anchors


def test_html_in_a_guide_is_shown_and_not_run():
    _, body, _ = rendered("# A\n\n<script>x</script> [b](javascript:alert(1))\n", "")
    assert "<script>" not in body and 'href="javascript' not in body
