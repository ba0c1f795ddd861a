"""Words that cannot both be true of one thing, by field. Data."""

from __future__ import annotations

from functools import lru_cache

from assistant.verify.words import key_of

_FIELDS: dict[str, str] = {
    "quantity": """
        rise increase grow climb gain surge soar jump rebound / fall decrease decline drop shrink slump plunge
        dip plummet; higher / lower; raise lift / lower cut reduce; expand widen / contract narrow shrink;
        double triple treble / halve; maximum / minimum; majority / minority; surplus / deficit shortfall;
        profit / loss; add / remove subtract; heavier / lighter; longer / shorter; larger bigger greater /
        smaller; more / less fewer; most / least fewest; faster quicker / slower; older / younger; best / worst;
        better / worse; highest / lowest; largest biggest / smallest; longest / shortest; oldest / youngest;
        cheaper / dearer; warmer hotter / cooler colder; deeper / shallower; wider / narrower; stronger /
        weaker; richer / poorer; above / below; upper / lower; accelerate quicken / slow decelerate; exceed
        surpass / undershoot; up / down; upward / downward; appreciate / depreciate; strengthen / weaken;
        improve / worsen deteriorate; tighten / loosen ease relax; lengthen extend prolong / shorten curtail;
        inflow / outflow; upgrade / downgrade; overestimate / underestimate; abundant plentiful / scarce; full /
        empty""",
    "decision": """
        accept approve endorse adopt ratify / reject refuse decline veto; allow permit authorise authorize /
        forbid ban prohibit bar; support back favour favor / oppose resist; agree / disagree; confirm admit
        acknowledge / deny; affirm uphold / overturn quash; grant award / deny withhold refuse; legal lawful /
        illegal unlawful; valid / invalid; mandatory compulsory obligatory / voluntary optional; guilty /
        innocent; convict / acquit; appoint hire recruit / dismiss fire sack; elect / oust; join enter / leave
        quit withdraw; include / exclude; impose / lift; enforce / waive; renew extend / cancel terminate;
        praise commend applaud / criticise criticize condemn denounce; welcome / deplore; encourage /
        discourage; promote / demote; prosecute / pardon; for / against; keep retain maintain / abandon drop
        abolish scrap; unanimous / split divided; permanent / temporary; public open / secret confidential;
        formal official / informal unofficial; binding / non-binding; unilateral / bilateral multilateral; sign
        / repeal; nationalise nationalize / privatise privatize; ratify / denounce; trust / distrust; assent /
        dissent""",
    "conflict": """
        win / lose; victory / defeat; attack / defend; advance / retreat; enemy foe / ally friend; war / peace;
        arm / disarm; capture seize / release free; occupy / liberate; deploy / withdraw; launch / abort; hit
        strike / miss; survive live / die perish; kill / spare; escalate / defuse de-escalate; hostile /
        friendly; victor winner / loser; offensive / defensive; succeed success / fail failure; protect /
        endanger; unite / divide split; mobilise mobilize / demobilise; invade / evacuate; surrender / resist;
        safe / unsafe dangerous; peaceful / violent; armed / unarmed""",
    "act": """
        open / close shut; begin start commence launch / end finish conclude cease stop; build construct /
        demolish destroy; arrive / depart leave; come / go; enter / exit leave; send / receive; give / take
        receive; buy purchase / sell; borrow / lend; import / export; pay / owe; push / pull; load / unload;
        connect join / disconnect separate; create establish found / abolish dissolve; appear / disappear
        vanish; reveal disclose publish / conceal hide withhold; remember recall / forget; ask question /
        answer; teach / learn; employ / dismiss; hire rent / buy; deposit / withdraw; lead / follow; ascend /
        descend; freeze / thaw; fill / empty; lock / unlock; gain / lose; find / lose; save / spend; earn /
        spend; invest / divest; attach / detach; install / remove; insert / remove; activate / deactivate;
        enable / disable; resume / suspend halt; continue / stop cease; speed hasten / delay; postpone delay /
        advance; arrest detain / release; marry / divorce; hatch / die; plant / uproot; wake / sleep; stand /
        sit; rise / set; present attend attendance / absent absence; attend / miss; embark / disembark; inhale / exhale;
        compress / expand; melt / freeze; dissolve / precipitate; absorb / emit; attract / repel; activate / inhibit;
        stimulate / inhibit suppress; cause / prevent; confirm / refute rebut; prove / disprove; correlate /
        anticorrelate""",
    "time": """
        before / after; earlier / later; first / last; early / late; past / future; previous preceding / next
        following subsequent; precede / follow; begin / end; opening / closing; ancient / modern; old / new;
        always / never; often frequently / rarely seldom; temporary / permanent; day / night; morning / evening
        afternoon; dawn sunrise / dusk sunset; summer / winter; spring / autumn; former / current present""",
    "place": """
        north / south; northern / southern; east / west; eastern / western; northeast / southwest; northwest /
        southeast; inside / outside; indoor indoors / outdoor outdoors; left / right; upstream / downstream;
        domestic / foreign; inland / offshore coastal; urban / rural; inner / outer; front / rear; top / bottom;
        near / far; onshore / offshore; land / sea; internal / external; upper / lower; uphill / downhill;
        horizontal / vertical; parallel / perpendicular; clockwise / anticlockwise counterclockwise; arrival /
        departure; home / abroad; over / under""",
    "quality": """
        positive / negative; strong / weak; hard / soft; hot warm / cold cool; wet / dry; light / dark; heavy /
        light; high / low; deep / shallow; wide broad / narrow; thick / thin; rich / poor; cheap / expensive;
        easy / difficult; simple / complex; clean / dirty; alive living / dead; male / female; man / woman; boy
        / girl; father / mother; brother / sister; son / daughter; husband / wife; uncle / aunt; king / queen;
        married / single; active / inactive idle; true / false; correct right / wrong incorrect; likely /
        unlikely; possible / impossible; common / rare; major / minor; optimistic / pessimistic; liberal /
        conservative; private / public; civilian / military; rural / urban; junior / senior; teacher / pupil
        student; buyer / seller; creditor lender / debtor borrower; landlord / tenant; employer / employee;
        plaintiff / defendant; donor / recipient; sender / recipient addressee; guest / host; parent / child;
        predecessor / successor; supporter / opponent; import / export; supply / demand; cause / effect; acid /
        alkaline; natural / artificial; solid / liquid; fresh / stale; mild / severe; moderate / severe; benign
        / malignant; acute / chronic; fertile / barren; adequate sufficient / inadequate insufficient; equal /
        unequal; satisfied pleased / dissatisfied; optimum / worst; lucky / unlucky; loud / quiet; smooth /
        rough; dominant / recessive; odd / even; single / double; analog / digital; manual / automatic;
        wholesale / retail; gross / net; direct / indirect; frequent / infrequent; stable / unstable; visible /
        invisible; known / unknown; able / unable; willing / unwilling; partial / complete total; proportional /
        inverse""",
}  # fmt: skip
"""Field → pairs apart by ``;``, of words of one side before ``/`` and of the other behind it."""

LOOSE = frozenset(
    "before after for against above below over under more less fewer most least up down left right first last light "
    "even day night set stand back live go come give take find bar fire open close past present future early late old "
    "new high low hard soft man woman son land sea home single double net pass miss right wrong total end follow lead "
    "keep for question answer ask free hire save earn spend boy girl follow next previous king queen found add cool "
    "warm top bottom front rear sign drop".split()
)
"""Words of so many uses that more than like company must show what is meant: the next word has to be the same."""

WIDER: dict[str, str] = {
    "all": "some|most|many|several|few|half|none|no|part",
    "every": "some|most|many|several|few|half|none|no",
    "always": "sometimes|often|usually|rarely|never|occasionally",
    "entire": "part|half|some|partial",
    "whole": "part|half|some",
    "entirely": "partly|partially|mostly",
    "completely": "partly|partially|mostly",
    "fully": "partly|partially|mostly",
    "only": "also",
    "none": "some|most|many|several|few|all|half",
    "most": "few|none|half|no",
    "many": "few|none|no",
    "few": "many|most|all",
}
"""What a claim may not say where the evidence says one of those. The other way round often follows."""


@lru_cache(maxsize=1)
def opposites() -> dict[str, frozenset[str]]:
    """Key of a word (see `words.key_of`) → the keys of its opposites."""
    found: dict[str, set[str]] = {}
    for field in _FIELDS.values():
        for pair in field.split(";"):
            one, other = (side.split() for side in pair.split("/"))
            for a in one:
                for b in other:
                    found.setdefault(key_of(a), set()).add(key_of(b))
                    found.setdefault(key_of(b), set()).add(key_of(a))
    for key, others in found.items():
        others.discard(key)
    return {key: frozenset(others) for key, others in found.items()}
