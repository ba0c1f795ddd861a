"""States, their people and their capitals: which words may mean the same party. Data; small states are left out."""

from __future__ import annotations

from functools import lru_cache

_STATES = """
north korea|north korean|dprk|democratic people's republic of korea|pyongyang|朝鮮|朝鲜|北朝鮮|북한|кндр
south korea|south korean|rok|republic of korea|seoul|韓国|韩国|한국
china|chinese|prc|people's republic of china|beijing|peking|中国|中國|중국|китай
taiwan|taiwanese|republic of china|taipei
japan|japanese|tokyo|日本|일본|япония
russia|russian|russian federation|moscow|kremlin|ロシア|俄罗斯|러시아|россия
soviet union|soviet|ussr|soviets
united states|united states of america|us|usa|u.s|american|america|americans|washington|white house|米国|美国|미국|сша
united kingdom|uk|u.k|britain|british|great britain|london|downing street|briton|britons
england|english
scotland|scottish|edinburgh|scots
wales|welsh|cardiff
france|french|paris|elysee
germany|german|berlin|federal republic of germany
italy|italian|rome
spain|spanish|madrid
portugal|portuguese|lisbon
netherlands|dutch|the hague|holland|amsterdam
belgium|belgian|brussels
switzerland|swiss|bern|berne
austria|austrian|vienna
poland|polish|warsaw
czech republic|czech|czechia|prague
slovakia|slovak|bratislava
hungary|hungarian|budapest
romania|romanian|bucharest
bulgaria|bulgarian|sofia
greece|greek|athens
turkey|turkish|turkiye|ankara
ukraine|ukrainian|kyiv|kiev|украина|украины
belarus|belarusian|minsk
moldova|moldovan|chisinau
georgia|georgian|tbilisi
armenia|armenian|yerevan
azerbaijan|azerbaijani|baku
kazakhstan|kazakh|astana
uzbekistan|uzbek|tashkent
kyrgyzstan|kyrgyz|bishkek
tajikistan|tajik|dushanbe
turkmenistan|turkmen|ashgabat
mongolia|mongolian|ulaanbaatar|ulan bator
vietnam|vietnamese|hanoi|viet nam
laos|lao|laotian|vientiane
cambodia|cambodian|phnom penh
thailand|thai|bangkok
myanmar|burma|burmese|naypyidaw
malaysia|malaysian|kuala lumpur
singapore|singaporean
indonesia|indonesian|jakarta
philippines|philippine|filipino|manila
india|indian|new delhi|delhi
pakistan|pakistani|islamabad
bangladesh|bangladeshi|dhaka
sri lanka|sri lankan|colombo
nepal|nepali|nepalese|kathmandu
afghanistan|afghan|kabul
iran|iranian|tehran|islamic republic of iran
iraq|iraqi|baghdad
syria|syrian|damascus
lebanon|lebanese|beirut
israel|israeli|jerusalem
palestine|palestinian|ramallah
jordan|jordanian|amman
saudi arabia|saudi|riyadh
yemen|yemeni|sanaa
oman|omani|muscat
qatar|qatari|doha
kuwait|kuwaiti
united arab emirates|uae|emirati|abu dhabi
egypt|egyptian|cairo
libya|libyan|tripoli
tunisia|tunisian|tunis
algeria|algerian|algiers
morocco|moroccan|rabat
sudan|sudanese|khartoum
ethiopia|ethiopian|addis ababa
eritrea|eritrean|asmara
somalia|somali|mogadishu
kenya|kenyan|nairobi
uganda|ugandan|kampala
tanzania|tanzanian|dodoma
rwanda|rwandan|kigali
congo|congolese|kinshasa
angola|angolan|luanda
mozambique|mozambican|maputo
zimbabwe|zimbabwean|harare
zambia|zambian|lusaka
namibia|namibian|windhoek
botswana|gaborone
south africa|south african|pretoria
nigeria|nigerian|abuja
ghana|ghanaian|accra
senegal|senegalese|dakar
mali|malian|bamako
cuba|cuban|havana
mexico|mexican|mexico city
guatemala|guatemalan
nicaragua|nicaraguan|managua
panama|panamanian
colombia|colombian|bogota
venezuela|venezuelan|caracas
ecuador|ecuadorian|quito
peru|peruvian|lima
bolivia|bolivian|la paz
brazil|brazilian|brasilia
chile|chilean|santiago
argentina|argentine|argentinian|buenos aires
uruguay|uruguayan|montevideo
paraguay|paraguayan|asuncion
canada|canadian|ottawa
australia|australian|canberra
new zealand|new zealander|wellington
norway|norwegian|oslo
sweden|swedish|stockholm
denmark|danish|copenhagen
finland|finnish|helsinki
iceland|icelandic|reykjavik
ireland|irish|dublin
estonia|estonian|tallinn
latvia|latvian|riga
lithuania|lithuanian|vilnius
serbia|serbian|belgrade
croatia|croatian|zagreb
slovenia|slovenian|ljubljana
bosnia|bosnian|sarajevo|bosnia and herzegovina
albania|albanian|tirana
macedonia|macedonian|north macedonia|skopje
kosovo|kosovar|pristina
european union|eu|e.u|brussels
united nations|un|u.n|unsc
"""
"""A line a party: its name, its people, then whatever else may mean it, such as its capital."""


@lru_cache(maxsize=1)
def party_of() -> dict[str, str]:
    """What a party is called, lower case → its name."""
    found: dict[str, str] = {}
    for line in _STATES.split("\n"):
        first, *others = line.split("|")
        for alias in (first, *others):
            if alias:
                found.setdefault(alias, first)
    return found


@lru_cache(maxsize=1)
def state_words() -> frozenset[str]:
    """Names and adjectives of states, without their capitals."""
    return frozenset(alias for line in _STATES.split("\n") for alias in line.split("|")[:2] if alias)
