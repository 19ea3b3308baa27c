"""What follows a repayment on the screen: it is shown, the cursor is on the bill due next, and `p` repays that."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from models.actions.reference import unasked
from models.bills.overview import due_next
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from models.values.message import msg
from screenshots import make
from tests.models.builders import NOW, at, by_hand, ledger, order, plan
from tests.tui.answering import choose
from tests.tui.hands import Hands, session_at
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import MOP, TO_THE_METHOD, WIDE, go_to, on_screen
from tests.tui.screens.tour import resized
from tui.run.session import Session
from tui.screens.main import MainScreen

PHONE = order("phone")
LATE = order("card", channel="cmb", due=date(2026, 11, 20))
PAID = "paid, and the app says so"
NARROW = (80, 24)


def session(folder: Path, of: Ledger, *, now=NOW, language: str = "en", catalogue=None) -> Session:
    mine = session_at(Hands(now), catalogue or by_hand(), file=folder / "ledger.json", language=language)
    if not mine.store.exists():
        mine.store.commit(msg("edit"), lambda _ledger: of, now)
    return mine


async def to(title: str, pilot: Pilot[str], screen: MainScreen) -> None:
    """Put the cursor on the order with that title."""
    await go_to(title, pilot, screen)


async def pay_phone(pilot: Pilot[str], screen: MainScreen) -> None:
    await to("phone", pilot, screen)
    await pilot.press("p", "enter", "enter", *"101", "enter", "enter")
    await choose(PAID, pilot, screen)


async def test_after_a_repayment_the_cursor_stands_on_the_overdue_bill_and_p_starts_its_checklist(tmp_path) -> None:
    mine = session(tmp_path, ledger(PHONE, LATE))
    async with opened(mine, NARROW) as (pilot, screen):
        await pay_phone(pilot, screen)
        assert "card" in on_screen(pilot).partition("due next")[2]
        assert screen.selection.order == "card"
        await pilot.press("p")
        await pilot.pause()
        assert list(on_disk(mine).ledger.checklists) == ["cmb/2026-11-20"]
        assert screen.conversation.question is not None
        assert "15 days overdue" in on_screen(pilot)


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_on_the_list_too_the_cursor_stands_on_the_bill_due_next(tmp_path, key) -> None:
    mine = session(tmp_path, ledger(PHONE, LATE))
    async with opened(mine, NARROW) as (pilot, screen):
        await pay_phone(pilot, screen)
        await pilot.press(key)
        await pilot.pause()
        assert screen.selection.order == "card"
        assert message_line(screen) == "recorded: ¥101.00 to Huabei 花呗; u undoes"
        await pilot.press("p")
        await pilot.pause()
        assert list(on_disk(mine).ledger.checklists) == ["cmb/2026-11-20"]


async def test_p_is_right_where_the_same_orders_unseen_repayment_stands_before_its_next_bill(tmp_path) -> None:
    mine = session(tmp_path, ledger(PHONE))
    async with opened(mine, NARROW) as (pilot, screen):
        await pilot.press("p", "enter", "enter", *"101", "enter", "enter")
        await choose("does not show it yet", pilot, screen)
        await pilot.press("enter", "p")
        await pilot.pause()
        assert list(on_disk(mine).ledger.checklists) == ["huabei/2027-01-10"]


async def test_where_nothing_else_is_due_it_says_so_and_the_cursor_stays(tmp_path) -> None:
    mine = session(tmp_path, ledger(order("phone", terms=plan(10_000, 1))))
    async with opened(mine, NARROW) as (pilot, screen):
        await pay_phone(pilot, screen)
        assert "nothing else is due" in on_screen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.selection.order == "phone"
        assert not unasked(on_disk(mine).ledger)


async def test_after_a_part_the_bill_itself_is_next(tmp_path) -> None:
    mine = session(tmp_path, ledger(PHONE, order("later", channel="cmb", due=date(2026, 12, 20))))
    async with opened(mine, NARROW) as (pilot, screen):
        await to("phone", pilot, screen)
        await pilot.press("p", "enter", "enter", *"101", "enter")
        await choose("pay only a part", pilot, screen)
        await pilot.press(*"50", "enter", "enter")
        await choose(PAID, pilot, screen)
        assert "left on this bill: ¥51.00" in on_screen(pilot)
        assert screen.selection.order == "phone"
        await pilot.press("p")
        await pilot.pause()
        assert list(on_disk(mine).ledger.checklists) == ["huabei/2026-12-10"]


async def test_after_auto_debit_was_seen_the_bill_due_next_is_under_the_cursor(tmp_path) -> None:
    now = at("2026-12-11T12:00:00+08:00")
    of = ledger(replace(PHONE, auto_debit=Switch.ON), order("other", channel="icbc", due=date(2026, 12, 15)))
    mine = session(tmp_path, of, now=now, catalogue=builtin())
    async with opened(mine, NARROW) as (pilot, screen):
        await to("phone", pilot, screen)
        await pilot.press("c")
        await choose("yes, all of it", pilot, screen)
        assert "¥101.00" in on_screen(pilot) or "recorded" in on_screen(pilot)
        assert screen.selection.order == "other"
        await pilot.press("enter")
        await pilot.pause()
        assert (screen.selection.order, list(on_disk(mine).ledger.repayments)) == ("other", ["huabei/2026-12-10#1"])


async def test_after_an_early_settlement_it_says_what_was_saved_and_the_bill_due_next_is_under_the_cursor(
    tmp_path,
) -> None:
    mine = session(tmp_path, ledger(PHONE, LATE))
    async with opened(mine, NARROW) as (pilot, screen):
        await to("phone", pilot, screen)
        await pilot.press("f", "p", "enter", "enter", *"303", "enter", "enter")
        await choose(PAID, pilot, screen)
        assert "every remaining fee" in on_screen(pilot)
        assert screen.selection.order == "card"


@pytest.mark.parametrize("key", ["p", "enter", "escape", "u", "q", "f", "j"])
async def test_however_it_is_left_the_next_start_does_not_say_it_again(tmp_path, key) -> None:
    of = ledger(PHONE, LATE)
    async with opened(session(tmp_path, of), WIDE) as (pilot, screen):
        await pay_phone(pilot, screen)
        assert unasked(on_disk(session(tmp_path, of)).ledger), "it is not left yet"
        await pilot.press(*(("tab", "j") if key == "j" else (key,)))
        async with asyncio.timeout(60):
            while unasked(on_disk(session(tmp_path, of)).ledger):
                await pilot.pause(0.05)


async def test_the_mark_that_it_was_left_is_no_step_to_undo_and_takes_no_words_away(tmp_path) -> None:
    mine = session(tmp_path, ledger(PHONE, LATE))
    async with opened(mine, NARROW) as (pilot, screen):
        await pay_phone(pilot, screen)
        undo = on_disk(mine).undo
        await pilot.press("p")
        await pilot.pause()
        await pilot.press("escape", "u", "u")
        await pilot.pause()
        assert undo is not None
        assert not on_disk(mine).ledger.repayments


async def test_to_look_around_does_not_leave_it_and_undo_takes_it_off_and_goes_back_to_its_bill(tmp_path) -> None:
    mine = session(tmp_path, ledger(PHONE, LATE))
    async with opened(mine, WIDE) as (pilot, screen):
        await pay_phone(pilot, screen)
        await pilot.press("tab", "tab", "tab", "question_mark", "escape")
        await pilot.pause()
        assert unasked(on_disk(mine).ledger)
        assert "due next" in on_screen(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert not on_disk(mine).ledger.repayments
        assert screen.selection.order == "phone"
        assert screen.conversation.question is not None
        assert screen.conversation.question.id == "paid"


async def test_the_reference_is_asked_for_by_one_key_is_on_disk_and_comes_back(tmp_path) -> None:
    mine = session(tmp_path, ledger(PHONE, LATE))
    async with opened(mine, NARROW) as (pilot, screen):
        await pay_phone(pilot, screen)
        await pilot.press("n", *"A1", "enter")
        await pilot.pause()
        assert [each.reference for each in on_disk(mine).ledger.repayments.values()] == ["A1"]
        assert "reference  A1" in on_screen(pilot)
        await pilot.press("n")
        await pilot.pause()
        assert "right after its repayment" in message_line(screen)


async def test_a_filter_that_hides_the_bill_due_next_is_taken_off(tmp_path) -> None:
    mine = session(tmp_path, ledger(PHONE, LATE))
    async with opened(mine, NARROW) as (pilot, screen):
        await pilot.press("slash", *"phone", "enter")
        await pilot.pause()
        await pilot.press("p", "enter", "enter", *"101", "enter", "enter")
        await choose(PAID, pilot, screen)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.selection.order == "card"
        assert len(screen.listing.rows) == 2


@pytest.mark.parametrize(
    "keys", [("p", "enter", "enter", "enter", "enter", "j", "enter"), ("p", "1", "1", "enter", "1", "2")], ids=str
)
async def test_from_the_start_to_recorded_it_takes_eight_keys_at_most_besides_the_amount(tmp_path, keys) -> None:
    mine = session(tmp_path, ledger(PHONE))
    async with opened(mine, NARROW) as (pilot, _screen):
        await pilot.press(*keys[:3], *"101", *keys[3:])
        await pilot.pause()
        assert len(keys) <= 8
        assert len(on_disk(mine).ledger.repayments) == 1


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_of_a_bill_of_three_orders_all_of_it_is_on_the_screen(language) -> None:
    with make.session(language) as mine:
        async with opened(mine, NARROW) as (pilot, screen):
            await go_to(MOP, pilot, screen)
            await pilot.press(*TO_THE_METHOD, "enter", "j", "enter")
            await pilot.pause()
            for size in (NARROW, (100, 30), (120, 36)):
                await resized(pilot, size)
                read = on_screen(pilot)
                for words in ("4/12", "2/6", "1/3", "3,599.24", "1,601.64", "681.32", "5,882.20", "535.91"):
                    assert words in read, read
            following = due_next(screen.working.book)
            assert following is not None
            assert screen.detail.bill is not None
            assert screen.detail.bill.id == following.id


@pytest.mark.parametrize(("language", "words"), [("en", "repaid 101.00"), ("zh_CN", "已还 101.00")])
async def test_paid_ahead_the_header_says_so_though_it_was_for_another_month(tmp_path, language, words) -> None:
    mine = session(tmp_path, ledger(PHONE), now=at("2026-11-22T14:00:00+08:00"), language=language)
    async with opened(mine, NARROW) as (pilot, screen):
        await pilot.press("p", "enter", "enter", *"101", "enter", "enter", "j", "enter")
        for size in (NARROW, (120, 36)):
            await resized(pilot, size)
            read = on_screen(pilot)
            assert words in read
            assert screen.overview is not None
            assert screen.overview.month.due == 0
            assert mine.language.t("no bill this month") in read


@pytest.mark.parametrize(("language", "words"), [("en", "repaid 202.00"), ("zh_CN", "已还 202.00")])
async def test_after_one_figure_for_two_months_bills_the_header_says_all_that_was_recorded(
    tmp_path, language, words
) -> None:
    mine = session(tmp_path, ledger(order("phone", due=date(2026, 11, 10))), language=language)
    both = mine.language.t("it pays both: {dues}", dues="11-10 + 12-10")
    async with opened(mine, NARROW) as (pilot, screen):
        await pilot.press("p", "enter", "enter", *"202", "enter")
        await choose(both, pilot, screen)
        await pilot.press("enter", "2")
        await pilot.pause()
        assert sum(each.amount for each in on_disk(mine).ledger.repayments.values()) == 20_200
        header = on_screen(pilot).splitlines()[0]
        assert words in header
        assert f"{mine.language.t('to pay')} 0.00" in header, "nothing is left of this month's"


async def test_what_was_not_left_as_the_app_ended_is_said_once_at_the_next_start(tmp_path) -> None:
    of = ledger(PHONE, LATE)
    async with opened(session(tmp_path, of), NARROW) as (pilot, screen):
        await pay_phone(pilot, screen)
    later = session(tmp_path, of, now=NOW + timedelta(hours=1))
    async with opened(later, NARROW) as (pilot, _screen):
        assert "recorded: ¥101.00 to" in " ".join(on_screen(pilot).split())
    async with opened(later, NARROW) as (pilot, _screen):
        assert "add its reference" not in on_screen(pilot)
