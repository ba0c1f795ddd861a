"""Nothing that the page says lacks a translation, and no translation lacks what it stands for."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import errors
from assistant.brief.template import known, template
from assistant.compare.facts import FACTS
from assistant.compare.message import SLOTS
from assistant.compare.record import SLOT_OF
from assistant.export.briefs import INFERENCE, RECORDS
from assistant.export.verdicts import EXPLAINED, MEANT, STANCES, VERDICTS, sureness, told
from assistant.export.words import DOUBTS
from assistant.ui import (
    arrivals,
    arrived,
    brief,
    briefed,
    check,
    comparison,
    details,
    kept,
    library,
    log,
    opinion,
    phrases,
    shelves,
    source,
    source_tools,
    talk_list,
)
from assistant.ui.language import speaking
from assistant.ui.words import count, messages, say

UI = Path(log.__file__).parent
JAPANESE = messages("ja")
SAID = {"say", "say_around", "count", "caption", "problem", "Problem", "problem_panel", "_more"}
SAYING = {*SAID, "_step", "_section"}
NAMED = {"aria_label", "title", "placeholder", "label"}
"""Attributes and arguments that are read or heard."""
ELEMENTS_WITH_WORDS = {"h1", "h2", "h3", "h4", "p", "span", "button", "summary", "caption", "li", "dt", "dd", "th"}
NEVER_ON_THE_PAGE = {
    "AssistantError", "DocumentError", "NothingToIngest", "BadPairs", "ServerError", "PortInUse", "HostRefused",
    "EvaluationError", "EngineMissing", "BackupFailed", "BackupDamaged", "BackupOfAnotherVersion", "LibraryNotEmpty",
}  # fmt: skip


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(UI.glob("*.py")):
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)):
            yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr, node


def literals(node: ast.AST) -> Iterator[str]:
    """Strings that stand in `node` itself, not inside a call in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from literals(child)


def literals_below(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def in_words(value: str) -> bool:
    """Whether somebody reads it: two letters in a row that are no name of a format."""
    return bool(re.search(r"[A-Za-z]{2}", value))


def said() -> set[str]:
    """What the code itself gives to `say` and its like."""
    found = set()
    for _, tree in modules():
        for name, call in calls(tree):
            if name in SAID:
                found |= {text for argument in call.args for text in literals(argument) if in_words(text)}
    for script in UI.glob("*.js"):
        found |= set(re.findall(r'\bsay\("([^"]+)"', script.read_text(encoding="utf-8")))
    sides = {f"{what} {side}" for what in ("Document", "Version of") for side in "AB"}
    return found - {"Document ", "Version of "} | sides


def tables() -> set[str]:
    """What the page says of tables that stand elsewhere."""
    named = {*VERDICTS.values(), *(label.lower() for label in VERDICTS.values()), *EXPLAINED.values(), MEANT}
    named |= {told(stance) for stance in STANCES} | {sureness(confidence / 20) for confidence in range(21)}
    named |= {*DOUBTS.values(), INFERENCE, RECORDS, *comparison.RELATIONS.values(), *comparison._COLUMNS}
    named |= {name.capitalize() for name, _ in FACTS} | {name.capitalize() for name in {*SLOTS, *SLOT_OF.values()}}
    named |= {"number", "date", "name", "negation", "quoted", "in the record's own words"}
    named |= {*briefed.STEPS, *brief.UNFORESEEN, brief.NOT_MADE, *check.UNFORESEEN, *check.EMPTY, check.AGAINST}
    named |= {kept.GONE, log.OPENING, phrases.INFO, *source.COMPLETENESS.values()}
    templates = [template(name) for name in known()]
    named |= {words for t in templates for words in (t.title, *(s.heading for s in t.sections))}
    named |= {facet.name for t in templates for facet in t.facets}
    named |= {*library.COLUMNS.values(), *details.LABELS.values(), *details.HINTS.values(), source.SCANNED}
    named |= {*arrived.STATES.values(), *arrived.COUNTED.values(), arrivals.UNFORESEEN, *shelves.UNFORESEEN}
    named |= {words for pair in (*opinion.NAMES.values(), *talk_list.TOOLS.values()) for words in pair}
    named |= {opinion.NOTE, talk_list.FIND, source_tools.NOT_FOUND}
    return named


def hints(error: type[errors.AssistantError]) -> Iterator[str]:
    if error.__name__ not in NEVER_ON_THE_PAGE and error.hint:
        yield error.hint
    for below in error.__subclasses__():
        yield from hints(below)


def test_everything_that_is_said_has_its_japanese():
    assert sorted((said() | tables()) - set(JAPANESE)) == []


def test_what_to_do_about_an_error_has_its_japanese():
    assert sorted(set(hints(errors.AssistantError)) - set(JAPANESE)) == []


@pytest.mark.parametrize("english", JAPANESE)
def test_a_translation_fills_in_what_its_original_does(english):
    def fields(words: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(words) if name}

    if not english.startswith("Each line holds"):
        assert fields(JAPANESE[english]) == fields(english)
    assert JAPANESE[english].strip()


def test_no_words_reach_the_page_that_are_not_said():
    """Literals as an element's content, as a name for whoever hears the page, or as a control's label."""
    found = []
    for file, tree in modules():
        for name, call in calls(tree):
            texts: list[str] = []
            if name == "element" and call.args and getattr(call.args[0], "value", "") in ELEMENTS_WITH_WORDS:
                texts += [text for argument in call.args[1:] for text in literals(argument)]
            if name in {"Button", "UploadButton", "Tab", "Accordion"} and call.args:
                texts += literals(call.args[0])
            texts += [text for key in call.keywords if key.arg in NAMED for text in literals(key.value)]
            if name not in SAYING | {"Blocks", "FastAPI", "Dropdown"}:
                found += [f"{file.name}:{call.lineno}: {text}" for text in texts if in_words(text)]
    assert found == []


def test_no_html_is_written_out_with_words_in_it():
    """An attribute in a string, which no call shows to the test above."""
    written = re.compile(r'(?:aria-label|placeholder|title)="[^"{]*[A-Za-z]{2}')
    everything = ((file.name, text) for file, tree in modules() for text in literals_below(tree))
    assert [(name, text) for name, text in everything if written.search(text)] == []


@pytest.mark.parametrize("script", sorted(UI.glob("*.js")), ids=lambda file: file.name)
def test_a_script_says_nothing_in_words_of_its_own(script):
    code = re.sub(r"/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)
    unsaid = re.sub(r'\bsay\("[^"]+"', "", code)
    shown = r"""(?:textContent = |setAttribute\("aria-label", |"aria-label": |confirm\()["'`][^"'`]*[A-Za-z]{2}"""
    assert re.findall(r"""["'`>][^"'`<>\n]*\b[A-Z][a-z]+ [a-z]+ ?[^"'`<>\n]*["'`<]""", unsaid) == []
    assert re.findall(shown, unsaid) == []


def test_the_language_changes_what_is_said_and_what_nobody_translated_stays():
    with speaking("ja"):
        assert say("Retry") == "再試行"
        assert count(3, "{number} document", "{number} documents") == "3 件の文書"
        assert say("A sentence of a source.") == "A sentence of a source."
    assert say("Retry") == "Retry"
    assert count(1, "{number} document", "{number} documents") == "1 document"
