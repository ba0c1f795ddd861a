"""The nouns of the house, each holding what leads back to its source.

The chain of evidence reads from left to right: a `Document` is cut into `Passage`s, a search returns `Hit`s on
passages, an `Answer` is made of `Sentence`s, and each sentence points to `Citation`s. A citation is a span of its
document's own text: ``quote == document.text[start:end]``, always. Offsets are Unicode code points, half open.

Records are frozen and know nothing of files, stores or models.
"""

from assistant.records.answers import Answer, Choice, Form, Found, Hit, Question, Sentence, Support
from assistant.records.askers import LOCAL, ROLES, Asker, Door, Role
from assistant.records.briefs import Brief, BriefSection, BriefSentence, Coverage, PaperSize
from assistant.records.checks import (
    Check,
    Claim,
    ClaimVerdict,
    Evidence,
    Mismatch,
    MismatchKind,
    Stance,
    Verdict,
)
from assistant.records.cited import CitedSentence, CitedText, GivenPassage
from assistant.records.comparisons import (
    Absence,
    Aligned,
    Comparison,
    Edit,
    Fact,
    PhraseUse,
    Relation,
    Slot,
    SummaryLine,
    Touch,
)
from assistant.records.documents import (
    Citation,
    Completeness,
    Document,
    Metadata,
    Passage,
    Quotation,
    Scope,
    Source,
    Span,
)
from assistant.records.phrases import Course, Ledger, Phrase, Use, Witness
from assistant.records.places import Box, PageImage, PlacedWord
from assistant.records.reports import Failure, IngestReport
from assistant.records.talks import KeptAt, Opinion, TalkEntry

__all__ = [
    "LOCAL",
    "ROLES",
    "Absence",
    "Aligned",
    "Answer",
    "Asker",
    "Box",
    "Brief",
    "BriefSection",
    "BriefSentence",
    "Check",
    "Choice",
    "Citation",
    "CitedSentence",
    "CitedText",
    "Claim",
    "ClaimVerdict",
    "Comparison",
    "Completeness",
    "Course",
    "Coverage",
    "Document",
    "Door",
    "Edit",
    "Evidence",
    "Fact",
    "Failure",
    "Form",
    "Found",
    "GivenPassage",
    "Hit",
    "IngestReport",
    "KeptAt",
    "Ledger",
    "Metadata",
    "Mismatch",
    "MismatchKind",
    "Opinion",
    "PageImage",
    "PaperSize",
    "Passage",
    "Phrase",
    "PhraseUse",
    "PlacedWord",
    "Question",
    "Quotation",
    "Relation",
    "Role",
    "Scope",
    "Sentence",
    "Slot",
    "Source",
    "Span",
    "Stance",
    "SummaryLine",
    "Support",
    "TalkEntry",
    "Touch",
    "Use",
    "Verdict",
    "Witness",
]
