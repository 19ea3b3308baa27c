"""A further account on the page of the channels: listed by its name, and changed in a form of its own."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from textual.widgets import Static

from models.actions.account_changes import AccountDetails, added
from models.channels.builtin import builtin
from models.channels.cycle import DueMove
from models.channels.debited_before import DebitedBefore
from models.channels.rules import Extent, Switch
from models.values.message import msg
from screenshots import make
from tests.tui.forms.test_order_form import choose, form_box, wrong
from tests.tui.screens.test_channels import row, save, text, type_into
from tests.tui.screens.test_main_screen import on_disk, opened
from tui.forms.account_form import AccountForm
from tui.forms.channel_form import ChannelForm
from tui.run.demo import OTHER_CARD
from tui.run.session import Session

CARD = ("h", *row(OTHER_CARD), "j")
"""The further card stands under its bank, below the one that the sample has."""


@pytest.fixture
def sample() -> Iterator[Session]:
    with make.session("en") as session:
        said = AccountDetails(last4="1234", bill_day=5, due_day=25)
        day = date(2026, 11, 24)
        session.store.commit(msg("undo"), lambda ledger: added(ledger, builtin(), "cmb", said, day)[0], session.now())
        yield session


async def test_the_form_of_a_further_card_has_what_is_known_of_it_and_keeps_what_is_said(sample: Session) -> None:
    before = on_disk(sample).ledger.accounts["cmb-1234"]
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*CARD)
        await pilot.pause()
        assert "1234" in text(pilot, "#channel-text")
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AccountForm)
        assert "1234" in str(pilot.app.screen.query_one(".heading", Static).render())
        assert [form_box(pilot, name).value for name in ("last4", "bill_day", "due_day")] == ["1234", "5", "25"]
        await type_into(pilot, "bill_day", "45")
        await pilot.press("ctrl+s")
        assert "bill day is 45" in wrong(pilot, "bill_day")
        await type_into(pilot, "bill_day", "6")
        await type_into(pilot, "moves", "2027-01-01 10/28")
        await type_into(pilot, "pay_account", "1234 5678")
        await choose(pilot, "auto_debit", "on")
        await choose(pilot, "extent", "minimum")
        await type_into(pilot, "set_up_on", "2026-11-01")
        await pilot.press("ctrl+s")
        assert "four digits" in wrong(pilot, "pay_account")
        await type_into(pilot, "pay_account", "5678")
        await save(pilot)
        assert on_disk(sample).ledger.accounts["cmb-1234"] == msgspec.structs.replace(
            before,
            bill_day=6,
            moves=(DueMove(date(2027, 1, 1), 10, 28),),
            pay_account="5678",
            auto_debit=Switch.ON,
            extent=Extent.MINIMUM,
            debited_before=(DebitedBefore(until=date(2026, 11, 1)),),
            set_up_on=date(2026, 11, 1),
        )
        await pilot.press("u")
        assert on_disk(sample).ledger.accounts["cmb-1234"] == before


async def test_the_first_card_keeps_the_page_of_its_channel_and_a_further_one_cannot_be_dropped_there(
    sample: Session,
) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*CARD, "d")
        await pilot.pause()
        assert "e changes" in str(pilot.app.screen.query_one("#said", Static).render())
        await pilot.press("k", "k", "e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChannelForm)


async def test_switching_auto_debit_on_is_dated_today_and_switching_it_off_takes_the_date_away(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*CARD, "e")
        await pilot.pause()
        await choose(pilot, "auto_debit", "on")
        await save(pilot)
        held = on_disk(sample).ledger.accounts["cmb-1234"]
        assert (held.auto_debit, held.set_up_on) == (Switch.ON, sample.now().date())
        await pilot.press("e")
        await pilot.pause()
        await choose(pilot, "auto_debit", "off")
        await save(pilot)
        held = on_disk(sample).ledger.accounts["cmb-1234"]
        assert (held.auto_debit, held.set_up_on) == (Switch.OFF, None)


async def test_switching_auto_debit_of_the_first_account_on_is_dated_today(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("h", *row("cmb"), "e")
        await choose(pilot, "auto_debit-default", "on")
        await save(pilot)
        account = on_disk(sample).ledger.accounts["cmb"]
        assert (account.auto_debit, account.set_up_on) == (Switch.ON, sample.now().date())
