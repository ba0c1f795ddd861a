"""What stands on pages around a text: menus, notices, credits, greetings, in some languages.

Data alone: patterns of whole lines (`WHOLE` in any case, `AS_WRITTEN` as written), and of how such lines open.
"""

from __future__ import annotations

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|"
    r"dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[./ -])?(?:{_MONTH}|\d{{1,2}})[./ ,-]{{1,2}}(?:\d{{1,2}}(?:st|nd|rd|th)?,? ?)?"
    r"(?:\d{2,4})?"
)
_TIME = r"(?:,? ?(?:at )?\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?)?"
_BUTTON = (
    r"home|menu|search|close|open|log ?in|log ?out|sign ?(?:in|up|out)|register|my account|account|subscribe|"
    r"newsletters?|share|"
    r"tweet|retweet|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|instagram|youtube|tiktok|threads|"
    r"mastodon|"
    r"bluesky|weibo|wechat|line|email|e-mail|mail|print|pdf|rss|copy(?: link)?|save|bookmark|like|reply|comments?|"
    r"follow|donate|"
    r"support us|contact(?: us)?|about(?: us)?|help|faq|careers|jobs|advertis(?:e|ing|ement)s?|sponsored(?: content)?|"
    r"promoted|"
    r"archives?|topics|sections|world|politics|business|economy|opinion|sports?|culture|science|technology|health|"
    r"video|videos|"
    r"photos|podcasts?|live|latest|news|top stories|next|previous|prev|older|newer|back|more|less|accept(?: all)?|"
    r"reject(?: all)?|"
    r"ok|got it|settings|preferences|manage|terms(?: of (?:use|service))?|privacy(?: policy)?|cookies?(?: policy)?|"
    r"disclaimer|"
    r"accessibility|sitemap|site map|imprint|legal|edit|cite|download|play|pause|mute|loading|language|english|"
    r"advertiser content|editors?['’] picks|all rights reserved|most (?:read|popular|viewed|shared)|trending(?: now)?|"
    r"recommended(?: for you)?|you (?:may|might) also like|up next|view all|see all|show more|read next|"
    r"toggle navigation"
)
OPENINGS = (
    r"skip to|jump to|back to (?:top|the top|home)|share (?:this|on|via|article|story|page)|print this|email this|"
    r"save this|"
    r"read (?:more|also|next|the full|full|our|on)\b|also read|see also\b|see more|more (?:from|on|in|stories|news|"
    r"about)\b|related\b"
    r"(?: (?:articles?|stories|posts?|links?|content|topics|reading|news|coverage)\b|:)|continue reading|"
    r"click (?:here|to|on)|"
    r"tap (?:here|to)|load(?:ing)? more|view (?:all|more|comments|original|in)|leave a (?:comment|reply)|"
    r"post a comment|"
    r"sign up (?:for|to|here|now|today)|subscribe (?:to|now|today|for|here)|get (?:the latest|our|unlimited|"
    r"full access)|"
    r"join (?:our|the conversation|us on)|follow us|follow (?:the author|@)|find us on|like us on|"
    r"support our|become a member|already a (?:subscriber|member)|create (?:an|a free) account|"
    r"you have \d+ (?:free )?articles?|"
    r"we use (?:cookies|technologies)|this (?:site|website|page) uses|by (?:using|continuing|clicking|accessing|"
    r"browsing)\b.*"
    r"\b(?:cookies|terms|site|agree)|our (?:site|website) uses|cookie (?:policy|notice|settings|preferences)|"
    r"manage (?:cookies|"
    r"consent|preferences)|your privacy|enable javascript|please enable|your browser|javascript (?:is|must)|"
    r"all rights reserved|copyright(?: (?:©|\(c\)|\d{4}|notice|by|holder)|$)|©|\(c\) \d{4}|reproduction (?:in whole|"
    r"without)|no part of this|this material may not|"
    r"terms (?:of (?:use|service)|and conditions)|privacy policy|tags?:|tagged(?: with|:)|filed under|topics?:|"
    r"categor(?:y|ies):|keywords?:|labels:|"
    r"select (?:a )?language|choose (?:a )?language|writing language|base country|language:|translate this|"
    r"(?:published|posted|updated|edited|written|reviewed|first published|last (?:updated|modified|edited|reviewed|"
    r"changed))"
    r"(?:$|:| (?:on|at|by|in|\d))(?!.*, (?:the|it|he|she|they|this|his|her|its)\b).{0,70}$|date:|time:|filed:|"
    r"print edition|this (?:article|story|page|post|text|content) (?:"
    r"(?:was|is|has been) (?:first|originally|last|automatically|machine|edited|translated|published|produced|"
    r"generated|written"
    r"|also)|originally|first|appeared|appears)|this is an? (?:\w+ )?(?:ai|machine|automatic\w*|automated|computer)\b"
    r"[- ]?(?:generated )?translat|"
    r"translat(?:ed|ion) (?:by|from)\b.{0,60}$|reporting by|additional reporting|"
    r"(?:photo(?:graph)?s?|image|picture|video|graphic|illustration|credit|source|caption|getty|file photo|file image|"
    r"handout|map|chart)(?: (?:by|credit|source|caption|courtesy|from)\b|:|, )|\((?:photo|image|ap photo|reuters|"
    r"credit|"
    r"source|picture|file)\b|ap photo|"
    r"(?:table of )?contents$|list of (?:figures|tables|abbreviations)|page \d+|pp?\. ?\d+|tel(?:ephone)?\.?:|phone:|"
    r"fax:|mobile:|"
    r"e-?mail:|web(?:site)?:|address:|contact:|media contact|press contact|for (?:more|further) information|"
    r"for immediate release|"
    r"for (?:media|press) (?:inquiries|enquiries)|notes? to editors|"
    r"from:|to:|cc:|bcc:|subject:|sent:|reply-to:|re:|fwd?:|attachments?:|sent from my|on \w.{5,60}wrote:$|"
    r"begin forwarded|-+ ?(?:original|forwarded) message|confidentiality notice|this e-?mail (?:and|is|may|message)|"
    r"unsubscribe|view (?:this email )?in (?:your )?browser|doi:|isbn|issn|arxiv:|retrieved (?:on |from )?\w|"
    r"accessed (?:on )?\w+ "
    r"\d|from wikipedia|jel (?:codes?|classification)|download (?:the|pdf|as|our|this)|listen to|watch (?:now|live|"
    r"the video|:)|"
    r"advertisement$|sponsored by|presented by|powered by|"
    r"脚注|分享到|版权所有|责任编辑|编辑：|来源：|上一篇|下一篇|相关阅读|返回顶部|点击|扫码|関連記事|シェア|著作権|無断転載|"
    r"поделиться|читайте также|подпис(?:аться|ывайтесь)|все права защищены|источник:|фото:|по теме|"
    r"partager|lire aussi|à lire aussi|tous droits réservés|crédit photo|publié le|mis à jour|abonnez-vous|s'abonner|"
    r"teilen|lesen sie auch|mehr zum thema|alle rechte vorbehalten|foto:|quelle:|veröffentlicht am|"
    r"newsletter abonnieren|"
    r"compartir|lea también|todos los derechos reservados|suscríb|무단 ?전재|저작권자|관련 ?기사|공유하기|기사 ?제보"
)
WHOLE = (
    rf"(?:{_BUTTON})(?:\s*[|·•/,>»›✕×+:–—-]+\s*(?:{_BUTTON}))*(?:\s*\(?\d+\)?)?[.!:>»›]*",
    rf"(?:(?:{_BUTTON})\s+){{2,}}(?:{_BUTTON})|(?:{_BUTTON})\s{{2,}}(?:{_BUTTON})",
    r"(?:\W*(?:https?://|www\.)\S+\W*)+",
    r"\W*[\w.+-]+@[\w-]+\.[\w.-]+\W*",
    r"[-–—\s\[(]*(?:page |p\. ?|seite |стр\. ?)?\d{1,4}(?: ?(?:/|of|von|из) ?\d{1,4})?[-–—\s\])]*",
    r"[-–—\s]*[ivxlc]{1,6}[-–—\s]*",
    r".{2,90}?(?:\s?\.){3,}\s*(?:\d{1,4}|[ivxl]{1,6})",
    r".{2,90}?(?:\s{3,}|\t)(?:\d{1,4}|[ivxl]{1,6})",
    rf"(?:{_DATE}{_TIME}|\d{{4}}-\d\d-\d\d{_TIME}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日.{{0,20}})",
    rf"(?:\w+day,? )?{_DATE}{_TIME}(?: [|·•–—-] .{{0,60}})?",
    r"(?:(?:published|posted|updated|edited) )?(?:about |over )?(?:\d+|an?) ?(?:s|m|h|d|sec|min|minute|hour|day|week|"
    r"month|year)s?"
    r"(?: ago| read)(?:\s*[|·•–—-].*)?",
    r"[\d,.]+ ?[km]? (?:shares?|views?|comments?|likes?|reads?|followers|reactions|replies|votes|claps|words)(?:\W.*)?",
    r".{0,80}[(/]\s*(?:getty images?|reuters|afp|ap|epa|shutterstock|xinhua|yonhap)[^)]*\)?",
    r"(?:getty images?|reuters|afp|ap|epa|shutterstock|xinhua|kcna|yonhap|tass)(?:[/ ,–—-]+[\w .]{1,30}){0,2}",
    r"(?:best|kind|warm(?:est)?) (?:regards|wishes),?|(?:yours )?(?:sincerely|faithfully|truly|"
    r"respectfully)(?: yours)?,?|regards,?|"
    r"cheers,|thanks,|many thanks,",
    r"(?:dear|hi|hello|good (?:morning|afternoon)) [\w .'’-]{1,60}[,:]?|(?:respected|esteemed|excellenc\w+|"
    r"your (?:excellency|majesty|"
    r"highness))\b[^.]{0,60}[,:!]?|to whom it may concern[,:]?|(?:hi|hello|hey|all|team|colleagues|dear all),",
    r"-0-|###|- ?30 ?-|\(?ends?\)?|\* ?\* ?\*|\(more\)|\(?cont(?:inued|'d)?\.?(?: (?:on|from) .{1,30})?\)?",
    r"(?:\[edit\]|\[\d+\]|\^|↑|↩)+.*",
    r"(?:for release|release date|embargoed).{0,60}|(?:draft|confidential|strictly confidential|unclassified|"
    r"internal use only|"
    r"not for (?:distribution|citation|quotation)).{0,60}",
    r"(?:vol(?:ume)?|issue|no)\.? ?\d+.{0,60}|(?:working paper|discussion paper|policy brief|technical report|"
    r"report) (?:no\.? ?|"
    r"series |#)?\d.{0,40}",
    r"(?:image|figure|fig\.|table|chart|box|exhibit|photo) ?\d+[.:]?.{0,30}",
    r"(?:[\w'’&.-]+(?: [\w'’&.-]+){0,3}\s*[|›»>]\s*){1,}[\w'’&.-]+(?: [\w'’&.-]+){0,4}",
)
AS_WRITTEN = (
    r"(?:by|By|BY) (?:[A-Z][\w.'’-]*|de|van|von|der|al|and|&|,)(?:[ ,]+(?:[A-Z][\w.'’-]*|de|van|von|der|al|and|&|in|"
    r"for)){0,12}",
    r"(?:[A-Z][\w.'’-]+ ){1,3}(?:is|was) (?:a|an|the) (?:[\w'’-]+ ){0,3}(?:correspondent|reporter|columnist|"
    r"staff writer|contributor|"
    r"contributing editor|freelance \w+|visiting fellow|senior fellow|research fellow)\b.{0,160}",
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2} ?/ ?[A-Z][\w .'’-]+",
)
