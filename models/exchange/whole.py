"""The whole ledger as JSON, a list of records for each of its parts.

Amounts are text in yuan (`"612.40"`), dates the institution's, instants ISO 8601 with their offset, what is not known
null. Each list has an order that hangs on nothing but its content; that of the orders is the one they were entered in.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from models.channels.override import ChannelOverride
from models.exchange.record import order_fields
from models.ledger.auto_debit import AutoDebitSeen
from models.ledger.closing import Closing, Refund
from models.ledger.correction import Correction
from models.ledger.ledger import Ledger
from models.ledger.progress import Answered, Done, Progress, Step
from models.ledger.repayment import Repayment
from models.values.money import plain

Record = TypeVar("Record", Closing, Correction, AutoDebitSeen, ChannelOverride, Progress, Refund)


def ledger_fields(ledger: Ledger) -> dict[str, Any]:
    """Every part of the ledger under the name that it has in the user's file."""
    return {
        "orders": [order_fields(order) for order in ledger.orders.values()],
        "repayments": [
            _repayment(each) for each in sorted(ledger.repayments.values(), key=lambda each: (each.paid_at, each.id))
        ],
        "corrections": [_correction(each) for each in _sorted(ledger.corrections)],
        "checklists": [_checklist(each) for each in _sorted(ledger.checklists)],
        "channels": [_channel(each) for each in _sorted(ledger.channels)],
        "debits": [_auto_debit(each) for each in _sorted(ledger.debits)],
        "closings": [_closing(each) for each in _sorted(ledger.closings)],
        "refunds": [_refund(each) for each in _sorted(ledger.refunds)],
    }


def _sorted(records: Mapping[str, Record]) -> Iterable[Record]:
    return [records[ident] for ident in sorted(records)]


def _repayment(repayment: Repayment) -> dict[str, Any]:
    """`order` is the order that it settled early. A share without an order went to a correction or to its charge."""
    return {
        "id": repayment.id,
        "account_id": repayment.account_id,
        "due": repayment.due.isoformat(),
        "amount": plain(repayment.amount),
        "paid_at": repayment.paid_at.isoformat(),
        "method": repayment.method,
        "reference": repayment.reference,
        "confirmed": repayment.confirmed,
        "order": repayment.order or None,
        "allocations": [
            {
                "order": share.order or None,
                "number": share.number,
                "fee": plain(share.fee),
                "principal": plain(share.principal),
            }
            for share in repayment.allocations
        ],
    }


def _correction(correction: Correction) -> dict[str, Any]:
    """`id` is the bill's; `lines` what it was made of when it was corrected to `total`."""
    return {
        "id": correction.id,
        "total": plain(correction.total),
        "at": correction.at.isoformat(),
        "lines": [
            {"order": line.order or None, "number": line.number, "amount": plain(line.amount)}
            for line in correction.lines
        ],
        "reason": correction.reason,
    }


def _checklist(progress: Progress) -> dict[str, Any]:
    """`id` is the bill's; the steps that are done, and the warnings that were answered."""
    return {
        "id": progress.id,
        "started_at": progress.started_at.isoformat(),
        "done": [_done(each) for each in progress.done],
        "answered": [_answered(each) for each in progress.answered],
    }


def _done(done: Done) -> dict[str, Any]:
    """Only the amount step has the app's `figure`, what is to be paid and what was owed on the bill then."""
    figures = {"figure": done.figure, "pay": done.pay, "owed": done.owed}
    return {
        "step": done.step.value,
        "at": done.at.isoformat(),
        "answer": done.answer,
        **{name: plain(fen) if done.step is Step.AMOUNT else None for name, fen in figures.items()},
        "way": done.way and done.way.value,
        "replaced": done.replaced and _correction(done.replaced),
    }


def _answered(answered: Answered) -> dict[str, Any]:
    return {"warning": answered.warning, "reason": answered.reason, "at": answered.at.isoformat()}


def _channel(override: ChannelOverride) -> dict[str, Any]:
    """The user's own rules for a channel: `values` are the catalogue's fields that differ from `base`'s."""
    return {
        "id": override.id,
        "base": override.base or None,
        "values": msgspec.to_builtins(override.values, str_keys=True),
    }


def _auto_debit(auto_debit: AutoDebitSeen) -> dict[str, Any]:
    """`id` is the bill's."""
    return {
        "id": auto_debit.id,
        "balance_at": _instant(auto_debit.balance_at),
        "pay_account": auto_debit.pay_account,
        "pay_account_at": _instant(auto_debit.pay_account_at),
        "outcome": auto_debit.outcome and auto_debit.outcome.value,
        "outcome_at": _instant(auto_debit.outcome_at),
    }


def _closing(closing: Closing) -> dict[str, Any]:
    """`id` is the order's; `figure` what was paid to settle it early, `estimate` what fenqi had calculated."""
    return {
        "id": closing.id,
        "first": closing.first,
        "at": closing.at.isoformat(),
        "estimate": plain(closing.estimate),
        "figure": plain(closing.figure),
    }


def _refund(refund: Refund) -> dict[str, Any]:
    return {
        "id": refund.id,
        "order": refund.order,
        "amount": plain(refund.amount),
        "at": refund.at.isoformat(),
        "full": refund.full,
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
