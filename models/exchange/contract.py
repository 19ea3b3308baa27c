"""The JSON that other programs rely on: bills, as `--json` prints them; orders are in `contract_orders`.

Amounts are text in yuan (`"612.40"`), dates the institution's, instants ISO 8601 with its offset, what is not known is
null. A name keeps its meaning within a schema, and all of schema 1 are in 2 as they were.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from models.actions.promise import promised
from models.bills.auto_debit_window import auto_debit_range, auto_debit_window
from models.bills.beside_lines import WentOver
from models.bills.bill import Bill, Window, days_left, kind_on
from models.bills.debit_phase import phase
from models.bills.late_cost import late_cost
from models.bills.minimum import minimum_of, paid_in_time
from models.bills.schedule import Line
from models.bills.standing import current
from models.bills.status import Moment, line_status, status
from models.bills.totals import totals
from models.ledger.figure import BillFigure
from models.ledger.ids import bill_id, early_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.values.money import plain, plain_or_none

Json = dict[str, Any]


def iso(at: datetime) -> str:
    """`2026-12-10T23:59:59+08:00`."""
    return at.isoformat(timespec="seconds")


class _Said(msgspec.Struct, frozen=True):
    """What the ledger says of bills besides what is on them, by bill: where each was."""

    ledger: Ledger
    was: Mapping[str, str]


def _said(ledger: Ledger) -> _Said:
    return _Said(ledger, {moved.to: moved.id for moved in ledger.moved.values()})


def bills_json(bills: Iterable[Bill], moment: Moment, ledger: Ledger) -> Json:
    """`fenqi bills --json` and `fenqi due --json`; the totals are those of these bills."""
    of, said = tuple(bills), _said(ledger)
    sums = totals(of, moment)
    return {
        "now": iso(moment.now),
        "bills": [_bill_json(bill, moment, said) for bill in of],
        "totals": {
            "due_soon": plain(sums.due_soon),
            "overdue": plain(sums.overdue),
            "outstanding": plain(sums.outstanding),
        },
    }


def bill_json(bill: Bill, moment: Moment, ledger: Ledger) -> Json:
    """One bill with its lines; what a correction adds is a line of its own, what it takes is in `corrected`."""
    return _bill_json(bill, moment, _said(ledger))


def _bill_json(bill: Bill, moment: Moment, said: _Said) -> Json:
    ledger = said.ledger
    figure, promise = ledger.figures.get(bill.id), promised(ledger, bill)
    return {
        "id": bill.id,
        "channel": bill.channel.institution or bill.channel.id,
        "account_id": bill.channel.id,
        "due": bill.due.isoformat(),
        "due_at": iso(bill.due_at),
        "status": status(bill, moment),
        "amount": plain(bill.amount),
        "paid": plain(bill.paid),
        "outstanding": plain(bill.outstanding),
        "corrected": plain(bill.corrected),
        "days_left": days_left(bill, moment.now),
        "minimum": _minimum_json(bill, ledger),
        "late": _late_json(bill, moment.now),
        "carried_over": _over_json(bill.over) if bill.over else None,
        "credit": plain(-bill.covered),
        "moved_from": said.was.get(bill.id),
        "figure": _figure_json(figure, bill.channel.zone) if figure else None,
        "promise": promise.on.isoformat() if promise else None,
        "debit": _auto_debit_json(bill, moment.now),
        "checklist": _checklist_json(bill, ledger, moment.now),
        "lines": [_line_json(line, bill, moment) for line in bill.lines],
        "repayments": [repayment_json(each, bill.channel.zone) for each in bill.repayments],
    }


def _line_json(line: Line, bill: Bill, moment: Moment) -> Json:
    return {
        "order": line.order_id or None,
        "account_id": bill.channel.id,
        "kind": kind_on(line, bill),
        "title": line.order.title if line.order else None,
        "number": line.number if line.order else 0,
        "periods": line.order.plan.periods if line.order else 0,
        **amounts_json(line),
        "status": line_status(line, bill, moment),
    }


def amounts_json(line: Line) -> dict[str, str | None]:
    """Principal and fee without what is `reduced` (not owed after all) are the amount; null where not known apart.

    `carried` of it is not owed here but on another line: of a later bill, or of credit.
    """
    known = line.fee_known
    return {
        "principal": plain(line.principal) if known else None,
        "fee": plain(line.fee) if known else None,
        "reduced": plain(line.reduced),
        "carried": plain(line.carried),
        "amount": plain(line.amount - line.reduced),
        "paid": plain(line.paid),
    }


def repayment_json(repayment: Repayment, zone: str) -> Json:
    """One repayment; `amount` is all that was paid, `credit` what of it was more than was owed."""
    made_for = bill_id(repayment.account_id, repayment.due)
    return {
        "id": repayment.id,
        "account_id": repayment.account_id,
        "bill": early_id(repayment.order) if repayment.order else made_for,
        "amount": plain(repayment.amount),
        "paid_at": iso_in(repayment.paid_at, zone),
        "method": repayment.method,
        "other": repayment.other or None,
        "reference": repayment.reference or None,
        "confirmed": repayment.confirmed,
        "way": repayment.way,
        "credit": plain(repayment.credit),
    }


def iso_in(at: datetime, zone: str) -> str:
    """The instant with the offset of the institution's `zone`."""
    return iso(at.astimezone(ZoneInfo(zone)))


def _minimum_json(bill: Bill, ledger: Ledger) -> Json | None:
    """The estimated minimum, and whether as much was repaid by the due instant, or was said to be."""
    amount, said = minimum_of(bill), bill.id in ledger.minimums
    if amount is None:
        return {"amount": None, "paid_in_time": True} if said else None
    return {"amount": plain(amount), "paid_in_time": said or paid_in_time(bill) >= amount}


def _over_json(over: WentOver) -> Json:
    """What went over to a later bill; `interest` on it, of which `estimated` says whether anybody has seen it."""
    return {
        "to": over.to,
        "amount": plain(over.amount),
        "interest": plain(over.interest),
        "estimated": over.estimated,
    }


def _late_json(bill: Bill, now: datetime) -> Json | None:
    """What lateness has cost so far, or had until the bill was repaid, in its parts: an estimate; null for nothing.

    A part that is not known is null, and in no sum.
    """
    cost = late_cost(bill, now)
    if not (cost.total or cost.unknown):
        return None
    parts = {"total": cost.total, "interest": cost.interest, "extra": cost.extra, "penalty": cost.penalty}
    return {name: None if amount is None else plain(amount) for name, amount in parts.items()}


def _figure_json(figure: BillFigure, zone: str) -> Json:
    """The institution's figure; `due` and `minimum` are of the newest statement, null for what it does not say."""
    terms = figure.terms
    return {
        "total": plain(figure.total),
        "seen_at": iso_in(figure.seen_at, zone),
        "source": figure.source,
        "due": terms.due.isoformat() if terms and terms.due else None,
        "minimum": plain_or_none(terms.minimum if terms else None),
    }


def _auto_debit_json(bill: Bill, now: datetime) -> Json | None:
    """The bill's auto-debit; null where it takes nothing (more) of it and nothing was seen of one."""
    window, seen = auto_debit_window(bill), bill.auto_debit
    if window is None and seen is None:
        return None
    least, most = auto_debit_range(bill)
    return {
        "window": _window_json(window) if window else None,
        "amount": plain(most) if window and least == most else None,
        "pay_account": (window.pay_account if window else "") or None,
        "phase": phase(bill, now),
        "outcome": seen.outcome if seen else None,
        "extent": bill.channel.auto_debit.extent,
    }


def _window_json(window: Window) -> Json:
    return {"from": iso(window.start), "to": iso(window.end)}


def _checklist_json(bill: Bill, ledger: Ledger, now: datetime) -> Json | None:
    """Where the bill's checklist stands; null where none is under way."""
    progress = ledger.checklists.get(bill.id)
    if progress is None or progress.recorded is not None:
        return None
    return {"step": current(progress, bill, now)}
