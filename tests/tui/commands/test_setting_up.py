"""Auto-debit set up on the screen: from a bill or the page of the channels, resumed, gone back in, dropped, undone."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from models.actions import set_up
from models.actions.budget import set_budget
from models.channels.builtin import builtin
from models.channels.rules import Extent, Switch
from models.ledger.ledger import Ledger
from models.ledger.setting_up import SetUpStep
from models.store import Store
from models.values.message import msg
from tests.models.actions.test_set_up import CARD, with_set_up
from tests.models.builders import NOW, at, ledger, order
from tests.tui.answering import choose
from tests.tui.commands.test_done import NARROW, PAID, session
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tui.run.session import Session
from tui.screens.main import MainScreen

OF = ledger(order("phone", channel="cmb"))
TO_THE_EXTENT = ("A", "enter", "enter", "enter", *"4321", "enter")
TO_THE_END = (*TO_THE_EXTENT, "enter", "down", "enter")


def mine(folder: Path, of: Ledger = OF) -> Session:
    return session(folder, of, catalogue=builtin())


def done(one: Session, account: str = "cmb") -> list[SetUpStep]:
    record = on_disk(one).ledger.set_ups[account]
    assert record.under_way
    return [each.step for each in record.done]


async def press(pilot: Pilot[str], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.parametrize("size", [NARROW, (120, 36)])
async def test_it_is_set_up_in_a_few_keys_and_all_of_it_is_one_undo(tmp_path, size) -> None:
    one = mine(tmp_path)
    async with opened(one, size) as (pilot, screen):
        await press(pilot, *TO_THE_END)
        account = on_disk(one).ledger.accounts["cmb"]
        assert (account.auto_debit, account.extent, account.pay_account) == (Switch.ON, Extent.FULL, "4321")
        assert account.set_up_on == date(2026, 12, 5)
        assert "is on: the whole bill, from 4321" in message_line(screen)
        assert "first auto-debit since it was set up on 2026-12-05" in " ".join(on_screen(pilot).split())
        await press(pilot, "u")
        assert not on_disk(one).ledger.accounts
        assert done(one)[-1] is SetUpStep.EXTENT, "the last step is open again"
        await press(pilot, "A")
        assert "Does the app say that it is on" in on_screen(pilot)


async def test_each_step_is_on_the_disk_and_after_a_cut_it_goes_on_where_it_was(tmp_path) -> None:
    one = mine(tmp_path)
    for number, keys in enumerate((("A",), ("enter",), ("enter",), ("enter", *"4321", "enter"), ("enter",))):
        async with opened(one, NARROW) as (pilot, screen):
            if number > 1:
                assert f"stopped at step {number}" in " ".join(on_screen(pilot).replace("│", "").split())
                await press(pilot, "enter")
                assert screen.answering
            elif number:
                await press(pilot, "A")
            await press(pilot, *keys)
        if number:
            assert done(one) == list(SetUpStep)[:number]


async def test_before_the_first_answer_nothing_is_on_record_and_there_is_nothing_to_go_on_with(tmp_path) -> None:
    one = mine(tmp_path)
    async with opened(one, NARROW) as (pilot, screen):
        await press(pilot, "A")
        assert "▸ 1 own app" in on_screen(pilot), "the steps stand there"
        await press(pilot, "escape")
        assert not on_disk(one).ledger.set_ups
        await press(pilot, "A", "enter", "u")
        assert not on_disk(one).ledger.set_ups, "what began it is undone with its first step"
    for step in ("turn it off", "look at it again"):
        on = mine(tmp_path / step, with_set_up(OF))
        async with opened(on, NARROW) as (pilot, screen):
            await press(pilot, "A")
            await choose(step, pilot, screen)
        async with opened(on, NARROW) as (pilot, screen):
            assert screen.is_current, "nothing was done, so nothing is asked"
            assert "stopped at step" not in on_screen(pilot)


async def test_b_goes_a_step_back_and_x_drops_it(tmp_path) -> None:
    one = mine(tmp_path)
    async with opened(one, NARROW) as (pilot, screen):
        await press(pilot, *TO_THE_EXTENT, "down", "enter")
        assert "Keep the minimum?" in on_screen(pilot)
        await press(pilot, "b")
        assert "What is chosen now?" in on_screen(pilot), "half an answer is dropped first"
        await press(pilot, "b")
        assert done(one) == [SetUpStep.APP, SetUpStep.PATH]
        await press(pilot, "down", "enter", *"9", "escape", "b")
        assert done(one) == [SetUpStep.APP], "while a label is typed escape drops it, and b goes back"
        await press(pilot, "x")
        assert not on_disk(one).ledger.set_ups["cmb"].under_way
        assert "u brings it back" in message_line(screen)
        await press(pilot, "u", "A")
        assert done(one) == [SetUpStep.APP]


async def test_the_checklist_of_the_bill_stays_as_it_is_beside_it(tmp_path) -> None:
    one = mine(tmp_path)
    async with opened(one, NARROW) as (pilot, screen):
        await press(pilot, "p", "enter", "escape", "A", "enter", "b", "x")
        assert len(on_disk(one).ledger.checklists["cmb/2026-12-10"].done) == 1
        await press(pilot, "3")
        assert screen.conversation.progress is not None


async def test_what_another_terminal_did_is_said_and_no_step_is_done_twice(tmp_path) -> None:
    one = mine(tmp_path)
    async with opened(one, NARROW) as (pilot, screen):
        await press(pilot, "A")
        other = Store(one.store.path)
        app = builtin()["cmb"].apps[0].name["zh_CN"]
        other.commit(msg("step"), lambda of: set_up.open_app(of, builtin(), "cmb", app, NOW), NOW)
        await press(pilot, "enter")
        assert done(one) == [SetUpStep.APP]
        assert "another terminal" in message_line(screen)
        screen._poll()
        await pilot.pause()
        assert screen.conversation.at is SetUpStep.PATH
        other.commit(msg("end"), with_set_up, NOW)
        screen._poll()
        await pilot.pause()
        assert "What is to change?" in on_screen(pilot)


async def test_where_it_is_on_it_is_looked_at_again_or_turned_off(tmp_path) -> None:
    one = mine(tmp_path, with_set_up(OF))
    before = on_disk(one).ledger
    async with opened(one, NARROW) as (pilot, screen):
        await press(pilot, "A")
        assert "is on since 2026-12-05" in " ".join(on_screen(pilot).split())
        await choose("turn it off", pilot, screen)
        await press(pilot, "enter", "enter", "down", "enter")
        assert on_disk(one).ledger.accounts["cmb"].auto_debit is Switch.OFF
        assert "is off: repay its bills by hand" in message_line(screen)
        await press(pilot, "u", "u", "u")
        assert on_disk(one).ledger == before, "one action each step"
        await press(pilot, "A")
        await choose("look at it again", pilot, screen)
        assert on_disk(one).ledger == before, "nothing is on record before the first answer"
        await press(pilot, "enter")
        assert done(one) == [SetUpStep.APP]
        await press(pilot, "u")
        assert on_disk(one).ledger == before


async def test_what_was_turned_off_and_undone_is_not_offered_again_at_the_next_start(tmp_path) -> None:
    one = mine(tmp_path, with_set_up(OF))
    async with opened(one, NARROW) as (pilot, screen):
        await press(pilot, "A")
        await choose("turn it off", pilot, screen)
        await press(pilot, "enter", "enter", "down", "enter", "u")
        assert on_disk(one).ledger.accounts["cmb"].auto_debit is Switch.ON
    async with opened(one, NARROW) as (pilot, screen):
        assert screen.is_current, "nothing is offered"
        await press(pilot, "u")
    async with opened(one, NARROW) as (pilot, _screen):
        assert "Turning off auto-debit" in on_screen(pilot), "that one was not finished"


async def test_a_typed_pay_account_is_offered_again_where_one_goes_back(tmp_path) -> None:
    one = mine(tmp_path)
    async with opened(one, NARROW) as (pilot, screen):
        await press(pilot, *TO_THE_EXTENT, "b")
        assert done(one) == [SetUpStep.APP, SetUpStep.PATH]
        assert screen.conversation.question is not None
        assert screen.conversation.question.answers[0].id == "4321"
        await press(pilot, "b", "enter", "enter")
        assert done(one) == [SetUpStep.APP, SetUpStep.PATH, SetUpStep.ACCOUNT]
        assert on_disk(one).ledger.set_ups["cmb"].answer(SetUpStep.ACCOUNT) == "4321"


async def test_what_cannot_be_switched_off_is_not_offered_to_be(tmp_path) -> None:
    one = mine(tmp_path, with_set_up(ledger(order("phone")), "huabei"))
    async with opened(one, NARROW) as (pilot, screen):
        await press(pilot, "A")
        assert "It cannot be switched off" in on_screen(pilot)
        assert screen.conversation.question is not None
        assert [each.id for each in screen.conversation.question.answers] == ["stop", "look"]


@pytest.mark.parametrize("orders", [OF, set_budget(Ledger(), income=1)], ids=["with a bill", "without any order"])
async def test_from_the_page_of_the_channels_it_is_set_up_also_without_a_bill(tmp_path, orders) -> None:
    one = mine(tmp_path, orders)
    async with opened(one, NARROW) as (pilot, screen):
        await press(pilot, "h", "g", *["j"] * list(builtin()).index("ccb"), "A")
        assert screen.is_current
        assert "China Construction Bank" in on_screen(pilot)
        await press(pilot, "enter")
        assert "No source tells the path here" in on_screen(pilot)
        await press(pilot, "enter", "enter", *"77", "enter", "enter", "enter", "down", "enter")
        account = on_disk(one).ledger.accounts["ccb"]
        assert (account.auto_debit, account.pay_account) == (Switch.ON, "77")
        assert "from 77" in message_line(screen)


async def test_it_is_suggested_once_after_a_repayment_by_hand_and_never_stops_one(tmp_path) -> None:
    both = ledger(order("phone", channel="cmb"), order("tv", channel="cmb", due=date(2026, 12, 10)))
    one = mine(tmp_path, both)

    async def pay(pilot: Pilot[str], screen: MainScreen, amount: str) -> None:
        await press(pilot, "p", "enter", "enter", *amount, "enter", "enter")
        await choose(PAID, pilot, screen)

    async with opened(one, NARROW) as (pilot, screen):
        await pay(pilot, screen, "202")
        assert screen.conversation.question is not None
        assert [each.id for each in screen.conversation.question.answers] == ["orders", "reference", "set-up"]
        await press(pilot, "enter")
        assert not on_disk(one).ledger.set_ups["cmb"].under_way
        await pay(pilot, screen, "202")
        assert [each.id for each in screen.conversation.question.answers] == ["orders", "reference"]


@pytest.mark.parametrize("by_key", [False, True])
async def test_the_suggestion_that_is_taken_begins_with_the_account_that_was_repaid(tmp_path, by_key) -> None:
    one = mine(tmp_path, ledger(order("phone", channel="cmb"), order("tv", due=date(2026, 12, 8))))
    async with opened(one, NARROW) as (pilot, screen):
        screen.select("phone")
        await press(pilot, "p", "enter", "enter", *"101", "enter", "enter")
        await choose(PAID, pilot, screen)
        await (press(pilot, "A") if by_key else choose("set up auto-debit", pilot, screen))
        assert "China Merchants Bank" in on_screen(pilot)
        assert done(one) == []
        await press(pilot, "u")
        assert not on_disk(one).ledger.set_ups["cmb"].under_way
        await press(pilot, "u")
        assert not on_disk(one).ledger.repayments
        assert "cmb" not in on_disk(one).ledger.set_ups, "the suggestion is undone with the repayment"


async def test_the_label_is_kept_as_it_is_spelt_already(tmp_path) -> None:
    spelt = replace(order("phone", channel="cmb"), pay_account=CARD)
    one = mine(tmp_path, ledger(spelt))
    async with opened(one, NARROW) as (pilot, _screen):
        await press(pilot, "A", "enter", "enter")
        assert CARD in on_screen(pilot)
        await press(pilot, "enter")
        assert on_disk(one).ledger.set_ups["cmb"].answer(SetUpStep.ACCOUNT) == CARD


async def test_turning_it_off_names_the_first_bill_by_hand_and_what_may_still_be_taken(tmp_path) -> None:
    one = session(tmp_path, with_set_up(OF), catalogue=builtin(), now=at("2026-12-13T12:00:00+08:00"))
    async with opened(one, NARROW) as (pilot, screen):
        await press(pilot, "A")
        await choose("turn it off", pilot, screen)
        await press(pilot, "enter", "enter")
        shown = " ".join(on_screen(pilot).split())
        assert "first ¥101.00 due 2027-01-10" in shown
        assert "It may have taken ¥101.00 due 2026-12-10: c says whether it did" in shown
        await press(pilot, "down", "enter")
        shown = " ".join(on_screen(pilot).split())
        assert "to be confirmed" in shown
        assert "auto-debit is off by now, but was on in the hours of this bill" in shown
        assert "overdue" not in shown
