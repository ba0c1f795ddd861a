"""The lexical index: BM25 over stemmed words, persistent and incremental (tantivy).

Words are made here, the same way for passages and questions: lower case, stems, and neighbouring characters for
scripts that are written without (or with few) spaces: two at a time for Chinese, Japanese and Korean, three for Thai.
tantivy only ever sees finished terms and term queries, never a question to parse: its query parser raises on
ordinary ones. This module is the only place that imports it.
"""

from __future__ import annotations

import math
import re
import shutil
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from assistant.errors import StoreError
from assistant.library.panics import is_panic
from assistant.library.script import (
    ARABIC,
    ARMENIAN,
    BURMESE,
    CYRILLIC,
    DEVANAGARI,
    GREEK,
    HAN,
    HANGUL,
    KANA,
    KHMER,
    LAO,
    THAI,
)
from assistant.library.tantivy_files import garbled
from assistant.library.turn import Changes, nobodys
from assistant.records import Passage

# Vowels and other marks of scripts in which they are no letters of their own; a word goes on over them.
MARKS = r"\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd"
MARKS += r"\u102b-\u103e\u17b4-\u17d3"
WORD = re.compile(rf"[^\W_][^\W_{MARKS}]*(?:[{MARKS}]+[^\W_{MARKS}]*)*(?:['’][^\W_]+)?")
LEFT_OUT = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]"
)
"""Stress, vowel points and the like, which some texts write and others do not, and signs that only join letters."""
CJK = "".join(script.letters for script in (KANA, HAN, HANGUL))
SPACELESS = "".join(script.letters for script in (THAI, LAO, KHMER, BURMESE))
# 2024年10月7日: numbers stand in the midst of other scripts
RUN = re.compile(rf"([{CJK}]+)|([{SPACELESS}]+)|[^{CJK}{SPACELESS}]+")
STEMMERS = ((CYRILLIC, "russian"), (GREEK, "greek"), (ARABIC, "arabic"), (DEVANAGARI, "hindi"), (ARMENIAN, "armenian"))
_STEMMERS = tuple((re.compile(f"[{script.letters}]"), language) for script, language in STEMMERS)
WRITER_BYTES = 64_000_000


def analyse(text: str) -> list[str]:
    """Terms of a text, in order: stems of words, neighbouring characters where no spaces are, numbers as they are."""
    return [term for term, _ in analyse_words(text)]


def analyse_words(text: str) -> list[tuple[str, str]]:
    """(term, the word it was made from, in lower case) of a text, in order."""
    out: list[tuple[str, str]] = []
    plain = text if text.isascii() else LEFT_OUT.sub("", unicodedata.normalize("NFKC", text))
    for match in WORD.finditer(plain.casefold()):
        for run in RUN.finditer(match.group().replace("’", "'").removesuffix("'s")):
            word = run.group()
            if run.lastindex:
                n = run.lastindex + 1  # pairs, or threes
                out.extend((word[i : i + n], word[i : i + n]) for i in range(max(1, len(word) - n + 1)))
            elif word.strip("'"):
                out.append((stem(word), word))
    return out


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one lower-case word."""
    found = () if word.isascii() else (language for letters, language in _STEMMERS if letters.search(word))
    return str(_stemmer(next(iter(found), "english")).stemWord(word))


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Any:  # noqa: ANN401 - PyStemmer has no types
    import Stemmer

    return Stemmer.Stemmer(language)


@runtime_checkable
class Terms(Protocol):
    """BM25 scores of passages for a question, wherever they come from."""

    def replace(self, document_ids: Iterable[str], passages: Iterable[Passage]) -> None:
        """Take out all passages of these documents and put `passages` in."""

    def search(self, question: str, most: int, documents: Sequence[str] | None = None) -> dict[str, float]:
        """Passage id → BM25 score of the best `most` passages that share a term with the question."""

    def rarity(self, term: str) -> float:
        """Inverse document frequency of one term over passages, 0 (in every passage) to 1 (in none)."""

    def damage(self) -> str:
        """What is wrong with the index; empty where nothing is."""

    def count(self) -> int:
        """How many passages are in the index."""

    def clear(self) -> None:
        """Take everything out."""


class TermsIndex:
    """The terms in a folder. One process writes at a time; the caller sees to that."""

    def __init__(self, folder: Path, changes: Changes = nobodys) -> None:
        """Open or create the index in `folder`, in which others may write where there are `changes`.

        Raises:
            StoreError: the folder holds no usable index.
        """
        import tantivy

        self._tantivy, self._folder = tantivy, folder
        self._lock = threading.Lock()
        self._changes, self._seen = changes, changes()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("passage", stored=True, tokenizer_name="raw")
        builder.add_text_field("document", tokenizer_name="raw")
        builder.add_text_field("body", tokenizer_name="finished", index_option="freq")
        builder.add_text_field("context", tokenizer_name="finished", index_option="freq")
        self._schema = builder.build()
        with _named_errors(f"The terms index in {folder} cannot be opened"):
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self._schema, path=str(folder))
            finished = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            self._index.register_tokenizer("finished", finished)
            self._index.reload()

    def replace(self, document_ids: Iterable[str], passages: Iterable[Passage]) -> None:
        """Take out all passages of these documents and put `passages` in, in one commit."""
        with self._lock, _named_errors("The terms index cannot be written"):
            writer = self._index.writer(WRITER_BYTES, 1)
            for document_id in document_ids:
                writer.delete_documents_by_term("document", document_id)
            for passage in passages:
                document = self._tantivy.Document()
                document.add_text("passage", passage.id)
                document.add_text("document", passage.document_id)
                document.add_text("body", " ".join(analyse(passage.text)))
                document.add_text("context", " ".join(analyse(f"{passage.title} {passage.heading}")))
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()

    def search(self, question: str, most: int, documents: Sequence[str] | None = None) -> dict[str, float]:
        """Passage id → BM25 score of the best `most` passages that share a term with the question.

        Source: Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", with k1 = 1.2 and b = 0.75.
        """
        terms = dict.fromkeys(analyse(question))
        if not terms or (documents is not None and not documents):
            return {}
        with _named_errors("The terms index cannot be searched"):
            searcher = self._searcher()
            found = searcher.search(self._query(terms, documents), most)
            return {str(searcher.doc(address)["passage"][0]): float(score) for score, address in found.hits}

    def _query(self, terms: Iterable[str], documents: Sequence[str] | None) -> Any:  # noqa: ANN401 - tantivy's Query
        """Passages with any of the terms, in any of the documents (None for all)."""
        t = self._tantivy
        either: list[Any] = []
        for term in terms:
            body = t.Query.term_query(self._schema, "body", term, index_option="freq")
            context = t.Query.term_query(self._schema, "context", term, index_option="freq")
            either.append((t.Occur.Should, body))
            either.append((t.Occur.Should, t.Query.boost_query(context, CONTEXT_BOOST)))
        query = t.Query.boolean_query(either)
        if documents is not None:
            inside = t.Query.term_set_query(self._schema, "document", list(documents))
            inside = t.Query.const_score_query(inside, 0.0)
            query = t.Query.boolean_query([(t.Occur.Must, query), (t.Occur.Must, inside)])
        return query

    def rarity(self, term: str) -> float:
        """Inverse document frequency of one term over passages, 0 (in every passage) to 1 (in none).

        Source: Robertson & Sparck Jones 1976, scaled to the largest value that this index can give.
        """
        searcher = self._searcher()
        passages = searcher.num_docs
        held = min(searcher.doc_freq("body", term), passages)
        return math.log((passages + 1) / (held + 1)) / math.log(passages + 1) if passages else 1.0

    def damage(self) -> str:
        """What is wrong with the files, all of which are read; empty where nothing is."""
        with _named_errors("The terms index cannot be read"):
            return garbled(self._folder)

    def count(self) -> int:
        """How many passages are in the index."""
        return int(self._searcher().num_docs)

    def _searcher(self) -> Any:  # noqa: ANN401 - tantivy's Searcher
        """What is searched: with what other processes have written since."""
        if (now := self._changes()) != self._seen:
            with _named_errors("The terms index cannot be read"):
                self._index.reload()
            self._seen = now
        return self._index.searcher()

    def clear(self) -> None:
        """Take everything out."""
        with self._lock, _named_errors("The terms index cannot be written"):
            writer = self._index.writer(WRITER_BYTES, 1)
            writer.delete_all_documents()
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()


CONTEXT_BOOST = 0.3
"""Weight of a term in title or heading beside one in the text: enough to part equals, too little to lead."""


@contextmanager
def _named_errors(what: str) -> Iterator[None]:
    """What tantivy raises as the one error that a user can mend."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise StoreError(f"{what}: {error}") from error
    except BaseException as error:
        if is_panic(error):  # over damaged files
            raise StoreError(f"{what}: {error}") from error
        raise


def discard(folder: Path) -> None:
    """Throw the index in `folder` away; it is derived from the shelf and can be made again."""
    shutil.rmtree(folder, ignore_errors=True)
