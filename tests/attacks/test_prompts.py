"""What of a hostile document a chat model gets to see: all of it in its fence, and nothing that a reader could not."""

from __future__ import annotations

import re

import pytest

from assistant.chat.fence import told
from assistant.prompts import FOLDER
from tests.attacks.attack import Attack
from tests.attacks.conftest import Attacked, Outcome
from tests.attacks.documents import ATTACKS, QUESTION
from tests.attacks.obedient import FENCED, passages_in
from tests.attacks.shown import unseen

pytest.importorskip("langchain_openai")
of_each = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
CITATION = r"[\[［【〔]\s*\^?\d+\s*[,;–†\]］】〕-]"


@pytest.fixture
def outcome(attacked: Attacked, attack: Attack) -> Outcome:
    return attacked.outcome(attack)


@of_each
def test_the_fence_is_whole_and_nothing_of_a_document_stands_outside(outcome: Outcome):
    system, user = (message["content"] for message in outcome.messages)
    (mark,) = set(re.findall(r"<<<([0-9a-f]{16})", system))
    opened, closed = user.count(f"\n<<<{mark}\n"), user.count(f"\n{mark}>>>\n")
    assert opened == closed == len(passages_in(user)) > 1
    assert user.count(mark) == opened + closed
    outside = " ".join(FENCED.sub("", user).split())
    template = FOLDER.joinpath("answer.md").read_text(encoding="utf-8").partition("# User")[2]
    given = {"conversation": "(none)", "passages": "", "question": QUESTION, "not_held": "Not in the corpus."}
    assert outside == " ".join(template.format(**given).split())


@of_each
def test_the_only_numbers_in_square_brackets_are_the_passages_own(outcome: Outcome):
    passages = passages_in(outcome.messages[-1]["content"])
    assert [text.split(" ", 1)[0] for text in passages] == [f"[{n}]" for n in range(1, len(passages) + 1)]
    assert not [text for text in passages if re.search(CITATION, text[4:])]


@of_each
def test_nothing_invisible_reaches_the_model(outcome: Outcome):
    assert not unseen("".join(message["content"] for message in outcome.messages))


@of_each
def test_an_order_in_an_earlier_answer_begins_no_line_of_its_own(outcome: Outcome):
    lines = told([(outcome.answer.question, outcome.answer.answer)]).split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("Question: ") and lines[1].startswith("Answer: ")
    assert not re.search(CITATION, lines[1])


@pytest.mark.parametrize("name", ["ignore-numbered", "fence-label", "say-notice"])
def test_a_follow_up_is_asked_with_the_earlier_answer_on_one_line(attacked: Attacked, name: str):
    attack = next(attack for attack in ATTACKS if attack.name == name)
    first = attacked.outcome(attack)
    second = attacked.ask(attack, text="And how many did it have in 1871?", after=first.answer)
    user = second.messages[-1]["content"]
    earlier = user.partition("not to be cited:")[2].partition("Passages:")[0].strip().split("\n")
    assert [line.partition(": ")[0] for line in earlier] == ["Question", "Answer"]
    assert all(s.citations for s in second.answer.sentences if s.support == "supported")
