"""The JSON of a statement beside the ledger: `fenqi reconcile --json`."""

from collections.abc import Callable
from datetime import datetime

from models.actions.finding import FindingKind, LineFinding, OrderOffer, Reconciled
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.exchange.contract import Json, iso, iso_in
from models.ledger.statement import SightingKind, StatementLine
from models.values.message import Message
from models.values.money import plain, plain_or_none

Say = Callable[[Message], str]


def reconciled_json(found: Reconciled, held: Catalogue, say: Say, now: datetime, committed: int) -> Json:
    """What the statement is, what it has, and each finding; `committed` repayments were recorded or confirmed by it.

    A line that was read before is no finding any more.
    """
    statement = found.statement
    return {
        "now": iso(now),
        "source": statement.source,
        "covers": [each.isoformat() for each in statement.covers] if statement.covers else None,
        "rows": {
            "read": statement.rows,
            "left_out": len(statement.left_out) + statement.more_left_out,
            "unreadable": len(statement.unreadable) + statement.more_unreadable,
        },
        "found": _found_json(found),
        "findings": [_finding_json(each, found, held, say) for each in found.findings if not each.known],
        "committed": committed,
    }


def _found_json(found: Reconciled) -> Json:
    lines = {line.id: line for line in found.statement.lines}
    kinds: dict[SightingKind, list[StatementLine]] = {}
    for line in lines.values():
        kinds.setdefault(line.kind, []).append(line)
    counts = {kind: len(kinds.get(kind, ())) for kind in SightingKind}
    return {
        "repaid": counts[SightingKind.REPAID],
        "sum": plain(sum(line.amount for line in kinds.get(SightingKind.REPAID, ()))),
        "failed": counts[SightingKind.FAILED],
        "refunded": counts[SightingKind.REFUNDED],
        "bought": counts[SightingKind.BOUGHT],
        "instalments": counts[SightingKind.INSTALMENT],
        "bills": counts[SightingKind.BILL],
        "money_in": counts[SightingKind.MONEY_IN],
        "known": sum(each.known for each in found.findings),
    }


def _finding_json(finding: LineFinding, found: Reconciled, held: Catalogue, say: Say) -> Json:
    zone = channel_of(held, finding.account_id).zone
    line, paid = finding.line, None if finding.kind is FindingKind.NO_REPAYMENT else finding.at
    return {
        "key": finding.key,
        "kind": finding.kind,
        "level": finding.level,
        "account_id": finding.account_id or None,
        "bill": finding.bill or None,
        "bills": [
            {"bill": each.bill, "amount": plain(each.amount), "discount": plain(each.discount)}
            for each in finding.shares
        ],
        "amount": plain(finding.amount) if finding.at else None,
        "paid_at": _at_json(paid, zone, time_known=finding.time_known),
        "time_known": finding.time_known,
        "method": finding.method or None,
        "reference": (line.reference if line else "") or None,
        "repayment": finding.repayment or None,
        "recorded": plain_or_none(finding.recorded),
        "order": finding.order or None,
        "title": _title(finding, found),
        "period": line.period if line else None,
        "periods": line.periods if line else None,
        "due": line.due.isoformat() if line and line.due else None,
        "minimum": plain_or_none(line.minimum if line else None),
        "difference": plain_or_none(finding.difference),
        "discount": plain(finding.discount) if finding.discount else None,
        "late_days": finding.late_days,
        "tries": [iso_in(each, zone) for each in finding.tries],
        "reasons": [say(each) for each in finding.reasons],
        "offers": [_offer_json(each) for each in finding.offers],
        "answers": [each.id for each in finding.choices],
        "answer_words": {each.id: say(each.words) for each in finding.choices},
        "answer": finding.chosen or None,
    }


def _title(finding: LineFinding, found: Reconciled) -> str | None:
    """What was bought: as its order is called, or as the statement calls it."""
    order = found.ledger.orders.get(finding.order)
    return order.title if order else (finding.line.title if finding.line else "") or None


def _at_json(at: datetime | None, zone: str, *, time_known: bool) -> str | None:
    """The instant at the institution; the day alone where the time of day is not known."""
    if at is None:
        return None
    return iso_in(at, zone) if time_known else iso_in(at, zone)[:10]


def _offer_json(offer: OrderOffer) -> Json:
    """What is known of an order that may be entered, by the names of the columns of files."""
    return {
        "channel": offer.account_id,
        "title": offer.title or None,
        "bought_at": offer.bought_at.isoformat(timespec="seconds") if offer.bought_at else None,
        "principal": plain_or_none(offer.principal),
        "order_no": offer.order_no or None,
        "periods": offer.periods,
        "amount_per_period": plain_or_none(offer.amount_per_period),
        "first_due": offer.first_due.isoformat() if offer.first_due else None,
        "period": offer.period,
    }
