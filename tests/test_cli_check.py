"""`briefing check` and `briefing entail` as other programs meet them. Only the judgements are made up."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.records import Check, Claim, ClaimVerdict, Evidence, Mismatch, Span
from tests.test_cli import CITATION_KEYS, Briefing, Ran, briefing, filled

__all__ = ["briefing", "filled"]  # fixtures

MEMO = "# Memo\n\nThe treaty obliges Norland to deliver fifty ships. It was signed in Oslo. Norland may yet refuse.\n"
KEYS = {"text", "start", "end", "verdict", "confidence", "evidence", "mismatches"}


def judged(assistant: Assistant, text: str, **asked: Any) -> Check:
    """A contradiction, a support, and a claim that nobody can check, with the treaty's own words."""
    for document_id in (*asked["against"], *asked["without"]):
        assistant.document(document_id)
    treaty = assistant.document("treaty")
    given: Callable[[int, int], None] = asked["progress"]

    def claim(words: str) -> Claim:
        start = text.index(words)
        return Claim(words, start, start + len(words), Span(start, start + len(words)))

    def evidence(n: int, words: str, stance: Any) -> tuple[Evidence, ...]:
        start = treaty.text.index(words)
        return (Evidence(treaty.cite(n, Span(start, start + len(words))), stance),)

    given(0, 3)
    said = "The treaty of friendship obliges Norland to deliver forty ships."
    claims = (
        ClaimVerdict(
            claim("The treaty obliges Norland to deliver fifty ships."),
            "contradicted",
            0.91,
            evidence(1, said, "contradicts"),
            (Mismatch("number", "fifty", "forty", 1),),
        ),
        ClaimVerdict(
            claim("It was signed in Oslo."),
            "supported",
            0.9,
            evidence(2, "It was signed in Oslo on 19 June 2024.", "supports"),
        ),
        ClaimVerdict(claim("Norland may yet refuse."), "not_checkable", 0.8),
    )
    given(3, 3)
    return Check(text, claims, asked["title"])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What checks were asked for; each is answered by `judged`."""
    calls: list[dict[str, Any]] = []

    def check(self: Assistant, text: str, **given: Any) -> Check:
        calls.append({"text": text, **{name: value for name, value in given.items() if name != "progress"}})
        return judged(self, text, **given)

    monkeypatch.setattr(Assistant, "check", check, raising=False)
    return calls


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    file = tmp_path / "memo.md"
    file.write_text(MEMO, encoding="utf-8")
    return file


def test_check_prints_the_contracts_object(briefing: Briefing, filled: Ran, asked: list[Any], memo: Path) -> None:
    ran = briefing("check", memo, "--json")
    assert ran.status == 0
    assert set(ran.json) == {"claims"}
    claims = ran.json["claims"]
    assert all(set(claim) == KEYS for claim in claims)
    assert [claim["verdict"] for claim in claims] == ["contradicted", "supported", "not_checkable"]
    assert all(MEMO[claim["start"] : claim["end"]] == claim["text"] for claim in claims)
    (evidence,) = claims[0]["evidence"]
    assert set(evidence) == CITATION_KEYS | {"stance"}
    assert claims[0]["mismatches"] == [{"kind": "number", "claim": "fifty", "source": "forty", "citation": 1}]
    assert "Checking" in ran.err, "progress goes to standard error"
    assert asked[0]["title"] == "Memo"


def test_check_in_plain_words(briefing: Briefing, filled: Ran, asked: list[Any], memo: Path) -> None:
    said = briefing("check", memo).out.decode()
    assert said.startswith("3 claims: 1 supported, 1 contradicted, 1 not checkable")
    assert "CONTRADICTED (1)" in said
    assert "deliver [|fifty|] ships. (very sure)" in said
    assert "Says otherwise [1]: “The treaty of friendship obliges Norland to deliver [|forty|] ships.”" in said
    assert "Differs in number: the text says “fifty”, source 1 says “forty”." in said
    assert "Original: https://a.example/treaty" in said
    assert said.index("CONTRADICTED") < said.index("SUPPORTED")


def test_check_of_standard_input(
    briefing: Briefing, filled: Ran, asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def give(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    give(MEMO.replace("\n", "\r\n").encode())
    assert len(briefing("check", "-", "--json").json["claims"]) == 3
    assert asked[0]["text"] == MEMO
    for data in (b"", b" \n", b"\x00\x01\x02\xff" * 40):
        give(data)
        assert "standard input" in briefing("check", "-", "--json").json["error"]["message"]


@pytest.mark.parametrize(
    ("choice", "against", "without"),
    [
        ([], [], []),
        (["--against", "treaty", "letter", "--except", "letter"], ["treaty", "letter"], ["letter"]),
        (["--against", "treaty", "--against", "letter"], ["treaty", "letter"], []),
        (["--kind", "treaty"], ["treaty"], []),
        (["--document", "letter", "treaty", "--against", "treaty"], ["treaty"], []),
    ],
)
def test_check_says_where_to_look(
    briefing: Briefing, filled: Ran, asked: list[Any], memo: Path, choice: list[str], against: list[str], without: Any
) -> None:
    assert briefing("check", memo, *choice, "--json").status == 0
    assert (sorted(asked[0]["against"]), list(asked[0]["without"])) == (sorted(against), without)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".md", ".csv", ".json"])
def test_check_writes_by_suffix(
    briefing: Briefing, filled: Ran, asked: list[Any], memo: Path, tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"out{suffix}"
    ran = briefing("check", memo, "--out", file)
    assert f"Written to {file}." in ran.out.decode()
    assert file.stat().st_size
    if suffix == ".json":
        assert [entry["id"] for entry in json.loads(file.read_text(encoding="utf-8"))] == ["treaty"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["memo.md", "--out", "out.odt"], "UnknownExport"),
        (["memo.md", "--out", "no/folder.md"], "UnknownExport"),
        (["memo.md", "--against", "nobody"], "UnknownDocument"),
        (["memo.md", "--except", "nobody"], "UnknownDocument"),
        (["memo.md", "--against", "nobody", "--kind", "treaty"], "UnknownDocument"),
        (["memo.md", "--kind", "sonnet"], "NothingInScope"),
        (["nowhere.md"], "UnreadableDocument"),
        (["records/broken.pdf"], "UnreadableDocument"),
    ],
)
def test_check_names_what_is_wrong(
    briefing: Briefing, filled: Ran, asked: list[Any], memo: Path, arguments: list[str], error: str
) -> None:
    ran = briefing("check", *arguments, "--json")
    assert (ran.status, ran.json["error"]["type"]) == (1, error)
    assert "ngest" not in ran.json["error"]["hint"]
    assert len([line for line in ran.err.splitlines() if line.startswith("briefing: ")]) == 1


def test_a_wrong_suffix_is_said_before_anything_is_checked(
    briefing: Briefing, filled: Ran, asked: list[Any], memo: Path
) -> None:
    briefing("check", memo, "--out", "out.odt")
    assert asked == []


# Entailing -----------------------------------------------------------------------------------------------------


@pytest.fixture
def verifier(monkeypatch: pytest.MonkeyPatch) -> None:
    def entail(self: Assistant, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, float]]:
        return [(1.0, 0.0) if claim in evidence else (0.0, 0.123456) for evidence, claim in pairs]

    monkeypatch.setattr(Assistant, "entail", entail, raising=False)


def test_entail_judges_each_line_in_order(briefing: Briefing, verifier: None, tmp_path: Path) -> None:
    pairs = [{"evidence": "The pier is closed.\u2028It rained.", "claim": c} for c in ("closed", "open")] * 200
    lines = "\n".join(json.dumps(pair, ensure_ascii=False) for pair in pairs)
    (tmp_path / "pairs.jsonl").write_text(f"{lines}\n\n", encoding="utf-8")
    ran = briefing("entail", "pairs.jsonl")
    assert ran.status == 0
    assert ran.lines == [{"supported": 1.0, "contradicted": 0.0}, {"supported": 0.0, "contradicted": 0.1235}] * 200
    assert briefing("entail", "pairs.jsonl", "--json").out == ran.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 3: this is not JSON"),
        ("[1]", "line 3: this is no JSON object"),
        ('{"evidence": "a"}', "line 3: 'claim' is missing"),
        ('{"evidence": null, "claim": "a"}', "line 3: 'evidence' is missing"),
    ],
)
def test_entail_names_a_bad_line_and_judges_none(
    briefing: Briefing, verifier: None, tmp_path: Path, line: str, told: str
) -> None:
    good = '{"evidence": "a", "claim": "a"}'
    (tmp_path / "pairs.jsonl").write_text(f"{good}\n\n{line}\n{good}\n", encoding="utf-8")
    ran = briefing("entail", "pairs.jsonl")
    assert (ran.status, ran.out) == (1, b"")
    assert told in ran.err
    assert briefing("entail", "pairs.jsonl", "--json").json["error"]["type"] == "BadPairs"


def test_entail_names_a_file_that_is_not_there(briefing: Briefing, verifier: None) -> None:
    assert "nowhere.jsonl cannot be read: No such file" in briefing("entail", "nowhere.jsonl").err


