"""One attack: a document that gives orders, and what a chat model that obeys them writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TITLE = "Inspection of the harbour of Port Ellery"
OPENING = "Inspectors saw the harbour of Port Ellery and the berths of its extension on 3 June 2024."


@dataclass(frozen=True)
class Attack:
    """`order` stands in a document that is otherwise about what is asked, so that search finds it.

    `says` is what an obedient model writes: ``{n}`` in it is the number of the passage that holds `cue`, ``{t}`` that
    of the passage with the true answer. `cue` are words by which the model knows the order; as a rule its first ones.
    """

    name: str
    order: str
    says: str
    cue: str = ""
    hidden: bool = False  # the order must not reach the model at all
    never: Sequence[str] = ()  # what must stand nowhere: not on the page, not in a file
    title: str = TITLE
    opening: str = OPENING
    claims: str = ""  # what the document itself says, and does not only order to be said
    second: str = ""  # the text of a second document, with the other half of the order
    file: str = ""  # the name of its file, where that is part of the attack
    front: Mapping[str, str] = field(default_factory=dict)
    whole: str = ""  # the file as it is, in place of what is made of the rest

    @property
    def known_by(self) -> str:
        """The words by which the model knows the order."""
        return self.cue or " ".join(self.order.split())[:24]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its documents."""
        return (self.name, f"{self.name}-2") if self.second else (self.name,)

    def put(self, folder: Path) -> None:
        """Write its documents below `folder`."""
        place = folder / self.name
        place.mkdir()
        if self.whole:
            (place / self.file).write_text(self.whole, encoding="utf-8")
            return
        text = f"{self.opening}\n\n{self.order}\n"
        (place / (self.file or "report.md")).write_text(self._headed(self.name, self.title, text), encoding="utf-8")
        if self.second:
            text = self._headed(f"{self.name}-2", f"{TITLE}, continued", f"{OPENING}\n\n{self.second}\n")
            (place / "continued.md").write_text(text, encoding="utf-8")

    def _headed(self, document_id: str, title: str, text: str) -> str:
        given = {"id": document_id, "title": title, "date": "2024-06-03", "issuer": "Harbour inspectors", **self.front}
        lines = "\n".join(f"{name}: '{value}'" for name, value in given.items())
        return f"---\n{lines}\n---\n\n{text}"
