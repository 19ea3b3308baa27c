"""A form that says that auto-debit is on names the bills that were overdue and are to be confirmed by it."""

from datetime import date

from msgspec.structs import replace

from models.actions.account_changes import AccountDetails
from models.actions.order_account import ForAccount
from models.channels.account import Account
from models.channels.builtin import builtin
from models.channels.rules import Switch
from tests.models.builders import at, ledger, order, plan
from tests.tui.forms.test_order_form import choose
from tests.tui.screens.test_cannot_pay import SMALL, session
from tests.tui.screens.test_channels import row, save
from tests.tui.screens.test_main_screen import message_line, opened
from tui.commands import dialogs
from tui.forms.account_fields import EnteredOrder
from tui.forms.channel_form import ChannelForm
from tui.widgets.message_line import SaidLine

SAID = "1 bill that was overdue is now to be confirmed: 2026-12-10 ¥101.00"
LATE = replace(
    ledger(order("phone", channel="cmb", terms=plan(300_00, 3, 1_00))),
    accounts={"cmb": Account.of(builtin()["cmb"])},
)
AFTER = at("2026-12-12T12:00:00+08:00")


async def test_the_form_of_an_order_says_it(tmp_path) -> None:
    async with opened(session(tmp_path / "ledger.json", LATE, AFTER), SMALL) as (pilot, screen):
        await pilot.press("e")
        await pilot.pause()
        await choose(pilot, "auto_debit", "on")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert message_line(screen) == SAID


async def test_the_form_of_a_channel_says_it_as_no_fault(tmp_path) -> None:
    async with opened(session(tmp_path / "ledger.json", LATE, AFTER), SMALL) as (pilot, screen):
        await pilot.press("h", *row("cmb"), "e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChannelForm)
        await choose(pilot, "auto_debit-default", "on")
        await save(pilot)
        line = pilot.app.screen.query_one("#said", SaidLine)
        assert message_line(screen) == SAID
        assert not line.has_class("-bad")


async def test_an_order_that_is_entered_with_its_account_says_it_of_the_bill_that_was_there(
    tmp_path, monkeypatch
) -> None:
    said = ForAccount("cmb", "cmb", AccountDetails(auto_debit=Switch.ON))
    new = order("Buds", channel="cmb", terms=plan(300_00, 3, 1_00), due=date(2027, 1, 10))

    async def filled_in(*_arguments: object, **_named: object) -> EnteredOrder:
        return EnteredOrder(new, said)

    monkeypatch.setattr(dialogs, "edit", filled_in)
    async with opened(session(tmp_path / "ledger.json", LATE, AFTER), SMALL) as (pilot, screen):
        await pilot.press("a")
        await pilot.pause()
        assert message_line(screen) == SAID
