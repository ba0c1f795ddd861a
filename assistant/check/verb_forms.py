"""English verbs by form, and the small words around them. Data alone; what they are read for stands in `verbs.py`."""

from __future__ import annotations

AUXILIARIES = frozenset(
    "is are was were am has have had does do did will would can could may might must shall should cannot ought "
    "isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't shouldn't "
    "mustn't shan't".split()
)
BE = frozenset("is are was were am be been being isn't aren't wasn't weren't get got gets".split())
HAVE = frozenset("has have had having hasn't haven't hadn't".split())
MODALS = frozenset("will would can could may might must shall should cannot to won't can't couldn't wouldn't".split())
NOUNS_TOO = frozenset(["will", "might", "can", "must"])

# Past forms that are no participle: finite wherever they stand.
PAST = frozenset(
    "said told went took gave wrote began became rose fell came saw knew chose drove flew grew drew threw broke spoke "
    "woke swore tore wore shook forgot ate sang sank swam rang ran hid stole froze arose withdrew overthrew undertook "
    "foresaw underwent forbade overcame mistook".split()
)
# Past forms that are participles as well.
PAST_OR_PARTICIPLE = frozenset(
    "held met made left sent led kept felt found brought bought built lost won paid set put cut hit let spent stood "
    "understood taught thought caught sought fought heard read laid sold struck dealt meant shot sat spread quit shut "
    "cost split beat got fled bound dug stuck slid swung hung lent bent withstood upheld withheld rebuilt reset bid "
    "forgave crept wept swept slept dreamt burnt learnt spelt fed bred bled sped shone".split()
)
NO_VERBS_IN_ED = frozenset(
    "need speed seed feed breed weed deed indeed hundred hatred sacred naked wicked kindred bed red shed wed exceed "
    "proceed succeed embed bleed greed creed steed reed heed misdeed biped moped infrared ted fred ed med fed led sled "
    "united based related so-called armed advanced limited detailed unprecedented skilled aged alleged supposed "
    "concerned compared entitled headed dated sophisticated complicated dedicated given learned rugged ragged".split()
)
# Past forms of verbs that take no object, or nearly none: with a subject before them they are no participle.
WITHOUT_OBJECT = frozenset(
    "increased decreased declined dropped jumped climbed surged slowed accelerated expanded widened narrowed improved "
    "weakened strengthened continued remained appeared arrived happened ended started returned died lived worked "
    "agreed "
    "failed tried wanted hoped refused stayed opened closed emerged collapsed rallied plunged soared stalled totaled "
    "totalled averaged contracted slipped edged eased resumed departed travelled traveled participated responded "
    "succeeded seemed existed belonged consisted occurred rebounded vanished resigned reacted replied voted warned "
    "decided insisted talked looked referred pointed complained "
    "apologized apologised protested campaigned marched landed crashed exploded erupted sailed lasted turned moved "
    "walked "
    "stopped paused".split()
)
# Past forms that are hardly ever an adjective before a noun: "praised efforts" is a verb and its object.
WITH_OBJECT = frozenset(
    "called praised thanked visited attended met told urged discussed exchanged expressed pledged welcomed "
    "congratulated "
    "accused denounced condemned warned vowed asked noted stressed emphasized emphasised made held took offered "
    "rejected "
    "announced received established imposed approved adopted launched fired built sent signed opened ordered sought "
    "killed wounded injured injected replaced described provided voiced conveyed extended inspected produced supplied "
    "created introduced joined gave threatened reaffirmed reiterated promised".split()
)
_BASES = (
    "abolish absorb accept accuse achieve activate add admit adopt advance advise affect agree aim allocate allow "
    "alter amend amount announce anticipate appeal appear apply appoint approve argue arrange arrest arrive ask "
    "assert assume attend attract attribute authorise authorize avoid award back ban base be bear become begin "
    "believe belong betray bind blame block boast boost bring build buy call carry catch cause celebrate chair choose "
    "circulate cite claim clear climb close coincide collect come commit communicate compare compete complain compose "
    "concern conclude condemn conduct confirm congratulate connect consider consist constitute construct consult "
    "consume contain continue contract contribute control convey cooperate cope correct counter cover create "
    "criticise criticize cross cut damage date decide declare decline deepen define deliver demand denounce deny "
    "depart depend depict deploy describe destroy detain detect determine develop devote differ diminish direct "
    "discover discuss dismiss distribute do dominate double draw drive drop earn edit educate elect eliminate emerge "
    "emphasise emphasize employ enable encourage end endorse enforce engage enhance enjoy ensure enter equip "
    "establish estimate evolve examine exceed exchange exclude execute exist expand expect expire explain exploit "
    "export expose express extend face fail fall favor favour fear feed feel fight figure fill finance find finish "
    "fix flow fly focus follow forbid form found frame fuel fulfil fulfill fund gain generate get give glorify go "
    "govern grant grow guarantee guard halt hand handle happen have hear help hold hope host identify ignore "
    "illustrate imply import impose improve include increase indicate infect inflict influence inform injure insist "
    "inspect install instruct intend interpret introduce invent invest investigate invite involve join judge justify "
    "keep know label lack land last launch lead learn leave lend license lie lift limit list live load locate lose "
    "love maintain make manage manufacture mark match mean measure meet mention miss mix modify move multiply name "
    "need neglect nominate note obey oblige observe obtain occupy occur offer operate oppose organise organize "
    "outline overlook own pay perform permit persuade plan play pledge point possess postpone practise praise predict "
    "prefer prepare present preserve prevent proceed process produce prohibit project promise prompt protect prove "
    "provide publish pull punish pursue push qualify question raise rate reach read reaffirm recall receive recognise "
    "recognize recommend record recover reduce refer reflect refuse regard register reject relate release rely remain "
    "remind remove renew repair repeat replace report represent request require resemble reside resign resist resolve "
    "respect respond rest restore restrict result retain retire reveal reverse ride rise rule run sack sail save say "
    "search secure see seek seem select sell send separate serve settle shape share shift show shrink sign sit slip "
    "slow soar solve speak specify speed spend sponsor stand start stay steer stem stipulate strengthen stress strive "
    "study succeed suggest supervise supply support surround survive take target teach tell tend test think threaten "
    "track trade train transfer translate treat trigger try turn understand use vary view violate visit vote vow wait "
    "want warn wear welcome win work worry write"
).split()


def _third_person(base: str) -> str:
    if base in ("have", "do", "be"):
        return {"have": "has", "do": "does", "be": "is"}[base]
    if base.endswith(("s", "sh", "ch", "x", "o")):
        return base + "es"
    return base[:-1] + "ies" if base[-1] == "y" and base[-2] not in "aeou" else base + "s"


PLAIN = frozenset(
    "remain continue believe include contain belong consist require become argue agree appear seem depend allow "
    "enable exist "
    "think provide refuse insist accuse maintain describe".split()
)
"""Plain forms that are no nouns: verbs of a plural subject, where nothing before them says otherwise."""
BASE = frozenset(_BASES)
THIRD = frozenset(map(_third_person, _BASES))
# Third persons that look like plurals of nouns.
PLURALS_TOO = frozenset(
    "reports plans calls visits talks moves claims states notes points aims needs supports attacks shows signs votes "
    "rules faces stands means works plays looks uses changes increases falls rises gains hopes fears demands offers "
    "pledges causes cuts covers fights forms funds leads leaves lies loves runs sees shares starts studies supplies "
    "turns views vows wants drives draws helps holds results concerns forces declines builds wins reads finds cites "
    "waits bans binds blocks marks targets tracks trains transfers trades triggers tests stems spends sails sacks "
    "rides shifts shapes searches saves requests repeats repairs records releases rates questions pushes projects "
    "processes presents names matches mixes measures loads lists limits lifts licenses lands labels judges invites "
    "influences imports hosts hands halts handles guards guarantees grants frames founds focuses flies flows finances "
    "fixes fills figures feeds favors favours exports exploits exchanges estimates ends edits drops doubles directs "
    "dates damages crosses counters controls contracts competes closes climbs chairs catches boosts boasts bases "
    "backs awards attributes arrests appeals amounts advances respects sponsors begins raises returns promises comes "
    "worries employs rests treats values".split()
)
THIRD_ONLY = THIRD - (PLURALS_TOO - frozenset(["begins", "comes", "raises", "wants", "sees"]))

SUBJECTS = frozenset("he she it they we i you who there this these those".split())
PLURAL_SUBJECTS = frozenset("they we i you who which people these those some many both all".split())
RELATIVES = frozenset("who which that where whose".split())
DETERMINERS = frozenset(
    "a an the this that these those its his her their our my your no any some each every another such all both".split()
)
PREPOSITIONS = frozenset(
    "of in on at to from for with by under over into onto about against between among during after before since "
    "through throughout within without towards toward across near upon amid despite as than like via per".split()
)
DEGREE = frozenset("more most less least very highly newly so too well far much".split())
NOT_BEFORE_A_VERB = DETERMINERS - {"this", "that", "these", "those", "all", "both", "some"} | PREPOSITIONS | DEGREE
ADVERBS = frozenset(
    "also later then subsequently thus even never again still soon now once twice both already always often rarely "
    "sometimes instead thereby therefore finally eventually not first twice just only nevertheless however".split()
)
CLAUSE_MARKERS = frozenset(
    "that who which where when because if as after before since until while whose whom how what whether why although "
    "though whereas unless once , : ; – —".split()
)
