"""The form stores no number of a card, a phone or a person, and asks about an order number that looks like a card's."""

from datetime import datetime

from msgspec.structs import replace
from textual.widgets import Input

from models.channels.account import Account
from models.channels.builtin import builtin
from models.ledger.ledger import put
from models.store import Store
from models.values.message import msg
from tests.models import builders
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tui.forms.confirm import Confirm
from tui.forms.order_form import OrderForm
from tui.run.session import open_session

CARD = "6222021234567894"
TYPED = {
    "title": "充值 138-0013-8000",
    "bought_at": "2026-11-11",
    "periods": "3",
    "amount_per_period": "101",
    "fee_per_period": "1",
    "first_due": "2026-12-10",
    "order_no": CARD,
    "note": f"卡 {CARD}",
}


async def test_the_form_masks_what_it_stores_says_so_and_asks_about_the_order_number(tmp_path):
    mine = open_session(db=tmp_path / "ledger.json", now="2026-11-22T14:00:00+08:00", language="en")
    known = builders.ledger(builders.order(bought_at=datetime(2026, 11, 1)))
    card = replace(Account.of(builtin()["cmb"], "cmb-7894"), last4="7894")
    known = replace(known, accounts=put(known.accounts, card.id, card))
    Store(mine.store.path).commit(msg("x"), lambda _: known, builders.NOW)
    async with opened(mine) as (pilot, _screen):
        await pilot.press("a")
        form = pilot.app.screen
        assert isinstance(form, OrderForm)
        form.put(TYPED)
        await pilot.press("tab", "ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Confirm)
        draft = Store(mine.store.path).drafts.path.read_text("utf-8")
        assert ("138-0013" in draft, f"卡 {CARD}" in draft, "***-****-8000" in draft) == (False, False, True)
        await pilot.press("enter")  # the answer that writes nothing
        await pilot.pause()
        assert len(on_disk(mine).ledger.orders) == 1
        assert pilot.app.screen.query_one("#order_no", Input).value == CARD
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("up", "enter")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        made = next(each for each in on_disk(mine).ledger.orders.values() if each.order_no)
        assert (made.title, made.note, made.order_no) == ("充值 ***-****-8000", "卡 ************7894", CARD)
        assert "last four digits only" in message_line(pilot.app.screen)
    assert "138-0013" not in mine.store.path.read_text("utf-8")
