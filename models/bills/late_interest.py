"""Late interest: estimates by the channel's daily rate and base. The institution's own figure always wins."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter

from models.bills.bill import Bill, days_left, is_late, is_unsaid, kind_on
from models.bills.left_bill import Left, left_bill
from models.bills.line_kind import LineKind
from models.bills.posting import posted_on
from models.bills.schedule import Line
from models.channels.channel import Channel
from models.channels.rules import LateBase, LateSince
from models.ledger.repayment import allocate
from models.values.dates import days_between, today
from models.values.money import Fen, parse_amount, times


def days_late(bill: Bill, now: datetime) -> int:
    """Whole days since the due date, in the institution's zone; 0 before the due instant, or where nobody said whether
    it was repaid."""
    return max(0, -days_left(bill, now)) if is_late(bill, now) else 0


def missed(bill: Bill, now: datetime) -> Fen:
    """What of the bill is late, or was when it was repaid, in fen."""
    late = sum(line.outstanding for line in bill.lines if not is_unsaid(line, bill)) if days_late(bill, now) else 0
    return late + sum(each.amount for each in left_bill(bill, _bearing(bill)) if days_late(bill, each.at))


def is_small(bill: Bill, amount: Fen) -> bool:
    """Whether the institution usually takes a bill that so much was missed of for repaid."""
    return amount <= parse_amount(bill.channel.grace_amount)


def late_interest(bill: Bill, now: datetime) -> Fen:
    """Estimated interest so far, not compounded: the daily rate × the days for which each part bore it, or still does.

    It is counted on what was owed on the bill's lines when they fell due, or on the principal in it, as the channel has
    it; from the due date on, or where the channel says so from the day of posting, also on what was repaid in time of a
    bill that was late. Interest bears no interest: what a correction added because of lateness is left out. So is what
    may have been repaid before its order was entered. Of a bill that was repaid since, it is what there was until then.
    """
    amount = missed(bill, now)
    if not amount:
        return 0
    return times(_fen_days(bill, now, _since(bill, amount)), Decimal(bill.channel.late.daily_rate))


def rest_interest(bill: Bill, until: date) -> Fen:
    """Estimated interest on what is left of a bill whose minimum was paid, to that day, on which the next one is due.

    It is counted as late interest is: where the channel counts from the posting, no part of the bill was free of it,
    and what was repaid in time bore it until then. Where something was repaid late, the bill's own hint has that.
    """
    bearing, since, base_of = [*filter(_bears(bill), bill.lines)], _since(bill, bill.outstanding), _base_of(bill)
    total = sum(base_of(line) * days_between(since(line), until) for line in bearing)
    left = left_bill(bill, bearing)
    in_grace = all(days_late(bill, each.at) <= bill.channel.grace_days for each in left)
    if in_grace and _from_posting(bill, bill.outstanding):
        total += _left_fen_days(bill, left, since)
    return times(total, Decimal(bill.channel.late.daily_rate))


def _since(bill: Bill, amount: Fen) -> Callable[[Line], date]:
    """From which day on each line bears interest where so much of the bill was not repaid in time."""
    return (lambda line: posted_on(line, bill)) if _from_posting(bill, amount) else (lambda _: bill.due)


def _from_posting(bill: Bill, amount: Fen) -> bool:
    """Whether interest is counted from the posting on where so much of the bill was not repaid in time."""
    return bill.channel.late.since is LateSince.POSTING and not is_small(bill, amount)


def extra_interest(bill: Bill, now: datetime) -> Fen:
    """What a bill bears since its due date on top, of which less than the minimum was repaid in time."""
    return times(_fen_days(bill, now, lambda _: bill.due), Decimal(bill.channel.late.extra_rate))


def _fen_days(bill: Bill, now: datetime, since: Callable[[Line], date]) -> int:
    """Fen × days: of each bearing line what bore interest, from the day that `since` says until it was repaid."""
    bearing, zone = _bearing(bill), bill.channel.zone
    total = _left_fen_days(bill, left_bill(bill, bearing), since)
    if days_late(bill, now):
        day, base_of = today(now, zone), _base_of(bill)
        total += sum(base_of(line) * days_between(since(line), day) for line in bearing)
    return total


def _left_fen_days(bill: Bill, left: Iterable[Left], since: Callable[[Line], date]) -> int:
    """Fen × days of what was owed once, until it was not any more."""
    total = 0
    for each in left:
        days = max(0, days_between(since(each.line), today(each.at, bill.channel.zone)))
        total += (each.principal if _on(bill) is LateBase.PRINCIPAL else each.amount) * days
    return total


def _bearing(bill: Bill) -> list[Line]:
    bears = _bears(bill)
    return [line for line in bill.lines if bears(line) and not is_unsaid(line, bill)]


def left_bearing(bill: Bill, pay: Fen) -> Fen:
    """What would still bear late interest once `pay` more was repaid: all that is left, or its principal."""
    repaid = {(each.order, each.number): each for each in allocate(pay, bill.lines, bill.due)}
    left, base_of, on = 0, _base_of(bill), _on(bill)
    for line in filter(_bears(bill), bill.lines):
        share = repaid.get((line.order_id, line.number))
        left += base_of(line)
        left -= (share.principal if on is LateBase.PRINCIPAL else share.amount) if share else 0
    return max(0, left)


def _on(bill: Bill) -> LateBase:
    return bill.channel.late.base


def _base_of(bill: Bill) -> Callable[[Line], Fen]:
    """What of a line of the bill is unpaid, as far as late interest is counted on it."""
    return attrgetter("owed_principal" if _on(bill) is LateBase.PRINCIPAL else "outstanding")


def _bears(bill: Bill) -> Callable[[Line], bool]:
    """Whether a line of the bill bears late interest."""
    others = _on(bill) is not LateBase.PRINCIPAL_AND_FEES

    def bears(line: Line) -> bool:
        kind = kind_on(line, bill)
        return kind is LineKind.INSTALMENT or (others and kind is not LineKind.LATE)

    return bears


def cost_a_day(bearing: Fen, channel: Channel) -> Fen:
    """Estimated interest for each day that `bearing`, what late interest is counted on, stays unpaid."""
    return times(bearing, Decimal(channel.late.daily_rate))


def on_principal(bill: Bill) -> bool:
    """Whether it is counted on the principal alone, which takes a fee that is known."""
    return _on(bill) is LateBase.PRINCIPAL and all(line.fee_known for line in bill.lines)
