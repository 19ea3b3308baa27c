"""A bill that cannot be paid in time, on the screen at 80x24: what stands there, its keys, the promise."""

from datetime import date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.bills.derive import derive
from models.channels.builtin import builtin
from tests.models.builders import at, ledger, order, plan, repaid
from tests.tui.answering import choose
from tests.tui.commands.test_ways_to_pay import session
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tui.state.cannot_pay import CANNOT_PAY
from tui.words.cannot_pay import advice, page

SMALL, LANGUAGES = (80, 24), ["en", "zh_CN"]
ID = "huabei/2026-12-10"
EVE, AFTER, LATER = (at(f"2026-12-{day}T12:00:00+08:00") for day in ("09", "12", "21"))
PHONE = ledger(order("phone"))
N_TO_THE_PROMISE = ("N", "2", *"12-20", "enter")
FRAUD = {"en": "whoever sells 征信修复 is a fraud", "zh_CN": "卖「征信修复」的都是骗子"}

SAFE = {"en": "no number of days is safe", "zh_CN": "没有哪个期限是保险的"}


def in_one_line(pilot: Pilot[str]) -> str:
    """What is read, however it is broken into lines."""
    return "".join(on_screen(pilot).split())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.json"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("now", [EVE, AFTER], ids=["before", "after"])
async def test_one_key_from_a_bill_shows_whom_to_ask_and_what_not_to_do(file, now: datetime, language: str) -> None:
    mine = session(file, PHONE, now, language=language)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("N")
        await pilot.pause()
        read = in_one_line(pilot)
        assert screen.conversation.topic.checklist == CANNOT_PAY.name
        for words in ("支付宝", "客服", "展期", "账单分期", "¥0.05", FRAUD[language]):
            assert words.replace(" ", "") in read
        assert ("延期还款" in read) is (now is EVE), "what can be asked for before the due day"
        assert screen.conversation.question is not None
        assert all(answer.words.replace(" ", "") in read for answer in screen.conversation.question.answers)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ident", builtin())
@pytest.mark.parametrize("late", [False, True])
async def test_of_every_channel_all_answers_and_the_fraud_are_in_sight_at_80x24(
    file, ident: str, language: str, late: bool
) -> None:
    both = ledger(order("phone", channel=ident), order("shoes", channel=ident, terms=plan(300_00, 1, 0)))
    mine = session(file, both, AFTER if late else at("2026-12-07T12:00:00+08:00"), language=language)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("N")
        await pilot.pause()
        read = in_one_line(pilot)
        question = screen.conversation.question
        assert question is not None
        for words in (FRAUD[language], SAFE[language], *(answer.words for answer in question.answers)):
            assert words.replace(" ", "") in read


async def test_where_the_room_is_short_the_most_important_stays(file) -> None:
    mine = session(file, PHONE, EVE)
    async with opened(mine, SMALL) as (_pilot, screen):
        bill, book = screen.detail.bill, screen.detail.book
        assert bill is not None
        assert book is not None
        heights = [len(page(bill, PHONE, book, mine, 76, room)) for room in range(4, 30)]
        assert heights == sorted(heights)
        least = page(bill, PHONE, book, mine, 76, 1)
        assert "fraud" in "".join(text for line in least for text, _ in line)


def test_what_the_channel_is_said_to_have_is_named_with_its_source_and_that_its_cost_is_not_known(file) -> None:
    of = ledger(order("phone", channel="meituan"))
    mine, every = session(file, of, EVE), derive(of, builtin())
    (bill, *_) = every.bills.values()
    said = [each.said[0] for each in advice(bill, of, every, mine)]
    (found,) = (each for each in said if each.startswith("延期还款"))
    assert "no source says what it costs" in found
    assert "2024-09-28" in found


async def test_a_promise_takes_no_more_keys_than_its_day_and_stands_in_the_list_and_on_the_bill(file) -> None:
    mine = session(file, PHONE, AFTER)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press(*N_TO_THE_PROMISE)
        await pilot.pause()
        assert on_disk(mine).ledger.promises[ID].on == date(2026, 12, 20)
        assert message_line(screen) == "recorded; u undoes"
        assert "you promised to pay it on 2026-12-20 Sun; N moves the day" in on_screen(pilot)
        await pilot.press("1")
        await pilot.pause()
        assert "promised 12-20" in on_screen(pilot)
        await pilot.press("N")
        await choose("another day", pilot, screen)
        await pilot.press(*"12-24", "enter")
        await pilot.pause()
        assert on_disk(mine).ledger.promises[ID].on == date(2026, 12, 24), "it is moved"
        await pilot.press("1", "u", "u")
        await pilot.pause()
        assert on_disk(mine).ledger.promises == {}
        assert "promised" not in on_screen(pilot)


async def test_a_day_that_has_passed_is_refused_and_what_was_typed_stays(file) -> None:
    mine = session(file, PHONE, AFTER)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("N", "2", *"2026-12-11", "enter")
        await pilot.pause()
        assert message_line(screen) == "2026-12-11 has passed; promise today or a later day"
        assert on_disk(mine).ledger.promises == {}


async def test_a_promise_whose_day_passed_unpaid_is_said_in_amber_and_gone_once_it_is_paid(file) -> None:
    promised = session(file, PHONE, AFTER)
    async with opened(promised, SMALL) as (pilot, _screen):
        await pilot.press(*N_TO_THE_PROMISE)
    of = on_disk(promised).ledger
    for ledger_then, stands in ((of, True), (repaid(of, ID, None, LATER), False)):
        mine = session(file, ledger_then, LATER)
        async with opened(mine, SMALL) as (_pilot, screen):
            screen.turn(0)
            found = [each for each in screen.detail.past if "promised" in each[0]]
            assert [style for _, style in found] == (["warn"] if stands else [])
            assert len(screen.listing.promised) == stands


async def test_what_the_app_agreed_to_is_said_from_there(file) -> None:
    mine = session(file, PHONE, EVE)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("N")
        await choose("the app agreed", pilot, screen)
        await choose("deferred to the next bill", pilot, screen)
        await choose("yes: it is deferred", pilot, screen)
        assert on_disk(mine).ledger.deferrals.keys() == {ID}


async def test_of_a_bill_that_is_repaid_it_says_why_not(file) -> None:
    mine = session(file, repaid(ledger(order("phone", terms=plan(100_00, 1, 0))), ID, None, EVE), AFTER)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("N")
        assert "this bill has been repaid" in message_line(screen)
