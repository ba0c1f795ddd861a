"""The line that questions wait in."""

from __future__ import annotations

import asyncio

from assistant.ui.line import Line, Ticket


async def waits(ticket: Ticket, told: list[int]) -> None:
    async for before in ticket.until_served():
        told.append(before)


async def test_whoever_came_first_goes_first_and_each_knows_how_many_are_before_it():
    line = Line(places=1, most=10)
    first, second, third = line.join(), line.join(), line.join()
    told: list[list[int]] = [[], [], []]
    tasks = [asyncio.create_task(waits(ticket, told[n])) for n, ticket in enumerate((first, second, third))]
    await asyncio.sleep(0)
    assert tasks[0].done() or (await asyncio.wait([tasks[0]], timeout=1))[0]
    assert not tasks[1].done() and not tasks[2].done()
    first.leave()
    await asyncio.wait_for(tasks[1], 1)
    await asyncio.sleep(0)
    assert not tasks[2].done()
    second.leave()
    await asyncio.wait_for(tasks[2], 1)
    assert told == [[], [0], [1, 0]]


async def test_whoever_gives_up_makes_way():
    line = Line(places=1, most=10)
    first, second, third = line.join(), line.join(), line.join()
    second.leave()
    first.leave()
    told: list[int] = []
    await asyncio.wait_for(waits(third, told), 1)
    assert told == []


async def test_whoever_has_a_place_keeps_it_when_told_to_wait_no_more_and_who_waits_goes_at_once():
    line = Line(places=1, most=10)
    first, second, third = line.join(), line.join(), line.join()
    told: list[int] = []
    waiting = asyncio.create_task(waits(second, told))
    await asyncio.sleep(0)
    first.give_up()
    second.give_up()
    await asyncio.wait_for(waiting, 1)
    assert line.before(third) == 0, "the first still has the place"
    first.leave()
    first.leave()
    assert line.before(third) is None
    assert line.before(line.join()) == 0, "a place left twice is one place"


async def test_a_full_line_says_so():
    line = Line(places=1, most=2)
    assert not line.full
    tickets = [line.join() for _ in range(3)]
    assert line.full
    tickets[0].leave()
    assert not line.full
