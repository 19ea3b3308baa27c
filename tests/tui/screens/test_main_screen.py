"""What a person does on the main screen, and what is on disk afterwards."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from models.bills.bill import Bill
from models.bills.derive import derive
from models.bills.overview import due_next
from models.ledger.ledger import Ledger
from models.ledger.progress import Step
from models.store import Snapshot, Store
from models.values.dates import today
from models.values.message import msg
from screenshots import make
from tests.tui.standing import stand_on
from tui.app import FenqiApp
from tui.panes.orders import OrdersPane
from tui.run.config import Config
from tui.run.session import Session
from tui.screens.main import MainScreen
from tui.state.arrangement import Selection
from tui.terminal.roles import DARK

HUABEI = "huabei/2026-11-25"


@asynccontextmanager
async def opened(
    session: Session, size: tuple[int, int] = (120, 36), left: Selection | None = None
) -> AsyncIterator[tuple[Pilot[str], MainScreen]]:
    app = FenqiApp(session, left=left)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        yield pilot, screen


def on_disk(session: Session) -> Snapshot:
    """What another process finds in the file."""
    return Store(session.store.path).load()


def message_line(screen: MainScreen) -> str:
    return screen.message_shown


async def test_the_cursor_stands_on_the_bill_that_is_due_next(sample: Session) -> None:
    async with opened(sample) as (_pilot, screen):
        bill = screen.detail.bill
        assert bill is not None
        earliest = next(
            each for each in derive(screen.working.ledger, sample.catalogue).bills.values() if each.outstanding
        )
        assert bill.id == earliest.id


async def test_a_repayment_takes_eight_keys_besides_the_amount(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        bill = screen.detail.bill
        assert bill is not None
        owed = f"{bill.outstanding / 100:.2f}"
        keys = ["p", "enter", "enter", "enter", "enter", "j", "enter", "enter"]
        await pilot.press(*keys[:3], *owed, *keys[3:])
        ledger = on_disk(sample).ledger
        repaid = [
            each for each in ledger.repayments.values() if (each.account_id, each.due) == (bill.channel.id, bill.due)
        ]
        assert [each.amount for each in repaid] == [bill.outstanding]
        assert bill.id not in ledger.checklists
        assert len(keys) == 8


async def test_every_step_is_on_disk_the_moment_it_is_done(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*make.TO_HUABEI, "p")
        assert on_disk(sample).ledger.checklists[HUABEI].done == ()
        await pilot.press("enter")
        assert [done.step for done in on_disk(sample).ledger.checklists[HUABEI].done] == [Step.PLATFORM]
        await pilot.press("enter", *"1190.96", "enter")
        assert len(on_disk(sample).ledger.checklists[HUABEI].done) == 3


async def test_the_method_of_another_channel_is_not_offered(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.TO_HUABEI, "p", "enter", "enter", *"1190.96", "enter")
        question = screen.conversation.question
        assert question is not None
        offered = {option.id for option in question.answers}
        assert offered == {*(method.id for method in sample.catalogue["huabei"].methods), "another-way", "part"}


async def test_a_link_from_a_message_is_refused_with_the_official_app_named(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.TO_HUABEI, "p", "G", "enter")
        assert "alipay.com" in message_line(screen)
        assert on_disk(sample).ledger.checklists[HUABEI].done == ()


async def test_typing_no_amount_says_so_and_stays(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.TO_HUABEI, "p", "enter", "enter", "enter")
        assert "amount is missing" in message_line(screen)
        assert len(on_disk(sample).ledger.checklists[HUABEI].done) == 2


async def test_correcting_the_bill_keeps_the_apps_figure_beside_the_derived_one(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.TO_HUABEI, "p", "enter", "enter", *"1200.00", "enter", "j", "enter")
        ledger = on_disk(sample).ledger
        assert ledger.corrections[HUABEI].total == 1_200_00
        bill = screen.detail.bill
        assert bill is not None
        assert (bill.outstanding, bill.corrected) == (1_200_00, 9_04)


async def test_stopping_at_a_difference_changes_nothing(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*make.TO_HUABEI, "p", "enter", "enter", *"1200.00", "enter")
        before = on_disk(sample)
        await pilot.press("G", "enter")
        assert on_disk(sample).ledger == before.ledger


async def test_escape_drops_a_half_answer_first_and_then_leaves(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.TO_HUABEI, "p", "enter", "enter", *"1200.00", "enter", "escape")
        assert screen.focused is screen.query_one("#answer", Input)
        await pilot.press("escape")
        assert screen.focused is screen.query_one(OrdersPane).list


async def test_a_repaid_bill_is_refused_with_when_and_how(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.TO_HUABEI, "p", "enter", "enter", *"1190.96", "enter", "enter", "j", "enter", "enter")
        await stand_on("米家扫地机器人 3", pilot, screen)
        await pilot.press("left_square_bracket", "p")
        assert "repaid: ¥1,190.96 on 2026-11-22 14:00 by Alipay balance" in message_line(screen)
        assert "if it was paid twice, say it with l" in message_line(screen)
        assert HUABEI not in on_disk(sample).ledger.checklists


async def test_undo_takes_the_repayment_back_and_redo_records_it_again(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.TO_HUABEI, "p", "enter", "enter", *"1190.96", "enter", "enter", "j", "enter", "enter")
        recorded = on_disk(sample).ledger
        await pilot.press("u")
        assert len(on_disk(sample).ledger.repayments) == len(recorded.repayments) - 1
        assert "undone" in message_line(screen)
        await pilot.press("ctrl+r")
        assert on_disk(sample).ledger == recorded


async def test_the_next_start_offers_to_go_on_where_it_was(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*make.TO_HUABEI, "p", "enter", "enter")
    async with opened(sample) as (pilot, screen):
        await pilot.press("enter")
        assert screen.conversation.bill is not None
        assert screen.conversation.bill.id == HUABEI
        assert screen.focused is screen.query_one("#answer", Input)


async def test_another_terminals_change_is_shown_without_a_key(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        gone = screen.listing.rows[-1].order
        other = Store(sample.store.path)

        def without(ledger: Ledger) -> Ledger:
            left = {key: order for key, order in ledger.orders.items() if key != gone.id}
            return msgspec.structs.replace(ledger, orders=left)

        other.commit(msg("delete {title}", title=gone.title), without, datetime.fromisoformat(make.NOW))
        async with asyncio.timeout(60):
            while gone.title in titles(screen):
                await pilot.pause(0.05)


def titles(screen: MainScreen) -> list[str]:
    return [row.order.title for row in screen.listing.rows]


async def test_the_filter_narrows_the_list_and_escape_widens_it(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        everything = titles(screen)
        await pilot.press("slash", *"k70")
        assert titles(screen) == ["Redmi K70 至尊版 12GB+256GB"]
        await pilot.press("escape")
        assert titles(screen) == everything


async def test_a_command_that_cannot_run_says_why(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press("x")
        assert "no checklist is open" in message_line(screen)
        await pilot.press("ctrl+r")
        assert "nothing to redo" in message_line(screen)


async def test_an_order_is_entered_edited_archived_and_deleted(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.FORM, "ctrl+s")
        order = next(each for each in on_disk(sample).ledger.orders.values() if each.title == "Redmi Buds 6")
        assert (order.account_id, order.plan.principal, order.plan.periods) == ("xiaomi", 299_37, 3)
        assert order.first_due == today(datetime.fromisoformat("2026-11-30T12:00:00+08:00"), "Asia/Shanghai")
        assert screen.detail.order == order
        await pilot.press("e", *" Pro", "ctrl+s")
        assert on_disk(sample).ledger.orders[order.id].title == "Redmi Buds 6 Pro"
        await pilot.press("z", "k", "enter")
        assert on_disk(sample).ledger.orders[order.id].archived
        await pilot.press("u")
        assert not on_disk(sample).ledger.orders[order.id].archived
        screen.select(order.id)
        await pilot.press("d", "enter")
        assert order.id in on_disk(sample).ledger.orders, "no is the answer that the cursor stands on"
        await pilot.press("d", "k", "enter")
        assert order.id not in on_disk(sample).ledger.orders
        await pilot.press("u")
        assert order.id in on_disk(sample).ledger.orders


async def test_the_form_says_which_field_is_wrong_and_why_and_saves_nothing(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        before = on_disk(sample).ledger
        await pilot.press("a", *"Buds", *("tab",) * 5, *"2026-02-30", "ctrl+s")
        form = pilot.app.screen
        assert "2026-02-30" in str(form.query_one("#bought_at-wrong", Static).render())
        assert "missing" in str(form.query_one("#periods-wrong", Static).render())
        await pilot.press("escape")
        assert on_disk(sample).ledger == before


async def test_keys_from_the_config_replace_the_usual_ones(sample: Session) -> None:
    session = msgspec.structs.replace(sample, config=Config(keymap={"pay": "P"}))
    async with opened(session) as (pilot, screen):
        await pilot.press("p")
        assert screen.conversation.progress is None
        await pilot.press("P")
        assert screen.conversation.progress is not None


async def test_hostile_titles_reach_no_markup(sample: Session) -> None:
    order = next(iter(sample.store.load().ledger.orders.values()))
    hostile = msgspec.structs.replace(order, title="[@click=app.quit]x[/] [/] [bold $(rm)")
    sample.store.commit(
        msg("edit"),
        lambda ledger: msgspec.structs.replace(ledger, orders={**ledger.orders, order.id: hostile}),
        datetime.fromisoformat(make.NOW),
    )
    async with opened(sample) as (pilot, screen):
        screen.select(order.id)
        await pilot.press("2", "p", "d", "escape", "e", "escape", "z", "u", "ctrl+p", "escape", "?")
        await pilot.pause()
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [(46, 20), (80, 24), (300, 90)])
async def test_any_size_of_terminal_will_do(sample: Session, size: tuple[int, int]) -> None:
    async with opened(sample, size) as (pilot, screen):
        await pilot.press("j", "2", "3", "p", "enter", "escape", "?", "escape", "a", "escape")
        assert screen.working.ledger.checklists


async def test_on_a_terminal_that_is_too_small_nothing_happens_that_is_not_seen(sample: Session) -> None:
    async with opened(sample, (45, 20)) as (pilot, screen):
        before = on_disk(sample)
        for size in ((45, 20), (46, 19), (20, 5), (1, 1)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen._compositor.size == size
            await pilot.press("j", "2", "3", "p", "enter", "c", "d", "enter", "?", "escape", "a", "escape")
            await pilot.pause()
            assert pilot.app.screen is screen
            assert on_disk(sample).revision == before.revision


async def test_a_form_that_was_opened_on_an_older_order_asks_before_it_overwrites(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        order = screen.detail.order
        assert order is not None
        await pilot.press("e", *" mine")
        theirs = msgspec.structs.replace(order, title="theirs")
        Store(sample.store.path).commit(
            msg("edit"),
            lambda ledger: msgspec.structs.replace(ledger, orders={**ledger.orders, order.id: theirs}),
            datetime.fromisoformat(make.NOW),
        )
        await pilot.press("ctrl+s", "enter")
        assert on_disk(sample).ledger.orders[order.id] == theirs, "no is the answer that the cursor stands on"
        await pilot.press("e", "ctrl+s")
        assert on_disk(sample).ledger.orders[order.id] == theirs


async def test_one_of_two_terminals_says_so_when_the_other_goes_on_with_its_checklist(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.TO_HUABEI, "p")
        async with opened(msgspec.structs.replace(sample, store=Store(sample.store.path))) as (other, _second):
            await other.press("enter", "enter")
            assert len(on_disk(sample).ledger.checklists[HUABEI].done) == 1
        async with asyncio.timeout(60):
            while "another terminal" not in message_line(screen):
                await pilot.pause(0.05)


async def test_an_order_that_is_refused_goes_back_to_the_form_with_the_reason(sample: Session) -> None:
    taken = next(order for order in sample.store.load().ledger.orders.values() if order.order_no)
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.FORM)
        pilot.app.screen.query_one("#title", Input).value = "Buds"
        pilot.app.screen.query_one("#order_no", Input).value = taken.order_no
        await pilot.press("ctrl+s")
        await pilot.pause()
        form = pilot.app.screen
        assert form is not screen
        assert "there already" in str(form.query_one("#form-wrong", Static).render())
        assert form.query_one("#title", Input).value == "Buds"


async def test_in_the_list_p_repays_the_bill_of_the_row_whatever_was_turned_to(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        own = screen.detail.bill
        await pilot.press("right_square_bracket")
        later = screen.detail.bill
        assert own is not None and later is not None and later.due > own.due
        await pilot.press("2", "1", "p")
        assert screen.conversation.bill is not None and screen.conversation.bill.id == own.id


async def test_a_bill_turned_to_is_repaid_from_the_pane_that_shows_it(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press("2", "right_square_bracket")
        later = screen.detail.bill
        assert later is not None
        await pilot.press("p")
        assert screen.conversation.bill is not None and screen.conversation.bill.id == later.id


async def test_p_on_a_settled_order_repays_nothing_of_another(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press("G", "enter", "G")
        await pilot.pause(0.2)
        order = screen.detail.order
        assert order is not None and not any(line.outstanding for line in screen.working.book.schedules[order.id])
        await pilot.press("p")
        assert "is settled" in message_line(screen)
        assert on_disk(sample).ledger.checklists == {}


async def test_while_the_filter_is_typed_the_bar_shows_its_keys_and_no_others(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press("slash", *"mi")
        await pilot.pause()
        assert str(screen.query_one("#keys", Static).render()).split() == [
            "⏎",
            "keep",
            "it",
            "esc",
            "take",
            "it",
            "off",
            "↑",
            "↓",
            "move",
        ]
        first = screen.selection.order
        await pilot.press("down")
        await pilot.pause()
        assert screen.selection.order != first and screen.selection.text == "mi"
        await pilot.press("enter")
        await pilot.pause()
        assert str(screen.query_one("#keys", Static).render()).startswith(" p repay  f settle early  a new order ")


async def test_keys_typed_into_an_emptied_filter_are_no_commands(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press("slash", "x", "backspace", "a")
        box = screen.query_one("#filter", Input)
        assert (box.value, screen.focused, box.display) == ("a", box, True)
        await pilot.press("backspace", "enter")
        await pilot.pause()
        assert not box.display


async def test_the_cursor_stays_on_an_order_that_was_found_by_the_filter(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press("slash", *"K70")
        found = screen.selection.order
        await pilot.press("escape")
        await pilot.pause()
        assert screen.selection.order == found
        assert screen.listing.order == found
        assert screen.query_one(OrdersPane).list.cursor == screen.listing.at


async def test_after_a_part_of_a_bill_the_cursor_is_on_the_overdue_one_that_is_due_before_it(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.TO_HUABEI, "p", "enter", "enter", *"1190.96", "enter")
        await pilot.press("G", "enter")  # at the method: only a part
        await pilot.press(*"900", "enter", "enter", "j", "enter", "enter")
        bill = on_disk_bill(sample, HUABEI)
        assert bill.paid and bill.outstanding
        following = due_next(derive(on_disk(sample).ledger, sample.catalogue))
        assert following is not None and following.id != HUABEI
        assert screen.detail.bill is not None and screen.detail.bill.id == following.id
        assert screen.selection.order in {line.order_id for line in following.lines if line.outstanding}


def on_disk_bill(session: Session, ident: str) -> Bill:
    return derive(on_disk(session).ledger, session.catalogue).bill(ident)


@pytest.mark.parametrize("keys", [("ctrl+p", "question_mark", "h", "d"), ("K",), ("m",), ("a",), ("e",), ("i",)])
async def test_nothing_opens_twice_but_the_palette_once_over_it(sample: Session, keys: tuple[str, ...]) -> None:
    """A form in which the key was typed is not left at once: each has an app of its own."""
    async with opened(sample) as (pilot, screen):
        for number, key in enumerate(keys):
            if number:
                await pilot.press("escape", "escape")
                await pilot.pause()
                assert pilot.app.screen is screen
            for _ in range(2):
                await pilot.press(key)
                await pilot.pause()
                assert len(screen.app.screen_stack) == 2, key
            await pilot.press("ctrl+p", "ctrl+p")
            await pilot.pause()
            assert len(screen.app.screen_stack) == (2 if key == "ctrl+p" else 3), key


async def test_the_cursor_of_a_line_to_type_in_stands_still(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        for key in ("a", "i", "m", "ctrl+p", "/"):
            await pilot.press(key)
            await pilot.pause()
            assert [each.cursor_blink for each in pilot.app.screen.query(Input) if each.has_focus] == [False], key
            if key != "/":
                await pilot.press("escape")
                await pilot.pause()
                assert pilot.app.screen is screen


async def test_a_refusal_is_amber_and_what_is_wrong_on_record_is_red(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        line = screen.query_one("#message")
        for key, why in (("ctrl+r", "there is nothing to redo"), ("1", "")):
            await pilot.press(key)
            assert message_line(screen) == why
            assert not why or line.styles.color.hex.lower() == DARK.soon.colour
        screen.tell(msg("edit"), wrong=True)
        assert line.styles.color.hex.lower() == DARK.late.colour
