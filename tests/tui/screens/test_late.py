"""What comes late, or after something else happened meanwhile, as on a busy machine: the end is the same."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.events import Hide, Resize
from textual.geometry import Size
from textual.message_pump import MessagePump

from models.actions.checklist import begin
from models.values.message import msg
from screenshots import make
from tests.tui.at_rest import LIMIT, until
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.tour import stands
from tui.commands.commit import commit_bill
from tui.panes.checklist import ChecklistPane
from tui.panes.orders import OrdersPane
from tui.run.session import Session
from tui.widgets.choices import Choices


async def soon(holds: Callable[[], object]) -> None:
    """Wait until that holds, and for nothing else."""
    async with asyncio.timeout(LIMIT):
        while not holds():
            await asyncio.sleep(0.001)


@asynccontextmanager
async def at_work(pump: MessagePump) -> AsyncIterator[None]:
    """It handles no message inside; all others do."""
    done = asyncio.Event()
    pump.call_later(done.wait)
    try:
        yield
    finally:
        done.set()


async def test_the_keyboard_is_on_nothing_that_is_out_of_sight_however_late_it_is_put_there(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        await pilot.press("2")
        async with at_work(pilot.app):
            screen.show_pane("checklist")
            while screen.focused is not None:  # its pane is hidden
                await asyncio.sleep(0)
        await pilot.pause()
        assert screen.focused is None
        await pilot.press("question_mark", "escape")
        await pilot.pause()
        assert screen.focused is None, "nothing gets it by itself"
        before = screen.selection
        await pilot.press("j")
        assert screen.selection == before


async def test_what_is_done_after_painting_is_done_though_the_page_in_front_goes_before(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        screen.show_help()
        await pilot.pause()
        page, done = pilot.app.screen, list[str]()
        assert page is not screen
        page.refresh(layout=True)
        screen.call_after_refresh(done.append, "done")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not done
        page.dismiss()
        await until(pilot, lambda: not page.is_running)
        await pilot.pause()
        assert done == ["done"]


async def test_an_answer_that_is_handled_after_the_question_changed_answers_nothing(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*make.TO_HUABEI, "p")
        await stands(pilot, screen)
        pane, before = screen.query_one(ChecklistPane), screen.conversation
        options = pane.query_one(Choices)
        assert before.question is not None
        first = next(each for each in screen.working.book.bills.values() if each.outstanding and each != before.bill)
        async with at_work(pane):
            options.action_choose()
            await asyncio.sleep(0)  # it is on its way to the pane
            screen.point_at(first)  # as where another terminal changes what is asked
            commit_bill(screen, first.id, msg("start"), lambda ledger, bill: begin(ledger, bill, sample.now()))
            assert screen.conversation.question is not None
            assert screen.conversation.question.id == before.question.id
            stood = sample.store.load().ledger
        await pilot.pause()
        assert sample.store.load().ledger == stood


async def test_a_cursor_that_moved_before_other_orders_were_listed_points_at_none_of_them(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await stands(pilot, screen)
        pane = screen.query_one(OrdersPane)
        for act in (pane.list.action_move, pane.list.action_choose):
            async with at_work(pane):
                act(*[3] * (act == pane.list.action_move))
                await asyncio.sleep(0)
                screen.filter_by("no order has that")
                await asyncio.sleep(0)
                screen.filter_by("")
            await stands(pilot, screen)
            assert screen.listing.lines[pane.list.cursor] == screen.listing.lines[screen.selection.at]
            assert screen.focused is pane.list


async def test_the_keyboard_stays_on_what_hears_late_that_it_was_out_of_sight_for_a_while(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await stands(pilot, screen)
        orders = screen.query_one(OrdersPane).list
        async with at_work(orders):
            for size in ((20, 5), (120, 36), (20, 5), (120, 36)):
                pilot.app.post_message(Resize(Size(*size), Size(*size)))
                while screen._compositor.size != size:
                    await asyncio.sleep(0.001)
        await stands(pilot, screen)
        assert screen.focused is orders


async def test_the_keyboard_stays_on_what_is_about_to_be_seen_again(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await stands(pilot, screen)
        app, orders = pilot.app, screen.query_one(OrdersPane).list
        async with at_work(orders):
            await pilot.app._on_resize(Resize(Size(20, 5), Size(20, 5)))
            await soon(lambda: orders not in screen._compositor._full_map)
            with app.batch_update():  # it is not laid out yet
                app._size = Size(120, 36)
                screen.rearrange()
                await soon(lambda: orders in screen.focus_chain)
                orders.post_message(Hide())
        await soon(lambda: not orders.message_queue_size)
        assert screen.focused is orders


async def test_what_was_typed_at_is_typed_at_again_though_there_was_no_room_twice(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press("slash")
        await stands(pilot, screen)
        box = screen.focused
        async with at_work(screen):
            for _ in range(10):
                await asyncio.sleep(0)
            for size in ((20, 5), (120, 36), (20, 5), (120, 36)):
                screen.app._size = Size(*size)
                screen.rearrange()
                screen.focused = None  # as what is out of sight loses it
        await stands(pilot, screen)
        assert screen.focused is box


async def test_a_cursor_that_moved_while_its_list_was_out_of_sight_is_in_sight_when_that_comes(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        orders = screen.query_one(OrdersPane).list
        await pilot.press("2")
        await stands(pilot, screen)
        assert not orders.size
        orders.cursor -= 1
        assert not orders.painted, "its size may be the one that it had"
        assert orders._fitted is None


async def test_a_move_of_the_cursor_counts_though_the_list_is_laid_out_again_before_it_is_heard_of(
    sample: Session,
) -> None:
    async with opened(sample) as (pilot, screen):
        await stands(pilot, screen)
        pane, before = screen.query_one(OrdersPane), screen.selection
        async with at_work(pane):
            pane.post_message(Resize(pane.size, pane.size))
            pane.list.action_move(1)
            here = pane.list.cursor
        await stands(pilot, screen)
        assert pane.list.cursor == here
        assert screen.selection != before
        assert screen.listing.lines[screen.selection.at] == screen.listing.lines[here]
