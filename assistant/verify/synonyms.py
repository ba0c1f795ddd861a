"""Words that reports use for each other, so that either may stand for the other in a sentence about a source. Data.

Only words of one meaning wherever reports use them stand in one line; what is stronger, weaker, earlier or later than
another (signed, ratified) does not.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.verify.words import key_of

_CLASSES = """
say state declare note remark announce tell inform report write add mention stress underline underscore emphasise
    emphasize observe explain comment claim
promise pledge vow undertake commit
call term describe characterise characterize label dub name
publish release issue print
letter message note
treaty pact accord
soldier troop serviceman
weapon arms armament
talks negotiation discussion dialogue
meeting summit gathering
trip visit journey
speech address
press media newspaper
parliament legislature assembly
begin start commence open
end conclude finish close
condemn denounce
demand urge
praise laud commend hail
relation tie relationship
cooperation collaboration
help aid assistance
support backing
show display demonstrate
wish want desire
use employ utilise utilize
quote cite
rendering translation version
expression phrase wording formulation formula
important significant key
main chief principal
whole entire full complete
further additional more
send dispatch
get receive obtain
destroy demolish
abolish scrap dissolve
set establish create found form
attend participate
include contain comprise
reject dismiss rebuff
approve endorse
border frontier
agreement deal
plan scheme
leader chief
mark celebrate commemorate
build construct
show reveal indicate
big large
yearly annual annually
buy purchase
car vehicle
company firm
worker employee
child kid
doctor physician
rise increase grow climb
fall decrease decline drop
reduce cut lower
help assist
need require
allow permit let
forbid ban prohibit
happen occur
choose select pick
try attempt
answer reply respond response
ask request
think believe consider
fast quick rapid
difficult hard
roughly approximately about
jointly together
earlier previously
also additionally
denote mean signify
originate come stem
last continue
resign quit
dispute row quarrel
unification reunification
expire lapse
postpone delay defer
extend prolong
violate breach
warn caution
halt stop cease
envoy emissary
"""


def synonyms() -> list[list[str]]:
    """The classes of words."""
    return [line.split() for line in _CLASSES.replace("\n    ", " ").strip().split("\n")]


@lru_cache(maxsize=1)
def _class_of() -> dict[str, str]:
    found: dict[str, str] = {}
    for alike in synonyms():
        keys = [key_of(word) for word in alike]
        known = next((found[key] for key in keys if key in found), keys[0])
        for key in keys:
            found.setdefault(key, known)
    return found


def one_of(key: str) -> str:
    """The key that stands for all words that are used for each other with this one."""
    return _class_of().get(key, key)
