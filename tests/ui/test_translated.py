"""What lower rooms say in English comes out in Japanese on a Japanese page, and nothing is forgotten."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import errors
from assistant.ui.language import speaking
from assistant.ui.status import problem
from assistant.ui.translated import dated, held_in, translated

PROGRAM = Path(errors.__file__).parents[1]
NOT_ON_THE_PAGE = {
    *("evaluate.py", "pairs.py", "cli.py", "doctor.py", "settings.py", "given.py", "saved.py", "prompts.py"),
    *("commands/ingest.py", "library/draft.py", "library/watch.py", "library/tally.py", "export/files.py"),
    *("ui/api.py", "ui/bounds.py", "ui/server.py", "ui/tools.py", "brief/template.py"),
    *("accounts/accounts.py", "accounts/passwords.py", "accounts/users.py", "audit/files.py", "audit/verify.py"),
    *("library/ray_engine.py", "library/apart/process.py", "ui/door.py"),
}
"""What is raised here is met by who starts the program, runs a command, writes a prompt, or calls from a program: the
door answers programs, but for the page to sign in, whose words are in `WHOLE`. What the process that reads files raises
is raised anew beside it, with the file's name."""
COMMANDS = ("commands/", "keeping/")
"""Rooms of commands. Of a backup the page hears only that a restore which was cut off cannot be ended: in `WHOLE`."""
SPEAKING = (
    *("answer/chain.py", "answer/compose.py", "answer/extract.py", "answer/follow_up.py", "answer/judge.py"),
    *("answer/lookup.py", "answer/overview.py", "answer/presence.py", "answer/timeline.py", "answer/unread.py"),
    *("search/choose.py", "search/pair.py", "verify/cite.py", "compare/phrases.py", "brief/plan.py"),
)
"""Rooms whose strings become an answer's own words."""
NAMES = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def sample(node: ast.AST) -> list[str]:
    """What a string of the code may read once its values are filled in; several where it chooses."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return sample(node.body) + sample(node.orelse)
    if isinstance(node, ast.JoinedStr):
        read = [""]
        for part in node.values:
            options = sample(part) if isinstance(part, ast.Constant) else inside(part)
            read = [begun + one for begun in read for one in options]
        return read
    return []


def inside(part: ast.AST) -> list[str]:
    """What may stand in braces: what it chooses between, else something that is a number as well as a name."""
    value = part.value if isinstance(part, ast.FormattedValue) else part
    return (sample(value) if isinstance(value, ast.IfExp) else []) or ["7"]


def raised() -> Iterator[tuple[str, str]]:
    """Each message and hint that is raised in a room the page can hear of, with its place."""
    for file in sorted(PROGRAM.rglob("*.py")):
        place = file.relative_to(PROGRAM).as_posix()
        if place in NOT_ON_THE_PAGE or place.startswith(COMMANDS):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in NAMES:
                given = [*node.args, *(key.value for key in node.keywords)]
                yield from ((f"{place}:{node.lineno}", words) for one in given for words in sample(one))
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in {"hint", "told", "DAMAGED"}:
                if place.startswith(("chat/", "library/", "talks/", "relational.py")):
                    yield from ((f"{place}:{node.lineno}", words) for words in sample(node.value))


def in_a_sentence(words: str) -> bool:
    return bool(re.search(r"[A-Za-z]{2,} [A-Za-z]{2}", words))


def lacks(words: str) -> bool:
    with speaking("ja"):
        return in_a_sentence(words) and not JAPANESE.search(translated(words.strip()))


def test_every_error_that_the_page_can_show_has_its_japanese():
    assert [f"{place}: {words}" for place, words in raised() if lacks(words) and words not in PIECES] == []


def spoken() -> Iterator[tuple[str, str]]:
    """Every string with a sentence in it of the rooms whose words are an answer's own; no pattern, no docstring."""
    for place in SPEAKING:
        tree = ast.parse((PROGRAM / place).read_text(encoding="utf-8"))
        passed = {id(below) for node in ast.walk(tree) for one in _silent(node) for below in ast.walk(one)}
        for node in ast.walk(tree):
            if id(node) not in passed and isinstance(node, (ast.JoinedStr, ast.Constant)):
                passed |= {id(below) for below in ast.walk(node)}
                yield from ((f"{place}:{node.lineno}", words) for words in sample(node))


def _silent(node: ast.AST) -> list[ast.AST]:
    """Below `node`, what nobody reads: a docstring, a pattern, a table of words."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return [node.value]
    matching = {"compile", "search", "sub", "split", "findall"}
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in matching:
        return [node]
    name = getattr(node.targets[0], "id", "") if isinstance(node, ast.Assign) else ""
    if name.lstrip("_")[:1].isupper() and name not in {"STOPPED", "PART", "SOME", "BY_WORDS", "ELSEWHERE"}:
        return [node]
    return []


PIECES = {
    *("1 sentence of the chat model was", "7 sentences of the chat model were"),
    *("7 left out: no source bears it out.", " The original: 7", "leave out", "7, in 7 and in 7?"),
    *("its whole text", "this record of it", "Numbers that no passage has were dropped: 7; the model was given 7."),
    "The chat model read {some} of the {all} passages of the text, taken from all of it; more do not fit its window.",
    *("7: there is no text in the picture7", "The library holds no 7document 7.", "the server calls it 7"),
    *("7 is written in 7 script, and Tesseract has no language of it here", "the server does not say what it is"),
}
"""What the code puts together of several strings or fills in by name: the whole of each is below. And what no reader is
told: a value of a setting, a question that is read anew."""
WHOLE = (
    "7 sentences of the chat model were left out: no source bears it out.",
    "Numbers that no passage has were dropped: [7]; the model was given 3 passages.",
    "The chat model read 3 of the 9 passages of the text, taken from all of it; more do not fit its window.",
    "a.png: there is no text in the pictures",
    "The library holds no version 2 of document 'memo'.",
    "No reader takes this kind of file: the server calls it audio/mpeg.",
    "No reader takes this kind of file: the server does not say what it is.",
    "a.png: page 2 is written in Korean script, and Tesseract has no language of it here",
    "A number differs: A “4 percent”, B “5 percent”; and in 2 more pairs of sentences.",
    "A and B are summaries of originals, not their texts: sentences are not aligned, slots and attested wording are "
    "compared.",
    "Number: the text says “32 articles”, source 7 says “23 articles”",
    "2 claims in doubt were judged without the chat model: it is asked 20 times at most for one text.",
    "Written by openai:x: 1,204 tokens in 3.1 s. Each sentence was held against its source.",
    "26,104 characters, 4,201 words",
    "The name or the password is wrong. Write both once more.",
    "Many people are signing in just now. Wait a little, then try again.",
    "A backup cannot be put into /a: File exists. Mend what is in the way; the next start ends the restore where it "
    "was decided on.",
    "a.pdf: reading it takes longer than 60 s (ASSISTANT_READ_S)",
    "a.pdf: reading it takes more than 2000 MB of memory (ASSISTANT_READ_MEMORY_MB)",
    "a.pdf: the process that reads files is gone",
    "a.pdf: the process that reads files ended in the midst of it",
    "The Chroma server at http://a:8000 does not let this program in (status 401).",
    "What answers at http://a:8000 is no Chroma server that works (status 404).",
    "The Chroma server at http://a:8000 no longer holds the passages of this library.",
)


@pytest.mark.parametrize("english", WHOLE)
def test_what_is_put_together_has_its_japanese(english):
    assert not lacks(english)


def test_an_answers_own_words_have_their_japanese():
    assert [f"{place}: {words}" for place, words in spoken() if lacks(words) and words not in PIECES] == []


@pytest.mark.parametrize("english", held_in("ja"))
def test_a_pattern_and_its_japanese_hold_the_same_values(english):
    fields = set(re.findall(r"\{(\w+)\}", english))
    assert set(re.findall(r"\{(\w+)\}", held_in("ja")[english])) == fields


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        (
            "The library does not hold an answer to this: nothing that names France in this connection. "
            "Searched: all 30 documents in the library.",
            "文書庫にこの質問への回答はありません：この件で France の名が出てきません。"
            "検索した範囲：文書庫の全 30 件の文書。",
        ),
        (
            "“the one to Xi” is read as Kim Jong Un's message to Xi Jinping of 6 October 2024, the nearest in date",
            "「the one to Xi」は Kim Jong Un's message to Xi Jinping of 6 October 2024 と解釈しました"
            "（日付が最も近いもの）",
        ),
        (
            "“Ukraine” is not named. Searched: its whole text, 1,214 characters. Only a part of the original was read, "
            "so silence here proves nothing about it.",
            "「Ukraine」は出てきません。検索した範囲：全文、1,214 文字。"
            "原文の一部しか読まれていないため、ここにないことは何の証明にもなりません。",
        ),
        (
            "Who acts: A not in this record, B “Kim Jong Un greets Xi Jinping.”",
            "行為者：A この記録にはない、B “Kim Jong Un greets Xi Jinping.”",
        ),
        ("openai:x cannot be reached. The answer is made of the sources' own sentences.",
         "openai:x に接続できません。この回答は出典の文だけでできています。"),
        ("The Chroma server at http://a:8000 does not answer: no word for 2 s. Until that is mended, passages are "
         "found by the words that they share with the question, and documents that are added wait to be searched.",
         "http://a:8000 の Chroma サーバーが応答しません（2 秒間応答なし）。"
         "復旧するまでは、質問と共通する語によって節を探します。追加した文書は、復旧後に検索できるようになります。"),
        ("Document 'memo' cannot be read: Document memo is damaged: no JSON.",
         "文書 'memo' を読めません。文書 memo が壊れています（no JSON）。"),
        ("The vector store is damaged: 7a/data_level0.bin has 12 bytes, not 24.",
         "ベクトルの保存データが壊れています。7a/data_level0.bin は 24 バイトであるはずが、12 バイトです。"),
        ("The conversations in /a/talks.sqlite cannot be read or written: disk full.",
         "/a/talks.sqlite の会話を読み書きできません（disk full）。"),
        ("9 sentences were left out. Every sentence is a source's own; words in square brackets are added.",
         "9 文を除きました。どの文も出典の文です。角括弧の中は補った語です。"),
    ],
)  # fmt: skip
def test_whole_sentences_come_out_whole(english, japanese):
    with speaking("ja"):
        assert translated(english) == japanese
    assert translated(english) == english, "commands, files and programs have it in English"


@pytest.mark.parametrize("somebody_elses", ["The sky is blue.", "“{x}” {y}", "Kim wrote to Xi. He thanked him.", ""])
def test_what_is_not_the_programs_stays_as_it_is(somebody_elses):
    with speaking("ja"):
        assert translated(somebody_elses) == somebody_elses


def test_a_title_is_never_translated():
    with speaking("ja"):
        refused = "The library does not hold an answer to this: nothing answers it. Searched: “Library”."
        assert "“Library”" in translated(refused)
        assert "'Facts'" in translated("The library holds no document 'Facts'.")


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        *(("7 October 2024", "2024年10月7日"), ("October 2024", "2024年10月"), ("2024", "2024年")),
        *(("7 October", "10月7日"), ("7 weeks", "7 weeks"), ("1234567", "1234567")),
    ],
)
def test_a_day_is_written_as_the_reader_writes_it(english, japanese):
    with speaking("ja"):
        assert dated(english) == japanese


def test_an_error_on_the_page_speaks_the_pages_language():
    with speaking("ja"):
        assert "PDF が壊れているか" in problem("a.pdf: the PDF is damaged or cut short", "")
