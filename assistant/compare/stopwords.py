"""Words that carry no meaning of their own in a phrase. Data, and no more than the commonest of each language."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    "a an the this that these those and or but nor if as at by for from in into of off on onto out over per than then "
    "there through to under until up upon with within without about after again against all also any are am be been "
    "being before between both can could did do does doing each either else ever every few had has have having he her "
    "here hers him his how i is it its itself just may me might more most much must my no not once only other our ours "
    "own same shall she should so some still such their theirs them they too us very was we were what when where which "
    "while who whom whose why will would yes yet you your yours "
    "le la les l' et des du de un une est dans pour que qui pas sur avec au aux sont cette ce en il elle ils par plus "
    "der die und das den von zu mit ist im dem nicht ein eine auf für auch sich des als an er sie es bei "
    "el los las y una por con para del se como más su al pero sus ha este lo en que "
    "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня "
    "о из ему для при это этого этой их или также который которые которая "
    "이 그 저 것 수 및 등 를 을 은 는 가 의 에 에서 로 으로 와 과 "
    "の に は を た が で て と し れ さ も や か ら る な よ り "
    "的 了 和 是 在 与 對 对 为 為 这 這 那 有 不 也 就 及 等".split()
)
"""Made of these alone, nothing is a phrase."""

OF_REPORTS = frozenset(
    "well mr mrs shall hereby thereby therein including regard respect view part parts side order means number "
    "one two three four five six seven eight nine ten second third today yesterday tomorrow recently new "
    "express expresses expressed expressing extend extends extended extending convey conveys conveyed conveying "
    "wish wishes wished wishing hope hopes hoped hoping send sends sent sending receive receives received receiving "
    "note notes noted noting stress stresses stressed stressing stated stating announce announces announced "
    "add added report reports reported declare declared clarify clarified emphasize emphasized following "
    "publish publishes published print prints printed record records recorded".split()
)
"""Words with which a text is counted off and reported, not worded: no proposed phrase begins or ends with one."""
