"""A question in its conversation → what it means: read in full words, over which documents, and what was assumed.

The words are `phrases`' and `relative`'s part, the choice among documents `choose`'s, one clause `clause`'s; here they
are put together, for questions that stand alone as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.library.scope import in_scope
from assistant.library.terms import analyse
from assistant.records import Document, Question, Scope
from assistant.search.address import addressed
from assistant.search.calls import call
from assistant.search.choose import ANY, Talk, has, is_kind
from assistant.search.clause import resolve_clause
from assistant.search.named import acts as acts
from assistant.search.named import meets as meets
from assistant.search.named import named_documents
from assistant.search.one_text import OF_ONE_TEXT, equally_named, meant
from assistant.search.pair import compared
from assistant.search.phrases import PRONOUNS, REPLIES, ellipsis, mentions
from assistant.search.reading import Reading
from assistant.search.referred import wish_of
from assistant.search.relative import shifts
from assistant.search.rewrite import Clause
from assistant.search.stop_words import STOP
from assistant.search.throughout import gone_through, of_several

_LEANS = re.compile(
    r"^\W*(?:and|but|so|also|what about|how about|then|why(?! (?:did|does|do|was|were|is|are|has|have|had) [A-Z]))\b"
    r"|\b(?:it|its|this|that|these|those|they|them|their|"
    r"he|she|his|her|"
    r"him|hers|theirs|there|the same|the former|the latter|the two|the (?:last|previous|next|other|earlier|new) \w+|"
    r"(?:too|as well)(?=\?)|"
    r"this (?:message|text|document))\b",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"\W*(?i:what|who) (?i:is|are|was|were) (?:the |an? )?(?P<thing>(?=.*[A-Z])"
    r"(?:(?!\b(?:it|its|this|that|he|his|she|her|they|their)\b)[^,;?])+)"
)
"""What is asked further of "it" is asked of the thing that it begins with: "what is the MSMT, and who founded it?"."""
_AND_FROM = re.compile(
    r"\W*(?:and|but|so|what about|how about|and what about|and how about)\s+(?:from |with |to |than )?"
    r"(?P<other>(?:the|that|his|her|their|its|[A-Z][\w. -]*['’]s)\s[^?]*?)\W*$",
    re.IGNORECASE,
)
_EARLIER_BODY = re.compile(
    r"\b(?:the|its) (?:earlier|former|old|previous|original|first) (?:body|panel|team|committee|group|mechanism)\b"
    r"|\b(?:the|its) predecessor\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"[A-Z][\w-]*(?:\s+(?:[A-Z][\w-]*|of(?=\s[A-Z])))+")
MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked: what sentences are held against, and in which documents (none: all in the scope)."""

    reading: Reading
    documents: tuple[str, ...] = ()
    search: str = ""  # what passages are searched with


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with its words read and its documents found. ``question.text`` is the question as it was read."""

    question: Question
    reading: Reading
    scope: Scope
    named: tuple[Document, ...] = ()  # documents that the question names, best first
    follows: bool = False  # whether it leans on what was said before
    asked: str = ""  # the question in its own words
    parts: tuple[Part, ...] = ()
    compared: tuple[Document, ...] = ()  # the two that a comparison means, in the order meant
    about: tuple[Document, ...] = ()  # what is talked of from now on
    assumed: str | None = None
    choices: tuple[Document, ...] = ()
    missing: str = ""  # what the question refers to and the library does not hold
    tie: tuple[Document, ...] = field(default=())  # equals, of which one has to be named first
    through: tuple[Document, ...] = ()  # the texts that are gone through for what a presence question looks for

    @property
    def compares(self) -> bool:
        """Whether it asks how two documents differ, and both are known."""
        return self.reading.form == "comparison" and len(self.compared) == 2 and not self.tie and not self.missing


def understand(question: Question, catalogue: Sequence[Document], rarity: Callable[[str], float]) -> Understood:
    """Read `question` against what is known of all documents in the library."""
    if (whole := _goes_on_comparing(question)) is not None:
        return replace(understand(replace(question, text=whole), catalogue, rarity), asked=question.text)
    inside = tuple(d for d in catalogue if in_scope(d, question.scope)) if question.scope else tuple(catalogue)
    reading = Reading(question.text)
    if of_several(reading) and (texts := gone_through(reading, inside)):
        return replace(_alone(question, reading, (), inside), through=texts)
    fitting = named_documents(reading, inside, rarity)
    if reading.form in OF_ONE_TEXT:
        fitting = meant(reading, fitting, inside)
    named = tuple(document for document, _ in fitting)
    talk = _talk(question, catalogue, inside)
    if talk.focus and _follows(reading, talk, named):
        if (earlier := _earlier_body(question.text, talk)) is not None:
            return _over(question, [earlier], named, talk)
        clauses = _clauses(question.text, reading, talk)
        if any(_tells(clause, question.text) for clause in clauses):
            return _over(question, clauses, named, talk)
    if reading.form == "comparison" and (clause := compared(question.text, talk)) is not None:
        return _over(question, [clause], named, talk)
    alone = _alone(question, reading, fitting, inside)
    return alone if alone.named or alone.tie else replace(alone, through=gone_through(reading, inside))


def _goes_on_comparing(question: Question) -> str | None:
    """"And from the one in 2022?" after a comparison, as the whole question that it is short for."""
    found = _AND_FROM.match(question.text)
    if found is None or not mentions(found["other"]) or Reading(_before(question)).form != "comparison":
        return None
    return f"How does it differ from {found['other']}?"


def _before(question: Question) -> str:
    """The last question, as it was understood where that is known."""
    return question.read_before or (question.conversation[-1] if question.conversation else "")


def leans(reading: Reading) -> bool:
    """Whether the words lean on something said before: "it", "this message", "and what …"."""
    return bool(_LEANS.search(reading.text))


def _talk(question: Question, catalogue: Sequence[Document], inside: Sequence[Document]) -> Talk:
    """What the question is asked against. Documents chosen one by one are talked of; references may lead beyond."""
    held = {d.id: d for d in catalogue}
    talked_of = dict.fromkeys((*question.talked_of, *question.last_cited))
    chosen = question.scope.documents
    focus = [held[i] for i in talked_of if i in held]
    focus = focus or [held[i] for i in chosen if i in held]
    documents = catalogue if chosen else inside
    return Talk(tuple(documents), tuple(focus), _before(question), chosen=frozenset(chosen))


def _follows(reading: Reading, talk: Talk, named: Sequence[Document]) -> bool:
    text = reading.text
    first, *more = reading.parts
    if more and (own := _INTRODUCES.fullmatch(first.asks)) and not mentions(own["thing"]):
        return False
    if named and reading.periods and not re.search(r"\b(?:his|her|he|she|it|this|that|same|its|their)\b", text):
        goes_on = re.match(r"\W*(?:and|but|so|what about|how about)\b", text, re.IGNORECASE)
        if (reading.people or reading.parties) and not goes_on:
            return all(p.first.startswith("0000") for p in reading.periods)
    if leans(reading) or shifts(text) or ellipsis(text):
        return True
    if REPLIES.search(text) and talk.subject is not None and talk.subject.metadata.recipient:
        return True
    phrases = [m for m in mentions(text) if m.noun and not m.issuer]
    pointing = [m for m in phrases if not m.fixes or (m.time and not m.recipient and not m.words)]
    if talk.subject is not None and any(is_kind(talk.subject, m.noun) or m.noun in ANY for m in pointing):
        return True
    return _speaks_of_the_same(text, talk)


def _speaks_of_the_same(text: str, talk: Talk) -> bool:
    """Whether it asks about "the delegation" that was asked about just before, or about a numbered part of a text."""
    before = set(analyse(talk.before))
    nouns = re.findall(r"\bthe ([a-z]{4,})\b", text)
    known = [n for n in nouns if (terms := [t for t in analyse(n) if t not in STOP]) and set(terms) <= before]
    return bool(known) or bool(Reading(text).numbered and not Reading(text).parties)


def _clauses(text: str, reading: Reading, talk: Talk) -> list[Clause]:
    """One clause for each thing asked; a comparison is one, and so is whatever is no lookup."""
    if reading.form == "comparison" and (both := compared(text, talk)) is not None:
        return [both]
    pieces = [part.asks or part.text for part in reading.parts] if reading.form == "lookup" else [text]
    found: list[Clause] = []
    for piece in pieces:
        found.append(resolve_clause(piece, talk))
    documents = {clause.documents for clause in found}
    if len(found) > 1 and len(documents) == 1 and not any(c.missing or c.tie for c in found):
        return [resolve_clause(text, talk)] if not shifts(text) else found
    return found


def _tells(clause: Clause, text: str) -> bool:
    return bool(clause.documents or clause.missing or clause.tie or clause.read_as != text)


def _over(question: Question, clauses: Sequence[Clause], named: tuple[Document, ...], talk: Talk) -> Understood:
    read_as = _joined([clause.read_as for clause in clauses])
    plain = clauses[0].plain if len(clauses) == 1 else _joined([clause.plain for clause in clauses])
    pair = clauses[0].documents if Reading(question.text).form == "comparison" and len(clauses) == 1 else ()
    if len(pair) == 2:
        parts = tuple(Part(Reading(plain, plain), (d.id,), read_as) for d in pair)
    elif len(clauses) == 1:
        ids = tuple(d.id for d in clauses[0].documents)
        parts = tuple(Part(r, ids, read_as) for r in Reading(plain).parts)
    else:
        parts = tuple(Part(Reading(c.plain, c.plain), tuple(d.id for d in c.documents), c.read_as) for c in clauses)
    scoped = all(part.documents for part in parts)
    ids = tuple(dict.fromkeys(i for part in parts for i in part.documents)) if scoped else ()
    beyond = [
        d for c in clauses for d in c.documents if question.scope.documents and d.id not in question.scope.documents
    ]
    notes = [clause.assumed for clause in clauses if clause.assumed]
    notes += [f"{call(d)} is not among the documents chosen" for d in beyond[:1] if len(beyond) < 3]
    return Understood(
        question=replace(question, text=read_as),
        reading=Reading(plain),
        scope=Scope(documents=ids) if ids else question.scope,
        named=tuple(d for c in clauses for d in c.documents[:2]) or (named if not scoped else ()),
        follows=True,
        asked=question.text,
        parts=parts,
        compared=pair if len(pair) == 2 else (),
        about=tuple(dict.fromkeys(d for clause in clauses for d in clause.about)) or talk.focus[:1],
        assumed="; ".join(dict.fromkeys(notes)) or None,
        choices=tuple(dict.fromkeys(d for clause in clauses for d in clause.choices))[:MOST_LISTED],
        missing=next((clause.missing for clause in clauses if clause.missing), ""),
        tie=next((clause.tie for clause in clauses if clause.tie), ()),
    )


def _joined(pieces: Sequence[str]) -> str:
    first, *rest = [piece.strip() for piece in pieces]
    said = first.rstrip(" ?,") + "".join(f", {piece.strip(' ,')}".rstrip("?") for piece in rest)
    return first if not rest else f"{said}?"


def _earlier_body(text: str, talk: Talk) -> Clause | None:
    """The body that the occasion or title of what is talked of names, and that an earlier document is about."""
    match, subject = _EARLIER_BODY.search(text), talk.subject
    if match is None or subject is None or talk.anchor is None:
        return None
    known = f"{subject.metadata.occasion or ''}. {subject.metadata.title}"
    for name in sorted(_NAMES.findall(known), key=len, reverse=True):
        own = set(analyse(name)) - STOP
        for document in talk.documents:
            m = document.metadata
            earlier = (m.date or "9999") < talk.anchor.first
            if earlier and len(own) > 1 and own <= set(analyse(f"{m.title} {m.occasion or ''}")):
                read_as = f"{text[: match.start()]}the {name}{text[match.end() :]}"
                return Clause(
                    read_as, f"{text[: match.start()]}it{text[match.end() :]}", (document,), about=(document,)
                )
    return None


# Questions that stand alone -----------------------------------------------------------------------------------------


def _alone(
    question: Question, reading: Reading, fitting: Sequence[tuple[Document, float]], inside: Sequence[Document]
) -> Understood:
    """A question without references; where what it names is several documents, that is said."""
    named = tuple(document for document, _ in fitting)
    equals = _equals(reading, named, inside) if not question.scope.documents else ()
    one = reading.form in OF_ONE_TEXT
    if one and not equals and not question.scope.documents:
        equals = equally_named(fitting, MOST_LISTED)
    listed = equals[:MOST_LISTED]
    assumed = (
        f"{len(equals)} documents fit what the question names; all of them were searched"
        if equals and not one
        else None
    )
    return Understood(
        question=question,
        reading=reading,
        scope=question.scope,
        named=named,
        asked=question.text,
        parts=_parts(reading, inside),
        about=named[:MOST_LISTED],
        assumed=assumed,
        choices=listed,
        tie=listed if one else (),
    )


def _parts(reading: Reading, inside: Sequence[Document]) -> tuple[Part, ...]:
    """Each thing asked; who addresses whom is asked of the documents from the one to the other."""
    if reading.form != "lookup":
        return (Part(reading),)
    pieces = [r.asks or r.text for r in reading.parts]
    asked = addressed(pieces, inside)
    return tuple(
        Part(Reading(plain, plain), ids, plain) if ids and len(pieces) > 1 else Part(r, ids)
        for r, (plain, ids) in zip(reading.parts, asked, strict=True)
    )


def _equals(reading: Reading, named: Sequence[Document], inside: Sequence[Document]) -> tuple[Document, ...]:
    """The documents of one kind, sender and addressee that a phrase in the singular names without telling which."""
    phrases = [m for m in mentions(reading.text) if m.fixes and not m.noun.endswith("s") and not m.time and not m.order]
    if not phrases or reading.periods or reading.ordinals:
        return ()
    if phrases[0].issuer and phrases[0].recipient and phrases[0].issuer not in PRONOUNS:
        wish = wish_of(phrases[0], reading.text, Talk(tuple(inside)))
        named = [d for d in inside if wish is not None and has(d, wish, Talk(tuple(inside)))] or named
    if len(named) < 2:
        return ()
    made = [(d.metadata.kind, d.metadata.issuer, d.metadata.recipient) for d in named]
    commonest = max(made, key=made.count)
    same = [d for d, how in zip(named, made, strict=True) if how == commonest]
    return tuple(same) if len(same) > 1 and commonest[0] == "message" else ()
