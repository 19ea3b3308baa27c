"""What else is said of a bill: nothing that nobody saw."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from models.actions import auto_debit
from models.actions.account_changes import AccountDetails, changed
from models.actions.auto_debit_changes import own_since
from models.actions.defer import defer
from models.actions.editing import edited
from models.actions.orders import add_orders
from models.actions.settled_early import Ended
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from tests.models.builders import at, ledger, order, plan
from tests.tui.hands import Hands, session_at
from tui.words.remarks import came_to, remarks

ENTERED = at("2027-01-05T09:00:00+08:00")
ID = "huabei/2026-12-10"
NOT_TAKEN, FAILED = "it was not taken: repay it by hand", "auto-debit failed: repay it by hand"


def said(file: Path, of: Ledger, ident: str = ID) -> list[str]:
    book = derive(of, builtin())
    mine = session_at(Hands(ENTERED), builtin(), file=file)
    return [text for text, _ in remarks(book.bill(ident), None, book, 0, mine)]


def late(paid_periods: int | None) -> Ledger:
    """An order that was entered after its first bill was due, of whose past so much was said."""
    return ledger(order("phone", entered_on=ENTERED.date(), paid_periods=paid_periods))


def test_a_bill_that_was_only_said_to_be_unpaid_was_not_taken_and_one_seen_to_fail_failed(tmp_path):
    assert NOT_TAKEN in said(tmp_path / "l", late(0))
    assert FAILED not in said(tmp_path / "l", late(0))
    of = ledger(order("phone"))
    of = auto_debit.failed(of, derive(of, builtin()).bill(ID), ENTERED)
    assert FAILED in said(tmp_path / "l", of)


@pytest.mark.parametrize("channel", ["huabei", "douyin", "xiaomi", "jd-baitiao"])
def test_of_a_bill_due_before_it_was_entered_c_is_asked_for_once(tmp_path, channel):
    of = ledger(order("phone", channel=channel, entered_on=ENTERED.date()))
    assert sum(" c " in f" {text} " for text in said(tmp_path / "l", of, f"{channel}/2026-12-10")) == 1


def test_a_bill_that_was_deferred_late_says_what_it_cost_until_then_and_not_that_it_was_repaid(tmp_path):
    of = ledger(order("shoes", terms=plan(300_00, 1, 0)))
    of = defer(of, derive(of, builtin()).bill(ID), at("2026-12-20T12:00:00+08:00"))
    found = said(tmp_path / "l", of)
    words = "late until then: about ¥1.50 of late interest may follow (0.05% a day on what is owed, an estimate)"
    assert words in found
    assert not any("repaid late" in each for each in found)


def test_an_order_that_was_entered_after_auto_debit_took_the_minimum_is_asked_about_and_not_left_to_repay(tmp_path):
    of = ledger(order("phone"), order("food", terms=plan(500_00, 1, 0)))
    taken = auto_debit.taken(of, derive(of, builtin()).bill(ID), 151_00, at("2026-12-11T12:00:00+08:00"), minimum=True)
    found = said(tmp_path / "l", add_orders(taken, [order("lamp", entered_on=ENTERED.date())], builtin()))
    assert sum(" c " in f" {text} " for text in found) == 1
    assert not any("by hand" in text or "count in full in the minimum" in text for text in found)


def test_an_orders_own_auto_debit_that_was_turned_off_is_said_of_the_bill_of_before(tmp_path):
    off = "auto-debit is off by now, but was on in the hours of this bill"
    of = ledger(order("phone", channel="meituan"))
    assert off not in said(tmp_path / "l", of, "meituan/2026-12-10")
    made = own_since(of, builtin(), replace(of.orders["phone"], auto_debit=Switch.OFF), ENTERED.date())
    of = edited(of, made, builtin())
    assert off in said(tmp_path / "l", of, "meituan/2026-12-10")
    assert off not in said(tmp_path / "l", of, "meituan/2027-02-10")


def test_that_auto_debit_was_not_on_in_the_hours_of_an_overdue_bill_is_said_once_it_is_set_up(tmp_path):
    on = "auto-debit is on by now, but was not on in the hours of this bill"
    of = ledger(order("phone", channel="cmb"))
    assert on not in said(tmp_path / "l", of, "cmb/2026-12-10")
    of = changed(of, builtin(), "cmb", AccountDetails(auto_debit=Switch.ON), ENTERED.date(), set_up=True)
    assert on in said(tmp_path / "l", of, "cmb/2026-12-10")
    assert on not in said(tmp_path / "l", of, "cmb/2027-02-10")


def test_what_was_charged_for_settling_early_is_named_within_the_fees_that_the_periods_do_not_come_to(tmp_path):
    session = session_at(Hands(ENTERED), builtin(), file=tmp_path / "ledger.json")
    said = [text for text, _ in came_to(Ended(fees=19_50, charged=6_50, saved=19_50, xirr=0.08), session)]
    assert said[1].startswith("really paid in fees: ¥19.50, of which ¥6.50 for settling early · ")
    none = [text for text, _ in came_to(Ended(fees=13_00, charged=0, saved=26_00, xirr=0.08), session)]
    assert none[1].startswith("really paid in fees: ¥13.00 · ")
