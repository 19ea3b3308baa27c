"""What a statement says of purchases: bought on credit, charged by instalments, given back; beside the orders."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from models.actions.beside import LedgerBeside
from models.actions.finding import (
    IGNORE,
    LEAVE,
    BillPart,
    FindingKind,
    LineChoice,
    LineFinding,
    OrderOffer,
    Sureness,
    of_line,
)
from models.actions.line_choices import CORRECT, ENTER, LEAVE_IT, NO_ORDER, RIGHT_HERE
from models.actions.refundable import refunded
from models.actions.whose_line import new_card
from models.bills.bill import Bill
from models.bills.schedule import Line
from models.ledger.order import Kind, Order
from models.ledger.statement import SightingKind, StatementLine
from models.values.dates import days_between, months_after
from models.values.identity import key_of
from models.values.message import msg
from models.values.money import Fen

CHARGED = 45
"""How many days before it is due a period is charged to a card, at most."""
SAME_DAYS = 2
_LONG = 4
"""So many letters of a title tell an order from others."""
_OF_REFUNDS = re.compile(r"[(（]?(?:退款|退货|退回|冲正|退票|撤销)[)）]?\s*[-:：]?\s*")
_THROUGH = re.compile("^(?:支付宝|财付通|微信支付|微信|银联|云闪付|抖音支付|京东支付|网银在线)[-:：]")
"""The app that a bank names before the shop."""


def orders_of(beside: LedgerBeside, accounts: Sequence[str]) -> list[Order]:
    return [each for each in beside.ledger.orders.values() if each.account_id in accounts]


def charged(beside: LedgerBeside, line: StatementLine) -> LineFinding | None:
    """Period k of n on a card: the order that has it, with the same amount; else an order to be entered."""
    accounts = beside.whose(line)
    if line.id in beside.ledger.sightings or not line.period or not line.periods:
        return None
    if not accounts and line.fee_alone:
        return None
    if not accounts:
        new = new_card(beside.statement, beside.ledger, beside.held)
        return None if new is None else _no_order(line, OrderOffer(account_id=new, **_of_charge(line)))
    account, day = accounts[0], beside.day(line, accounts[0])
    own = [
        row
        for order in orders_of(beside, accounts)
        for row in beside.book.schedules[order.id]
        if (row.number, order.plan.periods) == (line.period, line.periods) and days_between(day, row.due) >= -SAME_DAYS
    ]
    own.sort(key=lambda row: (_apart(line, row), row.due))
    fee = _fee_alone(line, own, account)
    if fee is not None:
        return fee
    soon = [row for row in own if days_between(day, row.due) <= CHARGED and _apart(line, row) <= 1_00]
    if own and not _apart(line, own[0]):
        return _of_order(beside, line, own[0], account)
    if soon:
        return _of_order(beside, line, soon[0], account)
    return _no_order(line, _by_instalments(beside, line, account, day))


def _fee_alone(line: StatementLine, rows: Sequence[Line], account: str) -> LineFinding | None:
    """The fee of a period, whose principal is in another piece of the export; None for what is none.

    It is no order: that is what the principal tells of.
    """
    if not line.fee_alone:
        return None
    agrees = any(row.fee_known and row.fee == line.amount for row in rows)
    return of_line(
        line,
        FindingKind.AGREES if agrees else FindingKind.UNPLACED,
        Sureness.SURE,
        account_id=account,
        reasons=() if agrees else (msg("it is only the fee of a period; its principal is in another file or row"),),
    )


def _no_order(line: StatementLine, offer: OrderOffer) -> LineFinding:
    """That the period is of no order here; the one that it tells may be entered."""
    return of_line(
        line,
        FindingKind.ORDER,
        Sureness.ASK,
        account_id=offer.account_id,
        offers=(offer,),
        choices=(ENTER, NO_ORDER, LEAVE_IT),
    )


def _of_charge(line: StatementLine) -> Mapping[str, Any]:
    """What a charged period tells of its order, whatever is here."""
    return {
        "title": line.title,
        "order_no": line.order_no,
        "bought_at": datetime.combine(line.bought, time()) if line.bought else None,
        "periods": line.periods,
        "amount_per_period": line.amount,
        "period": line.period,
    }


def _apart(line: StatementLine, row: Line) -> Fen:
    """By how much the line is not the period's amount; banks charge the fee in a line of its own, too."""
    amounts = (row.amount, row.principal) if row.fee_known else (row.amount,)
    return min(abs(line.amount - each) for each in amounts)


def not_charged(beside: LedgerBeside, bill: Bill) -> list[Line]:
    """The periods on a card's bill that are none of the instalments in its statement; none where that lists none."""
    lines = [each for each in beside.statement.lines if each.kind is SightingKind.INSTALMENT]
    rows = [row for row in bill.lines if row.order and row.in_instalments] if lines else []
    return [row for row in rows if not any(_is_period(line, row) for line in lines)]


def charges_ask(beside: LedgerBeside, account: str) -> bool:
    """Whether some instalment of that account in the statement is asked about and was not answered."""
    found = (charged(beside, each) for each in beside.statement.lines if each.kind is SightingKind.INSTALMENT)
    asked = (each for each in found if each and each.account_id == account and each.level is not Sureness.SURE)
    return any(beside.answers.get(each.key, LEAVE) in {LEAVE, ENTER.id} for each in asked)


def _is_period(line: StatementLine, row: Line) -> bool:
    periods = row.order.plan.periods if row.order else 0
    return (line.period, line.periods) == (row.number, periods) and _apart(line, row) <= 1_00


def _of_order(beside: LedgerBeside, line: StatementLine, row: Line, account: str) -> LineFinding:
    bill = beside.book.bill_of(row)
    differs = line.amount - row.amount if _apart(line, row) else 0
    return of_line(
        line,
        FindingKind.DIFFERS if differs else FindingKind.AGREES,
        Sureness.ASK if differs else Sureness.SURE,
        account_id=account,
        shares=(BillPart(bill.id, line.amount),),
        order=row.order_id,
        difference=differs or None,
        choices=(CORRECT, RIGHT_HERE, LEAVE_IT) if differs else (),
    )


def _by_instalments(beside: LedgerBeside, line: StatementLine, account: str, day: date) -> OrderOffer:
    """The order that a charged period belongs to: its first period was due so many months before this one."""
    later = [bill.due for bill in beside.bills((account,)) if bill.due >= day]
    due = min(later, default=None)
    first = months_after(due, 1 - (line.period or 1)) if due else None
    return OrderOffer(account_id=account, first_due=first, **_of_charge(line))


def given_back(beside: LedgerBeside, line: StatementLine) -> LineFinding | None:
    """A refund of an order here: whether all of it was returned, or a part, is asked."""
    order = of_which_order(beside, line)
    if order is None:
        return None
    known = any(
        each.order == order.id and each.amount == line.amount and abs((each.at - line.at).days) <= SAME_DAYS
        for each in beside.ledger.refunds.values()
    )
    left = order.plan.principal - refunded(beside.ledger, order.id)
    if not known and line.amount > left:
        return None
    part = LineChoice("part", msg("a part was returned, or made cheaper"))
    full = LineChoice("full", msg("all of it was returned"))
    return of_line(
        line,
        FindingKind.AGREES if known else FindingKind.REFUND,
        Sureness.SURE if known else Sureness.ASK,
        account_id=order.account_id,
        order=order.id,
        choices=() if known else (*((full,) if line.amount == left else (part, full)), NO_REFUND, LEAVE_IT),
        writes=not known,
    )


NO_REFUND = LineChoice(IGNORE, msg("it is no refund of this order: do not ask again"))


def of_which_order(beside: LedgerBeside, line: StatementLine) -> Order | None:
    """The order that a refund is of, whatever its source: by its number, by its title, or as it is all that is left of
    the price; None where that is not one alone, or what was read before."""
    accounts = beside.whose(line)
    if not accounts or line.id in beside.ledger.sightings:
        return None
    own = [each for each in orders_of(beside, accounts) if each.kind is Kind.PURCHASE]
    own = [each for each in own if each.bought_at.date() <= beside.day(line, each.account_id)]
    numbers = [key_of(each) for each in (line.order_no, line.reference) if each]
    for each in own:
        number = key_of(each.order_no)
        if number and any(said == number or said.startswith((f"{number}_", f"{number}*")) for said in numbers):
            return each
    said = _named(line)
    for found in (
        [each for each in own if said and key_of(each.title) == said],
        [each for each in own if _has_title(said, key_of(each.title))],
        [each for each in own if _is_all_of_it(beside, line, each)],
    ):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _named(line: StatementLine) -> str:
    """What the line says that came back, without the words for that."""
    return key_of(_THROUGH.sub("", _OF_REFUNDS.sub("", line.title or line.words)))


def _has_title(said: str, title: str) -> bool:
    """Whether the one is in the other: shops add colours, and banks the shop."""
    return min(len(said), len(title)) >= _LONG and (title in said or said in title)


def _is_all_of_it(beside: LedgerBeside, line: StatementLine, order: Order) -> bool:
    """Whether so much is left of its price; where both have a number, that would say it."""
    numbered = bool(line.order_no and order.order_no)
    return not numbered and line.amount == order.plan.principal - refunded(beside.ledger, order.id)
