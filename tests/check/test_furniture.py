"""What belongs to the page is no claim; what belongs to the text is kept."""

from __future__ import annotations

import pytest

from assistant.check.claims import claims
from assistant.check.furniture import is_furniture


def said(text: str) -> list[str]:
    return [" ".join(claim.text.split()) for claim in claims(text)]


@pytest.mark.parametrize(
    "line",
    """Skip to content
Home | World | Politics | Opinion
Sign in   Subscribe
Share this
Share this article on Facebook
Facebook Twitter WhatsApp
Read more: How the pact came about
Read also: Ten years on
Related articles
Advertisement
Published 3 hours ago
Published on 4 May 2023
Updated: 4 May 2023, 10:15 GMT
3 hours ago
5 min read
12 comments
May 4, 2023
By Jane Park and Tom Lee
Photo: Anna Berg/Reuters
Image source, Getty Images
Image caption: The ministers after the signing
(Photo by Lee / AFP via Getty Images)
We use cookies to improve your experience.
By clicking Accept, you agree to our cookie policy.
© 2023 The Daily. All rights reserved.
Copyright 2021 Example Ltd.
Subscribe to our newsletter
Sign up for our weekly newsletter.
Follow us on Twitter
Tags: Japan, Korea, sea
https://daily.example/news/123
anna@example.org
#peace #treaty
Page 3 of 10
- 12 -
xiv
Introduction ........ 1
Table of contents
Tel: +41 22 555 01 01
Sent from my iPhone
Best regards,
Dear colleagues,
Retrieved 3 May 2020
This is an AI translated post.
Select Language
分享到：
责任编辑：李华
Читайте также: договор
Tous droits réservés""".splitlines(),
)
def test_a_line_of_the_page(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    """Terms of the deal were not disclosed.
Copyright law was changed in 2019.
Advertisement spending rose by 5 percent.
Published in Leeds in 1911, the novel sold 3,000 copies.
Table 3 shows that exports fell.
By the end of the year, the army had left.
By 1950 the town had 400 houses.
Home prices fell in March.
Share prices rose.
Search teams found the wreck on Monday.
Contact was lost at 3 a.m.
Photographs of the site were published in May.
News of the treaty reached Rome in June.
Support for the party fell to 12 percent.
No. 10 rejected the claim.
Follow-up talks were held in Doha.
Live fire was used on the second day.
More than 300 people died.""".splitlines(),
)
def test_a_line_of_the_text(line: str) -> None:
    assert not is_furniture(line)
    assert said(line) == [line]


PAGE = """Skip to content
Home | World | Opinion
ASIA

Seoul and Tokyo sign pact on rescue at sea
By Jane Park, in Seoul
Published 3 hours ago
Share this
SEOUL, May 4 (Yonhap) -- South Korea and Japan signed a pact on rescue at sea.
The pact covers 1.2 million square kilometers.[1]
Read more: How the pact came about
What Comes Next for the Two Neighbours
Critics say that it goes too far.
Related articles
Ferry sinks off Jeju
© 2023 The Daily. All rights reserved.
"""


def test_a_pasted_page_leaves_its_prose() -> None:
    assert said(PAGE) == [
        "South Korea and Japan signed a pact on rescue at sea.",
        "The pact covers 1.2 million square kilometers.",
        "Critics say that it goes too far.",
    ]


PRINT = """Annual Review of Fisheries 2021                            Institute of Oceans
12

2 Results of the survey

The catch of herring fell by 12 percent between 2015 and 2019. In the southern dis-
trict, however, the authorities closed three harbours because of the

Annual Review of Fisheries 2022                            Institute of Oceans
13

price of fuel.¹ Prices rose in all districts. They were highest in
March and lowest in October because the boats stayed in harbour for most of the
economy.

¹ Ibid., p. 14.

Annual Review of Fisheries 2023                            Institute of Oceans
14

References

[1] Smith, J. (2019) Herring in the north. Oslo: Sea Press.
[2] Lee, K. and Park, M. (2020). "Boats". Journal of Boats 3(2), pp. 14-19.
"""


def test_a_printed_page_reads_on_over_its_breaks() -> None:
    found = said(PRINT)
    assert found[0] == "The catch of herring fell by 12 percent between 2015 and 2019."
    assert found[1].startswith("In the southern dis- trict")
    assert found[1].endswith("price of fuel.")
    assert found[2] == "Prices rose in all districts."
    assert found[3].startswith("They were highest in March")
    assert found[3].endswith("economy.")
    assert len(found) == 4


@pytest.mark.parametrize(
    ("dateline", "body"),
    [
        ("SEOUL, Oct. 7 (Yonhap) -- ", "The envoys met on Monday."),
        ("Pyongyang, December 24 (KCNA) -- ", "The envoys met on Monday."),
        ("MOSCOW — ", "The envoys met on Monday."),
        ("LONDON, 3 June - ", "The envoys met on Monday."),
        ("WASHINGTON (AP) — ", "The envoys met on Monday."),
    ],
)
def test_a_dateline_is_no_part_of_a_claim(dateline: str, body: str) -> None:
    assert said(dateline + body) == [body]


def test_mail_leaves_what_is_said_between_greeting_and_farewell() -> None:
    text = (
        "From: Anna Berg\nTo: Policy team\nSubject: Talks\n\nDear colleagues,\n\nThe talks ended on Friday.\n\n"
        "Best regards,\nAnna Berg\nHead of Unit\nTel: +41 22 555 01 01\n"
    )
    assert said(text) == ["The talks ended on Friday."]


def test_headings_and_tables_are_left_out_and_items_kept() -> None:
    text = (
        "# Situation\n\nKey points:\n\n- Exports rose 3 percent in May\n- Outlook\n- Two officials were dismissed.\n\n"
        "| Year | Exports |\n|---|---|\n| 2020 | 31 |\n"
    )
    assert said(text) == ["Exports rose 3 percent in May", "Two officials were dismissed."]


def test_one_statement_without_a_full_stop_is_a_claim() -> None:
    assert said("The envoy handed the note to the king on 3 May") == ["The envoy handed the note to the king on 3 May"]


def test_statements_line_by_line_are_claims_of_their_own() -> None:
    lines = ["The treaty was signed on 19 June", "Article 4 obliges each side to help", "The king visited Oslo in May"]
    assert said("\n".join(lines)) == lines


def test_a_line_that_comes_again_and_again_is_a_running_head() -> None:
    text = "Draft for the board\nRain fell.\nDraft for the board\nSnow fell on Monday.\nDraft for the board\nWind blew."
    assert said(text) == ["Rain fell.", "Snow fell on Monday.", "Wind blew."]


def test_the_last_word_of_a_wrapped_sentence_is_not_a_menu() -> None:
    text = "The minister spoke for an hour about the\neconomy.\n\nNobody in the hall asked him about\nhealth."
    assert [line.split()[-1] for line in said(text)] == ["economy.", "health."]


def test_an_agency_s_mark_of_the_end_is_left_out() -> None:
    assert said("The envoys met on Monday. They dined. -0-") == ["The envoys met on Monday.", "They dined."]
