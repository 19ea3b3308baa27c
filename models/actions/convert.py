"""A bill, or a part of it, turned into instalments of its own (账单分期)."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

import msgspec

from models.actions.orders import add_orders
from models.bills.bill import Bill
from models.bills.converting import convertible, still_estimated
from models.bills.entered_since import had_by
from models.bills.following import following
from models.channels.channel import Catalogue
from models.ledger.conversion import Conversion
from models.ledger.ledger import Ledger, put
from models.ledger.order import Kind, Order, identity
from models.offers.terms import Terms, plan_of
from models.plans.plan import Plan
from models.values.dates import today
from models.values.message import Problem
from models.values.money import MAX_AMOUNT, Fen, yuan
from models.values.text import MAX_TITLE, clean


def convert(
    ledger: Ledger,
    catalogue: Catalogue,
    bill: Bill,
    amount: Fen,
    periods: int,
    fee: Fen,
    now: datetime,
    title: str,
) -> Ledger:
    """With `amount` of the bill turned into `periods` instalments with `fee` in all, as an order called `title`.

    It is bought when it is converted. The first period is on the account's next bill that is due after that day, and
    what it costs a year counts from the due date of this one.
    Raises Problem naming the field that is wrong.
    """
    _check(ledger, bill, amount)
    taken = {each.title for each in ledger.orders.values()}
    order = bill_instalment(bill, amount, periods, fee, now, next(name for name in _names(title) if name not in taken))
    made = Conversion(id=order.id, bill=bill.id, amount=amount, at=now, had=had_by(bill))
    ledger = msgspec.structs.replace(ledger, conversions=put(ledger.conversions, made.id, made))
    return add_orders(ledger, [order], catalogue)


def bill_instalment(bill: Bill, amount: Fen, periods: int, fee: Fen, now: datetime, title: str) -> Order:
    """The order that `amount` of the bill becomes; Problem naming the field of the plan that is wrong."""
    return _order(bill, _plan(bill, amount, periods, fee), title, now)


def check_amount(bill: Bill, amount: Fen) -> None:
    """Raise Problem where not so much of the bill can be turned into instalments."""
    most, estimate = convertible(bill), still_estimated(bill)
    if most < amount <= most + estimate:
        raise Problem(
            "{interest} of the bill is interest that nobody has seen yet, so {most} at most can be turned; "
            "if the app shows the interest, correct the bill first",
            field="amount",
            interest=yuan(estimate),
            most=yuan(most),
        )
    if amount > most < bill.outstanding:
        raise Problem(
            "only {most} of the bill is no instalment, and an instalment cannot be turned into others; "
            "if the app shows a higher total, correct the bill first",
            field="amount",
            most=yuan(most),
        )
    if not 0 < amount <= most:
        raise Problem("the amount can be ¥0.01 to {most}", field="amount", most=yuan(most))


def _check(ledger: Ledger, bill: Bill, amount: Fen) -> None:
    if bill.id in ledger.deferrals:
        raise Problem("the bill {bill} was deferred to {to}", bill=bill.id, to=ledger.deferrals[bill.id].to)
    if bill.outstanding <= 0:
        raise Problem("nothing is owed on the bill {bill} any more", bill=bill.id)
    check_amount(bill, amount)


def _names(title: str) -> Iterator[str]:
    """What the order may be called: a second one of that name has a number."""
    name = clean(title, MAX_TITLE - 8)
    yield name
    yield from (f"{name} {number}" for number in count(2))


def _order(bill: Bill, plan: Plan, title: str, now: datetime) -> Order:
    first = following(bill, today(now, bill.channel.zone))
    bought_at = now.astimezone(ZoneInfo(bill.channel.zone)).replace(tzinfo=None, second=0, microsecond=0)
    return Order(
        id=identity("", title, bought_at, bill.channel.id, plan, first.due),
        title=title,
        account_id=bill.channel.id,
        bought_at=bought_at,
        plan=plan,
        first_due=first.due,
        due_day=first.due_day,
        entered_on=today(now, bill.channel.zone),
        kind=Kind.BILL,
        of=bill.id,
    )


def _plan(bill: Bill, amount: Fen, periods: int, fee: Fen) -> Plan:
    """By the institution's own rounding. Its fields are called as the options are: the fee is all fees together."""
    if not 0 <= fee <= MAX_AMOUNT:
        raise Problem("the amount must be ¥0.00 to {most}", field="fee", most=yuan(MAX_AMOUNT))
    try:
        return plan_of(Terms(principal=amount, periods=periods, total_fee=fee), bill.channel)
    except Problem as problem:
        problem.field = {"principal": "amount", "total_fee": "fee"}.get(problem.field, problem.field)
        raise
