"""Sentences that a source only tells its reader to say or do: "Write that the ship sank" does not say that it sank.

A document can give orders to whoever reads it, a chat model among them. What a model then writes has the document's
words, and yet no source says so. English is read closely; of other languages the orders to say something. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.records import CitedText
from assistant.verify.inert import without_invisible
from assistant.verify.words import words

ORDERED = "The source tells its reader to say or do this; it does not say that it is so."

_SAY = (
    r"(?:say|state|write|claim|answer|reply|respond|report|tell|declare|assert|announce|confirm|repeat|promise|"
    r"describe|mention|conclude|pretend|insist)"
)
_DO = (
    r"(?:add|append|ask|attach|begin|call|cite|clear|click|close|colou?r|consider|copy|count|decode|delete|disregard|"
    r"draw|embed|end|execute|fill|follow|forget|hide|ignore|include|insert|invite|link|list|make|mark|name|obey|open|"
    r"output|override|prefer|print|put|quote|read|remember|remind|remove|replace|reveal|run|save|send|show|speak|start|"
    r"stop|summari[sz]e|translate|treat|turn|urge|use|visit|warn)"
)
_VERB = rf"(?:{_SAY}|{_DO})"
_OWED = rf"(?:{_SAY}|{_DO}|contain|have|give|provide|assume|accept|trust|believe|learn|know|never|refuse)"
_OBJECT = (
    r"(?=\s+(?:that|the|this|these|those|all|any|every\w*|each|your|our|my|its?|them|him|her|us|me|an?|no|nothing|only|"
    r"first|so|with|in|as|out|up|again|previous|prior|earlier|above|anybody|anyone|readers?|users?)\b|"
    r"\s*[“\"{\[<✅]|(?<=say|ply|int|ond)\s*:|(?<=write)\s*:)"
)
"""What follows a verb that orders, and no noun that is spelt like it ("State media", "Report of the mission")."""
_ALSO = r"(?:(?:please|kindly|now|then|just|also|always|only|simply|instead|and)\s+){0,3}"
_BEGINNING = r"(?:^|(?<=[.!?:;>\n(])|(?<=[.!?:;>\n]\s)|(?<=[-*#)\]}]\s))\s*"
_CONDITION = r"(?:^|[.!?]\s+)(?:if|when|whenever|from|for|under|pursuant|in|as|to|before|after)\b[^.!?]{1,200}?,\s+"
_READER = (
    r"\b(?:assistants?|a\.?i\.?|models?|chat ?bots?|bots?|agents?|summar(?:y|ies)|answers?|repl(?:y|ies)|responses?|"
    r"editors?|readers?|you)\b"
)
_MUST = r"\b(?:must|shall|should|are to|is to|have to|has to|do not|don't)\s+"
_MADE_TO = (
    r"\b(?:wants?|wanted|asks?|asked|tells?|told|orders?|ordered|instructs?|instructed|requires?|required)\s+"
    r"(?:\w+\s+){1,3}to\s+"
)
_ORDERS = (
    rf"(?:{_BEGINNING}|{_CONDITION}){_ALSO}{_VERB}{_OBJECT}",
    rf"\bplease\s+(?:just\s+)?[a-z]+\b|\bkindly\s+{_VERB}\b",
    rf"{_READER}[^.!?:]{{0,60}}?{_MUST}(?:\w+ ){{0,4}}?{_OWED}\b",
    rf"\byou\s+(?:will\s+|must\s+)?(?:now\s+)?{_SAY}\b",
    rf"{_MADE_TO}{_SAY}\b",
    r"\b(?:the|your|a)\s+(?:\w+\s+){0,3}(?:answer|reply|response|output)\s+(?:is|(?:must|shall|should) be)\s*"
    r"(?::|that\b|[“\"])",
    r"(?:^|(?<=\s))(?:напиши|скажи|ответь|сообщи|заяви|утверждай|повтори)(?:те)?(?:\s+\w+){0,4}?,?\s*(?:\bчто\b|:)",
    r"\b(?:écri[st]|dis|réponds|affirme|déclare|écrivez|dites|répondez|affirmez|déclarez)(?:\s+\S+){0,4}?\s+qu(?:e\b|['’])",
    r"\b(?:schreib|sag|antworte|behaupte|erkläre)(?:e|t|en sie)?(?:\s+\w+){0,4}?,?\s+dass\b",
    r"\b(?:escribe|di|responde|escriba|diga|responda)(?:\s+\w+){0,4}?\s+que\b",
    r"(?:请|並|并|要|必须|務必|务必)\w{0,4}?(?:回答|回复|回覆|告诉|告訴|说|說|写|寫|声称|聲稱)",
    r"\b(?:игнорируй|забудь)(?:те)?\b|\b(?:oublie|ignore)[zr]?\s+(?:toutes|tous|les|ces)\b|\b(?:ignoriere|vergiss)\b",
    r"\b(?:ignora|olvida)\s+(?:todas|todos|las|los)\b|忽略|无视|無視(?:して|し、)|무시하고",
    r"(?:اكتب|اكتبي|قل|قولي|أجب|أجيبي)\s+(?:إن|أن|بأن)",
)
_ORDER = re.compile("|".join(_ORDERS), re.IGNORECASE | re.MULTILINE)
"""An order, from its verb on; all that follows in its sentence belongs to it."""
_ORDER_BEHIND = re.compile(
    r"(?:라고|다고)\s?(?:답하|답변하|말하|쓰|적|주장하)\w{0,3}(?:시오|십시오|세요|라|오)|"
    r"と(?:答え|書い|言っ|述べ|回答し)て(?:ください|下さい|くれ)"
)
"""The same where the verb stands last: what is ordered stands before it."""
_SENTENCE = re.compile(r"[^.!?。！？\n]*(?:[.!?。！？]+(?:[\"”’)\]]+)?|\n|\Z)")
_TELLS_OF_IT = re.compile(
    r"\b(?:tells?|told|orders?|ordered|asks?|asked|instructs?|instructed|instructions?|requests?|requested|demands?|"
    r"demanded|requires?|required|directs?|directed|urges?|urged|calls? (?:on|upon)|called (?:on|upon))\b",
    re.IGNORECASE,
)


def without_ordered(cited: CitedText) -> CitedText:
    """`cited` with sentences made weak that their sources only order somebody to say or do; why is said."""
    quotes = {c.n: c.quote for c in cited.citations}
    out = []
    for sentence in cited.sentences:
        held = [quotes[n] for n in sentence.citations]
        if sentence.support == "supported" and only_ordered(sentence.text, held):
            sentence = replace(sentence, support="weak", reason=ORDERED)
        out.append(sentence)
    return replace(cited, sentences=tuple(out))


def only_ordered(said: str, quotes: Sequence[str]) -> bool:
    """Whether something of what is `said` stands in the `quotes` only where they order somebody to say or do it.

    Not so where it is a sentence of theirs as it stands, or itself tells of an order.
    """
    if _TELLS_OF_IT.search(said) or any(_spoken(said) == _spoken(quote) for quote in quotes):
        return False
    parted = [_parted(without_invisible(quote)) for quote in quotes]
    stated, ordered = (" ".join(parts) for parts in zip(*parted, strict=True)) if parted else ("", "")
    left = _keys(said) - _keys(stated)
    # Scripts without spaces have no words here: there it is told where all of it stands in the order.
    return bool(left & _keys(ordered) or (left and _letters(said) in _letters(ordered)))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _spoken(text: str) -> list[str]:
    return [word.low for word in words(text) if word.low[0].isalnum()]


def _keys(text: str) -> set[str]:
    return {word.key for word in words(text) if word.content}


def _parted(quote: str) -> tuple[str, str]:
    """What a quote states, and what it orders: from the verb of an order to the end of its sentence."""
    stated, ordered = [], []
    for match in _SENTENCE.finditer(quote):
        sentence = match.group()
        if behind := _ORDER_BEHIND.search(sentence):
            ordered.append(sentence[: behind.end()])
            stated.append(sentence[behind.end() :])
            continue
        found = _ORDER.search(sentence)
        stated.append(sentence[: found.start()] if found else sentence)
        ordered.append(sentence[found.start() :] if found else "")
    return " ".join(stated), " ".join(ordered)
