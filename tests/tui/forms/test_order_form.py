"""The order form: every way in which a page tells what is charged, and an edit that changes nothing else."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Static

from models.channels.builtin import builtin
from models.channels.effective import effective
from models.channels.names import channel_names
from models.channels.override import ChannelOverride
from models.channels.rules import Switch
from models.exchange.record import order_fields
from models.exchange.row import read_row
from models.exchange.typed_order import with_typed
from models.ledger.ledger import Ledger, put
from models.ledger.order import Order
from models.plans.plan import (
    Basis,
    EqualAmounts,
    EqualInstalment,
    EqualPrincipal,
    FeeUnknown,
    Flat,
    Listed,
    Plan,
    Timing,
)
from models.plans.split import Part, Remainder, Rounding
from models.values.message import msg
from screenshots import make
from tests.models import builders
from tests.models.strategies import any_plan, can_be_entered
from tests.often import is_long
from tests.tui.screens.test_channels import text
from tests.tui.screens.test_main_screen import on_disk, opened
from tests.tui.written import write
from tui.forms.confirm import Confirm
from tui.forms.order_fields import FeeKind, columns_of, fields, hidden, texts_of
from tui.forms.order_layout import MORE
from tui.run.session import Session
from tui.widgets.lines import Lines
from tui.widgets.picker import Picker

SIX = ["title", "channel", "principal", "periods", "amount_per_period", "bought_at"]
USUAL = [
    *SIX,
    *(
        "first_due",
        "fee_kind",
        "fee_per_period",
        "stated_rate",
        "order_no",
        "paid_periods",
        "auto_debit",
        "pay_account",
    ),
]
SELDOM = ["remainder", "confirmed_on", "note"]
OTHERWISE = {"remainder": "first", "rounding": "half-even"}
"""What the user may say of a channel later on."""
TEN_THOUSAND = {"principal": 10_000_00, "periods": 12}
PLANS = (
    EqualAmounts(principal=1499_00, periods=12, amount=134_90, fee=9_99),
    EqualAmounts(principal=1499_00, periods=12, amount=134_90, fee=9_99, remainder=Remainder.FIRST),
    Listed(rows=(Part(83_00, 0), Part(83_00, 0), Part(83_02, 1_00))),
    Flat(**TEN_THOUSAND),
    Flat(**TEN_THOUSAND, rate=Decimal("0.006"), rounding=Rounding.HALF_UP),
    Flat(**TEN_THOUSAND, rate=Decimal("0.072"), basis=Basis.TOTAL, timing=Timing.FIRST, remainder=Remainder.FIRST),
    EqualInstalment(**TEN_THOUSAND, rate=Decimal("0.1303")),
    EqualPrincipal(**TEN_THOUSAND, rate=Decimal("0.1303"), rounding=Rounding.FLOOR_PARTS),
    FeeUnknown(amounts=(83_00, 83_00, 83_02)),
)


def form_box(pilot: Pilot[str], name: str) -> Input:
    return pilot.app.screen.query_one(f"#{name}", Input)


async def reach(pilot: Pilot[str], name: str) -> None:
    """Put the keyboard on a field; where it stands behind the six of an order, after showing those."""
    if not pilot.app.screen.query_one(f"#{name}-row").display:
        await pilot.press(MORE)
    pilot.app.screen.query_one(f"#{name}").focus()


async def new_order(pilot: Pilot[str], channel: str = "huabei") -> None:
    """The form of a new order through that channel, with the keyboard on its first field."""
    await pilot.press("a")
    await choose(pilot, "channel", channel)
    form_box(pilot, "title").focus()
    await pilot.pause()


async def all_fields(pilot: Pilot[str]) -> None:
    """The same with the fields behind the six."""
    await new_order(pilot)
    await pilot.press(MORE)
    form_box(pilot, "title").focus()
    await pilot.pause()


async def choose(pilot: Pilot[str], name: str, key: str) -> None:
    """Choose as a person does: with the arrow keys, the shorter way round."""
    box = pilot.app.screen.query_one(f"#{name}", Picker)
    await reach(pilot, name)
    keys = [each for each, _ in box._choices]
    right, left = ((by * (keys.index(key) - box.index)) % len(keys) for by in (1, -1))
    await pilot.press(*(["right"] * right if right <= left else ["left"] * left))
    assert box.value == key


async def fill(pilot: Pilot[str], **texts: str) -> None:
    for name, typed in texts.items():
        await reach(pilot, name)
        await write(pilot, form_box(pilot, name), typed)


def entered(session: Session, title: str) -> Order:
    return next(each for each in on_disk(session).ledger.orders.values() if each.title == title)


async def fields_reached(pilot: Pilot[str], key: str, first: str) -> list[str]:
    """The fields that a key leads through, from the first one of them on."""
    names = [first]
    for _ in fields(make.CATALOGUE).keys() - hidden(FeeKind.AMOUNTS) - {first}:
        await pilot.press(key)
        assert pilot.app.focused is not None
        names.append(pilot.app.focused.id or "")
    return names


async def test_every_key_goes_through_the_same_fields_with_what_is_rare_last_and_back_the_same_way(
    sample: Session,
) -> None:
    async with opened(sample) as (pilot, _screen):
        await all_fields(pilot)
        there = await fields_reached(pilot, "tab", "title")
        assert set(there) == fields(make.CATALOGUE).keys() - hidden(FeeKind.AMOUNTS)
        assert [name for name in there if name in USUAL + SELDOM] == USUAL + SELDOM
        assert there[-1] == "note"
        for back, key in (("shift+tab", "enter"), ("up", "down")) if is_long() else (("up", "enter"),):
            assert await fields_reached(pilot, back, "note") == there[::-1]
            assert await fields_reached(pilot, key, "title") == there


async def test_what_is_typed_after_an_enter_lands_in_the_field_that_stands_next(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await new_order(pilot)
        await pilot.press(*"Buds", "enter", "enter", *"300", "enter", *"3", "enter", *"100", "enter", *"11-11", "enter")
        await pilot.pause()
        assert entered(sample, "Buds").first_due == date(2026, 12, 10)


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_on_a_small_screen_no_hint_is_cut_and_every_field_is_seen_whatever_is_charged(language: str) -> None:
    with make.session(language) as session:
        async with opened(session, (80, 24)) as (pilot, _screen):
            await all_fields(pilot)
            form, box = pilot.app.screen, pilot.app.screen.query_one("#fields")
            names = fields(session.catalogue).keys()
            for kind in FeeKind:
                await choose(pilot, "fee_kind", kind)
                await pilot.pause()
                assert {name for name in names if form.query_one(f"#{name}-row").display} == names - hidden(kind)
                assert box.virtual_size.height <= box.container_size.height
                for each in form.query(Input):
                    if each.id in names - hidden(kind):
                        assert cell_len(str(each.placeholder)) <= each.content_size.width, each.id


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_no_date_and_no_amount_of_the_preview_is_cut_on_a_small_screen(language: str) -> None:
    with make.session(language) as session:
        async with opened(session, (80, 24)) as (pilot, _screen):
            await all_fields(pilot)
            await fill(pilot, title="Car", bought_at="2026-11-11")
            preview = pilot.app.screen.query_one("#preview", Lines)
            assert "2026-12-10" in seen(preview)
            await fill(pilot, periods="12", amount_per_period="8,333,333.33")
            for figure in ("2026-12-10", "2027-11-10", "¥8,333,333.33", "¥99,999,999.96"):
                assert figure in seen(preview)


def seen(lines: Lines) -> str:
    """What the list has painted, as wide as it is."""
    return "\n".join(lines.render_line(y).text for y in range(lines.size.height))


async def test_an_edit_that_is_refused_comes_back_with_its_reason_and_all_that_was_typed(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        paid = next(each for each in on_disk(sample).ledger.repayments.values())
        order = on_disk(sample).ledger.orders[paid.allocations[0].order]
        screen.select(order.id)
        await pilot.press("e")
        form_box(pilot, "title").value = "Another name"
        form_box(pilot, "paid_periods").value = f"{paid.allocations[0].number}"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "is recorded" in str(pilot.app.screen.query_one("#form-wrong", Static).render())
        assert form_box(pilot, "title").value == "Another name"
        assert form_box(pilot, "paid_periods").value == f"{paid.allocations[0].number}"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Confirm), "what was typed is not dropped unasked"
        await pilot.press("escape")
        form_box(pilot, "paid_periods").value = texts_of(order_fields(order))["paid_periods"]
        await pilot.press("ctrl+s")
        await pilot.pause()
        kept = on_disk(sample).ledger.orders[order.id]
        assert kept == replace(order, title="Another name")


@dataclass
class Typed:
    """What is chosen and typed of a plan, and the plan that it makes."""

    kind: FeeKind
    texts: dict[str, str]
    plan: Plan
    chosen: dict[str, str]


ENTERED = (
    Typed(
        FeeKind.AMOUNTS,
        {"amount_per_period": "134.90", "fee_per_period": "9.99", "principal": "1499"},
        PLANS[1],
        {"remainder": "first"},
    ),
    Typed(FeeKind.FREE, {"principal": "10000"}, Flat(**TEN_THOUSAND), {}),
    Typed(FeeKind.FEE_RATE, {"rate": "0.6%", "principal": "10000"}, PLANS[4], {"rounding": "half-up"}),
    Typed(
        FeeKind.TOTAL_FEE_RATE,
        {"rate": "7.2%", "principal": "10000"},
        PLANS[5],
        {"fee_timing": "first", "remainder": "first"},
    ),
    Typed(FeeKind.EQUAL_INSTALMENT, {"rate": "13.03%", "principal": "10000"}, PLANS[6], {}),
    Typed(FeeKind.EQUAL_PRINCIPAL, {"rate": "13.03%", "principal": "10000"}, PLANS[7], {"rounding": "floor-parts"}),
)


async def test_a_plan_is_entered_as_the_page_tells_it(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        for day, typed in enumerate(ENTERED if is_long() else (ENTERED[0], *ENTERED[2:4], ENTERED[5]), 3):
            await new_order(pilot)
            await choose(pilot, "fee_kind", typed.kind)
            title, bought_at = f"Buds {typed.kind}", f"2026-11-{day:02}"
            await fill(pilot, title=title, bought_at=bought_at, periods="12", **typed.texts)
            for name, key in typed.chosen.items():
                await choose(pilot, name, key)
            assert "2027-11-10" in text(pilot, "#preview"), "the schedule is shown"
            await pilot.press("ctrl+s")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert pilot.app.screen is screen, typed.kind
            assert entered(sample, title).plan == typed.plan


async def test_a_rate_without_its_sign_or_its_price_is_not_guessed(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await new_order(pilot)
        await choose(pilot, "fee_kind", FeeKind.FEE_RATE)
        await fill(pilot, title="Buds", bought_at="2026-11-11", periods="12", rate="0.2")
        await pilot.press("ctrl+s")
        assert "per cent sign" in wrong(pilot, "rate")
        await fill(pilot, rate="%")
        await pilot.press("ctrl+s")
        assert not wrong(pilot, "rate")
        assert "missing" in wrong(pilot, "principal")
        form_box(pilot, "rate").value = ""
        await pilot.press("ctrl+s")
        assert "missing" in wrong(pilot, "rate")


def wrong(pilot: Pilot[str], name: str) -> str:
    return str(pilot.app.screen.query_one(f"#{name}-wrong", Static).render())


async def test_the_first_due_date_follows_from_the_confirmation(sample: Session) -> None:
    """花呗 bills on the 1st: bought the day before, confirmed after it, it is on the next bill."""
    async with opened(sample) as (pilot, _screen):
        await new_order(pilot)
        await choose(pilot, "channel", "huabei")
        await fill(pilot, title="Buds", bought_at="2026-10-31", periods="3", amount_per_period="100")
        assert "2026-11-10" in text(pilot, "#follows")
        await fill(pilot, confirmed_on="2026-11-02")
        assert "2026-11-10" not in text(pilot, "#preview")
        await pilot.press("ctrl+s")
        one = entered(sample, "Buds")
        assert (one.confirmed_on, one.first_due) == (date(2026, 11, 2), date(2026, 12, 10))


async def test_the_yearly_rate_that_its_page_states_is_noted_and_compared(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await new_order(pilot)
        await fill(pilot, title="Buds", principal="1200", periods="12", amount_per_period="110", stated_rate="15%")
        assert "the page states 15% a year" in text(pilot, "#preview")
        await pilot.press("ctrl+s")
        assert entered(sample, "Buds").stated_rate == Decimal("0.15")


async def edit(pilot: Pilot[str], session: Session, one: Order) -> None:
    """The form of that order, which is entered before."""
    await new_order(pilot)
    await choose(pilot, "channel", one.account_id)
    await fill(pilot, title=one.title, bought_at=f"{one.bought_at:%Y-%m-%d}", periods="3", amount_per_period="101")
    await fill(pilot, fee_per_period="1", first_due=one.first_due.isoformat())
    await pilot.press("ctrl+s")
    await pilot.press("e")
    await pilot.pause()


async def test_a_first_due_date_by_the_rule_goes_with_the_purchase_and_with_the_channel(sample: Session) -> None:
    one = builders.order("Buds", due=date(2026, 12, 10), bought_at=datetime(2026, 11, 5))
    async with opened(sample) as (pilot, _screen):
        await edit(pilot, sample, one)
        await pilot.press(MORE)
        form_box(pilot, "bought_at").value = "2026-10-05"
        await pilot.pause()
        assert form_box(pilot, "first_due").value == "2026-11-10"
        assert "2026-11-10 first due by rule" in " ".join(text(pilot, "#preview").split())
        form_box(pilot, "bought_at").value = "2026-10"
        await pilot.pause()
        assert form_box(pilot, "first_due").value == "2026-11-10", "what is half typed changes nothing"
        form_box(pilot, "bought_at").value = "2026-10-06"
        await choose(pilot, "channel", "jd-baitiao")
        await pilot.pause()
        assert form_box(pilot, "first_due").value == "", "its bill day is not known, so that it has no rule"
        await choose(pilot, "channel", "xiaomi")
        await pilot.pause()
        assert form_box(pilot, "first_due").value == "2026-11-06"
        await pilot.press("ctrl+s")
        made = entered(sample, "Buds")
        assert (made.account_id, made.first_due) == ("xiaomi", date(2026, 11, 6))


async def test_a_first_due_date_that_the_user_gave_stays(sample: Session) -> None:
    one = builders.order("Buds", due=date(2026, 12, 12), bought_at=datetime(2026, 11, 5))
    async with opened(sample) as (pilot, _screen):
        await edit(pilot, sample, one)
        form_box(pilot, "bought_at").value = "2026-10-05"
        await pilot.press("ctrl+s")
        assert entered(sample, "Buds").first_due == date(2026, 12, 12)


async def test_what_an_edit_changes_of_what_was_repaid_is_shown_before_it_is_kept(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        paid = next(each for each in on_disk(sample).ledger.repayments.values())
        one = on_disk(sample).ledger.orders[paid.allocations[0].order]
        screen.select(one.id)
        await pilot.press("e")
        form_box(pilot, "first_due").value = (one.first_due + timedelta(days=2)).isoformat()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Confirm)
        shown = " ".join(str(each.render()) for each in pilot.app.screen.query(Static))
        assert "Money was repaid for" in shown
        assert "are due on other days" in shown
        await pilot.press("n")
        await pilot.pause()
        assert form_box(pilot, "first_due").value == (one.first_due + timedelta(days=2)).isoformat()
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("up", "enter")
        await pilot.pause()
        assert on_disk(sample).ledger.orders[one.id].first_due == one.first_due + timedelta(days=2)
        assert on_disk(sample).ledger.repayments.keys() >= {paid.id}


async def test_a_confirmation_before_the_purchase_and_a_purchase_in_the_future_are_named_at_their_fields(
    sample: Session,
) -> None:
    async with opened(sample) as (pilot, _screen):
        await new_order(pilot)
        await fill(pilot, title="Buds", bought_at="2026-10-31", periods="3", amount_per_period="100")
        await fill(pilot, first_due="2026-12-10", confirmed_on="2026-10-30")
        await pilot.press("ctrl+s")
        assert "confirmed on 2026-10-30, but bought on 2026-10-31" in wrong(pilot, "confirmed_on")
        for name, text in {"confirmed_on": "", "bought_at": "2027-11-11", "first_due": "2027-12-10"}.items():
            form_box(pilot, name).value = text
        await pilot.press("ctrl+s")
        assert "in the future" in wrong(pilot, "bought_at")


async def test_editing_a_note_changes_neither_the_plan_nor_a_choice_that_the_form_does_not_offer(
    sample: Session,
) -> None:
    orders = [
        builders.order(f"kept {at}", terms=plan, due_day=None)
        for at, plan in enumerate(PLANS if is_long() else (*PLANS[1:3], *PLANS[5::2], PLANS[8]))
    ]
    orders.append(builders.order("kept always", auto_debit=Switch.ALWAYS))
    override = ChannelOverride(id=orders[0].account_id, values=OTHERWISE)

    def change(ledger: Ledger) -> Ledger:
        channels = put(ledger.channels, override.id, override)
        return replace(ledger, orders={**ledger.orders, **{one.id: one for one in orders}}, channels=channels)

    sample.store.commit(msg("edit"), change, datetime.fromisoformat(make.NOW))
    async with opened(sample) as (pilot, screen):
        for kept in orders:
            screen.select(kept.id)
            await pilot.press("e")
            await fill(pilot, note="for mother")
            await pilot.press("ctrl+s")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert pilot.app.screen is screen, kept.plan
            assert on_disk(sample).ledger.orders[kept.id] == replace(kept, note="for mother")


async def test_the_day_that_was_meant_goes_on_until_the_first_due_date_is_another(sample: Session) -> None:
    kept = builders.order("kept", channel="huabei", due=date(2026, 11, 30), due_day=31)
    sample.store.commit(
        msg("edit"),
        lambda ledger: replace(ledger, orders=put(ledger.orders, kept.id, kept)),
        datetime.fromisoformat(make.NOW),
    )
    async with opened(sample) as (pilot, screen):
        for name, text, day in (("title", "other", 31), ("first_due", "2026-12-08", None)):
            screen.select(kept.id)
            await pilot.press("e")
            form_box(pilot, name).value = text
            await pilot.press("ctrl+s")
            assert on_disk(sample).ledger.orders["kept"].due_day == day


async def test_an_order_is_entered_on_the_day_on_which_it_is_typed_whatever_it_says_is_repaid(
    sample: Session,
) -> None:
    async with opened(sample) as (pilot, _screen):
        for title, each, paid in (("Buds", "100", ""), ("Band", "110", "0")):
            await new_order(pilot)
            await fill(
                pilot, title=title, bought_at="2026-11-11", periods="3", amount_per_period=each, paid_periods=paid
            )
            await pilot.press("ctrl+s")
            one = entered(sample, title)
            assert (f"{one.entered_on}", one.paid_periods) == (make.NOW[:10], int(paid) if paid else None)


def test_an_edit_that_chooses_another_channel_moves_the_order_there() -> None:
    one = builders.order()
    moved = with_typed(one, one, replace(one, account_id="cmb"), {"channel"})
    assert moved == replace(one, account_id="cmb")


@given(any_plan.filter(can_be_entered), st.sampled_from(list(builtin())))
def test_the_form_gives_back_every_plan_that_it_was_given(plan: Plan, channel: str) -> None:
    later = effective(builtin(), {channel: ChannelOverride(id=channel, values=OTHERWISE)})
    one = builders.order(channel=channel, terms=plan)
    read = read_row(0, columns_of(texts_of(order_fields(one))), channel_names(later))
    assert isinstance(read, Order), read
    assert read.plan == plan
