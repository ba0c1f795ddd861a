"""The command as other programs meet it: what stands on standard output, and how it exits. CONTRACT.md is the judge."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import assistant.parts.holding
from assistant.cli import main
from assistant.library.embed import ModelEmbeddings
from assistant.library.shelf import Shelf
from assistant.records import Document, Metadata
from assistant.settings import PROJECT

TREATY = """---
id: treaty
title: Treaty of friendship
date: "2024-06-19"
issuer: Norland
kind: treaty
text: part
original: https://a.example/treaty
---

# What it says

The treaty of friendship obliges Norland to deliver forty ships. It was signed in Oslo on 19 June 2024.

「最も親しい同志」
"""
LETTER = "Letter to the mayor\n\nThe mayor of Bergen thanks the fishermen. The letter closes with good wishes.\n\n"

DOCUMENT_KEYS = {
    "id", "version", "title", "date", "published", "issuer", "recipient", "kind", "language", "text", "source", "path",
    "pages", "characters", "passages",
}  # fmt: skip
HIT_KEYS = {"rank", "score", "document_id", "version", "title", "page", "start", "end", "text"}
CITATION_KEYS = {"n", "document_id", "version", "title", "date", "issuer", "page", "start", "end", "quote"}
ANSWER_KEYS = {
    "question", "read_as", "assumed", "choices", "form", "answer", "refused", "sentences", "citations", "nearest",
    "engine", "settings", "notices", "milliseconds",
}  # fmt: skip


@dataclass(frozen=True)
class Ran:
    """How one command ended."""

    status: int
    out: bytes
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object that standard output holds."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.decode().splitlines()]


Briefing = Callable[..., Ran]


@pytest.fixture
def briefing(
    tmp_path: Path, embeddings: ModelEmbeddings, monkeypatch: pytest.MonkeyPatch, capfdbinary: Any
) -> Iterator[Briefing]:
    """Runs one command as a new process would, in a folder of its own, with the model that is loaded already."""
    monkeypatch.setattr(assistant.parts.holding, "ModelEmbeddings", lambda settings: embeddings)
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ASSISTANT_STARTER_CORPUS", "off")
    monkeypatch.chdir(tmp_path)

    def run(*argv: object) -> Ran:
        capfdbinary.readouterr()
        try:
            status = main([str(word) for word in argv])
        except SystemExit as end:
            status = int(str(end.code))
        said = capfdbinary.readouterr()
        return Ran(status, said.out, said.err.decode())

    yield run


@pytest.fixture
def filled(briefing: Briefing, tmp_path: Path) -> Ran:
    """A library of two documents, and how putting them in went."""
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "treaty.md").write_text(TREATY, encoding="utf-8")
    (folder / "letter.txt").write_bytes(LETTER.replace("\n", "\r\n").encode())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    return briefing("ingest", folder, "--json")


# Documents ---------------------------------------------------------------------------------------------------------


def test_ingest(filled: Ran, briefing: Briefing) -> None:
    assert filled.status == 0, "some failures are no failure"
    said = filled.json
    assert set(said) == {"added", "updated", "unchanged", "removed", "passages", "seconds", "failed"}
    assert (said["added"], said["passages"]) == (["letter", "treaty"], 2)
    (failed,) = said["failed"]
    assert set(failed) == {"path", "type", "message"}
    assert failed["type"] == "UnreadableDocument"
    plain = briefing("ingest", "records")
    assert plain.out.decode().startswith("0 added, 0 updated, 2 unchanged, 0 removed; 0 passages in ")
    assert "failed: " in plain.out.decode()


def test_ingest_of_nothing_is_an_error(briefing: Briefing) -> None:
    ran = briefing("ingest", "nowhere", "--json")
    assert ran.status == 1
    assert set(ran.json) == {"error"}
    assert set(ran.json["error"]) == {"type", "message", "hint"}
    assert ran.json["error"]["type"] == "NothingToIngest"


def test_ingest_fetches_no_address_of_this_machine(briefing: Briefing) -> None:
    for address in ("http://127.0.0.1:9/memo", "HTTPS://localhost/", "http://0x7f.1/"):
        ran = briefing("ingest", address, "--json")
        assert ran.status == 1
        assert "not on the public network" in ran.json["error"]["message"]


@pytest.mark.usefixtures("filled")
def test_a_bad_address_does_not_keep_files_out(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "more.md").write_text("The mayor of Oslo answers.\n")
    report = briefing("ingest", "http://[::1]/memo", str(tmp_path / "more.md"), "--json").json
    assert report["added"] == ["more"]
    assert [(f["path"], f["type"]) for f in report["failed"]] == [("http://[::1]/memo", "WebAddressRefused")]


@pytest.mark.usefixtures("filled")
def test_library(briefing: Briefing) -> None:
    documents = briefing("library", "--json").json["documents"]
    assert [set(document) for document in documents] == [DOCUMENT_KEYS] * 2
    assert documents[0]["id"] == "treaty"
    plain = briefing("library").out.decode()
    assert "2024-06-19" in plain.splitlines()[0]
    assert "Treaty of friendship" in plain.splitlines()[0]


@pytest.mark.usefixtures("filled")
def test_show(briefing: Briefing, tmp_path: Path) -> None:
    shown = briefing("show", "treaty", "--json").json
    text = TREATY.split("---\n")[2]
    assert shown == {
        "id": "treaty", "version": 1, "title": "Treaty of friendship", "date": "2024-06-19", "published": None,
        "issuer": "Norland", "recipient": None, "kind": "treaty", "language": "en", "text": "part",
        "source": "https://a.example/treaty", "path": str(tmp_path / "records" / "treaty.md"), "pages": None,
        "characters": len(text), "passages": 1,
    }  # fmt: skip
    assert b"Treaty of friendship" in briefing("show", "treaty").out


@pytest.mark.usefixtures("filled")
def test_show_prints_the_text_exactly(briefing: Briefing) -> None:
    assert briefing("show", "letter", "--text").out == LETTER.encode(), "line ends folded, and nothing added or cut"
    assert briefing("show", "treaty", "--text").out == TREATY.split("---\n")[2].encode()


@pytest.mark.usefixtures("filled")
def test_show_an_earlier_version(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "records" / "letter.txt").write_text("Another letter altogether.")
    assert briefing("ingest", "records", "--json").json["updated"] == ["letter"]
    assert briefing("show", "letter", "--text").out == b"Another letter altogether."
    assert briefing("show", "letter", "--text", "--version", 1).out == LETTER.encode()
    assert briefing("show", "letter", "--json", "--version", 2).json["version"] == 2
    ran = briefing("show", "letter", "--version", 3, "--json")
    assert (ran.status, ran.json["error"]["type"]) == (1, "UnknownDocument")


@pytest.mark.usefixtures("filled")
def test_remove(briefing: Briefing) -> None:
    assert briefing("remove", "letter", "--json").json == {"removed": ["letter"]}
    assert [d["id"] for d in briefing("library", "--json").json["documents"]] == ["treaty"]
    ran = briefing("remove", "letter", "--json")
    assert (ran.status, ran.json["error"]["type"]) == (1, "UnknownDocument")


def test_a_file_name_that_is_no_utf8_is_printed_as_json(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(LETTER)
    assert briefing("ingest", tmp_path, "--json").json["added"] == ["caf"]
    (document,) = briefing("library", "--json").json["documents"]
    assert os.fsencode(document["path"]) == os.fsencode(tmp_path) + b"/caf\xe9.txt"
    assert briefing("show", "caf").status == 0


# Questions ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("filled")
def test_search(briefing: Briefing) -> None:
    said = briefing("search", "How many ships?", "-k", 1, "--json").json
    assert set(said) == {"question", "hits", "milliseconds"}
    (hit,) = said["hits"]
    assert set(hit) == HIT_KEYS
    assert (hit["rank"], hit["document_id"]) == (1, "treaty")
    text = briefing("show", "treaty", "--text").out.decode()
    assert text[hit["start"] : hit["end"]] == hit["text"]
    assert "Treaty of friendship (treaty" in briefing("search", "How many ships?").out.decode()


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("scope", "wanted"),
    [
        (["--document", "letter"], {"letter"}),
        (["--document", "letter", "treaty"], {"letter", "treaty"}),
        (["--issuer", "norland"], {"treaty"}),
        (["--kind", "treaty", "--language", "en"], {"treaty"}),
        (["--from", "2024-06", "--to", "2024-06-19"], {"treaty"}),
        (["--from", "2025"], set()),
        (["--recipient", "nobody"], set()),
    ],
)
def test_a_scope_says_which_documents(briefing: Briefing, scope: list[str], wanted: set[str]) -> None:
    hits = briefing("search", "ships and fishermen", "--json", *scope).json["hits"]
    assert {hit["document_id"] for hit in hits} == wanted


@pytest.mark.usefixtures("filled")
def test_ask(briefing: Briefing) -> None:
    said = briefing("ask", "How many ships must Norland deliver?", "--json").json
    assert set(said) == ANSWER_KEYS
    assert not said["refused"]
    assert "forty ships" in said["answer"]
    assert (said["engine"], said["form"]) == ("extractive", "lookup")
    assert all(set(sentence) == {"text", "citations", "support"} for sentence in said["sentences"])
    text = briefing("show", "treaty", "--text").out.decode()
    for citation in said["citations"]:
        assert set(citation) == CITATION_KEYS
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    plain = briefing("ask", "How many ships must Norland deliver?").out.decode()
    assert "forty ships" in plain
    assert "[1] Treaty of friendship (treaty, version 1, characters" in plain


@pytest.mark.usefixtures("filled")
def test_phrases(briefing: Briefing) -> None:
    said = briefing("phrases", "FORTY  ships", "good wishes|iron bonds", "nowhere", "--json").json
    assert set(said) == {"phrases"}
    keys = {"phrase", "uses", "first_seen", "last_seen", "dropped", "revived"}
    assert [set(phrase) for phrase in said["phrases"]] == [keys] * 3
    ships, wishes, nowhere = said["phrases"]
    (use,) = ships["uses"]
    assert set(use) == CITATION_KEYS
    assert (use["n"], use["document_id"], use["quote"]) == (1, "treaty", "forty ships")
    assert ships["first_seen"] == "2024-06-19"
    assert [(u["n"], u["quote"]) for u in wishes["uses"]] == [(2, "good wishes")]
    assert wishes["first_seen"] is None, "the letter has no date"
    assert nowhere == {"phrase": "nowhere", "uses": [], **dict.fromkeys(sorted(keys - {"phrase", "uses"}))}
    plain = briefing("phrases", "forty ships", "nowhere").out.decode()
    assert ">>forty ships<<" in plain
    assert "(treaty, version 1, characters" in plain
    assert "Found in none of the 2 documents." in plain
    scoped = briefing("phrases", "forty ships", "--document", "letter", "--json").json
    assert scoped["phrases"][0]["uses"] == []
    assert briefing("phrases", "--json").json == {"phrases": []}, "two unlike documents share no wording"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("argv", "error"),
    [([""], "BadPhrase"), (["of the"], "BadPhrase"), (["ships", "--issuer", "Nobody"], "NothingInScope")],
)
def test_phrases_that_cannot_be_followed(briefing: Briefing, argv: list[str], error: str) -> None:
    ran = briefing("phrases", *argv, "--json")
    assert (ran.status, ran.json["error"]["type"]) == (1, error)
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("filled")
def test_a_refusal_is_a_success(briefing: Briefing) -> None:
    ran = briefing("ask", "What did the Pope say about the price of gold in 1987?", "--json")
    assert (ran.status, ran.json["refused"]) == (0, True)
    assert [set(hit) for hit in ran.json["nearest"]] == [HIT_KEYS] * len(ran.json["nearest"])


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_many_questions_are_answered_in_order_one_a_line(
    briefing: Briefing, tmp_path: Path, json_too: list[str]
) -> None:
    asked = ["How many ships must Norland deliver?", "When was the treaty of friendship signed?", "Who walked on Mars?"]
    lines = [{"question": asked[0], "documents": ["letter"]}, {"question": asked[1]}, {"question": asked[2]}]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n")
    answers = briefing("ask", "--questions", file, *json_too).lines
    assert [answer["question"] for answer in answers] == asked
    assert {c["document_id"] for c in answers[0]["citations"]} <= {"letter"}
    assert "19 June 2024" in answers[1]["answer"]
    found = briefing("search", "--questions", file, *json_too).lines
    assert [line["question"] for line in found] == asked
    assert {hit["document_id"] for hit in found[0]["hits"]} == {"letter"}


@pytest.mark.usefixtures("filled")
def test_a_conversation_goes_on_in_its_file(briefing: Briefing, tmp_path: Path) -> None:
    talk = tmp_path / "talk.jsonl"
    first = briefing("ask", "What does the letter to the mayor close with?", "--conversation", talk, "--json").json
    assert {c["document_id"] for c in first["citations"]} == {"letter"}
    after = briefing("ask", "How does it close?", "--conversation", talk, "--json").json
    assert {c["document_id"] for c in after["citations"]} == {"letter"}
    assert [json.loads(line)["question"] for line in talk.read_text().splitlines()] == [
        "What does the letter to the mayor close with?",
        "How does it close?",
    ]


# Looking after it --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("filled")
def test_doctor(briefing: Briefing) -> None:
    checks = briefing("doctor", "--json").json["checks"]
    assert all(set(check) == {"name", "ok", "found", "hint"} for check in checks)
    made_of = "python packages settings model verifier reader chat scans"
    kept = "folder shelf documents conversations backup store index"
    assert [check["name"] for check in checks] == f"{made_of} {kept}".split()
    assert all(check["ok"] and check["found"] for check in checks)
    assert "2 passages with vectors, 2 with terms" in checks[-1]["found"]
    assert "nothing leaves this machine" in next(check["found"] for check in checks if check["name"] == "chat")


@pytest.mark.usefixtures("filled")
def test_doctor_says_what_the_chat_model_lacks(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("langchain_openai", reason="needs the [openai] extra")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("ASSISTANT_CHAT_MODEL", "openai:gpt-4o")
    [wrong] = [check for check in briefing("doctor", "--json").json["checks"] if not check["ok"]]
    assert (wrong["name"], "OPENAI_API_KEY is not set" in wrong["found"]) == ("chat", True)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-to-be-seen")
    monkeypatch.setenv("ASSISTANT_CHAT_BASE_URL", "http://clerk:secret@127.0.0.1:9/v1")
    ran = briefing("doctor", "--json")
    chat = next(check for check in ran.json["checks"] if check["name"] == "chat")
    assert chat["ok"], "it is built and not called: nobody listens there"
    assert chat["found"].startswith("openai:gpt-4o at http://127.0.0.1:9, 128000 tokens")
    assert b"secret" not in ran.out and b"sk-not-to-be-seen" not in ran.out


@pytest.mark.usefixtures("filled")
def test_doctor_names_a_damaged_index_and_repairs_it(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "data" / "terms" / "meta.json").write_text("{")
    assert briefing("search", "ships", "--json").json["error"]["type"] == "StoreError"
    ran = briefing("doctor", "--json")
    last = ran.json["checks"][-1]
    assert (ran.status, last["ok"]) == (0, False)
    assert "briefing doctor --repair" in last["hint"]
    assert all(check["ok"] for check in briefing("doctor", "--repair", "--json").json["checks"])
    assert briefing("search", "ships", "--json").json["hits"][0]["document_id"] == "treaty"


@pytest.mark.usefixtures("filled")
def test_doctor_repairs_what_other_settings_refuse(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PASSAGE_TOKENS", "100")
    assert briefing("search", "ships", "--json").json["error"]["type"] == "IndexMismatch"
    assert [c["name"] for c in briefing("doctor", "--json").json["checks"] if not c["ok"]] == ["index"]
    assert briefing("doctor", "--repair").out.decode().count("ok  ") == 15
    assert briefing("search", "ships", "--json").status == 0


@pytest.mark.usefixtures("filled")
def test_backup_and_restore(briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = briefing("show", "letter", "--text").out
    file = tmp_path / "library.backup"
    report = briefing("backup", file, "--json").json
    assert set(report) == {
        "file", "made", "documents", "versions", "deleted", "conversations", "files", "bytes", "left_out",
    }  # fmt: skip
    assert (report["file"], report["documents"], report["bytes"]) == (str(file), 2, file.stat().st_size)
    found = {check["name"]: check["found"] for check in briefing("doctor", "--json").json["checks"]}
    assert found["backup"] == f"made {report['made']}"
    ran = briefing("restore", file, "--json")
    assert (ran.status, ran.json["error"]["type"]) == (1, "LibraryNotEmpty")
    assert "--replace" in ran.json["error"]["hint"]
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "elsewhere"))
    assert "2 documents" in briefing("restore", file).out.decode()
    assert briefing("show", "letter", "--text").out == text
    assert briefing("search", "ships", "--json").json["hits"][0]["document_id"] == "treaty"
    file.write_bytes(file.read_bytes()[:-100])
    assert briefing("restore", file, "--replace", "--json").json["error"]["type"] == "BackupDamaged"


@pytest.mark.usefixtures("filled")
def test_evaluate_answers(briefing: Briefing, tmp_path: Path) -> None:
    file = tmp_path / "questions.json"
    ask = "How many ships must Norland deliver?"
    file.write_text(json.dumps([{"id": "q1", "question": ask, "entries": ["treaty"], "must_contain": ["forty|40"]}]))
    said = briefing("evaluate", "answers", file, "--json").json
    assert {name: value for name, value in said.items() if name != "rows"} == {
        "first_entry": 100.0, "any_entry": 100.0, "must_contain": 100.0, "refused_right": None, "refused_wrong": 0.0,
    }  # fmt: skip
    assert len(said["rows"]) == 1
    assert "first_entry: 100.0" in briefing("evaluate", "answers", file).out.decode()


def test_evaluate_retrieval(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(LETTER)
    (tmp_path / "questions.jsonl").write_text(
        json.dumps({"question": "Whom does the mayor thank?", "document": "letter.md", "spans": [[21, 60]]})
    )
    said = briefing("evaluate", "retrieval", tmp_path, "--json").json
    assert set(said) == {"recall", "precision", "iou", "by_document", "questions"}
    assert (said["recall"], said["questions"]) == (100.0, 1)
    assert not (tmp_path / "data").exists(), "the user's own library is not touched"


# What can go wrong -------------------------------------------------------------------------------------------------


def test_the_starter_corpus_is_offered_once(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "treaty.md").write_text(TREATY)
    monkeypatch.setenv("ASSISTANT_STARTER_CORPUS", "on")
    monkeypatch.setenv("ASSISTANT_STARTER_CORPUS_DIR", str(corpus))
    first = briefing("library", "--json")
    assert [d["id"] for d in first.json["documents"]] == ["treaty"]
    assert "passages" in first.err
    briefing("remove", "treaty")
    assert briefing("library", "--json").json == {"documents": []}


@pytest.mark.parametrize(
    ("argv", "error"),
    [
        (["ask", "Who?"], "EmptyLibrary"),
        (["search", "Who?"], "EmptyLibrary"),
        (["phrases", "a word"], "EmptyLibrary"),
        (["ask", " "], "BadQuestion"),
        (["ask", "x" * 5000], "BadQuestion"),
        (["ask", "caf\udce9?"], "BadQuestion"),
        (["ask", "--questions", "nowhere.jsonl"], "EvaluationError"),
        (["show", "nobody"], "UnknownDocument"),
        (["show", "caf\udce9"], "UnknownDocument"),
        (["evaluate", "answers", "nowhere.json"], "EvaluationError"),
        (["evaluate", "retrieval", "nowhere"], "EvaluationError"),
        (["serve", "--host", "0.0.0.0"], "HostRefused"),
        (["serve", "--port", "99999"], "SettingsError"),
    ],
)
def test_a_named_error_is_one_line_and_one_object(briefing: Briefing, argv: list[str], error: str) -> None:
    ran = briefing(*argv, "--json")
    assert ran.status == 1
    assert set(ran.json) == {"error"}
    assert ran.json["error"]["type"] == error
    assert ran.json["error"]["message"]
    plain = briefing(*argv)
    assert (plain.status, plain.out) == (1, b"")
    assert plain.err.startswith("briefing: ")
    assert plain.err.count("\n") == 1


def test_a_misspelt_setting_is_a_named_error(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PROT", "1")
    assert briefing("library", "--json").json["error"]["type"] == "SettingsError"


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["dance"],
        ["ask"],
        ["ask", "Who?", "--questions", "file.jsonl"],
        ["ask", "Who?", "--from", "yesterday"],
        ["search", "Who?", "-k", "0"],
        ["search", "Who?", "-k", "some"],
        ["ingest"],
        ["show", "one", "--version", "first"],
        ["serve", "--port", "http"],
        ["evaluate", "everything", "x"],
    ],
)
def test_bad_usage_exits_with_two(briefing: Briefing, argv: list[str]) -> None:
    ran = briefing(*argv)
    assert (ran.status, ran.out) == (2, b"")
    assert "usage: briefing" in ran.err


def test_a_library_in_use_says_by_whom(briefing: Briefing, tmp_path: Path, filled: Ran) -> None:
    code = "import sys; from pathlib import Path; from assistant.library.owner import Owner; sys.argv = ['briefing', "
    code += f"'serve']; o = Owner(Path({str(tmp_path / 'data')!r})); print('held', flush=True); sys.stdin.read()"
    other = subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        ran = briefing("ask", "How many ships?", "--json")
        assert (ran.status, ran.json["error"]["type"]) == (1, "LibraryInUse")
        assert f"in use by briefing serve (process {other.pid})" in ran.json["error"]["message"]
        assert briefing("doctor", "--repair", "--json").json["error"]["type"] == "LibraryInUse"
        assert len(briefing("library", "--json").json["documents"]) == 2, "what needs the shelf alone goes on"
        assert briefing("show", "letter", "--text").out == LETTER.encode()
    finally:
        other.kill()
        other.communicate()


# The process -------------------------------------------------------------------------------------------------------

HEAVY = {"numpy", "torch", "chromadb", "tantivy", "langchain_core", "sentence_transformers", "gradio", "pydantic"}


@pytest.mark.parametrize("argv", [["--help"], ["ask", "--help"], ["evaluate", "--help"]])
def test_help_loads_nothing_heavy(argv: list[str]) -> None:
    code = f"""
import sys
from assistant.cli import main
try:
    main({argv!r})
except SystemExit as end:
    assert end.code == 0
print(*sorted({{name.partition(".")[0] for name in sys.modules}}), file=sys.stderr)
"""
    ran = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("usage: briefing")
    assert not HEAVY & set(ran.stderr.split())


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    """As in ``briefing show treaty --text | head -1``, in a terminal that speaks no UTF-8."""
    shelf = Shelf(tmp_path / "data" / "shelf.sqlite")
    shelf.put(Document("long", 1, "最も親しい同志\n" * 40_000, Metadata("Long")), named=False)
    shelf.close()
    settings = {"ASSISTANT_DATA_DIR": str(tmp_path / "data"), "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [sys.executable, "-m", "assistant", "show", "long", "--text"]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=PROJECT, env={**os.environ, **settings}, **streams) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().decode() == "最も親しい同志\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


# Comparing -----------------------------------------------------------------------------------------------------


def test_compare_prints_the_contracts_object(briefing: Briefing, filled: Ran) -> None:
    ran = briefing("compare", "treaty", "letter", "--json")
    assert ran.status == 0
    assert list(ran.json) == [
        "a", "b", "facts", "slots", "alignment", "phrases", "absent", "summary", "citations",
    ]  # fmt: skip
    assert (ran.json["a"], ran.json["b"]) == ("treaty", "letter")
    assert all(set(c) == CITATION_KEYS for c in ran.json["citations"])
    assert {pair["relation"] for pair in ran.json["alignment"]} <= {"same", "reworded", "moved", "only_a", "only_b"}


def test_compare_in_plain_words_and_as_a_file(briefing: Briefing, filled: Ran, tmp_path: Path) -> None:
    said = briefing("compare", "treaty", "letter").out.decode()
    assert "What changed first" in said
    assert "A: Treaty of friendship" in said
    file = tmp_path / "out.md"
    ran = briefing("compare", "treaty", "letter", "--out", file, "--json")
    assert ran.status == 0
    assert ran.json["a"] == "treaty"
    assert file.read_text(encoding="utf-8").startswith("# Comparison")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("treaty", "treaty"), "SameDocument"),
        (("treaty", "nothing"), "UnknownDocument"),
        (("treaty", "letter", "--out", "out.xyz"), "UnknownExport"),
    ],
)
def test_compare_names_what_is_wrong(briefing: Briefing, filled: Ran, arguments: tuple[str, ...], error: str) -> None:
    ran = briefing("compare", *arguments, "--json")
    assert ran.status == 1
    assert ran.json["error"]["type"] == error
    assert len(ran.err.strip().splitlines()) == 1
