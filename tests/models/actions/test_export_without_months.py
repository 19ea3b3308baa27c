"""An export whose payments say of no month comes to one ledger, in any order, in pieces and twice.

Of which bill each is hangs on all of them, and on what was typed.
"""

from datetime import datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.finding import FindingKind, Sureness
from models.exchange.statement.read import read_statement
from models.ledger.ledger import Ledger
from models.ledger.statement import SightingKind, StatementLine
from models.values.money import plain
from tests.models.actions.statements import NOW, alipay, beside, bill_of, by_hand, one, repaid, six_orders
from tests.often import tried

HEAD = "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注"
TYPED = ("jd-baitiao/2026-10-03", "jd-baitiao/2026-10-17", "jd-baitiao/2026-11-03")
DAYS = (0, 2, 7, 15, 16, 22, 23, 33, 39, 56)
JD = {"channel": "jd-baitiao"}


@cache
def before() -> Ledger:
    return six_orders()


@st.composite
def typed(draw: st.DrawFn) -> Ledger:
    """With some of the bills on record as repaid on their day."""
    ledger = before()
    for ident in draw(st.lists(st.sampled_from(TYPED), unique=True, max_size=2)):
        owed = plain(bill_of(ledger, ident).outstanding)
        ledger = by_hand(ledger, ident, owed, "debit-card", f"{ident[-10:]}T09:00:00+08:00")
    return ledger


@st.composite
def rows(draw: st.DrawFn) -> list[str]:
    """Payments of an export of 京东, which may come to more than the bills; some have no number of their own."""
    numbered, made = draw(st.booleans()), []
    for number in range(draw(st.integers(2, 5))):
        when = datetime(2026, 9, 25, 10, number) + timedelta(draw(st.sampled_from(DAYS)))
        amount = draw(st.sampled_from(("305.40", "305.40", "203.00", "508.40")))
        ident = f"1{number:09d}" if numbered else ""
        made.append(f"{when}\t,京东金融,白条主动还款,{amount},余额,交易成功,不计收支,白条,{ident},{ident},")
    return made


def read(ledger: Ledger, some: list[str]) -> Ledger:
    """The ledger with what is sure of an export that has these rows."""
    statement = read_statement("\n".join((HEAD, *some)).encode(), NOW)
    return beside(ledger, replace(statement, covers=None)).ledger


@given(typed(), rows(), st.data())
@tried(0.5)
def test_whatever_pieces_it_is_read_in_it_comes_to_one_ledger(start: Ledger, made: list[str], data: st.DataObject):
    whole = read(start, made)
    assert read(whole, made) == whole
    ledger = start
    twice = data.draw(st.lists(st.sampled_from(made), max_size=2))
    for row in data.draw(st.permutations([*made, *twice])):
        ledger = read(ledger, [row])
    assert ledger == whole
    assert read(ledger, made) == whole
    assert all(read(whole, [row]) == whole for row in made)


def lines(ledger: Ledger, *some: StatementLine) -> Ledger:
    return beside(ledger, alipay(*some, covers=None)).ledger


def test_read_again_it_hangs_on_no_record_that_a_later_line_of_it_has_shown():
    start = by_hand(before(), "jd-baitiao/2026-11-03", "305.40", "debit-card", "2026-11-03T09:00:00+08:00")
    either, both = repaid("2026-10-18T10:00", "305.40", **JD), repaid("2026-11-03T10:00", "508.40", **JD)
    whole = lines(start, either, both)
    assert len(whole.repayments) == 2, "the first may be of two bills, and is asked about"
    assert lines(whole, either, both) == lines(lines(start, both), either) == whole


def test_what_is_asked_about_is_not_recorded_where_another_line_is_read_again():
    start = by_hand(before(), TYPED[1], "203.00", "debit-card", "2026-10-17T09:00:00+08:00")
    start = by_hand(start, TYPED[2], "305.40", "debit-card", "2026-11-03T09:00:00+08:00")
    some = (("2026-09-29T10:00", "203.00"), ("2026-10-16T10:00", "305.40"), ("2026-11-03T10:00", "508.40"))
    paid = [repaid(when, amount, **JD) for when, amount in some]
    whole = lines(start, *paid)
    assert all(lines(whole, each) == whole for each in paid)


def test_what_is_left_is_spread_as_if_a_payment_that_failed_had_never_been_there():
    part = repaid("2026-10-19T10:00", "100.00", channel="xiaomi", reference="R1")
    late, failed = repaid("2026-11-06T17:00", "107.80", channel="xiaomi", label="2026-10"), part
    failed = replace(part, kind=SightingKind.FAILED)
    ledger = before()
    for each in (part, late, failed):
        ledger = lines(ledger, each)
    assert ledger.repayments == lines(before(), late, failed).repayments


def test_a_payment_that_cannot_be_of_its_month_is_asked_about_and_keeps_no_other_file_from_being_read():
    early = repaid("2026-08-25T08:00", "581.20", label="2026-11", reference="1")  # an order of it was bought after that
    found = beside(before(), alipay(early, covers=None))
    assert one(found).level is Sureness.ASK and not found.ledger.repayments
    other = repaid("2026-10-10T08:00", "581.20", label="2026-10", reference="2")
    assert lines(found.ledger, other).repayments == lines(before(), other).repayments


@pytest.mark.parametrize("answer", [TYPED[2], "jd-baitiao/2026-12-03"])
def test_of_two_bills_that_it_may_be_of_each_may_be_answered_also_one_that_was_typed(answer: str):
    start = by_hand(before(), TYPED[2], "305.40", "debit-card", "2026-11-03T09:00:00+08:00")
    paid = repaid("2026-11-20T10:00", "305.40", reference="R20", **JD)
    asked = one(beside(start, alipay(paid, covers=None)))
    assert (asked.kind, {*asked.bills, *(bill for each in asked.choices for bill in each.bills)}) == (
        FindingKind.RECORD,
        {TYPED[2], "jd-baitiao/2026-12-03"},
    )
    after = beside(start, alipay(paid, covers=None), {paid.id: answer}).ledger
    assert len(after.repayments) == (1 if answer == TYPED[2] else 2) and bill_of(after, answer).outstanding == 0
    assert [each.reference for each in bill_of(after, answer).repayments] == ["R20"]
    assert beside(after, alipay(paid, covers=None)).ledger == after
