"""The JSON that other programs rely on: bills, orders and schedules as `--json` prints them (schema 1).

Amounts are text in yuan (`"612.40"`), dates the institution's, instants ISO 8601 with its offset.
"""

from typing import Any

from pendulum import DateTime

from models.bills.bill import Bill, days_left
from models.bills.book import Book
from models.bills.schedule import Line
from models.bills.status import Moment, line_status, status
from models.exchange.record import order_fields
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.plans.annual_cost import Cost, dated_cost
from models.values.money import Fen, plain

SCHEMA = 1


def iso(at: DateTime) -> str:
    """`2026-12-10T23:59:59+08:00`."""
    return at.isoformat(timespec="seconds")


def bill_json(bill: Bill, moment: Moment, _ledger: Ledger | None = None) -> dict[str, Any]:
    """One bill with its lines; what a correction adds is a line of its own, what it takes is in `corrected`."""
    return {
        "id": bill.id,
        "channel": bill.channel.id,
        "due": bill.due.isoformat(),
        "due_at": iso(bill.due_at),
        "status": status(bill, moment),
        "amount": plain(bill.amount),
        "paid": plain(bill.paid),
        "outstanding": plain(bill.outstanding),
        "corrected": plain(bill.corrected),
        "days_left": days_left(bill, moment.now),
        "lines": [_line_json(line, bill, moment) for line in bill.lines],
    }


def _line_json(line: Line, bill: Bill, moment: Moment) -> dict[str, Any]:
    return {
        "order": line.order_id or None,
        "title": line.order.title if line.order else None,
        "number": line.number,
        "periods": line.order.plan.periods if line.order else 0,
        **_amounts(line),
        "status": line_status(line, bill, moment),
    }


def _amounts(line: Line) -> dict[str, str]:
    """Principal and fee without what is `reduced` (not owed after all) are the amount."""
    return {
        "principal": plain(line.principal),
        "fee": plain(line.fee),
        "reduced": plain(line.reduced),
        "amount": plain(line.amount - line.reduced),
        "paid": plain(line.paid),
    }


def bills_json(bills: tuple[Bill, ...], moment: Moment, now: DateTime) -> dict[str, Any]:
    """`fenqi bills --json` and `fenqi due --json`."""
    return {"schema": SCHEMA, "now": iso(now), "bills": [bill_json(bill, moment) for bill in bills]}


def order_json(order: Order, book: Book, moment: Moment) -> dict[str, Any]:
    """`fenqi show ORDER --json`.

    The totals are those of the lines. `early_charge`, what settling the order early cost beside them, is in none of
    the others. The rates are those of the plan as it was bought.
    """
    lines = book.schedules[order.id]
    cost = dated_cost(order.plan, order.bought_at.date(), tuple(line.due for line in lines))
    return {
        "schema": SCHEMA,
        "order": order_fields(order),
        "schedule": [_row_json(line, book.bill_of(line), moment) for line in lines],
        "totals": {
            "principal": plain(sum(line.principal for line in lines)),
            "fee": plain(sum(line.fee for line in lines)),
            "reduced": plain(sum(line.reduced for line in lines)),
            "amount": plain(sum(line.amount - line.reduced for line in lines)),
            "paid": plain(sum(line.paid for line in lines)),
            "outstanding": plain(sum(line.outstanding for line in lines)),
            "early_charge": plain(_early_charge(order, book)),
        },
        **rates_json(cost),
    }


def rates_json(cost: Cost) -> dict[str, float | None]:
    """`monthly_irr` and `xirr` as fractions, `apr_simple` and `apr_compound` in per cent; unrounded or null."""
    return {
        "monthly_irr": cost.monthly_irr,
        "apr_simple": _in_percent(cost.simple),
        "apr_compound": _in_percent(cost.compound),
        "xirr": cost.xirr,
    }


def _in_percent(rate: float | None) -> float | None:
    return None if rate is None else rate * 100


def _early_charge(order: Order, book: Book) -> Fen:
    """What was repaid on settling the order early that belongs to none of its lines."""
    bills = [book.bill_of(line) for line in book.schedules[order.id]]
    settling = {each.id: each for bill in bills for each in bill.repayments if each.order == order.id}
    return sum(share.amount for each in settling.values() for share in each.allocations if not share.order)


def _row_json(line: Line, bill: Bill, moment: Moment) -> dict[str, Any]:
    return {
        "number": line.number,
        "due": line.due.isoformat(),
        "due_at": iso(bill.due_at),
        **_amounts(line),
        "status": line_status(line, bill, moment),
    }


def orders_json(orders: tuple[Order, ...]) -> dict[str, Any]:
    """`fenqi orders --json`: the fields of import, so that it can be imported."""
    return {"schema": SCHEMA, "orders": [order_fields(order) for order in orders]}
