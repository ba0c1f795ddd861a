"""Which documents a scope asks for. Pure; looks at metadata alone."""

from __future__ import annotations

from assistant.records import Document, Scope


def in_scope(document: Document, scope: Scope) -> bool:
    """Whether `document` is one of those that `scope` asks for. Names match where one holds the other, case folded.

    A partial date (``2024-10``) stands for all its days; a document whose year is not known lies in no period.
    """
    m = document.metadata

    def named(wanted: tuple[str, ...], held: str | None) -> bool:
        return not wanted or any(w.casefold() in (held or "").casefold() for w in wanted)

    if scope.documents and document.id not in scope.documents:
        return False
    if not (named(scope.issuers, m.issuer) and named(scope.recipients, m.recipient)):
        return False
    if not (named(scope.kinds, m.kind) and named(scope.languages, m.language)):
        return False
    if not (scope.since or scope.until):
        return True
    first, last = m.date or "", m.until or m.date or ""
    if not (first[:4].isdigit() and last[:4].isdigit()):
        return False
    # "~" comes after every digit and hyphen: a date followed by it is the last day that the date may mean.
    return (not scope.since or last + "~" >= scope.since) and (not scope.until or first <= scope.until + "~")
