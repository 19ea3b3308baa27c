"""Payments of one card through two apps: they are two, whichever file is first; a line of the card is one of them."""

from datetime import date, datetime, timedelta
from itertools import permutations
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.finding import Sureness
from models.ledger.ledger import Ledger
from models.ledger.statement import Statement, StatementLine
from models.values.money import plain
from tests.models.actions.statements import beside, bill_of, repaid, six_orders

BILL = "cmb/2026-09-25"


def through(app: str, when: str, amount: str) -> Statement:
    return Statement(source=app, lines=(paid(when, amount, app),))


def paid(when: str, amount: str, reference: str) -> StatementLine:
    return repaid(when, amount, channel="cmb", reference=reference)


def read(*files: Statement) -> tuple[Ledger, int]:
    """The ledger, and how many questions there were."""
    ledger, asked = six_orders(), 0
    for each in files:
        found = beside(ledger, each)
        ledger, asked = found.ledger, asked + sum(one.level is Sureness.ASK for one in found.findings)
    return ledger, asked


@pytest.mark.parametrize(("one", "other", "left"), [("268.00", "268.00", 0), ("100.00", "200.00", 168_00)])
def test_what_is_more_than_the_bill_is_asked_about_in_either_order(one: str, other: str, left: int):
    files = through("alipay", "2026-09-24T10:00", one), through("wechat", "2026-09-25T11:00", other)
    (ledger, asked), (again, asked_again) = read(*files), read(*reversed(files))
    assert ledger == again and (asked, asked_again) == (1, 1)
    assert [each.reference for each in ledger.repayments.values()] == ["alipay"]
    assert bill_of(ledger, BILL).outstanding == left


def test_the_line_of_the_card_is_no_third_payment():
    card = Statement(source="cmb-credit", lines=(repaid("2026-09-26", "268.00", channel="cmb", posted=True),), card="")
    for files in permutations((through("alipay", "2026-09-24T10:00", "268.00"), card)):
        ledger, _ = read(*files)
        assert len(ledger.repayments) == 1 and bill_of(ledger, BILL).outstanding == 0


def test_two_parts_that_come_to_the_bill_are_both_of_it():
    files = through("alipay", "2026-09-24T10:00", "100.00"), through("wechat", "2026-09-25T11:00", "168.00")
    for order in permutations(files):
        ledger, asked = read(*order)
        assert (asked, bill_of(ledger, BILL).outstanding, len(ledger.repayments)) == (0, 0, 2)
    assert date(2026, 9, 25) == bill_of(ledger, BILL).due


class Paid(NamedTuple):
    """A payment of the card, and which statements have it."""

    when: datetime
    amount: int
    where: str


@st.composite
def payments(draw: st.DrawFn) -> Paid:
    due = date.fromisoformat(draw(st.sampled_from((BILL, "cmb/2026-10-25")))[-10:])
    day = due + timedelta(draw(st.sampled_from((-3, -1, 0, 0, 1))))
    hour, amount = draw(st.integers(8, 20)), draw(st.sampled_from((268_00, 268_00, 100_00, 168_00)))
    where = draw(st.sampled_from(("alipay", "wechat", "alipay card", "alipay card", "card")))
    return Paid(datetime(day.year, day.month, day.day, hour), amount, where)


def files_of(made: list[Paid], days: list[int]) -> list[Statement]:
    """What the apps and the card say of these payments; the card posts each so many days later."""
    lines: dict[str, list[StatementLine]] = {}
    for number, (each, later) in enumerate(zip(made, days, strict=True)):
        for where in each.where.split():
            posted = where == "card"
            when = f"{each.when + timedelta(later):%Y-%m-%d}" if posted else f"{each.when:%Y-%m-%dT%H:%M}"
            known = {} if posted else {"reference": f"R{number}"}
            one = repaid(when, plain(each.amount), channel="cmb", posted=posted, **known)
            lines.setdefault("cmb-credit" if posted else where, []).append(replace(one, id=f"{where}{number:08x}"))
    return [Statement(source=source, lines=tuple(own)) for source, own in lines.items()]


@given(st.lists(payments(), min_size=1, max_size=3), st.lists(st.integers(0, 1), min_size=3, max_size=3))
def test_statements_of_apps_and_of_the_card_come_to_one_sum_in_any_order(made: list[Paid], days: list[int]):
    files = files_of(made, days[: len(made)])
    came_to = set()
    for order in permutations(files):
        ledger, _ = read(*order)
        bills = [bill_of(ledger, f"cmb/2026-{month}-25") for month in ("09", "10", "11")]
        came_to.add(tuple(tuple(sorted(each.amount for each in bill.repayments)) for bill in bills))
        assert all(sum(each.amount for each in bill.repayments) <= bill.amount for bill in bills)
    assert len(came_to) == 1


def test_a_line_of_the_card_that_an_app_has_shown_since_stays_on_record_whatever_the_card_says_next():
    app = Statement(
        source="alipay", lines=(paid("2026-09-23T21:10", "100.00", "1"), paid("2026-09-24T21:10", "100.00", "2"))
    )
    first, next_ = (
        Statement(source="cmb-credit", lines=(repaid(day, amount, channel="cmb", posted=True),), card="1234")
        for day, amount in (("2026-09-24", "100.00"), ("2026-10-20", "268.00"))
    )
    ledger, _ = read(first, app, next_)
    assert sum(each.amount for each in bill_of(ledger, BILL).repayments) == 200_00
    assert {each.repayment for each in ledger.sightings.values() if each.repayment} <= ledger.repayments.keys()


def test_a_line_of_the_card_is_of_the_nearest_payment_of_an_app_whichever_is_read_first():
    app = [through("alipay", when, "100.00") for when in ("2026-09-21T21:10", "2026-09-22T21:10")]
    days = ("2026-09-21", "2026-09-23")
    posted = tuple(repaid(day, "100.00", channel="cmb", posted=True) for day in days)
    card = Statement(source="cmb-credit", lines=posted, card="1234")
    came_to = {sum(each.amount for each in read(*order)[0].repayments.values()) for order in permutations((*app, card))}
    assert len(came_to) == 1
