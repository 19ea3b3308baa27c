"""Times that cannot be: money that moved before a purchase or an auto-debit, and what is dated later than now.

A day is taken as in the zone where it is latest: so it is none of these anywhere.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from models.bills.fault import Fault, FaultCode, fault
from models.bills.inside import moments
from models.channels.channel import AUTO_DEBIT, Catalogue
from models.channels.effective import channel_of
from models.ledger.auto_debit import Outcome
from models.ledger.ids import bill_account, bill_due, bill_id
from models.ledger.ledger import Ledger
from models.values.message import msg

_BOUGHT = msg("{record} in the table {table} is dated {day}, before the purchase of the order {other} on {bought}")
_WINDOW = msg("{record} in the table {table}: auto-debit took it on {day}, but begins on {first}")
_FUTURE = msg(
    "{record} in the table {table} is dated {day}, which is yet to come; {count} records are: is the clock right?"
)
_ZONES = timedelta(hours=14)
"""How far the first zone is ahead of UTC."""
_A_DAY = timedelta(days=1)
_ON_ITS_DAY = (("orders", "bought_at"), ("orders", "entered_on"), ("accounts", "added_on"), ("pages", "seen_on"))
"""What has but the day on which it was done, by its table and its field; all instants are of what was done or said."""


def too_early(ledger: Ledger, channels: Catalogue) -> Iterator[Fault]:
    """Money that moved too early; `channels`: every account's rules by its id."""
    for table, ident, at, names in _moved(ledger):
        for name in names:
            order, day = ledger.orders.get(name), _latest(at)
            if order is not None and day < order.bought_at.date():
                said = {"day": day.isoformat(), "bought": order.bought_at.date().isoformat()}
                yield fault(FaultCode.TOO_EARLY, table, ident, _BOUGHT, other=name, **said)
    yield from _debited(ledger, channels)


def _moved(ledger: Ledger) -> Iterator[tuple[str, str, datetime, Sequence[str]]]:
    """Money that moved, by table and id, with when it did, and the orders that it is of."""
    for paid in ledger.repayments.values():
        yield "repayments", paid.id, paid.paid_at, sorted({share.order for share in paid.allocations} | {paid.order})
    for back in ledger.refunds.values():
        yield "refunds", back.id, back.at, (back.order,)
    for closing in ledger.closings.values():
        yield "closings", closing.id, closing.at, (closing.id,)


def _debited(ledger: Ledger, channels: Catalogue) -> Iterator[Fault]:
    """What auto-debit took before it begins; of a bill that got another date since, before it would have on either."""
    repaid = [each for each in ledger.repayments.values() if each.method == AUTO_DEBIT]
    taken = [("repayments", each.id, bill_id(each.account_id, each.due), each.paid_at) for each in repaid]
    seen = [each for each in ledger.debits.values() if each.outcome in {Outcome.TAKEN, Outcome.PART}]
    taken += [("debits", each.id, each.id, each.outcome_at) for each in seen if each.outcome_at is not None]
    were: dict[str, set[str]] = defaultdict(set)
    for moved in ledger.moved.values():
        were[moved.to].add(moved.id)
    for each in repaid:
        were[bill_id(each.account_id, each.due)].add(each.id.rpartition("#")[0])
    for table, ident, bill, at in taken:
        begun = [_begins(one, channels) for one in (bill, *were[bill])]
        first = min((day for day in begun if day is not None), default=None)
        if first is not None and _latest(at) < first:
            said = {"day": _latest(at).isoformat(), "first": first.isoformat()}
            yield fault(FaultCode.TOO_EARLY, table, ident, _WINDOW, **said)


def _begins(bill: str, channels: Catalogue) -> date | None:
    """The first day of the bill's auto-debit; None where the id is that of no bill."""
    try:
        return bill_due(bill) - timedelta(days=channel_of(channels, bill_account(bill)).auto_debit.days_before)
    except (ValueError, OverflowError):
        return None


def yet_to_come(ledger: Ledger, now: datetime) -> Iterator[Fault]:
    """What was done, said or bought more than a day after `now`: once, with the latest, as the clock may be wrong."""
    days, today = dict[tuple[str, str], date](), _latest(now)
    for table in ledger.__struct_fields__:
        names = [name for of, name in _ON_ITS_DAY if of == table]
        for ident, record in getattr(ledger, table).items():
            done = [_day_of(getattr(record, name)) for name in names if getattr(record, name) is not None]
            later = [day for day in done if day > today]
            later += [each.date() for each in _instants(record) if each > now + _A_DAY]
            if later:
                days[table, ident] = max(later)
    if days:
        (table, ident), day = max(days.items(), key=lambda each: each[1])
        yield fault(FaultCode.FUTURE, table, ident, _FUTURE, day=day.isoformat(), count=len(days))


def _instants(record: object) -> Iterator[datetime]:
    return (each for each in moments(record) if isinstance(each, datetime) and each.tzinfo is not None)


def _day_of(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _latest(at: datetime) -> date:
    """The day that it was where it was the latest."""
    return (at + _ZONES - (at.utcoffset() or timedelta())).date()
