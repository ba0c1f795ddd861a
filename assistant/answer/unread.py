"""What is said where the embedding model cannot read a question: how it was searched, and what that leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.library.readable import Readable
from assistant.library.script import letters
from assistant.records import Answer, Hit

BY_WORDS = "The embedding model does not read {scripts}: only passages that share words with it were looked for."
ELSEWHERE = (
    "None was found in that script. Ask in the language of the sources, or set ASSISTANT_EMBEDDING_MODEL to a model "
    "that reads both."
)


def with_unread(answer: Answer, question: str, hits: Sequence[Hit], readable: Readable) -> Answer:
    """`answer` with a notice on top where the model behind `readable` cannot read `question`, answered from `hits`."""
    if readable.share(question) > 0:
        return answer
    unread = readable.unread(question)
    told = BY_WORDS.format(scripts=" and ".join(script.name for script in unread))
    if not any(letters(hit.passage.text).keys() & set(unread) for hit in hits):
        told = f"{told} {ELSEWHERE}"
    return replace(answer, notices=(told, *answer.notices))
