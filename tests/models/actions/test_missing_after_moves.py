"""A statement read again after bills got other dates: what it has of a bill is not said to be missing."""

from datetime import date

from msgspec.structs import replace

from models.actions.account_changes import moved
from models.actions.editing import edited
from models.actions.finding import FindingKind, Sureness
from models.channels.account import DueMove
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from tests.models.actions.statements import alipay, beside, bill_of, by_hand, one, repaid, six_orders

MONTHS = {"2026-07": "418.00", "2026-08": "418.00", "2026-09": "418.00", "2026-10": "418.00", "2026-11": "418.00"}
LINES = tuple(repaid(f"{month}-09T10:00", amount, label=month) for month, amount in MONTHS.items())


def phone(first: date, ledger: Ledger | None = None) -> Ledger:
    """Only the phone is bought by 花呗; its first period is due then."""
    there = ledger or six_orders()
    orders = {ident: each for ident, each in there.orders.items() if not each.title.startswith("小米平板")}
    there = replace(there, orders=orders)
    order = next(each for each in there.orders.values() if each.account_id == "huabei")
    return edited(there, replace(order, first_due=first), builtin())


def test_a_payment_that_is_on_record_of_another_bill_is_named_and_is_no_alarm():
    file = alipay(*LINES[1:])
    right = phone(date(2026, 7, 10), beside(phone(date(2026, 8, 10)), file).ledger)
    assert bill_of(right, "huabei/2026-11-10").outstanding > 0
    finding = one(beside(right, file), FindingKind.NO_REPAYMENT)
    assert (finding.bill, finding.level) == ("huabei/2026-11-10", Sureness.ASK)
    assert "2026-10-10" in str(finding.reasons[0]) and "2026-11-09" in str(finding.reasons[0])
    elsewhere = one(beside(right, alipay(LINES[1])), FindingKind.NO_REPAYMENT)
    assert elsewhere.level is Sureness.ASK, "so it is where the line stands in another file"
    never = beside(phone(date(2026, 7, 10)), alipay(*LINES[:-1]))
    assert one(never, FindingKind.NO_REPAYMENT).level is Sureness.ALARM


def test_a_month_that_a_line_says_is_that_of_a_bill_that_was_due_then_before_it_moved():
    ledger = by_hand(six_orders(), "huabei/2026-10-10", "418.00", "debit-card", "2026-10-09T10:00+08:00")
    after = moved(ledger, builtin(), "huabei", DueMove(since=date(2026, 9, 5), bill_day=15, due_day=8))
    line = repaid("2026-10-01T12:00", "581.20", label="2026-10")
    found = beside(after, alipay(line))
    asked = next(each for each in found.findings if each.key == line.id)
    assert (asked.kind, asked.bill) == (FindingKind.AMEND, "huabei/2026-11-08")
    assert FindingKind.RECORDED_ONLY not in {each.kind for each in found.findings}


def test_a_record_is_no_alarm_while_a_payment_of_its_month_in_another_amount_is_asked_about():
    ledger = by_hand(six_orders(), "huabei/2026-10-10", "418.00", "debit-card", "2026-10-09T10:00+08:00")
    later = edited(ledger, replace(order_of(ledger), first_due=date(2026, 8, 9)), builtin())
    line = repaid("2026-10-07T12:00", "590.00", label="2026-10")
    only = one(beside(later, alipay(line)), FindingKind.RECORDED_ONLY)
    assert only.level is Sureness.ASK
    assert one(beside(later, alipay()), FindingKind.RECORDED_ONLY).level is Sureness.ALARM


def order_of(ledger: Ledger):
    return next(each for each in ledger.orders.values() if "K80" in each.title)
