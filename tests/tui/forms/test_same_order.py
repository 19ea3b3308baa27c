"""The form asks about an order that is perhaps there already; a past bill is answered on the main screen."""

from datetime import date, datetime

import pytest
from textual.widgets import Input

from models.store import Store
from models.values.message import msg
from tests.models import builders
from tests.tui.cli.shell import Shell
from tests.tui.screens.test_channels import text
from tests.tui.screens.test_main_screen import on_disk, opened
from tui.forms.confirm import Confirm
from tui.forms.order_form import OrderForm
from tui.run.session import Session, open_session

PHONE = builders.order(title="小米14", bought_at=datetime(2026, 11, 11, 20, 3), order_no="5261")
TYPED = {
    "bought_at": "2026-11-11",
    "periods": "3",
    "amount_per_period": "101",
    "fee_per_period": "1",
    "first_due": "2026-12-10",
}


@pytest.fixture
def mine(tmp_path) -> Session:
    made = open_session(db=tmp_path / "ledger.json", now="2026-11-22T14:00:00+08:00", language="en")
    Store(made.store.path).commit(msg("x"), lambda _: builders.ledger(PHONE), builders.NOW)
    return made


@pytest.mark.parametrize(("key", "orders"), [("y", 2), ("n", 1)])
async def test_an_order_like_another_is_pointed_out_while_typing_and_asked_about_once(mine, key, orders):
    async with opened(mine) as (pilot, _screen):
        await pilot.press("a")
        form = pilot.app.screen
        assert isinstance(form, OrderForm)
        form.put({**TYPED, "title": "手机"})
        await pilot.pause()
        assert "perhaps the same as 小米14, bought 2026-11-11" in " ".join(text(pilot, "#preview").split())
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("up", "enter") if key == "y" else await pilot.press("n")
        await pilot.pause()
        assert len(on_disk(mine).ledger.orders) == orders
        if key == "n":
            assert pilot.app.screen.query_one("#title", Input).value == "手机", "nothing typed is lost"


async def test_the_number_of_another_in_another_spelling_is_refused_by_the_form(mine):
    async with opened(mine) as (pilot, _screen):
        await pilot.press("a")
        form = pilot.app.screen
        assert isinstance(form, OrderForm)
        form.put({**TYPED, "title": "手机", "order_no": "＃5261"})
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Confirm)
        assert len(on_disk(mine).ledger.orders) == 1


async def test_c_answers_whether_a_past_bill_was_repaid(shell: Shell, tmp_path):
    late = builders.order(
        channel="ccb", due=date(2026, 9, 10), bought_at=datetime(2026, 8, 1), entered_on=date(2026, 11, 22)
    )
    db = tmp_path / "late.json"
    Store(db).commit(msg("x"), lambda _: builders.ledger(late), builders.NOW)
    session = open_session(db=db, now="2026-11-22T14:00:00+08:00", language="en")
    async with opened(session, (80, 24)) as (pilot, screen):
        before = screen.detail.bill
        assert before is not None
        assert screen.working.book.row(late.id).left == 303_00
        await pilot.press("c")
        await pilot.pause()
        question = screen.conversation.question
        assert question is not None
        assert question.id == "past"
        assert [each.id for each in question.answers][:2] == ["stop", "all"], "enter alone claims nothing"
        await pilot.press("2")
        await pilot.pause()
        assert on_disk(session).ledger.orders[late.id].paid_periods == 3
