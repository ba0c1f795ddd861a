"""Names and offices of a claim beside those of its evidence."""

from __future__ import annotations

import pytest

from assistant.verify.proper import missing_names, names, same
from assistant.verify.roles import other_offices, replaced_names, swapped_roles


def named(text: str) -> list[str]:
    return [text[n.start : n.end] for n in names(text)]


def differ(claim: str, evidence: str) -> list[tuple[str, str]]:
    found = (*swapped_roles(claim, evidence), *replaced_names(claim, evidence), *other_offices(claim, evidence))
    return [(d.claim, d.source) for d in found]


def test_names_are_runs_of_capitals_without_what_only_begins_a_sentence():
    assert named("Prices rose. In Oslo, Ada Lund met J. K. Moe on Monday.") == ["Oslo", "Ada Lund", "J. K. Moe"]
    assert named("Nothing new was said.") == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kim Jong Un", "Kim Jong-un"),
        ("Mr Kim", "President Kim Jong Un"),
        ("Vladimir Putin", "Poutine"),
        ("DPRK", "North Korea"),
        ("Pyongyang", "North Korea"),
        ("US", "Washington"),
        ("South Korean", "ROK"),
        ("WPK", "Workers Party Korea"),
        ("Soumba", "Soumban"),
        ("Müller", "Muller"),
    ],
)
def test_names_that_may_be_one_bearers(a, b):
    [[one], [other]] = (names(f"of {name} here") for name in (a, b))
    assert same(one, other) and same(other, one)


@pytest.mark.parametrize(
    ("a", "b"), [("Kim Jong Un", "Xi Jinping"), ("China", "Russia"), ("South Korea", "North Korea")]
)
def test_names_that_are_not(a, b):
    [[one], [other]] = (names(f"of {name} here") for name in (a, b))
    assert not same(one, other)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Kim thanked Xi for the letter.", "On Monday Xi thanked Kim for his letter."),
        ("Xi was thanked by Kim.", "Xi Jinping thanked Kim Jong Un."),
        ("Russia sold grain to China.", "China sold grain to Russia last year."),
        ("Moe served as prime minister of Canada from 2000.", "Moe served as prime minister of Norway from 2000."),
        ("Chinese troops occupied the port in May.", "Russian troops occupied the port in May."),
        ("Vice Foreign Minister Ada Lund met reporters.", "Foreign Minister Ada Lund met reporters."),
        ("Acting President Boris Veld spoke.", "President Boris Veld spoke."),
        ("Former Governor Ada Lund spoke.", "Governor Ada Lund spoke."),
        ("Harran's envoy, Salwa Dar, wants a truce.", "Harran's envoy, Badr Nimri, wants a truce. Salwa Dar does not."),
    ],
)
def test_another_name_or_office_in_the_same_place_is_a_conflict(claim, evidence):
    assert len(differ(claim, evidence)) == 1


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Xi was thanked by Kim.", "Kim Jong Un thanked Xi Jinping."),
        ("Kim met Xi in Dalian.", "Xi met Kim in Dalian."),
        ("The DPRK sent troops to Kursk.", "North Korea sent troops to Kursk."),
        ("The delegation flew to Washington.", "The delegation flew to the United States."),
        ("Minister Ada Lund resigned.", "Former minister Ada Lund resigned."),
        ("Deputy Premier Lund spoke.", "Vice Premier Lund spoke."),
        ("Oslo is a city.", "Bergen is a harbour in the west."),
        ("The talks took place in Paris.", "The talks between Lund and Veld took place in Paris and Rome."),
    ],
)
def test_the_same_said_otherwise_is_none(claim, evidence):
    assert differ(claim, evidence) == []


def test_a_name_that_the_evidence_lacks_is_missing():
    [missing] = missing_names("The letter was read by Ada Lund.", "The letter was read aloud.")
    assert (missing.kind, missing.claim, missing.source) == ("name", "Ada Lund", "")
    assert not list(missing_names("It was read by Mr Lund.", "Ada Lund read it."))
