"""Files changed at random, so that each is repeated by its number: bytes, tokens of markup, members of archives."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random

from lxml import etree

NUMBERS = b"0 -1 1 65535 65536 2147483647 2147483648 4294967295 99999999999999 1e9".split()
VALUES = [
    "", "0", "-1", "x", "99999999999", "1e309", "NaN", "rId1", "rId99", "s", "d", "2024-05-06T00:00:00Z", "../a",
    "A1:XFD1048576", "9999-99-99", "#REF!", "\u202e", "Heading 1", "http://127.0.0.1/",
]  # fmt: skip
DIALECTS = {"docx": "xml", "pptx": "xml", "xlsx": "xml", "markdown": "yaml"}
_OURS = re.compile(r"document|slide1|sheet1|shared|styles|core|book")
ARCHIVES = frozenset({"docx", "pptx", "xlsx"})
_WORDS = Path(__file__).parent / "words"
_TOKEN = re.compile(rb"<[^<>]{0,200}>|[^<>\s]+|\s+")


@cache
def words_of(kind: str) -> tuple[bytes, ...]:
    """What is put into files of this kind: a word a line, as Python escapes it."""
    lines = (_WORDS / f"{DIALECTS.get(kind, kind)}.txt").read_text(encoding="ascii").split("\n")
    return tuple(line.encode().decode("unicode_escape").encode("latin-1") for line in lines if line)


def mutated(kind: str, seeds: Sequence[bytes], number: int, run: int) -> bytes:
    """Input `number` of a `run`: one of the seeds, changed in one place or in several."""
    random = Random(f"{kind} {run} {number}")
    data = random.choice(seeds)
    words = words_of(kind)
    if kind in ARCHIVES and random.random() < 0.85:
        return _in_archive(data, random, words)
    return _changed(data, seeds, random, words)


def _changed(data: bytes, others: Sequence[bytes], random: Random, words: Sequence[bytes]) -> bytes:
    for _ in range(random.choice([1, 1, 2, 3, 5, 12])):
        data = random.choice(_WAYS)(data, random, words)
    if random.random() < 0.05:
        other = random.choice(others)
        data = data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other)) :]
    return data[:400_000]


def _bits(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    out = bytearray(data)
    for _n in range(random.choice([1, 1, 4, 16])):
        if out:
            out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def _overwritten(data: bytes, random: Random, words: Sequence[bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    new = random.choice([random.randbytes(random.randrange(1, 9)), random.choice(words), random.choice(NUMBERS)])
    return data[:at] + new + data[at + len(new) :]


def _inserted(data: bytes, random: Random, words: Sequence[bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    times = random.choice([1, 1, 1, 2, 50, 2000])
    return data[:at] + random.choice([*words, *NUMBERS]) * times + data[at:]


def _cut(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.choice([1, 4, 30, 300]) :]


def _ended(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _repeated(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    piece = data[at : at + random.choice([4, 40, 400])]
    return data[:at] + piece * random.choice([2, 3, 100]) + data[at:]


def _number(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    where = random.choice(found)
    return data[: where.start()] + random.choice(NUMBERS) + data[where.end() :]


def _tokens(data: bytes, random: Random, words: Sequence[bytes]) -> bytes:
    """One token left out, doubled, swapped with another, nested in itself or replaced."""
    tokens = _TOKEN.findall(data)
    if len(tokens) < 3:
        return data
    at, other = random.randrange(len(tokens)), random.randrange(len(tokens))
    way = random.randrange(5)
    if way == 0:
        tokens[at] = b""
    elif way == 1:
        tokens[at] *= random.choice([2, 60, 1500])
    elif way == 2:
        tokens[at], tokens[other] = tokens[other], tokens[at]
    elif way == 3:
        tokens[at] = tokens[other]
    else:
        tokens[at] = random.choice(words)
    return b"".join(tokens)


_WAYS: tuple[Callable[[bytes, Random, Sequence[bytes]], bytes], ...] = (
    _bits, _overwritten, _inserted, _cut, _ended, _repeated, _number, _tokens, _tokens,
)  # fmt: skip


def _tree(data: bytes, random: Random) -> bytes:
    """XML with elements left out, doubled, moved, nested or renamed, and values changed: well formed all the same."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _ in range(random.choice([1, 2, 4, 8])):
        elements = list(root.iter(etree.Element))
        random.choice([_placed, _placed, _valued])(random.choice(elements), random.choice(elements), random)
    if random.random() < 0.02:
        _nest(root[len(root) // 2] if len(root) else root, random.choice([50, 250, 3000]))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _placed(one: etree._Element, other: etree._Element, random: Random) -> None:
    """`one` left out, doubled, filled with `other` or called like it."""
    way = random.randrange(4)
    above = one.getparent()
    if way == 0 and above is not None:
        above.remove(one)
    elif way == 1 and above is not None:
        one.addnext(deepcopy(one))
    elif way == 2:
        one.insert(random.choice([0, len(one)]), deepcopy(other))
    else:
        one.tag = other.tag


def _valued(one: etree._Element, _: etree._Element, random: Random) -> None:
    """A value of `one` changed, or left out."""
    if not one.attrib or random.random() < 0.3:
        one.text = random.choice(VALUES)
        return
    name = random.choice(list(one.attrib))
    if random.random() < 0.3:
        del one.attrib[name]
    else:
        one.set(name, random.choice(VALUES))


def _nest(one: etree._Element, times: int) -> None:
    """`one` inside itself so many times."""
    for _ in range(times):
        one = etree.SubElement(one, one.tag, one.attrib)


@cache
def _members(data: bytes) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple((info.filename, archive.read(info)) for info in archive.infolist())


def _in_archive(data: bytes, random: Random, words: Sequence[bytes]) -> bytes:
    """The archive with a member or two changed, left out, doubled or renamed."""
    members = list(_members(data))
    contents = [content for _, content in members]
    for _ in range(random.choice([1, 1, 2])):
        # Of a presentation's forty members most are layouts: what holds the text is chosen as often as all the rest.
        ours = [n for n, (name, _) in enumerate(members) if _OURS.search(name)]
        at = random.choice(ours) if ours and random.random() < 0.7 else random.randrange(len(members))
        name, content = members[at]
        way = random.random()
        if way < 0.5:
            members[at] = (name, _tree(content, random))
        elif way < 0.8:
            members[at] = (name, _changed(content, contents, random, words))
        elif way < 0.87 and len(members) > 1:
            del members[at]
        elif way < 0.92:
            members.append((name, random.choice(contents)))
        elif way < 0.96:
            members[at] = (random.choice(["../" + name, "/" + name, name.upper(), "", "a/" * 300]), content)
        else:
            members[at] = (name, random.choice(contents))
    held = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(held, "w") as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()
