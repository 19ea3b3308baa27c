"""Before an order's first repayment its page is compared at the entry, with no key more than any repayment takes."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from models.ledger.ledger import Ledger
from models.ledger.progress import Step
from tests.models.builders import NOW, at, ledger, order, repaid
from tests.tui.answering import choose
from tests.tui.commands.test_ways_to_pay import session
from tests.tui.screens.test_main_screen import on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tui.state.order_page import MOST

SMALL, LANGUAGES = (80, 24), ["en", "zh_CN"]
ID, NEXT = "huabei/2026-12-10", "huabei/2027-01-10"
EVE, JANUARY = at("2026-12-08T12:00:00+08:00"), at("2027-01-08T12:00:00+08:00")
PHONE = ledger(order("phone"))
ASK = "does the order's page (我的订单 › 详情) still say so?"
BUDGET = 8
"""The keys of an ordinary repayment besides the amount."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.json"


async def asked_at_the_entry(file: Path, of: Ledger, now=EVE) -> bool:
    mine = session(file, of, now)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("p", "enter")
        question = screen.conversation.question
        assert question is not None
        assert question.id == "entry"
        return any(ASK in text for text, _ in question.text)


async def test_a_first_repayment_takes_the_keys_of_any_other(file) -> None:
    mine = session(file, PHONE, EVE)
    keys = ["p", "enter", "enter", "enter", "enter", "j", "enter", "enter"]
    async with opened(mine, SMALL) as (pilot, _screen):
        await pilot.press(*keys[:3], *"101", *keys[3:])
        (made,) = on_disk(mine).ledger.repayments.values()
        assert (made.amount, len(keys)) == (101_00, BUDGET)
    yes = session(file, PHONE, EVE)
    keys[2] = "2"
    async with opened(yes, SMALL) as (pilot, _screen):
        await pilot.press(*keys[:3], *"101", *keys[3:])
        found = on_disk(yes).ledger
        assert len(found.repayments) == 1
        assert found.pages["phone"].seen_on == EVE.date()


async def test_it_is_asked_once_and_after_a_yes_never_again(file) -> None:
    assert await asked_at_the_entry(file, PHONE)
    assert not await asked_at_the_entry(file, repaid(PHONE, ID, None, NOW), JANUARY)
    mine = session(file, PHONE, EVE)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("p", "enter", "2")
        assert [each.step for each in on_disk(mine).ledger.checklists[ID].done] == [Step.PLATFORM, Step.ENTRY]
        await pilot.press("x", "p", "enter")
        question = screen.conversation.question
        assert question is not None
        assert not any(ASK in text for text, _ in question.text), "also where the checklist was dropped"
        await pilot.press("u", "u", "u", "u")
        assert on_disk(mine).ledger.pages == {}


async def test_where_it_says_otherwise_the_order_is_edited_and_the_checklist_waits(file) -> None:
    both = ledger(order("phone"), replace(order("shoes"), paid_periods=0))
    mine = session(file, both, EVE)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("p", "enter")
        await choose("that of shoes says otherwise", pilot, screen)
        await pilot.pause()
        assert pilot.app.screen is not screen
        assert "shoes" in on_screen(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.detail.order is not None
        assert screen.detail.order.id == "shoes"
        await pilot.press("p")
        assert [each.step for each in on_disk(mine).ledger.checklists[ID].done] == [Step.PLATFORM]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("orders", [1, MOST, MOST + 4])
async def test_what_was_entered_and_all_answers_are_in_sight_at_80x24(file, orders: int, language: str) -> None:
    many = ledger(*(order(f"phone-{number}") for number in range(orders)))
    mine = session(file, many, EVE, language=language)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("p", "enter")
        await pilot.pause()
        read = on_screen(pilot)
        question = screen.conversation.question
        assert question is not None
        assert all(answer.words in read for answer in question.answers)
        assert all(f"phone-{number}" in read for number in range(min(orders, MOST)))
        assert "2026-12-10" in read
        assert mine.language.t("stop here") in read
