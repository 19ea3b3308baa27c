"""The JSON of orders and of what they cost, as `--json` prints it; see `contract`."""

from collections.abc import Iterable

from models.actions.settled_early import Ended, outcome
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.contracts import contracts
from models.bills.schedule import Line
from models.bills.status import Moment, line_status
from models.bills.true_cost import true_cost
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.channels.rate_lines import RateLine, over, rate_line
from models.exchange.contract import Json, amounts_json, iso, iso_in, repayment_json
from models.exchange.record import order_fields
from models.ledger.closing import Closing, Refund
from models.ledger.ledger import Ledger, repayments_of
from models.ledger.order import Order
from models.ledger.repayment import Repayment
from models.plans.annual_cost import Cost, percent
from models.plans.plan import fee_known
from models.values.money import Fen, plain


def order_fields_json(order: Order) -> Json:
    """The fields of import. Of an order of an older version it is no question how many periods were repaid: none."""
    fields = order_fields(order)
    settled = order.paid_periods is not None or order.entered_on is not None
    return dict(fields) if settled else {**fields, "paid_periods": 0}


def orders_json(orders: Iterable[Order]) -> Json:
    """`fenqi orders --json`, which can be imported."""
    return {"orders": [order_fields_json(order) for order in orders]}


def order_json(order: Order, book: Book, moment: Moment, ledger: Ledger, catalogue: Catalogue) -> Json:
    """`fenqi show ORDER --json`.

    The totals are those of the lines. `early_charge`, what settling the order early cost beside them, is in none of
    the others. The rates are those of the plan, less what the institution took off its bills: a coupon, a waived fee.
    """
    lines, known = book.schedules[order.id], fee_known(order.plan)
    channel, cost = channel_of(contracts(ledger, catalogue), order.account_id), true_cost(order, book)
    zone = channel.zone
    closing = ledger.closings.get(order.id)
    made = sorted(repayments_of(ledger, order.id), key=lambda each: (each.paid_at, each.id))
    refunds = sorted(_refunds(order, ledger), key=lambda each: (each.at, each.id))
    return {
        "order": order_fields_json(order),
        "schedule": [_row_json(line, book.bill_of(line), moment) for line in lines],
        "totals": {
            "principal": plain(sum(line.principal for line in lines)) if known else None,
            "fee": plain(sum(line.fee for line in lines)) if known else None,
            "reduced": plain(sum(line.reduced for line in lines)),
            "carried": plain(sum(line.carried for line in lines)),
            "amount": plain(sum(line.amount - line.reduced for line in lines)),
            "paid": plain(sum(line.paid for line in lines)),
            "outstanding": plain(sum(line.outstanding for line in lines)),
            "early_charge": plain(_early_charge(order, book)),
        },
        "repayments": [{**repayment_json(each, zone), "share": plain(share_of(each, order))} for each in made],
        "refunds": [_refund_json(each, zone) for each in refunds],
        "closing": _closing_json(closing, outcome(ledger, book, order.id), zone) if closing else None,
        **rates_json(cost),
        "rate_line": rate_line_json(cost, rate_line(channel, order.lent_on)),
    }


def share_of(repayment: Repayment, order: Order) -> Fen:
    """What of a repayment was for the order; all of one that settled it early."""
    shares = (each.amount for each in repayment.allocations if each.order == order.id)
    return repayment.amount if repayment.order == order.id else sum(shares)


def rates_json(cost: Cost) -> Json:
    """What it costs a year, unrounded, null where there is no rate.

    `rates_percent` in per cent. By their older names: `monthly_irr` and `xirr` as fractions, `apr_simple` and
    `apr_compound` in per cent.
    """
    monthly, by_dates = cost.monthly_irr, cost.xirr
    simple, compound = _in_percent(cost.simple), _in_percent(cost.compound)
    return {
        "rates_percent": {
            "monthly": _in_percent(monthly),
            "simple": simple,
            "compound": compound,
            "by_dates": _in_percent(by_dates),
        },
        "monthly_irr": monthly,
        "apr_simple": simple,
        "apr_compound": compound,
        "xirr": by_dates,
    }


def rate_line_json(cost: Cost, line: RateLine) -> Json:
    """What rates are compared with, in per cent, since when; and which of the two are over it: null where not known."""
    above = over(cost, line)
    return {
        "percent": percent(line.rate).removesuffix("%"),
        "since": line.since.isoformat() if line.since else None,
        "over": None if cost.simple is None else [name for name in above.__struct_fields__ if getattr(above, name)],
    }


def _in_percent(rate: float | None) -> float | None:
    return None if rate is None else rate * 100


def _early_charge(order: Order, book: Book) -> Fen:
    """What was repaid on settling the order early that belongs to none of its lines."""
    bills = [book.bill_of(line) for line in book.schedules[order.id]]
    settling = {each.id: each for bill in bills for each in bill.repayments if each.order == order.id}
    return sum(share.amount for each in settling.values() for share in each.allocations if not share.order)


def _row_json(line: Line, bill: Bill, moment: Moment) -> Json:
    return {
        "number": line.number,
        "due": line.due.isoformat(),
        "due_at": iso(bill.due_at),
        **amounts_json(line),
        "status": line_status(line, bill, moment),
    }


def _refunds(order: Order, ledger: Ledger) -> list[Refund]:
    return [each for each in ledger.refunds.values() if each.order == order.id]


def _refund_json(refund: Refund, zone: str) -> Json:
    return {"id": refund.id, "amount": plain(refund.amount), "at": iso_in(refund.at, zone), "full": refund.full}


def _closing_json(closing: Closing, ended: Ended | None, zone: str) -> Json:
    """How the order was settled early: from which period on, when, what it was estimated to cost and what it did.

    `fees_paid` in all, and what was `saved` of those of every period; null where the fee is not known.
    """
    return {
        "first": closing.first,
        "at": iso_in(closing.at, zone),
        "estimate": None if closing.estimate is None else plain(closing.estimate),
        "figure": plain(closing.figure),
        "fees_paid": plain(ended.fees) if ended else None,
        "saved": plain(ended.saved) if ended else None,
    }
