"""What stands on pages around a text: menus, notices, credits, greetings, in some languages.

Data alone: patterns of whole lines (`WHOLE` in any case, `AS_WRITTEN` as written), and of how such lines open.
"""

from __future__ import annotations

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[./ -])?(?:{_MONTH}|\d{{1,2}})[./ ,-]{{1,2}}(?:\d{{1,2}}(?:st|nd|rd|th)?,? ?)?"
    r"(?:\d{2,4})?"
)
_TIME = r"(?:,? ?(?:at )?\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?)?"
_BUTTON = (
    r"home|menu|search|close|open|log ?in|log ?out|sign ?(?:in|up|out)|register|my account|account|subscribe|"
    r"newsletters?|share|tweet|retweet|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|instagram|"
    r"youtube|tiktok|threads|mastodon|bluesky|weibo|wechat|line|email|e-mail|mail|print|pdf|rss|copy(?: link)?|save|"
    r"bookmark|like|reply|comments?|follow|donate|support us|contact(?: us)?|about(?: us)?|help|faq|careers|jobs|"
    r"advertis(?:e|ing|ement)s?|sponsored(?: content)?|promoted|archives?|topics|sections|world|politics|business|"
    r"economy|opinion|sports?|culture|science|technology|health|video|videos|photos|podcasts?|live|latest|news|"
    r"top stories|next|previous|prev|older|newer|back|more|less|accept(?: all)?|reject(?: all)?|ok|got it|settings|"
    r"preferences|manage|terms(?: of (?:use|service))?|privacy(?: policy)?|cookies?(?: policy)?|disclaimer|"
    r"accessibility|sitemap|site map|imprint|legal|edit|cite|download|play|pause|mute|loading|language|english|"
    r"advertiser content|editors?['’] picks|all rights reserved|most (?:read|popular|viewed|shared)|trending(?: now)?|"
    r"recommended(?: for you)?|you (?:may|might) also like|up next|view all|see all|show more|read next|"
    r"toggle navigation"
)
OPENINGS = (
    r"skip to|jump to|back to (?:top|the top|home)|share (?:this|on|via|article|story|page)|print this|email this|"
    r"save this|read (?:more|also|next|the full|full|our|on)\b|also read|see also\b|see more|more (?:from|on|in|"
    r"stories|news|about)\b|related\b(?: (?:articles?|stories|posts?|links?|content|topics|reading|news|coverage)\b|"
    r":)|continue reading|click (?:here|to|on)|tap (?:here|to)|load(?:ing)? more|view (?:all|more|comments|original|"
    r"in)|leave a (?:comment|reply)|post a comment|sign up (?:for|to|here|now|today)|subscribe (?:to|now|today|for|"
    r"here)|get (?:the latest|our|unlimited|full access)|join (?:our|the conversation|us on)|follow us|"
    r"follow (?:the author|@)|find us on|like us on|support our|become a member|already a (?:subscriber|member)|"
    r"create (?:an|a free) account|you have \d+ (?:free )?articles?|we use (?:cookies|technologies)|this (?:site|"
    r"website|page) uses|by (?:using|continuing|clicking|accessing|browsing)\b.*\b(?:cookies|terms|site|agree)|"
    r"our (?:site|website) uses|cookie (?:policy|notice|settings|preferences)|manage (?:cookies|consent|preferences)|"
    r"your privacy|enable javascript|please enable|your browser|javascript (?:is|must)|all rights reserved|"
    r"copyright(?: (?:©|\(c\)|\d{4}|notice|by|holder)|$)|©|\(c\) \d{4}|reproduction (?:in whole|without)|"
    r"no part of this|this material may not|terms (?:of (?:use|service)|and conditions)|privacy policy|tags?:|"
    r"tagged(?: with|:)|filed under|topics?:|categor(?:y|ies):|keywords?:|labels:|select (?:a )?language|"
    r"choose (?:a )?language|writing language|base country|language:|translate this|(?:published|posted|updated|"
    r"edited|written|reviewed|first published|last (?:updated|modified|edited|reviewed|changed))(?:$|:| (?:on|at|by|"
    r"in|\d))(?!.*, (?:the|it|he|she|they|this|his|her|its)\b).{0,70}$|date:|time:|filed:|print edition|"
    r"this (?:article|story|page|post|text|content) (?:(?:was|is|has been) (?:first|originally|last|automatically|"
    r"machine|edited|translated|published|produced|generated|written|also)|originally|first|appeared|appears)|"
    r"this is an? (?:\w+ )?(?:ai|machine|automatic\w*|automated|computer)\b[- ]?(?:generated )?translat|translat(?:ed|"
    r"ion) (?:by|from)\b.{0,60}$|reporting by|additional reporting|(?:photo(?:graph)?s?|image|picture|video|graphic|"
    r"illustration|credit|source|caption|getty|file photo|file image|handout|map|chart)(?: (?:by|credit|source|"
    r"caption|courtesy|from)\b|:|, )|\((?:photo|image|ap photo|reuters|credit|source|picture|file)\b|ap photo|"
    r"(?:table of )?contents$|list of (?:figures|tables|abbreviations)|page \d+|pp?\. ?\d+|tel(?:ephone)?\.?:|phone:|"
    r"fax:|mobile:|e-?mail:|web(?:site)?:|address:|contact:|media contact|press contact|for (?:more|"
    r"further) information|for immediate release|for (?:media|press) (?:inquiries|enquiries)|notes? to editors|from:|"
    r"to:|cc:|bcc:|subject:|sent:|reply-to:|re:|fwd?:|attachments?:|sent from my|on \w.{5,60}wrote:$|begin forwarded|"
    r"-+ ?(?:original|forwarded) message|confidentiality notice|this e-?mail (?:and|is|may|message)|unsubscribe|"
    r"view (?:this email )?in (?:your )?browser|doi:|isbn|issn|arxiv:|retrieved (?:on |from )?\w|"
    r"accessed (?:on )?\w+ \d|from wikipedia|jel (?:codes?|classification)|download (?:the|pdf|as|our|this)|listen to|"
    r"watch (?:now|live|the video|:)|advertisement$|sponsored by|presented by|powered by|脚注|分享到|版权所有|"
    r"责任编辑|编辑：|来源：|上一篇|"
    r"下一篇|相关阅读|返回顶部|点击|扫码|関連記事|シェア|著作権|無断転載|поделиться|читайте также|подпис(?:аться|"
    r"ывайтесь)|все права защищены|"
    r"источник:|фото:|по теме|partager|lire aussi|à lire aussi|tous droits réservés|crédit photo|publié le|mis à jour|"
    r"abonnez-vous|s'abonner|teilen|lesen sie auch|mehr zum thema|alle rechte vorbehalten|foto:|quelle:|"
    r"veröffentlicht am|newsletter abonnieren|compartir|lea también|todos los derechos reservados|suscríb|"
    r"무단 ?전재|저작권자|"
    r"관련 ?기사|공유하기|기사 ?제보"
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
    r"month|year)s?(?: ago| read)(?:\s*[|·•–—-].*)?",
    r"[\d,.]+ ?[km]? (?:shares?|views?|comments?|likes?|reads?|followers|reactions|replies|votes|claps|words)(?:\W.*)?",
    r".{0,80}[(/]\s*(?:getty images?|reuters|afp|ap|epa|shutterstock|xinhua|yonhap)[^)]*\)?",
    r"(?:getty images?|reuters|afp|ap|epa|shutterstock|xinhua|kcna|yonhap|tass)(?:[/ ,–—-]+[\w .]{1,30}){0,2}",
    r"(?:best|kind|warm(?:est)?) (?:regards|wishes),?|(?:yours )?(?:sincerely|faithfully|truly|"
    r"respectfully)(?: yours)?,?|regards,?|cheers,|thanks,|many thanks,",
    r"(?:dear|hi|hello|good (?:morning|afternoon)) [\w .'’-]{1,60}[,:]?|(?:respected|esteemed|excellenc\w+|"
    r"your (?:excellency|majesty|highness))\b[^.]{0,60}[,:!]?|to whom it may concern[,:]?|(?:hi|hello|hey|all|team|"
    r"colleagues|dear all),",
    r"-0-|###|- ?30 ?-|\(?ends?\)?|\* ?\* ?\*|\(more\)|\(?cont(?:inued|'d)?\.?(?: (?:on|from) .{1,30})?\)?",
    r"(?:\[edit\]|\[\d+\]|\^|↑|↩)+.*",
    r"(?:for release|release date|embargoed).{0,60}|(?:draft|confidential|strictly confidential|unclassified|"
    r"internal use only|not for (?:distribution|citation|quotation)).{0,60}",
    r"(?:vol(?:ume)?|issue|no)\.? ?\d+.{0,60}|(?:working paper|discussion paper|policy brief|technical report|"
    r"report) (?:no\.? ?|series |#)?\d.{0,40}",
    r"(?:image|figure|fig\.|table|chart|box|exhibit|photo) ?\d+[.:]?.{0,30}",
    r"(?:[\w'’&.-]+(?: [\w'’&.-]+){0,3}\s*[|›»>]\s*){1,}[\w'’&.-]+(?: [\w'’&.-]+){0,4}",
)
AS_WRITTEN = (
    r"(?:by|By|BY) (?:[A-Z][\w.'’-]*|de|van|von|der|al|and|&|,)(?:[ ,]+(?:[A-Z][\w.'’-]*|de|van|von|der|al|and|&|in|"
    r"for)){0,12}",
    r"(?:[A-Z][\w.'’-]+ ){1,3}(?:is|was) (?:a|an|the) (?:[\w'’-]+ ){0,3}(?:correspondent|reporter|columnist|"
    r"staff writer|contributor|contributing editor|freelance \w+|visiting fellow|senior fellow|"
    r"research fellow)\b.{0,160}",
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2} ?/ ?[A-Z][\w .'’-]+",
)
