"""Lines that belong to a page and not to its text: menus, credits, page numbers, running heads, lists of links.

A line is judged by itself (`is_furniture`) and among the others (`furniture_lines`): what is printed again and again, what stands
under "References", what follows "Best regards".
"""

from __future__ import annotations

import re
from collections import Counter

from assistant.check.verbs import has_verb, tokens

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\.?"
)
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[./ -])?(?:{_MONTH}|\d{{1,2}})[./ ,-]{{1,2}}(?:\d{{1,2}}(?:st|nd|rd|th)?,? ?)?(?:\d{{2,4}})?"
_TIME = r"(?:,? ?(?:at )?\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?)?"
_BUTTON = (
    r"home|menu|search|close|open|log ?in|log ?out|sign ?(?:in|up|out)|register|my account|account|subscribe|newsletters?|share|"
    r"tweet|retweet|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|instagram|youtube|tiktok|threads|mastodon|"
    r"bluesky|weibo|wechat|line|email|e-mail|mail|print|pdf|rss|copy(?: link)?|save|bookmark|like|reply|comments?|follow|donate|"
    r"support us|contact(?: us)?|about(?: us)?|help|faq|careers|jobs|advertis(?:e|ing|ement)s?|sponsored(?: content)?|promoted|"
    r"archives?|topics|sections|world|politics|business|economy|opinion|sports?|culture|science|technology|health|video|videos|"
    r"photos|podcasts?|live|latest|news|top stories|next|previous|prev|older|newer|back|more|less|accept(?: all)?|reject(?: all)?|"
    r"ok|got it|settings|preferences|manage|terms(?: of (?:use|service))?|privacy(?: policy)?|cookies?(?: policy)?|disclaimer|"
    r"accessibility|sitemap|site map|imprint|legal|edit|cite|download|play|pause|mute|loading|language|english|"
    r"advertiser content|editors?['’] picks|all rights reserved|most (?:read|popular|viewed|shared)|trending(?: now)?|"
    r"recommended(?: for you)?|you (?:may|might) also like|up next|view all|see all|show more|read next|toggle navigation"
)
_OPENINGS = (
    r"skip to|jump to|back to (?:top|the top|home)|share (?:this|on|via|article|story|page)|print this|email this|save this|"
    r"read (?:more|also|next|the full|full|our|on)\b|also read|see also\b|see more|more (?:from|on|in|stories|news|about)\b|related\b"
    r"(?: (?:articles?|stories|posts?|links?|content|topics|reading|news|coverage)\b|:)|continue reading|click (?:here|to|on)|"
    r"tap (?:here|to)|load(?:ing)? more|view (?:all|more|comments|original|in)|leave a (?:comment|reply)|post a comment|"
    r"sign up (?:for|to|here|now|today)|subscribe (?:to|now|today|for|here)|get (?:the latest|our|unlimited|full access)|"
    r"join (?:our|the conversation|us on)|follow us|follow (?:the author|@)|find us on|like us on|"
    r"support our|become a member|already a (?:subscriber|member)|create (?:an|a free) account|you have \d+ (?:free )?articles?|"
    r"we use (?:cookies|technologies)|this (?:site|website|page) uses|by (?:using|continuing|clicking|accessing|browsing)\b.*"
    r"\b(?:cookies|terms|site|agree)|our (?:site|website) uses|cookie (?:policy|notice|settings|preferences)|manage (?:cookies|"
    r"consent|preferences)|your privacy|enable javascript|please enable|your browser|javascript (?:is|must)|"
    r"all rights reserved|copyright(?: (?:©|\(c\)|\d{4}|notice|by|holder)|$)|©|\(c\) \d{4}|reproduction (?:in whole|without)|no part of this|this material may not|"
    r"terms (?:of (?:use|service)|and conditions)|privacy policy|tags?:|tagged(?: with|:)|filed under|topics?:|categor(?:y|ies):|keywords?:|labels:|"
    r"select (?:a )?language|choose (?:a )?language|writing language|base country|language:|translate this|"
    r"(?:published|posted|updated|edited|written|reviewed|first published|last (?:updated|modified|edited|reviewed|changed))"
    r"(?:$|:| (?:on|at|by|in|\d))(?!.*, (?:the|it|he|she|they|this|his|her|its)\b).{0,70}$|date:|time:|filed:|print edition|this (?:article|story|page|post|text|content) (?:"
    r"(?:was|is|has been) (?:first|originally|last|automatically|machine|edited|translated|published|produced|generated|written"
    r"|also)|originally|first|appeared|appears)|this is an? (?:\w+ )?(?:ai|machine|automatic\w*|automated|computer)\b"
    r"[- ]?(?:generated )?translat|"
    r"translat(?:ed|ion) (?:by|from)\b.{0,60}$|reporting by|additional reporting|"
    r"(?:photo(?:graph)?s?|image|picture|video|graphic|illustration|credit|source|caption|getty|file photo|file image|"
    r"handout|map|chart)(?: (?:by|credit|source|caption|courtesy|from)\b|:|, )|\((?:photo|image|ap photo|reuters|credit|"
    r"source|picture|file)\b|ap photo|"
    r"(?:table of )?contents$|list of (?:figures|tables|abbreviations)|page \d+|pp?\. ?\d+|tel(?:ephone)?\.?:|phone:|fax:|mobile:|"
    r"e-?mail:|web(?:site)?:|address:|contact:|media contact|press contact|for (?:more|further) information|for immediate release|"
    r"for (?:media|press) (?:inquiries|enquiries)|notes? to editors|"
    r"from:|to:|cc:|bcc:|subject:|sent:|reply-to:|re:|fwd?:|attachments?:|sent from my|on \w.{5,60}wrote:$|"
    r"begin forwarded|-+ ?(?:original|forwarded) message|confidentiality notice|this e-?mail (?:and|is|may|message)|"
    r"unsubscribe|view (?:this email )?in (?:your )?browser|doi:|isbn|issn|arxiv:|retrieved (?:on |from )?\w|accessed (?:on )?\w+ "
    r"\d|from wikipedia|jel (?:codes?|classification)|download (?:the|pdf|as|our|this)|listen to|watch (?:now|live|the video|:)|"
    r"advertisement$|sponsored by|presented by|powered by|"
    r"脚注|分享到|版权所有|责任编辑|编辑：|来源：|上一篇|下一篇|相关阅读|返回顶部|点击|扫码|関連記事|シェア|著作権|無断転載|"
    r"поделиться|читайте также|подпис(?:аться|ывайтесь)|все права защищены|источник:|фото:|по теме|"
    r"partager|lire aussi|à lire aussi|tous droits réservés|crédit photo|publié le|mis à jour|abonnez-vous|s'abonner|"
    r"teilen|lesen sie auch|mehr zum thema|alle rechte vorbehalten|foto:|quelle:|veröffentlicht am|newsletter abonnieren|"
    r"compartir|lea también|todos los derechos reservados|suscríb|무단 ?전재|저작권자|관련 ?기사|공유하기|기사 ?제보"
)
_WHOLE = (
    rf"(?:{_BUTTON})(?:\s*[|·•/,>»›✕×+:–—-]+\s*(?:{_BUTTON}))*(?:\s*\(?\d+\)?)?[.!:>»›]*",
    rf"(?:(?:{_BUTTON})\s+){{2,}}(?:{_BUTTON})",
    r"(?:\W*(?:https?://|www\.)\S+\W*)+",
    r"\W*[\w.+-]+@[\w-]+\.[\w.-]+\W*",
    r"[@#]\w+(?:[\s,]+[@#]\w+)*",
    r"[-–—\s\[(]*(?:page |p\. ?|seite |стр\. ?)?\d{1,4}(?: ?(?:/|of|von|из) ?\d{1,4})?[-–—\s\])]*",
    r"[-–—\s]*[ivxlc]{1,6}[-–—\s]*",
    r".{2,90}?(?:\s?\.){3,}\s*(?:\d{1,4}|[ivxl]{1,6})",
    r".{2,90}?(?:\s{3,}|\t)(?:\d{1,4}|[ivxl]{1,6})",
    rf"(?:{_DATE}{_TIME}|\d{{4}}-\d\d-\d\d{_TIME}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日.{{0,20}})",
    rf"(?:\w+day,? )?{_DATE}{_TIME}(?: [|·•–—-] .{{0,60}})?",
    r"(?:(?:published|posted|updated|edited) )?(?:about |over )?(?:\d+|an?) ?(?:s|m|h|d|sec|min|minute|hour|day|week|month|year)s?"
    r"(?: ago| read)(?:\s*[|·•–—-].*)?",
    r"[\d,.]+ ?[km]? (?:shares?|views?|comments?|likes?|reads?|followers|reactions|replies|votes|claps|words)(?:\W.*)?",
    r".{0,80}[(/]\s*(?:getty images?|reuters|afp|ap|epa|shutterstock|xinhua|yonhap)[^)]*\)?",
    r"(?:getty images?|reuters|afp|ap|epa|shutterstock|xinhua|kcna|yonhap|tass)(?:[/ ,–—-]+[\w .]{1,30}){0,2}",
    r"(?:best|kind|warm(?:est)?) (?:regards|wishes),?|(?:yours )?(?:sincerely|faithfully|truly|respectfully)(?: yours)?,?|regards,?|"
    r"cheers,|thanks,|many thanks,",
    r"(?:dear|hi|hello|good (?:morning|afternoon)) [\w .'’-]{1,60}[,:]?|(?:respected|esteemed|excellenc\w+|your (?:excellency|majesty|"
    r"highness))\b[^.]{0,60}[,:!]?|to whom it may concern[,:]?|(?:hi|hello|hey|all|team|colleagues|dear all),",
    r"-0-|###|- ?30 ?-|\(?ends?\)?|\* ?\* ?\*|\(more\)|\(?cont(?:inued|'d)?\.?(?: (?:on|from) .{1,30})?\)?",
    r"(?:\[edit\]|\[\d+\]|\^|↑|↩)+.*",
    r"(?:for release|release date|embargoed).{0,60}|(?:draft|confidential|strictly confidential|unclassified|internal use only|"
    r"not for (?:distribution|citation|quotation)).{0,60}",
    r"(?:vol(?:ume)?|issue|no)\.? ?\d+.{0,60}|(?:working paper|discussion paper|policy brief|technical report|report) (?:no\.? ?|"
    r"series |#)?\d.{0,40}",
    r"(?:image|figure|fig\.|table|chart|box|exhibit|photo) ?\d+[.:]?.{0,30}",
    r"(?:[\w'’&.-]+(?: [\w'’&.-]+){0,3}\s*[|›»>]\s*){1,}[\w'’&.-]+(?: [\w'’&.-]+){0,4}",
)
_AS_WRITTEN = (
    r"(?:by|By|BY) (?:[A-Z][\w.'’-]*|de|van|von|der|al|and|&|,)(?:[ ,]+(?:[A-Z][\w.'’-]*|de|van|von|der|al|and|&|in|for)){0,12}",
    r"(?:[A-Z][\w.'’-]+ ){1,3}(?:is|was) (?:a|an|the) (?:[\w'’-]+ ){0,3}(?:correspondent|reporter|columnist|staff writer|contributor|"
    r"contributing editor|freelance \w+|visiting fellow|senior fellow|research fellow)\b.{0,160}",
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2} ?/ ?[A-Z][\w .'’-]+",
)
_MARKER = re.compile(r"^\s*(?:[-*+•▪●◦‣–—>#|]|\d{1,3}[.)](?=\s))*\s*")
_OPENS = re.compile(rf"(?:{_OPENINGS})", re.IGNORECASE)
_ALL = re.compile("|".join(f"(?:{pattern})" for pattern in _WHOLE), re.IGNORECASE)
_NAMED = re.compile("|".join(f"(?:{pattern})" for pattern in _AS_WRITTEN))
_FOOTNOTE = re.compile(
    r"^\s*(?:\[?\d{1,3}\]?[.)]?|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\^)\s*(?:ibid|see\b|cf\.|op\. cit|[A-Z][\w'’-]+(?:, [A-Z]\.|,? et al|,? and [A-Z]\w+,))",
    re.IGNORECASE,
)
_OPENING_LENGTH = 260
"""Characters; a longer line is prose whatever it begins with."""
_FEW = 5  # words
_BROKEN = 35
"""Characters; no shorter line was broken to fit a page."""
_SENTENCE = re.compile(r"[.!?。！？]['\"”’)\]]*$")
_SURE = re.compile(
    r"(?:skip to|share (?:this|on)|read (?:more|also)|also read|click (?:here|to)|sign up|subscribe|follow us|we use cookies|this (?:site|"
    r"website|page) uses|our (?:site|website) uses|by (?:using|continuing|clicking|accessing|browsing)|copyright|©|all rights|"
    r"published|last (?:updated|modified)|this is an? (?:\w+ )?(?:ai|machine|automatic|auto)|this (?:article|"
    r"story|post|e-?mail)|photo|image|source:|reporting by|for (?:more|further) information|please enable|join|get (?:the latest|"
    r"our)|support our|become a|already a|you have|tags?:|first published|no part of|reproduction|enable|your browser|cookie|"
    r"related|unsubscribe|confidentiality|\(|translat|updated(?: on| at|:)|retrieved|edited by|written by|additional reporting|[^\x00-\x7f]"
    r"|view|continue reading|download|listen to|advertisement|manage|terms|privacy|tel|phone|e-?mail|contact:|date:|from:|to:"
    r"|subject:|note)",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"^\W*(?:\d+\.? )?(?:references|bibliography|works cited|endnotes|footnotes|external links|further reading|literature|"
    r"see also|related (?:articles|stories|links|posts|content|news)|参考文献|примечания|литература|références|literatur)\W*$",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"^\s*(?:\[\d+\]|\d{1,3}[.)]\s|[-*•]\s|[¹²³⁴⁵⁶⁷⁸⁹])|https?://|\bdoi\b|\((?:19|20)\d\d[a-z]?\)|\bpp?\. ?\d|\bvol\.|\bet al\b|"
    r"\bed(?:s|ited)?\.|\bpress\b, ?\d{4}|^[A-Z][\w'’-]+, [A-Z]\.",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"^\s*(?:(?:best|kind|warm(?:est)?) (?:regards|wishes)|(?:yours )?(?:sincerely|faithfully|truly|respectfully)(?: yours)?|regards|"
    r"cheers|many thanks|thanks|-- ?)[,.!]?\s*$",
    re.IGNORECASE,
)
_SIGNATURE = 8  # lines
_LINE_OF_A_SIGNATURE = 80  # characters
_LETTER = re.compile(r"[^\W\d_]")
_REPEATED = 120  # characters


def is_furniture(line: str) -> bool:
    """Whether a line, by itself, is a menu, a credit, a notice, a page number, a link, or has no word in it."""
    bare = line.strip()
    if not _LETTER.search(bare):
        return bool(bare)
    bare = bare[_MARKER.match(bare).end() :].strip("*_ \t") or bare  # type: ignore[union-attr]
    if len(bare) > _OPENING_LENGTH:
        return False
    if _NAMED.fullmatch(bare) or _FOOTNOTE.match(line):
        return True
    if _ALL.fullmatch(bare) and not _is_statement(bare):
        return True
    return _OPENS.match(bare) is not None and (_SENTENCE.search(bare) is None or _SURE.match(bare) is not None)


def _is_statement(line: str) -> bool:
    """Whether a line that looks like furniture is a sentence of some words all the same ("Table 3 shows that …")."""
    words = tokens(line)
    return _SENTENCE.search(line) is not None and len(words) > _FEW and has_verb(words)


def furniture_lines(lines: list[str]) -> set[int]:
    """The indices of those `lines` that are furniture, by themselves or among the others."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        goes_on = i > 0 and i - 1 not in found and _goes_on(lines[i - 1], line)
        wrapped = i + 1 < len(lines) and _goes_on(line, lines[i + 1])
        if i - 1 in found and _goes_on(lines[i - 1], line):
            found.add(i)  # the rest of a notice
        elif line.strip() and not goes_on and is_furniture(line) and (not wrapped or _SURE.match(line.strip())):
            found.add(i)
    return found | _repeated(lines) | _references(lines) | _signatures(lines)


def _goes_on(line: str, after: str) -> bool:
    """Whether `after` is the rest of a sentence that `line`, broken by a page's width, has begun."""
    line, after = line.rstrip(), after.strip()
    return len(line) >= _BROKEN and _SENTENCE.search(line) is None and after[:1].islower()


def _repeated(lines: list[str]) -> set[int]:
    """Running heads: short lines that come again, whatever numbers they carry; full sentences only from the third on."""
    keys = [re.sub(r"\d+", "#", " ".join(line.split()).casefold()) for line in lines]
    counts = Counter(key for key in keys if key and len(key) <= _REPEATED)
    return {i for i, key in enumerate(keys) if counts[key] >= (3 if _SENTENCE.search(key) else 2)}


def _references(lines: list[str]) -> set[int]:
    found: set[int] = set()
    for i, line in enumerate(lines):
        if not _REFERENCES.match(line):
            continue
        found.add(i)
        for j in range(i + 1, len(lines)):
            if lines[j].strip() and not _ENTRY.search(lines[j]) and not _continues(lines, j):
                break
            found.add(j)
    return found


def _continues(lines: list[str], j: int) -> bool:
    """Whether line `j` goes on with an entry above it: no blank line in between, and no end of a sentence before."""
    return bool(lines[j - 1].strip()) and _ENTRY.search(lines[j - 1]) is not None and not lines[j - 1].rstrip().endswith(".")


def _signatures(lines: list[str]) -> set[int]:
    found: set[int] = set()
    for i, line in enumerate(lines):
        if not _FAREWELL.match(line):
            continue
        found.add(i)
        for j in range(i + 1, min(i + 1 + _SIGNATURE, len(lines))):
            if len(lines[j]) > _LINE_OF_A_SIGNATURE or _SENTENCE.search(lines[j].rstrip()):
                break
            found.add(j)
    return found
