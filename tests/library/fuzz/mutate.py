"""Files changed at random, so that each is repeated by its number: bytes, tokens of markup, members of archives."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random

NUMBERS = [b"0", b"-1", b"1", b"65535", b"65536", b"2147483647", b"2147483648", b"4294967295", b"99999999999999", b"1e9"]
WORDS: dict[str, list[bytes]] = {
    "pdf": b"obj|endobj|stream|endstream|xref|trailer|startxref|/Length|/Kids|/Parent|/Count|/Type|/Page|/Pages|<<|>>|[|]|"
    b"/Filter|/FlateDecode|/ASCIIHexDecode|/LZWDecode|/Encrypt|/Root|/Contents|/JavaScript|/OpenAction|/ObjStm|R|1 0 R|"
    b"/Font|/ToUnicode|/Resources|/MediaBox|BT|ET|Tj|TJ|Tf|Do|q|Q|cm|(|)|/Prev|/XRefStm|/AcroForm|/XFA|/Rotate|/Author".split(b"|"),
    "xml": b"<!DOCTYPE a [<!ENTITY b 'cc'>]>|&b;|&#0;|&#xFFFFFFFF;|&lt;|<![CDATA[|]]>|<!--|-->|<?xml version='1.1'?>|</|/>|"
    b"<w:p>|</w:p>|<w:tbl>|<w:tr>|<w:tc>|<w:r>|<w:t>|<w:sdt>|<w:del>|r:id='rId9'|<p:sp>|<p:grpSp>|<a:t>|<a:tbl>|<c r='A1'>|<v>|"
    b"t='s'|t='d'|t='b'|t='e'|<row r='9999999'>|Target='../../x'|TargetMode='External'|w:val='9'|<w:footnote>|w:basedOn".split(b"|"),
    "html": b"<div>|</div>|<p>|<table>|<tr>|<td>|<li>|<ul>|<svg>|<math>|<script>|</script>|<style>|<!--|-->|<template>|<select>|"
    b"<meta charset=utf-16>|<meta charset=utf-7>|<base href=//x>|<title>|<time datetime='x'>|&nbsp;|&#0;|&#x110000;|<br>|<pre>|"
    b"<a href='javascript:1'>|<img src=x>|<frameset>|<iframe>|\0|<html>|<body>|</html>|<?xml|<h1>|<article>|<![CDATA[|<plaintext>".split(b"|"),
    "eml": b"Content-Type: multipart/mixed; boundary=x\n|--x\n|--x--\n|Content-Type: message/rfc822\n\n|charset=\"utf-16\"|charset=x|"
    b"Content-Transfer-Encoding: base64\n|Content-Transfer-Encoding: uuencode\n|=?utf-8?q?=|?=|=?x?b?|Date: x\n|Date: Mon, 99 Xxx 9999\n|"
    b"From: \n|From: ,;<>\n|To: a:;\n|Subject: \n |filename*0*=utf-16''%ff|filename=|\n\n|\r\n|\r|Content-Type: text/html\n|"
    b"Content-Disposition: attachment\n|\"|\\|<|>|@|;|=00|=\n".split(b"|"),
    "yaml": b"---\n|...\n|&a |*a |<<: *a\n|!!python/object:os.system |!!binary |? |: |- |[|]|{|}|'|\"|>-\n|%YAML 9\n|\t|#|"
    b"id: |title: |date: 9999-99-99\n|date: --02-31\n|sources:\n|text: whole\n|quotations: [1]\n|\xff|```\n|| |[a](javascript:1)|# ".split(b"|"),
    "text": b"(KCNA) -- |October 7|2024-13-45|--02-30|9999|From: |To: |\x0c|\x1b[31m|\xe2\x80\xae|\xef\xbb\xbf|\xff\xfe|\xfe\xff|\xff\xfe\0\0|\0|"
    b"<!---->|<!-- |-->|<html|# |%PDF-|PK\x03\x04|\xcc\x81\xcc\x81\xcc\x81|President |sent a message to |Jr. |St. |\xed\xa0\x80|,|(|\"".split(b"|"),
    "picture": [b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"IHDR", b"IDAT", b"PLTE", b"tRNS", b"iCCP", b"zTXt", b"acTL", b"eXIf"],
}  # fmt: skip
DIALECTS = {"docx": "xml", "pptx": "xml", "xlsx": "xml", "markdown": "yaml"}
ARCHIVES = frozenset({"docx", "pptx", "xlsx"})
_TOKEN = re.compile(rb"<[^<>]{0,200}>|[^<>\s]+|\s+")


def mutated(kind: str, seeds: Sequence[bytes], number: int, run: int) -> bytes:
    """Input `number` of a `run`: one of the seeds, changed in one place or in several."""
    random = Random(f"{kind} {run} {number}")
    data = random.choice(seeds)
    words = WORDS[DIALECTS.get(kind, kind)]
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


def _in_archive(data: bytes, random: Random, words: Sequence[bytes]) -> bytes:
    """The archive with a member or two changed, left out, doubled or renamed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    contents = [content for _, content in members]
    for _ in range(random.choice([1, 1, 2])):
        # Of a presentation's forty members most are layouts: what holds the text is chosen as often as all the rest.
        ours = [n for n, (name, _) in enumerate(members) if re.search(r"document|slide1|sheet1|shared|styles|core|book", name)]
        at = random.choice(ours) if ours and random.random() < 0.7 else random.randrange(len(members))
        name, content = members[at]
        way = random.random()
        if way < 0.8:
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
    with zipfile.ZipFile(held, "w", random.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()
