"""Terms that say nothing of what a question is about."""

from __future__ import annotations

from assistant.library.terms import analyse

STOP = frozenset(
    analyse(
        "a about actually after again against all already also an and any anything anywhere are as asked at be "
        "been before "
        "being between both but by can could did do does doing during each either else ever every exactly few "
        "first for from further get "
        "gets give given gives go goes got had has have having he her here him his how i if in into is it its "
        "just know let "
        "like made make makes many may me might more most much must my no nor not of off on once one only "
        "onto or "
        "other our out over own per please put read really said same say saying says see seem shall she should "
        "show so some "
        "something still such take taken takes tell than that the their them then there these they thing this "
        "those through "
        "to too took turn under until up upon us use used very want was way we well were what whatever when "
        "where whether "
        "which while who whole whom whose why will with within without would write wrote yes yet you your line "
        "lines word "
        "words exact exactly according mean correct right true article's actual happen happened happens told "
        "answer question "
        "course call called calls name named names describe described concern concerning regarding deal deals"
    )
)
