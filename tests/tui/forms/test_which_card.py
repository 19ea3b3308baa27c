"""Which card an order belongs to: asked where there can be several, made with the order, and one undo takes both."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Static

from models.actions.account_changes import AccountDetails, added
from models.bills.contracts import contracts
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import Problem, msg
from screenshots import make
from tests.tui.forms.test_order_form import choose, entered, fill, form_box, new_order, wrong
from tests.tui.panes.test_orders_list import listed
from tests.tui.screens.test_main_screen import on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tui.forms.account_fields import ANOTHER, AccountFields
from tui.forms.order_layout import MORE
from tui.run.session import Session
from tui.widgets.picker import Picker

DAY = date(2026, 11, 24)
NEW = ("card.last4", "card.bill_day", "card.due_day")
BUDS = {"title": "Buds", "bought_at": "2026-11-11", "periods": "3", "amount_per_period": "100"}


def shown(pilot: Pilot[str]) -> set[str]:
    """The fields about the account that are to be seen."""
    rows = [row for row in pilot.app.screen.query(".field").results() if row.display]
    return {str(row.id).removesuffix("-row") for row in rows if str(row.id).startswith(("which", "card"))}


async def type_card(pilot: Pilot[str], **texts: str) -> None:
    await fill(pilot, **{f"card-{name}": text for name, text in texts.items()})


def kept(session: Session, change: Callable[[Ledger], Ledger]) -> None:
    """What another terminal keeps."""
    Store(session.store.path).commit(msg("undo"), change, session.now())


def with_card(ledger: Ledger, said: AccountDetails, bank: str = "bank-card") -> Ledger:
    return added(ledger, builtin(), bank, said, DAY)[0]


def applying(ledger: Ledger, channel: str, **cells: str) -> tuple[str, ...]:
    made = AccountFields(ledger, builtin(), DAY)
    which = {name: field.choices[0][0] for name, field in made.fields.items() if field.choices}
    return made.applying({**dict.fromkeys(NEW, ""), **which, **cells, "channel": channel})


def test_somebody_with_one_huabei_sees_no_field_and_no_word_of_accounts() -> None:
    for channel in ("huabei", "xiaomi", "douyin", "meituan"):
        assert applying(Ledger(), channel) == ()


def test_a_card_of_any_bank_may_be_given_the_banks_name_which_is_enough_to_tell_it_from_another() -> None:
    named = (NEW[0], "card.label", *NEW[1:])
    assert applying(Ledger(), "bank-card", **{"card.label": ""}) == named
    ledger, _ = added(Ledger(), builtin(), "bank-card", AccountDetails(label="浦发"), DAY)
    fields = AccountFields(ledger, builtin(), DAY)
    cells = {"channel": "bank-card", "which.bank-card": ANOTHER, **dict.fromkeys(named, ""), "card.label": "中信"}
    chosen, held, ident = fields.account(cells)
    assert (chosen.said.label, ident, held[ident].name["zh_CN"]) == ("中信", "bank-card-2", "银行信用卡 中信")


def test_the_first_card_of_a_bank_may_be_given_its_digits_and_days() -> None:
    assert applying(Ledger(), "cmb") == NEW


def test_the_bill_day_of_baitiao_is_asked_while_nobody_has_said_it() -> None:
    assert applying(Ledger(), "jd-baitiao") == ("card.bill_day",)


async def test_another_card_is_made_with_its_order_and_one_undo_takes_both_back(sample: Session) -> None:
    before = on_disk(sample).ledger
    async with opened(sample) as (pilot, _screen):
        await pilot.press("a")
        await choose(pilot, "channel", "cmb")
        await pilot.pause()
        assert shown(pilot) == {"which-cmb"}
        await choose(pilot, "which-cmb", ANOTHER)
        await pilot.pause()
        assert shown(pilot) == {"which-cmb", "card-last4", "card-bill_day", "card-due_day"}
        await fill(pilot, **BUDS)
        await pilot.press("ctrl+s")
        assert "tell the card from the others" in wrong(pilot, "card-last4")
        await type_card(pilot, last4="12", bill_day="45", due_day="25")
        await pilot.press("ctrl+s")
        assert "1 to 31" in wrong(pilot, "card-bill_day") and "bill day is 45" in wrong(pilot, "card-bill_day")
        form_box(pilot, "card-bill_day").value = "5"
        await pilot.press("ctrl+s")
        assert "four digits, not 12" in wrong(pilot, "card-last4")
        await type_card(pilot, last4="34")
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        ledger = on_disk(sample).ledger
        account = ledger.accounts["cmb-1234"]
        assert (account.channel, account.last4, account.bill_day, account.due_day) == ("cmb", "1234", 5, 25)
        one = entered(sample, "Buds")
        assert (one.account_id, one.first_due) == ("cmb-1234", date(2026, 12, 25)), "by the days of the new card"
        assert one.id in pilot.app.screen.working.book.schedules  # type: ignore[attr-defined]
        await pilot.press("u")
        assert on_disk(sample).ledger == before
        await pilot.press("U")


async def enter_for_another_card(pilot: Pilot[str]) -> None:
    """The buds, with a card that ends in 1234 and is not known yet."""
    await pilot.press("a")
    await choose(pilot, "channel", "cmb")
    await choose(pilot, "which-cmb", ANOTHER)
    await fill(pilot, **BUDS, first_due="2026-12-25")
    await type_card(pilot, last4="1234")
    await pilot.press("ctrl+s")
    await pilot.app.workers.wait_for_complete()


async def test_a_known_card_is_chosen_by_its_name_and_its_digits_make_no_second_one(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await enter_for_another_card(pilot)
        await pilot.press("a")
        await choose(pilot, "channel", "cmb")
        await choose(pilot, "which-cmb", ANOTHER)
        await type_card(pilot, last4="1234")
        assert "known already" in wrong(pilot, "card-last4")
        await choose(pilot, "which-cmb", "cmb-1234")
        assert "CMB 1234" in str(pilot.app.screen.query_one("#which-cmb", Static).render())
        await fill(pilot, **{**BUDS, "title": "Band"}, first_due="2026-12-26")
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        assert entered(sample, "Band").account_id == "cmb-1234"
        assert "1234" in sample.language.words(contracts(on_disk(sample).ledger, builtin())["cmb-1234"].name)


async def test_without_its_bill_day_an_order_of_baitiao_needs_its_first_due_date(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("a")
        await choose(pilot, "channel", "jd-baitiao")
        await pilot.pause()
        assert shown(pilot) == {"card-bill_day"}
        await fill(pilot, **BUDS)
        await pilot.press("ctrl+s")
        assert wrong(pilot, "first_due")
        await fill(pilot, first_due="2026-12-20")
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        assert entered(sample, "Buds").first_due == date(2026, 12, 20)
        assert on_disk(sample).ledger.accounts["jd-baitiao"].bill_day is None


async def test_a_bill_day_that_is_said_with_an_order_shows_first_which_others_go_on_the_bills(sample: Session) -> None:
    before = on_disk(sample).ledger
    async with opened(sample) as (pilot, _screen):
        await pilot.press("a")
        await choose(pilot, "channel", "jd-baitiao")
        await fill(pilot, **BUDS)
        await type_card(pilot, bill_day="10")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "due with the bills from now on" in on_screen(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert on_disk(sample).ledger == before
        assert [form_box(pilot, name).value for name in ("title", "card-bill_day")] == ["Buds", "10"]
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("up", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert entered(sample, "Buds").first_due == date(2026, 12, 19)
        assert on_disk(sample).ledger.accounts["jd-baitiao"].bill_day == 10
        await pilot.press("u")
        assert on_disk(sample).ledger == before


async def test_an_order_can_be_given_to_the_other_card_in_an_edit(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await enter_for_another_card(pilot)
        await pilot.pause()
        one = entered(sample, "Buds")
        await pilot.press("e")
        await pilot.pause()
        assert pilot.app.screen.query_one("#channel", Picker).value == "cmb"
        assert pilot.app.screen.query_one("#which-cmb", Picker).value == "cmb-1234"
        await choose(pilot, "which-cmb", "cmb")
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert entered(sample, "Buds") == replace(one, account_id="cmb")


async def test_the_first_card_of_a_bank_is_made_with_or_without_its_digits(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("a")
        await choose(pilot, "channel", "bank-card")
        await pilot.pause()
        assert shown(pilot) == {"card-last4", "card-label", "card-bill_day", "card-due_day"}
        await fill(pilot, **BUDS, first_due="2026-12-25")
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        assert on_disk(sample).ledger.accounts["bank-card"].last4 == ""
        await pilot.press("u", "a")
        await choose(pilot, "channel", "bank-card")
        await fill(pilot, **BUDS, first_due="2026-12-25")
        await type_card(pilot, last4="1234")
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        assert on_disk(sample).ledger.accounts["bank-card"].last4 == "1234"
        assert entered(sample, "Buds").account_id == "bank-card"


async def test_a_card_that_another_terminal_made_meanwhile_comes_back_with_the_reason(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("a")
        await choose(pilot, "channel", "bank-card")
        await fill(pilot, **BUDS, first_due="2026-12-25")
        await type_card(pilot, last4="1234")
        kept(sample, partial(with_card, said=AccountDetails(last4="9999")))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "meanwhile" in wrong(pilot, "form")
        assert pilot.app.screen.query_one("#which-bank-card", Picker).value == ANOTHER
        assert form_box(pilot, "card-last4").value == "1234"
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert entered(sample, "Buds").account_id == "bank-card-1234"


@pytest.mark.parametrize("cards", [["9876"], []], ids=["beside another card", "the first one"])
async def test_of_two_terminals_that_enter_one_card_the_second_is_led_to_it_and_loses_nothing(
    sample: Session, cards: list[str]
) -> None:
    for digits in cards:
        kept(sample, partial(with_card, said=AccountDetails(last4=digits)))
    async with opened(sample) as (pilot, _screen):
        await pilot.press("a")
        await choose(pilot, "channel", "bank-card")
        if cards:
            await choose(pilot, "which-bank-card", ANOTHER)
        await fill(pilot, **BUDS)
        await type_card(pilot, last4="1234", bill_day="7", due_day="25")
        kept(sample, partial(with_card, said=AccountDetails(last4="1234", bill_day=9, due_day=27)))
        known = on_disk(sample).ledger.accounts
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "another terminal has entered Card 1234 meanwhile" in wrong(pilot, "form")
        assert form_box(pilot, "title").value == "Buds"
        assert pilot.app.screen.query_one("#which-bank-card", Picker).value == list(known)[-1]
        assert shown(pilot) == {"which-bank-card"}
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        assert entered(sample, "Buds").account_id == list(known)[-1]
        assert entered(sample, "Buds").first_due.day == 27, "by the days that are known of the card"
        assert on_disk(sample).ledger.accounts.keys() == known.keys()
        assert on_disk(sample).ledger.accounts[list(known)[-1]].due_day == 27


async def test_cards_of_two_banks_may_end_alike(sample: Session) -> None:
    ledger, _ = added(Ledger(), builtin(), "bank-card", AccountDetails(last4="1234", label="浦发"), DAY)
    fields = AccountFields(ledger, builtin(), DAY)
    cells = {"channel": "bank-card", "which.bank-card": ANOTHER, **dict.fromkeys(NEW, ""), "card.last4": "1234"}
    assert fields.account({**cells, "card.label": "中信"})[2] == "bank-card-1234"
    for label in ("", "浦发"):
        with pytest.raises(Problem, match="known already; choose it above"):
            fields.account({**cells, "card.label": label})


@pytest.mark.parametrize(("language", "name"), [("en", "CMB 1234"), ("zh_CN", "招行 1234")])
async def test_the_digits_of_a_card_are_seen_where_it_is_chosen_and_beside_its_orders(language: str, name: str) -> None:
    with make.session(language) as session:
        kept(session, partial(with_card, said=AccountDetails(last4="1234"), bank="cmb"))
        async with opened(session, (80, 24)) as (pilot, screen):
            await pilot.press("a")
            await choose(pilot, "channel", "cmb")
            await choose(pilot, "which-cmb", "cmb-1234")
            await pilot.pause()
            assert name in on_screen(pilot)
            await pilot.press(MORE)
            await pilot.pause()
            assert "1234" in str(pilot.app.screen.query_one("#which-cmb", Picker).render_line(0).text)
            assert "1234" in on_screen(pilot), "nor is it cut off behind the six"
            await fill(pilot, **BUDS, first_due="2026-12-25")
            await pilot.press("ctrl+s")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert f" {name} " in listed(screen)


async def test_a_draft_has_the_card_too(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("a")
        await choose(pilot, "channel", "cmb")
        await choose(pilot, "which-cmb", ANOTHER)
        await type_card(pilot, last4="1234")
        await pilot.press("tab")
    async with opened(replace(sample, store=Store(sample.store.path))) as (pilot, _screen):
        await pilot.press("a")
        await pilot.pause()
        assert shown(pilot) == {"which-cmb", "card-last4", "card-bill_day", "card-due_day"}
        assert form_box(pilot, "card-last4").value == "1234"


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_no_hint_about_a_card_is_cut_and_with_huabei_nothing_speaks_of_accounts(language: str) -> None:
    with make.session(language) as session:
        async with opened(session, (80, 24)) as (pilot, _screen):
            await new_order(pilot)
            seen = on_screen(pilot)
            assert shown(pilot) == set()
            assert "which card" not in seen and "which account" not in seen
            assert "哪个账户" not in seen and "哪张卡" not in seen
            await choose(pilot, "channel", "cmb")
            await choose(pilot, "which-cmb", ANOTHER)
            await pilot.pause()
            for name in ("card-last4", "card-bill_day", "card-due_day"):
                box = form_box(pilot, name)
                assert cell_len(str(box.placeholder)) <= box.content_size.width, name
