"""The channels screen: what it shows, and what the user's own rules do to the file."""

import asyncio
from collections.abc import Iterable
from datetime import time
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Static

from models.actions import auto_debit
from models.actions.orders import add_orders
from models.actions.own_rules import add_channel, own_of, set_override
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.channel import Channel
from models.channels.effective import effective_channel
from models.channels.override import ChannelOverride
from models.channels.pages import channel_pages
from models.channels.rules import Steps, Switch
from models.channels.typed_rules import FIELDS as FORM
from models.ledger.ids import bill_id
from models.plans.split import Rounding
from models.values.message import msg
from screenshots import make
from tests.often import is_long
from tests.tui.screens.test_main_screen import on_disk, opened
from tests.tui.turns import in_turn
from tests.tui.written import write
from tui.forms.channel_form import EXPLAINED, ChannelForm
from tui.forms.confirm import Confirm
from tui.forms.field import ident
from tui.forms.order_form import OrderForm
from tui.run.clock import clock
from tui.run.demo import CARD, OTHER_CARD
from tui.run.importing import read_file
from tui.run.session import Session
from tui.screens.channels import ChannelsScreen
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.picker import Picker
from tui.words.channel_labels import RULES
from tui.words.channel_rules import channel_text, rules, said_by
from tui.words.import_preview import preview
from tui.words.remarks import remarks


def row(ident: str, of: Iterable[str] = make.CATALOGUE) -> tuple[str, ...]:
    """The keys that lead to a channel in the list, in which the other card has a row below its bank's."""
    rows = list(of)
    rows.insert(rows.index(CARD) + 1, OTHER_CARD)
    return ("g", *("j",) * rows.index(ident))


HUABEI = ("h", *row("huabei"))
SIZES = ((80, 24), (120, 36))
IN_TURN = {each: make.LANGUAGES if is_long() else [each] for each in make.LANGUAGES}
"""The languages of a test that is otherwise tried in this one."""


def text(pilot: Pilot[str], selector: str) -> str:
    """What stands in a list of the screen on top."""
    lines = pilot.app.screen.query_one(selector, Lines)
    width = lines.size.width - 1
    return "\n".join("".join(part for part, _ in lines._make(index, width)) for index in range(lines.count))


def said(pilot: Pilot[str]) -> str:
    return str(pilot.app.screen.query_one("#said", Static).render())


async def type_into(pilot: Pilot[str], field: str, value: str) -> None:
    """Write into a field of the form, in place of what stands there."""
    box = pilot.app.screen.query_one(f"#{field}", Input)
    box.value = ""
    await write(pilot, box, value)


async def save(pilot: Pilot[str]) -> None:
    await pilot.press("ctrl+s")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.soak
@pytest.mark.parametrize(("spoken", "size"), in_turn(make.LANGUAGES, SIZES), indirect=["spoken"])
async def test_every_rule_is_shown_with_its_source_and_what_is_uncertain(
    spoken: Session, size: tuple[int, int]
) -> None:
    async with opened(spoken, size) as (pilot, _screen):
        await pilot.press(*HUABEI)
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChannelsScreen)
        shown, channel = text(pilot, "#channel-text"), spoken.catalogue["huabei"]
        for part in (channel.lender, "alipay.com", "0.05%", "2021-12-31", "23:59"):
            assert part in shown
        source = said_by(channel.uncertain["due_day"], spoken.language)
        mark = spoken.language.t("uncertain ({number})", number=1)
        assert f"10·{mark}".replace(" ", "") in shown.replace("\n", "").replace(" ", "")
        assert f"(1){source}".replace(" ", "") in shown.replace("\n", "").replace(" ", "")


def test_that_baitiao_is_free_on_the_day_of_the_purchase_is_a_rule_with_its_source(spoken: Session) -> None:
    channel, t = builtin()["jd-baitiao"], spoken.language
    lines = ["".join(part for part, _ in cells) for cells in channel_text(channel, frozenset(), "", t, 400)]
    (line,) = (each for each in lines if t.t("the day of the purchase") in each)
    number = int(line[-2])
    source = channel.uncertain["early"]
    assert any(each.startswith(f"({number}) ") and each.endswith(said_by(source, t)) for each in lines)


async def test_what_differs_for_one_who_pays_is_seen_of_every_channel_without_scrolling(spoken: Session) -> None:
    """Days, cut-off, apps, methods and auto-debit with its hours."""
    payer = ("mode", "bill_day", "due_day", "due_after", "due_days", "cutoff", "apps", "methods")
    fields = {*payer, "auto_debit.default", "auto_debit.when"}
    async with opened(msgspec.structs.replace(spoken, catalogue=builtin()), (80, 24)) as (pilot, _screen):
        await pilot.press("h", "g")
        for ident in builtin():
            down, screen = len(row(ident, builtin())) - 1, pilot.app.screen
            assert isinstance(screen, ChannelsScreen)
            await pilot.press(*("j",) * (down - screen.query_one("#channels-list", Lines).cursor))
            await pilot.pause()
            pane, channel = screen.query_one("#channel-text", Lines), screen._channels[ident]
            assert isinstance(channel, Channel)
            seen = "".join(text(pilot, "#channel-text").splitlines()[: pane.size.height]).replace(" ", "")
            found = [rule for rule in rules(channel, spoken.language) if rule.field in fields and rule.value != "—"]
            assert {rule.field for rule in found} >= {"mode", "cutoff", "apps", "methods", "auto_debit.when"}
            for rule in found:
                assert f"{rule.label}{rule.value}".replace(" ", "") in seen, (ident, rule)


@pytest.mark.parametrize(
    ("ident", "words"),
    [
        ("huabei", ("One file shows a try on the evening before", "有一份说法：还款日前一天晚上")),
        ("jd-baitiao", ("One account has a service fee (提前结清服务费) on top: 0.065% a day", "提前结清另收服务费")),
        ("cmb", ("By other accounts 1% of the principal left is charged", "按剩余本金的 1% 收")),
    ],
)
def test_what_one_source_alone_says_is_on_the_page_as_uncertain_with_it(
    ident: str, words: tuple[str, str], spoken: Session
) -> None:
    lines = [
        "".join(part for part, _ in pieces)
        for pieces in channel_text(builtin()[ident], frozenset(), "", spoken.language, 400)
    ]
    (at,) = (number for number, line in enumerate(lines) if any(each in line for each in words))
    source = channel_pages()[ident].also[0].source
    assert lines[at + 1] == spoken.language.t(
        "uncertain: {source}, {day}", source=spoken.language.words(source.words), day=source.verified_on.isoformat()
    )


@pytest.mark.parametrize("ident", [ident for ident, page in channel_pages().items() if page.notes])
def test_what_else_is_to_be_known_is_on_the_page_also_of_a_channel_that_is_based_on_it(
    ident: str, spoken: Session
) -> None:
    notes = spoken.language.words(channel_pages()[ident].notes)
    own = msgspec.structs.replace(builtin()[ident], id="mine", institution="")
    for lines in (
        channel_text(builtin()[ident], frozenset(), "", spoken.language, 800),
        channel_text(own, frozenset(), ident, spoken.language, 800),
    ):
        assert ((notes, "dim"),) in lines


@pytest.mark.soak
@pytest.mark.parametrize("spoken", IN_TURN["zh_CN"], indirect=True)
async def test_an_edited_rule_is_the_users_own_at_once_and_undo_takes_it_back(spoken: Session) -> None:
    async with opened(spoken) as (pilot, screen):
        await pilot.press(*HUABEI, "e")
        await type_into(pilot, "grace_days", "2")
        await type_into(pilot, "cutoff", "20:00")
        await save(pilot)
        assert own_of(on_disk(spoken).ledger, builtin(), "huabei").values == {"grace_days": 2, "cutoff": "20:00:00"}
        assert f"2 · {spoken.language.t('changed')}" in text(pilot, "#channel-text")
        assert spoken.language.t("{count} changed", count=2) in text(pilot, "#channels-list")
        assert {bill.due_at.time() for bill in screen.working.book.bills.values() if bill.channel.id == "huabei"} == {
            time(20)
        }
        await pilot.press("u")
        assert "huabei" not in on_disk(spoken).ledger.channels
        assert f"· {spoken.language.t('changed')}" not in text(pilot, "#channel-text")


async def test_what_will_not_do_is_said_beside_its_field_and_nothing_is_kept(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        before = on_disk(sample).ledger
        await pilot.press(*HUABEI, "e")
        await type_into(pilot, "due_day", "32")
        await pilot.press("ctrl+s")
        form = pilot.app.screen
        assert isinstance(form, ChannelForm)
        assert "32" in str(form.query_one("#due_day-wrong", Static).render())
        assert form.query_one("#due_day").has_focus
        assert on_disk(sample).ledger == before
        await type_into(pilot, "due_day", "20")
        await save(pilot)
        assert own_of(on_disk(sample).ledger, builtin(), "huabei").values == {"due_day": 20}


REFUSED = [
    ("late_daily_rate", "101%", "over 100%"),
    ("minimum-instalments", "200%", "over 100%"),
    ("due_moves", "2026-12-01 40", "moved due day is 40"),
    ("due_moves", "2026-12-01 40/10", "bill day is 40"),
    ("grace_days", "40", "grace days is 40"),
    ("due_day", "12", "due day 12 is not among the days that it offers, 8, 9, 10, 15, 20"),
    ("due_moves", "2027-06-01 12", "moved due day 12 is not among the days that it offers, 8, 9, 10, 15, 20"),
    (
        "methods",
        "cash",
        "methods names cash; known are Alipay, Alipay balance, transfer from another bank, debit card, wallet",
    ),
    ("fee_rates", "3", "3 is not a fee"),
    ("early-methods", "支付宝", "early methods names Alipay, which is not among its methods"),
]
"""A field, what is typed into it, and what is said of that."""


async def test_each_refusal_stands_at_its_field_and_calls_it_by_its_label(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*HUABEI, "e")
        form = pilot.app.screen
        for field, typed, said in REFUSED:
            before = form.query_one(f"#{field}", Input).value
            await type_into(pilot, field, typed)
            await pilot.press("ctrl+s")
            assert said in str(form.query_one(f"#{field}-wrong", Static).render())
            assert not str(form.query_one("#form-wrong", Static).render())
            form.query_one(f"#{field}", Input).value = before
            await pilot.pause()
            assert not form.query_one(f"#{field}-wrong", Static).display


async def test_the_figure_of_each_rule_for_settling_early_is_asked_for_at_its_field(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*HUABEI, "e")
        choice = pilot.app.screen.query_one("#early-rule", Picker)
        for rule, field, words in (
            ("next-fee-and-days", "early.daily_rate", "early rate a day is missing"),
            ("percent-of-rest", "early.percent", "early percentage is missing"),
            ("by-days", "early.daily_rate", "early rate a day is missing"),
        ):
            choice.choose(rule)
            await pilot.pause()
            assert choice.value == rule
            wrong = pilot.app.screen.query_one(f"#{ident(field)}-wrong", Static)
            assert words not in str(wrong.render()), "the one of another rule is not left there"
            await pilot.press("ctrl+s")
            assert words in str(wrong.render())


async def test_every_step_every_day_offered_and_every_method_is_shown(spoken: Session) -> None:
    channel = msgspec.structs.replace(
        builtin()["huabei"],
        most_periods=60,
        early=msgspec.structs.replace(builtin()["cmb"].early, methods=("debit-card",)),
    )
    shown = {rule.field: rule.value for rule in rules(channel, spoken.language)}
    for step in Steps.__struct_fields__:
        assert shown[f"steps.{step}"] == spoken.language.words(getattr(channel.steps, step))
    assert shown["due_days"] == (", " if spoken.language.code == "en" else "、").join(("8", "9", "10", "15", "20"))
    assert shown["auto_debit.days_before"] == "0"
    assert shown["early.methods"] == spoken.language.words(channel.method_name("debit-card"))
    assert all(shown[f"arrivals.{method.id}"] for method in channel.methods)
    labels = {rule.field for rule in rules(channel, spoken.language)} | {"arrivals"}
    assert {field for field in FORM if "." not in field} <= labels | {"name", "short"}


async def test_what_an_institution_is_and_takes_is_the_users_to_say_of_a_built_in_channel(sample: Session) -> None:
    typed = {
        "due_days": "10, 12",
        "due_day": "12",
        "methods": "Debit card、他行转账",
        "fee_rates": "3: 1%, 24: 12.5%",
        "auto_debit-days_before": "1",
        "entry": "Me › Repay",
        "lender": "Ant",
        "apps-domain": "antgroup.com",
    }
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*HUABEI, "e")
        for field, value in typed.items():
            pilot.app.screen.query_one(f"#{field}", Input).value = value
        rounding = pilot.app.screen.query_one("#rounding", Picker)
        rounding.focus()
        await pilot.press("right")
        await save(pilot)
    channel = effective_channel(sample.catalogue, own_of(on_disk(sample).ledger, builtin(), "huabei"))
    assert [method.id for method in channel.methods] == ["debit-card", "bank-transfer"]
    assert channel.methods[0] == builtin()["huabei"].methods[1], "in the channel's own words"
    assert (channel.due_days, channel.due_day, channel.lender) == ((10, 12), 12, "Ant")
    assert (channel.fee_rates, channel.auto_debit.days_before) == ({3: "0.01", 24: "0.125"}, 1)
    assert (channel.apps[0].name, channel.apps[0].domain) == (builtin()["huabei"].apps[0].name, "antgroup.com")
    assert (channel.entry["en"], channel.rounding) == ("Me › Repay", Rounding.FLOOR_PARTS)


async def test_an_order_cannot_switch_off_what_is_always_on(sample: Session) -> None:
    of = next(each for each in on_disk(sample).ledger.orders.values() if each.account_id == "huabei")
    async with opened(sample) as (pilot, screen):
        screen.select(of.id)
        await pilot.press("e")
        pilot.app.screen.query_one("#auto_debit", Picker).focus()
        await pilot.press("left", "ctrl+s")
        wrong = str(pilot.app.screen.query_one("#auto_debit-wrong", Static).render())
        assert wrong == "auto-debit of Huabei cannot be switched off"


async def test_moved_days_take_a_recorded_repayment_along_and_undo_brings_it_back(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        before = on_disk(sample).ledger
        repaid = next(each for each in before.repayments.values() if not builtin()[each.account_id].due_after)
        pilot.app.push_screen(ChannelsScreen(screen, repaid.account_id))
        await pilot.pause()
        await pilot.press("e")
        day = repaid.due.day % 28 + 1
        await type_into(pilot, "due_moves", f"{repaid.due.replace(day=1)} {day}")
        await save(pilot)
        after = on_disk(sample).ledger.repayments[repaid.id]
        assert (after.due, screen.working.book.bills[bill_id(after.account_id, after.due)].repayments) == (
            repaid.due.replace(day=day),
            (after,),
        )
        await pilot.press("u")
        assert on_disk(sample).ledger == before


async def test_a_channel_of_ones_own_is_offered_for_orders(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("h", "a")
        await type_into(pilot, "name", "CMB second card")
        await type_into(pilot, "apps-name", "CMB Life")
        await type_into(pilot, "apps-domain", "cmbchina.com")
        await save(pilot)
        override = own_of(on_disk(sample).ledger, builtin(), "cmb-second-card")
        channel = effective_channel(sample.catalogue, override)
        assert (override.base, channel.name["en"], channel.apps[0].domain) == (
            "bank-card",
            "CMB second card",
            "cmbchina.com",
        )
        assert "CMB second card" in text(pilot, "#channels-list")
        await pilot.press("escape", "a")
        form = pilot.app.screen
        assert isinstance(form, OrderForm)
        assert "cmb-second-card" in [key for key, _ in form.query_one("#channel", Picker)._choices]


async def test_a_new_channel_needs_a_name_and_is_asked_for_no_id(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("h", "a", "ctrl+s")
        form = pilot.app.screen
        assert isinstance(form, ChannelForm) and "id" not in form.boxes
        assert str(form.query_one("#name-wrong", Static).render())
        await type_into(pilot, "name", "CMB")
        await save(pilot)
        assert "cmb-2" in on_disk(sample).ledger.channels, "the catalogue has a cmb"


async def test_the_users_own_rules_are_dropped_after_a_question(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("h", *row("cmb"), "d")
        await pilot.pause()
        assert "Go back to the catalogue's rules for China Merchants Bank" in str(
            pilot.app.screen.query(Static).first().render()
        )
        await pilot.press("escape")
        assert "cmb" in on_disk(sample).ledger.channels
        await pilot.press("d", "k", "enter")
        await pilot.app.workers.wait_for_complete()
        assert "cmb" not in on_disk(sample).ledger.channels


async def test_an_override_that_breaks_its_channel_is_named_at_the_start_and_can_be_corrected(sample: Session) -> None:
    broken = ChannelOverride(id="huabei", values={"due_day": 99})
    ledger = on_disk(sample).ledger
    sample.store.commit(
        msg("edit"),
        lambda ledger: msgspec.structs.replace(ledger, channels={**ledger.channels, "huabei": broken}),
        sample.now(),
    )
    async with opened(sample) as (pilot, screen):
        assert "99" in screen.message_shown
        await pilot.press(*HUABEI)
        assert "99" in text(pilot, "#channel-text")
        await pilot.press("e")
        await type_into(pilot, "due_day", "15")
        await save(pilot)
        assert own_of(on_disk(sample).ledger, builtin(), "huabei").values == {"due_day": 15}
        assert (
            derive(on_disk(sample).ledger, sample.catalogue).bills.keys()
            == derive(ledger, sample.catalogue).bills.keys()
        )


async def test_escape_leaves_the_screen_with_nothing_done(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        before = on_disk(sample)
        await pilot.press(*HUABEI, "e", *"7", "escape", "escape")
        assert pilot.app.screen is screen
        assert on_disk(sample).ledger == before.ledger


async def test_enter_goes_through_the_form_past_its_choices(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*HUABEI, "enter", "enter")
        assert pilot.app.focused is pilot.app.screen.query_one("#bill_day")


async def test_an_order_keeps_the_auto_debit_that_the_form_gave_it(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        order = screen.detail.order
        assert order is not None
        await pilot.press("e")
        form = pilot.app.screen
        choice = form.query_one("#auto_debit", Picker)
        assert choice.value == "off"
        choice.focus()
        await pilot.press("right", "right")
        assert choice.value == "on"
        await type_into(pilot, "pay_account", "ICBC 1234")
        await save(pilot)
        kept = on_disk(sample).ledger.orders[order.id]
        assert (kept.auto_debit, kept.pay_account) == (Switch.ON, "ICBC 1234")
        await pilot.press("e")
        assert pilot.app.screen.query_one("#auto_debit", Picker).value == "on"
        await type_into(pilot, "pay_account", "6222021234567890")
        await pilot.press("ctrl+s")
        assert "6222" in str(pilot.app.screen.query_one("#pay_account-wrong", Static).render())


async def test_orders_of_ones_own_channel_are_imported_and_listed_by_its_name(sample: Session, tmp_path: Path) -> None:
    words = {"zh_CN": "副卡", "en": "Second"}
    own = ChannelOverride(id="cmb-2", base="cmb", values={"name": words, "short": words})
    sample.store.commit(msg("add"), lambda ledger: add_channel(ledger, sample.catalogue, own), sample.now())
    file = tmp_path / "orders.csv"
    file.write_text(
        "title,bought_at,channel,periods,amount_per_period,first_due\n小米音箱,2026-11-01,副卡,3,100.00,2026-12-10\n",
        "utf-8",
    )
    plan = read_file(sample, file).plan
    assert [(order.account_id, plan.problems) for order in plan.new] == [("cmb-2", ())]
    assert any("Second" in line for line in preview(sample, plan))
    sample.store.commit(msg("add"), lambda ledger: add_orders(ledger, plan.new, {}), sample.now())
    async with opened(sample) as (pilot, _screen):
        assert "Second" in text(pilot, "#orders-list")


async def test_an_order_whose_channel_is_lost_keeps_it_when_it_is_edited(sample: Session) -> None:
    order = next(iter(on_disk(sample).ledger.orders.values()))
    lost = msgspec.structs.replace(order, account_id="gone", title="old order")
    sample.store.commit(
        msg("edit"),
        lambda ledger: msgspec.structs.replace(ledger, orders={**ledger.orders, order.id: lost}),
        sample.now(),
    )
    async with opened(sample) as (pilot, screen):
        screen.select(order.id)
        await pilot.press("e")
        await type_into(pilot, "title", "older order")
        await save(pilot)
        kept = on_disk(sample).ledger.orders[order.id]
        assert (kept.title, kept.account_id) == ("older order", "gone")


async def test_what_the_form_has_no_choice_for_stays_until_another_is_chosen(sample: Session) -> None:
    override = ChannelOverride(id="xiaomi", values={"auto_debit": {"default": "always"}})
    sample.store.commit(msg("edit"), lambda ledger: set_override(ledger, sample.catalogue, override), sample.now())
    async with opened(sample) as (pilot, _screen):
        await pilot.press("h", *row("xiaomi"), "e")
        await type_into(pilot, "due_day", "9")
        await save(pilot)
        assert own_of(on_disk(sample).ledger, builtin(), "xiaomi").values == {
            "auto_debit": {"default": "always"},
            "due_day": 9,
        }


@pytest.mark.soak
@pytest.mark.parametrize("spoken", IN_TURN["en"], indirect=True)
async def test_what_late_interest_is_counted_on_is_chosen_and_said_of_an_overdue_bill(spoken: Session) -> None:
    t = spoken.language.t
    async with opened(spoken) as (pilot, screen):
        await pilot.press(*HUABEI)
        assert t("all that is owed, fees included") in text(pilot, "#channel-text").replace("\n", "")
        await pilot.press("e")
        choice = pilot.app.screen.query_one("#late_base", Picker)
        choice.focus()
        await pilot.press("right", "right")
        assert choice.value == "principal"
        await save(pilot)
        assert own_of(on_disk(spoken).ledger, builtin(), "huabei").values == {"late_base": "principal"}
        assert f"{t('the unpaid principal')} · {t('changed')}" in text(pilot, "#channel-text")
        bill = next(
            each for each in screen.working.book.bills.values() if each.channel.id == "huabei" and each.outstanding
        )
        late = msgspec.structs.replace(spoken, clock=clock("2027-03-01T12:00:00+08:00"))
        counted = t("{rate} a day on the principal, an estimate", rate="0.05%")
        book = screen.working.book
        assert not any(counted in sentence for sentence, _ in remarks(bill, None, book, 0, late))
        book = derive(auto_debit.failed(screen.working.ledger, bill, late.now()), spoken.catalogue)
        assert any(counted in sentence for sentence, _ in remarks(book.bills[bill.id], None, book, 0, late))


@pytest.mark.soak
@pytest.mark.parametrize("spoken", IN_TURN["zh_CN"], indirect=True)
async def test_the_shares_of_the_minimum_are_the_users_to_say(spoken: Session) -> None:
    t = spoken.language.t
    async with opened(spoken) as (pilot, _screen):
        await pilot.press(*HUABEI)
        assert t("{share} of everything else on the bill", share="10%") in text(pilot, "#channel-text")
        await pilot.press(*row("jd-baitiao"), "e")
        await type_into(pilot, "minimum-other", "5")
        await pilot.press("ctrl+s")
        assert "10%" in str(pilot.app.screen.query_one("#minimum-other-wrong", Static).render())
        await type_into(pilot, "minimum-other", "5%")
        await save(pilot)
        assert own_of(on_disk(spoken).ledger, builtin(), "jd-baitiao").values["minimum"] == {"other": "0.05"}
        mine = f"{t('{share} of everything else on the bill', share='5%')} · {t('changed')}"
        assert mine in text(pilot, "#channel-text")


@pytest.mark.parametrize("channel", builtin().values(), ids=builtin())
def test_every_uncertain_field_has_the_number_of_its_source_which_stands_below_with_its_date(
    channel: Channel, spoken: Session
) -> None:
    lines = channel_text(channel, frozenset(), "", spoken.language, 200)
    for field, source in channel.uncertain.items():
        if source.assumed:
            continue
        said = said_by(source, spoken.language)
        (number,) = (each[0][0][1:].partition(")")[0] for each in lines if each and each[0][0].endswith(f") {said}"))
        label = next(rule.label for rule in rules(channel, spoken.language) if rule.field.split(".")[0] == field)
        mark = spoken.language.t("uncertain ({number})", number=number)
        assert any(
            pieces[0][0].strip() == label and pieces[-1][0].endswith(mark) for pieces in lines if len(pieces) > 1
        )
    labels = {rule.field.split(".")[0] for rule in rules(channel, spoken.language) if rule.label}
    assert channel.uncertain.keys() <= labels


@pytest.mark.parametrize("channel", builtin().values(), ids=builtin())
def test_what_is_only_assumed_is_said_once_and_quietly(channel: Channel, spoken: Session) -> None:
    lines = channel_text(channel, frozenset({"remainder"}), "", spoken.language, 400)
    start = spoken.language.t("only assumed, look in the app: {names}", names="")
    (said,) = [pieces for pieces in lines if pieces and pieces[0][0].startswith(start)]
    labels = {rule.field.split(".")[0]: rule.label for rule in reversed(list(rules(channel, spoken.language)))}
    assumed = {labels[field] for field, source in channel.uncertain.items() if source.assumed and field != "remainder"}
    assert said[0][1] == "dim"
    assert [label for label in assumed if label not in said[0][0]] == []
    assert labels["remainder"] not in said[0][0]


def test_what_the_user_said_is_no_longer_uncertain(spoken: Session) -> None:
    channel = builtin()["huabei"]
    (line,) = [
        "".join(text for text, _ in pieces)
        for pieces in channel_text(channel, frozenset({"due_day"}), "", spoken.language, 200)
        if pieces and pieces[0][0].strip() == spoken.language.t("due day")
    ]
    assert line.endswith(f"10 · {spoken.language.t('changed')}")


async def test_the_form_names_the_channel_and_says_for_which_orders_its_due_day_is(spoken: Session) -> None:
    t = spoken.language
    async with opened(spoken, (80, 24)) as (pilot, _screen):
        await pilot.press(*HUABEI, "e")
        heading = str(pilot.app.screen.query_one(".heading", Static).render())
        assert heading == t.t("Your own rules for {channel}", channel=t.words(builtin()["huabei"].name))
        pilot.app.screen.query_one("#due_day", Input).focus()
        await pilot.pause()
        hint = pilot.app.screen.query_one("#hint", Static)
        assert str(hint.render()) == t.say(EXPLAINED["due_day"])
        assert t.say(RULES["due_moves"][0]) in str(hint.render())
        assert cell_len(str(hint.render())) <= hint.content_size.width


@pytest.mark.parametrize(("keys", "saved"), [(("escape",), None), (("k", "enter"), 1)], ids=["no", "yes"])
async def test_a_bill_day_that_becomes_known_shows_the_dates_of_orders_before_it_is_saved(
    sample: Session, keys: tuple[str, ...], saved: int | None
) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("h", *row("jd-baitiao"), "e")
        await type_into(pilot, "bill_day", "1")
        await pilot.press("ctrl+s")
        async with asyncio.timeout(60):
            while not isinstance(pilot.app.screen, Confirm):
                await pilot.pause()
        shown = " ".join(str(each.render()) for each in pilot.app.screen.query(Static))
        assert "These orders are due with the bills from now on" in shown
        assert "Redmi K70" in shown
        assert "→" in shown
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()
        assert on_disk(sample).ledger.accounts["jd-baitiao"].bill_day == saved


@pytest.mark.soak
@pytest.mark.parametrize(("spoken", "size"), in_turn(make.LANGUAGES, SIZES, 1), indirect=["spoken"])
async def test_two_cards_of_a_bank_keep_their_digits_in_the_list(spoken: Session, size: tuple[int, int]) -> None:
    async with opened(spoken, size) as (pilot, _screen):
        await pilot.press("h")
        await pilot.pause()
        lines = pilot.app.screen.query_one("#channels-list", Lines)
        shown = [lines.render_line(y).text for y in range(lines.count)]
        for digits in ("6152", "3307"):
            assert [line for line in shown if f" {digits} " in line]
        changed = spoken.language.t("{count} changed", count=2)
        assert [line for line in shown if "6152  " in line and f"  {changed}  " in line]


async def test_the_bar_names_what_can_be_done_with_the_channel_and_what_cannot_is_said(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*HUABEI)
        bar = pilot.app.screen.query_one(KeyBar)
        assert " d defaults" not in str(bar.render())
        await pilot.press("d")
        assert said(pilot) == "nothing about Huabei 花呗 is your own"
        assert isinstance(pilot.app.screen, ChannelsScreen)
        await pilot.press("e")
        await type_into(pilot, "grace_days", "2")
        await type_into(pilot, "due_moves", "2026-12-15 10/20")
        await save(pilot)
        assert " d defaults" in str(bar.render())
        assert " u undo" in str(bar.render())
        assert own_of(on_disk(sample).ledger, builtin(), "huabei").values == {
            "grace_days": 2,
            "due_moves": [{"since": "2026-12-15", "bill_day": 10, "due_day": 20}],
        }
        assert "2026-12-15 10/20" in text(pilot, "#channel-text"), "as bill day and due day"
